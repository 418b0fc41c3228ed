//! Moments, days and months. This is the only module that knows jiff.

use super::Invalid;

/// A civil day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
pub struct Date(jiff::civil::Date);

impl Date {
    /// A day of the calendar.
    ///
    /// # Errors
    /// `Invalid` when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, Invalid> {
        jiff::civil::Date::new(year, month, day)
            .map(Self)
            .map_err(|_| Invalid::new("date", format!("{year}-{month}-{day}"), "a day of the calendar, YYYY-MM-DD"))
    }

    /// The year that the day lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month that the day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        Month(i32::from(self.0.year()) * 12 + i32::from(self.0.month()) - 1)
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.duration_since(earlier.0).as_hours().div_euclid(24).try_into().unwrap_or(i32::MAX)
    }

    /// The day `days` later (or earlier, when negative); the calendar's ends hold it.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }
}

impl TryFrom<String> for Date {
    type Error = Invalid;
    /// Takes `2026-03-01` and the common `2026/3/1`, `2026.3.1`, `20260301`.
    fn try_from(value: String) -> Result<Self, Invalid> {
        let refused = || Invalid::new("date", &value, "a day of the calendar, YYYY-MM-DD");
        let digits = value.trim();
        if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) {
            let number = |range: std::ops::Range<usize>| digits[range].parse().map_err(|_| refused());
            let (year, month, day): (i16, i16, i16) = (number(0..4)?, number(4..6)?, number(6..8)?);
            return Self::new(year, month as i8, day as i8).map_err(|_| refused());
        }
        let parts: Vec<&str> = digits.split(['-', '/', '.']).collect();
        let [year, month, day] = parts[..] else { return Err(refused()) };
        match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day).map_err(|_| refused()),
            _ => Err(refused()),
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A point in time to the millisecond, written `2026-11-21T05:30:11.123Z`; from 1970-01-01T00:00:00.000Z to
/// [`Moment::MAX_MILLIS`]. Read in any offset that RFC 3339 knows, written in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
pub struct Moment(jiff::Timestamp);

impl Moment {
    /// The last moment, 9999-12-30T22:00:00.000Z: its day is in year 9999 in every offset.
    pub const MAX_MILLIS: i64 = 253_402_207_200_000;

    /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// `Invalid` below 0 or above [`Self::MAX_MILLIS`].
    pub fn from_millis(millis: i64) -> Result<Self, Invalid> {
        let taken = (0..=Self::MAX_MILLIS).contains(&millis).then(|| jiff::Timestamp::from_millisecond(millis));
        match taken {
            Some(Ok(at)) => Ok(Self(at)),
            Some(Err(_)) | None => {
                Err(Invalid::new("moment", millis, format!("0 to {} milliseconds since 1970", Self::MAX_MILLIS)))
            }
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The day it lies in, in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        Date(jiff::tz::Offset::UTC.to_datetime(self.0).date())
    }
}

impl TryFrom<String> for Moment {
    type Error = Invalid;
    /// What is finer than a millisecond is cut off.
    fn try_from(value: String) -> Result<Self, Invalid> {
        let refused = || Invalid::new("moment", &value, "a moment, 2026-11-21T05:30:11.123Z, years 1970 to 9999");
        let at: jiff::Timestamp = value.trim().parse().map_err(|_| refused())?;
        Self::from_millis(at.as_millisecond()).map_err(|_| refused())
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

/// A month, counted from January of year 0; written `YYYY-MM`. Careers are told in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = r"^\d{4}-\d{2}$"))]
pub struct Month(i32);

impl Month {
    /// Earliest year that a career or a course may name.
    pub const MIN_YEAR: i32 = 1900;
    /// Latest year.
    pub const MAX_YEAR: i32 = 2100;

    /// A month of the calendar.
    ///
    /// # Errors
    /// `Invalid` outside [`Self::MIN_YEAR`]..=[`Self::MAX_YEAR`] or months 1 to 12.
    pub fn new(year: i32, month: i32) -> Result<Self, Invalid> {
        if (Self::MIN_YEAR..=Self::MAX_YEAR).contains(&year) && (1..=12).contains(&month) {
            return Ok(Self(year * 12 + month - 1));
        }
        let allowed = format!("YYYY-MM, years {} to {}", Self::MIN_YEAR, Self::MAX_YEAR);
        Err(Invalid::new("month", format!("{year}-{month}"), allowed))
    }

    /// Months since January of year 0.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0 / 12
    }

    /// Months from `earlier` to this month.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The month `months` later.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }
}

impl TryFrom<String> for Month {
    type Error = Invalid;
    /// Takes `2026-03`, `2026/3`, `2026.03`, `202603`, and a full day, whose month it keeps.
    fn try_from(value: String) -> Result<Self, Invalid> {
        let allowed = format!("YYYY-MM, years {} to {}", Self::MIN_YEAR, Self::MAX_YEAR);
        let refused = || Invalid::new("month", &value, allowed.clone());
        let text = value.trim();
        let (year, month) = if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            (&text[..4], &text[4..])
        } else {
            let mut parts = text.split(['-', '/', '.']);
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
        };
        match (year.parse(), month.parse()) {
            (Ok(year), Ok(month)) => Self::new(year, month).map_err(|_| refused()),
            _ => Err(refused()),
        }
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_taken_in_the_common_forms() {
        for text in ["2026-03-01", "2026/3/1", "2026.3.1", "20260301"] {
            assert_eq!(Date::try_from(text.to_owned()).unwrap().to_string(), "2026-03-01");
        }
        assert!(Date::try_from("2026-02-30".to_owned()).is_err());
        assert!(Date::try_from("tomorrow".to_owned()).is_err());
    }

    #[test]
    fn a_moment_goes_round_to_the_millisecond() {
        let json = "\"2026-11-21T05:30:11.123Z\"";
        let moment: Moment = serde_json::from_str(json).unwrap();
        assert_eq!(moment.millis(), 1_795_239_011_123);
        assert_eq!(serde_json::to_string(&moment).unwrap(), json);
        assert_eq!(Moment::from_millis(moment.millis()), Ok(moment));
        assert_eq!(moment.date(), Date::new(2026, 11, 21).unwrap());
        assert_eq!(Moment::from_millis(0).unwrap().to_string(), "1970-01-01T00:00:00.000Z");
    }

    #[test]
    fn a_moment_is_read_in_any_offset_and_cut_to_the_millisecond() {
        let beijing = Moment::try_from("2026-11-21T00:30:00.0009+08:00".to_owned()).unwrap();
        assert_eq!(beijing.to_string(), "2026-11-20T16:30:00.000Z");
        assert_eq!(beijing.date(), Date::new(2026, 11, 20).unwrap());
    }

    #[test]
    fn a_moment_outside_the_years_is_refused() {
        assert_eq!(Moment::from_millis(Moment::MAX_MILLIS).unwrap().to_string(), "9999-12-30T22:00:00.000Z");
        assert!(Moment::from_millis(Moment::MAX_MILLIS + 1).is_err() && Moment::from_millis(-1).is_err());
        for text in ["1969-12-31T23:59:59.999Z", "2026-11-21", "2026-02-30T00:00:00Z", "2026-11-21T05:30:11", "now"] {
            assert!(Moment::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn days_and_months_count() {
        let (a, b) = (Date::new(2026, 11, 20).unwrap(), Date::new(2027, 1, 1).unwrap());
        assert_eq!(b.days_since(a), 42);
        assert_eq!(a.plus_days(42), b);
        assert_eq!(b.month().since(a.month()), 2);
        assert_eq!(Month::try_from("2026-11-20".to_owned()).unwrap(), a.month());
        assert_eq!(a.month().to_string(), "2026-11");
        assert!(Month::try_from("1890-01".to_owned()).is_err());
    }
}
