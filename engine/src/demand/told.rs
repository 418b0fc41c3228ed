//! Which positions of the catalog may be told with the seats that are ordered of them, beside the guarded demand.
//!
//! The demand of a place tells all its orders together; a position told beside it takes its orders off, and what is left is
//! a sum too. So a position is told only where
//! - all its orders in force stand in one place, and that place is told;
//! - at least [`MIN_ORGANISATIONS`] enterprises order it;
//! - the orders of its place that belong to no position told are nobody's, or those of as many enterprises: otherwise the
//!   position with the fewest enterprises joins them;
//! - its place has more than [`MIN_ORDERS`] orders: of fewer, that the position is not told would tell how many are left.

use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Chains, Place, chains};
use super::{MIN_ORGANISATIONS, withhold};
use crate::model::{Date, Edition, EntryId, Order, OrganisationId};

/// Orders of a place of which no position is told: as many as make a position that may be named, and one.
const MIN_ORDERS: usize = MIN_ORGANISATIONS + 1;

/// The positions whose ordered seats may be told to everybody.
#[must_use]
pub fn told_entries(orders: &[Order], edition: &Edition, as_of: Date) -> BTreeSet<EntryId> {
    let known: BTreeSet<&EntryId> = edition.entries.iter().map(|entry| &entry.id).collect();
    let live = orders.iter().filter(|order| order.status.is_live());
    let mut places: BTreeMap<Place<'_>, Parts<'_>> = BTreeMap::new();
    for order in live {
        let parts = places.entry(super::place(order)).or_default();
        parts.orders += 1;
        let entry = order.entry.as_ref().filter(|id| known.contains(id) && order.is_in_force(as_of));
        let part = entry.map_or(&mut parts.rest, |entry| parts.entries.entry(entry).or_default());
        part.insert(&order.enterprise.id);
    }
    let spread = spread(&places);
    let hidden = hidden(&chains(orders, edition));
    let shown = places.into_iter().filter(|(place, _)| !hidden.contains(place));
    shown.flat_map(|(_, parts)| parts.told(&spread)).cloned().collect()
}

/// Who orders in a place: by position, and what belongs to none or is in force no more.
#[derive(Default)]
struct Parts<'o> {
    orders: usize,
    entries: BTreeMap<&'o EntryId, BTreeSet<&'o OrganisationId>>,
    rest: BTreeSet<&'o OrganisationId>,
}

impl<'o> Parts<'o> {
    fn told(self, spread: &BTreeSet<&EntryId>) -> Vec<&'o EntryId> {
        let Self { orders, mut entries, mut rest } = self;
        if orders <= MIN_ORDERS {
            return Vec::new();
        }
        let may = |entry: &EntryId, by: &BTreeSet<_>| by.len() >= MIN_ORGANISATIONS && !spread.contains(entry);
        entries.retain(|entry, by| {
            let told = may(entry, by);
            if !told {
                rest.extend(by.iter());
            }
            told
        });
        while (1..MIN_ORGANISATIONS).contains(&rest.len()) {
            let fewest = entries.iter().min_by_key(|(entry, by)| (by.len(), **entry)).map(|(entry, _)| *entry);
            let Some(joined) = fewest.and_then(|entry| entries.remove(entry)) else { break };
            rest.extend(joined);
        }
        entries.into_keys().collect()
    }
}

/// Positions whose orders stand in several places.
fn spread<'o>(places: &BTreeMap<Place<'o>, Parts<'o>>) -> BTreeSet<&'o EntryId> {
    let mut seen = BTreeSet::new();
    places.values().flat_map(|parts| parts.entries.keys().copied()).filter(|entry| !seen.insert(*entry)).collect()
}

fn hidden<'o>(chains: &Chains<'o>) -> BTreeSet<Place<'o>> {
    chains.values().flat_map(|cells| withhold::of(cells).cells).collect()
}
