//! `bole map`: the talent map of a data folder, from the city to a chain to a node and the evidence behind its figures.

mod city;
mod evidence;
mod heat;
mod moved;
mod node;

use std::sync::Arc;

use bole_engine::map::{Sources, TalentMap};
use bole_engine::model::{ChainId, Date, NodeId, TalentId};
use bole_engine::plan::FillPlan;
use bole_engine::reference::Reference;
use serde_json::json;

use super::args::{Map, Shared};
use super::console::{Console, spinner};
use super::{Failure, cohort, load};
use crate::opened::Opened;
use crate::service::Service;

pub(super) use moved::moved;

/// A map, the plan behind it, and what people are called by.
pub(super) struct Drawn<'d> {
    pub(super) reference: &'d Reference,
    pub(super) plan: FillPlan,
    pub(super) map: TalentMap,
    /// A person's masked name.
    pub(super) name: &'d dyn Fn(&TalentId) -> Option<String>,
}

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Map) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let reference = load::in_force(shared, &opened)?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    known(console, &reference, asked.chain.as_ref(), asked.node.as_ref())?;
    let (_, plan, map) = draw(console, &reference, &opened, as_of)?;
    let drawn = Drawn { reference: &reference, plan, map, name: &load::masked(&opened) };
    match (&asked.chain, &asked.node, console.for_programs()) {
        (Some(chain), _, true) => console.json(&of_chain(&drawn, chain)),
        (_, Some(node), true) => console.json(&of_node(&drawn, node)),
        (None, None, true) => console.json(&drawn.map),
        (Some(chain), _, false) => city::chain(console, &drawn, chain),
        (_, Some(node), false) => node::node(console, &drawn, node),
        (None, None, false) => city::city(console, &drawn),
    }
}

/// Prints the map of a city in demonstration: chains by stages, the node with most seats left over, and a class of pooled
/// orders with what it moves.
pub(super) fn demo(
    console: &mut Console<'_>,
    service: &Service,
    reference: &Arc<Reference>,
    opened: &Opened,
) -> Result<(), Failure> {
    let (sources, plan, map) = draw(console, reference, opened, reference.edition.as_of)?;
    let drawn = Drawn { reference, plan, map, name: &|id| service.masked(id) };
    console.line("")?;
    city::head(console, &drawn)?;
    city::chains(console, &drawn)?;
    console.line("")?;
    let worst = drawn.map.nodes.iter().max_by_key(|node| (node.count.open(), std::cmp::Reverse(node.id.clone())));
    if let Some(worst) = worst.map(|node| node.id.clone()) {
        node::node(console, &drawn, &worst)?;
    }
    cohort::demo(console, reference, &sources, &drawn.plan, &drawn.map)?;
    console.flush()
}

/// Reads everything, plans and draws.
pub(super) fn draw(
    console: &Console<'_>,
    reference: &Arc<Reference>,
    opened: &Opened,
    as_of: Date,
) -> Result<(Sources, FillPlan, TalentMap), Failure> {
    let sources: Sources = load::sources(console, reference, opened, as_of)?;
    let turning = spinner(console.say("测算席位", "filling seats"));
    let plan = sources.plan();
    let map = TalentMap::draw(&sources, &plan);
    turning.finish_and_clear();
    Ok((sources, plan, map))
}

/// Refuses a chain or a node that the edition does not have.
pub(super) fn known(
    console: &Console<'_>,
    reference: &Reference,
    chain: Option<&ChainId>,
    node: Option<&NodeId>,
) -> Result<(), Failure> {
    let edition = &reference.edition;
    if let Some(chain) = chain.filter(|id| edition.chains.iter().all(|chain| chain.id != **id)) {
        let chains: Vec<&str> = edition.chains.iter().map(|chain| chain.id.as_str()).collect();
        let allowed = console.say("允许", "allowed");
        return Err(Failure::Usage(format!("--chain {chain}; {allowed}: {}", chains.join(" "))));
    }
    if let Some(node) = node.filter(|id| edition.nodes.iter().all(|node| node.id != **id)) {
        let text = console.say("没有这个节点；见 bole map --chain", "no such node; see bole map --chain");
        return Err(Failure::Usage(format!("--node {node}: {text}")));
    }
    Ok(())
}

/// A chain with its nodes for programs.
fn of_chain(drawn: &Drawn<'_>, id: &ChainId) -> serde_json::Value {
    let map = &drawn.map;
    let own = |node: Option<&NodeId>| node.is_some_and(|id_| map.nodes.iter().any(|n| n.id == *id_ && n.chain == *id));
    json!({
        "head": map.head,
        "chain": map.chains.iter().find(|chain| chain.id == *id),
        "nodes": map.nodes.iter().filter(|node| node.chain == *id).collect::<Vec<_>>(),
        "entries": map.entries.iter().filter(|entry| own(entry.node.as_ref())).collect::<Vec<_>>(),
        "pain_points": map.pain_points.iter().filter(|point| own(point.node.as_ref())).collect::<Vec<_>>(),
        "transfers": map.transfers.iter().filter(|transfer| own(Some(&transfer.to))).collect::<Vec<_>>(),
    })
}

/// A node with all that stands behind its figures, for programs.
fn of_node(drawn: &Drawn<'_>, id: &NodeId) -> serde_json::Value {
    let map = &drawn.map;
    json!({
        "head": map.head,
        "node": map.nodes.iter().find(|node| node.id == *id),
        "entries": map.entries.iter().filter(|entry| entry.node.as_ref() == Some(id)).collect::<Vec<_>>(),
        "openings": node::openings(drawn, id).collect::<Vec<_>>(),
        "pain_points": map.pain_points.iter().filter(|point| point.node.as_ref() == Some(id)).collect::<Vec<_>>(),
        "transfers": map.transfers.iter().filter(|transfer| transfer.to == *id).collect::<Vec<_>>(),
    })
}
