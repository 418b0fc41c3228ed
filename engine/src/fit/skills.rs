//! Skills held against skills asked for: `v = Σ a_i·c_i / Σ a_i`, `c_i = max_j rel(i,j)·min(1, level_j/level_i)`.
//!
//! `i` runs over the skills asked for, `j` over those held. `a_i` is 1 for a legal or must skill and ½ for a preferred one,
//! `rel` is 1 for the same skill and at most 0.6 for a related one, and a level that is not known counts as the method's
//! share of the level asked. All of it is tabled once a demand, so that one person costs one look-up a skill held.

use super::{Dictionary, Evidence, Facts, Listener, SkillFact, Wanted, free_key};
use crate::method::SkillValues;
use crate::model::{Demand, Need};
use crate::vocabulary::Vocabulary;

/// Levels that a held skill can have in [`SkillFact`]: unknown, then 1 to 5.
const LEVELS: usize = 6;

/// One skill asked for.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Index in the demand's list.
    pub(super) requirement: u8,
    /// `a_i`.
    pub(super) weight: f64,
    /// Level asked, 1 to 5.
    pub(super) level: u8,
    pub(super) gates: bool,
    name: String,
}

/// What one held skill does for one row.
#[derive(Debug, Clone, Copy)]
struct Claim {
    row: u8,
    exact: bool,
    rel: f64,
    /// `rel·min(1, level/asked)` by level held.
    values: [f64; LEVELS],
}

/// The skills of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    rows: Vec<Row>,
    total: f64,
    /// By skill number: 0 for a skill that does nothing here, else 1 + its place in `spans`.
    slots: Vec<u16>,
    spans: Vec<(u16, u16)>,
    claims: Vec<Claim>,
}

/// Which gating requirements a person's skills meet, as bits by requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    /// Held at the level asked.
    pub(super) fully: u64,
    /// Held lower, at an unknown level, or a related one held.
    pub(super) nearly: u64,
}

impl Asked {
    pub(super) fn new(demand: &Demand, values: &SkillValues, vocabulary: &Vocabulary, dictionary: &Dictionary) -> Self {
        let rows = rows(demand, values);
        let mut by_skill: Vec<(u32, Claim)> = Vec::with_capacity(rows.len() * 8);
        for (row, asked) in rows.iter().enumerate() {
            let mut claim = |name: &str, exact: bool, rel: f64| {
                if let Some(skill) = dictionary.skills.get(name) {
                    by_skill.push((skill, Claim::new(row as u8, exact, rel, asked.level, values)));
                }
            };
            claim(&asked.name, true, 1.0);
            let number = vocabulary.skill_number(&asked.name);
            for &(held, rel) in number.map_or(&[][..], |number| vocabulary.related_to(number)) {
                if let Some(held) = vocabulary.skills().get(held as usize) {
                    claim(held.id.as_str(), false, rel.min(values.related_cap));
                }
            }
        }
        by_skill.sort_unstable_by_key(|(skill, claim)| (*skill, claim.row));
        let (mut slots, mut spans) = (vec![0; dictionary.skills.len()], Vec::new());
        let mut start = 0;
        for group in by_skill.chunk_by(|a, b| a.0 == b.0) {
            let end = start + group.len() as u16;
            spans.push((start, end));
            slots[group[0].0 as usize] = spans.len() as u16;
            start = end;
        }
        let claims = by_skill.into_iter().map(|(_, claim)| claim).collect();
        let total = rows.iter().map(|row| row.weight).sum();
        Self { rows, total, slots, spans, claims }
    }

    /// The value of a person's skills; `None` when none are asked for or none are known.
    pub(super) fn judge(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        if self.rows.is_empty() || self.total <= 0.0 || facts.skills.is_empty() {
            return None;
        }
        let mut sum = 0.0;
        for (row, &best) in self.rows.iter().zip(&self.values(facts)) {
            sum += row.weight * best;
            listener.hear(|| self.tell(row, best, facts, dictionary));
        }
        Some(sum / self.total)
    }

    /// `c_i` of each row; 1 only where the skill itself is held at the level asked.
    #[inline]
    pub(super) fn values(&self, facts: &Facts) -> [f64; Demand::MAX_REQUIREMENTS] {
        let mut best = [0.0_f64; Demand::MAX_REQUIREMENTS];
        for held in facts.skills {
            for claim in self.claims(held.skill) {
                let value = claim.values[usize::from(held.level).min(LEVELS - 1)];
                let slot = &mut best[usize::from(claim.row)];
                *slot = slot.max(value);
            }
        }
        best
    }

    /// Which gating requirements are met.
    pub(super) fn met(&self, facts: &Facts) -> Met {
        let mut met = Met { fully: 0, nearly: 0 };
        for held in facts.skills {
            for claim in self.claims(held.skill) {
                let row = &self.rows[usize::from(claim.row)];
                let bit = 1_u64 << row.requirement;
                met.nearly |= bit;
                if claim.exact && held.level >= row.level {
                    met.fully |= bit;
                }
            }
        }
        met
    }

    /// The evidence for one requirement, as [`Self::judge`] would give it.
    pub(super) fn evidence(&self, requirement: u8, facts: &Facts, dictionary: &Dictionary) -> Option<Evidence> {
        let number = self.rows.iter().position(|row| row.requirement == requirement)?;
        let values = facts.skills.iter().flat_map(|held| {
            let of_row = self.claims(held.skill).iter().filter(move |claim| usize::from(claim.row) == number);
            of_row.map(|claim| claim.values[usize::from(held.level).min(LEVELS - 1)])
        });
        let best = values.fold(0.0, f64::max);
        Some(self.tell(&self.rows[number], best, facts, dictionary))
    }

    /// The rows, in the order of the demand.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Every skill that does something here.
    pub(super) fn wanted(&self) -> impl Iterator<Item = Wanted> + '_ {
        let slots = self.slots.iter().enumerate().filter(|(_, slot)| **slot > 0);
        slots.flat_map(move |(skill, _)| {
            self.claims(skill as u32).iter().map(move |claim| {
                let row = &self.rows[usize::from(claim.row)];
                Wanted {
                    skill: skill as u32,
                    row: claim.row,
                    requirement: row.requirement,
                    rel: claim.rel,
                    exact: claim.exact,
                    gates: row.gates,
                    values: claim.values,
                }
            })
        })
    }

    #[inline]
    fn claims(&self, skill: u32) -> &[Claim] {
        match self.slots.get(skill as usize) {
            Some(&slot) if slot > 0 => {
                let (start, end) = self.spans[usize::from(slot) - 1];
                &self.claims[usize::from(start)..usize::from(end)]
            }
            _ => &[],
        }
    }

    /// Finds again what gave `best` to a row: the skill itself first, then the first by name, so that the words do not
    /// depend on how skills are numbered.
    fn tell(&self, row: &Row, best: f64, facts: &Facts, dictionary: &Dictionary) -> Evidence {
        let (requirement, skill, asked) = (usize::from(row.requirement), shown(&row.name), row.level);
        let mut source: Option<(&SkillFact, &Claim)> = None;
        for held in facts.skills {
            for claim in self.claims(held.skill) {
                let is_row = self.rows[usize::from(claim.row)].requirement == row.requirement;
                let gives = claim.values[usize::from(held.level).min(LEVELS - 1)] >= best;
                let name = |held: &SkillFact| dictionary.skills.name(held.skill);
                let earlier =
                    source.is_none_or(|(other, last)| (!claim.exact, name(held)) < (!last.exact, name(other)));
                if is_row && gives && earlier {
                    source = Some((held, claim));
                }
            }
        }
        match source {
            None => Evidence::SkillNotFound { requirement, skill, asked },
            Some((held, claim)) if !claim.exact => Evidence::SkillRelated {
                requirement,
                skill,
                asked,
                through: shown(dictionary.skills.name(held.skill)),
                held: (held.level > 0).then_some(held.level),
                relatedness: claim.rel,
            },
            Some((held, _)) if held.level == 0 => Evidence::SkillLevelUnknown { requirement, skill, asked },
            Some((held, _)) if held.level < asked => {
                Evidence::SkillLevelLow { requirement, skill, asked, held: held.level }
            }
            Some((held, _)) => Evidence::SkillMet { requirement, skill, asked, held: held.level },
        }
    }
}

impl Claim {
    fn new(row: u8, exact: bool, rel: f64, asked: u8, values: &SkillValues) -> Self {
        let share = |level: usize| match level {
            0 => values.unknown_level,
            level => (level as f64 / f64::from(asked)).min(1.0),
        };
        Self { row, exact, rel, values: std::array::from_fn(|level| rel * share(level)) }
    }
}

/// The name as a person knows it, without the mark of a skill in no vocabulary.
fn shown(name: &str) -> String {
    name.strip_prefix(super::FREE).unwrap_or(name).to_owned()
}

/// The skills asked for, in the order of the demand.
fn rows(demand: &Demand, values: &SkillValues) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (requirement, asked) in demand.requirements.iter().enumerate().take(Demand::MAX_REQUIREMENTS) {
        let Need::Skill { skill, text, level } = &asked.need else { continue };
        let name = match (skill, text) {
            (Some(id), _) => id.as_str().to_owned(),
            (None, text) => free_key(text.as_deref().unwrap_or_default()),
        };
        let gates = asked.hardness.gates();
        let weight = if gates { values.required } else { values.preferred };
        rows.push(Row { requirement: requirement as u8, weight, level: level.get(), gates, name });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, holds, judged, must, nobody, skill, wish};
    use crate::fit::Evidence;
    use crate::model::{Category, Criterion, Demand, HeldSkill};

    fn asked() -> Demand {
        let needs = vec![must(skill("plc", 4)), must(skill("weld", 2)), wish(skill("~茶艺", 3)), must(skill("cad", 3))];
        demand(Category::Engineer, needs)
    }

    fn value(skills: Vec<HeldSkill>) -> Option<f64> {
        judged(&fit(&asked(), &crate::model::Profile { skills, ..nobody() }), Criterion::Skills)
    }

    #[test]
    fn a_worked_example() {
        // plc: through siemens .6·min(1, 4/4) = .6; weld: 1/2; 茶艺: level unknown .6, weighs ½; cad: not found.
        let held = vec![holds("siemens", 5), holds("weld", 1), holds("~茶艺", 0), holds("spc", 5)];
        let by_hand = (0.6 + 0.5 + 0.5 * 0.6 + 0.0) / 3.5;
        assert!((value(held).unwrap() - by_hand).abs() < 1e-12);
    }

    #[test]
    fn each_requirement_has_its_evidence() {
        let held = vec![holds("siemens", 5), holds("weld", 1), holds("~茶艺", 0)];
        let fit = fit(&asked(), &crate::model::Profile { skills: held, ..nobody() });
        let evidence = &fit.parts[0].evidence;
        assert!(
            matches!(&evidence[0], Evidence::SkillRelated { through, relatedness, .. } if through == "siemens" && *relatedness == 0.6)
        );
        assert!(matches!(evidence[1], Evidence::SkillLevelLow { asked: 2, held: 1, .. }));
        assert!(matches!(&evidence[2], Evidence::SkillLevelUnknown { skill, .. } if skill == "茶艺"));
        assert!(matches!(evidence[3], Evidence::SkillNotFound { requirement: 3, .. }));
    }

    #[test]
    fn the_skill_itself_beats_its_relatives_at_equal_value() {
        let held = vec![holds("hmi", 5), holds("plc", 2)];
        let fit = fit(&asked(), &crate::model::Profile { skills: held, ..nobody() });
        assert!(matches!(fit.parts[0].evidence[0], Evidence::SkillLevelLow { held: 2, .. }));
    }

    #[test]
    fn no_skills_known_or_asked_is_unknown() {
        assert_eq!(value(Vec::new()), None);
        let fit = fit(
            &demand(Category::Engineer, Vec::new()),
            &crate::model::Profile { skills: vec![holds("plc", 3)], ..nobody() },
        );
        assert_eq!(judged(&fit, Criterion::Skills), None);
    }

    #[test]
    fn all_held_is_one_and_strangers_are_nothing() {
        let all = vec![holds("plc", 5), holds("weld", 2), holds("~茶艺", 3), holds("cad", 3)];
        assert_eq!(value(all), Some(1.0));
        assert_eq!(value(vec![holds("tea", 5), holds("~会计", 5)]), Some(0.0));
    }
}
