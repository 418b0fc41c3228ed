//! Compiling a draft: the last edition, moved to what orders demand and what its map says.
//!
//! - An entry's headcount becomes the seats of its orders in force, where there are any. Orders that name no entry belong
//!   to the first entry with the same main node, category and occupation (title, where none is named).
//! - Orders that no entry covers become a new entry for each such group, where they ask for `edition.least_seats` together.
//! - An entry goes once no order has belonged to it for `edition.quiet_days`, counted from the last day of its last order
//!   or from the day of the last edition, whichever is later: every entry has that long to be ordered.
//! - Stars become those of the shortage index, where it has any.

use std::collections::BTreeMap;

use super::grouped::{Grouped, Likeness, counted};
use super::unlisted::unlisted;
use crate::map::{Shortage, TalentMap};
use crate::method::EditionValues;
use crate::model::{
    Date, Edition, EditionId, EditionStatus, Entry, EntryId, Order, Proposal, ProposalKind, ProposalReason,
    ProposalState,
};

/// A draft with what was changed in it; all of it waits for review.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The edition with all changes made.
    pub edition: Edition,
    /// The changes, by entry.
    pub changes: Vec<Proposal>,
}

/// Compiles a draft of the given id for a day. `map` is the map of the last edition over the records of that day; `orders`
/// are all that are kept, whatever their status.
#[must_use]
pub fn compile(
    last: &Edition,
    map: &TalentMap,
    orders: &[Order],
    values: &EditionValues,
    id: EditionId,
    as_of: Date,
) -> Draft {
    let compiler = Compiler { last, orders, values, id: &id, as_of, shortages: shortages(map) };
    let mut grouped = Grouped::new(last, orders, as_of);
    let joined = joined(last, &mut grouped);
    let mut changes: Vec<Proposal> =
        last.entries.iter().filter_map(|entry| compiler.entry(entry, &grouped, joined.get(&entry.id))).collect();
    changes.extend(unlisted(last, &grouped, values, &id));
    changes.sort_by(|a, b| a.entry.cmp(&b.entry));
    let mut edition = Edition { id, as_of, status: EditionStatus::Draft, ..last.clone() };
    edition.entries = apply(&last.entries, &changes);
    Draft { edition, changes }
}

fn shortages(map: &TalentMap) -> BTreeMap<&EntryId, &Shortage> {
    map.entries.iter().map(|entry| (&entry.id, &entry.shortage)).collect()
}

/// The entries with the changes made, by id.
fn apply(entries: &[Entry], changes: &[Proposal]) -> Vec<Entry> {
    let mut by_id: BTreeMap<EntryId, Entry> = entries.iter().map(|entry| (entry.id.clone(), entry.clone())).collect();
    for change in changes {
        match &change.after {
            Some(entry) => by_id.insert(entry.id.clone(), entry.clone()),
            None => by_id.remove(&change.entry),
        };
    }
    by_id.into_values().collect()
}

/// Takes orders without an entry out of their groups where an entry asks for the same.
fn joined<'o>(last: &Edition, grouped: &mut Grouped<'o>) -> BTreeMap<EntryId, Vec<&'o Order>> {
    let mut joined = BTreeMap::new();
    for entry in &last.entries {
        if let Some(orders) = grouped.unnamed.remove(&Likeness::of(&entry.demand)) {
            joined.insert(entry.id.clone(), orders);
        }
    }
    joined
}

struct Compiler<'c> {
    last: &'c Edition,
    orders: &'c [Order],
    values: &'c EditionValues,
    id: &'c EditionId,
    as_of: Date,
    shortages: BTreeMap<&'c EntryId, &'c Shortage>,
}

impl Compiler<'_> {
    /// What is proposed for an entry; nothing where it stays as it is.
    fn entry(&self, entry: &Entry, grouped: &Grouped<'_>, joined: Option<&Vec<&Order>>) -> Option<Proposal> {
        let joined = joined.map_or(&[][..], Vec::as_slice);
        let named = grouped.named.get(&entry.id).map_or(&[][..], Vec::as_slice);
        let all: Vec<&Order> = named.iter().chain(joined).copied().collect();
        if all.is_empty()
            && let Some(quiet) = self.quiet(entry)
        {
            return Some(self.proposal(ProposalKind::Went, entry, None, vec![quiet]));
        }
        let (mut after, mut reasons) = (entry.clone(), Vec::new());
        reasons.extend(demanded(&mut after, &all));
        reasons.extend(self.stars(&mut after));
        if reasons.is_empty() && joined.is_empty() {
            return None;
        }
        let mut proposal = self.proposal(ProposalKind::Changed, entry, Some(after), reasons);
        proposal.orders = joined.iter().map(|order| order.id.clone()).collect();
        Some(proposal)
    }

    fn proposal(
        &self,
        kind: ProposalKind,
        before: &Entry,
        after: Option<Entry>,
        reasons: Vec<ProposalReason>,
    ) -> Proposal {
        Proposal {
            edition: self.id.clone(),
            entry: before.id.clone(),
            kind,
            state: ProposalState::Proposed,
            before: Some(before.clone()),
            after,
            reasons,
            orders: Vec::new(),
            review: None,
        }
    }

    /// Why an entry without an order in force should go.
    fn quiet(&self, entry: &Entry) -> Option<ProposalReason> {
        let own = self.orders.iter().filter(|order| order.entry.as_ref() == Some(&entry.id));
        let ended = own
            .filter_map(|order| order.valid_until.or(order.demand.due).or(order.posted))
            .map(|day| day.min(self.as_of))
            .max();
        let since = ended.map_or(self.last.as_of, |day| day.max(self.last.as_of));
        let days = u32::try_from(self.as_of.days_since(since)).unwrap_or(0);
        let allowed = u32::from(self.values.quiet_days);
        (days > allowed).then_some(ProposalReason::Quiet { since, days, allowed })
    }

    fn stars(&self, entry: &mut Entry) -> Option<ProposalReason> {
        let Shortage { index, stars, confidence, .. } = self.shortages.get(&entry.id)?;
        let (index, after, before) = ((*index)?, (*stars)?, entry.shortage_stars);
        if before == Some(after) {
            return None;
        }
        entry.shortage_stars = Some(after);
        Some(ProposalReason::Shortage { index, confidence: *confidence, before, after })
    }
}

/// Moves the headcount to what the orders ask for.
fn demanded(entry: &mut Entry, orders: &[&Order]) -> Option<ProposalReason> {
    let ((count, enterprises, seats), before) = (counted(orders), entry.headcount);
    if seats == 0 || seats == before {
        return None;
    }
    entry.headcount = seats;
    entry.illustrative = orders.iter().any(|order| order.synthetic);
    Some(ProposalReason::Demanded { orders: count, enterprises, seats, before })
}
