//! What is to be filled.

use std::collections::BTreeMap;

use crate::matching::PositionId;
use crate::model::{Date, Demand, Edition, EntryId, Order, OrganisationId};

/// Seats of one demand: an order in force, or what an entry demands beyond the orders that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The order or the entry.
    pub id: PositionId,
    /// The entry that it counts for, where it is known.
    pub entry: Option<EntryId>,
    /// Who orders; none for an entry.
    pub organisation: Option<OrganisationId>,
    /// Seats to be filled.
    pub seats: u32,
    /// What is asked for and offered.
    pub demand: Demand,
}

impl Opening {
    /// Everything that an edition and the orders in force leave to be filled, entries first, by id. An order has the seats
    /// that are not filled yet; an entry its headcount less all seats of its orders in force, not below 0. What has no
    /// seats is left out; an order of an entry that the edition does not list counts for none.
    #[must_use]
    pub fn of(edition: &Edition, orders: &[Order], as_of: Date) -> Vec<Self> {
        let in_force = |order: &&Order| order.status.is_live() && order.valid_until.is_none_or(|last| as_of <= last);
        let mut ordered: BTreeMap<&EntryId, u32> = BTreeMap::new();
        let mut openings = BTreeMap::new();
        for order in orders.iter().filter(in_force) {
            let entry = order.entry.as_ref().filter(|id| edition.entries.iter().any(|entry| entry.id == **id));
            if let Some(entry) = entry {
                *ordered.entry(entry).or_default() += u32::from(order.seats);
            }
            let opening = Self {
                id: PositionId::Order(order.id.clone()),
                entry: entry.cloned(),
                organisation: Some(order.enterprise.id.clone()),
                seats: u32::from(order.seats.saturating_sub(order.filled)),
                demand: order.demand.clone(),
            };
            openings.insert(opening.id.clone(), opening);
        }
        for entry in &edition.entries {
            let ordered = ordered.get(&entry.id).copied().unwrap_or_default();
            let opening = Self {
                id: PositionId::Entry(entry.id.clone()),
                entry: Some(entry.id.clone()),
                organisation: None,
                seats: entry.headcount.saturating_sub(ordered),
                demand: entry.demand.clone(),
            };
            openings.insert(opening.id.clone(), opening);
        }
        openings.into_values().filter(|opening| opening.seats > 0).collect()
    }
}
