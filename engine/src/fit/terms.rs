//! Pay and start: the mean of `pay` and `start` by the method's shares, over what the demand states.
//!
//! `pay = 1` when the most that is offered covers the most that the person asks, falling to ½ where it covers only the
//! least, and on to 0 where the least asked is [`TOO_DEAR`] above the most offered. `start = half/(half + days late)`.
//! Of two things stated, the one that is not known of the person counts 0; a demand that states neither takes everybody.

use super::{Evidence, Facts, Listener};
use crate::method::TermsValues;
use crate::model::{Date, Demand};

/// How far above the offer a claim may lie before nothing is left to talk about, as a share of the offer.
const TOO_DEAR: f64 = 0.3;

/// The terms of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Most that is offered, in 万元 a year.
    offered: Option<f64>,
    due: Option<Date>,
    pay_share: f64,
    start_share: f64,
    half_days: f64,
}

impl Asked {
    pub(super) fn new(demand: &Demand, values: &TermsValues) -> Self {
        Self {
            offered: demand.pay.map(|pay| pay.max),
            due: demand.due,
            pay_share: values.pay,
            start_share: values.start,
            half_days: values.start_half_days,
        }
    }

    /// The value of the terms; `None` when nothing that matters is known of the person.
    pub(super) fn judge(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        let shares = self.offered.map_or(0.0, |_| self.pay_share) + self.due.map_or(0.0, |_| self.start_share);
        if shares <= 0.0 {
            listener.hear(|| Evidence::NotAsked);
            return Some(1.0);
        }
        let (pay, start) = (self.pay(facts, listener), self.start(facts, listener));
        if pay.is_none() && start.is_none() {
            return None;
        }
        Some((pay.unwrap_or(0.0) * self.pay_share + start.unwrap_or(0.0) * self.start_share) / shares)
    }

    /// How far the offer meets what the person asks; `None` when either is not known.
    pub(super) fn pay(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        let (offered, (min, max)) = (self.offered?, facts.person.pay?);
        let (min, max) = (f64::from(min), f64::from(max));
        let value = if max <= offered {
            1.0
        } else if min <= offered {
            0.5 + 0.5 * (offered - min) / (max - min)
        } else {
            0.5 * (1.0 - (min - offered) / (offered * TOO_DEAR)).max(0.0)
        };
        listener.hear(|| Evidence::Pay { offered, asked_min: min, asked_max: max, value });
        Some(value)
    }

    /// Whether the most that is offered covers the least that the person asks; not where either is unknown.
    pub(super) fn covers(&self, facts: &Facts) -> bool {
        let claim = facts.person.pay.zip(self.offered);
        claim.is_some_and(|((least, _), offered)| f64::from(least) <= offered)
    }

    fn start(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        let late = facts.person.available_from?.days_since(self.due?).max(0);
        let value = self.half_days / (self.half_days + f64::from(late));
        listener.hear(|| Evidence::Start { days_late: late.unsigned_abs(), value });
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, judged, nobody, today};
    use crate::model::{Category, Criterion, Demand, Pay, PayBasis, Preferences, Profile};

    fn pay(min: f64, max: f64) -> Option<Pay> {
        Some(Pay::new(min, max, PayBasis::Base).unwrap())
    }

    fn value(pay_asked: Option<Pay>, free_in: Option<i32>) -> Option<f64> {
        let demand = Demand { pay: pay(10.0, 20.0), due: Some(today()), ..demand(Category::Engineer, Vec::new()) };
        let available_from = free_in.map(|days| today().plus_days(days));
        let preferences = Preferences { pay: pay_asked, available_from, ..Preferences::default() };
        judged(&fit(&demand, &Profile { preferences, ..nobody() }), Criterion::Terms)
    }

    #[test]
    fn a_worked_example() {
        // Asks 18–22 of 20: .5 + .5·2/4 = .75; 60 days late: half.
        let by_hand = 0.7 * 0.75 + 0.3 * 0.5;
        assert!((value(pay(18.0, 22.0), Some(60)).unwrap() - by_hand).abs() < 1e-12);
    }

    #[test]
    fn asking_more_and_coming_later_never_help() {
        let asked = [(5.0, 8.0), (12.0, 20.0), (18.0, 22.0), (20.0, 22.0), (23.0, 30.0), (26.0, 30.0), (90.0, 90.0)];
        let pays = asked.map(|(min, max)| value(pay(min, max), Some(0)).unwrap());
        assert!(pays.is_sorted_by(|a, b| a >= b), "{pays:?}");
        assert!((pays[0] - 1.0).abs() < 1e-12 && (pays[6] - 0.3).abs() < 1e-12);
        let starts = [-400, 0, 10, 500].map(|days| value(None, Some(days)).unwrap());
        assert!(starts.is_sorted_by(|a, b| a >= b), "{starts:?}");
    }

    #[test]
    fn what_is_not_known_and_what_is_not_asked() {
        assert_eq!(value(None, None), None);
        assert_eq!(judged(&fit(&demand(Category::Engineer, Vec::new()), &nobody()), Criterion::Terms), Some(1.0));
    }
}
