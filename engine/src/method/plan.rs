//! How seats are filled: times and costs of the fill plan.

use super::MethodError;
use super::raw::within;
use crate::model::{EngagementMode, Stage};

/// Times and costs of the fill plan.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanValues {
    /// Days from the day of the plan to the due date of demand that names none.
    pub horizon_days: u16,
    /// Days within which somebody who left counts as a loss of retention.
    pub left_days: u16,
    /// Days of teaching one level of one skill, where no hours are told.
    pub days_a_level: u16,
    /// Hours of teaching that a person can take in a week.
    pub hours_a_week: u16,
    /// Days from asking for more seats in a programme until its people can work.
    pub class_days: u16,
    /// Costs of the routes.
    pub cost: PlanCosts,
}

/// What a route costs beside the fit, in its measure: 0.1 is ten points of fit.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanCosts {
    /// Somebody who is here and free.
    pub utilization: f64,
    /// Somebody who is here and about to leave.
    pub retention: f64,
    /// Somebody who is taught first, or a seat of a class.
    pub cultivation: f64,
    /// Somebody from elsewhere who moves here.
    pub attraction_full_time: f64,
    /// Somebody from elsewhere who comes at times.
    pub attraction_flexible: f64,
    /// Somebody who works elsewhere for here.
    pub attraction_enclave: f64,
}

impl PlanCosts {
    /// The cost of a route.
    #[must_use]
    pub const fn of(&self, stage: Stage, mode: EngagementMode) -> f64 {
        match (stage, mode) {
            (Stage::Utilization, _) => self.utilization,
            (Stage::Retention, _) => self.retention,
            (Stage::Cultivation, _) => self.cultivation,
            (Stage::Attraction, EngagementMode::FullTime) => self.attraction_full_time,
            (Stage::Attraction, EngagementMode::Flexible) => self.attraction_flexible,
            (Stage::Attraction, EngagementMode::Enclave) => self.attraction_enclave,
        }
    }
}

impl PlanValues {
    /// Days from 1 up to ten years, costs in [0, 1].
    pub(super) fn check(self) -> Result<Self, MethodError> {
        let most_days = 3660.0;
        for (field, value, most) in [
            ("plan.horizon_days", self.horizon_days, most_days),
            ("plan.left_days", self.left_days, most_days),
            ("plan.days_a_level", self.days_a_level, most_days),
            ("plan.hours_a_week", self.hours_a_week, 60.0),
            ("plan.class_days", self.class_days, most_days),
        ] {
            within(field, f64::from(value), 1.0, most)?;
        }
        let cost = &self.cost;
        for (field, value) in [
            ("plan.cost.utilization", cost.utilization),
            ("plan.cost.retention", cost.retention),
            ("plan.cost.cultivation", cost.cultivation),
            ("plan.cost.attraction_full_time", cost.attraction_full_time),
            ("plan.cost.attraction_flexible", cost.attraction_flexible),
            ("plan.cost.attraction_enclave", cost.attraction_enclave),
        ] {
            within(field, value, 0.0, 1.0)?;
        }
        Ok(self)
    }
}
