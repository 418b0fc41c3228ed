//! The people of a plan: read once, with where each of them stands. Programmes and classes come apart, as [`Training`].

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::standing::Reader;
use super::{Roster, Standing};
use crate::fit::Dictionary;
use crate::matching::Matcher;
use crate::model::{Cohort, Date, Outcome, Profile, Programme};
use crate::reference::Reference;

/// Everybody who may be ranked, and where they stand on the day of the plan.
#[derive(Debug)]
pub struct Supply {
    matcher: Matcher,
    /// By row of the matcher.
    standing: Vec<Standing>,
    roster: Roster,
    as_of: Date,
}

impl Supply {
    /// Reads people as a stream. Who does not allow ranking is not in it; of two records of one id the later counts.
    #[must_use]
    pub fn read(reference: Arc<Reference>, as_of: Date, profiles: impl IntoIterator<Item = Profile>) -> Self {
        let reader = Reader::new(&reference, as_of);
        let mut read: FxHashMap<Box<str>, Standing> = FxHashMap::default();
        let mut roster = Roster::default();
        let noted = profiles.into_iter().inspect(|profile| {
            roster.note(profile);
            read.insert(profile.id.as_str().into(), reader.standing(profile));
        });
        let mut names = Dictionary::default();
        reference.vocabulary.skills().iter().for_each(|skill| {
            names.skill(&skill.id);
        });
        let matcher = Matcher::knowing(names, Arc::clone(&reference), noted);
        let people = matcher.people();
        let standing = (0..people.rows() as u32).map(|row| read.remove(people.id(row)).unwrap_or_default()).collect();
        Self { matcher, standing, roster, as_of }
    }

    /// The same people, with what organisations report of them: who left one within the method's `plan.left_days`, and has
    /// not begun again with it, counts as having left, with the reason told.
    #[must_use]
    pub fn hearing(mut self, outcomes: &[Outcome]) -> Self {
        let left = Reader::new(self.matcher.reference(), self.as_of).left(outcomes);
        for (talent, reason) in left {
            if let Some(row) = self.matcher.people().row(talent.as_str())
                && let Some(standing) = self.standing.get_mut(row as usize)
            {
                (standing.left, standing.reason) = (true, reason.or(standing.reason));
            }
        }
        self
    }

    /// The same people, with the classes that they have seats in: who sits in one that will bring people counts as its
    /// seat. A class that is not among them, proposed, cancelled or over holds nobody.
    #[must_use]
    pub fn seating(mut self, cohorts: &[Cohort]) -> Self {
        for cohort in cohorts.iter().filter(|cohort| cohort.status.is_coming()) {
            for person in self.roster.people(&cohort.id) {
                if let Some(row) = self.matcher.people().row(person.as_str())
                    && let Some(standing) = self.standing.get_mut(row as usize)
                {
                    standing.seated = true;
                }
            }
        }
        self
    }

    /// Who has a seat in which class.
    #[must_use]
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The people behind the index. It knows no orders.
    #[must_use]
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// Where the person of a row stands; nothing is known of a row that was never given.
    #[must_use]
    pub fn standing(&self, row: u32) -> Standing {
        self.standing.get(row as usize).copied().unwrap_or_default()
    }

    /// The day of the plan.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }
}

/// What the city teaches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Training<'t> {
    /// Programmes of its colleges.
    pub programmes: &'t [Programme],
    /// Classes.
    pub cohorts: &'t [Cohort],
}
