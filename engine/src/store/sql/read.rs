//! Reading: rows, changes, audit entries.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, Executor, Row as _};

use super::super::table::{Cell, Type};
use super::super::{
    AuditEntry, AuditSpan, Change, ChangeKind, GENESIS, Kind, Listing, MAX_ROWS, Origin, Row, StoreError,
};
use super::failure::told;
use super::many;
use super::statement::{self, ROW};

/// A query whose text was put together; only names from the tables' description and numbers of parameters stand in it.
pub(super) fn query<'q>(text: String) -> Query<'q, Any, AnyArguments> {
    sqlx::query(AssertSqlSafe(text))
}

pub(super) fn limit(asked: usize) -> i64 {
    asked.clamp(1, MAX_ROWS) as i64
}

/// A place in a log; one that no log reaches lies behind its end.
fn place(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) async fn row(pool: &AnyPool, kind: Kind, id: &str) -> Result<Option<Row>, StoreError> {
    let found = sqlx::query(statement::of(kind).row.as_str()).bind(id).fetch_optional(pool).await.map_err(told)?;
    found.map(|found| row_of(&found).map_err(told)).transpose()
}

fn row_of(row: &AnyRow) -> Result<Row, sqlx::Error> {
    Ok(Row {
        id: row.try_get(0)?,
        version: row.try_get::<i64, _>(1)? as u64,
        sequence: row.try_get::<i64, _>(2)? as u64,
        changed_at: row.try_get(3)?,
        changed_by: row.try_get(4)?,
        document: row.try_get(5)?,
    })
}

/// The conditions of a listing, and what is bound to their parameters, from `$1`. Columns are compared as they are kept, so
/// that their indexes serve; a whole-number column never equals what is no number.
fn conditions(kind: Kind, filters: Vec<(&'static str, String)>) -> Result<(Vec<String>, Vec<Cell>), StoreError> {
    let table = kind.table();
    let (mut told, mut bound) = (Vec::new(), Vec::new());
    for (name, value) in filters {
        let column = table.columns.iter().find(|column| column.name == name);
        let column = column.ok_or_else(|| StoreError::Column { kind, column: name.to_owned() })?;
        bound.push(match column.kind {
            Type::Text => Cell::Text(Some(value)),
            Type::Integer => Cell::Integer(value.parse().ok()),
        });
        told.push(format!("{name} = ${}", bound.len()));
    }
    Ok((told, bound))
}

fn bind(query: Query<'_, Any, AnyArguments>, value: Cell) -> Query<'_, Any, AnyArguments> {
    match value {
        Cell::Text(value) => query.bind(value),
        Cell::Integer(value) => query.bind(value),
    }
}

pub(super) async fn rows(pool: &AnyPool, kind: Kind, listing: Listing) -> Result<Vec<Row>, StoreError> {
    let Listing { filters, mentioning, after, back, limit: asked } = listing;
    let (beyond, order) = if back { ("<", "id DESC") } else { (">", "id") };
    let (mut conditions, mut bound) = conditions(kind, filters)?;
    if let Some(after) = after {
        bound.push(Cell::Text(Some(after)));
        conditions.push(format!("id {beyond} ${}", bound.len()));
    }
    if let Some(talent) = mentioning {
        bound.push(Cell::Text(Some(talent)));
        conditions.push(format!("id IN (SELECT id FROM mentions WHERE kind = '{kind}' AND talent = ${})", bound.len()));
    }
    let wheres = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    let (table, limit) = (kind.table().name, limit(asked));
    let mut query = query(format!("SELECT {ROW} FROM {table} {wheres} ORDER BY {order} LIMIT {limit}"));
    for value in bound {
        query = bind(query, value);
    }
    let found = query.fetch_all(pool).await.map_err(told)?;
    found.iter().map(row_of).collect::<Result<_, _>>().map_err(told)
}

pub(super) async fn count(pool: &AnyPool, kind: Kind, filters: Vec<(&'static str, String)>) -> Result<u64, StoreError> {
    let (conditions, bound) = conditions(kind, filters)?;
    let wheres = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    let mut query = query(format!("SELECT COUNT(*) FROM {} {wheres}", kind.table().name));
    for value in bound {
        query = bind(query, value);
    }
    let found = query.fetch_one(pool).await.map_err(told)?;
    Ok(found.try_get::<i64, _>(0).map_err(told)? as u64)
}

pub(super) async fn attachment(pool: &AnyPool, kind: Kind, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let query = sqlx::query("SELECT bytes FROM attachments WHERE kind = $1 AND id = $2");
    let found = query.bind(kind.as_str()).bind(id).fetch_optional(pool).await.map_err(told)?;
    found.map(|row| row.try_get(0).map_err(told)).transpose()
}

pub(super) async fn mentions(pool: &AnyPool, talent: String) -> Result<Vec<(Kind, String)>, StoreError> {
    let query = sqlx::query("SELECT kind, id FROM mentions WHERE talent = $1 ORDER BY kind, id");
    let found = query.bind(talent).fetch_all(pool).await.map_err(told)?;
    found.iter().map(|row| Ok((kind_of(row, 0)?, row.try_get(1).map_err(told)?))).collect()
}

pub(super) async fn head<'e>(from: impl Executor<'e, Database = Any>) -> Result<u64, StoreError> {
    let found =
        sqlx::query("SELECT value FROM counters WHERE name = 'sequence'").fetch_one(from).await.map_err(told)?;
    Ok(found.try_get::<i64, _>(0).map_err(told)? as u64)
}

const CHANGE: &str = "sequence, kind, id, version, operation, changed_at, changed_by, reason, document";

pub(super) async fn changes(pool: &AnyPool, after: u64, asked: usize) -> Result<Vec<Change>, StoreError> {
    let limit = limit(asked);
    let text = format!("SELECT {CHANGE} FROM changes WHERE sequence > $1 ORDER BY sequence LIMIT {limit}");
    let found = query(text).bind(place(after)).fetch_all(pool).await.map_err(told)?;
    found.iter().map(change_of).collect()
}

pub(super) async fn versions(
    pool: &AnyPool,
    kind: Kind,
    id: &str,
    after: u64,
    asked: usize,
) -> Result<Vec<Change>, StoreError> {
    let (wheres, limit) = ("kind = $1 AND id = $2 AND version > $3", limit(asked));
    let text = format!("SELECT {CHANGE} FROM changes WHERE {wheres} ORDER BY sequence LIMIT {limit}");
    let query = query(text).bind(kind.as_str()).bind(id).bind(place(after));
    let found = query.fetch_all(pool).await.map_err(told)?;
    found.iter().map(change_of).collect()
}

/// The index on kind, id and sequence serves the inner query: it walks ids in order and takes the last change of each.
pub(super) async fn stood(
    pool: &AnyPool,
    kind: Kind,
    at: u64,
    after: String,
    asked: usize,
) -> Result<Vec<Change>, StoreError> {
    let limit = limit(asked);
    let text = format!(
        "SELECT {CHANGE} FROM changes WHERE sequence IN
            (SELECT MAX(sequence) FROM changes WHERE kind = $1 AND id > $2 AND sequence <= $3
             GROUP BY id ORDER BY id LIMIT {limit})
         ORDER BY id"
    );
    let found = query(text).bind(kind.as_str()).bind(after).bind(place(at)).fetch_all(pool).await.map_err(told)?;
    found.iter().map(change_of).collect()
}

fn kind_of(row: &AnyRow, column: usize) -> Result<Kind, StoreError> {
    let name: String = row.try_get(column).map_err(told)?;
    Kind::named(&name).ok_or_else(|| StoreError::Newer(format!("it knows records of kind {name:?}")))
}

fn change_of(row: &AnyRow) -> Result<Change, StoreError> {
    let (kind, operation) = (kind_of(row, 1)?, row.try_get::<String, _>(4).map_err(told)?);
    let operation = ChangeKind::named(&operation)
        .ok_or_else(|| StoreError::Newer(format!("it knows the operation {operation:?}")))?;
    let read = || -> Result<Change, sqlx::Error> {
        Ok(Change {
            sequence: row.try_get::<i64, _>(0)? as u64,
            kind,
            id: row.try_get(2)?,
            version: row.try_get::<i64, _>(3)? as u64,
            operation,
            changed_at: row.try_get(5)?,
            changed_by: row.try_get(6)?,
            reason: row.try_get(7)?,
            document: row.try_get(8)?,
        })
    };
    read().map_err(told)
}

const ENTRY: &str = "number, at, actor, organisation, action, kind, id, detail, previous, hash";

pub(super) async fn audit(pool: &AnyPool, after: u64, asked: usize) -> Result<Vec<AuditEntry>, StoreError> {
    let limit = limit(asked);
    let text = format!("SELECT {ENTRY} FROM audit WHERE number > $1 ORDER BY number LIMIT {limit}");
    let found = query(text).bind(place(after)).fetch_all(pool).await.map_err(told)?;
    found.iter().map(entry_of).collect::<Result<_, _>>().map_err(told)
}

pub(super) async fn audit_of(pool: &AnyPool, kind: Kind, id: String) -> Result<Vec<AuditEntry>, StoreError> {
    let text = format!("SELECT {ENTRY} FROM audit WHERE kind = $1 AND id = $2 ORDER BY number LIMIT {MAX_ROWS}");
    let found = query(text).bind(kind.as_str()).bind(id).fetch_all(pool).await.map_err(told)?;
    found.iter().map(entry_of).collect::<Result<_, _>>().map_err(told)
}

pub(super) async fn audit_span(from: &mut AnyConnection) -> Result<AuditSpan, StoreError> {
    let anchor = sqlx::query("SELECT number, hash FROM audit_anchor").fetch_optional(&mut *from).await.map_err(told)?;
    let before = match anchor {
        Some(row) => (row.try_get::<i64, _>(0).map_err(told)? as u64, row.try_get(1).map_err(told)?),
        None => (0, GENESIS.to_owned()),
    };
    let count = sqlx::query("SELECT value FROM counters WHERE name = 'audit'").fetch_one(from).await.map_err(told)?;
    Ok(AuditSpan { before, last: count.try_get::<i64, _>(0).map_err(told)? as u64 })
}

fn entry_of(row: &AnyRow) -> Result<AuditEntry, sqlx::Error> {
    Ok(AuditEntry {
        number: row.try_get::<i64, _>(0)? as u64,
        at: row.try_get(1)?,
        actor: row.try_get(2)?,
        organisation: row.try_get(3)?,
        action: row.try_get(4)?,
        kind: row.try_get(5)?,
        id: row.try_get(6)?,
        detail: row.try_get(7)?,
        previous: row.try_get(8)?,
        hash: row.try_get(9)?,
    })
}

pub(super) async fn origins(pool: &AnyPool, kind: Kind, id: String) -> Result<Vec<Origin>, StoreError> {
    let text = "SELECT source, row_key, digest FROM source_rows WHERE kind = $1 AND id = $2 ORDER BY source, row_key";
    let found = sqlx::query(text).bind(kind.as_str()).bind(id).fetch_all(pool).await.map_err(told)?;
    let origin = |row: &AnyRow| -> Result<Origin, sqlx::Error> {
        Ok(Origin { source: row.try_get(0)?, row_key: row.try_get(1)?, digest: row.try_get(2)? })
    };
    found.iter().map(origin).collect::<Result<_, _>>().map_err(told)
}

pub(super) async fn digests(
    pool: &AnyPool,
    source: String,
    kind: Kind,
    keys: Vec<String>,
) -> Result<Vec<Option<String>>, StoreError> {
    let mut connection = pool.acquire().await.map_err(told)?;
    let asked: Vec<&str> = keys.iter().map(String::as_str).collect();
    let known = many::digests(&mut connection, &source, kind, &asked).await?;
    Ok(keys.iter().map(|key| known.get(key).cloned()).collect())
}
