//! What became of a record of an organisation.

use actix_web::HttpResponse;

use bole_engine::store::Store;

use super::Owned;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::handlers::page::{self, PastParams};
use crate::handlers::{Answer, List};
use crate::past::{self, Past};
use crate::service::Service;

/// A page of the versions of a record, oldest first; of a record that is gone too, for whose it was.
pub(crate) async fn past_of<T: Owned>(
    service: &Service,
    caller: &Caller,
    id: &str,
    asked: &PastParams,
) -> Result<List<Past<T>>, ApiError> {
    let last = match service.store.find::<T>(id).await? {
        Some(standing) => Some(standing.record),
        None => past::history::<T>(&*service.store, id).await?.into_iter().rev().find_map(|past| past.record),
    };
    if last.is_some_and(|record| caller.may_see(record.owner())) {
        return page::past(&*service.store, id, asked).await;
    }
    Err(ApiError::unknown(T::WHAT, id))
}

/// The record as it stood before the first version of a page; none before the first of all.
pub(crate) async fn before<T: Owned>(store: &dyn Store, id: &str, cursor: Option<i64>) -> Result<Option<T>, ApiError> {
    let first = cursor.and_then(|cursor| u64::try_from(cursor).ok());
    let Some(before) = first.and_then(|version| version.checked_sub(1)) else { return Ok(None) };
    let change = store.versions(T::KIND, id, before, 1).await?.pop();
    let past: Option<Past<T>> = change.map(Past::try_from).transpose()?;
    Ok(past.and_then(|past| past.record))
}

/// Tells it.
pub(crate) async fn history<T: Owned + serde::Serialize>(
    service: &Service,
    caller: &Caller,
    id: &str,
    asked: &PastParams,
) -> Answer {
    Ok(HttpResponse::Ok().json(past_of::<T>(service, caller, id, asked).await?))
}
