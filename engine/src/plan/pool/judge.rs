//! What a programme's graduates are worth to each opening, and what they must be taught first: judged by the same brief as
//! people are, with the taught skills among the facts.

use std::collections::BTreeMap;

use super::left::left;
use super::problem::{Lesson, Suit};
use crate::fit::{Brief, Dictionary, Facts, FactsBuf, SkillFact};
use crate::model::{CohortForm, Date, Need, Programme, SkillId, SkillLevel, TaughtSkill};
use crate::plan::asked::due;
use crate::plan::classes::graduate;
use crate::plan::course::{Courses, Taught, after};
use crate::plan::standing::touches;
use crate::plan::{FillPlan, Opening, Supply, Training};
use crate::reference::Reference;

/// An opening made ready to be judged.
pub(super) struct Asked<'o> {
    pub(super) opening: &'o Opening,
    /// Seats that are left to be pooled.
    pub(super) left: u32,
    pub(super) due: Date,
    /// Whether its place of use lies in the city, or does not matter.
    pub(super) here: bool,
    pub(super) brief: Brief,
    courses: Courses,
    /// Gating requirements that are no skill, as bits: no class can give them.
    barring: u64,
    /// Skills that are asked for, with the level.
    pub(super) skills: Vec<(u32, u8)>,
}

/// What stands between a programme's graduates and an opening.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// Nothing that cannot be taught.
    Suits(Suit),
    /// Skills that no programme teaches far enough.
    Untaught { skills: Vec<SkillId>, fit: f64 },
    /// Not near enough with everything that is taught.
    TooFar { fit: f64 },
    /// A requirement that teaching does not touch.
    Barred { requirement: usize },
}

/// Programmes and openings in the numbers of one dictionary.
pub(super) struct Judge<'o> {
    reference: &'o Reference,
    dictionary: Dictionary,
    taught: Taught,
    /// By programme: its graduates as it is, ready on the first day that is tried; pupils, then employees.
    graduates: Vec<[FactsBuf; 2]>,
    pub(super) asked: Vec<Asked<'o>>,
    /// Every skill that some opening asks for, to the highest level that is asked and taught.
    everything: Vec<SkillFact>,
}

impl<'o> Judge<'o> {
    pub(super) fn new(
        supply: &'o Supply,
        openings: &'o [Opening],
        training: &Training<'o>,
        plan: &FillPlan,
        ready: Date,
    ) -> Self {
        let (reference, as_of) = (supply.matcher().reference(), supply.as_of());
        let mut dictionary = Dictionary::default();
        for skill in reference.vocabulary.skills() {
            dictionary.skill(&skill.id);
        }
        let mut facts = |programme: &Programme| {
            [CohortForm::OrderClass, CohortForm::NewTypeApprenticeship]
                .map(|form| FactsBuf::of(&graduate(programme, &[], form, ready, reference), &mut dictionary))
        };
        let graduates = training.programmes.iter().map(&mut facts).collect();
        let taught = Taught::of(training);
        let left = left(openings, training.cohorts, plan, as_of);
        let asked = |opening: &'o Opening| {
            let left = left.get(&opening.id).copied().unwrap_or_default();
            Asked::new(opening, left, reference, &dictionary, &taught, as_of)
        };
        let asked: Vec<Asked<'o>> = openings.iter().map(asked).collect();
        let everything = everything(&asked, &dictionary, &taught, reference);
        Self { reference, dictionary, taught, graduates, asked, everything }
    }

    /// How the graduates of a programme, by number, stand to an opening, by number: pupils or employees.
    pub(super) fn verdict(&self, programme: usize, pupils: bool, opening: usize) -> Option<Verdict> {
        let facts = self.graduates.get(programme)?[usize::from(!pupils)].view();
        let asked = self.asked.get(opening)?;
        let least = self.reference.method.pool.least_fit;
        let gates = asked.brief.gate(&facts);
        let barred = (gates.failed | gates.to_verify) & asked.barring;
        if barred != 0 {
            return Some(Verdict::Barred { requirement: barred.trailing_zeros() as usize });
        }
        let most = self.most(&facts, asked);
        Some(match asked.courses.course(&asked.brief, &facts, &self.dictionary, gates.failed, least) {
            Some(course) if course.untaught.is_empty() => {
                let lesson = |one: &crate::plan::Taught| self.lesson(&facts, &one.skill, one.to);
                let lessons = course.taught.iter().map(lesson).collect::<Option<Vec<Lesson>>>()?;
                Verdict::Suits(Suit { opening, fit: course.fit / 100.0, most: most.max(course.fit) / 100.0, lessons })
            }
            Some(course) => Verdict::Untaught {
                skills: course.untaught.into_iter().map(|taught| taught.skill).collect(),
                fit: course.fit,
            },
            None if gates.failed & !asked.courses.teachable != 0 => {
                let requirement = (gates.failed & !asked.courses.teachable).trailing_zeros() as usize;
                Verdict::Barred { requirement }
            }
            None => Verdict::TooFar { fit: most },
        })
    }

    /// The fit with everything that could be taught.
    fn most(&self, facts: &Facts<'_>, asked: &Asked<'_>) -> f64 {
        let higher = |lesson: &&SkillFact| level(facts, lesson.skill) < lesson.level;
        let lessons: Vec<SkillFact> = self.everything.iter().filter(higher).copied().collect();
        asked.brief.score(&after(&lessons, facts, &mut Vec::new()), &self.dictionary)
    }

    /// A lesson as the programme of these graduates would add it; none where nobody teaches so far.
    fn lesson(&self, facts: &Facts<'_>, skill: &SkillId, to: u8) -> Option<Lesson> {
        let number = self.dictionary.skills.get(skill.as_str())?;
        let a_level = self.reference.method.pool.hours_a_level;
        let (hours, taught) = self.taught.hours(skill.as_str(), level(facts, number), to, a_level);
        taught.then_some(Lesson { skill: number, level: to, hours })
    }

    /// What an opening asks for beyond what graduates of a programme hold, where somebody teaches it.
    pub(super) fn lacks(&self, programme: usize, opening: usize) -> Vec<Lesson> {
        let Some([pupils, _]) = self.graduates.get(programme) else { return Vec::new() };
        let facts = pupils.view();
        let lacks = self.asked[opening].skills.iter().filter(|(skill, to)| level(&facts, *skill) < *to);
        lacks.filter_map(|&(skill, to)| self.lesson(&facts, &self.skill(skill)?, to)).collect()
    }

    /// The fit of graduates who are taught some lessons too; none where a gate fails or is out of reach of any class.
    pub(super) fn fit(&self, graduates: &FactsBuf, lessons: &[Lesson], opening: usize) -> Option<f64> {
        let (facts, asked) = (graduates.view(), &self.asked[opening]);
        let lessons: Vec<SkillFact> = lessons.iter().map(|l| SkillFact { skill: l.skill, level: l.level }).collect();
        let mut skills = Vec::new();
        let facts = after(&lessons, &facts, &mut skills);
        let gates = asked.brief.gate(&facts);
        let shut = gates.failed | (gates.to_verify & asked.barring);
        (shut == 0).then(|| asked.brief.score(&facts, &self.dictionary))
    }

    /// Graduates of a class that is ready on a day. Names of programmes are in the dictionary already.
    pub(super) fn graduates(&self, programme: &Programme, form: CohortForm, ready: Date) -> FactsBuf {
        let graduate = graduate(programme, &[], form, ready, self.reference);
        FactsBuf::of(&graduate, &mut self.dictionary.clone())
    }

    /// The skill of a number.
    pub(super) fn skill(&self, number: u32) -> Option<SkillId> {
        SkillId::new(self.dictionary.skills.name(number)).ok()
    }

    /// A lesson as the record of a class says it.
    pub(super) fn told(&self, lesson: &Lesson) -> Option<TaughtSkill> {
        let level = SkillLevel::try_from(lesson.level).ok()?;
        Some(TaughtSkill { skill: self.skill(lesson.skill)?, level, hours: Some(lesson.hours) })
    }
}

impl<'o> Asked<'o> {
    fn new(
        opening: &'o Opening,
        left: u32,
        reference: &Reference,
        dictionary: &Dictionary,
        taught: &Taught,
        as_of: Date,
    ) -> Self {
        let demand = &opening.demand;
        let brief = Brief::new(demand, reference, dictionary, as_of);
        let levels: Vec<u8> = brief.rows().map(|row| row.level).collect();
        let exact = brief.wanted().filter(|wanted| wanted.exact);
        let mut skills: Vec<(u32, u8)> =
            exact.filter_map(|wanted| Some((wanted.skill, *levels.get(usize::from(wanted.row))?))).collect();
        skills.sort_unstable();
        let city = &reference.edition.region;
        let bars = |need: &Need| !matches!(need, Need::Skill { .. });
        let barring = demand.requirements.iter().enumerate().take(64);
        let barring = barring.filter(|(_, asked)| asked.hardness.gates() && bars(&asked.need));
        Self {
            opening,
            left,
            due: due(demand, &reference.method, as_of),
            here: demand.regions.is_empty() || demand.regions.iter().any(|region| touches(city, region)),
            courses: Courses::new(&brief, taught, dictionary, &reference.method.plan),
            brief,
            barring: barring.fold(0, |bits, (at, _)| bits | 1 << at),
            skills,
        }
    }
}

fn everything(asked: &[Asked<'_>], dictionary: &Dictionary, taught: &Taught, reference: &Reference) -> Vec<SkillFact> {
    let a_level = reference.method.pool.hours_a_level;
    let mut highest: BTreeMap<u32, u8> = BTreeMap::new();
    for &(skill, level) in asked.iter().flat_map(|asked| &asked.skills) {
        let known = highest.get(&skill).copied().unwrap_or_default();
        if level > known && taught.hours(dictionary.skills.name(skill), 0, level, a_level).1 {
            highest.insert(skill, level);
        }
    }
    highest.into_iter().map(|(skill, level)| SkillFact { skill, level }).collect()
}

fn level(facts: &Facts<'_>, skill: u32) -> u8 {
    facts.skills.iter().find(|held| held.skill == skill).map_or(0, |held| held.level)
}
