//! What long work is asked for: a file of records taken in, or something made of an edition.

use super::{Bilingual, Date, EditionId, Invalid, OrganisationId, TaskKind, check};

/// A file of records that is taken in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawImport")]
pub struct ImportWork {
    /// What it brings.
    pub kind: TaskKind,
    /// From where, 1 to [`ImportWork::MAX_SOURCE_CHARS`] characters: a row of the same source is known again by its id.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 120))]
    pub source: String,
    /// The length of the file in bytes.
    pub bytes: u64,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawImport {
    kind: TaskKind,
    source: String,
    bytes: u64,
}

impl ImportWork {
    /// Longest name of a source in characters.
    pub const MAX_SOURCE_CHARS: usize = 120;

    /// Checks the name of a source.
    ///
    /// # Errors
    /// `Invalid` when it is blank or too long.
    pub fn check_source(source: &str) -> Result<(), Invalid> {
        check::text("source", source, 1..=Self::MAX_SOURCE_CHARS)
    }
}

impl TryFrom<RawImport> for ImportWork {
    type Error = Invalid;
    fn try_from(raw: RawImport) -> Result<Self, Invalid> {
        let RawImport { kind, source, bytes } = raw;
        Self::check_source(&source)?;
        Ok(Self { kind, source, bytes })
    }
}

/// Something made of an edition. What it gives is downloaded from the task.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EditionWork {
    /// Compiles a draft from the edition in force, or from another one, and the records as they stand.
    Compile {
        /// The id of the draft.
        edition: EditionId,
        /// The day its facts are given for.
        as_of: Date,
        /// Its title; that of the edition it comes from when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Bilingual>,
        /// The edition it comes from; the one in force when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<EditionId>,
    },
    /// Draws plan and map: of a draft from the records as they stand, of any other again from those that it was
    /// published with.
    Map {
        /// Of which.
        edition: EditionId,
    },
    /// Draws plan and map, and puts the draft in force with what they rest on.
    Publish {
        /// Which.
        edition: EditionId,
    },
    /// Tries a change on the plan.
    WhatIf {
        /// Of which edition.
        edition: EditionId,
        /// Which change: a `plan::WhatIf` as JSON.
        #[cfg_attr(feature = "schema", schema(value_type = Object))]
        change: serde_json::Value,
    },
    /// Pools the seats that its plan leaves over into classes.
    Pool {
        /// Of which.
        edition: EditionId,
        /// For whom alone; all of it when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reader: Option<PoolReader>,
    },
    /// Writes the report of the map as it was drawn last.
    Report {
        /// Of which.
        edition: EditionId,
        /// In which language: `zh` or `en`.
        language: String,
    },
}

/// Who is told of pooling what concerns them alone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "role", content = "organisation", rename_all = "snake_case", deny_unknown_fields)]
pub enum PoolReader {
    /// A college: the classes of its programmes.
    College(OrganisationId),
    /// An enterprise: its orders, and the classes in which they sit.
    Enterprise(OrganisationId),
}

impl PoolReader {
    /// Whether an enterprise is the reader.
    #[must_use]
    pub fn is(&self, enterprise: &OrganisationId) -> bool {
        matches!(self, Self::Enterprise(own) if own == enterprise)
    }
}

impl EditionWork {
    /// Which edition.
    #[must_use]
    pub const fn edition(&self) -> &EditionId {
        match self {
            Self::Compile { edition, .. }
            | Self::Map { edition }
            | Self::Publish { edition }
            | Self::WhatIf { edition, .. }
            | Self::Pool { edition, .. }
            | Self::Report { edition, .. } => edition,
        }
    }
}

/// What a task does. In JSON both kinds lie flat in the task.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Work {
    /// A file of records is taken in.
    Import(ImportWork),
    /// Something is made of an edition.
    Edition(EditionWork),
}

impl Work {
    /// The word of its kind, as in data.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Import(import) => import.kind.as_str(),
            Self::Edition(EditionWork::Compile { .. }) => "compile",
            Self::Edition(EditionWork::WhatIf { .. }) => "what_if",
            Self::Edition(EditionWork::Pool { .. }) => "pool",
            Self::Edition(EditionWork::Map { .. }) => "map",
            Self::Edition(EditionWork::Publish { .. }) => "publish",
            Self::Edition(EditionWork::Report { .. }) => "report",
        }
    }

    /// The import, where it is one.
    #[must_use]
    pub const fn import(&self) -> Option<&ImportWork> {
        match self {
            Self::Import(import) => Some(import),
            Self::Edition(_) => None,
        }
    }
}

/// A file that a task gives.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskFile {
    /// Its name, e.g. `map.json`.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256, lower hex digits.
    pub sha256: String,
}

/// How a published edition that was mapped again compares with what it was published with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MappedAgain {
    /// Whether map and plan came out the same, byte for byte.
    pub identical: bool,
    /// Records of the inputs whose text is gone since, people who were erased above all: where there are any, the map as
    /// it was kept is given.
    pub erased: u64,
    /// SHA-256 of the inputs as they were published with.
    pub inputs_published: String,
    /// SHA-256 of the inputs as they can be read today.
    pub inputs_read: String,
}
