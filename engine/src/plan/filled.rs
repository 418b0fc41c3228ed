//! The answer of a fill plan.

use super::{Blocked, Conflict, Route, SeatCount};
use crate::matching::PositionId;
use crate::model::{Category, CohortId, Date, EditionId, EntryId, NodeId, OrganisationId, ProgrammeId, TalentId};

/// Who fills a seat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Supplier {
    /// A person.
    Talent(TalentId),
    /// One seat of a cohort.
    Cohort(CohortId),
    /// One seat of a class that a programme would open; only where one asks what if.
    Programme(ProgrammeId),
}

/// A seat with somebody for it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FilledSeat {
    /// By whom.
    pub by: Supplier,
    /// On which way.
    pub route: Route,
    /// The fit to the opening, 0 to 100; after teaching where something is taught.
    pub fit: f64,
    /// `1 − fit/100` and the cost of the route.
    pub cost: f64,
}

/// An opening with those who fill it and those whom one limit keeps from it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FilledOpening {
    /// The order or the entry.
    pub id: PositionId,
    /// The entry that it counts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The main node; none for demand from outside the chains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// The category.
    pub category: Category,
    /// Who orders; none for an entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Its seats.
    pub count: SeatCount,
    /// How many people could fill a seat of it by some route, before they were shared out.
    pub reachable: u32,
    /// Seats with somebody for them: by stage, then cheapest first, then by id.
    pub filled: Vec<FilledSeat>,
    /// All people whom one limit keeps from it and who fill no other seat, since the map counts different people over several
    /// openings: by cause, then best fit first, then by id. Empty where every seat is filled.
    pub blocked: Vec<Blocked>,
    /// Why it stays short; none where every seat is filled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<Conflict>,
}

/// All seats of an edition at a date, each with its route or as gap.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FillPlan {
    /// The edition.
    pub edition: EditionId,
    /// The method, by id.
    pub method: String,
    /// The day for which it is made.
    pub as_of: Date,
    /// All seats.
    pub count: SeatCount,
    /// The cost of all filled seats together.
    pub cost: f64,
    /// Openings, entries first, by id.
    pub openings: Vec<FilledOpening>,
}
