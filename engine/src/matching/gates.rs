//! Who is not ranked, and by which requirement: a look at everybody's gates, apart from scoring.

use super::top::Top;
use super::{Excluded, ExcludedBy};
use crate::fit::Brief;
use crate::index::{Audience, People};
use crate::model::{Demand, TalentId};

/// Counts those of an audience's people who fail a gate; names the first `named` of each requirement, by id.
pub(super) fn excluded(people: &People, audience: Audience, brief: &Brief, named: usize) -> Excluded {
    let mut total = 0;
    let mut tallies: Vec<Tally<'_>> = (0..Demand::MAX_REQUIREMENTS).map(|_| Tally::new(named)).collect();
    for row in people.shown(audience).iter() {
        let gates = brief.gate(&people.facts(row));
        total += usize::from(gates.failed != 0);
        let alone = gates.failed.is_power_of_two();
        for requirement in gates.failures() {
            tallies[requirement].take(people, row, alone);
        }
    }
    let told = |(requirement, tally): (usize, Tally<'_>)| tally.told(requirement);
    let failed = tallies.into_iter().enumerate().filter(|(_, tally)| tally.count > 0);
    Excluded { total, by_requirement: failed.map(told).collect() }
}

struct Tally<'a> {
    count: usize,
    alone: usize,
    first: Option<Top<&'a str>>,
}

impl<'a> Tally<'a> {
    fn new(named: usize) -> Self {
        Self { count: 0, alone: 0, first: (named > 0).then(|| Top::new(named)) }
    }

    fn take(&mut self, people: &'a People, row: u32, alone: bool) {
        self.count += 1;
        self.alone += usize::from(alone);
        if let Some(first) = &mut self.first {
            first.offer(0.0, row, || people.id(row));
        }
    }

    fn told(self, requirement: usize) -> ExcludedBy {
        let places = self.first.map(Top::into_places).unwrap_or_default();
        let ids = places.into_iter().filter_map(|place| TalentId::new(place.id).ok()).collect();
        ExcludedBy { requirement, count: self.count, alone: self.alone, ids }
    }
}
