//! The two languages that people read here.

use crate::model::Bilingual;

/// A language of sentences and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// One side of a name.
    #[must_use]
    pub fn of(self, name: &Bilingual) -> &str {
        match self {
            Self::Zh => &name.zh,
            Self::En => &name.en,
        }
    }

    /// One of two texts.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
