//! Skill grades of the eight-grade system. Printed codes run against the order (1 is high) and are only ever looked up.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, SkillGrade};

/// A skill grade.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Grade {
    /// Its place in the order, 0 to 7.
    pub grade: SkillGrade,
    /// The printed code: `A`, `5` … `1`, `T`, `C`.
    pub printed: String,
    /// Its name.
    pub name: Bilingual,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Grade, printed);
