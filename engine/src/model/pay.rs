//! Pay ranges.

use super::Invalid;

/// Highest pay that is taken, in 万元 a year: ten times the best paid scientist of the catalog.
pub const MAX_PAY: f64 = 1000.0;

/// What a pay range counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayBasis {
    /// Base pay only: no commission, incentive or bonus.
    #[default]
    Base,
    /// All that is paid.
    Total,
}

/// A closed range of pay in 万元 (10,000 CNY) a year; `0 ≤ min ≤ max ≤ MAX_PAY`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawPay")]
pub struct Pay {
    /// Lower end.
    pub min: f64,
    /// Upper end.
    pub max: f64,
    /// What it counts.
    pub basis: PayBasis,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPay {
    min: f64,
    max: f64,
    #[serde(default)]
    basis: PayBasis,
}

impl Pay {
    /// Checks a range.
    ///
    /// # Errors
    /// `Invalid` when an end is not a number, below 0, above [`MAX_PAY`], or the ends are crossed.
    pub fn new(min: f64, max: f64, basis: PayBasis) -> Result<Self, Invalid> {
        let sane = |x: f64| (0.0..=MAX_PAY).contains(&x);
        if sane(min) && sane(max) && min <= max {
            return Ok(Self { min, max, basis });
        }
        let allowed = format!("0 ≤ min ≤ max ≤ {MAX_PAY} (10,000 CNY a year)");
        Err(Invalid::new("pay", format!("{min}–{max}"), allowed))
    }

    /// The middle of the range.
    #[must_use]
    pub const fn middle(self) -> f64 {
        f64::midpoint(self.min, self.max)
    }
}

impl TryFrom<RawPay> for Pay {
    type Error = Invalid;
    fn try_from(raw: RawPay) -> Result<Self, Invalid> {
        Self::new(raw.min, raw.max, raw.basis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_finite_and_uncrossed() {
        assert!(Pay::new(10.0, 16.0, PayBasis::Base).is_ok());
        for (min, max) in [(16.0, 10.0), (-1.0, 2.0), (0.0, f64::NAN), (1.0, MAX_PAY + 1.0)] {
            assert!(Pay::new(min, max, PayBasis::Base).is_err(), "{min}–{max}");
        }
    }
}
