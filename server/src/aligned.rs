//! Programmes against demand as the service tells it: made of the records as they stand, and kept until one of those that it
//! rests on changes. Judging is the engine's; urgency knows the plan of the edition in force where its map was drawn.

use std::sync::Arc;

use bole_engine::alignment::{Alignment, GuardedAlignment};
use bole_engine::model::Date;
use bole_engine::plan::FillPlan;
use bole_engine::store::{Kind, StoreError};
use tokio::sync::Mutex;

use crate::editions::{self, PLAN};
use crate::error::ApiError;
use crate::service::Service;

/// Changes that are looked through before everything is read again.
const LOOKED_THROUGH: usize = 1_000;
/// Records that an alignment rests on.
const RESTS_ON: [Kind; 7] =
    [Kind::Profile, Kind::Order, Kind::Programme, Kind::Cohort, Kind::Outcome, Kind::Organisation, Kind::Map];

/// What was made of one state of the records.
pub(crate) struct Aligned {
    /// The place of the log at which they stood so.
    pub(crate) at: u64,
    /// For those who see every order.
    pub(crate) whole: Alignment,
    /// For everybody else.
    pub(crate) guarded: GuardedAlignment,
}

/// The alignment made last, with the place of the log and the day that it is of.
#[derive(Default)]
pub(crate) struct Aligning {
    last: Mutex<Option<(u64, Date, Arc<Aligned>)>>,
}

/// The alignment of a day. Who asks meanwhile waits for the one that is being made.
pub(crate) async fn aligned(service: &Arc<Service>, as_of: Date) -> Result<Arc<Aligned>, ApiError> {
    let mut last = service.aligning.last.lock().await;
    if let Some((at, day, aligned)) = last.take()
        && day == as_of
        && let Some(at) = unchanged(service, at).await?
    {
        *last = Some((at, day, Arc::clone(&aligned)));
        return Ok(aligned);
    }
    // The place from which changes are looked at stands before everything that is read.
    let at = service.store.head().await?;
    let edition = &service.reference.edition.id;
    let plan = editions::kept(&*service.store, edition).await?.map(|kept| kept.read::<FillPlan>(PLAN)).transpose()?;
    let (service, runtime) = (Arc::clone(service), tokio::runtime::Handle::current());
    let made = actix_web::web::block(move || {
        let desk = service.desk(runtime);
        let (read_at, sources) = desk.sources(as_of)?;
        let whole = Alignment::of(&sources, plan.as_ref());
        Ok::<_, ApiError>(Aligned { at: read_at, whole, guarded: GuardedAlignment::of(&sources) })
    });
    let aligned = made.await.map_err(|_| ApiError::GivenUp)??;
    let aligned = Arc::new(aligned);
    *last = Some((at, as_of, Arc::clone(&aligned)));
    Ok(aligned)
}

/// The place of the log up to which nothing changed that an alignment rests on; none where something did.
async fn unchanged(service: &Service, at: u64) -> Result<Option<u64>, StoreError> {
    let changes = service.store.changes(at, LOOKED_THROUGH).await?;
    let rests = changes.iter().any(|change| RESTS_ON.contains(&change.kind));
    let last = changes.last().map_or(at, |change| change.sequence);
    Ok((!rests && changes.len() < LOOKED_THROUGH).then_some(last))
}
