//! Net inflow: `(came − left) ÷ (came + left)` by the `inflow` and `outflow` events of records, each person once a year and
//! direction; −1 where everybody left, 1 where everybody came.

use std::collections::BTreeMap;

use super::Facts;
use super::split::{Split, by_year_and};
use crate::map::{Flow, Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source};
use crate::model::Category;

/// Net inflow of the city for each year and in all, and of the categories in all.
pub(super) fn net_inflow(facts: &Facts<'_>) -> Vec<Indicator> {
    let by_year = split(facts, facts.years().map(|year| (year, Flow::default())), |year, _| year);
    let by_category = split(facts, std::iter::empty(), |_, category| category);
    by_year_and(
        &by_year,
        &by_category,
        facts.values().threshold,
        |category| category.map(IndicatorScope::Category),
        net,
    )
}

fn split<K: Ord + Clone>(
    facts: &Facts<'_>,
    scopes: impl Iterator<Item = (K, Flow)>,
    of: impl Fn(i16, Option<Category>) -> K,
) -> Split<K, 2> {
    let mut rows: BTreeMap<K, Flow> = scopes.collect();
    for ((year, category), flow) in &facts.census.flows {
        let sum = rows.entry(of(*year, *category)).or_default();
        (sum.came, sum.left) = (sum.came + flow.came, sum.left + flow.left);
    }
    Split { rows: rows.into_iter().map(|(scope, flow)| (scope, [flow.came, flow.left])).collect() }
}

fn net(of: IndicatorScope, [came, left]: [u32; 2]) -> Indicator {
    Indicator::of(IndicatorKind::NetInflow, of, IndicatorUnit::Share, &[Source::Profiles])
        .quotient(f64::from(came) - f64::from(left), f64::from(came) + f64::from(left))
}
