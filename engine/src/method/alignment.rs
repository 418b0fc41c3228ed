//! The numbers by which programmes are held against demand.

use super::MethodError;
use super::raw::within;

/// How demand weighs, when a programme serves a position, and when a position is open to its graduates.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlignmentValues {
    /// What a due date of today adds to the weight of a seat; 0 to [`AlignmentValues::MAX_URGENCY`].
    pub due: f64,
    /// What an opening adds to it of whose seats the plan leaves all over; 0 to [`AlignmentValues::MAX_URGENCY`].
    pub gap: f64,
    /// Share of what a position asks, by weight, from which a programme serves it by its skills alone.
    pub serves: f64,
    /// The same share from which a position is open to graduates; at least `serves`.
    pub aligned: f64,
    /// When a major is warned of.
    pub warning: WarningValues,
}

/// When a major is warned of: seats demanded of it a graduate a year, falling, and what raises a warning.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningValues {
    /// Seats a graduate below which the warning is yellow.
    pub yellow: f64,
    /// Below which it is orange; at most `yellow`.
    pub orange: f64,
    /// Below which it is red; at most `orange`.
    pub red: f64,
    /// Local employment of the graduates below which a warning rises by one level.
    pub local: f64,
    /// Figure of the programme below which it does so too.
    pub figure: f64,
}

impl AlignmentValues {
    /// Most that urgency adds by one of its reasons.
    pub const MAX_URGENCY: f64 = 10.0;

    pub(super) fn check(self) -> Result<Self, MethodError> {
        within("alignment.due", self.due, 0.0, Self::MAX_URGENCY)?;
        within("alignment.gap", self.gap, 0.0, Self::MAX_URGENCY)?;
        within("alignment.serves", self.serves, 0.0, 1.0)?;
        within("alignment.aligned", self.aligned, self.serves, 1.0)?;
        let warning = &self.warning;
        within("alignment.warning.yellow", warning.yellow, 0.0, 1000.0)?;
        within("alignment.warning.orange", warning.orange, 0.0, warning.yellow)?;
        within("alignment.warning.red", warning.red, 0.0, warning.orange)?;
        within("alignment.warning.local", warning.local, 0.0, 1.0)?;
        within("alignment.warning.figure", warning.figure, 0.0, 1.0)?;
        Ok(self)
    }
}
