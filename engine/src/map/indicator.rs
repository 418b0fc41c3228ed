//! Indicators of talent work: each with numerator, denominator, cohort, window and source, so that nobody has to believe it.

use crate::model::{Category, ChainId, CollegeId, Stage};

/// What is measured. Formulas stand with the functions that compute them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Of those who came in a year, who still works here after a window; Kaplan–Meier where some are censored.
    Retention,
    /// Of a year's graduates in work, who works here.
    LocalEmployment,
    /// Median starting pay in 万元 a year, with quartiles.
    StartingPay,
    /// Finished projects with a conversion here ÷ finished projects.
    LocalCommercialization,
    /// Mean satisfaction with a stage, 1 to 5.
    Satisfaction,
    /// (came − left) ÷ (came + left).
    NetInflow,
    /// Shannon entropy over categories.
    Shannon,
    /// Simpson's 1 − Σp² over categories.
    Simpson,
    /// Herfindahl–Hirschman index Σp² over employers.
    Concentration,
    /// Coupling coordination D of the four stages.
    Coupling,
}

/// Of whom or what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum IndicatorScope {
    /// The city.
    City,
    /// A chain.
    Chain(ChainId),
    /// A category.
    Category(Category),
    /// A college of the edition.
    College(CollegeId),
    /// A stage.
    Stage(Stage),
}

/// In what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorUnit {
    /// A share, 0 to 1; net inflow −1 to 1.
    Share,
    /// 万元 a year.
    Pay,
    /// A mean of answers from 1 to 5.
    Score,
    /// A number without unit.
    Index,
}

/// Whether there is a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorState {
    /// There is.
    Known,
    /// Nothing to count: never shown as 0.
    NotAvailable,
    /// The window has not passed for everybody; the value is an estimate from those seen so far, where there is one.
    Censored,
    /// Too few people stand behind it, or it would tell of a cell that is withheld; numerator and denominator are
    /// withheld too.
    Withheld,
}

/// Records that an indicator rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Profiles.
    Profiles,
    /// Outcomes.
    Outcomes,
    /// Orders.
    Orders,
    /// Programmes.
    Programmes,
    /// The fill plan.
    Plan,
}

/// A value beside an indicator, e.g. a quartile or one of the four stage values of the coupling.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IndicatorPart {
    /// Its word, e.g. `p25`, `attraction`, `evenness`.
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What is measured.
    pub kind: IndicatorKind,
    /// Of whom.
    pub of: IndicatorScope,
    /// The year of the cohort, where there is one.
    pub cohort: Option<i16>,
    /// Months after the start, where there is a window.
    pub window: Option<u8>,
    /// What was counted.
    pub numerator: Option<f64>,
    /// Out of what.
    pub denominator: Option<f64>,
    /// The value, in its unit.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: IndicatorUnit,
    /// Whether there is a value.
    pub state: IndicatorState,
    /// Values beside it.
    pub parts: Vec<IndicatorPart>,
    /// What it rests on.
    pub sources: Vec<Source>,
}
