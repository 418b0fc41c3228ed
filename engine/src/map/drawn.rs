//! The map as it is read: plain figures by id, in the order of the edition.

use super::{Indicator, PainPoint, Shortage};
use crate::model::{
    Bilingual, Category, ChainId, Date, EditionId, EditionStatus, EntryId, NodeId, NodeStatus, ParkId, RegionCode,
    Segment,
};
use crate::plan::{FilledOpening, SeatCount};

/// What a map rests on.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MapHead {
    /// The edition.
    pub edition: EditionId,
    /// Its title.
    pub title: Bilingual,
    /// Where the edition stood when the map was drawn.
    pub status: EditionStatus,
    /// The city.
    pub region: RegionCode,
    /// The day for which it is drawn.
    pub as_of: Date,
    /// The method, by id.
    pub method: String,
    /// SHA-256 of the method file, lower hex digits.
    pub method_hash: String,
    /// SHA-256 of vocabulary, edition, people, orders, programmes, cohorts and outcomes, lower hex digits.
    pub inputs_hash: String,
    /// People who may be ranked.
    pub people: u32,
    /// Of those, people who live in the city.
    pub local: u32,
    /// Orders in force.
    pub orders: u32,
    /// Outcomes recorded.
    pub outcomes: u32,
    /// Whether anything in it was made up for demonstration.
    pub illustrative: bool,
}

/// Seats of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CategorySeats {
    /// Which.
    pub category: Category,
    /// Its seats.
    pub count: SeatCount,
}

/// Seats of one region or park. Demand that names several is counted at the first; demand that names none is not here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlaceSeats<Id> {
    /// Which.
    pub id: Id,
    /// Its seats.
    pub count: SeatCount,
}

/// Seats of one segment of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentMap {
    /// Which.
    pub segment: Segment,
    /// The sum of its nodes.
    pub count: SeatCount,
}

/// A chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChainMap {
    /// Which.
    pub id: ChainId,
    /// Its name.
    pub name: Bilingual,
    /// The sum of its segments.
    pub count: SeatCount,
    /// Its three segments, along the flow.
    pub segments: Vec<SegmentMap>,
    /// Its seats by category; only categories with demand.
    pub categories: Vec<CategorySeats>,
}

/// A node.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NodeMap {
    /// Which.
    pub id: NodeId,
    /// Its chain.
    pub chain: ChainId,
    /// Its segment.
    pub segment: Segment,
    /// Its name.
    pub name: Bilingual,
    /// How strong the edition calls it.
    pub status: NodeStatus,
    /// How strong its talent is by these figures; none without demand.
    pub talent: Option<NodeStatus>,
    /// People who live in the city and work in it or did so last.
    pub workers: u32,
    /// Its seats: the sum of its entries and of orders without one.
    pub count: SeatCount,
    /// Its seats by category; only categories with demand.
    pub categories: Vec<CategorySeats>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EntryMap {
    /// Which.
    pub id: EntryId,
    /// The name of the position.
    pub title: Bilingual,
    /// Its main node.
    pub node: Option<NodeId>,
    /// Its category.
    pub category: Category,
    /// Its seats: its own and those of the orders that belong to it.
    pub count: SeatCount,
    /// People who could fill a seat of it by some route.
    pub reachable: u32,
    /// Its shortage.
    pub shortage: Shortage,
}

/// A neighbouring node that holds people who could move to where seats are left over.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Where seats are left over.
    pub to: NodeId,
    /// Where the people work, or did so last.
    pub from: NodeId,
    /// How near the two are on the chain graph, 0 to 1.
    pub proximity: f64,
    /// People who live in the city, work there, and whom only one limit keeps from a seat here.
    pub people: u32,
}

/// The talent map of an edition at a date.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TalentMap {
    /// What it rests on.
    pub head: MapHead,
    /// The whole city: the sum of the chains and of `outside`.
    pub city: SeatCount,
    /// Demand that names no node of the edition.
    pub outside: SeatCount,
    /// Chains, in the order of the edition.
    pub chains: Vec<ChainMap>,
    /// Nodes, in the order of the edition; those without demand too.
    pub nodes: Vec<NodeMap>,
    /// The city by category; all four.
    pub categories: Vec<CategorySeats>,
    /// By region of use, by code.
    pub regions: Vec<PlaceSeats<RegionCode>>,
    /// By park of the node, by id.
    pub parks: Vec<PlaceSeats<ParkId>>,
    /// Entries, in the order of the edition.
    pub entries: Vec<EntryMap>,
    /// What keeps seats empty: by node, stage, most people first.
    pub pain_points: Vec<PainPoint>,
    /// Where people could come from: by node, most people first.
    pub transfers: Vec<Transfer>,
    /// Indicators, in the order of their kinds.
    pub indicators: Vec<Indicator>,
}

impl TalentMap {
    /// The node at which an opening of the map's plan counts: that of its entry, or else the one that it names.
    #[must_use]
    pub fn node_of<'p>(&'p self, opening: &'p FilledOpening) -> Option<&'p NodeId> {
        let entry = opening.entry.as_ref().and_then(|id| self.entries.iter().find(|entry| entry.id == *id));
        entry.map_or(opening.node.as_ref(), |entry| entry.node.as_ref())
    }
}
