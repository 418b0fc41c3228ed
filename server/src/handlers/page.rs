//! Pages of lists whose cursor is the id of the last item.

use bole_engine::model::{Invalid, MAX_ID_CHARS};
use bole_engine::store::{Listing, Record, Store, Stored};

use super::List;
use crate::error::ApiError;
use crate::limits::{DEFAULT_PAGE, MAX_PAGE};

/// How many items a page has.
pub(super) fn limit(asked: Option<usize>) -> Result<usize, ApiError> {
    let limit = asked.unwrap_or(DEFAULT_PAGE);
    if (1..=MAX_PAGE).contains(&limit) {
        return Ok(limit);
    }
    Err(ApiError::Query(Invalid::new("limit", limit, format!("1 to {MAX_PAGE}"))))
}

/// The id after which a page begins.
pub(super) fn after(cursor: Option<String>) -> Result<Option<String>, ApiError> {
    let wrong = |text: &String| text.is_empty() || text.len() > MAX_ID_CHARS;
    match cursor {
        Some(text) if wrong(&text) => {
            let chars = format!("{} characters", text.chars().count());
            Err(ApiError::Query(Invalid::new("cursor", chars, "the `next` of the page before")))
        }
        fine => Ok(fine),
    }
}

/// A page of the records of which filters hold.
pub(super) async fn page<T: Record>(
    store: &dyn Store,
    filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    asked: Option<usize>,
) -> Result<List<T>, ApiError> {
    let limit = limit(asked)?;
    // One more tells whether there is a next page.
    let listing = Listing { filters, after: after(cursor)?, limit: limit + 1, ..Listing::default() };
    let mut found: Vec<T> = store.list::<T>(&listing).await?.into_iter().map(|Stored { record, .. }| record).collect();
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(Record::key);
    Ok(List { items: found, next })
}

/// Filters that were given, by column.
pub(super) fn filters<const N: usize>(given: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    given.into_iter().filter_map(|(column, value)| Some((column, value?))).collect()
}
