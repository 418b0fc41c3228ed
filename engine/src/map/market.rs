//! Shortage of an entry, part by part. All parts are in [0, 1], more is shorter:
//!
//! - `ratio = x / (1 + x)`, x = seats ÷ people who could fill one. x is the supply-demand ratio of the labour offices
//!   (求人倍率); balance, x = 1, counts one half, and seats that nobody could fill count 1.
//! - `gap` = seats left over by the fill plan ÷ seats demanded.
//! - `time_to_fill = d / (d + half_days)`, d = median days from the day an order came into force until somebody accepted an
//!   offer on it, or began where no offer is told: the usual measure of recruiters.
//! - `pay_premium = p / (p + half_premium)`, p = middle of the entry's pay ÷ median middle of its category − 1, at least 0.
//! - `rarity` = mean over the required skills of `1 − ln(1 + n) / ln(1 + N)`, n of N people here hold the skill.
//!
//! `index = Σ w·part / Σ w` over the parts that have data, and `confidence` the share of Σ w that they have. A missing part
//! neither counts as 0 nor as 1. Below `least_confidence` no index is told.

use std::collections::BTreeMap;

use super::people::Townspeople;
use super::{Shortage, ShortageKind, ShortagePart, Sources};
use crate::fit::{Names, free_key};
use crate::method::ShortageValues;
use crate::model::{Demand, EntryId, Need, Order, OrderId, OutcomeEvent, PayBasis, TalentId};
use crate::plan::SeatCount;

/// What the parts of a shortage need beside the entry itself.
pub(super) struct Market<'m> {
    values: &'m ShortageValues,
    skills: &'m Names,
    people: &'m Townspeople,
    /// Middles of pay with the demand's category and basis.
    pays: Vec<(usize, PayBasis, f64)>,
    /// Days from an order's coming into force until somebody took a seat of it, by entry.
    days: BTreeMap<&'m EntryId, Vec<f64>>,
}

impl<'m> Market<'m> {
    pub(super) fn new(sources: &'m Sources, people: &'m Townspeople) -> Self {
        let reference = sources.reference();
        let demands = reference.edition.entries.iter().map(|entry| &entry.demand);
        let demands = demands.chain(sources.in_force().map(|order| &order.demand));
        let pay = |demand: &Demand| demand.pay.map(|pay| (demand.category as usize, pay.basis, pay.middle()));
        Self {
            values: &reference.method.shortage,
            skills: &sources.supply.matcher().people().dictionary().skills,
            people,
            pays: demands.filter_map(pay).collect(),
            days: days_to_fill(sources),
        }
    }

    /// The shortage of an entry with its seats and the people who could fill one.
    pub(super) fn shortage(&self, entry: &EntryId, demand: &Demand, count: &SeatCount, reachable: u32) -> Shortage {
        let parts = [
            ratio(count.demanded, reachable),
            count.gap_share().map_or((None, None), |share| (Some(share), Some(share))),
            self.time_to_fill(entry),
            self.pay_premium(demand),
            self.rarity(demand),
        ];
        shortage(self.values, parts)
    }

    fn time_to_fill(&self, entry: &EntryId) -> Measured {
        let days = self.days.get(entry).filter(|days| days.len() >= usize::from(self.values.least_starts));
        let days = days.and_then(|days| median(days));
        (days, days.map(|days| saturating(days, self.values.half_days)))
    }

    fn pay_premium(&self, demand: &Demand) -> Measured {
        let Some(pay) = demand.pay else { return (None, None) };
        let like = |(category, basis, _): &&(usize, PayBasis, f64)| {
            *category == demand.category as usize && *basis == pay.basis
        };
        let pays: Vec<f64> = self.pays.iter().filter(like).map(|(_, _, pay)| *pay).collect();
        // A pay that stands alone is its own median, and tells nothing.
        let median = (pays.len() > 1).then(|| median(&pays)).flatten().filter(|median| *median > 0.0);
        let premium = median.map(|median| pay.middle() / median - 1.0);
        (premium, premium.map(|premium| saturating(premium.max(0.0), self.values.half_premium)))
    }

    fn rarity(&self, demand: &Demand) -> Measured {
        let everybody = self.people.count;
        let held = |name: &str| {
            let number = self.skills.get(name);
            number.and_then(|number| self.people.holders.get(number as usize).copied()).unwrap_or(0)
        };
        let required = demand.requirements.iter().filter(|asked| asked.hardness.gates());
        let skill = |need: &Need| {
            let Need::Skill { skill, text, .. } = need else { return None };
            skill.as_ref().map(|skill| skill.as_str().to_owned()).or_else(|| text.as_deref().map(free_key))
        };
        let holders: Vec<u32> = required.filter_map(|asked| skill(&asked.need)).map(|name| held(&name)).collect();
        rarity(&holders, everybody)
    }
}

/// What was measured, and the value that counts.
type Measured = (Option<f64>, Option<f64>);

fn ratio(seats: u32, reachable: u32) -> Measured {
    match (seats, reachable) {
        (0, _) => (None, None),
        (_, 0) => (None, Some(1.0)),
        _ => {
            let ratio = f64::from(seats) / f64::from(reachable);
            (Some(ratio), Some(saturating(ratio, 1.0)))
        }
    }
}

/// The measure is the number of holders that alone would be as rare: `(Π (1 + n))^(1/k) − 1`.
fn rarity(holders: &[u32], everybody: u32) -> Measured {
    if holders.is_empty() || everybody == 0 {
        return (None, None);
    }
    let logarithms: f64 = holders.iter().map(|&holders| libm::log1p(f64::from(holders))).sum();
    let mean = logarithms / holders.len() as f64;
    (Some(libm::expm1(mean)), Some((1.0 - mean / libm::log1p(f64::from(everybody))).clamp(0.0, 1.0)))
}

/// The weighted mean over the parts that have data, in the order of [`ShortageKind::ALL`].
fn shortage(values: &ShortageValues, measured: [Measured; 5]) -> Shortage {
    let weighed = ShortageKind::ALL.into_iter().zip(values.weights.row()).zip(measured);
    let part = |((kind, weight), (measured, value))| ShortagePart { kind, weight, measured, value };
    let parts: Vec<ShortagePart> = weighed.map(part).collect();
    let all: f64 = parts.iter().map(|part| part.weight).sum();
    let known: f64 = parts.iter().filter(|part| part.value.is_some()).map(|part| part.weight).sum();
    let sum: f64 = parts.iter().filter_map(|part| part.value.map(|value| part.weight * value)).sum();
    let confidence = (known / all).min(1.0);
    let index = (known > 0.0 && confidence >= values.least_confidence).then(|| (sum / known).clamp(0.0, 1.0));
    Shortage { index, stars: index.and_then(|index| values.stars(index)), confidence, parts }
}

/// Days from each order's coming into force until each person who took a seat of it did, by the order's entry.
fn days_to_fill(sources: &Sources) -> BTreeMap<&EntryId, Vec<f64>> {
    let orders: BTreeMap<&OrderId, &Order> = sources.orders.iter().map(|order| (&order.id, order)).collect();
    let mut first: BTreeMap<(&OrderId, &TalentId), (&EntryId, i32)> = BTreeMap::new();
    for outcome in sources.outcomes.iter().filter(|outcome| takes(&outcome.event) && outcome.date <= sources.as_of) {
        let Some(order) = outcome.order.as_ref().and_then(|order| orders.get(order)) else { continue };
        let entry = order.entry.as_ref().or(outcome.entry.as_ref());
        let Some((entry, posted)) = entry.zip(order.posted.filter(|posted| *posted <= outcome.date)) else { continue };
        let days = outcome.date.days_since(posted);
        let earliest = first.entry((&order.id, &outcome.talent)).or_insert((entry, days));
        earliest.1 = earliest.1.min(days);
    }
    let mut days: BTreeMap<&EntryId, Vec<f64>> = BTreeMap::new();
    for (entry, taken) in first.into_values() {
        days.entry(entry).or_default().push(f64::from(taken));
    }
    days
}

/// Whether somebody takes a seat by it.
const fn takes(event: &OutcomeEvent) -> bool {
    matches!(event, OutcomeEvent::Offered { accepted: Some(true) } | OutcomeEvent::Started { .. })
}

fn saturating(x: f64, half: f64) -> f64 {
    x / (x + half)
}

/// The middle value, or the mean of the two in the middle.
fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match sorted.len() % 2 {
        _ if sorted.is_empty() => None,
        1 => Some(sorted[half]),
        _ => Some(f64::midpoint(sorted[half - 1], sorted[half])),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::method::Method;

    const METHOD: &str = include_str!("../../../catalogs/methods/method-2026.toml");

    fn values() -> ShortageValues {
        Method::parse(METHOD).unwrap().shortage
    }

    const NONE: Measured = (None, None);

    fn known(value: f64) -> Measured {
        (Some(value), Some(value))
    }

    /// Demand and seekers in 10,000 persons, as the labour offices published them, and their ratio.
    #[test]
    fn the_ratio_is_that_of_the_labour_offices() {
        for (demand, seekers, published) in [(1489, 743, 2.00), (1316, 492, 2.67), (1538, 517, 2.97), (1114, 418, 2.67)]
        {
            let (measured, value) = ratio(demand, seekers);
            assert!((measured.unwrap() - published).abs() < 0.006, "{demand}/{seekers}: {measured:?}");
            assert!((value.unwrap() - measured.unwrap() / (1.0 + measured.unwrap())).abs() < 1e-12);
        }
        assert_eq!(ratio(5, 5), (Some(1.0), Some(0.5)), "balance");
        assert_eq!(ratio(5, 0), (None, Some(1.0)), "nobody could fill one");
        assert_eq!(ratio(0, 5), NONE, "nothing is demanded");
    }

    #[test]
    fn a_part_without_data_leaves_its_weight_to_the_others() {
        let values = values();
        let all = shortage(&values, [known(0.8), known(0.5), known(0.5), known(0.5), known(0.5)]);
        assert!((all.index.unwrap() - (0.3 * 0.8 + 0.7 * 0.5)).abs() < 1e-12, "{all:?}");
        assert!((all.confidence - 1.0).abs() < 1e-12);
        let two = shortage(&values, [known(0.8), known(0.5), NONE, NONE, NONE]);
        assert!((two.index.unwrap() - 0.65).abs() < 1e-12 && (two.confidence - 0.6).abs() < 1e-12, "{two:?}");
        let little = shortage(&values, [NONE, NONE, known(1.0), known(1.0), known(1.0)]);
        assert_eq!((little.index, little.stars), (None, None), "0.4 of the weight is not enough");
        assert!((little.confidence - 0.4).abs() < 1e-12);
        assert_eq!(little.parts.len(), 5);
    }

    #[test]
    fn what_fewer_hold_is_rarer() {
        let value = |holders: &[u32]| rarity(holders, 20_000).1.unwrap();
        assert_eq!(value(&[0]), 1.0);
        assert_eq!(value(&[20_000]), 0.0);
        assert!(value(&[10]) > value(&[100]) && value(&[10, 100]) > value(&[100, 100]));
        assert!((rarity(&[3, 0], 20_000).0.unwrap() - 1.0).abs() < 1e-12, "√(4·1) − 1");
        assert_eq!((rarity(&[], 20_000), rarity(&[1], 0)), (NONE, NONE));
    }

    #[test]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    proptest! {
        #[test]
        fn an_index_lies_between_its_parts(parts in prop::array::uniform5(prop::option::of(0.0..=1.0_f64))) {
            let told = shortage(&values(), parts.map(|part| (part, part)));
            let known: Vec<f64> = parts.into_iter().flatten().collect();
            let least = known.iter().copied().fold(1.0, f64::min);
            let most = known.iter().copied().fold(0.0, f64::max);
            prop_assert!((0.0..=1.0).contains(&told.confidence));
            prop_assert_eq!(told.index.is_some(), told.confidence >= 0.5);
            prop_assert_eq!(told.index.is_some(), told.stars.is_some());
            if let Some(index) = told.index {
                prop_assert!(least - 1e-9 <= index && index <= most + 1e-9);
            }
        }

        #[test]
        fn more_shortage_in_a_part_never_lowers_the_index(
            parts in prop::array::uniform5(0.0..=1.0_f64), which in 0..5_usize, more in 0.0..=1.0_f64,
        ) {
            let before = shortage(&values(), parts.map(known)).index.unwrap();
            let mut raised = parts;
            raised[which] += (1.0 - raised[which]) * more;
            prop_assert!(shortage(&values(), raised.map(known)).index.unwrap() >= before - 1e-12);
        }
    }
}
