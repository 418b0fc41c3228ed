//! Who has a seat in which class, and who had one, by the records of people.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CohortId, Profile, TalentId};

/// Who has a seat in which class, and who had one when it was over; everybody counts, also who may not be ranked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Of each person, the class with the seat and those before.
    classes: BTreeMap<TalentId, (Option<CohortId>, Vec<CohortId>)>,
    people: BTreeMap<CohortId, BTreeSet<TalentId>>,
    former: BTreeMap<CohortId, BTreeSet<TalentId>>,
}

impl Roster {
    /// Takes a person's seats down; of two records of one id the later counts.
    pub fn note(&mut self, profile: &Profile) {
        if let Some((seat, before)) = self.classes.remove(&profile.id) {
            seat.iter().for_each(|class| leave(&mut self.people, class, &profile.id));
            before.iter().for_each(|class| leave(&mut self.former, class, &profile.id));
        }
        let Profile { id, cohort, former_cohorts, .. } = profile;
        let enter = |all: &mut BTreeMap<CohortId, BTreeSet<TalentId>>, class: &CohortId| {
            all.entry(class.clone()).or_default().insert(id.clone());
        };
        cohort.iter().for_each(|class| enter(&mut self.people, class));
        former_cohorts.iter().for_each(|class| enter(&mut self.former, class));
        if cohort.is_some() || !former_cohorts.is_empty() {
            self.classes.insert(id.clone(), (cohort.clone(), former_cohorts.clone()));
        }
    }

    /// Whether a person has a seat in some class, or had one.
    #[must_use]
    pub fn knows(&self, person: &TalentId) -> bool {
        self.classes.contains_key(person)
    }

    /// The people who have a seat in a class, by id.
    pub fn people(&self, cohort: &CohortId) -> impl Iterator<Item = &TalentId> {
        self.people.get(cohort).into_iter().flatten()
    }

    /// The people of a class, also those who sit in another since it is over.
    pub fn everybody(&self, cohort: &CohortId) -> impl Iterator<Item = &TalentId> {
        self.people(cohort).chain(self.former.get(cohort).into_iter().flatten())
    }

    /// How many people have a seat in a class; 0 where they are not on record.
    #[must_use]
    pub fn enrolled(&self, cohort: &CohortId) -> usize {
        self.people.get(cohort).map_or(0, BTreeSet::len)
    }
}

fn leave(all: &mut BTreeMap<CohortId, BTreeSet<TalentId>>, class: &CohortId, person: &TalentId) {
    if let Some(people) = all.get_mut(class) {
        people.remove(person);
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
        assert_eq!((moved.enrolled(&one), moved.enrolled(&two), moved.knows(&id)), (0, 1, true));
        let left: Roster = [in_class(Some(&one)), in_class(None)].iter().collect();
        assert_eq!((left.enrolled(&one), left.knows(&id)), (0, false));
        let second = in_class(Some(&one)).seated_in(&two, true).unwrap();
        let both: Roster = [in_class(Some(&one)), second.clone()].iter().collect();
        assert_eq!((both.enrolled(&one), both.everybody(&one).count(), both.enrolled(&two)), (0, 1, 1));
        let gone: Roster = [second, in_class(None)].iter().collect();
        assert_eq!((gone.everybody(&one).count(), gone.knows(&id)), (0, false));
    }
}
