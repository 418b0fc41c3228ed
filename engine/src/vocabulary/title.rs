//! Professional titles: codes of GB/T 8561-2001, levels of GB/T 12407-2008.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, TitleLevel};

/// A title.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Title {
    /// Its code, three digits.
    pub code: String,
    /// Its level.
    pub level: TitleLevel,
    /// Its series, e.g. `engineering`.
    pub series: String,
    /// Its name.
    pub name: Bilingual,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Title, code);
