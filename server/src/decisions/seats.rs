//! Seat plans as decisions: made from the records as they stood at one place of the change log, so that the same records
//! make the same plan years later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use actix_web::web;
use bole_engine::model::{
    Bilingual, Cohort, CohortId, Date, Decision, DecisionKind, DecisionSubject, Invalid, Order, Organisation,
    OrganisationId, Profile, Programme,
};
use bole_engine::plan::seating::{Mechanism, Offer, SeatPlan};
use bole_engine::reference::Reference;
use bole_engine::store::{Change, ChangeKind, Kind, MAX_ROWS, Record, Store, StoreError};
use tokio::runtime::Handle;

use super::{Asked, Run};
use crate::error::ApiError;

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
    /// By class, how many had a seat: who of them is erased later changes nothing when the plan is made again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seated: Option<BTreeMap<CohortId, u32>>,
}

impl SeatsAsked {
    /// The same with the seats that a plan found taken.
    pub(crate) fn counted(self, plan: &SeatPlan) -> Self {
        let seated = plan.classes.iter().map(|class| (class.cohort.clone(), class.seated)).collect();
        Self { seated: Some(seated), ..self }
    }
}

/// Everything that a seat plan is made of, as it stood at one place of the log.
pub(crate) struct SeatInputs {
    pub(crate) cohorts: Vec<Cohort>,
    programmes: Vec<Programme>,
    orders: Vec<Order>,
    pub(crate) organisations: Vec<Organisation>,
    /// People who wish for a class or have a seat in one, with the version of the record.
    people: Vec<(Profile, u64)>,
    /// People whose records stood there and are not kept any more.
    lost: BTreeSet<String>,
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

    /// What the classes of a plan and the enterprises with a share of them are called, by id.
    pub(crate) fn names(&self, plan: &SeatPlan) -> BTreeMap<String, Bilingual> {
        names(&self.cohorts, &self.organisations, plan)
    }

    /// The same of a plan on record, as they were called where it was made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn names_at(
        store: &dyn Store,
        at: u64,
        plan: &SeatPlan,
    ) -> Result<BTreeMap<String, Bilingual>, StoreError> {
        Ok(names(&all(store, at).await?, &all(store, at).await?, plan))
    }

    /// Reads them beside the threads that answer: the record of everybody is read.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) async fn read_apart(store: &Arc<dyn Store>, at: u64) -> Result<Self, ApiError> {
        let (store, runtime) = (Arc::clone(store), Handle::current());
        let read = web::block(move || runtime.block_on(Self::read(&*store, at)));
        Ok(read.await.map_err(|_| ApiError::GivenUp)??)
    }

    /// Whether somebody whom a decision tells of is not kept as the person was.
    pub(crate) fn lacks(&self, decision: &Decision) -> bool {
        let lost = |subject: &DecisionSubject| self.lost.contains(subject.talent.as_str());
        decision.pseudonymised || decision.subjects.iter().any(lost)
    }

    /// Makes the plan.
    ///
    /// # Errors
    /// [`Invalid`] where it is about too many classes.
    pub(crate) fn plan(
        &self,
        reference: &Arc<Reference>,
        asked: &SeatsAsked,
        as_of: Date,
    ) -> Result<SeatPlan, Invalid> {
        let Self { cohorts, programmes, orders, organisations, .. } = self;
        let (college, only, seated) = (asked.college.as_ref(), &*asked.classes, asked.seated.as_ref());
        let offer = Offer { cohorts, programmes, orders, organisations, college, only, seated };
        offer.check_size()?;
        let people = self.people.iter().map(|(profile, _)| profile.clone());
        Ok(SeatPlan::make(reference, &offer, as_of, asked.mechanism, asked.seed, people))
    }

    /// What it rests on beside people, as JSON.
    fn hashed(&self) -> Vec<u8> {
        let Self { cohorts, programmes, orders, organisations, .. } = self;
        serde_json::to_vec(&(cohorts, programmes, orders, organisations)).unwrap_or_default()
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
            input: self.hashed(),
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

fn names(cohorts: &[Cohort], organisations: &[Organisation], plan: &SeatPlan) -> BTreeMap<String, Bilingual> {
    let of = |id: &CohortId| plan.classes.iter().any(|class| class.cohort == *id);
    let classes = || cohorts.iter().filter(|class| of(&class.id));
    let shares = |id: &OrganisationId| classes().any(|class| class.parties().any(|party| party == id));
    let firms = organisations.iter().filter(|known| shares(&known.id));
    let firms = firms.map(|known| (known.id.to_string(), known.name.clone()));
    classes().map(|class| (class.id.to_string(), class.name.clone())).chain(firms).collect()
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
async fn people(store: &dyn Store, at: u64) -> Result<(Vec<(Profile, u64)>, BTreeSet<String>), StoreError> {
    let (mut people, mut lost, mut after) = (Vec::new(), BTreeSet::new(), None::<String>);
    loop {
        let page = store.stood(Kind::Profile, at, after.as_deref(), MAX_ROWS).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id.clone());
        for Change { id, version, document, .. } in
            page.into_iter().filter(|change| change.operation == ChangeKind::Put)
        {
            let Some(document) = document else {
                lost.insert(id);
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
