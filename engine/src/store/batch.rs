//! What is written together: all of it, or nothing.

use super::{Audit, Kind, StoreError, record::Record};
use crate::digest::sha256;
use crate::model::Invalid;

/// Operations of one transaction, in order.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Who writes: a key's id, or `operator` for the command line.
    pub by: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What is done.
    pub operations: Vec<Operation>,
    /// What the audit log notes of it.
    pub audit: Vec<Audit>,
}

impl Batch {
    /// Nothing yet.
    #[must_use]
    pub fn new(by: impl Into<String>, at: i64) -> Self {
        Self { by: by.into(), at, reason: None, operations: Vec::new(), audit: Vec::new() }
    }

    /// Gives the reason.
    #[must_use]
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// Adds an operation.
    #[must_use]
    pub fn with(mut self, operation: impl Into<Operation>) -> Self {
        self.operations.push(operation.into());
        self
    }

    /// Adds an entry of the audit log.
    #[must_use]
    pub fn noting(mut self, audit: Audit) -> Self {
        self.audit.push(audit);
        self
    }

    /// The one operation of a batch that notes nothing beside it.
    pub(super) fn lone(&self) -> Option<&Operation> {
        match self.operations.as_slice() {
            [operation] if self.audit.is_empty() => Some(operation),
            _ => None,
        }
    }
}

/// What is known of the record that is written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expected {
    /// Nothing: the last writer wins.
    #[default]
    Any,
    /// There is none; where there is one the batch fails.
    Absent,
    /// There is one of this version; else the batch fails.
    Version(u64),
    /// Where there is one already it is kept and this operation does nothing.
    KeepOld,
}

/// Which row of which source a record comes from. What a source says does not undo what was decided here since: an
/// order's or a class's status, seats filled and words given, a person's narrower consent, category or seat in a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The source, e.g. the name of a department's file.
    pub source: String,
    /// The row's key in it.
    pub row_key: String,
    /// A hash of what the row says. The same digest again changes nothing, even where the record was corrected since.
    pub digest: String,
}

/// A record put in.
#[derive(Debug, Clone)]
pub struct Put {
    /// Of which kind.
    pub kind: Kind,
    /// Its key.
    pub id: String,
    /// The record as JSON. The same text again makes no new version, unless it is `renewed`.
    pub document: String,
    /// People it speaks of.
    pub mentions: Vec<String>,
    /// What is known of the record there is.
    pub expected: Expected,
    /// Where it comes from.
    pub origin: Option<Origin>,
    /// Bytes that belong to it; none leaves those there are.
    pub attachment: Option<Vec<u8>>,
    /// Takes what older versions said out of the history.
    pub forget: bool,
    /// Makes a new version even where the text is the same: whoever read the one before, and writes over it, is refused.
    pub renewed: bool,
    /// Fields that a source's row does not say: where there is a record they stay as they are in it.
    pub unsaid: Vec<&'static str>,
}

impl Put {
    /// Writes a record as it will be kept.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it cannot be written as JSON.
    pub fn new<T: Record>(record: &T) -> Result<Self, StoreError> {
        let id = record.key();
        let document = serde_json::to_string(record).map_err(|e| StoreError::damaged(T::KIND, &id, e))?;
        let mentions = record.mentions();
        let (expected, origin, attachment) = (Expected::Any, None, None);
        let (forget, renewed, unsaid) = (false, false, Vec::new());
        Ok(Self { kind: T::KIND, id, document, mentions, expected, origin, attachment, forget, renewed, unsaid })
    }

    /// Makes a new version of a record that says the same, for what is written with it rests on how the record stands.
    #[must_use]
    pub fn renewing(self) -> Self {
        Self { renewed: true, ..self }
    }

    /// Says what is known of the record there is.
    #[must_use]
    pub fn expecting(mut self, expected: Expected) -> Self {
        self.expected = expected;
        self
    }

    /// Says that it is a row of a source, known there by the record's key. The digest is the SHA-256 of the document.
    #[must_use]
    pub fn said_by(mut self, source: &str) -> Self {
        let digest = sha256(self.document.as_bytes());
        self.origin = Some(Origin { source: source.to_owned(), row_key: self.id.clone(), digest });
        self
    }
}

/// One operation.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Puts a record in, or replaces it.
    Put(Box<Put>),
    /// Takes a record away; its history stays.
    Delete {
        /// Of which kind.
        kind: Kind,
        /// Its key.
        id: String,
        /// What is known of the record there is.
        expected: Expected,
    },
    /// Takes a record away, and out of the history what it said; the attachment and the source's rows go too. Its key
    /// stays in the log, so that whoever follows takes it away too, and is never written again.
    Erase {
        /// Of which kind.
        kind: Kind,
        /// Its key.
        id: String,
    },
    /// Takes out what is older than a moment and need not be kept any longer: audit entries, and some of the decisions
    /// with their objections. Run it until it finds no more.
    Purge {
        /// In milliseconds since 1970-01-01 UTC.
        before: i64,
    },
}

impl From<Put> for Operation {
    fn from(put: Put) -> Self {
        Self::Put(Box::new(put))
    }
}

/// What an operation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// A new record of this version: 1, or more where one was deleted before.
    Created(u64),
    /// A record replaced; the new version.
    Replaced(u64),
    /// The record said the same already, or its source did; the version there is.
    Unchanged(u64),
    /// The record is gone.
    Gone,
    /// There was none to take away.
    Missing,
    /// The record was erased before: what its source says was not taken.
    Erased,
    /// What a source's row says does not go with what it leaves unsaid and the record holds: nothing was written.
    Refused(Invalid),
    /// What a purge took out.
    Purged {
        /// How many decisions.
        decisions: u64,
        /// How many audit entries.
        entries: u64,
    },
}

impl Done {
    /// The version that stands now, 0 for none.
    #[must_use]
    pub const fn version(&self) -> u64 {
        match self {
            Self::Created(version) | Self::Replaced(version) | Self::Unchanged(version) => *version,
            Self::Gone | Self::Missing | Self::Erased | Self::Refused(_) | Self::Purged { .. } => 0,
        }
    }
}

/// What a batch did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The last change there is: who follows the log up to it has seen this batch.
    pub sequence: u64,
    /// One item an operation, in order.
    pub done: Vec<Done>,
}
