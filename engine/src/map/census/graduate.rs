//! Graduates of the colleges of the edition, and where they work.

use std::collections::BTreeMap;

use super::Person;
use crate::model::{Date, MajorId, Month, Profile, Schooling};
use crate::text::fold;

/// Where a graduate works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Work {
    /// In the city.
    Here,
    /// Elsewhere.
    Away,
    /// Nobody told where.
    Somewhere,
    /// At no post that is known; whoever studies on is here too.
    Nowhere,
}

/// A graduate of a college of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graduate {
    /// The college, as an index of the edition's list.
    pub college: usize,
    /// What was studied there, where it is a major of the vocabulary.
    pub major: Option<MajorId>,
    /// The month of graduation.
    pub month: Month,
    /// Where the person works.
    pub work: Work,
}

impl Graduate {
    /// The last graduation from a college of the edition up to a day.
    pub(super) fn of(
        profile: &Profile,
        person: &Person<'_>,
        colleges: &BTreeMap<String, usize>,
        as_of: Date,
    ) -> Option<Self> {
        let of = |course: &Schooling| {
            let month = course.graduation.filter(|month| *month <= as_of.month())?;
            let college = *colleges.get(fold(course.school.as_deref()?.trim()).as_ref())?;
            Some((month, college))
        };
        let told = profile.schooling.iter().filter_map(|course| of(course).map(|found| (found, course)));
        let ((month, college), course) = told.max_by_key(|(found, _)| *found)?;
        let studies = profile.schooling.iter().any(|course| course.graduation.is_some_and(|end| end > as_of.month()));
        let work = match (person.held(), person.works_here()) {
            (None, _) => Work::Nowhere,
            _ if studies => Work::Nowhere,
            (_, Some(true)) => Work::Here,
            (_, Some(false)) => Work::Away,
            (_, None) => Work::Somewhere,
        };
        Some(Self { college, major: course.major.clone(), month, work })
    }

    /// The year of graduation.
    #[must_use]
    pub fn year(&self) -> i16 {
        i16::try_from(self.month.year()).unwrap_or(i16::MAX)
    }
}
