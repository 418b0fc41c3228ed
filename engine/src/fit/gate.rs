//! Gates: what a law or an employer cannot do without. They stand beside the score and never change it.
//!
//! A requirement known to be met passes, one known not to be met fails, and one of which too little is known is to be
//! verified: a person is never turned away for what is merely not written down.

use super::qualification::{self, Want};
use super::standing::{By, Held, grade_held};
use super::{Dictionary, Evidence, Facts, LicenceState, experience, occupation, skills};
use crate::model::{Demand, Need};

/// How a person stands to a gating requirement, or to all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum GateOutcome {
    /// Known to be met.
    Pass,
    /// Too little is known.
    ToVerify,
    /// Known not to be met.
    Fail,
}

/// All gates of one person in two sets of bits by requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gates {
    /// Requirements known not to be met.
    pub failed: u64,
    /// Requirements of which too little is known.
    pub to_verify: u64,
}

impl Gates {
    /// The worst of all.
    #[must_use]
    pub const fn outcome(self) -> GateOutcome {
        match (self.failed, self.to_verify) {
            (0, 0) => GateOutcome::Pass,
            (0, _) => GateOutcome::ToVerify,
            _ => GateOutcome::Fail,
        }
    }

    /// Requirements that failed, by index.
    pub fn failures(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |i| self.failed >> i & 1 == 1)
    }

    const fn set(&mut self, requirement: u8, outcome: GateOutcome) {
        match outcome {
            GateOutcome::Pass => {}
            GateOutcome::ToVerify => self.to_verify |= 1 << requirement,
            GateOutcome::Fail => self.failed |= 1 << requirement,
        }
    }
}

/// The verdict on one gating requirement, with its evidence.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GateVerdict {
    /// Index in the demand's list.
    pub requirement: usize,
    /// How the person stands to it.
    pub outcome: GateOutcome,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// The gating requirements of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    gates: Vec<(u8, Kind)>,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Skill,
    /// Place in the qualification's items.
    Qualification(u8),
    Experience(u8),
}

/// What the gates read: the criteria compiled for the same demand.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub(super) skills: &'a skills::Asked,
    pub(super) occupation: &'a occupation::Asked,
    pub(super) qualification: &'a qualification::Asked,
    pub(super) experience: &'a experience::Asked,
}

impl Asked {
    pub(super) fn new(demand: &Demand, qualification: &qualification::Asked) -> Self {
        let gating = demand.requirements.iter().enumerate().take(Demand::MAX_REQUIREMENTS);
        let gating = gating.filter(|(_, asked)| asked.hardness.gates());
        let kind = |i: usize, need: &Need| match need {
            Need::Skill { .. } => Some(Kind::Skill),
            Need::Experience { years } => Some(Kind::Experience(*years)),
            Need::Education { .. }
            | Need::Major { .. }
            | Need::Title { .. }
            | Need::Grade { .. }
            | Need::Licence { .. } => {
                let place = qualification.items().iter().position(|item| usize::from(item.requirement) == i)?;
                Some(Kind::Qualification(place as u8))
            }
        };
        Self { gates: gating.filter_map(|(i, asked)| Some((i as u8, kind(i, &asked.need)?))).collect() }
    }

    /// All gates at once.
    pub(super) fn judge(&self, facts: &Facts, bench: Bench) -> Gates {
        let mut gates = Gates::default();
        if self.gates.is_empty() {
            return gates;
        }
        let met = bench.skills.met(facts);
        for &(requirement, kind) in &self.gates {
            gates.set(requirement, outcome(requirement, kind, met, facts, bench));
        }
        gates
    }

    /// The same verdicts, told one by one.
    pub(super) fn tell(&self, facts: &Facts, bench: Bench, dictionary: &Dictionary) -> Vec<GateVerdict> {
        let met = bench.skills.met(facts);
        let verdict = |&(requirement, kind): &(u8, Kind)| GateVerdict {
            requirement: usize::from(requirement),
            outcome: outcome(requirement, kind, met, facts, bench),
            evidence: evidence(requirement, kind, facts, bench, dictionary),
        };
        self.gates.iter().map(verdict).collect()
    }
}

fn outcome(requirement: u8, kind: Kind, met: skills::Met, facts: &Facts, bench: Bench) -> GateOutcome {
    let bit = 1_u64 << requirement;
    match kind {
        Kind::Skill if met.fully & bit != 0 => GateOutcome::Pass,
        Kind::Skill if met.nearly & bit != 0 || facts.skills.is_empty() => GateOutcome::ToVerify,
        Kind::Skill => GateOutcome::Fail,
        Kind::Qualification(place) => qualified(&bench.qualification.items()[usize::from(place)].want, facts, bench),
        Kind::Experience(asked) => match bench.experience.years(facts, bench.occupation) {
            Some((near, _)) if near >= f64::from(asked) => GateOutcome::Pass,
            // Undated posts may hold the years that are missing.
            Some(_) if facts.posts.iter().all(|post| post.start.is_some()) => GateOutcome::Fail,
            _ => GateOutcome::ToVerify,
        },
    }
}

fn qualified(want: &Want, facts: &Facts, bench: Bench) -> GateOutcome {
    let standing = &bench.qualification.standing;
    let reaches = |asked: Option<u8>, held: Option<Held>, silent: bool| match (asked, held) {
        (Some(asked), Some(held)) if held.rank >= asked => GateOutcome::Pass,
        // What was lowered may be recognised after all, by a person.
        (Some(asked), Some(held)) if held.by == By::Lowered && held.rank + 1 >= asked => GateOutcome::ToVerify,
        // A grade says that no school or title was needed, not that there is none.
        (Some(_), Some(_)) if silent => GateOutcome::ToVerify,
        (Some(_), Some(_)) => GateOutcome::Fail,
        (None, _) | (_, None) => GateOutcome::ToVerify,
    };
    match want {
        Want::Education { rank, .. } => reaches(*rank, standing.education(facts), facts.schooling.is_empty()),
        Want::Title { rank } => reaches(Some(*rank), standing.title(facts), facts.titles.is_empty()),
        Want::Grade { grade } => reaches(Some(*grade), grade_held(facts, bench.occupation), false),
        Want::Major => match bench.qualification.majors.best(facts) {
            Some(value) if value >= 1.0 => GateOutcome::Pass,
            Some(value) if value <= 0.0 => GateOutcome::Fail,
            Some(_) | None => GateOutcome::ToVerify,
        },
        Want::Licence { number, .. } => match standing.licence(*number, facts).0 {
            LicenceState::Valid => GateOutcome::Pass,
            LicenceState::Unknown => GateOutcome::ToVerify,
            LicenceState::Expired | LicenceState::NotHeld => GateOutcome::Fail,
        },
    }
}

fn evidence(requirement: u8, kind: Kind, facts: &Facts, bench: Bench, dictionary: &Dictionary) -> Vec<Evidence> {
    let mut told = Vec::new();
    match kind {
        Kind::Skill => told.extend(bench.skills.evidence(requirement, facts, dictionary)),
        Kind::Qualification(place) => {
            let item = &bench.qualification.items()[usize::from(place)];
            told.push(bench.qualification.tell(item, facts, bench.occupation, dictionary));
        }
        Kind::Experience(asked) => {
            let years = bench.experience.years(facts, bench.occupation);
            told.extend(years.map(|(years, other_years)| Evidence::Experience {
                years,
                other_years,
                asked: Some(asked),
            }));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::super::trial::*;
    use super::*;
    use crate::model::{Category, HeldSkill, Profile};

    fn outcome(skills: Vec<HeldSkill>) -> GateOutcome {
        let demand = demand(Category::Engineer, vec![wish(skill("cad", 5)), must(skill("plc", 3))]);
        with_brief(&demand, &Profile { skills, ..nobody() }, |brief, facts, _| brief.gate(facts).outcome())
    }

    #[test]
    fn a_must_skill_gates_by_what_is_known() {
        assert_eq!(outcome(vec![holds("plc", 3)]), GateOutcome::Pass);
        assert_eq!(outcome(vec![holds("plc", 2)]), GateOutcome::ToVerify);
        assert_eq!(outcome(vec![holds("plc", 0)]), GateOutcome::ToVerify);
        assert_eq!(outcome(vec![holds("siemens", 5)]), GateOutcome::ToVerify);
        assert_eq!(outcome(vec![holds("tea", 5)]), GateOutcome::Fail);
        assert_eq!(outcome(Vec::new()), GateOutcome::ToVerify);
    }

    #[test]
    fn verdicts_are_told_one_by_one_and_agree_with_the_bits() {
        let needs = vec![wish(skill("cad", 5)), must(skill("plc", 3)), legal(licence("lift")), legal(education("31"))];
        let demand = demand(Category::MasterTechnician, needs);
        let person = Profile { skills: vec![holds("tea", 1)], grades: vec![held_grade(3, "", None)], ..nobody() };
        with_brief(&demand, &person, |brief, facts, dictionary| {
            let (gates, verdicts) = (brief.gate(facts), brief.gates(facts, dictionary));
            let told: Vec<_> = verdicts.iter().map(|v| (v.requirement, v.outcome)).collect();
            use GateOutcome::{Fail, Pass, ToVerify};
            assert_eq!(told, [(1, Fail), (2, ToVerify), (3, Pass)]);
            assert_eq!((gates.failed, gates.to_verify), (1 << 1, 1 << 2));
            assert!(matches!(verdicts[0].evidence[0], Evidence::SkillNotFound { requirement: 1, .. }));
            assert!(matches!(verdicts[2].evidence[0], Evidence::Education { by_grade: Some(3), .. }));
        });
    }
}
