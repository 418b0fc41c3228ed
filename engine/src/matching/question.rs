//! What is asked of a ranking.

use crate::index::Audience;
use crate::model::{Date, Invalid};

/// By what a ranking is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// How well the person answers the demand.
    #[default]
    Fit,
    /// How well the demand answers the person's wishes.
    Reach,
    /// The geometric mean of both.
    Both,
}

impl Sort {
    /// The key of a fit and a reach, each 0 to 100; 0 to 100, never falling in either.
    #[must_use]
    pub fn key(self, fit: f64, reach: f64) -> f64 {
        match self {
            Self::Fit => fit,
            Self::Reach => reach,
            Self::Both => (fit * reach).sqrt(),
        }
    }
}

/// How many places a ranking has, 1 to [`Places::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "usize", into = "usize")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = usize, minimum = 1, maximum = 1000))]
pub struct Places(usize);

impl Places {
    /// Most places of one ranking.
    pub const MAX: usize = 1000;

    /// The number.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0
    }
}

impl Default for Places {
    /// Twenty: what a page shows.
    fn default() -> Self {
        Self(20)
    }
}

impl TryFrom<usize> for Places {
    type Error = Invalid;
    fn try_from(places: usize) -> Result<Self, Invalid> {
        if (1..=Self::MAX).contains(&places) {
            return Ok(Self(places));
        }
        Err(Invalid::new("top", places, format!("1 to {}", Self::MAX)))
    }
}

impl From<Places> for usize {
    fn from(places: Places) -> Self {
        places.0
    }
}

/// How a ranking is made. [`Question::new`] gives the common case; the fields may be changed freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The day for which people are judged.
    pub as_of: Date,
    /// By what the ranking is ordered.
    pub sort: Sort,
    /// For whom people are ranked. A ranking of positions is for the person, and does not ask.
    pub audience: Audience,
    /// Whether everybody is scored, to check the index; the answer is the same.
    pub exhaustive: bool,
    /// Whether parts come with their evidence.
    pub explain: bool,
    /// Whether those who fail a gate are counted by requirement: a look at everybody's gates beside the ranking.
    pub count: bool,
    /// How many of the excluded are named for each requirement, when they are counted; ids ascending.
    pub excluded: usize,
    /// How many places.
    pub top: Places,
}

impl Question {
    /// The best twenty by fit at a day, for insiders, with evidence, the excluded not counted.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            sort: Sort::Fit,
            audience: Audience::default(),
            exhaustive: false,
            explain: true,
            count: false,
            excluded: 0,
            top: Places::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ranking_has_a_place_and_an_end() {
        assert_eq!(Places::try_from(Places::MAX).unwrap().get(), Places::MAX);
        for top in [0, Places::MAX + 1] {
            let refused = Places::try_from(top).unwrap_err();
            assert!(refused.allowed.contains(&Places::MAX.to_string()));
        }
    }

    #[test]
    fn both_means_that_neither_side_is_forgotten() {
        assert!(Sort::Both.key(90.0, 10.0) < Sort::Both.key(50.0, 50.0));
        assert_eq!(Sort::Both.key(64.0, 36.0), 48.0);
    }
}
