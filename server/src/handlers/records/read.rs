//! Reading: one record, or a page of them.

use actix_web::HttpResponse;
use bole_engine::store::Stored;
use utoipa::ToSchema;

use super::{Owned, shown};
use crate::auth::Caller;
use crate::cohort_life;
use crate::error::ApiError;
use crate::handlers::{Answer, page};
use crate::service::Service;

/// A record of a list.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Item<T> {
    /// The version that stands, as in the record's `ETag`.
    version: u64,
    /// The record.
    record: T,
}

/// One record, whole, where the caller sees anything of it.
pub(crate) async fn find<T: Owned>(service: &Service, caller: &Caller, id: &str) -> Result<Stored<T>, ApiError> {
    let found = service.store.find::<T>(id).await?.filter(|found| found.record.is_seen_by(caller));
    found.ok_or_else(|| ApiError::unknown(T::WHAT, id))
}

/// Shows what the caller sees of a record, with its version as `ETag`.
pub(crate) async fn read<T: Owned>(service: &Service, caller: &Caller, id: &str) -> Answer {
    let found = find::<T>(service, caller, id).await?;
    seen(found.record, found.version, caller, id)
}

/// What the caller sees of a version of a record.
pub(crate) fn seen<T: Owned>(record: T, version: u64, caller: &Caller, id: &str) -> Answer {
    let seen = record.seen_by(caller).ok_or_else(|| ApiError::unknown(T::WHAT, id))?;
    Ok(shown(&seen, version))
}

/// What the caller sees of all records of which filters hold, by id.
pub(crate) async fn all<T: Owned>(
    service: &Service,
    caller: &Caller,
    mut filters: Vec<(&'static str, String)>,
) -> Result<Vec<T::Shown>, ApiError> {
    filters.extend(own::<T>(caller));
    let found = cohort_life::all::<T>(&*service.store, filters).await?;
    Ok(found.into_iter().filter_map(|stored| stored.record.seen_by(caller)).collect())
}

/// The filter that leaves a scoped caller its own rows, where one column can tell.
fn own<T: Owned>(caller: &Caller) -> Option<(&'static str, String)> {
    Some((T::scope_column(caller)?, caller.scope()?.to_string()))
}

/// A page of the records that the caller may see and of which filters hold.
pub(crate) async fn list<T: Owned>(
    service: &Service,
    caller: &Caller,
    mut filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    limit: Option<usize>,
) -> Answer {
    filters.extend(own::<T>(caller));
    let much = caller.scope().is_some() && T::scope_column(caller).is_none();
    let see = |Stored { record, version, .. }: Stored<T>| record.seen_by(caller).map(|record| Item { version, record });
    let page = page::sifted(&*service.store, filters, cursor, limit, page::Walk { much, ..page::Walk::default() }, see)
        .await?;
    Ok(HttpResponse::Ok().json(page))
}
