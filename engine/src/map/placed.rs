//! Openings with their place on the map: which entry, which node, which demand.

use std::collections::BTreeMap;

use super::Sources;
use crate::matching::PositionId;
use crate::model::{Demand, Edition, EntryId, NodeId};
use crate::plan::{FillPlan, FilledOpening};

/// An opening with its place, by the edition's indexes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'p> {
    pub(super) opening: &'p FilledOpening,
    /// What it asks for.
    pub(super) demand: Option<&'p Demand>,
    /// The entry that it counts for, where the edition has it.
    pub(super) entry: Option<usize>,
    /// The main node: the entry's, where there is an entry, so that the seats of a node are those of its entries.
    pub(super) node: Option<usize>,
}

/// Finds places.
#[derive(Debug)]
pub(super) struct Atlas<'p> {
    edition: &'p Edition,
    nodes: BTreeMap<&'p NodeId, usize>,
    entries: BTreeMap<&'p EntryId, usize>,
}

impl<'p> Atlas<'p> {
    pub(super) fn new(edition: &'p Edition) -> Self {
        let listed = |node: &crate::model::Node| edition.chains.iter().any(|chain| chain.id == node.chain);
        let nodes = edition.nodes.iter().enumerate().filter(|(_, node)| listed(node));
        Self {
            edition,
            // A node of no chain lies outside the map, so that the city stays the sum of its chains.
            nodes: nodes.map(|(index, node)| (&node.id, index)).collect(),
            entries: edition.entries.iter().enumerate().map(|(index, entry)| (&entry.id, index)).collect(),
        }
    }

    pub(super) fn entry(&self, id: Option<&EntryId>) -> Option<usize> {
        self.entries.get(id?).copied()
    }

    /// The main node of a demand: that of its entry, or else the first that the demand names.
    pub(super) fn node(&self, entry: Option<usize>, own: Option<&NodeId>) -> Option<usize> {
        let of_entry = entry.map(|entry| &self.edition.entries[entry].demand);
        let main = of_entry.map_or(own, |demand| demand.nodes.first());
        self.nodes.get(main?).copied()
    }

    /// The openings of a plan, in its order.
    pub(super) fn place(&self, sources: &'p Sources, plan: &'p FillPlan) -> Vec<Placed<'p>> {
        let entries = self.edition.entries.iter();
        let mut demands: BTreeMap<PositionId, &Demand> =
            entries.map(|entry| (PositionId::Entry(entry.id.clone()), &entry.demand)).collect();
        demands.extend(sources.orders.iter().map(|order| (PositionId::Order(order.id.clone()), &order.demand)));
        let place = |opening: &'p FilledOpening| {
            let entry = self.entry(opening.entry.as_ref());
            let node = self.node(entry, opening.node.as_ref());
            Placed { opening, demand: demands.get(&opening.id).copied(), entry, node }
        };
        plan.openings.iter().map(place).collect()
    }
}
