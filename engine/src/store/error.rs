//! What can go wrong with a store, by who can repair it.

use std::path::{Path, PathBuf};

use super::{Expected, Kind};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder does not exist; the caller named the wrong one or has imported nothing yet.
    #[error("{path}: no such data folder; `bole import --data {path} FILE…` makes one", path = .0.display())]
    Missing(PathBuf),
    /// The folder holds files of records, or a dump, and no database. They would be there and yet not be seen.
    #[error(
        "{path}: this folder holds files and no database; take them into a new one with `bole import --data NEW FILE…`, or \
         a dump with `bole restore --data NEW --from {path}`",
        path = .0.display()
    )]
    Files(PathBuf),
    /// Another program writes to the folder.
    #[error("{path}: another program writes to this data folder; wait for it to end or stop it", path = .0.display())]
    Busy(PathBuf),
    /// Somebody else wrote first; read again and decide.
    #[error("{kind} {id} is of version {found}, not {expected}", expected = told(.expected))]
    Conflict {
        /// Of which kind.
        kind: Kind,
        /// Which record.
        id: String,
        /// What the caller knew.
        expected: Expected,
        /// The version there is, 0 for none.
        found: u64,
    },
    /// A record refers to one that is not there, or one is taken away that others refer to.
    #[error("{kind} {id} refers to a record that is not there, or is referred to by others")]
    Reference {
        /// Of which kind.
        kind: Kind,
        /// Which record.
        id: String,
    },
    /// The record was erased, or a record speaks of a person who was. What was erased does not come back.
    #[error("{kind} {id} was erased; nothing is written under this id, or about it, again")]
    Erased {
        /// Of which kind.
        kind: Kind,
        /// Which record.
        id: String,
    },
    /// A text holds the character NUL, which PostgreSQL cannot keep; what runs on one database must run on the other.
    #[error("{kind} {id}: a text holds the character NUL (U+0000), which is not kept")]
    Nul {
        /// Of which kind.
        kind: Kind,
        /// Which record.
        id: String,
    },
    /// The listing asks for a column that the table has not.
    #[error("{kind} has no column {column:?}")]
    Column {
        /// Of which kind.
        kind: Kind,
        /// What was asked for.
        column: String,
    },
    /// The database is locked by another program for longer than a writer waits. Trying again can help.
    #[error("the database is locked by another program")]
    Locked,
    /// The database does not answer. Trying again can help.
    #[error("the database does not answer: {0}")]
    Unreachable(String),
    /// There is no room for the write. What was acknowledged is safe; reading goes on.
    #[error("the disk is full")]
    Full,
    /// A row is not what it should be. It was written by something else, or the disk is damaged.
    #[error("{kind} {id} cannot be read: {reason}")]
    Damaged {
        /// Of which kind.
        kind: Kind,
        /// Which record.
        id: String,
        /// What the reader met.
        reason: String,
    },
    /// The database was made by a newer version of the program.
    #[error("the database was made by a newer version of this program: {0}")]
    Newer(String),
    /// The database was made by an older version of the program, and is opened for reading only.
    #[error(
        "the database is not of this version of the program: {0}; start `bole serve` of this version on it once, which \
         brings it up to date"
    )]
    Older(String),
    /// A dump cannot be taken in.
    #[error("the dump cannot be taken in: {0}")]
    Dump(String),
    /// The database said something else.
    #[error("the database failed: {0}")]
    Database(String),
    /// The disk refused.
    #[error("{file}: {source}", file = .file.display())]
    Disk {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

fn told(expected: &Expected) -> String {
    match expected {
        Expected::Any | Expected::KeepOld => "any".to_owned(),
        Expected::Absent => "none at all".to_owned(),
        Expected::Version(version) => version.to_string(),
    }
}

impl StoreError {
    /// For `map_err` on an operation on `file`.
    pub(super) fn disk(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::Disk { file, source }
    }

    /// A record that cannot be read or written.
    pub(super) fn damaged(kind: Kind, id: &str, reason: impl ToString) -> Self {
        Self::Damaged { kind, id: id.to_owned(), reason: reason.to_string() }
    }

    /// Whether it may be about this batch alone, so that others of the same transaction go on. Where the transaction itself
    /// is broken, taking the batch back fails too and tells.
    pub(super) const fn is_refusal(&self) -> bool {
        match self {
            Self::Conflict { .. }
            | Self::Reference { .. }
            | Self::Erased { .. }
            | Self::Nul { .. }
            | Self::Column { .. }
            | Self::Damaged { .. }
            | Self::Database(_) => true,
            Self::Missing(_)
            | Self::Files(_)
            | Self::Busy(_)
            | Self::Locked
            | Self::Unreachable(_)
            | Self::Full
            | Self::Newer(_)
            | Self::Older(_)
            | Self::Dump(_)
            | Self::Disk { .. } => false,
        }
    }

    /// The same error for another batch of a transaction that failed as a whole.
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else it is, its sentence is passed on")]
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Locked => Self::Locked,
            Self::Full => Self::Full,
            Self::Unreachable(said) => Self::Unreachable(said.clone()),
            other => Self::Database(other.to_string()),
        }
    }

    /// Whether the same request may succeed a little later.
    #[must_use]
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Locked | Self::Unreachable(_) | Self::Busy(_))
    }
}
