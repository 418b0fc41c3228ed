//! Finished projects and those among them that were converted.

use std::ops::RangeInclusive;

use crate::model::{Achievement, AchievementKind};

/// Projects of some people. Records do not say which conversion belongs to which project: a conversion counts for a
/// project of the same person that ended in its year or at most so many years before, each for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Projects {
    /// People with a finished project.
    pub people: u32,
    /// Of those, people with a conversion.
    pub converting: u32,
    /// Finished projects.
    pub finished: u32,
    /// Of those, projects with a conversion.
    pub converted: u32,
}

impl Projects {
    /// Counts the projects of a person that ended in a span of years; what has no year is not counted.
    pub(super) fn add(&mut self, done: &[Achievement], span: &RangeInclusive<i16>, years: u8) {
        let of = |kinds: &'static [AchievementKind]| {
            let dated = done.iter().filter(|done| kinds.contains(&done.kind));
            dated.filter_map(|done| Some((done.year?, u32::from(done.count)))).collect::<Vec<_>>()
        };
        let mut projects = of(&[AchievementKind::ProjectResult, AchievementKind::LongProject]);
        projects.retain(|(year, _)| span.contains(year));
        let finished: u32 = projects.iter().map(|(_, count)| count).sum();
        if finished == 0 {
            return;
        }
        let converted = converted(projects, of(&[AchievementKind::PatentConverted]), years);
        self.people += 1;
        self.converting += u32::from(converted > 0);
        self.finished += finished;
        self.converted += converted;
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            converting: self.converting + other.converting,
            finished: self.finished + other.finished,
            converted: self.converted + other.converted,
        }
    }
}

/// How many projects have a conversion: earliest conversions take the earliest projects that they can belong to, which
/// no other way of pairing beats.
fn converted(mut projects: Vec<(i16, u32)>, mut conversions: Vec<(i16, u32)>, years: u8) -> u32 {
    projects.sort_unstable();
    conversions.sort_unstable();
    let mut taken = 0;
    for (year, mut left) in conversions {
        let near = |ended: i16| ended <= year && ended + i16::from(years) >= year;
        for (_, open) in projects.iter_mut().filter(|(ended, _)| near(*ended)) {
            let pairs = left.min(*open);
            (left, *open, taken) = (left - pairs, *open - pairs, taken + pairs);
        }
    }
    taken
}
