//! Teaching: which skills a person lacks for a demand, which of them a programme teaches far enough, and how long it takes.
//!
//! A course first teaches the skills whose gate fails, then those that raise the fit most for a day, until the person is
//! ready; what turns out not to be needed is left out again. Only where that does not reach are skills counted that no
//! programme teaches far enough, the most telling first: they are told, and the course is none. Skills are taught one after
//! another: a level in the method's `days_a_level`, or the programme's hours at `hours_a_week`, whichever is told.

use std::collections::BTreeMap;

use super::Training;
use crate::fit::{Brief, Dictionary, Facts, SkillFact};
use crate::method::PlanValues;
use crate::model::{Criterion, Programme, SkillId};

/// Days of a week.
const WEEK: u32 = 7;

/// What programmes teach: by skill, level and hours, each way once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taught {
    skills: BTreeMap<SkillId, Vec<(u8, Option<u16>)>>,
}

impl Taught {
    pub(crate) fn of(training: &Training<'_>) -> Self {
        Self::by(training.programmes)
    }

    /// What some programmes teach.
    pub(crate) fn by<'p>(programmes: impl IntoIterator<Item = &'p Programme>) -> Self {
        let mut skills: BTreeMap<SkillId, Vec<(u8, Option<u16>)>> = BTreeMap::new();
        for taught in programmes.into_iter().flat_map(|programme| &programme.skills) {
            skills.entry(taught.skill.clone()).or_default().push((taught.level.get(), taught.hours));
        }
        for ways in skills.values_mut() {
            ways.sort_unstable();
            ways.dedup();
        }
        Self { skills }
    }

    /// The fewest hours that teaching a skill from a level to another adds, and whether any programme teaches so far:
    /// its hours in proportion to the levels. Where none tells its hours, `hours_a_level` for each level.
    pub(crate) fn hours(&self, skill: &str, from: u8, to: u8, hours_a_level: u16) -> (u16, bool) {
        let steps = u32::from(to.saturating_sub(from));
        let usual = steps * u32::from(hours_a_level);
        let of = |hours: u16, level: u8| (u32::from(hours) * steps).div_ceil(u32::from(level.max(1)));
        let far = self.skills.get(skill).into_iter().flatten().filter(|(level, _)| *level >= to);
        let hours = far.map(|&(level, hours)| hours.map_or(usual, |hours| of(hours, level))).min();
        (u16::try_from(hours.unwrap_or(usual)).unwrap_or(u16::MAX), hours.is_some())
    }

    /// The fewest days from a level to another, by any programme that teaches so far; none where none does.
    fn days(&self, skill: &str, from: u8, to: u8, values: &PlanValues) -> Option<u32> {
        let far = self.skills.get(skill)?.iter().filter(|(level, _)| *level >= to);
        let steps = u32::from(to.saturating_sub(from).max(1));
        let days = |hours: Option<u16>| match hours {
            Some(hours) => (u32::from(hours) * WEEK).div_ceil(values.hours_a_week.into()),
            None => steps * u32::from(values.days_a_level),
        };
        far.map(|(_, hours)| days(*hours)).min()
    }
}

/// Levels held: none, then 1 to 5.
const LEVELS: usize = 6;

/// One skill of the vocabulary that is asked for, as it can be taught.
#[derive(Debug, Clone)]
struct Lesson {
    /// Its place among the skills asked for.
    row: usize,
    requirement: u8,
    /// What it earns in full, in points.
    points: f64,
    level: u8,
    /// Number in the dictionary.
    number: u32,
    skill: SkillId,
    /// Days of teaching by the level held; none where nobody teaches so far.
    days: [Option<u32>; LEVELS],
}

/// A lesson that a person needs.
#[derive(Debug, Clone, Copy)]
struct Lack<'l> {
    lesson: &'l Lesson,
    held: u8,
    days: Option<u32>,
    /// Whether its gate fails now.
    gates: bool,
    /// Points that it brings.
    gain: f64,
}

impl Lack<'_> {
    /// Points a day; points where there is no saying how long it would take.
    fn rate(&self) -> f64 {
        self.days.map_or(self.gain, |days| self.gain / f64::from(days.max(1)))
    }
}

/// What is taught to one person.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    /// Skills that are taught, in the order of the demand.
    pub(crate) taught: Vec<super::Taught>,
    /// Skills that nobody teaches far enough, by id; the course is none then.
    pub(crate) untaught: Vec<super::Taught>,
    /// How long it takes.
    pub(crate) days: i32,
    /// The fit after it.
    pub(crate) fit: f64,
}

/// The skills of a demand as they can be taught.
#[derive(Debug, Clone)]
pub(crate) struct Courses {
    lessons: Vec<Lesson>,
    /// Requirements that could be taught, as bits.
    pub(super) teachable: u64,
    /// Of them, those that somebody teaches far enough.
    pub(super) taught: u64,
}

impl Courses {
    pub(crate) fn new(brief: &Brief, taught: &Taught, dictionary: &Dictionary, values: &PlanValues) -> Self {
        let total: f64 = brief.rows().map(|row| row.weight).sum();
        let rows: Vec<_> = brief.rows().collect();
        let lesson = |wanted: crate::fit::Wanted| {
            let (name, row) = (dictionary.skills.name(wanted.skill), rows.get(usize::from(wanted.row))?);
            Some(Lesson {
                row: usize::from(wanted.row),
                requirement: row.requirement,
                points: brief.points(Criterion::Skills, row.weight / total),
                level: row.level,
                number: wanted.skill,
                skill: SkillId::new(name).ok()?,
                days: std::array::from_fn(|held| taught.days(name, held as u8, row.level, values)),
            })
        };
        let mut lessons: Vec<Lesson> = brief.wanted().filter(|wanted| wanted.exact).filter_map(lesson).collect();
        lessons.sort_by_key(|lesson| lesson.row);
        let bits = |which: &dyn Fn(&Lesson) -> bool| {
            let lessons = lessons.iter().filter(|lesson| which(lesson));
            lessons.fold(0_u64, |bits, lesson| bits | 1 << lesson.requirement)
        };
        let (teachable, taught) = (bits(&|_| true), bits(&|lesson| lesson.days.iter().any(Option::is_some)));
        Self { lessons, teachable, taught }
    }

    /// The course that makes a person ready; none where teaching cannot, or a gate fails that is no skill of the vocabulary.
    pub(crate) fn course(
        &self,
        brief: &Brief,
        facts: &Facts<'_>,
        dictionary: &Dictionary,
        failed: u64,
        ready: f64,
    ) -> Option<Course> {
        if failed & !self.teachable != 0 {
            return None;
        }
        let lesson = |lack: &Lack<'_>| SkillFact { skill: lack.lesson.number, level: lack.lesson.level };
        let taught = |lacks: &[Lack<'_>]| lacks.iter().map(lesson).collect::<Vec<_>>();
        let fit = |lacks: &[Lack<'_>]| brief.score(&after(&taught(lacks), facts, &mut Vec::new()), dictionary);
        let lacks = self.lacks(facts, &brief.skill_values(facts), failed);
        let gates = lacks.iter().take_while(|lack| lack.gates).count();
        let taken = (gates..=lacks.len()).find(|taken| fit(&lacks[..*taken]) >= ready)?;
        let mut needed = lacks[..taken].to_vec();
        for at in (gates..taken).rev() {
            let left_out = needed.remove(at);
            if fit(&needed) < ready {
                needed.insert(at, left_out);
            }
        }
        let fit = fit(&needed);
        Some(Course::of(needed, fit))
    }

    /// What a person lacks: skills whose gate fails, then what is taught, by points a day, then what is not, by points; the
    /// order of the demand decides between equals.
    fn lacks<'l>(&'l self, facts: &Facts<'_>, values: &[f64], failed: u64) -> Vec<Lack<'l>> {
        let lack = |lesson: &'l Lesson| {
            let Lesson { row, number, points, requirement, days, .. } = lesson;
            let gain = points * (1.0 - values[*row]);
            let held = facts.skills.iter().find(|held| held.skill == *number).map_or(0, |held| held.level);
            let days = days[usize::from(held).min(LEVELS - 1)];
            (gain > 0.0).then_some(Lack { lesson, held, days, gates: failed >> requirement & 1 == 1, gain })
        };
        let mut lacks: Vec<Lack<'_>> = self.lessons.iter().filter_map(lack).collect();
        let rank = |lack: &Lack<'_>| (!lack.gates, lack.days.is_none());
        lacks.sort_by(|a, b| rank(a).cmp(&rank(b)).then(b.rate().total_cmp(&a.rate())));
        lacks
    }
}

impl Course {
    fn of(mut lacks: Vec<Lack<'_>>, fit: f64) -> Self {
        lacks.sort_by_key(|lack| lack.lesson.row);
        let days: u32 = lacks.iter().filter_map(|lack| lack.days).sum();
        let taught = |lack: &Lack<'_>| super::Taught {
            skill: lack.lesson.skill.clone(),
            from: lack.held,
            to: lack.lesson.level,
        };
        let (far, short): (Vec<&Lack<'_>>, Vec<&Lack<'_>>) = lacks.iter().partition(|lack| lack.days.is_some());
        let taught_of = |lacks: Vec<&Lack<'_>>| -> Vec<super::Taught> { lacks.into_iter().map(taught).collect() };
        let (taught, mut untaught) = (taught_of(far), taught_of(short));
        untaught.sort_unstable_by(|a, b| a.skill.cmp(&b.skill));
        Self { taught, untaught, days: i32::try_from(days).unwrap_or(i32::MAX), fit }
    }
}

/// The facts of a person who was taught: each lesson a skill once, at the level that it is taught to.
pub(super) fn after<'f>(lessons: &[SkillFact], facts: &Facts<'f>, skills: &'f mut Vec<SkillFact>) -> Facts<'f> {
    skills.clear();
    skills.extend(facts.skills.iter().filter(|held| lessons.iter().all(|lesson| lesson.skill != held.skill)));
    skills.extend(lessons);
    skills.sort_unstable_by_key(|fact| fact.skill);
    Facts { skills, ..*facts }
}
