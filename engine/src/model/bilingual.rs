//! A name in the two languages that people read here.

use super::{Invalid, check};

/// Chinese and English side by side; neither is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawBilingual")]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBilingual {
    zh: String,
    en: String,
}

impl Bilingual {
    /// Longest name in characters, in either language.
    pub const MAX_CHARS: usize = 400;

    /// Checks both names.
    ///
    /// # Errors
    /// `Invalid` with field `zh` or `en` when one is blank or longer than [`Self::MAX_CHARS`].
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Result<Self, Invalid> {
        let (zh, en) = (zh.into(), en.into());
        for (field, value) in [("zh", &zh), ("en", &en)] {
            check::text(field, value, 1..=Self::MAX_CHARS)?;
        }
        Ok(Self { zh, en })
    }
}

impl TryFrom<RawBilingual> for Bilingual {
    type Error = Invalid;
    fn try_from(raw: RawBilingual) -> Result<Self, Invalid> {
        Self::new(raw.zh, raw.en)
    }
}
