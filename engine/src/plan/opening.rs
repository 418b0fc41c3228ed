//! What is to be filled.

use std::collections::BTreeMap;

use crate::matching::PositionId;
use crate::model::{CohortShare, Date, Demand, Edition, EntryId, Order, OrganisationId};

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
    /// Whether it is the order that a share of a class is for.
    pub(crate) fn is_of(&self, share: &CohortShare) -> bool {
        match (&self.id, &self.organisation) {
            (PositionId::Order(order), Some(enterprise)) => share.is_for(order, enterprise),
            (PositionId::Order(_) | PositionId::Entry(_), _) => false,
        }
    }

    /// Everything that an edition and the orders in force leave to be filled, entries first, by id. An order has the seats
    /// that are not filled yet; an entry its headcount less all seats of its orders in force, not below 0. What has no
    /// seats is left out; an order of an entry that the edition does not list counts for none.
    #[must_use]
    pub fn of(edition: &Edition, orders: &[Order], as_of: Date) -> Vec<Self> {
        let mut ordered: BTreeMap<&EntryId, u32> = BTreeMap::new();
        let mut openings = BTreeMap::new();
        for order in orders.iter().filter(|order| order.is_in_force(as_of)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::testing::edition;

    fn order(id: &str, more: &serde_json::Value) -> Order {
        let name = serde_json::json!({"zh": "厂", "en": "works"});
        let mut order = serde_json::json!({
            "id": id, "enterprise": {"id": "E-1", "name": name}, "entry": "P1", "seats": 3, "synthetic": true,
            "demand": {"title": name, "category": "engineer"}
        });
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(order).unwrap()
    }

    #[test]
    fn orders_in_force_have_what_is_not_filled_and_entries_what_no_order_asks() {
        let mut edition = edition();
        edition.entries[0].headcount = 10;
        edition.entries[1].headcount = 2;
        let orders = [
            order("O-1", &serde_json::json!({"status": "part_filled", "filled": 1})),
            order("O-2", &serde_json::json!({"valid_until": "2026-11-20", "entry": "P2"})),
            order("O-3", &serde_json::json!({"entry": "gone"})),
            order("O-4", &serde_json::json!({"valid_until": "2026-11-19"})),
            order("O-5", &serde_json::json!({"status": "draft"})),
        ];
        let openings = Opening::of(&edition, &orders, edition.as_of);
        let told = openings.iter().map(|o| (o.id.as_str(), o.entry.as_ref().map(EntryId::as_str), o.seats));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("P1", Some("P1"), 7),
                ("P3", Some("P3"), 1),
                ("O-1", Some("P1"), 2),
                ("O-2", Some("P2"), 3),
                ("O-3", None, 3)
            ]
        );
    }
}
