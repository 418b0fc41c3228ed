//! Writing one batch inside a transaction that is open already.

use sqlx::{AnyConnection, Row as _};

use super::super::{
    Audit, AuditEntry, Batch, ChangeKind, Done, Expected, GENESIS, Kind, Operation, Put, StoreError, Written,
};
use super::failure::{is_reference, told};
use super::{many, puts, statement};

/// Who writes, when, and why: what each change of a batch carries.
pub(super) struct Hand<'b> {
    pub by: &'b str,
    pub at: i64,
    pub reason: Option<&'b str>,
}

impl<'b> Hand<'b> {
    pub(super) fn of(batch: &'b Batch) -> Self {
        Self { by: &batch.by, at: batch.at, reason: batch.reason.as_deref() }
    }
}

/// A put with who writes it.
pub(super) type Handed<'b> = (&'b Put, &'b Hand<'b>);

/// A line of the change log.
pub(super) struct Line<'l> {
    pub hand: &'l Hand<'l>,
    pub kind: Kind,
    pub id: &'l str,
    pub version: u64,
    pub operation: ChangeKind,
    pub document: Option<&'l str>,
}

/// A transaction under way: the connection, and how far the change log is.
pub(super) struct Pen<'c> {
    pub connection: &'c mut AnyConnection,
    pub sequence: u64,
}

impl Pen<'_> {
    /// Applies a batch. On an error the caller takes back what was done of it.
    pub(super) async fn apply(&mut self, batch: &Batch) -> Result<Written, StoreError> {
        let hand = Hand::of(batch);
        let mut done = Vec::with_capacity(batch.operations.len());
        let mut rest = batch.operations.as_slice();
        while let [operation, others @ ..] = rest {
            rest = others;
            done.push(match operation {
                Operation::Put(_) => {
                    let run = puts::run(std::iter::once(operation).chain(others));
                    rest = others.get(run.len() - 1..).unwrap_or_default();
                    let run: Vec<Handed<'_>> = run.into_iter().map(|put| (put, &hand)).collect();
                    done.extend(self.puts(&run).await?);
                    continue;
                }
                Operation::Delete { kind, id, expected } => self.delete(*kind, id, *expected, &hand).await?,
                Operation::Erase { kind, id } => self.erase(*kind, id, &hand).await?,
                Operation::Purge { before } => self.purge(*before, &hand).await?,
            });
        }
        if !batch.audit.is_empty() {
            self.note(&batch.audit, &hand).await?;
        }
        Ok(Written { sequence: self.sequence, done })
    }

    /// Applies batches that are a [`Batch::lone`] put each, all of one kind, together. One that is refused refuses all.
    pub(super) async fn apply_together<'b>(
        &mut self,
        batches: impl Iterator<Item = &'b Batch> + Clone,
    ) -> Result<Vec<Written>, StoreError> {
        let hands: Vec<Hand<'_>> = batches.clone().map(Hand::of).collect();
        let run: Vec<Handed<'_>> = puts::run(batches.filter_map(Batch::lone)).into_iter().zip(&hands).collect();
        let done = self.puts(&run).await?;
        Ok(done.into_iter().map(|done| Written { sequence: self.sequence, done: vec![done] }).collect())
    }

    /// The version and the operation of the last change of a key; 0 where there was none.
    async fn last_change(&mut self, kind: Kind, id: &str) -> Result<(u64, String), StoreError> {
        let text = "SELECT version, operation FROM changes WHERE kind = $1 AND id = $2 ORDER BY sequence DESC LIMIT 1";
        let query = sqlx::query(text).bind(kind.as_str()).bind(id);
        let row = query.fetch_optional(&mut *self.connection).await.map_err(told)?;
        let read = |row: sqlx::any::AnyRow| Ok((row.try_get::<i64, _>(0)? as u64, row.try_get(1)?));
        Ok(row.map(read).transpose().map_err(told)?.unwrap_or_default())
    }

    async fn delete(&mut self, kind: Kind, id: &str, expected: Expected, hand: &Hand<'_>) -> Result<Done, StoreError> {
        let current = many::current(&mut *self.connection, kind, &[id]).await?;
        let found = current.get(id).map_or(0, |(version, _)| *version);
        if found == 0 && !matches!(expected, Expected::Version(_)) {
            return Ok(Done::Missing);
        }
        check(expected, found, kind, id)?;
        self.take(kind, id).await?;
        let line = Line { hand, kind, id, version: found + 1, operation: ChangeKind::Delete, document: None };
        self.log(&[line]).await?;
        Ok(Done::Gone)
    }

    pub(super) async fn erase(&mut self, kind: Kind, id: &str, hand: &Hand<'_>) -> Result<Done, StoreError> {
        let (version, gone) = self.last_change(kind, id).await?;
        if version == 0 || gone == ChangeKind::Erase.as_str() {
            return Ok(Done::Missing);
        }
        self.take(kind, id).await?;
        self.forget(kind, id, ChangeKind::Erase).await?;
        self.clear("DELETE FROM source_rows WHERE kind = $1 AND id = $2", kind, id).await?;
        let line = Line { hand, kind, id, version: version + 1, operation: ChangeKind::Erase, document: None };
        self.log(&[line]).await?;
        Ok(Done::Gone)
    }

    /// Takes the row and what hangs on it.
    async fn take(&mut self, kind: Kind, id: &str) -> Result<(), StoreError> {
        let query = sqlx::query(statement::of(kind).delete.as_str()).bind(id);
        query.execute(&mut *self.connection).await.map_err(|error| refused(error, kind, id))?;
        self.clear("DELETE FROM mentions WHERE kind = $1 AND id = $2", kind, id).await?;
        self.clear("DELETE FROM attachments WHERE kind = $1 AND id = $2", kind, id).await
    }

    /// Takes what older versions said out of the history. What an erased record was called stays: followers need its key.
    pub(super) async fn forget(&mut self, kind: Kind, id: &str, left: ChangeKind) -> Result<(), StoreError> {
        let text = match left {
            ChangeKind::Erase => "UPDATE changes SET document = NULL, reason = NULL WHERE kind = $1 AND id = $2",
            ChangeKind::Put | ChangeKind::Delete => "UPDATE changes SET document = NULL WHERE kind = $1 AND id = $2",
        };
        self.clear(text, kind, id).await
    }

    pub(super) async fn clear(&mut self, text: &'static str, kind: Kind, id: &str) -> Result<(), StoreError> {
        let query = sqlx::query(text).bind(kind.as_str()).bind(id);
        query.execute(&mut *self.connection).await.map(drop).map_err(told)
    }

    /// Appends to the change log.
    pub(super) async fn log(&mut self, lines: &[Line<'_>]) -> Result<(), StoreError> {
        let head = "INSERT INTO changes
            (sequence, kind, id, version, operation, changed_at, changed_by, reason, document)";
        let mut sequence = self.sequence;
        let written = many::insert(&mut *self.connection, (head, ""), 9, lines, |query, line| {
            sequence += 1;
            query
                .bind(sequence as i64)
                .bind(line.kind.as_str())
                .bind(line.id)
                .bind(line.version as i64)
                .bind(line.operation.as_str())
                .bind(line.hand.at)
                .bind(line.hand.by)
                .bind(line.hand.reason)
                .bind(line.document)
        });
        written.await.map_err(told)?;
        self.sequence = sequence;
        Ok(())
    }

    /// Appends to the audit log.
    async fn note(&mut self, notes: &[Audit], hand: &Hand<'_>) -> Result<(), StoreError> {
        let last = sqlx::query(
            "SELECT number, hash FROM audit UNION ALL SELECT number, hash FROM audit_anchor ORDER BY 1 DESC LIMIT 1",
        );
        let last = last.fetch_optional(&mut *self.connection).await.map_err(told)?;
        let (mut number, mut previous) = match last {
            Some(row) => (row.try_get::<i64, _>(0).map_err(told)? as u64, row.try_get(1).map_err(told)?),
            None => (0, GENESIS.to_owned()),
        };
        for note in notes {
            number += 1;
            let entry = entry(note, hand, number, std::mem::take(&mut previous));
            previous.clone_from(&entry.hash);
            self.insert(&entry).await?;
        }
        Ok(())
    }

    async fn insert(&mut self, entry: &AuditEntry) -> Result<(), StoreError> {
        let text = "INSERT INTO audit
            (number, at, actor, organisation, action, kind, id, detail, previous, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let query = sqlx::query(text)
            .bind(entry.number as i64)
            .bind(entry.at)
            .bind(&entry.actor)
            .bind(&entry.organisation)
            .bind(&entry.action)
            .bind(&entry.kind)
            .bind(&entry.id)
            .bind(&entry.detail)
            .bind(&entry.previous)
            .bind(&entry.hash);
        query.execute(&mut *self.connection).await.map_err(told)?;
        let counter = sqlx::query("UPDATE counters SET value = $1 WHERE name = 'audit'").bind(entry.number as i64);
        counter.execute(&mut *self.connection).await.map(drop).map_err(told)
    }
}

fn entry(note: &Audit, hand: &Hand<'_>, number: u64, previous: String) -> AuditEntry {
    let mut entry = AuditEntry {
        number,
        at: hand.at,
        actor: hand.by.to_owned(),
        organisation: note.organisation.clone(),
        action: note.action.to_owned(),
        kind: note.kind.map(|kind| kind.as_str().to_owned()),
        id: note.id.clone(),
        detail: note.detail.to_string(),
        previous,
        hash: String::new(),
    };
    entry.hash = entry.sum();
    entry
}

/// Texts that go into columns as they are hold no NUL. In the document it is written as an escape.
pub(super) fn keepable(put: &Put, hand: &Hand<'_>) -> Result<(), StoreError> {
    let origin = put.origin.iter().flat_map(|origin| [&origin.source, &origin.row_key, &origin.digest]);
    let own = [&put.id, &put.document].into_iter().chain(&put.mentions).chain(origin).map(String::as_str);
    let nul = own.chain([hand.by]).chain(hand.reason).any(|text| text.contains('\0'));
    if nul { Err(StoreError::Nul { kind: put.kind, id: put.id.clone() }) } else { Ok(()) }
}

/// The error of a statement that may break a reference.
pub(super) fn refused(error: sqlx::Error, kind: Kind, id: &str) -> StoreError {
    if is_reference(&error) { StoreError::Reference { kind, id: id.to_owned() } } else { told(error) }
}

pub(super) fn check(expected: Expected, found: u64, kind: Kind, id: &str) -> Result<(), StoreError> {
    let holds = match expected {
        Expected::Any | Expected::KeepOld => true,
        Expected::Absent => found == 0,
        Expected::Version(version) => found == version,
    };
    if holds { Ok(()) } else { Err(StoreError::Conflict { kind, id: id.to_owned(), expected, found }) }
}
