//! A share with what it was counted from: empty is *not available*, few people are withheld.

use crate::map::IndicatorState;

/// A share, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Share {
    /// How many.
    pub numerator: Option<u32>,
    /// Of how many.
    pub denominator: Option<u32>,
    /// The one by the other.
    pub value: Option<f64>,
    /// `known`, `not_available` where there is nobody to count, or `withheld`.
    pub state: IndicatorState,
}

impl Share {
    /// Of nobody.
    pub(super) const NONE: Self =
        Self { numerator: Some(0), denominator: Some(0), value: None, state: IndicatorState::NotAvailable };
    /// Not told.
    pub(super) const WITHHELD: Self =
        Self { numerator: None, denominator: None, value: None, state: IndicatorState::Withheld };

    pub(super) fn of(numerator: u32, denominator: u32) -> Self {
        if denominator == 0 {
            return Self::NONE;
        }
        let value = Some(f64::from(numerator) / f64::from(denominator));
        Self { numerator: Some(numerator), denominator: Some(denominator), value, state: IndicatorState::Known }
    }
}
