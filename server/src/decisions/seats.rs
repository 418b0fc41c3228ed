//! Seat plans as decisions: made from the records as they stood at one place of the change log, so that the same records
//! make the same plan years later.

use std::collections::BTreeMap;
use std::sync::Arc;

use bole_engine::model::{
    Cohort, CohortId, CohortStatus, Date, Decision, DecisionKind, DecisionSubject, Invalid, Order, Organisation,
    OrganisationId, Profile, Programme,
};
use bole_engine::plan::seating::{Mechanism, Offer, SeatPlan};
use bole_engine::reference::Reference;
use bole_engine::store::{Change, ChangeKind, Expected, Kind, MAX_ROWS, Put, Record, Store, StoreError};

use super::{Asked, Run};

/// What was asked.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeatsAsked {
    pub(crate) mechanism: Mechanism,
    pub(crate) seed: u64,
    /// Whose classes; none for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) college: Option<OrganisationId>,
    /// Which of them; none for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) classes: Vec<CohortId>,
}

/// Everything that a seat plan is made of, as it stood at one place of the log.
pub(crate) struct SeatInputs {
    pub(crate) cohorts: Vec<Cohort>,
    programmes: Vec<Programme>,
    orders: Vec<Order>,
    pub(crate) organisations: Vec<Organisation>,
    /// People who wish for a class or have a seat in one, with the version of the record.
    people: Vec<(Profile, u64)>,
    /// Whether somebody stood there who was erased since.
    pub(crate) lost: bool,
    /// Which place.
    pub(crate) at: u64,
}

impl SeatInputs {
    /// Reads them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn read(store: &dyn Store, at: u64) -> Result<Self, StoreError> {
        let (people, lost) = people(store, at).await?;
        Ok(Self {
            cohorts: all(store, at).await?,
            programmes: all(store, at).await?,
            orders: all(store, at).await?,
            organisations: all(store, at).await?,
            people,
            lost,
            at,
        })
    }

    /// Makes the plan.
    pub(crate) fn plan(&self, reference: &Arc<Reference>, asked: &SeatsAsked, as_of: Date) -> SeatPlan {
        let Self { cohorts, programmes, orders, organisations, .. } = self;
        let (college, only) = (asked.college.as_ref(), &*asked.classes);
        let offer = Offer { cohorts, programmes, orders, organisations, college, only };
        let people = self.people.iter().map(|(profile, _)| profile.clone());
        SeatPlan::make(reference, &offer, as_of, asked.mechanism, asked.seed, people)
    }

    /// Refuses classes that cannot take what a plan gives: those that do not enrol, or have fewer seats left.
    ///
    /// # Errors
    /// [`Invalid`] naming the first of them.
    pub(crate) fn have_room(&self, plan: &SeatPlan) -> Result<(), Invalid> {
        let mut given: BTreeMap<&CohortId, usize> = BTreeMap::new();
        plan.placed.iter().for_each(|place| *given.entry(&place.cohort).or_default() += 1);
        for (id, more) in given {
            let seated = self.people.iter().filter(|(profile, _)| profile.cohort.as_ref() == Some(id)).count();
            let fits = |class: &&Cohort| {
                let enrols = class.id == *id && class.status == CohortStatus::Enrolling;
                enrols && seated + more <= usize::from(class.seats_max)
            };
            if !self.cohorts.iter().any(|class| fits(&class)) {
                return Err(Invalid::new("cohort", id, format!("a class that is enrolling and has {more} seats left")));
            }
        }
        Ok(())
    }

    /// The run that made a plan.
    pub(crate) fn run<'r>(&self, plan: &SeatPlan, asked: &'r Asked, as_of: Date) -> Run<'r> {
        Run {
            kind: DecisionKind::Seats,
            order: None,
            entry: None,
            as_of,
            sequence: self.at,
            subjects: self.subjects(plan),
            asked,
            input: serde_json::to_vec(&self.cohorts).unwrap_or_default(),
        }
    }

    /// Everybody whom a plan tells of, at the version that was judged: the placed, then the others.
    fn subjects(&self, plan: &SeatPlan) -> Vec<DecisionSubject> {
        let told = plan.placed.iter().map(|place| &place.student);
        let told = told.chain(plan.unplaced.iter().map(|student| &student.student));
        let version = |id: &bole_engine::model::TalentId| {
            let found = self.people.binary_search_by(|(profile, _)| profile.id.cmp(id)).ok()?;
            Some(DecisionSubject { talent: id.clone(), version: self.people[found].1 })
        };
        told.filter_map(version).collect()
    }
}

/// The records of those whom a plan placed, with their seats, each bound to the version that was judged. Who was erased
/// since leaves the seat free.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn with_seats(
    store: &dyn Store,
    decision: &Decision,
    plan: &SeatPlan,
) -> Result<Vec<Put>, StoreError> {
    let mut puts = Vec::new();
    for place in &plan.placed {
        let subject = decision.subjects.iter().find(|subject| subject.talent == place.student);
        let found = store.find::<Profile>(place.student.as_str()).await?;
        if let Some((subject, found)) = subject.zip(found) {
            let seated = Profile { cohort: Some(place.cohort.clone()), ..found.record };
            puts.push(Put::new(&seated)?.expecting(Expected::Version(subject.version)));
        }
    }
    Ok(puts)
}

/// All records of a kind as they stood at a number of the change log, by id.
pub(crate) async fn all<T: Record>(store: &dyn Store, at: u64) -> Result<Vec<T>, StoreError> {
    let (mut all, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = store.page_at::<T>(at, after.as_deref()).await?;
        all.extend(page.records);
        after = page.last;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// By id.
async fn people(store: &dyn Store, at: u64) -> Result<(Vec<(Profile, u64)>, bool), StoreError> {
    let (mut people, mut lost, mut after) = (Vec::new(), false, None::<String>);
    loop {
        let page = store.stood(Kind::Profile, at, after.as_deref(), MAX_ROWS).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id.clone());
        for Change { id, version, document, .. } in
            page.into_iter().filter(|change| change.operation == ChangeKind::Put)
        {
            let Some(document) = document else {
                lost = true;
                continue;
            };
            let read = serde_json::from_str::<Profile>(&document);
            let read = read.map_err(|e| StoreError::Damaged { kind: Kind::Profile, id, reason: e.to_string() })?;
            if read.cohort.is_some() || !read.preferences.cohorts.is_empty() {
                people.push((read, version));
            }
        }
    }
    people.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    Ok((people, lost))
}
