//! A map put together from its sources and a fill plan.

use super::market::Market;
use super::people::Townspeople;
use super::placed::{Atlas, Placed};
use super::rollup::{self, Rollup};
use super::{EntryMap, Facts, MapHead, NodeMap, Sources, TalentMap, evidence, indicators, transfer};
use crate::plan::FillPlan;

impl TalentMap {
    /// Draws the map of a plan that was made of the same sources. The same sources and plan give the same map.
    #[must_use]
    pub fn draw(sources: &Sources, plan: &FillPlan) -> Self {
        let edition = &sources.reference().edition;
        let atlas = Atlas::new(edition);
        let placed = atlas.place(sources, plan);
        let people = Townspeople::count(&sources.supply, sources.reference());
        let rollup = Rollup::of(edition, &placed);
        let city = rollup.city();
        let mut map = Self {
            head: head(sources, plan, &people),
            city: rollup::total(&city),
            outside: rollup::total(&rollup.outside),
            chains: rollup.chains(edition),
            nodes: nodes(sources, &rollup, &people),
            categories: rollup::categories(&city),
            regions: rollup::regions(&placed),
            parks: rollup::parks(edition, &placed),
            entries: entries(sources, &rollup, &people, &placed),
            pain_points: evidence::pain_points(sources, &atlas, &placed),
            transfers: transfer::transfers(sources, &placed),
            indicators: Vec::new(),
        };
        let Sources { census, outcomes, programmes, .. } = sources;
        map.indicators = indicators(&Facts { census, outcomes, programmes, map: &map });
        map
    }
}

fn head(sources: &Sources, plan: &FillPlan, people: &Townspeople) -> MapHead {
    let reference = sources.reference();
    let edition = &reference.edition;
    MapHead {
        edition: edition.id.clone(),
        title: edition.title.clone(),
        status: edition.status,
        region: edition.region.clone(),
        as_of: plan.as_of,
        method: reference.method.id().to_owned(),
        method_hash: reference.method.hash().to_owned(),
        inputs_hash: sources.inputs_hash.clone(),
        people: sources.supply.matcher().people().len() as u32,
        local: people.count,
        orders: sources.in_force().count() as u32,
        outcomes: sources.outcomes.len() as u32,
        illustrative: sources.illustrative,
    }
}

fn nodes(sources: &Sources, rollup: &Rollup, people: &Townspeople) -> Vec<NodeMap> {
    let reference = sources.reference();
    let counted = rollup.nodes.iter().zip(&people.workers);
    let node = |(node, (seats, workers)): (&crate::model::Node, (&rollup::ByCategory, &u32))| {
        let count = rollup::total(seats);
        NodeMap {
            id: node.id.clone(),
            chain: node.chain.clone(),
            segment: node.segment,
            name: node.name.clone(),
            status: node.status,
            talent: rollup::talent(&count, &reference.method.map),
            workers: *workers,
            count,
            categories: rollup::demanded(seats),
        }
    };
    reference.edition.nodes.iter().zip(counted).map(node).collect()
}

fn entries(sources: &Sources, rollup: &Rollup, people: &Townspeople, placed: &[Placed<'_>]) -> Vec<EntryMap> {
    let edition = &sources.reference().edition;
    let market = Market::new(sources, people);
    let mut reachable = vec![0; edition.entries.len()];
    for place in placed {
        if let Some(most) = place.entry.and_then(|entry| reachable.get_mut(entry)) {
            // Openings of one entry reach much the same people: the largest number is one that is surely there.
            *most = place.opening.reachable.max(*most);
        }
    }
    let counted = edition.entries.iter().zip(&rollup.entries).zip(reachable);
    let entry = |((entry, count), reachable): ((&crate::model::Entry, &_), u32)| EntryMap {
        id: entry.id.clone(),
        title: entry.demand.title.clone(),
        node: entry.demand.nodes.first().cloned(),
        category: entry.demand.category,
        count: *count,
        reachable,
        shortage: market.shortage(&entry.id, &entry.demand, count, reachable),
    };
    counted.map(entry).collect()
}
