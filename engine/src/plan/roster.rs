//! Who has a seat in which class, by the records of people.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CohortId, Profile, TalentId};

/// Who has a seat in which class; everybody counts, also who may not be ranked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    seat: BTreeMap<TalentId, CohortId>,
    people: BTreeMap<CohortId, BTreeSet<TalentId>>,
}

impl Roster {
    /// Takes a person's seat down; of two records of one id the later counts.
    pub fn note(&mut self, profile: &Profile) {
        if let Some(before) = self.seat.remove(&profile.id)
            && let Some(people) = self.people.get_mut(&before)
        {
            people.remove(&profile.id);
        }
        if let Some(cohort) = &profile.cohort {
            self.seat.insert(profile.id.clone(), cohort.clone());
            self.people.entry(cohort.clone()).or_default().insert(profile.id.clone());
        }
    }

    /// The class that a person has a seat in.
    #[must_use]
    pub fn class_of(&self, person: &TalentId) -> Option<&CohortId> {
        self.seat.get(person)
    }

    /// The people of a class, by id.
    pub fn people(&self, cohort: &CohortId) -> impl Iterator<Item = &TalentId> {
        self.people.get(cohort).into_iter().flatten()
    }

    /// How many people a class has; 0 where they are not on record.
    #[must_use]
    pub fn enrolled(&self, cohort: &CohortId) -> usize {
        self.people.get(cohort).map_or(0, BTreeSet::len)
    }
}

impl<'p> FromIterator<&'p Profile> for Roster {
    fn from_iter<I: IntoIterator<Item = &'p Profile>>(people: I) -> Self {
        let mut roster = Self::default();
        people.into_iter().for_each(|person| roster.note(person));
        roster
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_record_of_a_person_counts() {
        let (one, two) = (CohortId::new("K-1").unwrap(), CohortId::new("K-2").unwrap());
        let id = TalentId::new("T-1").unwrap();
        let in_class = |cohort: Option<&CohortId>| Profile { cohort: cohort.cloned(), ..Profile::empty(id.clone()) };
        let moved: Roster = [in_class(Some(&one)), in_class(Some(&two))].iter().collect();
        assert_eq!((moved.enrolled(&one), moved.enrolled(&two), moved.class_of(&id)), (0, 1, Some(&two)));
        let left: Roster = [in_class(Some(&one)), in_class(None)].iter().collect();
        assert_eq!((left.enrolled(&one), left.class_of(&id)), (0, None));
    }
}
