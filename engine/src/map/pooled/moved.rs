//! How the map moves by the classes that concern a reader, without what would tell of others' orders.
//!
//! A class is open where its others are told and at each node where orders of others sit in it, [`MIN_ORGANISATIONS`] of them
//! do. A node or chain is told where classes bring seats to it and all of these are open, the city where all classes are.
//! So every sum that is told, of a class or of a part of the map, is made of the same pieces with so many enterprises each,
//! and no difference of such sums tells of fewer.

use std::collections::{BTreeMap, BTreeSet};

use super::{Telling, few};
use crate::map::{MovedMap, MovedSeats, Sources, TalentMap};
use crate::model::{ChainId, NodeId, OrganisationId, PoolReader};
use crate::plan::{CohortProposal, FillPlan, Pooling, SeatCount};

/// How the map moves by the classes that concern a reader.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenMap {
    /// The city without the classes; none where it is withheld.
    pub before: Option<SeatCount>,
    /// The city with them; none where it is withheld.
    pub after: Option<SeatCount>,
    /// Chains that move, in the order of the edition; one that is not here does not, or is withheld.
    pub chains: Vec<MovedSeats<ChainId>>,
    /// Nodes that move, the same way.
    pub nodes: Vec<MovedSeats<NodeId>>,
}

impl SeenMap {
    /// What a reader is told of the map without and with the classes that concern it.
    #[must_use]
    pub fn of(sources: &Sources, plan: &FillPlan, pooling: &Pooling, reader: &PoolReader) -> Self {
        let pooling = pooling.clone().filtered(&reader.into());
        let before = TalentMap::draw(sources, plan);
        let moved = MovedMap::between(&before, &sources.map_with(&pooling.agreed(&sources.cohorts)));
        let telling = Telling::new(sources, reader);
        let (open, shut): (Vec<_>, Vec<_>) = pooling.proposals.iter().partition(|proposal| telling.is_open(proposal));
        told(moved, &open, &shut, sources)
    }
}

impl Telling<'_> {
    /// Whether so many others stand behind each piece of a class that its parts of the map may be told.
    fn is_open(&self, proposal: &CohortProposal) -> bool {
        let mut behind: BTreeMap<Option<&NodeId>, BTreeSet<&OrganisationId>> = BTreeMap::new();
        for served in self.others(proposal) {
            behind.entry(self.node(&served.order)).or_default().insert(&served.enterprise);
        }
        !behind.is_empty() && behind.values().all(|enterprises| !few(enterprises))
    }
}

/// Nodes to which classes bring seats.
fn nodes<'p>(proposals: &[&'p CohortProposal]) -> BTreeSet<&'p NodeId> {
    proposals.iter().flat_map(|proposal| &proposal.nodes).collect()
}

fn told(moved: MovedMap, open: &[&CohortProposal], shut: &[&CohortProposal], sources: &Sources) -> SeenMap {
    let (edition, city) = (&sources.reference().edition, shut.is_empty());
    let (open, shut) = (nodes(open), nodes(shut));
    let chains = |nodes: &BTreeSet<&NodeId>| -> BTreeSet<&ChainId> {
        edition.nodes.iter().filter(|node| nodes.contains(&node.id)).map(|node| &node.chain).collect()
    };
    SeenMap {
        before: city.then_some(moved.before),
        after: city.then_some(moved.after),
        chains: kept(moved.chains, &chains(&open), &chains(&shut)),
        nodes: kept(moved.nodes, &open, &shut),
    }
}

fn kept<Id: Ord>(mut rows: Vec<MovedSeats<Id>>, open: &BTreeSet<&Id>, shut: &BTreeSet<&Id>) -> Vec<MovedSeats<Id>> {
    rows.retain(|row| open.contains(&row.id) && !shut.contains(&row.id));
    rows
}
