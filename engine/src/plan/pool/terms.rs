//! When classes can start, by which forms, and how many seats a programme has for them.

use crate::method::{FormValues, PoolValues};
use crate::model::{Cohort, CohortForm, CohortStatus, Date, Programme};
use crate::plan::Training;

/// A form of class from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term<'m> {
    pub(super) form: CohortForm,
    pub(super) values: &'m FormValues,
    pub(super) start: Date,
    /// The day from which its people can work.
    pub(super) ready: Date,
}

/// Every form from every start that is tried, earliest start first.
pub(super) fn terms(values: &PoolValues, as_of: Date) -> Vec<Term<'_>> {
    let of = |start: Date| {
        values.forms().into_iter().map(move |(form, values)| {
            let ready = start.plus_days(values.days.into());
            Term { form, values, start, ready }
        })
    };
    starts(values, as_of).into_iter().flat_map(of).collect()
}

/// The next first days of the months in which classes start, after the time to agree and enrol.
fn starts(values: &PoolValues, as_of: Date) -> Vec<Date> {
    let first = as_of.plus_days(values.lead_days.into());
    let mut months = values.starts.clone();
    months.sort_unstable();
    months.dedup();
    let day = |year: i16, month: i32| Date::new(year, i8::try_from(month).ok()?, 1).ok();
    let years = first.year()..=first.year().saturating_add(PoolValues::MAX_TERMS as i16);
    let days = years.flat_map(|year| months.iter().filter_map(move |&month| day(year, month)));
    days.filter(|day| *day >= first).take(values.terms).collect()
}

/// Seats that a programme has left for classes that start in a year: its intake, less classes on record that are not called
/// off.
pub(super) fn capacity(programme: &Programme, year: i16, training: &Training<'_>) -> u32 {
    let of = |cohort: &&Cohort| cohort.programme == programme.id && cohort.start.year() == year;
    let taken = training.cohorts.iter().filter(of).filter(|cohort| cohort.status != CohortStatus::Cancelled);
    let taken: u32 = taken.map(|cohort| u32::from(cohort.seats_max)).sum();
    u32::from(programme.seats).saturating_sub(taken)
}
