//! One row of weights: how much of the fit each criterion carries in a category.

use super::MethodError;
use crate::model::{Category, Criterion};

/// How far from 1 a sum of weights may be: what eight decimal fractions can lose in binary, and no more.
pub const WEIGHT_TOLERANCE: f64 = 1e-9;

/// Most weight of `qualification` in any category: with more, degrees and titles would decide again.
pub const MAX_QUALIFICATION: f64 = 0.15;

/// Weights in the order of [`Criterion::ALL`]; each in [0, 1], summing to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights([f64; 8]);

impl Weights {
    /// The weight of a criterion.
    #[must_use]
    pub const fn of(&self, criterion: Criterion) -> f64 {
        self.0[criterion as usize]
    }

    /// All eight.
    #[must_use]
    pub const fn all(&self) -> &[f64; 8] {
        &self.0
    }

    /// Checks a row.
    pub(super) fn check(category: Category, row: [f64; 8]) -> Result<Self, MethodError> {
        for (criterion, value) in Criterion::ALL.into_iter().zip(row) {
            if !(0.0..=1.0).contains(&value) {
                let field = format!("weights.{}.{}", category.as_str(), criterion.as_str());
                return Err(MethodError::range(field, value, "0 to 1"));
            }
        }
        let sum: f64 = row.iter().sum();
        if (sum - 1.0).abs() > WEIGHT_TOLERANCE {
            return Err(MethodError::Sum { category, sum });
        }
        let value = row[Criterion::Qualification as usize];
        if value > MAX_QUALIFICATION {
            return Err(MethodError::Qualification { category, value });
        }
        Ok(Self(row))
    }
}
