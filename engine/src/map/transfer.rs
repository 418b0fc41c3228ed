//! Where people could come from: nodes near one with seats left over, and how many who live in the city and work there, or
//! did so last, only one limit keeps from a seat.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::people::last_node;
use super::placed::Placed;
use super::{Sources, Transfer};
use crate::model::TalentId;
use crate::plan::Home;

/// Nodes with people who could move: by the node that has seats left over, most people first, then by id.
pub(super) fn transfers(sources: &Sources, placed: &[Placed<'_>]) -> Vec<Transfer> {
    let (supply, people) = (&sources.supply, sources.supply.matcher().people());
    let mut movers: BTreeMap<(usize, usize), BTreeSet<&TalentId>> = BTreeMap::new();
    let graph = &sources.reference().graph;
    for place in placed.iter().filter(|place| place.opening.count.open() > 0) {
        let Some(to) = place.node else { continue };
        for blocked in &place.opening.blocked {
            let row = people.row(blocked.talent.as_str());
            let Some(row) = row.filter(|row| supply.standing(*row).home == Home::Local) else { continue };
            let from =
                last_node(&people.facts(row)).and_then(|node| graph.number(people.dictionary().nodes.name(node)));
            if let Some(from) = from.filter(|from| *from != to) {
                movers.entry((to, from)).or_default().insert(&blocked.talent);
            }
        }
    }
    let (nodes, least) = (&sources.reference().edition.nodes, sources.reference().method.map.transfer);
    let mut found: Vec<(usize, Transfer)> = movers
        .into_iter()
        .map(|((to, from), people)| {
            let proximity = graph.between(from, to).value;
            let (id, people) = (|node: usize| nodes[node].id.clone(), people.len() as u32);
            (to, Transfer { to: id(to), from: id(from), proximity, people })
        })
        .filter(|(_, transfer)| transfer.proximity >= least)
        .collect();
    found.sort_by(|(a, x), (b, y)| (a, Reverse(x.people), &x.from).cmp(&(b, Reverse(y.people), &y.from)));
    found.into_iter().map(|(_, transfer)| transfer).collect()
}
