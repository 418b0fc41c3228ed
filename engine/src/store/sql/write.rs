//! Writing one batch inside a transaction that is open already.

use serde_json::Value;
use sqlx::{AnyConnection, Row as _};

use super::super::table::Cell;
use super::super::{
    Audit, AuditEntry, Batch, ChangeKind, Done, Expected, GENESIS, Kind, Operation, Origin, Put, StoreError, Written,
};
use super::failure::{is_reference, told};
use super::statement;

/// Who writes, when, and why: what each change of a batch carries.
pub(super) struct Hand<'b> {
    by: &'b str,
    at: i64,
    reason: Option<&'b str>,
}

/// A transaction under way: the connection, and how far the change log is.
pub(super) struct Pen<'c> {
    pub connection: &'c mut AnyConnection,
    pub sequence: u64,
}

impl Pen<'_> {
    /// Applies a batch. On an error the caller takes back what was done of it.
    pub(super) async fn apply(&mut self, batch: &Batch) -> Result<Written, StoreError> {
        let hand = Hand { by: &batch.by, at: batch.at, reason: batch.reason.as_deref() };
        let mut done = Vec::with_capacity(batch.operations.len());
        for operation in &batch.operations {
            done.push(match operation {
                Operation::Put(put) => self.put(put, &hand).await?,
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

    async fn put(&mut self, put: &Put, hand: &Hand<'_>) -> Result<Done, StoreError> {
        let Put { kind, id, document, .. } = put;
        keepable(put, hand)?;
        let current = self.current(*kind, id).await?;
        let found = current.as_ref().map_or(0, |(version, _)| *version);
        if let Some(origin) = &put.origin
            && self.said(origin, *kind).await?.as_ref() == Some(&origin.digest)
        {
            return Ok(Done::Unchanged(found));
        }
        if put.expected == Expected::KeepOld && found > 0 {
            return Ok(Done::Unchanged(found));
        }
        check(put.expected, found, *kind, id)?;
        self.remember(put).await?;
        if current.as_ref().is_some_and(|(_, old)| old == document) {
            return Ok(Done::Unchanged(found));
        }
        let version = if found > 0 { found } else { self.last_change(*kind, id).await?.0 } + 1;
        self.upsert(put, version, hand).await?;
        if put.forget {
            self.forget(*kind, id, ChangeKind::Put).await?;
        }
        let kept = kind.remembers().then_some(document.as_str());
        self.log(*kind, id, version, ChangeKind::Put, kept, hand).await?;
        Ok(if found > 0 { Done::Replaced(version) } else { Done::Created(version) })
    }

    async fn current(&mut self, kind: Kind, id: &str) -> Result<Option<(u64, String)>, StoreError> {
        let query = sqlx::query(statement::of(kind).current.as_str()).bind(id);
        let row = query.fetch_optional(&mut *self.connection).await.map_err(told)?;
        let read = |row: sqlx::any::AnyRow| Ok((row.try_get::<i64, _>(0)? as u64, row.try_get(1)?));
        row.map(read).transpose().map_err(told)
    }

    /// The version and the operation of the last change of a key; 0 where there was none.
    async fn last_change(&mut self, kind: Kind, id: &str) -> Result<(u64, String), StoreError> {
        let text = "SELECT version, operation FROM changes WHERE kind = $1 AND id = $2 ORDER BY sequence DESC LIMIT 1";
        let query = sqlx::query(text).bind(kind.as_str()).bind(id);
        let row = query.fetch_optional(&mut *self.connection).await.map_err(told)?;
        let read = |row: sqlx::any::AnyRow| Ok((row.try_get::<i64, _>(0)? as u64, row.try_get(1)?));
        Ok(row.map(read).transpose().map_err(told)?.unwrap_or_default())
    }

    async fn said(&mut self, origin: &Origin, kind: Kind) -> Result<Option<String>, StoreError> {
        let query = sqlx::query("SELECT digest FROM source_rows WHERE source = $1 AND kind = $2 AND row_key = $3");
        let query = query.bind(&origin.source).bind(kind.as_str()).bind(&origin.row_key);
        let row = query.fetch_optional(&mut *self.connection).await.map_err(told)?;
        row.map(|row| row.try_get(0)).transpose().map_err(told)
    }

    /// Notes what the source says, the people mentioned, and the attachment.
    async fn remember(&mut self, put: &Put) -> Result<(), StoreError> {
        if let Some(Origin { source, row_key, digest }) = &put.origin {
            let text = "INSERT INTO source_rows (source, kind, row_key, id, digest) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (source, kind, row_key) DO UPDATE SET id = excluded.id, digest = excluded.digest";
            let query = sqlx::query(text).bind(source).bind(put.kind.as_str()).bind(row_key).bind(&put.id).bind(digest);
            query.execute(&mut *self.connection).await.map_err(told)?;
        }
        if let Some(bytes) = &put.attachment {
            let text = "INSERT INTO attachments (kind, id, bytes) VALUES ($1, $2, $3)
                ON CONFLICT (kind, id) DO UPDATE SET bytes = excluded.bytes";
            let query = sqlx::query(text).bind(put.kind.as_str()).bind(&put.id).bind(bytes.as_slice());
            query.execute(&mut *self.connection).await.map_err(told)?;
        }
        Ok(())
    }

    async fn upsert(&mut self, put: &Put, version: u64, hand: &Hand<'_>) -> Result<(), StoreError> {
        let Put { kind, id, document, mentions, .. } = put;
        let read: Value = serde_json::from_str(document).map_err(|e| StoreError::damaged(*kind, id, e))?;
        let mut query = sqlx::query(statement::of(*kind).put.as_str())
            .bind(id)
            .bind(version as i64)
            .bind(self.sequence as i64 + 1)
            .bind(hand.at)
            .bind(hand.by)
            .bind(document);
        for column in kind.table().columns {
            query = match column.cell(&read) {
                Cell::Text(Some(value)) if value.contains('\0') => {
                    return Err(StoreError::Nul { kind: *kind, id: id.clone() });
                }
                Cell::Text(value) => query.bind(value),
                Cell::Integer(value) => query.bind(value),
            };
        }
        self.run(query, *kind, id).await?;
        if version > 1 && !mentions.is_empty() {
            self.clear("DELETE FROM mentions WHERE kind = $1 AND id = $2", *kind, id).await?;
        }
        for talent in mentions {
            let text = "INSERT INTO mentions (kind, id, talent) VALUES ($1, $2, $3)";
            let query = sqlx::query(text).bind(kind.as_str()).bind(id).bind(talent);
            query.execute(&mut *self.connection).await.map_err(told)?;
        }
        Ok(())
    }

    async fn delete(&mut self, kind: Kind, id: &str, expected: Expected, hand: &Hand<'_>) -> Result<Done, StoreError> {
        let found = self.current(kind, id).await?.map_or(0, |(version, _)| version);
        if found == 0 && !matches!(expected, Expected::Version(_)) {
            return Ok(Done::Missing);
        }
        check(expected, found, kind, id)?;
        self.take(kind, id).await?;
        self.log(kind, id, found + 1, ChangeKind::Delete, None, hand).await?;
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
        self.log(kind, id, version + 1, ChangeKind::Erase, None, hand).await?;
        Ok(Done::Gone)
    }

    /// Takes the row and what hangs on it.
    async fn take(&mut self, kind: Kind, id: &str) -> Result<(), StoreError> {
        self.run(sqlx::query(statement::of(kind).delete.as_str()).bind(id), kind, id).await?;
        self.clear("DELETE FROM mentions WHERE kind = $1 AND id = $2", kind, id).await?;
        self.clear("DELETE FROM attachments WHERE kind = $1 AND id = $2", kind, id).await
    }

    /// Takes what older versions said out of the history. What an erased record was called stays: followers need its key.
    async fn forget(&mut self, kind: Kind, id: &str, left: ChangeKind) -> Result<(), StoreError> {
        let text = match left {
            ChangeKind::Erase => "UPDATE changes SET document = NULL, reason = NULL WHERE kind = $1 AND id = $2",
            ChangeKind::Put | ChangeKind::Delete => "UPDATE changes SET document = NULL WHERE kind = $1 AND id = $2",
        };
        self.clear(text, kind, id).await
    }

    async fn clear(&mut self, text: &'static str, kind: Kind, id: &str) -> Result<(), StoreError> {
        let query = sqlx::query(text).bind(kind.as_str()).bind(id);
        query.execute(&mut *self.connection).await.map(drop).map_err(told)
    }

    /// Runs a statement that may break a reference.
    async fn run(
        &mut self,
        query: sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments>,
        kind: Kind,
        id: &str,
    ) -> Result<(), StoreError> {
        let done = query.execute(&mut *self.connection).await;
        done.map(drop).map_err(|error| {
            if is_reference(&error) { StoreError::Reference { kind, id: id.to_owned() } } else { told(error) }
        })
    }

    async fn log(
        &mut self,
        kind: Kind,
        id: &str,
        version: u64,
        operation: ChangeKind,
        document: Option<&str>,
        hand: &Hand<'_>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO changes
            (sequence, kind, id, version, operation, changed_at, changed_by, reason, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let query = sqlx::query(text)
            .bind(self.sequence as i64 + 1)
            .bind(kind.as_str())
            .bind(id)
            .bind(version as i64)
            .bind(operation.as_str())
            .bind(hand.at)
            .bind(hand.by)
            .bind(hand.reason)
            .bind(document);
        query.execute(&mut *self.connection).await.map_err(told)?;
        self.sequence += 1;
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
fn keepable(put: &Put, hand: &Hand<'_>) -> Result<(), StoreError> {
    let origin = put.origin.iter().flat_map(|origin| [&origin.source, &origin.row_key, &origin.digest]);
    let own = [&put.id, &put.document].into_iter().chain(&put.mentions).chain(origin).map(String::as_str);
    let nul = own.chain([hand.by]).chain(hand.reason).any(|text| text.contains('\0'));
    if nul { Err(StoreError::Nul { kind: put.kind, id: put.id.clone() }) } else { Ok(()) }
}

fn check(expected: Expected, found: u64, kind: Kind, id: &str) -> Result<(), StoreError> {
    let holds = match expected {
        Expected::Any | Expected::KeepOld => true,
        Expected::Absent => found == 0,
        Expected::Version(version) => found == version,
    };
    if holds { Ok(()) } else { Err(StoreError::Conflict { kind, id: id.to_owned(), expected, found }) }
}
