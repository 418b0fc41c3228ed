//! Orders in force by the entry that they belong to, and those that belong to none by what they have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Category, Date, Demand, Edition, EntryId, NodeId, OccupationCode, Order};
use crate::text::fold;

/// What orders of one position have in common: the main node, the category, and the occupation; where they name none, the
/// title as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness {
    pub(super) node: Option<NodeId>,
    pub(super) category: Category,
    pub(super) occupation: Option<OccupationCode>,
    title: Option<String>,
}

impl Likeness {
    pub(super) fn of(demand: &Demand) -> Self {
        let Demand { title, category, nodes, occupation, .. } = demand;
        let title = occupation.is_none().then(|| fold(title.zh.trim()).to_lowercase());
        Self { node: nodes.first().cloned(), category: *category, occupation: occupation.clone(), title }
    }
}

/// Orders in force.
pub(super) struct Grouped<'o> {
    /// By the entry of the last edition that they name, each list by id.
    pub(super) named: BTreeMap<&'o EntryId, Vec<&'o Order>>,
    /// Those that name none, or one that is in the last edition no longer, each list by id.
    pub(super) unnamed: BTreeMap<Likeness, Vec<&'o Order>>,
}

impl<'o> Grouped<'o> {
    pub(super) fn new(last: &Edition, orders: &'o [Order], day: Date) -> Self {
        let known: BTreeSet<&EntryId> = last.entries.iter().map(|entry| &entry.id).collect();
        let mut sorted: Vec<&Order> = orders.iter().filter(|order| order.is_in_force(day)).collect();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        let mut grouped = Self { named: BTreeMap::new(), unnamed: BTreeMap::new() };
        for order in sorted {
            match order.entry.as_ref().filter(|entry| known.contains(entry)) {
                Some(entry) => grouped.named.entry(entry).or_default().push(order),
                None => grouped.unnamed.entry(Likeness::of(&order.demand)).or_default().push(order),
            }
        }
        grouped
    }
}

/// Counts that reasons tell: orders, their enterprises, their seats.
pub(super) fn counted(orders: &[&Order]) -> (u32, u32, u32) {
    let enterprises: BTreeSet<_> = orders.iter().map(|order| &order.enterprise.id).collect();
    let seats = orders.iter().map(|order| u32::from(order.seats)).sum();
    (orders.len() as u32, enterprises.len() as u32, seats)
}
