//! Values of the indicators: how few people may stand behind a figure, how far back cohorts go, how stages weigh.

use super::raw::within;
use super::{MethodError, WEIGHT_TOLERANCE};
use crate::model::ByStage;

/// Values of the indicators.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorValues {
    /// Fewest people in a cell that is shown; a cell of nobody is shown too. 2 to [`IndicatorValues::MAX_THRESHOLD`].
    pub threshold: u32,
    /// Fewest people behind a statistic of pay, at least `threshold`.
    pub pay_threshold: u32,
    /// How many years back cohorts are counted, the running one included, 1 to [`IndicatorValues::MAX_YEARS`].
    pub years: u8,
    /// Months after the start at which is looked, rising, the last is the one that counts.
    pub windows: Vec<u8>,
    /// Months after graduation within which a start counts as a graduate's first.
    pub graduate_months: u8,
    /// Years after a project's end within which a conversion counts as its own.
    pub conversion_years: u8,
    /// What each stage weighs in the coupling; they sum to 1.
    pub coupling: ByStage<f64>,
}

impl IndicatorValues {
    /// Highest threshold.
    pub const MAX_THRESHOLD: u32 = 1000;
    /// Most years of cohorts.
    pub const MAX_YEARS: u8 = 30;
    /// Longest window in months.
    pub const MAX_WINDOW: u8 = 120;

    /// The window that counts: the last.
    #[must_use]
    pub fn last_window(&self) -> u8 {
        self.windows.last().copied().unwrap_or_default()
    }

    /// Checks ranges, the order of the windows and the sum of the weights.
    pub(super) fn check(self) -> Result<Self, MethodError> {
        let most = f64::from(Self::MAX_THRESHOLD);
        within("indicators.threshold", f64::from(self.threshold), 2.0, most)?;
        within("indicators.pay_threshold", f64::from(self.pay_threshold), f64::from(self.threshold), most)?;
        within("indicators.years", f64::from(self.years), 1.0, f64::from(Self::MAX_YEARS))?;
        within("indicators.graduate_months", f64::from(self.graduate_months), 1.0, f64::from(Self::MAX_WINDOW))?;
        within("indicators.conversion_years", f64::from(self.conversion_years), 0.0, f64::from(Self::MAX_YEARS))?;
        self.check_windows()?;
        self.check_coupling()?;
        Ok(self)
    }

    fn check_windows(&self) -> Result<(), MethodError> {
        let rising = self.windows.windows(2).all(|pair| pair[0] < pair[1]);
        let inside = self.windows.iter().all(|months| (1..=Self::MAX_WINDOW).contains(months));
        if rising && inside && !self.windows.is_empty() {
            return Ok(());
        }
        let allowed = format!("one or more months, rising, each 1 to {}", Self::MAX_WINDOW);
        Err(MethodError::range("indicators.windows", format!("{:?}", self.windows), allowed))
    }

    fn check_coupling(&self) -> Result<(), MethodError> {
        for (stage, weight) in self.coupling.iter() {
            within(&format!("indicators.coupling.{}", stage.as_str()), *weight, 0.0, 1.0)?;
        }
        let sum: f64 = self.coupling.iter().map(|(_, weight)| weight).sum();
        if (sum - 1.0).abs() <= WEIGHT_TOLERANCE {
            return Ok(());
        }
        Err(MethodError::range("indicators.coupling", sum, "four weights that sum to 1"))
    }
}
