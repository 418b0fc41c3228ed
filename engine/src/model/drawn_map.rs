//! The record of a map that was drawn: what it rests on, so that it can be drawn again. Map, plan and method themselves are
//! its attachment.

use super::{Date, EditionId, Moment};

/// A map as it was drawn last of a draft, or as an edition was published with it. The latter never changes, but for the
/// ids of people who are erased.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DrawnMap {
    /// Of which edition.
    pub edition: EditionId,
    /// The day for which it is drawn.
    pub as_of: Date,
    /// The place in the change log: records are read as they stood there.
    pub sequence: u64,
    /// The method, by id.
    pub method: String,
    /// SHA-256 of the method file, lower hex digits.
    pub method_hash: String,
    /// SHA-256 of vocabulary and edition, lower hex digits.
    pub reference_hash: String,
    /// SHA-256 of all inputs, as in the head of the map.
    pub inputs_hash: String,
    /// SHA-256 of the map as it was drawn.
    pub map_hash: String,
    /// SHA-256 of the plan as it was drawn.
    pub plan_hash: String,
    /// When it was drawn.
    pub drawn: Moment,
    /// By whom: a key's id, or `operator` for the command line.
    pub by: String,
    /// When the edition was published with it; none for a draft's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Moment>,
    /// The edition in force when it was drawn, whose map it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<EditionId>,
    /// How many people's ids were replaced in it because they were erased since.
    #[serde(default)]
    pub erased: u32,
}
