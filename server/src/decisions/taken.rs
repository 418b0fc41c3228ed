//! Taking a seat plan over: the people whom it placed get their seats, and their classes a new version, in one batch.

use std::collections::BTreeMap;

use bole_engine::model::{Cohort, CohortId, Decision, Profile};
use bole_engine::plan::seating::SeatPlan;
use bole_engine::store::{Expected, Put, Store, StoreError, Stored};

use crate::cohort_life;
use crate::error::ApiError;

/// What is written when a plan is taken over.
pub(crate) struct Taken {
    /// The records of the people with their seats.
    pub(crate) people: Vec<Put>,
    /// Their classes, which say the same.
    pub(crate) classes: Vec<Put>,
}

impl Taken {
    /// What a plan comes to as the records stand.
    ///
    /// # Errors
    /// [`ApiError::Field`] where a class cannot take what it is given; a store that fails.
    pub(crate) async fn of(store: &dyn Store, decision: &Decision, plan: &SeatPlan) -> Result<Self, ApiError> {
        Ok(Self { classes: with_room(store, plan).await?, people: with_seats(store, decision, plan).await? })
    }
}

/// The classes that get somebody, renewed at the version whose people were counted: another plan, a step or a deletion that
/// counted before is refused by the store, and this one where they came first.
async fn with_room(store: &dyn Store, plan: &SeatPlan) -> Result<Vec<Put>, ApiError> {
    let (mut classes, mut seated, mut puts) = (Vec::new(), BTreeMap::new(), Vec::new());
    for id in plan.given().into_keys() {
        let Some(Stored { record, version, .. }) = store.find::<Cohort>(id.as_str()).await? else { continue };
        seated.insert(id.clone(), cohort_life::people(store, id).await?.len() as u32);
        puts.push(Put::new(&record)?.expecting(Expected::Version(version)).renewing());
        classes.push(record);
    }
    plan.check_room(&classes, &seated).map_err(ApiError::Field)?;
    Ok(puts)
}

/// The records of those whom a plan placed, with their seats, each bound to the version that was judged. Who was erased
/// since leaves the seat free; who graduated from a class stays one of its graduates.
async fn with_seats(store: &dyn Store, decision: &Decision, plan: &SeatPlan) -> Result<Vec<Put>, ApiError> {
    let mut puts = Vec::new();
    for place in &plan.placed {
        let subject = decision.subjects.iter().find(|subject| subject.talent == place.student);
        let found = store.find::<Profile>(place.student.as_str()).await?;
        if let Some((subject, found)) = subject.zip(found) {
            let is_over = match &found.record.cohort {
                Some(before) => is_over(store, before).await?,
                None => false,
            };
            let seated = found.record.seated_in(&place.cohort, is_over).map_err(ApiError::Field)?;
            puts.push(Put::new(&seated)?.expecting(Expected::Version(subject.version)));
        }
    }
    Ok(puts)
}

async fn is_over(store: &dyn Store, class: &CohortId) -> Result<bool, StoreError> {
    Ok(store.find::<Cohort>(class.as_str()).await?.is_some_and(|found| found.record.status.is_over()))
}
