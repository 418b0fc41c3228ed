//! What a changed demand would bring: of how many people the enterprise could choose, before and after. Only counts leave
//! this place, so nobody is ranked by it.

use std::cell::Cell;

use super::sweep::Sweep;
use super::{Matcher, Question};
use crate::model::Demand;

/// Of how many people a demand could choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Supply {
    /// How many fail no gate.
    pub passing: usize,
    /// How many of these pass every gate on known facts; the others are `to_verify`.
    pub verified: usize,
    /// How many of the passing have a fit from which a person can fill the seat now.
    pub ready: usize,
    /// How many of the passing are known to ask no more than the most that is offered.
    pub affordable: usize,
}

/// How many people more, or fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SupplyGain {
    /// More who fail no gate.
    pub passing: i64,
    /// More who pass every gate on known facts.
    pub verified: i64,
    /// More who can fill the seat now.
    pub ready: i64,
    /// More who ask no more than is offered.
    pub affordable: i64,
}

/// What a change brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SupplyChange {
    /// With the demand as it stands.
    pub before: Supply,
    /// With the changed demand.
    pub after: Supply,
    /// The difference.
    pub gained: SupplyGain,
}

impl Matcher {
    /// Of how many people of the question's audience a demand could choose.
    #[must_use]
    pub fn supply(&self, demand: &Demand, question: &Question) -> Supply {
        let (brief, reach) = (self.brief(demand, question), self.reach_brief(demand));
        let shown = self.people.shown(question.audience);
        let mut supply = Supply::default();
        for row in shown.iter() {
            let facts = self.people.facts(row);
            let gates = brief.gate(&facts);
            if gates.failed == 0 {
                supply.passing += 1;
                supply.verified += usize::from(gates.to_verify == 0);
                supply.affordable += usize::from(reach.affords(&facts));
            }
        }
        let (ready, least) = (Cell::new(0), self.reference.method.thresholds.ready);
        let count = |row: u32| {
            let facts = self.people.facts(row);
            let can = brief.gate(&facts).failed == 0 && brief.score(&facts, self.people.dictionary()) >= least;
            ready.set(ready.get() + usize::from(can));
        };
        let sweep = Sweep { among: shown, waived: 0, granted: 0, floor: least, least };
        self.sweep(&brief, demand.category, &sweep, &count);
        Supply { ready: ready.get(), ..supply }
    }

    /// What another demand in the place of one would bring.
    #[must_use]
    pub fn change(&self, demand: &Demand, instead: &Demand, question: &Question) -> SupplyChange {
        let (before, after) = (self.supply(demand, question), self.supply(instead, question));
        let more = |of: fn(&Supply) -> usize| of(&after) as i64 - of(&before) as i64;
        let gained = SupplyGain {
            passing: more(|supply| supply.passing),
            verified: more(|supply| supply.verified),
            ready: more(|supply| supply.ready),
            affordable: more(|supply| supply.affordable),
        };
        SupplyChange { before, after, gained }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::matching::properties::{a_demand, a_profile};
    use crate::matching::testing::{REFERENCE, as_of};
    use crate::matching::{Places, Question};
    use crate::model::{Pay, Profile, Requirement};

    fn matcher(city: Vec<Profile>) -> Matcher {
        Matcher::build(Arc::clone(&REFERENCE), city)
    }

    fn question() -> Question {
        Question { top: Places::try_from(Places::MAX).unwrap(), ..Question::new(as_of()) }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_supply_counts_those_whom_a_ranking_names(
            city in prop::collection::vec(a_profile(), 0..60),
            demand in a_demand(),
        ) {
            let matcher = matcher(city);
            let ranked = matcher.candidates(&demand, &question()).items;
            let least = REFERENCE.method.thresholds.ready;
            let ready = ranked.iter().filter(|place| place.fit.score >= least).count();
            let supply = matcher.supply(&demand, &question());
            prop_assert_eq!((supply.passing, supply.ready), (ranked.len(), ready));
            prop_assert!(supply.verified <= supply.passing && supply.affordable <= supply.passing);
        }

        #[test]
        fn wishes_in_the_place_of_gates_and_more_pay_never_cost_anybody(
            city in prop::collection::vec(a_profile(), 0..60),
            demand in a_demand(),
            least in 1_u8..15,
        ) {
            let pay = |max: u8| Pay::new(0.0, f64::from(max), crate::model::PayBasis::Base).ok();
            let demand = Demand { pay: pay(least), ..demand };
            let requirements = demand.requirements.iter().map(Requirement::relaxed).collect();
            let instead = Demand { requirements, pay: pay(least + 20), ..demand.clone() };
            let matcher = matcher(city);
            let change = matcher.change(&demand, &instead, &question());
            let gained = change.gained;
            prop_assert!(gained.passing >= 0 && gained.verified >= 0 && gained.affordable >= 0, "{:?}", change);
            prop_assert_eq!(change.after.passing, matcher.people().shown(question().audience).iter().count());
            let unpaid = matcher.supply(&Demand { pay: None, ..demand }, &question());
            prop_assert_eq!(unpaid.affordable, 0);
        }
    }
}
