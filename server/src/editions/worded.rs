//! Proposed classes in words, and why orders fit none, with names and totals of what they move on the map.

use std::collections::BTreeMap;

use bole_engine::map::{Figures, MovedSeats, Sources};
use bole_engine::model::{Bilingual, Edition, Order, OrderId};
use bole_engine::plan::{CohortProposal, Unpooled};
use bole_engine::reference::Reference;
use bole_engine::wording;

use super::pool::Pooled;
use crate::answer::both;

/// Proposed classes with what they say.
#[derive(serde::Serialize)]
pub(super) struct Worded {
    #[serde(flatten)]
    pooled: Pooled,
    /// What each proposal says, in their order.
    words: Vec<Words>,
    /// What each order that fits none is called, and why it fits none, by id.
    unpooled: Vec<Unfit>,
    /// The city without and with the classes.
    city: [Figures; 2],
    /// Chains that move.
    chains: Vec<Part>,
    /// Nodes that move.
    nodes: Vec<Part>,
}

/// A proposal in words, and what it comes to.
#[derive(serde::Serialize)]
struct Words {
    /// What it adds to its programme.
    adds: Bilingual,
    /// How far beyond one firm it leads.
    leads: Bilingual,
    /// Seats that it fills.
    seats: u32,
    /// Enterprises whose orders it serves.
    enterprises: usize,
}

/// An order that fits no class, in words.
#[derive(serde::Serialize)]
struct Unfit {
    /// Which.
    order: OrderId,
    /// What is asked for.
    title: Bilingual,
    /// Why no class is for it.
    why: Bilingual,
}

/// A part of the map with its totals, without and with the classes.
#[derive(serde::Serialize)]
struct Part {
    id: String,
    name: Bilingual,
    figures: [Figures; 2],
}

impl Words {
    fn of(proposal: &CohortProposal, reference: &Reference) -> Self {
        Self {
            adds: both(|language| wording::modules(proposal, language, reference)),
            leads: both(|language| wording::transferability(&proposal.transfer, language, reference)),
            seats: proposal.seats(),
            enterprises: proposal.enterprises(),
        }
    }
}

impl Unfit {
    /// Of an order that the sources hold: only these are pooled.
    fn of(unpooled: &Unpooled, order: &Order, sources: &Sources) -> Self {
        let (demand, programmes, names) = (&order.demand, &sources.programmes, sources.reference());
        let why = both(|language| wording::unsuited(&unpooled.why, demand, programmes, language, names));
        Self { order: order.id.clone(), title: demand.title.clone(), why }
    }
}

impl Worded {
    pub(super) fn of(pooled: Pooled, sources: &Sources) -> Self {
        let Pooled { pooling, map } = &pooled;
        let reference = sources.reference();
        let orders: BTreeMap<&OrderId, &Order> = sources.orders.iter().map(|order| (&order.id, order)).collect();
        let unfit = |unpooled: &Unpooled| Some(Unfit::of(unpooled, orders.get(&unpooled.order)?, sources));
        let Edition { chains, nodes, .. } = &reference.edition;
        let chain = |id: &_| chains.iter().find(|chain| chain.id == *id).map(|chain| &chain.name);
        let node = |id: &_| nodes.iter().find(|node| node.id == *id).map(|node| &node.name);
        Self {
            words: pooling.proposals.iter().map(|proposal| Words::of(proposal, reference)).collect(),
            unpooled: pooling.unpooled.iter().filter_map(unfit).collect(),
            city: [map.before.into(), map.after.into()],
            chains: map.chains.iter().filter_map(|moved| Some(part(moved, chain(&moved.id)?))).collect(),
            nodes: map.nodes.iter().filter_map(|moved| Some(part(moved, node(&moved.id)?))).collect(),
            pooled,
        }
    }
}

fn part<Id: ToString>(moved: &MovedSeats<Id>, name: &Bilingual) -> Part {
    Part { id: moved.id.to_string(), name: name.clone(), figures: [moved.before.into(), moved.after.into()] }
}
