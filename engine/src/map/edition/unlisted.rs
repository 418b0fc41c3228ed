//! Entries for what orders ask for and no entry lists.

use std::collections::BTreeSet;

use super::grouped::{Grouped, Likeness, counted};
use crate::method::EditionValues;
use crate::model::{
    ChainId, Demand, Edition, EditionId, EngagementMode, Entry, EntryId, NodeId, Order, Pay, Proposal, ProposalKind,
    ProposalReason, ProposalState, RegionCode, Requirement,
};

/// A proposal for each group that asks for enough seats, in the order of what the groups have in common.
pub(super) fn unlisted(last: &Edition, grouped: &Grouped<'_>, values: &EditionValues, id: &EditionId) -> Vec<Proposal> {
    let mut taken: BTreeSet<EntryId> = last.entries.iter().map(|entry| entry.id.clone()).collect();
    let groups = grouped.unnamed.iter().filter(|(_, orders)| counted(orders).2 >= u32::from(values.least_seats));
    let came = groups.filter_map(|(likeness, orders)| {
        let entry = entry(free_id(last, likeness.node.as_ref(), &mut taken)?, orders, values)?;
        Some(proposal(id, likeness, entry, orders))
    });
    came.collect()
}

fn proposal(id: &EditionId, likeness: &Likeness, entry: Entry, orders: &[&Order]) -> Proposal {
    let (count, enterprises, seats) = counted(orders);
    let Likeness { node, category, occupation, .. } = likeness.clone();
    let reason = ProposalReason::Unlisted { node, category, occupation, orders: count, enterprises, seats };
    Proposal {
        edition: id.clone(),
        entry: entry.id.clone(),
        kind: ProposalKind::Came,
        state: ProposalState::Proposed,
        before: None,
        after: Some(entry),
        reasons: vec![reason],
        orders: orders.iter().map(|order| order.id.clone()).collect(),
        review: None,
    }
}

/// The first free id of the form `CHAIN-N01`, `X-N01` outside the chains; none once all hundred thousand are taken.
fn free_id(last: &Edition, node: Option<&NodeId>, taken: &mut BTreeSet<EntryId>) -> Option<EntryId> {
    let node = node.and_then(|id| last.nodes.iter().find(|node| node.id == *id));
    let chain = node.map_or("X", |node| ChainId::as_str(&node.chain));
    let mut ids = (1..100_000).filter_map(|number| EntryId::new(format!("{chain}-N{number:02}")).ok());
    let id = ids.find(|id| !taken.contains(id))?;
    taken.insert(id.clone());
    Some(id)
}

/// An entry that asks what the orders have in common, named as the order with most seats; the first by id of equals.
fn entry(id: EntryId, orders: &[&Order], values: &EditionValues) -> Option<Entry> {
    let first = orders.iter().copied().reduce(|most, next| if next.seats > most.seats { next } else { most })?;
    let demand = Demand {
        requirements: common(first, orders, values.common_share),
        pay: pay(orders),
        modes: union::<EngagementMode>(orders, |demand| &demand.modes),
        regions: union::<RegionCode>(orders, |demand| &demand.regions),
        due: None,
        ..first.demand.clone()
    };
    Some(Entry {
        id,
        demand,
        duties: None,
        headcount: counted(orders).2,
        shortage_stars: None,
        shortage_types: Vec::new(),
        weakest_stage: None,
        supply_mechanism: None,
        illustrative: orders.iter().any(|order| order.synthetic),
    })
}

/// Requirements of the first that enough of the orders have too.
fn common(first: &Order, orders: &[&Order], share: f64) -> Vec<Requirement> {
    let has = |order: &Order, wanted: &Requirement| order.demand.requirements.contains(wanted);
    let often = |wanted: &&Requirement| {
        let count = orders.iter().filter(|order| has(order, wanted)).count();
        count as f64 >= share * orders.len() as f64
    };
    first.demand.requirements.iter().filter(often).cloned().collect()
}

/// From the least to the most that any of them pays, on the basis of the first that tells its pay: base pay and all that is
/// paid make no range together.
fn pay(orders: &[&Order]) -> Option<Pay> {
    let mut pays = orders.iter().filter_map(|order| order.demand.pay);
    let first = pays.next()?;
    let alike = pays.filter(|pay| pay.basis == first.basis);
    Some(alike.fold(first, |a, b| Pay { min: a.min.min(b.min), max: a.max.max(b.max), ..a }))
}

fn union<T: Ord + Clone>(orders: &[&Order], list: impl Fn(&Demand) -> &Vec<T>) -> Vec<T> {
    let all: BTreeSet<T> = orders.iter().flat_map(|order| list(&order.demand).iter().cloned()).collect();
    all.into_iter().take(Demand::MAX_PLACES).collect()
}
