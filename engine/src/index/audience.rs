//! For whom people are looked up.

use crate::model::Consent;

/// For whom people are ranked or searched. Who is not shown to an audience is in none of its rankings, counts, lists of
/// excluded and what-ifs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Those who keep the records and answer for them: everybody who allows ranking.
    #[default]
    Insiders,
    /// Enterprises: of those, who may be shown to enterprises.
    Enterprises,
}

impl Audience {
    /// Whether a person who allows this much is shown.
    #[must_use]
    pub const fn is_shown(self, consent: &Consent) -> bool {
        match self {
            Self::Insiders => consent.ranking,
            Self::Enterprises => consent.ranking && consent.visible,
        }
    }
}
