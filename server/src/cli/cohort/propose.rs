//! `bole cohort propose`: the seats that the plan leaves over, pooled into classes; the map without and with them; and in a
//! demonstration the one that brings most.

use std::collections::BTreeSet;

use bole_engine::map::{MovedMap, Sources, TalentMap};
use bole_engine::model::{NodeId, Organisation};
use bole_engine::plan::{CohortProposal, FillPlan, PoolFilter, Pooling};
use bole_engine::reference::Reference;
use bole_engine::store::Put;
use bole_engine::wording::Language;
use bole_report::Names;
use serde_json::json;

use super::proposed::{self, Named};
use crate::cli::args::{CohortPropose, Shared};
use crate::cli::console::{Console, spinner};
use crate::cli::{Failure, load, map};
use crate::opened::Opened;
use crate::round::rounded;
use crate::workbooks::Book;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &CohortPropose) -> Result<(), Failure> {
    let place = asked.data.place();
    let opened = if asked.save { load::writing(&place)? } else { Opened::existing(&place)? };
    let reference = load::in_force(shared, &opened)?;
    map::known(console, &reference, asked.chain.as_ref(), asked.node.as_ref())?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    let at = opened.wait(opened.store().head())?;
    let sources = load::sources(console, &reference, &opened, as_of)?;
    let organisations = if asked.written.is_asked() { load::all::<Organisation>(&opened)? } else { Vec::new() };
    let turning = spinner(console.say("组班测算", "pooling orders"));
    let plan = sources.plan();
    let pooling = sources.pool(&plan).filtered(&filter(&reference, asked));
    let moved = asked.map.then(|| moved(&sources, &plan, &pooling));
    turning.finish_and_clear();
    if asked.save {
        save(&opened, &pooling)?;
    }
    opened.close();
    told(console, &Named { reference: &reference, sources: &sources }, (&pooling, moved.as_ref()), asked)?;
    asked.written.write(console, || {
        let Sources { programmes, orders, .. } = &sources;
        let names = Names::new(&reference).organisations(&organisations).programmes(programmes).orders(orders);
        Ok(Book::pooling(&pooling, moved.as_ref(), &names).at(at))
    })
}

fn told(
    console: &mut Console<'_>,
    named: &Named<'_>,
    (pooling, moved): (&Pooling, Option<&MovedMap>),
    asked: &CohortPropose,
) -> Result<(), Failure> {
    if console.for_programs() {
        return console.json(&rounded(json!({ "pooling": pooling, "map": moved })));
    }
    proposed::pooling(console, named, pooling, asked.top)?;
    if let Some(moved) = moved {
        console.line("")?;
        map::moved(console, named.reference, moved)?;
    }
    if asked.save {
        console.note(&saved(console, pooling.proposals.len()))?;
    }
    Ok(())
}

/// Which proposals are asked for.
fn filter(reference: &Reference, asked: &CohortPropose) -> PoolFilter {
    let nodes = reference.edition.nodes.iter();
    let of_chain = asked.chain.as_ref().map(|chain| {
        nodes.filter(|node| node.chain == *chain).map(|node| node.id.clone()).collect::<BTreeSet<NodeId>>()
    });
    let nodes = asked.node.clone().map(|node| BTreeSet::from([node])).or(of_chain);
    PoolFilter { nodes, enterprise: asked.enterprise.clone(), college: asked.college.clone() }
}

/// The map without and with these classes.
fn moved(sources: &Sources, plan: &FillPlan, pooling: &Pooling) -> MovedMap {
    let before = TalentMap::draw(sources, plan);
    MovedMap::between(&before, &sources.map_with(&pooling.agreed(&sources.cohorts)))
}

/// Writes proposals as records.
fn save(opened: &Opened, pooling: &Pooling) -> Result<(), Failure> {
    let mut batch = Opened::batch();
    for proposal in &pooling.proposals {
        batch = batch.with(Put::new(&proposal.cohort)?);
    }
    if !pooling.proposals.is_empty() {
        opened.write(batch)?;
    }
    Ok(())
}

fn saved(console: &Console<'_>, classes: usize) -> String {
    match console.language {
        Language::Zh => format!("已存为建议：{classes} 个班"),
        Language::En => format!("{classes} classes kept as proposals"),
    }
}

/// In a demonstration: the class of most value that closes a gap, and the map without and with it.
pub(in crate::cli) fn demo(
    console: &mut Console<'_>,
    reference: &Reference,
    sources: &Sources,
    plan: &FillPlan,
    before: &TalentMap,
) -> Result<(), Failure> {
    let mut pooling = sources.pool(plan);
    let Some(first) = chosen(&pooling) else { return Ok(()) };
    pooling.proposals = vec![first];
    let after = sources.map_with(&pooling.agreed(&sources.cohorts));
    console.line("")?;
    let title =
        console.bold(console.say("合并订单组班，以及它补上的缺口", "A pooled class, and the gap that it closes"));
    console.line(title)?;
    let named = Named { reference, sources };
    pooling.proposals.iter().try_for_each(|proposal| proposed::class(console, &named, proposal))?;
    console.line("")?;
    map::moved(console, reference, &MovedMap::between(before, &after))
}

/// The class for most enterprises; of equals that of most value.
fn chosen(pooling: &Pooling) -> Option<CohortProposal> {
    // Proposals are in order of value, and of equal ones the last is taken.
    pooling.proposals.iter().rev().max_by_key(|proposal| proposal.enterprises()).cloned()
}
