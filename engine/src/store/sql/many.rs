//! Statements over many rows at once: what a batch of a thousand puts needs is asked in a few queries and written in a
//! few inserts, since most of the time of a small statement is spent on the way to the database.
//!
//! A statement is made for a few sizes only, so that the databases keep it prepared.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, Row as _};

use super::super::{Kind, StoreError};
use super::failure::told;
use super::read::query;

/// Keys asked for in one query; with the other parameters below what either database takes.
const KEYS: [usize; 4] = [512, 64, 8, 1];
/// Rows written by one statement; the widest table has 20 columns.
const ROWS: [usize; 4] = [64, 16, 4, 1];

/// Asks for many keys: `text` ends where the list of them begins, and `bound` are its parameters before the list.
/// `read` takes a key and its value out of a row.
async fn find<T>(
    connection: &mut AnyConnection,
    text: (&str, &str),
    bound: &[&str],
    keys: &[&str],
    read: impl Fn(&AnyRow) -> Result<(String, T), sqlx::Error>,
) -> Result<BTreeMap<String, T>, StoreError> {
    let mut found = BTreeMap::new();
    for keys in keys.chunks(KEYS[0]) {
        let size = KEYS.into_iter().rev().find(|&size| size >= keys.len()).unwrap_or(KEYS[0]);
        let mut query = query(format!("{} IN ({}){}", text.0, places(bound.len(), size), text.1));
        for value in bound {
            query = query.bind(*value);
        }
        // The list is filled up with its last key, which finds nothing more.
        let last = keys.last().copied().unwrap_or_default();
        for n in 0..size {
            query = query.bind(keys.get(n).copied().unwrap_or(last));
        }
        for row in query.fetch_all(&mut *connection).await.map_err(told)? {
            let (key, value) = read(&row).map_err(told)?;
            found.insert(key, value);
        }
    }
    Ok(found)
}

/// Writes rows of `width` columns: `text` stands before `VALUES` and after the rows, `bind` binds one row.
pub(super) async fn insert<R>(
    connection: &mut AnyConnection,
    text: (&str, &str),
    width: usize,
    rows: &[R],
    mut bind: impl for<'q> FnMut(Query<'q, Any, AnyArguments>, &R) -> Query<'q, Any, AnyArguments>,
) -> Result<(), sqlx::Error> {
    let mut rest = rows;
    while let Some(size) = ROWS.into_iter().find(|&size| size <= rest.len()) {
        let (now, later) = rest.split_at(size);
        let rows: Vec<String> = (0..size).map(|n| format!("({})", places(n * width, width))).collect();
        let mut query = query(format!("{} VALUES {} {}", text.0, rows.join(", "), text.1));
        for row in now {
            query = bind(query, row);
        }
        query.execute(&mut *connection).await?;
        rest = later;
    }
    Ok(())
}

/// Parameters after the first `before`.
fn places(before: usize, count: usize) -> String {
    let places: Vec<String> = (before + 1..=before + count).map(|n| format!("${n}")).collect();
    places.join(", ")
}

/// The current version and document of records of a kind.
pub(super) async fn current(
    connection: &mut AnyConnection,
    kind: Kind,
    ids: &[&str],
) -> Result<BTreeMap<String, (u64, String)>, StoreError> {
    let text = format!("SELECT id, version, document FROM {} WHERE id", kind.table().name);
    let read = |row: &AnyRow| Ok((row.try_get(0)?, (row.try_get::<i64, _>(1)? as u64, row.try_get(2)?)));
    find(connection, (&text, ""), &[], ids, read).await
}

/// The last version that the log knows of records of a kind.
pub(super) async fn last_versions(
    connection: &mut AnyConnection,
    kind: Kind,
    ids: &[&str],
) -> Result<BTreeMap<String, u64>, StoreError> {
    let text = "SELECT id, MAX(version) FROM changes WHERE kind = $1 AND id";
    let read = |row: &AnyRow| Ok((row.try_get(0)?, row.try_get::<i64, _>(1)? as u64));
    find(connection, (text, " GROUP BY id"), &[kind.as_str()], ids, read).await
}

/// Which of these keys were erased.
pub(super) async fn erased(
    connection: &mut AnyConnection,
    kind: Kind,
    ids: &[&str],
) -> Result<BTreeSet<String>, StoreError> {
    let text = "SELECT id FROM changes WHERE kind = $1 AND operation = 'erase' AND id";
    let found = find(connection, (text, ""), &[kind.as_str()], ids, |row| Ok((row.try_get(0)?, ()))).await?;
    Ok(found.into_keys().collect())
}

/// What a source said last of rows of a kind.
pub(super) async fn digests(
    connection: &mut AnyConnection,
    source: &str,
    kind: Kind,
    keys: &[&str],
) -> Result<BTreeMap<String, String>, StoreError> {
    let text = "SELECT row_key, digest FROM source_rows WHERE source = $1 AND kind = $2 AND row_key";
    let read = |row: &AnyRow| Ok((row.try_get(0)?, row.try_get(1)?));
    find(connection, (text, ""), &[source, kind.as_str()], keys, read).await
}
