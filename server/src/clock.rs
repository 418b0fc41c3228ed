//! The one place that reads the clock. The engine is told the day and the moment.

use bole_engine::model::{Date, Invalid, Moment};

/// Today by the calendar of the machine's time zone.
///
/// # Errors
/// `Invalid` when the clock stands outside the calendar.
pub fn today() -> Result<Date, Invalid> {
    let now = jiff::Zoned::now().date();
    Date::new(now.year(), now.month(), now.day())
}

/// The same day so many years ago; 28 February where there was no 29th.
///
/// # Errors
/// As [`today`].
pub fn years_ago(years: u8) -> Result<Date, Invalid> {
    let then = jiff::Zoned::now().date().saturating_sub(jiff::Span::new().years(years));
    Date::new(then.year(), then.month(), then.day())
}

/// Now, in milliseconds since 1970-01-01 UTC.
#[must_use]
pub fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Now, as records note it.
///
/// # Errors
/// `Invalid` when the clock stands outside the calendar.
pub fn moment() -> Result<Moment, Invalid> {
    Moment::from_millis(now())
}
