//! How far a skill held stands in for a skill wanted.
//!
//! `rel(i, j)`, i wanted and j held: 1 for the same skill; [`NARROWER`] when j is a part of i, [`BROADER`] when j contains
//! i; the stated strength for related skills; two such steps multiply when at least one of them goes along `broader`. A
//! step into a group that nothing contains counts half and leads nowhere further: all that "food processing" holds is not
//! one craft. At most [`MAX_RELATED`], and below [`MIN_RELATED`] nothing.

use std::collections::BTreeMap;

use super::SkillConcept;
use super::SkillRelation;
use super::concept::Concepts;

/// Most that another skill can stand in for the one wanted.
pub const MAX_RELATED: f64 = 0.6;
/// A part of the skill wanted: who masters HPLC knows much of chromatography.
pub const NARROWER: f64 = 0.6;
/// A skill that contains the one wanted: who knows chromatography may or may not know HPLC.
pub const BROADER: f64 = 0.4;
/// Related skills for which no strength is given.
pub const RELATED: f64 = 0.4;
/// Below this a skill does not stand in at all; it keeps neighbour lists short and reasons worth reading.
pub const MIN_RELATED: f64 = 0.2;
/// Most neighbours of one skill, the strongest; a group of hundreds would else be found in everybody.
pub const MAX_NEIGHBOURS: usize = 64;

/// What a step into a group that nothing contains counts of [`BROADER`].
const ROOT: f64 = 0.5;

/// Neighbour lists of all skills.
#[derive(Debug, Clone, Default)]
pub(super) struct Relatedness {
    neighbours: Vec<Vec<(u32, f64)>>,
}

/// One step: to which skill, how strong, whether along `broader`, and whether steps may follow.
struct Step {
    to: u32,
    strength: f64,
    along: bool,
    on: bool,
}

impl Relatedness {
    pub(super) fn new(skills: &Concepts<SkillConcept>, related: &[SkillRelation]) -> Self {
        let steps = steps(skills, related);
        let neighbours = (0..steps.len() as u32).map(|skill| neighbours(skill, &steps)).collect();
        Self { neighbours }
    }

    /// Neighbours of a wanted skill, by number.
    pub(super) fn of(&self, wanted: u32) -> &[(u32, f64)] {
        self.neighbours.get(wanted as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn between(&self, wanted: u32, held: u32) -> f64 {
        if wanted == held {
            return 1.0;
        }
        let list = self.of(wanted);
        list.binary_search_by_key(&held, |&(number, _)| number).map_or(0.0, |at| list[at].1)
    }
}

fn steps(skills: &Concepts<SkillConcept>, related: &[SkillRelation]) -> Vec<Vec<Step>> {
    let mut steps: Vec<Vec<Step>> = skills.all().iter().map(|_| Vec::new()).collect();
    for (narrow, skill) in skills.all().iter().enumerate() {
        for wide in skill.broader.iter().filter_map(|id| skills.number(id.as_str())) {
            let root = skills.at(wide).is_none_or(|group| group.broader.is_empty());
            let up = if root { BROADER * ROOT } else { BROADER };
            steps[narrow].push(Step { to: wide, strength: up, along: true, on: !root });
            steps[wide as usize].push(Step { to: narrow as u32, strength: NARROWER, along: true, on: true });
        }
    }
    for relation in related {
        let ends = (skills.number(relation.from.as_str()), skills.number(relation.to.as_str()));
        if let (Some(a), Some(b)) = ends {
            let strength = relation.strength.clamp(0.0, MAX_RELATED);
            steps[a as usize].push(Step { to: b, strength, along: false, on: true });
            steps[b as usize].push(Step { to: a, strength, along: false, on: true });
        }
    }
    steps
}

fn neighbours(skill: u32, steps: &[Vec<Step>]) -> Vec<(u32, f64)> {
    let mut best: BTreeMap<u32, f64> = BTreeMap::new();
    let mut offer = |to: u32, strength: f64| {
        if to != skill && strength >= MIN_RELATED {
            let held = best.entry(to).or_insert(0.0);
            *held = held.max(strength.min(MAX_RELATED));
        }
    };
    for first in &steps[skill as usize] {
        offer(first.to, first.strength);
        if first.on {
            for second in steps[first.to as usize].iter().filter(|second| second.along || first.along) {
                offer(second.to, first.strength * second.strength);
            }
        }
    }
    let mut list: Vec<(u32, f64)> = best.into_iter().collect();
    if list.len() > MAX_NEIGHBOURS {
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        list.truncate(MAX_NEIGHBOURS);
        list.sort_by_key(|&(number, _)| number);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SkillId;

    fn skill(id: &str, broader: &[&str]) -> SkillConcept {
        let broader = broader.iter().map(|b| SkillId::new(*b).unwrap()).collect();
        SkillConcept { id: SkillId::new(id).unwrap(), zh: None, en: id.to_owned(), aliases: Vec::new(), broader }
    }

    fn related(from: &str, to: &str, strength: f64) -> SkillRelation {
        SkillRelation { from: SkillId::new(from).unwrap(), to: SkillId::new(to).unwrap(), strength }
    }

    /// automation ⊃ plc ⊃ {siemens, mitsubishi}; automation ⊃ hmi; plc – hmi.
    fn small() -> (Concepts<SkillConcept>, Relatedness) {
        let skills = Concepts::new([
            skill("automation", &[]),
            skill("plc", &["automation"]),
            skill("siemens", &["plc"]),
            skill("mitsubishi", &["plc"]),
            skill("hmi", &["automation"]),
            skill("pump", &["automation"]),
        ]);
        let table = Relatedness::new(&skills, &[related("plc", "hmi", 0.5)]);
        (skills, table)
    }

    fn rel(wanted: &str, held: &str) -> f64 {
        let (skills, table) = small();
        table.between(skills.number(wanted).unwrap(), skills.number(held).unwrap())
    }

    #[test]
    fn nearness_by_hand() {
        assert_eq!(rel("plc", "plc"), 1.0);
        assert_eq!(rel("plc", "siemens"), NARROWER);
        assert_eq!(rel("siemens", "plc"), BROADER);
        assert_eq!(rel("siemens", "mitsubishi"), BROADER * NARROWER);
        assert_eq!(rel("plc", "hmi"), 0.5);
        assert_eq!(rel("siemens", "hmi"), BROADER * 0.5);
        assert_eq!(rel("automation", "siemens"), NARROWER * NARROWER);
    }

    #[test]
    fn a_field_is_not_one_craft() {
        assert_eq!(rel("pump", "siemens"), 0.0);
        assert_eq!(rel("pump", "plc"), 0.0);
        assert_eq!(rel("plc", "automation"), BROADER * ROOT);
    }

    #[test]
    fn nothing_but_the_same_skill_is_above_the_cap() {
        let (skills, table) = small();
        for wanted in 0..skills.all().len() as u32 {
            for &(held, strength) in table.of(wanted) {
                assert!(held != wanted && (MIN_RELATED..=MAX_RELATED).contains(&strength));
            }
        }
        let table = Relatedness::new(&skills, &[related("plc", "hmi", 3.0)]);
        assert_eq!(table.between(1, 4), MAX_RELATED);
    }

    #[test]
    fn neighbour_lists_are_short() {
        let many = (0..500).map(|n| skill(&format!("s{n}"), &["plc"])).chain([skill("plc", &["automation"])]);
        let skills = Concepts::new(many.chain([skill("automation", &[])]));
        let table = Relatedness::new(&skills, &[]);
        let plc = skills.number("plc").unwrap();
        assert_eq!(table.of(plc).len(), MAX_NEIGHBOURS);
        assert_eq!(table.of(plc)[0].0, 0, "ties go to the lower number");
    }
}
