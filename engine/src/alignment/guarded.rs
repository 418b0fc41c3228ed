//! The alignment as it may be told to those who may not see orders.
//!
//! It rests on what the catalog lists, which everybody may read: each position is one opening with the demand of its entry.
//! Its seats are those of the catalog; where what is ordered may be told beside the guarded demand
//! ([`told_entries`]), all seats to be filled. What an order asks for itself, its due date, and orders of no entry are left
//! out, and so is the plan's gap: they would tell of an enterprise. Everything else is computed from that alone.

use std::collections::BTreeMap;

use super::Alignment;
use crate::demand::told_entries;
use crate::map::Sources;
use crate::matching::PositionId;
use crate::model::{Date, Edition, EntryId, Order, Programme};
use crate::plan::Opening;

/// An alignment without what would tell of an enterprise: the only one that [`CollegeAlignment`](super::CollegeAlignment)s
/// are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct GuardedAlignment {
    pub(super) whole: Alignment,
    /// Openings that it rests on.
    pub(super) openings: Vec<Opening>,
    /// Programmes, without what they teach.
    pub(super) programmes: Vec<Programme>,
}

impl GuardedAlignment {
    /// Holds every programme against demand as it may be told.
    #[must_use]
    pub fn of(sources: &Sources) -> Self {
        let edition = &sources.reference().edition;
        let openings = guarded(edition, &sources.orders, sources.as_of);
        let head = |programme: &Programme| Programme { skills: Vec::new(), courses: Vec::new(), ..programme.clone() };
        let programmes = sources.programmes.iter().map(head).collect();
        Self { whole: Alignment::over(sources, &openings, None, true), openings, programmes }
    }
}

/// One opening an entry, as the module says.
fn guarded(edition: &Edition, orders: &[Order], as_of: Date) -> Vec<Opening> {
    let mut seats: BTreeMap<EntryId, u32> = BTreeMap::new();
    for opening in Opening::of(edition, orders, as_of) {
        if let Some(entry) = opening.entry {
            *seats.entry(entry).or_default() += opening.seats;
        }
    }
    let telling = told_entries(orders, edition, as_of);
    let told = |entry: &crate::model::Entry| Opening {
        id: PositionId::Entry(entry.id.clone()),
        entry: Some(entry.id.clone()),
        organisation: None,
        seats: seats.get(&entry.id).filter(|_| telling.contains(&entry.id)).map_or(entry.headcount, |all| *all),
        demand: entry.demand.clone(),
    };
    let mut told: Vec<Opening> = edition.entries.iter().map(told).filter(|opening| opening.seats > 0).collect();
    told.sort_by(|a, b| a.id.cmp(&b.id));
    told
}
