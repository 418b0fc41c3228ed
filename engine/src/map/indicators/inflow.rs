//! Net inflow: `(came − left) ÷ (came + left)` by the `inflow` and `outflow` events of records, each person once a year and
//! direction; −1 where everybody left, 1 where everybody came.

use super::Facts;
use super::split::Split;
use crate::map::{Flow, Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source};

/// Net inflow of the city for each year and in all, and of the categories in all.
pub(super) fn net_inflow(facts: &Facts<'_>) -> Vec<Indicator> {
    let threshold = facts.values().threshold;
    let by_year = split(facts, facts.years().map(|year| (year, Flow::default())), |year, _| year);
    let by_category = split(facts, std::iter::empty(), |_, category| category);
    let ((years, whole), (hidden, total)) = (by_year.withheld(threshold), by_category.withheld(threshold));
    let mut told = vec![net(IndicatorScope::City, by_year.whole()).withheld_if(whole || total)];
    told.extend(by_year.rows.iter().map(|(year, moved)| {
        net(IndicatorScope::City, *moved).of_cohort(Some(*year)).withheld_if(years.contains(year))
    }));
    told.extend(by_category.rows.iter().filter_map(|(category, moved)| {
        let of = IndicatorScope::Category((*category)?);
        Some(net(of, *moved).withheld_if(hidden.contains(category)))
    }));
    told
}

fn split<K: Ord + Clone>(
    facts: &Facts<'_>,
    scopes: impl Iterator<Item = (K, Flow)>,
    of: impl Fn(i16, Option<crate::model::Category>) -> K,
) -> Split<K, 2> {
    let mut rows: std::collections::BTreeMap<K, Flow> = scopes.collect();
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
