//! Writing a run of records of one kind: what there is of them is asked once, what each put does is decided, and what is
//! new is written together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection};

use super::super::carry::carried;
use super::super::table::Cell;
use super::super::{ChangeKind, Done, Expected, Kind, Operation, Origin, Put, StoreError};
use super::failure::told;
use super::write::{Hand, Handed, Line, Pen, check, keepable, refused};
use super::{many, statement};
use crate::model::Invalid;

/// Most puts of one run: what is known of them is held in memory.
const RUN: usize = 1024;

/// The puts that operations begin with: of one kind, each record and each row of a source once.
pub(super) fn run<'b>(operations: impl Iterator<Item = &'b Operation>) -> Vec<&'b Put> {
    let (mut run, mut ids, mut rows) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for operation in operations.take(RUN) {
        let Operation::Put(put) = operation else { break };
        let other = run.first().is_some_and(|before: &&Put| before.kind != put.kind);
        let row = put.origin.as_ref().map(|origin| (&origin.source, &origin.row_key));
        if other || !ids.insert(&put.id) || row.is_some_and(|row| !rows.insert(row)) {
            break;
        }
        run.push(&**put);
    }
    run
}

/// What the store knows of the records of a run.
struct Known {
    current: BTreeMap<String, (u64, String)>,
    erased: BTreeSet<String>,
    /// By source, then by row.
    said: BTreeMap<String, BTreeMap<String, String>>,
}

impl Known {
    async fn ask(connection: &mut AnyConnection, kind: Kind, run: &[Handed<'_>]) -> Result<Self, StoreError> {
        let ids: Vec<&str> = run.iter().map(|(put, _)| put.id.as_str()).collect();
        let current = many::current(connection, kind, &ids).await?;
        let unknown: Vec<&str> = ids.into_iter().filter(|id| !current.contains_key(*id)).collect();
        let erased = many::erased(connection, kind, &unknown).await?;
        let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for origin in run.iter().filter_map(|(put, _)| put.origin.as_ref()) {
            rows.entry(&origin.source).or_default().push(&origin.row_key);
        }
        let mut said = BTreeMap::new();
        for (source, keys) in rows {
            said.insert(source.to_owned(), many::digests(connection, source, kind, &keys).await?);
        }
        Ok(Self { current, erased, said })
    }

    fn says_the_same(&self, put: &Put) -> bool {
        let before = |origin: &Origin| self.said.get(&origin.source).and_then(|rows| rows.get(&origin.row_key));
        put.origin.as_ref().is_some_and(|origin| before(origin) == Some(&origin.digest))
    }

    /// The put with what its source may not undo; an error where the two do not go together.
    fn carried<'p>(&self, put: &'p Put) -> Result<Cow<'p, Put>, Invalid> {
        let before = self.current.get(&put.id).filter(|_| put.origin.is_some() && !self.says_the_same(put));
        let document = before.map(|(_, old)| carried(put.kind, old, &put.document, &put.unsaid)).transpose()?;
        let whole = |document| Cow::Owned(Put { document, ..put.clone() });
        Ok(document.flatten().map_or(Cow::Borrowed(put), whole))
    }

    fn version(&self, put: &Put) -> u64 {
        self.current.get(&put.id).map_or(0, |(version, _)| *version)
    }

    /// What a put comes to; `wrong` is why it does not go with the record.
    fn judge(&self, put: &Put, wrong: Option<&Invalid>) -> Result<Verdict, StoreError> {
        let found = self.version(put);
        if self.erased.contains(&put.id) {
            return put.origin.as_ref().map(|_| Verdict::Erased).ok_or_else(|| gone(put.kind, &put.id));
        }
        if self.says_the_same(put) || (put.expected == Expected::KeepOld && found > 0) {
            return Ok(Verdict::Kept);
        }
        check(put.expected, found, put.kind, &put.id)?;
        let equal = !put.renewed && self.current.get(&put.id).is_some_and(|(_, document)| *document == put.document);
        Ok(match wrong {
            _ if equal => Verdict::Equal,
            Some(wrong) => Verdict::Refused(wrong.clone()),
            None => Verdict::New,
        })
    }
}

/// What a put comes to.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing: its source said so before, or the old record is to be kept.
    Kept,
    /// The record says the same; the source's row and the attachment are noted.
    Equal,
    /// A new version.
    New,
    /// Nothing: the record was erased, and its source does not know.
    Erased,
    /// Nothing: what its source leaves unsaid does not go with what it says.
    Refused(Invalid),
}

/// A version to be written.
struct Fresh<'b> {
    put: &'b Put,
    hand: &'b Hand<'b>,
    version: u64,
    sequence: u64,
    cells: Vec<Cell>,
}

impl Pen<'_> {
    /// Writes a run of puts of one kind, each record once.
    pub(super) async fn puts(&mut self, run: &[Handed<'_>]) -> Result<Vec<Done>, StoreError> {
        let Some(kind) = run.first().map(|(put, _)| put.kind) else { return Ok(Vec::new()) };
        run.iter().try_for_each(|(put, hand)| keepable(put, hand))?;
        let known = Known::ask(self.connection, kind, run).await?;
        let carried: Vec<_> = run.iter().map(|(put, _)| known.carried(put)).collect();
        let whole = run.iter().zip(&carried);
        let run: Vec<Handed<'_>> =
            whole.map(|(&(put, hand), carried)| (carried.as_deref().unwrap_or(put), hand)).collect();
        let verdicts = run.iter().zip(&carried).map(|((put, _), carried)| known.judge(put, carried.as_ref().err()));
        let verdicts = verdicts.collect::<Result<Vec<_>, _>>()?;
        let chosen = |wanted: fn(&Verdict) -> bool| {
            let pairs = run.iter().zip(&verdicts).filter(move |(_, verdict)| wanted(verdict));
            pairs.map(|(handed, _)| *handed).collect::<Vec<Handed<'_>>>()
        };
        self.remember(&chosen(|verdict| matches!(verdict, Verdict::Equal | Verdict::New))).await?;
        let new = chosen(|verdict| *verdict == Verdict::New);
        self.mentionable(&new).await?;
        let fresh = self.fresh(kind, &new, &known).await?;
        self.write(kind, &fresh).await?;
        let mut versions = fresh.iter().map(|fresh| fresh.version);
        let done = run.iter().zip(&verdicts).map(|((put, _), verdict)| match (verdict, known.version(put)) {
            (Verdict::Erased, _) => Done::Erased,
            (Verdict::Refused(wrong), _) => Done::Refused(wrong.clone()),
            (Verdict::Kept | Verdict::Equal, found) => Done::Unchanged(found),
            (Verdict::New, 0) => Done::Created(versions.next().unwrap_or(1)),
            (Verdict::New, found) => Done::Replaced(versions.next().unwrap_or(found + 1)),
        });
        Ok(done.collect())
    }

    /// Refuses what speaks of somebody who was erased: whoever wrote it read before the erasure.
    async fn mentionable(&mut self, puts: &[Handed<'_>]) -> Result<(), StoreError> {
        let mentioned: BTreeSet<&str> = puts.iter().flat_map(|(put, _)| &put.mentions).map(String::as_str).collect();
        let mentioned: Vec<&str> = mentioned.into_iter().collect();
        let erased = many::erased(self.connection, Kind::Profile, &mentioned).await?;
        erased.first().map_or(Ok(()), |talent| Err(gone(Kind::Profile, talent)))
    }

    /// Numbers the new versions. A record that was deleted counts on from where it was.
    async fn fresh<'b>(
        &mut self,
        kind: Kind,
        puts: &[Handed<'b>],
        known: &Known,
    ) -> Result<Vec<Fresh<'b>>, StoreError> {
        let unknown = puts.iter().map(|(put, _)| *put).filter(|put| known.version(put) == 0);
        let unknown: Vec<&str> = unknown.map(|put| put.id.as_str()).collect();
        let last = many::last_versions(self.connection, kind, &unknown).await?;
        let fresh = puts.iter().zip(self.sequence + 1..).map(|(&(put, hand), sequence)| {
            let before = known.version(put).max(last.get(&put.id).copied().unwrap_or(0));
            let read: Value = serde_json::from_str(&put.document).map_err(|e| StoreError::damaged(kind, &put.id, e))?;
            let cells: Vec<Cell> = kind.table().columns.iter().map(|column| column.cell(&read)).collect();
            if cells.iter().any(|cell| matches!(cell, Cell::Text(Some(value)) if value.contains('\0'))) {
                return Err(StoreError::Nul { kind, id: put.id.clone() });
            }
            Ok(Fresh { put, hand, version: before + 1, sequence, cells })
        });
        fresh.collect()
    }

    /// Notes what sources say, and attachments.
    async fn remember(&mut self, puts: &[Handed<'_>]) -> Result<(), StoreError> {
        let rows: Vec<(&Put, &Origin)> =
            puts.iter().filter_map(|(put, _)| put.origin.as_ref().map(|origin| (*put, origin))).collect();
        let head = "INSERT INTO source_rows (source, kind, row_key, id, digest)";
        let tail = "ON CONFLICT (source, kind, row_key) DO UPDATE SET id = excluded.id, digest = excluded.digest";
        let written = many::insert(self.connection, (head, tail), 5, &rows, |query, (put, origin)| {
            let query = query.bind(&origin.source).bind(put.kind.as_str()).bind(&origin.row_key);
            query.bind(&put.id).bind(&origin.digest)
        });
        written.await.map_err(told)?;
        let attached: Vec<(&Put, &[u8])> =
            puts.iter().filter_map(|(put, _)| put.attachment.as_deref().map(|bytes| (*put, bytes))).collect();
        let head = "INSERT INTO attachments (kind, id, bytes)";
        let tail = "ON CONFLICT (kind, id) DO UPDATE SET bytes = excluded.bytes";
        let written = many::insert(self.connection, (head, tail), 3, &attached, |query, (put, bytes)| {
            query.bind(put.kind.as_str()).bind(&put.id).bind(*bytes)
        });
        written.await.map_err(told)
    }

    /// Writes new versions, who is mentioned in them, and their lines of the log.
    async fn write(&mut self, kind: Kind, fresh: &[Fresh<'_>]) -> Result<(), StoreError> {
        let statements = statement::of(kind);
        let text = (statements.put.0.as_str(), statements.put.1.as_str());
        for rows in fresh.chunks(if kind.refers() { 1 } else { RUN }) {
            let written = many::insert(self.connection, text, statements.width, rows, bound);
            let id = rows.first().map_or("", |row| row.put.id.as_str());
            written.await.map_err(|error| refused(error, kind, id))?;
        }
        for Fresh { put, version, .. } in fresh {
            if put.forget {
                self.forget(kind, &put.id, ChangeKind::Put).await?;
            }
            if *version > 1 && !put.mentions.is_empty() {
                self.clear("DELETE FROM mentions WHERE kind = $1 AND id = $2", kind, &put.id).await?;
            }
        }
        let mentions: Vec<(&str, &str)> = fresh
            .iter()
            .flat_map(|row| row.put.mentions.iter().map(|talent| (row.put.id.as_str(), talent.as_str())))
            .collect();
        let head = "INSERT INTO mentions (kind, id, talent)";
        let written = many::insert(self.connection, (head, ""), 3, &mentions, |query, (id, talent)| {
            query.bind(kind.as_str()).bind(*id).bind(*talent)
        });
        written.await.map_err(told)?;
        let operation = ChangeKind::Put;
        let lines: Vec<Line<'_>> = fresh
            .iter()
            .map(|Fresh { put, hand, version, .. }| {
                let document = kind.remembers().then_some(put.document.as_str());
                Line { hand, kind, id: &put.id, version: *version, operation, document }
            })
            .collect();
        self.log(&lines).await
    }
}

fn gone(kind: Kind, id: &str) -> StoreError {
    StoreError::Erased { kind, id: id.to_owned() }
}

/// Binds the columns of a row of records.
fn bound<'q>(query: Query<'q, Any, AnyArguments>, row: &Fresh<'_>) -> Query<'q, Any, AnyArguments> {
    let Fresh { put, hand, version, sequence, cells } = row;
    let fixed = query.bind(&put.id).bind(*version as i64).bind(*sequence as i64);
    let fixed = fixed.bind(hand.at).bind(hand.by).bind(&put.document);
    cells.iter().fold(fixed, |query, cell| match cell {
        Cell::Text(value) => query.bind(value.as_deref()),
        Cell::Integer(value) => query.bind(*value),
    })
}
