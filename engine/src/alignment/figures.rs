//! From openings to cells and the figure of a programme: weighted sums whose parts are told.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Board;
use super::judged::Judged;
use super::skill::SkillPart;
use crate::matching::PositionId;
use crate::model::{Bilingual, MajorId, NodeId, SkillId};

/// Why a programme serves a position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServedBy {
    /// The position asks for its major, or for one of the same class.
    Major {
        /// The major asked for.
        asked: MajorId,
    },
    /// A class of it is held for the position.
    Class {},
    /// It teaches enough of the skills: the method's `alignment.serves`.
    Skills {},
}

/// A programme against a position.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cell {
    /// The position.
    pub position: PositionId,
    /// Share of the skills asked that is taught, 0 to 1: the sum of the points of `skills`. None where none is asked.
    pub figure: Option<f64>,
    /// The fit of a graduate, 0 to 100, by weight over its openings.
    pub fit: f64,
    /// Seats of those openings at which no gate fails a graduate.
    pub passes: u32,
    /// Why the programme serves it; empty where it does not.
    pub served: Vec<ServedBy>,
    /// Each skill asked, by name and level; left out of the matrix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillPart>,
}

/// A programme against a node.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NodeCell {
    /// The node.
    pub node: NodeId,
    /// Share of all skills asked at the node that is taught, 0 to 1: the sum of the points of `skills`.
    pub figure: Option<f64>,
    /// Seats at the node that the programme serves.
    pub served: u32,
    /// Each skill asked, by name and level; left out of the matrix.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillPart>,
}

/// What a position that is served adds to the figure of a programme.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PositionPart {
    /// The position.
    pub position: PositionId,
    /// Its share of the weight of all positions served, 0 to 1.
    pub weight: f64,
    /// What of it is taught, 0 to 1: over those of its openings that are served.
    pub value: f64,
    /// `weight · value`.
    pub points: f64,
    /// Seats served.
    pub seats: u32,
}

/// A skill that is taught and that no position served asks for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Surplus {
    /// Which.
    pub skill: SkillId,
    /// Its name.
    pub name: Bilingual,
    /// The level that it is taught to.
    pub level: u8,
    /// Hours of teaching, when known.
    pub hours: Option<u16>,
    /// Whether some other position asks for it or for a related skill; else nobody does.
    pub asked_elsewhere: bool,
}

/// The figures of one programme.
pub(super) struct Row {
    pub(super) figure: Option<f64>,
    pub(super) parts: Vec<PositionPart>,
    pub(super) cells: Vec<Cell>,
    pub(super) nodes: Vec<NodeCell>,
    pub(super) surplus: Vec<Surplus>,
}

impl Row {
    pub(super) fn of(board: &Board<'_>, judged: &Judged<'_>) -> Self {
        let parts = parts(board, judged);
        Self {
            figure: (!parts.is_empty()).then(|| parts.iter().map(|part| part.points).sum()),
            parts,
            cells: (0..board.positions.len()).map(|position| cell(board, judged, position)).collect(),
            nodes: board.nodes.iter().map(|(node, openings)| at_node(board, judged, node, openings)).collect(),
            surplus: surplus(board, judged),
        }
    }
}

/// The skills of some openings, by name and level, each with its share of what they ask together by their weights.
fn skills(board: &Board<'_>, judged: &Judged<'_>, openings: &[usize]) -> Vec<SkillPart> {
    let asking = || openings.iter().map(|&at| &board.asked[at]).filter(|asked| !asked.rows.is_empty());
    let total: f64 = asking().map(|asked| asked.weight).sum();
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    for asked in asking() {
        for row in &asked.rows {
            *weights.entry(row.key).or_default() += asked.weight / total * row.share;
        }
    }
    let part = |(key, weight): (usize, f64)| {
        let (value, coverage) = &judged.skills[key];
        board.keys[key].part(weight, *value, coverage.clone(), &board.reference.vocabulary)
    };
    weights.into_iter().map(part).collect()
}

fn figure(skills: &[SkillPart]) -> Option<f64> {
    (!skills.is_empty()).then(|| skills.iter().map(|part| part.points).sum())
}

fn cell(board: &Board<'_>, judged: &Judged<'_>, position: usize) -> Cell {
    let openings = &board.positions[position];
    let of = || openings.iter().map(|&at| (&board.asked[at], &judged.openings[at]));
    let weight: f64 = of().map(|(asked, _)| asked.weight).sum();
    let served: BTreeSet<&ServedBy> = of().flat_map(|(_, worth)| &worth.served).collect();
    let skills = skills(board, judged, openings);
    Cell {
        position: board.position_id(position),
        figure: figure(&skills),
        fit: of().map(|(asked, worth)| asked.weight / weight * worth.fit).sum(),
        passes: of().filter(|(_, worth)| worth.passes).map(|(asked, _)| asked.opening.seats).sum(),
        served: served.into_iter().cloned().collect(),
        skills,
    }
}

fn at_node(board: &Board<'_>, judged: &Judged<'_>, node: &NodeId, openings: &[usize]) -> NodeCell {
    let skills = skills(board, judged, openings);
    let served = openings.iter().filter(|&&at| !judged.openings[at].served.is_empty());
    NodeCell {
        node: node.clone(),
        figure: figure(&skills),
        served: served.map(|&at| board.asked[at].opening.seats).sum(),
        skills,
    }
}

/// What each position served adds. An opening that asks for no skill says nothing of what is taught and is left out.
fn parts(board: &Board<'_>, judged: &Judged<'_>) -> Vec<PositionPart> {
    let told = |(at, worth): (usize, &super::judged::Worth)| Some((&board.asked[at], worth.taught?));
    let served: Vec<_> = judged.serves().filter_map(told).collect();
    let total: f64 = served.iter().map(|(asked, _)| asked.weight).sum();
    let mut positions: BTreeMap<usize, (f64, f64, u32)> = BTreeMap::new();
    for (asked, taught) in &served {
        let (weight, points, seats) = positions.entry(asked.position).or_default();
        *weight += asked.weight;
        *points += asked.weight * taught;
        *seats += asked.opening.seats;
    }
    let part = |(position, (weight, points, seats)): (usize, (f64, f64, u32))| {
        let (share, value) = (weight / total, points / weight);
        PositionPart { position: board.position_id(position), weight: share, value, points: share * value, seats }
    };
    positions.into_iter().map(part).collect()
}

/// Skills taught that earn nothing at any opening served.
fn surplus(board: &Board<'_>, judged: &Judged<'_>) -> Vec<Surplus> {
    let known = board.dictionary.skills.len();
    let (mut here, mut anywhere) = (vec![false; known], vec![false; known]);
    for (asked, worth) in board.asked.iter().zip(&judged.openings) {
        for skill in asked.earning() {
            anywhere[skill as usize] = true;
            here[skill as usize] |= !worth.served.is_empty();
        }
    }
    let of = |taught: &crate::model::TaughtSkill| {
        let number = board.dictionary.skills.get(taught.skill.as_str());
        let earns = |skills: &[bool]| number.is_some_and(|number| skills[number as usize]);
        (!earns(&here)).then(|| Surplus {
            name: super::skill::name(&taught.skill, &board.reference.vocabulary),
            skill: taught.skill.clone(),
            level: taught.level.get(),
            hours: taught.hours,
            asked_elsewhere: earns(&anywhere),
        })
    };
    let mut surplus: Vec<Surplus> = judged.programme.skills.iter().filter_map(of).collect();
    surplus.sort_by(|a, b| a.skill.cmp(&b.skill));
    surplus
}
