//! Who of the city's people sits in a class, and who came from one: the first few thousand people fill the classes one after
//! the other, students those that are taught, young workers those that have graduated. Of those who come next, those sit in a
//! class whose life runs near its positions. A class that nobody is left for keeps its people to itself, as most colleges do.

use std::collections::BTreeMap;

use crate::model::{Cohort, CohortStatus, Profile, Programme, Schooling};
use crate::plan::Graduation;
use crate::vocabulary::Vocabulary;

use super::college;
use super::dice::{Dice, Stream};
use super::path::Path;
use super::persona::{Group, Persona};
use super::town::Town;

/// People among whom classes are filled.
const FIRST: usize = 5000;
/// A class is chosen among so many times its people.
const AMONG: usize = 3;
/// Most skills of a record, and how many of its own a graduate's keeps beside those of the class.
const MOST_SKILLS: usize = 14;
const OWN_SKILLS: usize = 2;

/// The classes that have people, and who they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Seated {
    classes: Vec<Class>,
    /// The class of a person, as a place in the list, by the number of the person.
    seats: BTreeMap<usize, usize>,
}

/// A class that has people.
#[derive(Debug, Clone)]
pub(super) struct Class {
    pub(super) cohort: Cohort,
    /// Positions that it is for, as indexes of the town.
    pub(super) positions: Vec<usize>,
    /// What it leaves its people with.
    left: Graduation,
    taught: usize,
}

impl Class {
    fn of(town: &Town, cohort: Cohort, programme: &Programme, vocabulary: &Vocabulary) -> Self {
        let college = town.colleges.iter().find(|college| college.id.as_str() == cohort.college.as_str());
        let school = college.map(|college| college.name.zh.as_str());
        let of = |position: &usize| cohort.positions.contains(&town.positions[*position].entry.id);
        Self {
            positions: (0..town.positions.len()).filter(of).collect(),
            left: Graduation::of(&cohort, programme, school, vocabulary),
            taught: programme.skills.len() + cohort.modules.len(),
            cohort,
        }
    }

    fn is_over(&self) -> bool {
        matches!(self.cohort.status, CohortStatus::Graduated | CohortStatus::Placed)
    }

    /// How many people it has: between its fewest and its most.
    fn people(&self) -> usize {
        usize::from(self.cohort.seats_min.midpoint(self.cohort.seats_max))
    }

    /// How far somebody's life runs from the class: at one of its positions, where one asks for the same, at a node of one,
    /// elsewhere.
    fn distance(&self, town: &Town, persona: &Persona) -> usize {
        let Some(own) = persona.position else { return 3 };
        let near = |beside: &dyn Fn(usize) -> bool| self.positions.iter().any(|&position| beside(position));
        let chain = |position: usize| town.positions[position].nodes.first().map(|&node| &town.nodes[node].chain);
        if near(&|position| position == own) {
            0
        } else if near(&|position| {
            town.positions[position].majors.iter().any(|m| town.positions[own].majors.contains(m))
        }) {
            1
        } else {
            2 + usize::from(!near(&|position| chain(position) == chain(own)))
        }
    }

    /// The record of somebody who sits in it, or sat.
    fn written_to(&self, mut person: Profile) -> Profile {
        person.cohort = Some(self.cohort.id.clone());
        let began = |course: &Schooling| Schooling { start: Some(self.cohort.start.month()), ..course.clone() };
        person.schooling = self.left.course().map(began).into_iter().collect();
        person.preferences.cohorts = Vec::new();
        if !self.is_over() {
            return person;
        }
        person.skills.truncate(MOST_SKILLS.saturating_sub(self.taught).max(OWN_SKILLS));
        self.left.written_to(person)
    }
}

impl Seated {
    /// Who of the first people sits in which class.
    pub(super) fn of(town: &Town, vocabulary: &Vocabulary, seed: u64) -> Self {
        let programmes: BTreeMap<_, _> =
            college::programmes(town, seed).into_iter().map(|programme| (programme.id.clone(), programme)).collect();
        let has_people = |cohort: &Cohort| {
            matches!(cohort.status, CohortStatus::Running | CohortStatus::Graduated | CohortStatus::Placed)
        };
        let cohorts = college::cohorts(town, seed).into_iter().filter(has_people);
        let class = |cohort: Cohort| {
            let programme = programmes.get(&cohort.programme)?;
            Some(Class::of(town, cohort, programme, vocabulary))
        };
        let mut seated = Self { classes: cohorts.filter_map(class).collect(), seats: BTreeMap::new() };
        seated.fill(town, seed);
        seated
    }

    fn fill(&mut self, town: &Town, seed: u64) {
        if self.classes.is_empty() {
            return;
        }
        let people =
            (0..FIRST).map(|number| (number, Persona::draw(town, &mut Dice::new(seed, Stream::Person(number as u64)))));
        let people: Vec<(usize, Persona)> = people.filter(|(_, persona)| persona.position.is_some()).collect();
        let of = |group: Group| people.iter().filter(|(_, persona)| persona.group == group).collect::<Vec<_>>();
        let (mut students, mut graduates) = (of(Group::Student), of(Group::Graduate));
        for (at, class) in self.classes.iter().enumerate() {
            let free = if class.is_over() { &mut graduates } else { &mut students };
            let mut near: Vec<_> = free
                .iter()
                .take(class.people() * AMONG)
                .map(|(number, persona)| (class.distance(town, persona), *number))
                .collect();
            near.sort_unstable();
            near.truncate(class.people());
            self.seats.extend(near.iter().map(|&(_, number)| (number, at)));
            free.retain(|(number, _)| !self.seats.contains_key(number));
        }
    }

    /// The class of a person.
    fn class(&self, number: usize) -> Option<&Class> {
        self.seats.get(&number).and_then(|&at| self.classes.get(at))
    }

    /// What somebody did after a class; none of who sits in one, or in none.
    pub(super) fn path<'t>(&self, town: &'t Town, seed: u64, number: usize) -> Option<Path<'t>> {
        let class = self.class(number).filter(|class| class.is_over())?;
        Some(Path::draw(town, class, &mut Dice::new(seed, Stream::Class(number as u64))))
    }

    /// The record of a person with the class, where there is one.
    pub(super) fn written_to(&self, town: &Town, seed: u64, number: usize, person: Profile) -> Profile {
        let Some(class) = self.class(number) else { return person };
        let person = class.written_to(person);
        match self.path(town, seed, number) {
            Some(path) => Profile { posts: path.post(town).into_iter().collect(), ..person },
            None => person,
        }
    }
}
