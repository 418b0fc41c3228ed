//! The sum: `fit = Σ_k w[c,k]·v_k·100`, with its parts.

use super::Evidence;
use crate::model::Criterion;

/// How well a person answers a demand.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Fit {
    /// 0 to 100: the sum of the parts' points, in their order.
    pub score: f64,
    /// Share of the weight that rests on known facts, 0 to 1.
    pub confidence: f64,
    /// The eight criteria, in the order of [`Criterion::ALL`].
    pub parts: Vec<Part>,
}

/// What one criterion gives.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Part {
    /// Which.
    pub criterion: Criterion,
    /// Its weight in the demand's category, 0 to 1.
    pub weight: f64,
    /// Its value, 0 to 1.
    pub value: f64,
    /// Whether facts were known; the value is the method's neutral one otherwise.
    pub known: bool,
    /// `weight · value · 100`.
    pub points: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
}
