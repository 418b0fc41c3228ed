//! The system of record: typed tables in SQLite or PostgreSQL, a change log that is the history too, and an audit log
//! whose rows hold each other by hash. It keeps records and finds them by id or key column; searching, and everything
//! that can be rebuilt, is left to `index/`. Time comes in with each [`Batch`].
//!
//! ```text
//! Batch (operations, audit) → one transaction: rows + changes + audit → Written { sequence }
//! changes(after) → whoever follows: an index, another server
//! ```
//!
//! SQL stands in `sql/` only; the tables are described in `table`.

mod audit;
mod batch;
mod carry;
mod change;
mod dump;
mod error;
mod folder;
mod kind;
mod record;
mod sql;
mod table;

use async_trait::async_trait;

pub use audit::{Audit, AuditEntry, AuditFault, AuditHead, AuditSpan, GENESIS, verify};
pub use batch::{Batch, Done, Expected, Operation, Origin, Put, Written};
pub use change::{Change, ChangeKind};
pub use dump::{Ends, Section};
pub use error::StoreError;
pub use folder::Folder;
pub use kind::Kind;
pub use record::{Addition, EditionChain, EditionEntry, Record, Stored, edition_key};
pub use sql::{Access, SqlStore};
pub use table::FORMER_CLASSES;

/// Most rows of one answer of a store.
pub const MAX_ROWS: usize = 5000;

/// A row of a table of records.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its key.
    pub id: String,
    /// Counts the writes of this key, from 1.
    pub version: u64,
    /// The change that wrote it.
    pub sequence: u64,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub changed_at: i64,
    /// By whom: a key's id, or `operator` for the command line.
    pub changed_by: String,
    /// The record as JSON.
    pub document: String,
}

/// Which rows are asked for: those of a kind whose key columns have the given values, by id, or from the last id back.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Column and value; several must all hold. A column that the kind's table has not is an error.
    pub filters: Vec<(&'static str, String)>,
    /// Only rows that mention this person.
    pub mentioning: Option<String>,
    /// Only ids after this one; before it, where the list goes back.
    pub after: Option<String>,
    /// From the last id back.
    pub back: bool,
    /// At most so many, itself at most [`MAX_ROWS`].
    pub limit: usize,
}

/// A page of records as they stood at a place in the change log.
#[derive(Debug, Clone)]
pub struct PageAt<T> {
    /// The records, by id.
    pub records: Vec<T>,
    /// How many stood there whose text was erased since.
    pub lost: u64,
    /// After which id the next page begins; none after the last.
    pub last: Option<String>,
}

/// What any system of record does. One suite of tests runs on all of them.
#[async_trait]
pub trait Store: Send + Sync {
    /// Applies a batch in one transaction, or nothing of it. What it returns is safe on disk.
    async fn write(&self, batch: Batch) -> Result<Written, StoreError>;

    /// One row.
    async fn row(&self, kind: Kind, id: &str) -> Result<Option<Row>, StoreError>;

    /// Rows by id.
    async fn rows(&self, kind: Kind, listing: &Listing) -> Result<Vec<Row>, StoreError>;

    /// How many rows there are, all of a kind or those of which filters hold.
    async fn count(&self, kind: Kind, filters: &[(&'static str, String)]) -> Result<u64, StoreError>;

    /// The bytes that belong to a record.
    async fn attachment(&self, kind: Kind, id: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Which records mention a person, by kind and id.
    async fn mentions(&self, talent: &str) -> Result<Vec<(Kind, String)>, StoreError>;

    /// The sequence number of the last change.
    async fn head(&self) -> Result<u64, StoreError>;

    /// Changes after a sequence number, in order, at most `limit` (itself at most [`MAX_ROWS`]).
    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<Change>, StoreError>;

    /// Changes of one record after a version, oldest first, at most `limit` (itself at most [`MAX_ROWS`]).
    async fn versions(&self, kind: Kind, id: &str, after: u64, limit: usize) -> Result<Vec<Change>, StoreError>;

    /// The last change of each record of a kind up to a sequence number, by id, at most `limit` (itself at most
    /// [`MAX_ROWS`]): what stood there then. A record that was gone then is told by its deletion; one whose text was
    /// erased since has no document.
    async fn stood(&self, kind: Kind, at: u64, after: Option<&str>, limit: usize) -> Result<Vec<Change>, StoreError>;

    /// Audit entries after a number, in order, at most `limit` (itself at most [`MAX_ROWS`]).
    async fn audit(&self, after: u64, limit: usize) -> Result<Vec<AuditEntry>, StoreError>;

    /// Audit entries on one record, oldest first, at most [`MAX_ROWS`].
    async fn audit_of(&self, kind: Kind, id: &str) -> Result<Vec<AuditEntry>, StoreError>;

    /// Where the audit log begins and how far it should reach.
    async fn audit_span(&self) -> Result<AuditSpan, StoreError>;

    /// Takes what was erased out of the database's own files too, as far as the database can: SQLite overwrites deleted
    /// rows and empties its log of writes; PostgreSQL leaves them to its own VACUUM.
    async fn scrub(&self) -> Result<(), StoreError>;

    /// Which rows of which sources a record comes from.
    async fn origins(&self, kind: Kind, id: &str) -> Result<Vec<Origin>, StoreError>;

    /// What the source said last of each of these rows: its digest, or nothing.
    async fn digests(&self, source: &str, kind: Kind, keys: &[String]) -> Result<Vec<Option<String>>, StoreError>;
}

impl dyn Store + '_ {
    /// One record.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when the row is no such record.
    pub async fn find<T: Record>(&self, id: &str) -> Result<Option<Stored<T>>, StoreError> {
        self.row(T::KIND, id).await?.map(Stored::read).transpose()
    }

    /// Records by id.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when a row is no such record.
    pub async fn list<T: Record>(&self, listing: &Listing) -> Result<Vec<Stored<T>>, StoreError> {
        self.rows(T::KIND, listing).await?.into_iter().map(Stored::read).collect()
    }

    /// All changes of one record, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn history(&self, kind: Kind, id: &str) -> Result<Vec<Change>, StoreError> {
        let mut all: Vec<Change> = Vec::new();
        loop {
            let after = all.last().map_or(0, |change| change.version);
            let page = self.versions(kind, id, after, MAX_ROWS).await?;
            let last = page.len() < MAX_ROWS;
            all.extend(page);
            if last {
                return Ok(all);
            }
        }
    }

    /// Walks the whole audit log and holds each entry against the one before.
    ///
    /// # Errors
    /// [`StoreError`]; what does not hold is the inner error.
    pub async fn verify_audit(&self) -> Result<Result<AuditHead, AuditFault>, StoreError> {
        let AuditSpan { before, last } = self.audit_span().await?;
        let (first, mut reached) = (before.0 + 1, before);
        loop {
            let entries = self.audit(reached.0, MAX_ROWS).await?;
            if entries.is_empty() {
                break;
            }
            match verify(reached, &entries) {
                Ok(end) => reached = end,
                Err(fault) => return Ok(Err(fault)),
            }
        }
        let (number, hash) = reached;
        Ok(if number < last { Err(AuditFault::Short(number + 1)) } else { Ok(AuditHead { first, number, hash }) })
    }

    /// A page of the records of a kind as they stood at a sequence number, by id after `after`.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when what stood there is no such record.
    pub async fn page_at<T: Record>(&self, at: u64, after: Option<&str>) -> Result<PageAt<T>, StoreError> {
        let changes = self.stood(T::KIND, at, after, MAX_ROWS).await?;
        let mut page = PageAt { records: Vec::new(), lost: 0, last: changes.last().map(|change| change.id.clone()) };
        for change in changes.iter().filter(|change| change.operation == ChangeKind::Put) {
            match &change.document {
                Some(text) => {
                    let read = serde_json::from_str(text);
                    page.records.push(read.map_err(|e| StoreError::damaged(T::KIND, &change.id, e))?);
                }
                None => page.lost += 1,
            }
        }
        Ok(page)
    }

    /// All records of a kind, page by page; `each` sees them by id.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Damaged`] when a row is no such record.
    pub async fn scan<T: Record>(&self, mut each: impl FnMut(Stored<T>) + Send) -> Result<(), StoreError> {
        let mut listing = Listing { limit: MAX_ROWS, ..Listing::default() };
        loop {
            let rows = self.rows(T::KIND, &listing).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            listing.after = Some(last.id.clone());
            for row in rows {
                each(Stored::read(row)?);
            }
        }
    }
}
