//! Handlers: parse, call, wrap. Judging is the engine's; requests and answers stand beside their handler.

mod asked;
pub(crate) mod audit;
pub(crate) mod catalog;
pub(crate) mod classify;
pub(crate) mod cohorts;
pub(crate) mod consents;
pub(crate) mod decisions;
pub(crate) mod demand;
pub(crate) mod imports;
pub(crate) mod keys;
pub(crate) mod matching;
pub(crate) mod meta;
pub(crate) mod objections;
pub(crate) mod order_steps;
pub(crate) mod orders;
pub(crate) mod organisations;
pub(crate) mod outcomes;
mod page;
pub(crate) mod people;
pub(crate) mod positions;
pub(crate) mod profiles;
pub(crate) mod programmes;
mod records;
pub(crate) mod tasks;
mod version;
pub(crate) mod what_if;

use actix_web::HttpResponse;
use actix_web::web::{self, Data};

use crate::decisions::Kept;
use crate::error::ApiError;
use crate::service::{Service, Wait};

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

/// Whether one ranking is quick enough to be made where the request was taken.
fn quick(service: &Service) -> bool {
    service.matcher().people().len() <= IN_PLACE
}

/// An answer with the decision that it tells.
struct Recorded<T> {
    kept: Kept,
    answer: T,
}

/// Judges, and answers once the decision is on disk: nobody sees what is not recorded. An erasure waits meanwhile.
async fn record<T, F>(service: &Data<Service>, in_place: bool, job: F) -> Answer
where
    T: serde::Serialize,
    F: FnOnce(&Service) -> Result<Recorded<T>, ApiError> + Send + 'static,
{
    let _recording = service.recording.read().await;
    let judge = move |service: &Service| job(service).map(|Recorded { kept, answer }| (kept, written(&answer)));
    let (kept, body) = if in_place {
        judge(service)?
    } else {
        let service = Data::clone(service);
        web::block(move || judge(&service)).await.map_err(|_| ApiError::GivenUp)??
    };
    service.write(kept.batch, Wait::Stored).await?;
    Ok(json(body))
}

/// Runs work that computes on a thread of its own and answers it as JSON.
async fn work<T, F>(service: Data<Service>, job: F) -> Answer
where
    T: serde::Serialize,
    F: FnOnce(&Service) -> Result<T, ApiError> + Send + 'static,
{
    let done = web::block(move || job(&service).map(|answer| written(&answer)));
    Ok(json(done.await.map_err(|_| ApiError::GivenUp)??))
}

fn written<T: serde::Serialize>(answer: &T) -> Vec<u8> {
    serde_json::to_vec(answer).unwrap_or_default()
}

fn json(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(bytes)
}
