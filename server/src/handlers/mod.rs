//! Handlers: parse, call, wrap. Judging is the engine's; requests and answers stand beside their handler.

pub(crate) mod alignment;
mod asked;
pub(crate) mod audit;
pub(crate) mod catalog;
pub(crate) mod change;
pub(crate) mod classify;
pub(crate) mod cohort_steps;
pub(crate) mod cohort_views;
pub(crate) mod cohorts;
pub(crate) mod concepts;
pub(crate) mod consents;
pub(crate) mod decisions;
pub(crate) mod demand;
pub(crate) mod editions;
mod form;
pub(crate) mod held;
pub(crate) mod imports;
pub(crate) mod keys;
pub(crate) mod maps;
pub(crate) mod matching;
pub(crate) mod meta;
pub(crate) mod nodes;
pub(crate) mod objections;
pub(crate) mod order_sheet;
pub(crate) mod order_steps;
pub(crate) mod orders;
pub(crate) mod organisations;
pub(crate) mod outcomes;
pub(crate) mod overview;
mod page;
pub(crate) mod people;
pub(crate) mod pooling;
pub(crate) mod positions;
pub(crate) mod profiles;
pub(crate) mod programmes;
pub(crate) mod reach;
mod records;
pub(crate) mod rejected;
pub(crate) mod seat_plans;
pub(crate) mod session;
mod steps;
pub(crate) mod tasks;
mod version;
pub(crate) mod vocabulary;
pub(crate) mod what_if;

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use bole_engine::store::StoreError;

use crate::decisions::Kept;
use crate::error::ApiError;
use crate::service::{Service, Wait};
pub(crate) use form::Form;
use form::Sent;

/// What a handler gives.
type Answer = Result<HttpResponse, ApiError>;

/// A page of a list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct List<T> {
    /// The items of this page.
    pub(crate) items: Vec<T>,
    /// The cursor of the next page; absent on the last.
    pub(crate) next: Option<String>,
}

/// Up to so many people a ranking through the index takes well under a millisecond, less than handing it to another thread
/// and back costs under load; beyond, it would keep others waiting.
const IN_PLACE: usize = 200_000;

/// How often a ranking is made again when somebody that it names is erased elsewhere.
const TRIES: u32 = 3;

/// Whether one ranking is quick enough to be made where the request was taken.
fn quick(service: &Service) -> bool {
    service.matcher().people().len() <= IN_PLACE
}

/// An answer with the decision that it tells.
pub(crate) struct Recorded<T> {
    pub(crate) kept: Kept,
    pub(crate) answer: T,
}

/// Judges, and answers once the decision is on disk: nobody sees what is not recorded. An erasure here waits meanwhile;
/// where another server erased somebody that the decision names, the store refuses it, and it is judged again without them.
async fn record<T, F>(service: &Data<Service>, in_place: bool, job: F) -> Answer
where
    T: Into<Sent>,
    F: Fn(&Service) -> Result<Recorded<T>, ApiError> + Send + Sync + 'static,
{
    let job = Arc::new(job);
    let mut tries = 0;
    loop {
        tries += 1;
        let _recording = service.recording.read().await;
        let Judged { kept, body } = judged(service, in_place, &job).await?;
        match service.write(kept.batch, Wait::Stored).await {
            Err(StoreError::Erased { .. }) if tries < TRIES => {
                service.live.has_reached(service.store.head().await?).await;
            }
            written => return written.map(|_| body.response()).map_err(ApiError::from),
        }
    }
}

/// A decision, and what is answered of it.
struct Judged {
    kept: Kept,
    body: Sent,
}

async fn judged<T, F>(service: &Data<Service>, in_place: bool, job: &Arc<F>) -> Result<Judged, ApiError>
where
    T: Into<Sent>,
    F: Fn(&Service) -> Result<Recorded<T>, ApiError> + Send + Sync + 'static,
{
    let judge =
        |service: &Service, job: &F| job(service).map(|Recorded { kept, answer }| Judged { kept, body: answer.into() });
    if in_place {
        return judge(service, job);
    }
    let (service, job) = (Data::clone(service), Arc::clone(job));
    web::block(move || judge(&service, &job)).await.map_err(|_| ApiError::GivenUp)?
}

/// Runs work that computes on a thread of its own and answers it.
async fn work<T, F>(service: Data<Service>, job: F) -> Answer
where
    T: Into<Sent>,
    F: FnOnce(&Service) -> Result<T, ApiError> + Send + 'static,
{
    let done = web::block(move || job(&service).map(Into::<Sent>::into));
    Ok(done.await.map_err(|_| ApiError::GivenUp)??.response())
}

fn written<T: serde::Serialize>(answer: &T) -> Vec<u8> {
    serde_json::to_vec(answer).unwrap_or_default()
}

fn json(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(bytes)
}
