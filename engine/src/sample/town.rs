//! The stage that people are put on: nodes and their neighbours, positions with their skills, firms, schools, places.
//! Everything that a person's record may name is looked up here, so that the loop over people only draws and copies.

use std::collections::BTreeMap;

use crate::model::{
    Category, College, Date, Edition, MajorId, Month, Node, NodeId, OccupationCode, Pay, PayBasis, RegionCode,
};

use super::dice::{Dice, Stream};
use super::firm::Firm;
use super::position::{Position, trades_beside};
use super::words::Words;

/// Skills that anybody in a plant or an office may hold, commonest first; those that the vocabulary lacks are left out.
const GENERAL_SKILLS: [&str; 10] = [
    "office",
    "ehs",
    "team-lead",
    "english",
    "bilingual-doc",
    "project-mgmt",
    "electrical-safety",
    "statistics",
    "customer-service",
    "new-media",
];

/// Cities around that draw people and send experts, by how many live there; those that the vocabulary lacks are left out.
const ELSEWHERE: [&str; 8] = ["440100", "440100", "440100", "440300", "440300", "440600", "441900", "441200"];

/// Firms of a node in the city, and in each of the cities around.
const LOCAL_FIRMS: usize = 6;

/// A node as a place of work.
#[derive(Debug, Clone)]
pub(super) struct Workplace {
    pub(super) id: NodeId,
    pub(super) chain: String,
    pub(super) regions: Vec<RegionCode>,
    /// Nodes that feed it or are fed by it.
    pub(super) linked: Vec<usize>,
    /// Other nodes of the same chain.
    pub(super) mates: Vec<usize>,
    pub(super) firms: Vec<Firm>,
    pub(super) firms_elsewhere: Vec<Firm>,
}

/// The stage.
#[derive(Debug, Clone)]
pub(super) struct Town {
    pub(super) as_of: Date,
    pub(super) month: Month,
    pub(super) city: RegionCode,
    pub(super) districts: Vec<RegionCode>,
    pub(super) elsewhere: Vec<RegionCode>,
    pub(super) nodes: Vec<Workplace>,
    pub(super) positions: Vec<Position>,
    /// Positions that name a node.
    at_node: Vec<Vec<usize>>,
    /// Positions of a category with their weights, in the order of [`Category::ALL`].
    pub(super) callings: [(Vec<usize>, Vec<u32>); 4],
    /// By the same positions: how often firms order them.
    wanted: [Vec<u32>; 4],
    pub(super) colleges: Vec<College>,
    pub(super) general: Vec<u32>,
    /// Occupations of production that no position names: (code, name).
    pub(super) trades: Vec<(OccupationCode, String)>,
    pub(super) words: Words,
}

impl Town {
    pub(super) fn new(edition: &Edition, words: Words, seed: u64) -> Self {
        let elsewhere = ELSEWHERE.iter().filter_map(|code| words.region(code)).collect();
        let mut town = Self {
            as_of: edition.as_of,
            month: edition.as_of.month(),
            city: edition.region.clone(),
            districts: districts(edition),
            elsewhere,
            nodes: workplaces(edition),
            positions: Vec::new(),
            at_node: vec![Vec::new(); edition.nodes.len()],
            callings: Default::default(),
            wanted: Default::default(),
            colleges: edition.colleges.clone(),
            general: GENERAL_SKILLS.iter().filter_map(|id| words.skill(id)).collect(),
            trades: trades(edition, &words),
            words,
        };
        town.found_firms(seed);
        town.open_positions(edition);
        town
    }

    /// Positions of a category; empty where the edition has none.
    pub(super) fn draw_position(&self, category: Category, dice: &mut Dice) -> Option<usize> {
        let (positions, weights) = &self.callings[category as usize];
        positions.get(dice.weighted(weights)).copied()
    }

    /// A position of a category as firms order it; none where the edition has none.
    pub(super) fn draw_ordered(&self, category: Category, dice: &mut Dice) -> Option<usize> {
        let positions = &self.callings[category as usize].0;
        positions.get(dice.weighted(&self.wanted[category as usize])).copied()
    }

    /// Another position of the same category at a node.
    pub(super) fn position_at(&self, node: usize, own: &Position, dice: &mut Dice) -> Option<&Position> {
        let other = dice.pick(&self.at_node[node])?;
        self.positions.get(*other).filter(|position| position.entry.demand.category == own.entry.demand.category)
    }

    fn found_firms(&mut self, seed: u64) {
        let mut dice = Dice::new(seed, Stream::Pool);
        let mut number = 0;
        let mut found = |chain: &str, region: Option<&RegionCode>, dice: &mut Dice| {
            number += 1;
            region.and_then(|region| Firm::invent(number, chain, region, dice))
        };
        for node in &mut self.nodes {
            let places = if node.regions.is_empty() { &self.districts } else { &node.regions };
            for _ in 0..LOCAL_FIRMS {
                let region = dice.pick(places).cloned();
                node.firms.extend(found(&node.chain, region.as_ref(), &mut dice));
            }
            for region in &self.elsewhere {
                node.firms_elsewhere.extend(found(&node.chain, Some(region), &mut dice));
            }
        }
    }

    fn open_positions(&mut self, edition: &Edition) {
        let node_index: BTreeMap<&NodeId, usize> = self.nodes.iter().enumerate().map(|(i, n)| (&n.id, i)).collect();
        let mut positions: Vec<Position> =
            edition.entries.iter().map(|entry| Position::of(entry, &node_index, &self.words)).collect();
        self.fill_pools(&mut positions);
        for position in &mut positions {
            position.trades = trades_beside(&self.trades, position.occupation.as_ref());
        }
        for (index, position) in positions.iter().enumerate() {
            for &node in &position.nodes {
                self.at_node[node].push(index);
            }
            let (callings, weights) = &mut self.callings[position.entry.demand.category as usize];
            callings.push(index);
            // People work where seats are, but fewer where the edition says that they are short; a small position is not
            // an empty one.
            let stars = position.entry.shortage_stars.map_or(1, |stars| u32::from(stars.get()));
            let size = position.entry.headcount.min(10_000) + 4;
            weights.push(size * (7 - stars));
            // Firms order what they cannot find.
            self.wanted[position.entry.demand.category as usize].push(size * stars * stars);
        }
        self.positions = positions;
    }

    /// What people at a position learn beside it: near skills, then those of positions at the same node, then the chain's.
    fn fill_pools(&self, positions: &mut [Position]) {
        let asked: Vec<(Vec<usize>, Vec<u32>, Vec<MajorId>)> = positions
            .iter()
            .map(|p| {
                let skills = p.required.iter().chain(&p.preferred).map(|&(skill, _)| skill).collect();
                (p.nodes.clone(), skills, p.majors.clone())
            })
            .collect();
        for (own, position) in positions.iter_mut().enumerate() {
            let mut pool = Vec::new();
            for &(skill, _) in &position.required {
                pool.extend(self.words.skills[skill as usize].near.iter().take(4));
            }
            for same_node in [true, false] {
                for (other, (nodes, skills, majors)) in asked.iter().enumerate() {
                    let shares = if same_node {
                        shares_node(&position.nodes, nodes)
                    } else {
                        self.shares_chain(&position.nodes, nodes)
                    };
                    if other == own || !shares {
                        continue;
                    }
                    pool.extend(skills);
                    if !same_node {
                        position.chain_majors.extend(majors.iter().cloned());
                    }
                }
            }
            position.pool = first_of_each(pool, |skill| position.required.iter().any(|&(held, _)| held == skill));
        }
    }

    fn shares_chain(&self, a: &[usize], b: &[usize]) -> bool {
        let chain = |nodes: &[usize]| nodes.first().map(|&node| self.nodes[node].chain.as_str());
        chain(a).is_some() && chain(a) == chain(b)
    }
}

fn shares_node(a: &[usize], b: &[usize]) -> bool {
    a.iter().any(|node| b.contains(node))
}

fn first_of_each(pool: Vec<u32>, skip: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::new();
    for skill in pool {
        if !skip(skill) && !kept.contains(&skill) {
            kept.push(skill);
        }
    }
    kept
}

/// Every region that the edition's chains, nodes and parks name; the city itself where they name none.
fn districts(edition: &Edition) -> Vec<RegionCode> {
    let chains = edition.chains.iter().flat_map(|chain| &chain.regions);
    let nodes = edition.nodes.iter().flat_map(|node| &node.regions);
    let parks = edition.parks.iter().map(|park| &park.region);
    let mut named: Vec<RegionCode> = chains.chain(nodes).chain(parks).cloned().collect();
    named.sort();
    named.dedup();
    if named.is_empty() {
        named.push(edition.region.clone());
    }
    named
}

fn workplaces(edition: &Edition) -> Vec<Workplace> {
    let index: BTreeMap<&NodeId, usize> = edition.nodes.iter().enumerate().map(|(i, node)| (&node.id, i)).collect();
    let mut places: Vec<Workplace> = edition.nodes.iter().map(|node| workplace(edition, node)).collect();
    for link in &edition.links {
        if let (Some(&from), Some(&to)) = (index.get(&link.from), index.get(&link.to)) {
            places[from].linked.push(to);
            places[to].linked.push(from);
        }
    }
    for at in 0..places.len() {
        let mates = (0..places.len()).filter(|&other| other != at && places[other].chain == places[at].chain).collect();
        places[at].mates = mates;
    }
    places
}

fn workplace(edition: &Edition, node: &Node) -> Workplace {
    let chain = edition.chains.iter().find(|chain| chain.id == node.chain);
    let of_chain = chain.map(|chain| chain.regions.clone()).unwrap_or_default();
    Workplace {
        id: node.id.clone(),
        chain: node.chain.as_str().to_owned(),
        regions: if node.regions.is_empty() { of_chain } else { node.regions.clone() },
        linked: Vec::new(),
        mates: Vec::new(),
        firms: Vec::new(),
        firms_elsewhere: Vec::new(),
    }
}

/// Occupations of farming and making (major classes 5 and 6) that the vocabulary has and no position asks for.
fn trades(edition: &Edition, words: &Words) -> Vec<(OccupationCode, String)> {
    let asked = |code: &OccupationCode| edition.entries.iter().any(|e| e.demand.occupation.as_ref() == Some(code));
    let made = words.occupations.iter().filter(|(code, _)| code.as_str().starts_with(['5', '6']) && !asked(code));
    made.map(|(code, name)| (code.clone(), name.clone())).collect()
}

/// A pay range of `low` to `high` in 万元 a year, rounded to halves.
pub(super) fn pay(low: f64, high: f64) -> Option<Pay> {
    let half = |x: f64| (x * 2.0).round() / 2.0;
    Pay::new(half(low), half(high.max(low)), PayBasis::Base).ok()
}

/// The first day of a month.
pub(super) fn first_of(month: Month) -> Option<Date> {
    Date::new(i16::try_from(month.year()).ok()?, i8::try_from(month.number().rem_euclid(12) + 1).ok()?, 1).ok()
}
