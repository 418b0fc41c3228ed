//! The values of compiling an edition.

use super::MethodError;
use super::raw::within;

/// When a draft's entries come, go and change.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionValues {
    /// Days without an order after which an entry is proposed to go; 1 or more.
    pub quiet_days: u16,
    /// Least seats that orders without an entry must ask for together before an entry is proposed for them; 1 or more.
    pub least_seats: u16,
    /// Share of the orders of a proposed entry that must ask for a requirement before the entry does.
    pub common_share: f64,
}

impl EditionValues {
    pub(super) fn check(self) -> Result<Self, MethodError> {
        for (field, value) in [("quiet_days", self.quiet_days), ("least_seats", self.least_seats)] {
            if value == 0 {
                return Err(MethodError::range(format!("edition.{field}"), value, "1 or more"));
            }
        }
        within("edition.common_share", self.common_share, 0.0, 1.0)?;
        Ok(self)
    }
}
