//! What changed from one edition to another, the effect of the data apart from the effect of the method.

use crate::model::{Bilingual, EditionId, EntryId, NodeId, ShortageStars};

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryChange {
    /// It is new.
    Came {
        /// Which.
        entry: EntryId,
        /// Its name.
        title: Bilingual,
        /// Its seats.
        headcount: u32,
    },
    /// It is there no longer.
    Went {
        /// Which.
        entry: EntryId,
        /// Its name.
        title: Bilingual,
        /// The seats it had.
        headcount: u32,
    },
    /// It is another one.
    Changed {
        /// Which.
        entry: EntryId,
        /// Its name.
        title: Bilingual,
        /// Seats before and after.
        headcount: (u32, u32),
        /// Stars before and after.
        stars: (Option<ShortageStars>, Option<ShortageStars>),
        /// Names of the other fields that differ, e.g. `demand.pay`.
        fields: Vec<String>,
    },
}

/// How the seats left over moved at a node, or in the city.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GapEffect {
    /// The node; none for the whole city.
    pub node: Option<NodeId>,
    /// Seats left over before.
    pub before: u32,
    /// What the data moved: the new data by the old method, less `before`.
    pub data: i64,
    /// What the method moved: `after` less the new data by the old method.
    pub method: i64,
    /// Seats left over after.
    pub after: u32,
}

/// What changed from one edition to another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditionDiff {
    /// From which.
    pub from: EditionId,
    /// To which.
    pub to: EditionId,
    /// Entries that came, went or changed, by id.
    pub entries: Vec<EntryChange>,
    /// How the gap moved: the city first, then nodes where it did; empty where only the editions were compared.
    pub effects: Vec<GapEffect>,
}
