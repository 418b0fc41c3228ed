//! Indicators of talent work, one file a family with its formula. Each tells numerator, denominator, cohort, window and
//! sources; an empty denominator is *not available*, never 0; what few people stand behind is withheld together with what
//! would give it away ([`withhold`](super::withhold)).
//!
//! People are counted by the census, which says who is *here*. Numbers of the method: `[indicators]`.

mod coupling;
mod diversity;
mod figure;
mod graduates;
mod inflow;
mod projects;
mod retention;
mod satisfaction;
mod split;
mod survival;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub(crate) use graduates::{base_pay, quantile};

use super::{Census, Indicator, TalentMap};
use crate::method::IndicatorValues;
use crate::model::{OrganisationId, Outcome, Programme};

/// What indicators are computed from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'f> {
    /// The people.
    pub census: &'f Census,
    /// What became of people, in any order.
    pub outcomes: &'f [Outcome],
    /// Programmes; they tell which organisations are colleges.
    pub programmes: &'f [Programme],
    /// The map but for its indicators.
    pub map: &'f TalentMap,
}

impl<'f> Facts<'f> {
    fn values(&self) -> &'f IndicatorValues {
        &self.census.reference.method.indicators
    }

    /// Organisations that teach: what they report is no employment with themselves.
    fn colleges(&self) -> BTreeSet<&'f OrganisationId> {
        self.programmes.iter().map(|programme| &programme.college).collect()
    }

    /// The years of cohorts, oldest first.
    fn years(&self) -> impl Iterator<Item = i16> + use<> {
        self.census.first_year..=self.census.as_of.year()
    }
}

/// All indicators, in the order of their kinds, then scopes, cohorts and windows.
#[must_use]
pub fn indicators(facts: &Facts<'_>) -> Vec<Indicator> {
    let mut all = retention::retention(facts);
    all.extend(graduates::local_employment(facts));
    all.extend(graduates::starting_pay(facts));
    all.extend(projects::commercialization(facts));
    all.extend(satisfaction::satisfaction(facts));
    all.extend(inflow::net_inflow(facts));
    all.extend(diversity::diversity(facts));
    all.extend(coupling::coupling(facts));
    all.sort_by(|a, b| (a.kind, &a.of, a.cohort, a.window).cmp(&(b.kind, &b.of, b.cohort, b.window)));
    all
}
