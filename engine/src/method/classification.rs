//! The rules that sort people into categories: evidence and its points. Judging a profile by them is left to `classify`.

use std::collections::BTreeSet;

use super::MethodError;
use crate::model::{AchievementKind, Category, EducationCode, SkillGrade, TitleLevel};

/// Rules and what follows from their sums.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// Points below which nothing is claimed.
    pub minimum_points: f64,
    /// A lead of this many points makes a result sure.
    pub clear_margin: f64,
    /// The rules, in the order of the file.
    pub rules: Vec<ClassificationRule>,
}

/// One rule: when the evidence stands in the profile, the category gains the points.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassificationRule {
    /// Its id, given as the reason.
    pub id: String,
    /// The category that gains.
    pub category: Category,
    /// The points, above 0.
    pub points: f64,
    /// The evidence.
    pub when: Evidence,
}

/// What may count for a category. There is no age, and none can be said.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// An education of this rank or above.
    Education {
        /// The lowest code.
        at_least: EducationCode,
    },
    /// A title of this level or above.
    Title {
        /// The lowest level.
        at_least: TitleLevel,
    },
    /// A title of one of these series.
    TitleSeries {
        /// Series as in the vocabulary's `titles.csv`.
        any_of: Vec<String>,
    },
    /// A skill grade of this ordinal or above.
    Grade {
        /// The lowest ordinal.
        at_least: SkillGrade,
    },
    /// A post held whose occupation code begins so.
    Occupation {
        /// Beginnings of codes.
        prefixes: Vec<String>,
    },
    /// A post held whose title has one of these words.
    PostWords {
        /// The words, in either language.
        any_of: Vec<String>,
    },
    /// Achievements of these kinds, added up.
    Achievement {
        /// The kinds.
        any_of: Vec<AchievementKind>,
        /// How many are needed.
        count: u16,
    },
    /// In education now: begun, and not yet graduated.
    Enrolled,
    /// Graduated within so many months.
    GraduatedWithin {
        /// Months before the day of judging.
        months: u16,
    },
    /// Less work than this, and some education known.
    ExperienceBelow {
        /// Years.
        years: u8,
    },
}

impl Classification {
    pub(super) fn check(self) -> Result<Self, MethodError> {
        for (field, value) in [("minimum_points", self.minimum_points), ("clear_margin", self.clear_margin)] {
            if !(0.0..=100.0).contains(&value) {
                return Err(MethodError::range(format!("classification.{field}"), value, "0 to 100"));
            }
        }
        let mut seen = BTreeSet::new();
        for rule in &self.rules {
            let field = format!("classification.rules.{}", rule.id);
            if rule.id.is_empty() || !seen.insert(rule.id.as_str()) {
                return Err(MethodError::range(field, &rule.id, "an id of its own"));
            }
            if !(rule.points > 0.0 && rule.points <= 100.0) {
                return Err(MethodError::range(field, rule.points, "points above 0, at most 100"));
            }
            if rule.when.is_hollow() {
                return Err(MethodError::range(field, "[]", "at least one item, and a count of at least 1"));
            }
        }
        Ok(self)
    }
}

impl Evidence {
    /// Whether nobody or everybody would have it.
    fn is_hollow(&self) -> bool {
        match self {
            Self::TitleSeries { any_of: list }
            | Self::Occupation { prefixes: list }
            | Self::PostWords { any_of: list } => list.is_empty() || list.iter().any(|item| item.trim().is_empty()),
            Self::Achievement { any_of, count } => any_of.is_empty() || *count == 0,
            Self::GraduatedWithin { months } => *months == 0,
            Self::ExperienceBelow { years } => *years == 0,
            Self::Education { .. } | Self::Title { .. } | Self::Grade { .. } | Self::Enrolled => false,
        }
    }
}
