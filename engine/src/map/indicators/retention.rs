//! Retention: of those who came in a year, who works here after 12, 24 and 36 months.
//!
//! A cohort is who came to the city in a year (the first `inflow` event of the record); who wants to be engaged flexibly
//! only is not in it. Somebody stays from that day to the first of: an `outflow` event; a `left` that an employer reports,
//! or a state of not being employed, unless an employer reports work after it or the record tells of a post here that began
//! after it. Whoever lives and works elsewhere without a told day of leaving is watched to the last report of work. A month
//! is 365.25/12 days.
//!
//! Where everybody was watched through the window: `kept ÷ came`, known. Else the Kaplan–Meier estimate, marked as
//! censored; numerator none. Beside it `left`, who is known to have left in the window. *Here* is by records and reports;
//! social insurance and tax are not among them.

use std::collections::BTreeMap;

use super::Facts;
use super::split::Split;
use super::survival::{Spell, Window, survival};
use crate::map::withhold::is_small;
use crate::map::{Arrival, Indicator, IndicatorKind, IndicatorScope, IndicatorState, IndicatorUnit, Source};
use crate::model::{Category, Date, Outcome, OutcomeEvent, TalentId};

const SOURCES: [Source; 2] = [Source::Profiles, Source::Outcomes];

/// Retention of the city for each cohort and window, and of the categories for the last window.
pub(super) fn retention(facts: &Facts<'_>) -> Vec<Indicator> {
    let reports = Reports::of(facts);
    facts.years().flat_map(|year| cohort(facts, &reports, year)).collect()
}

fn cohort(facts: &Facts<'_>, reports: &Reports<'_>, year: i16) -> Vec<Indicator> {
    let (values, mut spells) = (facts.values(), BTreeMap::<Option<Category>, Vec<Spell>>::new());
    let arrivals = facts.census.arrivals.iter().filter(|arrival| !arrival.flexible && arrival.came.year() == year);
    for arrival in arrivals {
        spells.entry(arrival.category).or_default().push(reports.spell(arrival, facts.census.as_of));
    }
    let last = values.last_window();
    let split = Split {
        rows: spells.iter().map(|(category, spells)| (*category, cells(Window::of(spells, days(last))))).collect(),
    };
    let (hidden, whole) = split.withheld(values.threshold);
    let all: Vec<Spell> = spells.values().flatten().copied().collect();
    let mut told = windows(facts, &all, whole);
    told.extend(spells.iter().filter_map(|(category, spells)| {
        let of = IndicatorScope::Category((*category)?);
        Some(figure(of, spells, last).withheld_if(hidden.contains(category)))
    }));
    told.into_iter().map(|indicator| indicator.of_cohort(Some(year))).collect()
}

/// The windows of the city. Two that lie so near that few people left between them would tell of those few: the longer
/// one is told.
fn windows(facts: &Facts<'_>, spells: &[Spell], withheld: bool) -> Vec<Indicator> {
    let values = facts.values();
    let mut told: Option<u32> = None;
    let backwards = values.windows.iter().rev().map(|&months| {
        let window = Window::of(spells, days(months));
        let between = told.is_some_and(|longer| is_small(longer.saturating_sub(window.ended), values.threshold));
        let small = cells(window).into_iter().any(|people| is_small(people, values.threshold));
        let withheld = between || small || withheld && months == values.last_window();
        if !withheld {
            told = Some(window.ended);
        }
        figure(IndicatorScope::City, spells, months).withheld_if(withheld)
    });
    backwards.collect()
}

/// Those who left and the others: how many of these are censored is not told.
const fn cells(window: Window) -> [u32; 2] {
    [window.ended, window.kept + window.censored]
}

fn figure(of: IndicatorScope, spells: &[Spell], months: u8) -> Indicator {
    let window = Window::of(spells, days(months));
    let indicator = Indicator::of(IndicatorKind::Retention, of, IndicatorUnit::Share, &SOURCES).after(months);
    let left = Some(f64::from(window.ended)).filter(|_| window.all() > 0);
    let indicator = indicator.beside("left", left);
    if window.censored == 0 {
        return indicator.quotient(f64::from(window.kept), f64::from(window.all()));
    }
    Indicator {
        denominator: Some(f64::from(window.all())),
        value: survival(spells, days(months)),
        state: IndicatorState::Censored,
        ..indicator
    }
}

/// The days of so many months.
fn days(months: u8) -> i32 {
    (f64::from(months) * 365.25 / 12.0).round() as i32
}

/// What employers report of people who came.
struct Reports<'f>(BTreeMap<&'f TalentId, Vec<&'f Outcome>>);

impl<'f> Reports<'f> {
    fn of(facts: &Facts<'f>) -> Self {
        let colleges = facts.colleges();
        let mut reports: BTreeMap<&TalentId, Vec<&Outcome>> =
            facts.census.arrivals.iter().map(|arrival| (&arrival.talent, Vec::new())).collect();
        for outcome in facts.outcomes.iter().filter(|outcome| !colleges.contains(&outcome.organisation)) {
            if let Some(own) = reports.get_mut(&outcome.talent) {
                own.push(outcome);
            }
        }
        Self(reports)
    }

    fn spell(&self, arrival: &Arrival, as_of: Date) -> Spell {
        let own = self.0.get(&arrival.talent).map(Vec::as_slice).unwrap_or_default();
        let reports = own.iter().filter(|report| (arrival.came..=as_of).contains(&report.date));
        let works = |date: Date| {
            reports.clone().filter(move |report| report.date >= date && at_work(&report.event) == Some(true))
        };
        let seen = works(arrival.came).map(|report| report.date).max();
        let gone = reports.clone().filter(|report| at_work(&report.event) == Some(false));
        // What is told on the day of the next start was before it.
        let gone = gone.map(|report| report.date).filter(|date| works(*date).next().is_none());
        let gone = gone.filter(|date| arrival.works_since.is_none_or(|since| since < date.month())).min();
        let left = [arrival.left, gone].into_iter().flatten().min();
        let until = if arrival.lost { seen.unwrap_or(arrival.came) } else { as_of };
        Spell { days: left.unwrap_or(until).days_since(arrival.came), ended: left.is_some() }
    }
}

/// Whether a report says that somebody works; an offer says nothing.
const fn at_work(event: &OutcomeEvent) -> Option<bool> {
    match event {
        OutcomeEvent::Shortlisted { .. } | OutcomeEvent::Offered { .. } => None,
        OutcomeEvent::Started { .. } => Some(true),
        OutcomeEvent::Left { .. } => Some(false),
        OutcomeEvent::State { employed_here, .. } => Some(*employed_here),
    }
}
