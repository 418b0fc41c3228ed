//! Writing a store out and reading it in again, whole. Either is one transaction: a dump is the state of one moment while
//! others write, and a restore that fails leaves the store empty.

use serde_json::Value;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, Connection, Row as _};

use super::super::dump::{Ends, Field, Section, Shape};
use super::super::table::Cell;
use super::super::{Kind, StoreError};
use super::failure::told;
use super::{Dialect, SqlStore, many, read, statement};

/// Lines held in memory at a time.
const LINES: usize = 500;

impl SqlStore {
    /// Tells every line of the store as it is at one moment, section by section, each in the order of its keys. Call it on
    /// the runtime that opened the store.
    ///
    /// # Errors
    /// [`StoreError`], or what `each` says.
    pub async fn dump(
        &self,
        each: &mut (dyn FnMut(Section, &str) -> Result<(), StoreError> + Send),
    ) -> Result<Ends, StoreError> {
        let begin = match self.dialect {
            Dialect::Sqlite => "BEGIN",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        let mut transaction = self.readers.begin_with(begin).await.map_err(told)?;
        let ends = Ends::new(read::head(&mut *transaction).await?, read::audit_span(&mut transaction).await?);
        for section in Section::all() {
            let mut last: Option<Vec<Field>> = None;
            loop {
                let page = page(&mut transaction, section, last.as_deref()).await?;
                let Some(end) = page.last() else { break };
                last = Some(end.clone());
                page.into_iter().try_for_each(|fields| each(section, &section.line(fields)))?;
            }
        }
        transaction.rollback().await.map_err(told)?;
        Ok(ends)
    }

    /// Takes every line in, in the order in which they were told, or none. Call it on the runtime that opened the store.
    ///
    /// # Errors
    /// [`StoreError::Dump`] when the store is not empty or a line cannot be taken; [`StoreError`].
    pub async fn restore(
        &self,
        ends: &Ends,
        lines: &mut (dyn Iterator<Item = Result<(Section, String), StoreError>> + Send),
    ) -> Result<(), StoreError> {
        let begin = match self.dialect {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        };
        let mut connection = self.readers.acquire().await.map_err(told)?;
        let mut transaction = connection.begin_with(begin).await.map_err(told)?;
        empty(&mut transaction).await?;
        let mut held: Option<(Section, Vec<Vec<Field>>)> = None;
        for line in lines {
            let (section, line) = line?;
            let fields = section.fields(&line)?;
            match &mut held {
                Some((before, rows)) if *before == section && rows.len() < LINES => rows.push(fields),
                _ => {
                    let next = Some((section, vec![fields]));
                    take(&mut transaction, std::mem::replace(&mut held, next)).await?;
                }
            }
        }
        take(&mut transaction, held).await?;
        end(&mut transaction, ends).await?;
        transaction.commit().await.map_err(told)
    }
}

/// The lines of a section after one of them.
async fn page(
    connection: &mut AnyConnection,
    section: Section,
    after: Option<&[Field]>,
) -> Result<Vec<Vec<Field>>, StoreError> {
    let names: Vec<&str> = section.columns.iter().map(|(name, _)| *name).collect();
    let (all, keys) = (names.join(", "), names[..section.key].join(", "));
    let places: Vec<String> = (1..=section.key).map(|n| format!("${n}")).collect();
    let beyond = after.map_or_else(String::new, |_| format!("WHERE ({keys}) > ({})", places.join(", ")));
    let text = format!("SELECT {all} FROM {} {beyond} ORDER BY {keys} LIMIT {LINES}", section.table);
    let mut query = read::query(text);
    for key in after.into_iter().flatten().take(section.key) {
        query = bind(query, key);
    }
    let found = query.fetch_all(connection).await.map_err(told)?;
    found.iter().map(|row| fields_of(section, row).map_err(told)).collect()
}

fn fields_of(section: Section, row: &AnyRow) -> Result<Vec<Field>, sqlx::Error> {
    let read = |(place, (_, shape)): (usize, &(&str, Shape))| {
        Ok(match shape {
            Shape::Text => Field::Text(Some(row.try_get(place)?)),
            Shape::Optional => Field::Text(row.try_get(place)?),
            Shape::Integer => Field::Integer(row.try_get(place)?),
            Shape::Bytes => Field::Bytes(row.try_get(place)?),
        })
    };
    section.columns.iter().enumerate().map(read).collect()
}

fn bind<'q>(query: Query<'q, Any, AnyArguments>, field: &Field) -> Query<'q, Any, AnyArguments> {
    match field {
        Field::Text(text) => query.bind(text.clone()),
        Field::Integer(number) => query.bind(*number),
        Field::Bytes(bytes) => query.bind(bytes.clone()),
    }
}

fn cell<'q>(query: Query<'q, Any, AnyArguments>, cell: &Cell) -> Query<'q, Any, AnyArguments> {
    match cell {
        Cell::Text(value) => query.bind(value.clone()),
        Cell::Integer(value) => query.bind(*value),
    }
}

async fn empty(connection: &mut AnyConnection) -> Result<(), StoreError> {
    for table in Section::all().iter().map(Section::name) {
        let text = format!("SELECT COUNT(*) FROM {table}");
        let count = read::query(text).fetch_one(&mut *connection).await.map_err(told)?;
        let count: i64 = count.try_get(0).map_err(told)?;
        if count > 0 {
            let why = format!("the store is not empty, {table} holds {count}; restore into a new one");
            return Err(StoreError::Dump(why));
        }
    }
    Ok(())
}

async fn take(connection: &mut AnyConnection, held: Option<(Section, Vec<Vec<Field>>)>) -> Result<(), StoreError> {
    let Some((section, rows)) = held else { return Ok(()) };
    let written = match section.kind {
        Some(kind) => {
            let rows = rows.into_iter().map(|row| with_cells(kind, row)).collect::<Result<Vec<_>, _>>()?;
            let (head, width) = (&statement::of(kind).put.0, statement::of(kind).width);
            many::insert(connection, (head, ""), width, &rows, |query, (row, cells)| {
                cells.iter().fold(row.iter().fold(query, bind), cell)
            })
            .await
        }
        None => {
            let names: Vec<&str> = section.columns.iter().map(|(name, _)| *name).collect();
            let head = format!("INSERT INTO {} ({})", section.table, names.join(", "));
            many::insert(connection, (&head, ""), names.len(), &rows, |query, row| row.iter().fold(query, bind)).await
        }
    };
    written.map_err(|error| match told(error) {
        StoreError::Database(said) => StoreError::Dump(format!("{}: {said}", section.table)),
        other @ (StoreError::Missing(_)
        | StoreError::Files(_)
        | StoreError::Busy(_)
        | StoreError::Conflict { .. }
        | StoreError::Reference { .. }
        | StoreError::Erased { .. }
        | StoreError::Nul { .. }
        | StoreError::Column { .. }
        | StoreError::Locked
        | StoreError::Unreachable(_)
        | StoreError::Full
        | StoreError::Damaged { .. }
        | StoreError::Newer(_)
        | StoreError::Older(_)
        | StoreError::Dump(_)
        | StoreError::Disk { .. }) => other,
    })
}

/// A record's line with the key columns that are read out of its document.
fn with_cells(kind: Kind, row: Vec<Field>) -> Result<(Vec<Field>, Vec<Cell>), StoreError> {
    let text = |field: Option<&Field>| match field {
        Some(Field::Text(Some(text))) => text.clone(),
        _ => String::new(),
    };
    let document: Value =
        serde_json::from_str(&text(row.last())).map_err(|e| StoreError::damaged(kind, &text(row.first()), e))?;
    let cells = kind.table().columns.iter().map(|column| column.cell(&document)).collect();
    Ok((row, cells))
}

/// Sets the counters to where the logs ended, and holds them against what came.
async fn end(connection: &mut AnyConnection, ends: &Ends) -> Result<(), StoreError> {
    for (name, value) in [("sequence", ends.head), ("audit", ends.audit_last)] {
        let query = sqlx::query("UPDATE counters SET value = $1 WHERE name = $2").bind(value as i64).bind(name);
        query.execute(&mut *connection).await.map_err(told)?;
    }
    let (number, hash) = &ends.audit_before;
    if *number > 0 {
        let query = sqlx::query("INSERT INTO audit_anchor (number, hash) VALUES ($1, $2)");
        query.bind(*number as i64).bind(hash).execute(&mut *connection).await.map_err(told)?;
    }
    let last = sqlx::query("SELECT COALESCE(MAX(sequence), 0) FROM changes").fetch_one(&mut *connection).await;
    let last: i64 = last.and_then(|row| row.try_get(0)).map_err(told)?;
    if last as u64 == ends.head {
        return Ok(());
    }
    Err(StoreError::Dump(format!("the log ends at change {last}, and the manifest says {}", ends.head)))
}
