//! What counts as what: classes of technician schools as education, skill grades as education or title, titles of one city
//! in another. Without this table skilled people are refused wrongly.

use crate::model::{EducationCode, RegionCode, SkillGrade, TitleLevel};

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Equivalence {
    /// Its id, given as the reason.
    pub id: String,
    /// What counts as what.
    pub target: EquivalenceTarget,
    /// The rule behind it, Chinese and English.
    pub basis: crate::model::Bilingual,
}

/// What counts as what.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub enum EquivalenceTarget {
    /// A class of a technician school, as people write it, counts as an education level.
    SchoolClass {
        /// Class: `intermediate`, `senior` or `technician`.
        class: String,
        /// The level it counts as.
        education: EducationCode,
    },
    /// A skill grade counts as an education level.
    GradeAsEducation {
        /// The grade, and those above.
        grade: SkillGrade,
        /// The level it counts as.
        education: EducationCode,
    },
    /// A skill grade, held for some years, counts as a title level.
    GradeAsTitle {
        /// The grade, and those above.
        grade: SkillGrade,
        /// The title level it counts as.
        title: TitleLevel,
        /// Years since the award.
        years: u8,
    },
    /// Titles awarded in one region hold in another.
    Recognition {
        /// Where it was awarded.
        awarded_in: RegionCode,
        /// Where it holds.
        holds_in: RegionCode,
    },
}

impl Equivalence {
    /// The words for a class of a technician school.
    pub(super) fn class_words(class: &str) -> &'static [&'static str] {
        match class {
            "intermediate" => &["中级工班", "中级技工班"],
            "senior" => &["高级工班", "高级技工班"],
            "technician" => &["预备技师班", "技师班", "预备技师"],
            _ => &[],
        }
    }
}
