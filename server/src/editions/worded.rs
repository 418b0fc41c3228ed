//! Proposed classes in words, with names and totals of what they move on the map.

use bole_engine::map::{Figures, MovedSeats};
use bole_engine::model::{Bilingual, Edition};
use bole_engine::plan::CohortProposal;
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

impl Worded {
    pub(super) fn of(pooled: Pooled, reference: &Reference) -> Self {
        let Pooled { pooling, map } = &pooled;
        let Edition { chains, nodes, .. } = &reference.edition;
        let chain = |id: &_| chains.iter().find(|chain| chain.id == *id).map(|chain| &chain.name);
        let node = |id: &_| nodes.iter().find(|node| node.id == *id).map(|node| &node.name);
        Self {
            words: pooling.proposals.iter().map(|proposal| Words::of(proposal, reference)).collect(),
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
