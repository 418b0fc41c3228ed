//! A change that compiling a draft proposes, with its reasons as data, and what a person said to it.

use super::{Category, Date, EditionId, Entry, EntryId, Moment, NodeId, OccupationCode, OrderId, ShortageStars};

/// What is proposed to become of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// It comes: orders ask for what no entry lists.
    Came,
    /// It goes: nobody has ordered it for long.
    Went,
    /// Its figures change.
    Changed,
}

/// Where a proposal stands. The draft holds it until it is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Nobody has looked at it yet; a draft with such proposals is not published.
    Proposed,
    /// It stays in the draft.
    Accepted,
    /// It was taken back: the entry stands as in the last edition.
    Dropped,
    /// Somebody wrote the entry otherwise.
    Edited,
}

impl ProposalState {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Dropped => "dropped",
            Self::Edited => "edited",
        }
    }
}

impl std::fmt::Display for ProposalState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a change is proposed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ProposalReason {
    /// Orders in force that belong to the entry ask for another number of seats.
    Demanded {
        /// How many orders.
        orders: u32,
        /// Of how many enterprises.
        enterprises: u32,
        /// Seats of all of them.
        seats: u32,
        /// Seats that the entry had.
        before: u32,
    },
    /// Orders in force ask for what no entry lists: they have the same main node, category and occupation (or title).
    Unlisted {
        /// The main node, where they name one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        node: Option<NodeId>,
        /// The category.
        category: Category,
        /// The occupation, where they name one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occupation: Option<OccupationCode>,
        /// How many orders.
        orders: u32,
        /// Of how many enterprises.
        enterprises: u32,
        /// Seats of all of them.
        seats: u32,
    },
    /// No order has belonged to the entry for longer than the method allows.
    Quiet {
        /// Since when: the last day of its last order, or the day of the last edition.
        since: Date,
        /// Days from then to the day of the draft.
        days: u32,
        /// Days that the method allows.
        allowed: u32,
    },
    /// The shortage index of the map gives other stars.
    Shortage {
        /// The index, 0 to 1.
        index: f64,
        /// Share of its weight that rests on data.
        confidence: f64,
        /// Stars that the entry had.
        before: Option<ShortageStars>,
        /// Stars by the index.
        after: ShortageStars,
    },
}

/// What somebody said to a proposal.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProposalReview {
    /// Who: a key's id, or `operator` for the command line.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Why, where it was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A change of one entry that compiling a draft proposes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// Of which draft.
    pub edition: EditionId,
    /// Of which entry.
    pub entry: EntryId,
    /// What becomes of it.
    pub kind: ProposalKind,
    /// Where it stands.
    pub state: ProposalState,
    /// The entry in the last edition; none for one that comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Entry>,
    /// The entry as proposed; none for one that goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Entry>,
    /// Why.
    pub reasons: Vec<ProposalReason>,
    /// Orders without an entry that will belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderId>,
    /// What somebody said to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ProposalReview>,
}
