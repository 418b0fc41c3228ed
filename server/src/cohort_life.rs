//! The life of classes in the store: whose word is written how, what a step brings with it, what became of their people, and
//! whom to remind. Whether a word or a step may be given is the class's to say.

use bole_engine::map::ClassFigures;
use bole_engine::model::{
    Bilingual, Cohort, CohortId, CohortLack, CohortReason, CohortStatus, CohortTransition, Date, Organisation,
    OrganisationId, Outcome, Profile, Programme,
};
use bole_engine::plan::{Graduation, Placements, Roster};
use bole_engine::reference::Reference;
use bole_engine::store::{Batch, Expected, FORMER_CLASSES, Listing, MAX_ROWS, Put, Record, Store, StoreError, Stored};
use serde_json::json;

use crate::life::{self, Mover, Why};

/// What is written when a party gives its word, or takes it back.
pub(crate) fn spoken(
    old: &Stored<Cohort>,
    new: &Cohort,
    party: &OrganisationId,
    why: &Why<CohortReason>,
    mover: &Mover,
) -> Result<Batch, StoreError> {
    let detail = json!({"organisation": party, "reason": why.code, "from": old.record.status, "to": new.status});
    life::moved(mover.batch(why), old, new, "cohort.agreement", mover, detail)
}

/// What is written when a class takes a step. When it graduates, what it taught is written into the records of its people.
pub(crate) async fn moved(
    store: &dyn Store,
    reference: &Reference,
    old: &Stored<Cohort>,
    new: &Cohort,
    step: &CohortTransition,
    mover: &Mover,
) -> Result<Batch, StoreError> {
    let why = Why { code: step.reason, on: step.on, note: step.note.clone() };
    let detail = json!({"from": old.record.status, "to": new.status, "reason": step.reason, "on": step.on});
    let mut batch = life::moved(mover.batch(&why), old, new, "cohort.transition", mover, detail)?;
    if new.status == CohortStatus::Graduated {
        for graduate in graduates(store, reference, new).await? {
            batch = batch.with(graduate);
        }
    }
    Ok(batch)
}

/// The records of a class's people with what it taught; of a programme that is not on record nobody knows what.
async fn graduates(store: &dyn Store, reference: &Reference, cohort: &Cohort) -> Result<Vec<Put>, StoreError> {
    let Some(programme) = store.find::<Programme>(cohort.programme.as_str()).await? else { return Ok(Vec::new()) };
    let college = store.find::<Organisation>(cohort.college.as_str()).await?.map(|found| found.record);
    let school = college.as_ref().map(|college| college.school(&reference.edition));
    let graduation = Graduation::of(cohort, &programme.record, school, &reference.vocabulary);
    let mut puts = Vec::new();
    for Stored { record, version, .. } in people(store, &cohort.id).await? {
        let graduate = graduation.written_to(record.clone());
        if graduate != record {
            puts.push(Put::new(&graduate)?.expecting(Expected::Version(version)));
        }
    }
    Ok(puts)
}

/// The people of a class, by id, also those who sit in another since it is over.
pub(crate) async fn everybody(store: &dyn Store, cohort: &CohortId) -> Result<Vec<Stored<Profile>>, StoreError> {
    let mut found = people(store, cohort).await?;
    for column in FORMER_CLASSES {
        found.extend(all(store, vec![(column, cohort.to_string())]).await?);
    }
    found.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    Ok(found)
}

/// The people who have a seat in a class, by id.
pub(crate) async fn people(store: &dyn Store, cohort: &CohortId) -> Result<Vec<Stored<Profile>>, StoreError> {
    all(store, vec![("cohort", cohort.to_string())]).await
}

/// What became of the people of a class up to a day, as it may be told.
pub(crate) async fn figures(
    store: &dyn Store,
    reference: &Reference,
    cohort: &Cohort,
    as_of: Date,
) -> Result<ClassFigures, StoreError> {
    let people = everybody(store, &cohort.id).await?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for person in &people {
        let told = all::<Outcome>(store, vec![("talent", person.record.id.to_string())]).await?;
        outcomes.extend(told.into_iter().map(|told| told.record));
    }
    let roster: Roster = people.iter().map(|person| &person.record).collect();
    let values = &reference.method.indicators;
    let cohorts = std::slice::from_ref(cohort);
    let placements = Placements::of(cohorts, &roster, &outcomes, values.graduate_months, as_of);
    Ok(ClassFigures::of(cohort, &roster, &placements, values.threshold, as_of))
}

/// A class that begins soon, or should have, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct CohortReminder {
    /// The class.
    pub(crate) id: CohortId,
    /// Who teaches.
    pub(crate) college: OrganisationId,
    /// Its name.
    pub(crate) name: Bilingual,
    /// Where it stands.
    pub(crate) status: CohortStatus,
    /// What it lacks.
    pub(crate) lacks: CohortLack,
    /// Parties whose yes is missing, as far as the caller sees them.
    pub(crate) waits_for: Vec<OrganisationId>,
    /// Its first day.
    pub(crate) start: Date,
    /// Days left until then; negative when it is past.
    pub(crate) days_left: i32,
    /// Fewest seats for which it is held.
    pub(crate) seats_min: u16,
}

/// Classes that begin within so many days of a day, or should have before it, and lack something: the most urgent first,
/// ties by id. `seen` gives what the caller sees of a class.
pub(crate) async fn reminders(
    store: &dyn Store,
    as_of: Date,
    days: u16,
    seen: impl Fn(Cohort) -> Option<Cohort>,
) -> Result<Vec<CohortReminder>, StoreError> {
    let last = as_of.plus_days(i32::from(days));
    let mut reminders = Vec::new();
    for status in [CohortStatus::Proposed, CohortStatus::Agreed, CohortStatus::Enrolling] {
        let classes = all::<Cohort>(store, vec![("status", status.to_string())]).await?;
        for cohort in classes.into_iter().filter_map(|class| seen(class.record)).filter(|class| class.start <= last) {
            let enrolling = status == CohortStatus::Enrolling;
            let enrolled = if enrolling { people(store, &cohort.id).await?.len() } else { 0 };
            reminders.extend(reminder(&cohort, enrolled, as_of));
        }
    }
    reminders.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    Ok(reminders)
}

fn reminder(cohort: &Cohort, enrolled: usize, as_of: Date) -> Option<CohortReminder> {
    let lacks = cohort.lacks(enrolled)?;
    let waits = cohort.waits_for().filter(|_| lacks == CohortLack::Agreement);
    Some(CohortReminder {
        id: cohort.id.clone(),
        college: cohort.college.clone(),
        name: cohort.name.clone(),
        status: cohort.status,
        lacks,
        waits_for: waits.cloned().collect(),
        start: cohort.start,
        days_left: cohort.start.days_since(as_of),
        seats_min: cohort.seats_min,
    })
}

/// All records of a kind of which filters hold, by id.
pub(crate) async fn all<T: Record>(
    store: &dyn Store,
    filters: Vec<(&'static str, String)>,
) -> Result<Vec<Stored<T>>, StoreError> {
    let mut listing = Listing { filters, limit: MAX_ROWS, ..Listing::default() };
    let mut found = Vec::new();
    loop {
        let page = store.list::<T>(&listing).await?;
        listing.after = page.last().map(|stored| stored.record.key());
        let last = page.len() < MAX_ROWS;
        found.extend(page);
        if last {
            return Ok(found);
        }
    }
}
