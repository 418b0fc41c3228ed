//! Why a method file was refused.

use super::{MAX_QUALIFICATION, WEIGHT_TOLERANCE};
use crate::model::Category;

/// A method file that was refused; every message names the place and what is allowed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MethodError {
    /// The text is no TOML of the method's shape.
    #[error("line {line}: {message}")]
    Syntax {
        /// Line of the file, from 1; 0 when none can be named.
        line: usize,
        /// What the reader says: the key, and what it expected.
        message: String,
    },
    /// The weights of a category do not sum to 1.
    #[error("weights.{}: they sum to {sum}, but must sum to 1 (±{WEIGHT_TOLERANCE:e})", category.as_str())]
    Sum {
        /// The category.
        category: Category,
        /// The sum that was found.
        sum: f64,
    },
    /// A category gives more weight to qualification than any may.
    #[error(
        "weights.{}: qualification is {value}, but at most {MAX_QUALIFICATION} is allowed in any category: degrees, titles \
         and grades must not decide a fit",
        category.as_str()
    )]
    Qualification {
        /// The category.
        category: Category,
        /// The weight that was found.
        value: f64,
    },
    /// A number is outside its range.
    #[error("{field}: {value} is not allowed; allowed: {allowed}")]
    Range {
        /// The key, with dots.
        field: String,
        /// What stood there.
        value: String,
        /// What may stand there.
        allowed: String,
    },
}

impl MethodError {
    /// The complaint of the TOML reader, with the line counted from its offset.
    pub(super) fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(0, |before| before.matches('\n').count() + 1);
        Self::Syntax { line, message: error.message().to_owned() }
    }

    /// The line of the file, where one can be named.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::Syntax { line: 0, .. } | Self::Sum { .. } | Self::Qualification { .. } | Self::Range { .. } => None,
            Self::Syntax { line, .. } => Some(*line),
        }
    }

    pub(super) fn range(field: impl Into<String>, value: impl ToString, allowed: impl Into<String>) -> Self {
        Self::Range { field: field.into(), value: value.to_string(), allowed: allowed.into() }
    }
}
