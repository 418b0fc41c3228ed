//! Which classes students wish for: mostly those of their own college and field, and some that everybody wishes for. One
//! class is hardly known, so that it stays under its minimum.

use crate::model::{Bilingual, Cohort, CohortId, CohortStatus, MajorId, Profile};

use super::dice::{Dice, Stream};
use super::town::Town;

/// Most wishes of one student.
const MOST: usize = 12;
/// How many of a thousand students wish for a class.
const WISHING: u32 = 620;

/// A class that takes in.
#[derive(Debug, Clone)]
struct Class {
    id: CohortId,
    school: Bilingual,
    major: Option<MajorId>,
    /// How well it is known.
    known: u32,
}

/// The classes that students can wish for.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices(Vec<Class>);

impl Choices {
    /// The classes that take in, the first the best known; the last is hardly known to anybody.
    pub(super) fn of(town: &Town, seed: u64) -> Self {
        let programmes = super::college::programmes(town, seed);
        let taking = |cohort: &Cohort| matches!(cohort.status, CohortStatus::Agreed | CohortStatus::Enrolling);
        let taking: Vec<Cohort> = super::college::cohorts(town, seed).into_iter().filter(taking).collect();
        let last = taking.len().saturating_sub(1);
        let class = |(place, cohort): (usize, Cohort)| {
            let college = town.colleges.iter().find(|college| college.id.as_str() == cohort.college.as_str())?;
            let programme = programmes.iter().find(|programme| programme.id == cohort.programme)?;
            Some(Class {
                id: cohort.id,
                school: college.name.clone(),
                major: programme.major.clone(),
                known: if place == last && last > 0 { 1 } else { 40 + 360 / (place as u32 + 1) },
            })
        };
        Self(taking.into_iter().enumerate().filter_map(class).collect())
    }

    /// The wishes of a person whose graduation is ahead, dearest first; none of anybody else. They are drawn apart from the
    /// person, whose record they must not change.
    pub(super) fn wishes(&self, town: &Town, seed: u64, number: usize, person: &Profile) -> Vec<CohortId> {
        let mut dice = Dice::new(seed, Stream::Wishes(number as u64));
        let studies = person.schooling.iter().find(|course| course.graduation.is_some_and(|end| end > town.month));
        let Some(course) = studies.filter(|_| dice.chance(WISHING)) else { return Vec::new() };
        let mut weights: Vec<u32> = self.0.iter().map(|class| class.weight(course)).collect();
        let most = MOST.min(self.0.len().saturating_sub(1).max(self.0.len().min(1)));
        let mut wishes = Vec::new();
        for _ in 0..dice.between(1, most as i32) {
            if weights.iter().any(|&weight| weight > 0) {
                let drawn = dice.weighted(&weights);
                weights[drawn] = 0;
                wishes.push(self.0[drawn].id.clone());
            }
        }
        wishes
    }
}

impl Class {
    fn weight(&self, course: &crate::model::Schooling) -> u32 {
        let here = course.school.as_deref() == Some(self.school.zh.as_str());
        let field = self.major.is_some() && course.major == self.major;
        self.known
            * match (here, field) {
                (true, true) => 30,
                (true, false) => 6,
                (false, true) => 4,
                (false, false) => 1,
            }
    }
}
