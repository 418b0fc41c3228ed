//! What became of graduates of the city's colleges: where they work, and for what pay they began.
//!
//! Local employment `A = here ÷ (here + elsewhere)` over graduates at work whose place of work is known: the post's region,
//! else where the person lives. Beside it `of_all`, `B = here ÷ graduates`. Who studies on is a graduate and not at work.
//!
//! Starting pay: the median of the middles of the ranges of base pay (variable pay is left out) that the first start within
//! `graduate_months` of graduation tells; quartiles by linear interpolation between order statistics (R. J. Hyndman,
//! Y. Fan, 1996, type 7). An employer's report is of work here; a college's is of where its graduate works.

use std::collections::BTreeMap;

use super::Facts;
use super::split::{Split, by_year_and};
use crate::map::{Census, Graduate, Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source, Work};
use crate::model::{Outcome, OutcomeEvent, PayBasis, TalentId};

/// Graduates here, elsewhere, and those of whom neither is known.
type Places = [u32; 3];

/// Local employment: the city for each year and in all, and each college in all.
pub(super) fn local_employment(facts: &Facts<'_>) -> Vec<Indicator> {
    let census = facts.census;
    let by_year = split(census, facts.years().collect(), |graduate| graduate.year());
    let by_college = split(census, colleges(census), |graduate| graduate.college);
    let of = |college: &usize| Some(of_college(census, *college));
    by_year_and(&by_year, &by_college, facts.values().threshold, of, employed)
}

fn colleges(census: &Census) -> Vec<usize> {
    (0..census.reference.edition.colleges.len()).collect()
}

fn of_college(census: &Census, college: usize) -> IndicatorScope {
    IndicatorScope::College(census.reference.edition.colleges[college].id.clone())
}

fn split<K: Ord + Clone>(census: &Census, scopes: Vec<K>, of: impl Fn(&Graduate) -> K) -> Split<K, 3> {
    let mut rows: BTreeMap<K, Places> = scopes.into_iter().map(|scope| (scope, Places::default())).collect();
    for graduate in census.graduates.values() {
        let place = match graduate.work {
            Work::Here => 0,
            Work::Away => 1,
            Work::Somewhere | Work::Nowhere => 2,
        };
        rows.entry(of(graduate)).or_default()[place] += 1;
    }
    Split { rows: rows.into_iter().collect() }
}

fn employed(of: IndicatorScope, [here, away, other]: Places) -> Indicator {
    let indicator = Indicator::of(IndicatorKind::LocalEmployment, of, IndicatorUnit::Share, &[Source::Profiles]);
    let graduates = here + away + other;
    let of_all = (graduates > 0).then(|| f64::from(here) / f64::from(graduates));
    indicator
        .quotient(f64::from(here), f64::from(here + away))
        .beside("of_all", of_all)
        .beside("graduates", Some(f64::from(graduates)).filter(|_| graduates > 0))
}

/// Starting pay: the city for each year and in all, and each college in all. How many began is told under the same rule,
/// so that no number of a few is had from the others and the sum.
pub(super) fn starting_pay(facts: &Facts<'_>) -> Vec<Indicator> {
    let (census, starts, fewest) = (facts.census, starts(facts), facts.values().pay_threshold);
    let by_year = counted(&starts, facts.years().collect(), |start| start.year);
    let by_college = counted(&starts, colleges(census), |start| start.college);
    let ((years, whole), (hidden, total)) = (by_year.withheld(fewest), by_college.withheld(fewest));
    let of = |scope, picked: &dyn Fn(&Start) -> bool, withheld| {
        let picked: Vec<&Start> = starts.iter().filter(|start| picked(start)).collect();
        paid(scope, &picked, fewest).withheld_if(withheld && !picked.is_empty())
    };
    let mut told = vec![of(IndicatorScope::City, &|_| true, whole || total)];
    told.extend(facts.years().map(|year| {
        of(IndicatorScope::City, &|start| start.year == year, years.contains(&year)).of_cohort(Some(year))
    }));
    told.extend(colleges(census).into_iter().map(|college| {
        let of_it = |start: &Start| start.college == college;
        of(of_college(census, college), &of_it, hidden.contains(&college))
    }));
    told
}

/// How many began, by scope.
fn counted<K: Ord + Clone>(starts: &[Start], scopes: Vec<K>, of: impl Fn(&Start) -> K) -> Split<K, 1> {
    let mut rows: BTreeMap<K, [u32; 1]> = scopes.into_iter().map(|scope| (scope, [0])).collect();
    for start in starts {
        rows.entry(of(start)).or_default()[0] += 1;
    }
    Split { rows: rows.into_iter().collect() }
}

/// A graduate's first start with its pay.
struct Start {
    college: usize,
    year: i16,
    work: Work,
    pay: f64,
}

fn starts(facts: &Facts<'_>) -> Vec<Start> {
    let colleges = facts.colleges();
    let mut first: BTreeMap<&TalentId, &Outcome> = BTreeMap::new();
    for outcome in facts.outcomes.iter().filter(|outcome| matches!(outcome.event, OutcomeEvent::Started { .. })) {
        let Some(graduate) = facts.census.graduates.get(&outcome.talent) else { continue };
        let after = outcome.date.month().since(graduate.month);
        if (0..=i32::from(facts.values().graduate_months)).contains(&after) && outcome.date <= facts.census.as_of {
            let held = first.entry(&outcome.talent).or_insert(outcome);
            *held = (*held).min_by_start(outcome);
        }
    }
    let start = |(talent, outcome): (&TalentId, &Outcome)| {
        let graduate = facts.census.graduates.get(talent)?;
        let work = if colleges.contains(&outcome.organisation) { graduate.work } else { Work::Here };
        Some(Start { college: graduate.college, year: graduate.year(), work, pay: base_pay(&outcome.event)? })
    };
    first.into_iter().filter_map(start).collect()
}

impl Outcome {
    /// The earlier of two; of one day the one with the smaller id.
    fn min_by_start<'o>(&'o self, other: &'o Self) -> &'o Self {
        if (other.date, &other.id) < (self.date, &self.id) { other } else { self }
    }
}

/// The middle of the base pay of a start.
pub(crate) fn base_pay(event: &OutcomeEvent) -> Option<f64> {
    let OutcomeEvent::Started { pay: Some(pay) } = event else { return None };
    (pay.basis == PayBasis::Base).then(|| pay.middle())
}

fn paid(of: IndicatorScope, starts: &[&Start], fewest: u32) -> Indicator {
    let sources = [Source::Outcomes, Source::Profiles];
    let indicator = Indicator::of(IndicatorKind::StartingPay, of, IndicatorUnit::Pay, &sources);
    let enough = |pays: &Vec<f64>| pays.len() >= fewest as usize;
    let pays = sorted(starts.iter().copied());
    let Some(median) = quantile(&pays, 0.5) else { return indicator };
    let at = |work| Some(sorted(starts.iter().copied().filter(|start| start.work == work))).filter(enough);
    indicator
        .index(median, pays.len() as f64)
        .beside("p25", quantile(&pays, 0.25))
        .beside("p75", quantile(&pays, 0.75))
        .beside("here", at(Work::Here).and_then(|pays| quantile(&pays, 0.5)))
        .beside("elsewhere", at(Work::Away).and_then(|pays| quantile(&pays, 0.5)))
        .withheld_if(!enough(&pays))
}

fn sorted<'s>(starts: impl Iterator<Item = &'s Start>) -> Vec<f64> {
    let mut pays: Vec<f64> = starts.map(|start| start.pay).collect();
    pays.sort_by(f64::total_cmp);
    pays
}

/// The value below which a share of sorted numbers lies; none of none.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * (sorted.len().checked_sub(1)?) as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    Some(sorted[low] + (sorted[high] - sorted[low]) * (at - at.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        let pays = [4.0, 5.0, 7.0, 10.0];
        assert_eq!(
            [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&pays, share).unwrap()),
            [4.0, 4.75, 6.0, 7.75, 10.0]
        );
        assert_eq!((quantile(&[3.0], 0.5), quantile(&[], 0.5)), (Some(3.0), None));
    }
}
