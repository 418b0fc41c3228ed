//! Reading: one record, or a page of them.

use actix_web::HttpResponse;
use bole_engine::store::Stored;
use utoipa::ToSchema;

use super::{Owned, shown};
use crate::auth::Caller;
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

/// One record; what the caller may not see is not there.
pub(crate) async fn find<T: Owned>(service: &Service, caller: &Caller, id: &str) -> Result<Stored<T>, ApiError> {
    let found = service.store.find::<T>(id).await?;
    let seen = found.and_then(|Stored { record, version, sequence, changed_at, changed_by }| {
        record.seen_by(caller).map(|record| Stored { record, version, sequence, changed_at, changed_by })
    });
    seen.ok_or_else(|| ApiError::unknown(T::WHAT, id))
}

/// Shows one record, with its version as `ETag`.
pub(crate) async fn read<T: Owned + serde::Serialize>(service: &Service, caller: &Caller, id: &str) -> Answer {
    let found = find::<T>(service, caller, id).await?;
    Ok(shown(&found.record, found.version))
}

/// A page of the records that the caller may see and of which filters hold.
pub(crate) async fn list<T: Owned + serde::Serialize>(
    service: &Service,
    caller: &Caller,
    mut filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    limit: Option<usize>,
) -> Answer {
    let column = T::scope_column(caller);
    if let (Some(own), Some(column)) = (caller.scope(), column) {
        filters.push((column, own.to_string()));
    }
    let much = caller.scope().is_some() && column.is_none();
    let see = |Stored { record, version, .. }: Stored<T>| record.seen_by(caller).map(|record| Item { version, record });
    let page = page::sifted(&*service.store, filters, cursor, limit, much, see).await?;
    Ok(HttpResponse::Ok().json(page))
}
