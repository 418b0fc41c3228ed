//! Handlers: parse, call, wrap. Judging is the engine's; requests and answers stand beside their handler.

pub(crate) mod catalog;
pub(crate) mod classify;
pub(crate) mod matching;
pub(crate) mod meta;
pub(crate) mod profiles;

use actix_web::HttpResponse;
use actix_web::web::{self, Data};

use crate::error::ApiError;
use crate::service::Service;

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

/// Runs work that computes on a thread of its own and answers it as JSON.
async fn work<T, F>(service: Data<Service>, job: F) -> Answer
where
    T: serde::Serialize,
    F: FnOnce(&Service) -> Result<T, ApiError> + Send + 'static,
{
    let done = web::block(move || job(&service).map(|answer| serde_json::to_vec(&answer).unwrap_or_default()));
    let bytes = done.await.map_err(|_| ApiError::GivenUp)??;
    Ok(HttpResponse::Ok().content_type("application/json").body(bytes))
}
