//! Pages of lists whose cursor is the id of the last item: the one place that pages records.

use std::fmt::Display;

use bole_engine::model::{Date, Invalid, MAX_ID_CHARS};
use bole_engine::store::{Listing, MAX_ROWS, Record, Store, Stored};
use utoipa::IntoParams;

use super::List;
use crate::error::ApiError;
use crate::limits::{DEFAULT_PAGE, MAX_PAGE};
use crate::past::Past;

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
            let chars = text.chars().count();
            Err(ApiError::Query(Invalid::new("cursor", chars, "the `next` of the page before")))
        }
        fine => Ok(fine),
    }
}

/// How a list is gone through.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Walk {
    /// Much will be passed over, since no column tells what is looked at.
    pub(super) much: bool,
    /// From the last id back.
    pub(super) back: bool,
}

/// A page of the records of which filters hold.
pub(super) async fn page<T: Record>(
    store: &dyn Store,
    filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    asked: Option<usize>,
) -> Result<List<T>, ApiError> {
    sifted(store, filters, cursor, asked, Walk::default(), |Stored { record, .. }: Stored<T>| Some(record)).await
}

/// A page of what `see` makes of the records of which filters hold; what it makes nothing of is passed over.
pub(super) async fn sifted<T: Record, I>(
    store: &dyn Store,
    filters: Vec<(&'static str, String)>,
    cursor: Option<String>,
    asked: Option<usize>,
    Walk { much, back }: Walk,
    see: impl Fn(Stored<T>) -> Option<I>,
) -> Result<List<I>, ApiError> {
    let limit = limit(asked)?;
    // One more tells whether there is a next page.
    let step = if much { MAX_ROWS } else { limit + 1 };
    let mut listing = Listing { filters, after: after(cursor)?, limit: step, back, ..Listing::default() };
    let mut seen: Vec<(String, I)> = Vec::new();
    loop {
        let rows = store.list::<T>(&listing).await?;
        let last = rows.len() < listing.limit;
        listing.after = rows.last().map(|stored| Record::key(&stored.record));
        seen.extend(rows.into_iter().filter_map(|stored| Some((Record::key(&stored.record), see(stored)?))));
        if last || seen.len() > limit {
            break;
        }
    }
    let more = seen.len() > limit;
    seen.truncate(limit);
    let next = seen.last().filter(|_| more).map(|(key, _)| key.clone());
    Ok(List { items: seen.into_iter().map(|(_, item)| item).collect(), next })
}

/// Which versions of a record.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PastParams {
    /// Versions of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before: its last version.
    #[param(minimum = 0)]
    pub(super) cursor: Option<i64>,
}

/// A page of the versions of a record, oldest first; empty where there never was one.
pub(super) async fn past<T: Record>(
    store: &dyn Store,
    id: &str,
    asked: &PastParams,
) -> Result<List<Past<T>>, ApiError> {
    let limit = limit(asked.limit)?;
    let cursor = asked.cursor.unwrap_or_default();
    let no_version = |_| ApiError::Query(Invalid::new("cursor", cursor, "the `next` of the page before"));
    let after = u64::try_from(cursor).map_err(no_version)?;
    let changes = store.versions(T::KIND, id, after, limit + 1).await?;
    let more = changes.len() > limit;
    let items = changes.into_iter().take(limit).map(Past::try_from).collect::<Result<Vec<_>, _>>()?;
    let next = items.last().filter(|_| more).map(|past: &Past<T>| past.version.to_string());
    Ok(List { items, next })
}

/// A page of a list that is sorted by days and ids; the cursor is the last item's, written `2026-12-31~O-1`.
pub(super) fn dated<T, I: Ord + Display + TryFrom<String>>(
    all: Vec<T>,
    key: impl Fn(&T) -> (Date, I),
    cursor: Option<&str>,
    limit: usize,
) -> Result<List<T>, ApiError> {
    let after = cursor.map(place::<I>).transpose()?;
    let behind = |item: &T| after.as_ref().is_some_and(|after| key(item) <= *after);
    let mut items: Vec<T> = all.into_iter().skip_while(behind).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|item| {
        let (day, id) = key(item);
        format!("{day}~{id}")
    });
    Ok(List { items, next })
}

fn place<I: TryFrom<String>>(cursor: &str) -> Result<(Date, I), ApiError> {
    let read = |(day, id): (&str, &str)| Some((Date::try_from(day.to_owned()).ok()?, I::try_from(id.to_owned()).ok()?));
    let place = cursor.split_once('~').and_then(read);
    place.ok_or_else(|| ApiError::Query(Invalid::new("cursor", cursor, "the `next` of the page before")))
}

/// Filters that were given, by column.
pub(super) fn filters<const N: usize>(given: [(&'static str, Option<String>); N]) -> Vec<(&'static str, String)> {
    given.into_iter().filter_map(|(column, value)| Some((column, value?))).collect()
}
