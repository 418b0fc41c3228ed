//! Counting orders into a cell.

use std::collections::{BTreeMap, BTreeSet};

use super::{DemandCell, DemandTotal, DemandView, MIN_ORGANISATIONS};
use crate::model::{Category, ChainId, Date, Edition, EntryId, NodeId, Order, OrganisationId};

/// A place in a chain.
pub(super) type Place<'o> = (Option<&'o NodeId>, Category);
/// The cells of a chain.
pub(super) type Cells<'o> = BTreeMap<Place<'o>, Tally<'o>>;
/// The cells of all chains; none stands for what lies outside them.
pub(super) type Chains<'o> = BTreeMap<Option<&'o ChainId>, Cells<'o>>;

/// The orders in force, counted; others may be among them and do not count.
pub(super) fn chains<'o>(orders: impl IntoIterator<Item = &'o Order>, edition: &'o Edition) -> Chains<'o> {
    let nodes: BTreeMap<&NodeId, &ChainId> = edition.nodes.iter().map(|node| (&node.id, &node.chain)).collect();
    let mut chains = Chains::new();
    for order in orders.into_iter().filter(|order| order.status.is_live()) {
        let (node, category) = super::place(order);
        let cells = chains.entry(node.and_then(|node| nodes.get(node).copied())).or_default();
        cells.entry((node, category)).or_default().count(order);
    }
    chains
}

/// What the orders of one cell come to.
#[derive(Debug, Default)]
pub(super) struct Tally<'o> {
    pub(super) orders: usize,
    pub(super) seats: u64,
    filled: u64,
    due: Option<Date>,
    pub(super) organisations: BTreeSet<&'o OrganisationId>,
    entries: BTreeMap<&'o EntryId, BTreeSet<&'o OrganisationId>>,
}

impl<'o> Tally<'o> {
    pub(super) fn count(&mut self, order: &'o Order) {
        let due = order.demand.due;
        self.orders += 1;
        self.seats += u64::from(order.seats);
        self.filled += u64::from(order.filled);
        self.due = self.due.into_iter().chain(due).min();
        self.organisations.insert(&order.enterprise.id);
        if let Some(entry) = &order.entry {
            self.entries.entry(entry).or_default().insert(&order.enterprise.id);
        }
    }

    pub(super) fn cell(
        &self,
        chain: Option<&ChainId>,
        node: Option<&NodeId>,
        category: Category,
        view: DemandView,
    ) -> DemandCell {
        // A position that one enterprise alone orders would say what it looks for.
        let least = if view == DemandView::Whole { 1 } else { MIN_ORGANISATIONS };
        let entries = self.entries.iter().filter(|(_, organisations)| organisations.len() >= least);
        DemandCell {
            chain: chain.cloned(),
            node: node.cloned(),
            category,
            orders: self.orders,
            seats: self.seats,
            filled: self.filled,
            earliest_due: self.due,
            entries: entries.map(|(entry, _)| (*entry).clone()).collect(),
            organisations: (view == DemandView::Whole).then_some(self.organisations.len()),
        }
    }
}

/// The sum of the cells of a chain.
pub(super) fn total<'t>(chain: Option<&ChainId>, cells: impl Iterator<Item = &'t Tally<'t>>) -> DemandTotal {
    let mut total = DemandTotal { chain: chain.cloned(), orders: 0, seats: 0, filled: 0 };
    for cell in cells {
        total.orders += cell.orders;
        total.seats += cell.seats;
        total.filled += cell.filled;
    }
    total
}
