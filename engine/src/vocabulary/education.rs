//! Education levels of GB/T 4658-2006. The codes are not in order, and a course left or ended without graduation does not
//! confer its level: ranks stand in the table.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, EducationCode};

/// An education level.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EducationLevel {
    /// Its code.
    pub code: EducationCode,
    /// Its rank, 0 (lowest) to 6 (doctor); a level that was not conferred ranks one below.
    pub rank: u8,
    /// Whether the course was graduated from.
    pub conferred: bool,
    /// Its name.
    pub name: Bilingual,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(EducationLevel, code);

impl EducationLevel {
    /// The highest rank.
    pub const MAX_RANK: u8 = 6;
}
