//! Shortage of an entry: `index = Σ w·part / Σ w` over the parts that have data, in [0, 1], and its stars.

use crate::model::ShortageStars;

/// A part of the shortage index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShortageKind {
    /// Demand against supply: `x / (1 + x)`, x = seats ÷ people who could fill one; 1 without any.
    Ratio,
    /// Seats left over ÷ seats demanded.
    Gap,
    /// Days from an order's coming into force until somebody took a seat of it, saturating.
    TimeToFill,
    /// Pay offered against the median of the category, saturating.
    PayPremium,
    /// How rare the required skills are among people here.
    Rarity,
}

impl ShortageKind {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Ratio, Self::Gap, Self::TimeToFill, Self::PayPremium, Self::Rarity];

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Gap => "gap",
            Self::TimeToFill => "time_to_fill",
            Self::PayPremium => "pay_premium",
            Self::Rarity => "rarity",
        }
    }
}

/// One part with what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShortagePart {
    /// Which.
    pub kind: ShortageKind,
    /// Its weight by the method.
    pub weight: f64,
    /// What was measured: seats to each person, a share, days, a share above the median, people; none without data, and
    /// for seats that nobody could fill.
    pub measured: Option<f64>,
    /// The value that counts, 0 to 1; none without data.
    pub value: Option<f64>,
}

/// The shortage of an entry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Shortage {
    /// 0 to 1; none where the parts with data weigh too little.
    pub index: Option<f64>,
    /// 1 to 5 by half-open bins of the method; none without an index.
    pub stars: Option<ShortageStars>,
    /// Share of the weight that rests on data, 0 to 1.
    pub confidence: f64,
    /// The parts, in their order.
    pub parts: Vec<ShortagePart>,
}
