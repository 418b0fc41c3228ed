//! How the seats of classes are given.

use super::MethodError;
use super::raw::within;

/// Most points that a place of a list may cost.
const MAX_WISH: u8 = 100;

/// What the welfare-optimal seat plan weighs.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatValues {
    /// What one place further down a student's list costs, in points of fit, 0 to 100.
    pub wish: u8,
}

impl SeatValues {
    /// A cost in [0, 100].
    pub(super) fn check(self) -> Result<Self, MethodError> {
        within("seats.wish", f64::from(self.wish), 0.0, f64::from(MAX_WISH))?;
        Ok(self)
    }
}
