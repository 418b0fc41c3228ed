//! The change log: what was written, in the order of commits.

use super::Kind;

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// A record came or was replaced.
    Put,
    /// A record went; its history stays.
    Delete,
    /// A record went, and with it what its history said.
    Erase,
}

impl ChangeKind {
    /// The name in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Put => "put",
            Self::Delete => "delete",
            Self::Erase => "erase",
        }
    }

    /// The operation of a name in data.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Put, Self::Delete, Self::Erase].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Its place in the log, from 1, without gaps.
    pub sequence: u64,
    /// Of which kind of record.
    pub kind: Kind,
    /// Of which record.
    pub id: String,
    /// The version that it made; a deletion counts too.
    pub version: u64,
    /// What it did.
    pub operation: ChangeKind,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub changed_at: i64,
    /// By whom.
    pub changed_by: String,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What the record said; nothing for a deletion, for what was erased, and for kinds that are not remembered.
    pub document: Option<String>,
}
