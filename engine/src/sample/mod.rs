//! A synthetic city around a catalog, for demonstrations, tests and benchmarks: people with careers, students, outsiders,
//! orders of invented firms, what the city's colleges teach and to whom, and what became of people. Every record is
//! made up and says so (`synthetic: true`); no real person or firm is meant.
//!
//! Person `i` and order `j` depend on the edition, the vocabulary, the seed and their number alone, not on how many are
//! asked for, in which order or on how many threads. Records carry what real ones do: fields that are missing, each at
//! its own rate; titles as people write them; codes that are wrong, old or absent; skills that no vocabulary has.
//! Nothing here reads or writes files, and nothing here judges.

mod accents;
mod before;
mod career;
mod choices;
mod college;
mod curriculum;
mod dice;
mod firm;
mod history;
mod merits;
mod names;
mod noise;
mod order;
mod ordinary;
mod path;
mod person;
mod persona;
mod position;
mod schooling;
mod seated;
mod skills;
#[cfg(test)]
mod tests;
mod town;
mod wishes;
mod words;

pub use before::edition_before;

use crate::model::{Cohort, Edition, Order, Organisation, Outcome, Profile, Programme};
use crate::vocabulary::Vocabulary;

use choices::Choices;
use seated::Seated;
use town::Town;
use words::Words;

/// A synthetic city: a pure function of edition, vocabulary and seed.
///
/// Making one takes some milliseconds; a person then takes some microseconds and no memory that stays.
#[derive(Debug, Clone)]
pub struct City {
    town: Town,
    choices: Choices,
    seated: Seated,
    seed: u64,
}

impl City {
    /// Most people that talent ids of eight digits tell apart.
    pub const MAX_PEOPLE: usize = 99_999_999;

    /// The city of a seed around an edition. Ids that the vocabulary does not have are left out, except the codes that
    /// are wrong on purpose; an edition without positions gives a city that lives outside the chains and orders nobody.
    #[must_use]
    pub fn new(edition: &Edition, vocabulary: &Vocabulary, seed: u64) -> Self {
        let town = Town::new(edition, Words::of(vocabulary), seed);
        Self { choices: Choices::of(&town, seed), seated: Seated::of(&town, vocabulary, seed), town, seed }
    }

    /// The `number`-th person, counted from 0; the talent id counts from 1.
    #[must_use]
    pub fn profile(&self, number: usize) -> Profile {
        let mut person = person::person(&self.town, self.seed, number);
        person.preferences.cohorts = self.choices.wishes(&self.town, self.seed, number, &person);
        self.seated.written_to(&self.town, self.seed, number, person)
    }

    /// The first `count` people, made as they are asked for.
    pub fn profiles(&self, count: usize) -> impl ExactSizeIterator<Item = Profile> + '_ {
        (0..count).map(|number| self.profile(number))
    }

    /// The `number`-th order, counted from 0; the order id counts from 1. `None` where the edition has no positions.
    #[must_use]
    pub fn order(&self, number: usize) -> Option<Order> {
        order::order(&self.town, self.seed, number)
    }

    /// The first `count` orders; none where the edition has no positions.
    #[must_use]
    pub fn orders(&self, count: usize) -> Vec<Order> {
        (0..count).filter_map(|number| self.order(number)).collect()
    }

    /// Who orders, teaches and reports: the colleges, then the firms of the city, by number. Keep them before what names
    /// them.
    #[must_use]
    pub fn organisations(&self) -> Vec<Organisation> {
        let colleges = self.town.colleges.iter().filter_map(|college| college::organisation(&self.town, college));
        let firms = self.town.nodes.iter().flat_map(|node| &node.firms);
        let firms = firms.map(|firm| Organisation::of_enterprise(&firm.enterprise, true));
        colleges.chain(firms).collect()
    }

    /// What the colleges teach; none where the edition has no positions.
    #[must_use]
    pub fn programmes(&self) -> Vec<Programme> {
        college::programmes(&self.town, self.seed)
    }

    /// Classes that firms ordered of them, from proposed ones to those in work.
    #[must_use]
    pub fn cohorts(&self) -> Vec<Cohort> {
        college::cohorts(&self.town, self.seed)
    }

    /// What became of the first `people` people in the six years before the edition's day; offers of its last weeks come of
    /// the first `orders` orders. Made as they are asked for.
    pub fn outcomes(&self, people: usize, orders: usize) -> impl Iterator<Item = Outcome> + '_ {
        let wanted = history::wanted(self.orders(orders));
        (0..people).flat_map(move |number| {
            let path = self.seated.path(&self.town, self.seed, number);
            history::outcomes(&self.town, self.seed, number, &self.profile(number), path, &wanted)
        })
    }
}
