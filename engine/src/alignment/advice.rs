//! Skills to add to a programme: for each that a position it serves asks for and that it does not teach so far, what
//! teaching it to the level asked would open.
//!
//! An opening is **open** to graduates where the share of its skills that is taught is at least the method's
//! `alignment.aligned`, or where the fit of a graduate is at least `thresholds.ready` and no gate fails. A skill **unlocks**
//! the openings that are open after it is taught and were not before; all openings that ask for it or for a related skill
//! count, also those that the programme does not serve. A programme that serves nobody is advised over all demand.
//!
//! Ranked by seats unlocked, then by what they weigh, by `gain` (what the figure would rise by, weighted as in the
//! figure), by how many positions ask for it, by hours, and by id.

use std::collections::BTreeSet;

use super::board::{Asked, Board};
use super::judged::{Judged, taught};
use crate::fit::{Facts, SkillFact};
use crate::matching::PositionId;
use crate::model::{Bilingual, ChainId, NodeId, OrganisationId, SkillId};
use crate::plan::Teaching;

/// Skills that are advised of one programme.
const MOST: usize = 20;

/// A skill to add.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SkillToAdd {
    /// Which.
    pub skill: SkillId,
    /// Its name.
    pub name: Bilingual,
    /// The level taught now; 0 where it is not.
    pub from: u8,
    /// The level to teach it to.
    pub to: u8,
    /// Hours of teaching: the fewest in which a programme teaches it so far, else what the method's days a level come to.
    pub hours: u16,
    /// Whether hours are the method's estimate.
    pub estimated: bool,
    /// Seats that it would open to graduates.
    pub seats: u32,
    /// The positions of those seats, in order.
    pub unlocks: Vec<PositionId>,
    /// What the figure of the programme would rise by, 0 to 1.
    pub gain: f64,
    /// Positions that ask for it, at any level.
    pub positions: u32,
    /// Enterprises whose orders do; absent where it is withheld who orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprises: Option<u32>,
    /// Chains in which it is asked for.
    pub chains: u32,
}

/// A skill that could be taught, or taught further.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    skill: SkillId,
    level: u8,
    /// In the dictionary.
    number: u32,
}

/// The skills to add to a programme, best first, at most [`MOST`].
pub(super) fn skills(board: &Board<'_>, judged: &Judged<'_>, teaching: &Teaching) -> Vec<SkillToAdd> {
    let candidates = candidates(board, judged);
    let advised = candidates.into_iter().map(|candidate| advise(board, judged, teaching, candidate));
    let mut advised: Vec<(f64, SkillToAdd)> =
        advised.filter(|(_, skill)| skill.seats > 0 || skill.gain > 0.0).collect();
    advised.sort_by(|(weight, a), (other, b)| {
        (b.seats.cmp(&a.seats))
            .then(other.total_cmp(weight))
            .then(b.gain.total_cmp(&a.gain))
            .then(b.positions.cmp(&a.positions))
            .then(a.hours.cmp(&b.hours))
            .then_with(|| (&a.skill, a.to).cmp(&(&b.skill, b.to)))
    });
    // One way for each skill: the level that brings most.
    let mut told = BTreeSet::new();
    advised.retain(|(_, skill)| told.insert(skill.skill.clone()));
    advised.truncate(MOST);
    advised.into_iter().map(|(_, skill)| skill).collect()
}

/// Skills and levels that openings served ask for and that are not taught so far.
fn candidates(board: &Board<'_>, judged: &Judged<'_>) -> BTreeSet<Candidate> {
    let serves = judged.serves().next().is_some();
    let counted = board.asked.iter().zip(&judged.openings).filter(|(_, worth)| !serves || !worth.served.is_empty());
    let lacking = |key: usize| {
        let (key, (value, _)) = (&board.keys[key], &judged.skills[key]);
        let skill = key.skill().filter(|_| *value < 1.0)?;
        let number = board.dictionary.skills.get(skill.as_str())?;
        Some(Candidate { skill, level: key.asked, number })
    };
    counted.flat_map(|(asked, _)| &asked.rows).filter_map(|row| lacking(row.key)).collect()
}

/// Who asks for a skill.
#[derive(Default)]
struct Asking<'b> {
    positions: BTreeSet<usize>,
    enterprises: BTreeSet<&'b OrganisationId>,
    chains: BTreeSet<&'b ChainId>,
}

impl<'b> Asking<'b> {
    fn note(&mut self, board: &'b Board<'_>, asked: &'b Asked<'_>) {
        self.positions.insert(asked.position);
        self.enterprises.extend(&asked.opening.organisation);
        let nodes = &board.reference.edition.nodes;
        let of = |id: &NodeId| nodes.iter().find(|node| node.id == *id).map(|node| &node.chain);
        self.chains.extend(asked.opening.demand.nodes.first().and_then(of));
    }
}

/// What teaching a skill to a level would bring, with the weight of what it unlocks.
fn advise(board: &Board<'_>, judged: &Judged<'_>, teaching: &Teaching, candidate: Candidate) -> (f64, SkillToAdd) {
    let Candidate { skill, level, number } = candidate;
    let facts = judged.facts.view();
    let held = after(&facts, number, level);
    let graduate = Facts { skills: &held, ..facts };
    let (mut weight, mut seats, mut gained, mut served) = (0.0, 0, 0.0, 0.0);
    let (mut unlocks, mut asking) = (BTreeSet::new(), Asking::default());
    for (asked, worth) in board.asked.iter().zip(&judged.openings) {
        let counts = !worth.served.is_empty() && worth.taught.is_some();
        served += if counts { asked.weight } else { 0.0 };
        let Some(exact) = asked.earns(number) else { continue };
        if exact {
            asking.note(board, asked);
        }
        let taught = taught(asked, &asked.brief.skill_values(&graduate));
        let rise = taught.zip(worth.taught).map_or(0.0, |(taught, before)| taught - before);
        gained += if counts { asked.weight * rise } else { 0.0 };
        let was = board.is_open(worth.taught, worth.passes, worth.fit);
        let passes = || asked.brief.gate(&graduate).failed == 0;
        if !was && board.is_open(taught, passes(), asked.brief.score(&graduate, &board.dictionary)) {
            (weight, seats) = (weight + asked.weight, seats + asked.opening.seats);
            unlocks.insert(asked.position);
        }
    }
    let from = facts.skills.iter().find(|held| held.skill == number).map_or(0, |held| held.level);
    let a_level = board.reference.method.pool.hours_a_level;
    let (hours, taught) = teaching.hours(skill.as_str(), from, level, a_level);
    let told = SkillToAdd {
        name: super::skill::name(&skill, &board.reference.vocabulary),
        skill,
        from,
        to: level,
        hours,
        estimated: !taught,
        seats,
        unlocks: unlocks.into_iter().map(|position| board.position_id(position)).collect(),
        gain: if served > 0.0 { gained / served } else { 0.0 },
        positions: asking.positions.len() as u32,
        enterprises: (!board.guarded).then_some(asking.enterprises.len() as u32),
        chains: asking.chains.len() as u32,
    };
    (weight, told)
}

/// The skills of a graduate who is taught one more, or one further.
fn after(facts: &Facts<'_>, number: u32, level: u8) -> Vec<SkillFact> {
    let others = facts.skills.iter().filter(|held| held.skill != number).copied();
    let held = facts.skills.iter().find(|held| held.skill == number).map_or(0, |held| held.level);
    let mut skills: Vec<SkillFact> = others.chain([SkillFact { skill: number, level: level.max(held) }]).collect();
    skills.sort_unstable_by_key(|fact| fact.skill);
    skills
}
