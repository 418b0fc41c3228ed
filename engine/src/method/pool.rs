//! How orders are pooled into classes: which classes can be held, what they cost, and what their graduates must be worth.

use super::MethodError;
use super::raw::{above_zero, within};
use crate::model::{Category, Cohort, CohortForm};

/// A form of class: what it takes to hold one.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormValues {
    /// Days from its start until its people can work.
    pub days: u16,
    /// Hours that it has room for beyond the programme.
    pub hours: u16,
    /// Fewest and most seats.
    pub seats: [u16; 2],
    /// Fewest and most enterprises; at least one.
    pub enterprises: [u16; 2],
    /// What opening one costs, in seats that are filled at full fit.
    pub cost: f64,
    /// Categories whose orders it is held for.
    pub categories: Vec<Category>,
    /// Whether it takes pupils, and may have seats for the catalog's demand; otherwise it takes employees of the enterprises.
    pub pupils: bool,
}

/// Values of pooling.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolValues {
    /// Fit that a graduate must have for a seat, 0 to 100.
    pub least_fit: f64,
    /// Days from a proposal to the first start: to agree and to enrol.
    pub lead_days: u16,
    /// Months on whose first day classes start.
    pub starts: Vec<i32>,
    /// How many starts ahead are tried.
    pub terms: usize,
    /// Hours of teaching one level of one skill, where no programme tells them.
    pub hours_a_level: u16,
    /// How much more a seat weighs that is due at once than one that is due at `plan.horizon_days` or later.
    pub urgency: f64,
    /// What a seat of the catalog's demand weighs against one of an order.
    pub catalog: f64,
    /// Least share of a class's seats that orders take.
    pub ordered_share: f64,
    /// What an added hour costs, in seats that are filled at full fit.
    pub hour_cost: f64,
    /// Share of the added hours that one enterprise alone asks for, above which the class is marked as tied to it.
    pub tied_share: f64,
    /// 订单班.
    pub order_class: FormValues,
    /// 现代学徒制.
    pub modern_apprenticeship: FormValues,
    /// 企业新型学徒制.
    pub new_type_apprenticeship: FormValues,
    /// 产业学院.
    pub industry_college: FormValues,
}

impl PoolValues {
    /// Most starts that are tried ahead.
    pub const MAX_TERMS: usize = 8;

    /// The forms, in the order of their words.
    #[must_use]
    pub const fn forms(&self) -> [(CohortForm, &FormValues); 4] {
        [
            (CohortForm::OrderClass, &self.order_class),
            (CohortForm::ModernApprenticeship, &self.modern_apprenticeship),
            (CohortForm::NewTypeApprenticeship, &self.new_type_apprenticeship),
            (CohortForm::IndustryCollege, &self.industry_college),
        ]
    }

    /// A form's values.
    #[must_use]
    pub const fn form(&self, form: CohortForm) -> &FormValues {
        match form {
            CohortForm::OrderClass => &self.order_class,
            CohortForm::ModernApprenticeship => &self.modern_apprenticeship,
            CohortForm::NewTypeApprenticeship => &self.new_type_apprenticeship,
            CohortForm::IndustryCollege => &self.industry_college,
        }
    }

    pub(super) fn check(self) -> Result<Self, MethodError> {
        within("pool.least_fit", self.least_fit, 0.0, 100.0)?;
        within("pool.lead_days", f64::from(self.lead_days), 0.0, 3660.0)?;
        within("pool.terms", self.terms as f64, 1.0, Self::MAX_TERMS as f64)?;
        within("pool.starts (how many)", self.starts.len() as f64, 1.0, 12.0)?;
        for month in &self.starts {
            within("pool.starts", f64::from(*month), 1.0, 12.0)?;
        }
        within("pool.hours_a_level", f64::from(self.hours_a_level), 1.0, 1000.0)?;
        for (field, value) in [
            ("pool.urgency", self.urgency),
            ("pool.catalog", self.catalog),
            ("pool.ordered_share", self.ordered_share),
            ("pool.hour_cost", self.hour_cost),
            ("pool.tied_share", self.tied_share),
        ] {
            within(field, value, 0.0, 1.0)?;
        }
        above_zero("pool.ordered_share", self.ordered_share)?;
        self.forms().iter().try_for_each(|(form, values)| values.check(*form))?;
        Ok(self)
    }
}

impl FormValues {
    fn check(&self, form: CohortForm) -> Result<(), MethodError> {
        let field = |name: &str| format!("pool.{}.{name}", form.as_str());
        let ([fewest, most], [firms, most_firms]) = (self.seats.map(f64::from), self.enterprises.map(f64::from));
        within(&field("days"), self.days.into(), 1.0, 3660.0)?;
        within(&field("hours"), self.hours.into(), 0.0, 10_000.0)?;
        within(&field("seats"), fewest, 1.0, most)?;
        within(&field("seats"), most, fewest, Cohort::MAX_SEATS.into())?;
        within(&field("enterprises"), firms, 1.0, most_firms)?;
        within(&field("enterprises"), most_firms, firms, Cohort::MAX_SEATS.into())?;
        within(&field("cost"), self.cost, 0.0, 1000.0)
    }
}
