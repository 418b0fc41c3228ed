//! Reading: one record, or a page of them.

use bole_engine::store::{Listing, MAX_ROWS, Record, Stored};
use utoipa::ToSchema;

use super::Owned;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::handlers::{List, page};
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

/// A page of the records that the caller may see and of which filters hold.
pub(crate) async fn list<T: Owned>(
    service: &Service,
    caller: &Caller,
    mut filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    limit: Option<usize>,
) -> Result<List<Item<T>>, ApiError> {
    let (limit, after) = (page::limit(limit)?, page::after(cursor)?);
    // One more tells whether there is a next page; what no column can tell apart is looked through.
    let mut step = limit + 1;
    if let Some(own) = caller.scope() {
        match T::scope_column(caller) {
            Some(column) => filters.push((column, own.to_string())),
            None => step = MAX_ROWS,
        }
    }
    let items = seen(service, caller, Listing { filters, after, limit: step, ..Listing::default() }, limit + 1).await?;
    Ok(cut(items, limit))
}

/// Reads on until so many are seen.
async fn seen<T: Owned>(
    service: &Service,
    caller: &Caller,
    mut listing: Listing,
    wanted: usize,
) -> Result<Vec<Item<T>>, ApiError> {
    let mut items = Vec::new();
    loop {
        let rows = service.store.list::<T>(&listing).await?;
        let last = rows.len() < listing.limit;
        listing.after = rows.last().map(|stored| Record::key(&stored.record));
        let shown = rows
            .into_iter()
            .filter_map(|Stored { record, version, .. }| record.seen_by(caller).map(|record| Item { version, record }));
        items.extend(shown);
        if last || items.len() >= wanted {
            return Ok(items);
        }
    }
}

fn cut<T: Owned>(mut items: Vec<Item<T>>, limit: usize) -> List<Item<T>> {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|item| Record::key(&item.record));
    List { items, next }
}
