//! What became of a record of an organisation.

use actix_web::HttpResponse;

use super::Owned;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::handlers::{Answer, List};
use crate::past::{self, Past};
use crate::service::Service;

/// All versions of a record, oldest first; of a record that is gone too, for whose it was.
pub(crate) async fn past_of<T: Owned>(service: &Service, caller: &Caller, id: &str) -> Result<Vec<Past<T>>, ApiError> {
    let past = past::history::<T>(&*service.store, id).await?;
    let last = past.iter().rev().find_map(|past| past.record.as_ref());
    if last.is_some_and(|record| caller.may_see(record.owner())) {
        return Ok(past);
    }
    Err(ApiError::unknown(T::WHAT, id))
}

/// Tells them.
pub(crate) async fn history<T: Owned + serde::Serialize>(service: &Service, caller: &Caller, id: &str) -> Answer {
    let items = past_of::<T>(service, caller, id).await?;
    Ok(HttpResponse::Ok().json(List { items, next: None }))
}
