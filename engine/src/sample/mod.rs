//! A synthetic city around a catalog, for demonstrations, tests and benchmarks: people with careers, students, outsiders,
//! orders of invented firms. Every record is made up and says so (`synthetic: true`); no real person or firm is meant.
//!
//! Person `i` and order `j` depend on the edition, the vocabulary, the seed and their number alone, not on how many are
//! asked for, in which order or on how many threads. Records carry what real ones do: fields that are missing, each at
//! its own rate; titles as people write them; codes that are wrong, old or absent; skills that no vocabulary has.
//! Nothing here reads or writes files, and nothing here judges.

mod career;
mod dice;
mod firm;
mod merits;
mod names;
mod noise;
mod order;
mod ordinary;
mod person;
mod persona;
mod position;
mod schooling;
mod skills;
#[cfg(test)]
mod tests;
mod town;
mod wishes;
mod words;

use crate::model::{Edition, Order, Profile};
use crate::vocabulary::Vocabulary;

use town::Town;
use words::Words;

/// A synthetic city: a pure function of edition, vocabulary and seed.
///
/// Making one takes some milliseconds; a person then takes some microseconds and no memory that stays.
#[derive(Debug, Clone)]
pub struct City {
    town: Town,
    seed: u64,
}

impl City {
    /// Most people that talent ids of eight digits tell apart.
    pub const MAX_PEOPLE: usize = 99_999_999;

    /// The city of a seed around an edition. Ids that the vocabulary does not have are left out, except the codes that
    /// are wrong on purpose; an edition without positions gives a city that lives outside the chains and orders nobody.
    #[must_use]
    pub fn new(edition: &Edition, vocabulary: &Vocabulary, seed: u64) -> Self {
        Self { town: Town::new(edition, Words::of(vocabulary), seed), seed }
    }

    /// The `number`-th person, counted from 0; the talent id counts from 1.
    #[must_use]
    pub fn profile(&self, number: usize) -> Profile {
        person::person(&self.town, self.seed, number)
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
}
