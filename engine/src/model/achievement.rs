//! What a person has brought about.

use super::Invalid;

/// A kind of achievement. What each is worth, and to which category, stands in the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AchievementKind {
    /// A representative work, at most five count.
    RepresentativeWork,
    /// A favourable peer review, international or national.
    PeerReview,
    /// A research project of three years or more.
    LongProject,
    /// A project brought to a result in an enterprise.
    ProjectResult,
    /// A process innovation in production.
    ProcessInnovation,
    /// A patent granted; says little until it is used.
    PatentGranted,
    /// A patent converted: licensed, sold or in production.
    PatentConverted,
    /// A prize in a skills contest.
    Contest,
    /// A master or craftsman workshop led.
    WorkshopLead,
    /// Apprentices trained; `count` is how many.
    ApprenticesTrained,
    /// An internship or an apprenticeship done.
    Internship,
    /// A vocational certificate (1+X and the like).
    Certificate,
    /// A technical standard or operating standard written.
    Standard,
}

impl AchievementKind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::RepresentativeWork,
        Self::PeerReview,
        Self::LongProject,
        Self::ProjectResult,
        Self::ProcessInnovation,
        Self::PatentGranted,
        Self::PatentConverted,
        Self::Contest,
        Self::WorkshopLead,
        Self::ApprenticesTrained,
        Self::Internship,
        Self::Certificate,
        Self::Standard,
    ];
}

/// How far an achievement reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AchievementReach {
    /// Inside one enterprise or school.
    #[default]
    Organisation,
    /// The city.
    City,
    /// The province.
    Province,
    /// The country.
    National,
    /// Beyond.
    International,
}

impl AchievementReach {
    /// All, nearest first.
    pub const ALL: [Self; 5] = [Self::Organisation, Self::City, Self::Province, Self::National, Self::International];
}

/// One achievement, or `count` alike.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawAchievement")]
pub struct Achievement {
    /// What it was.
    pub kind: AchievementKind,
    /// How far it reached.
    pub reach: AchievementReach,
    /// How many alike, 1 to [`Achievement::MAX_COUNT`].
    pub count: u16,
    /// The year, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// Words about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAchievement {
    kind: AchievementKind,
    #[serde(default)]
    reach: AchievementReach,
    #[serde(default = "one")]
    count: u16,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    note: Option<String>,
}

const fn one() -> u16 {
    1
}

impl Achievement {
    /// Most alike that one line may claim.
    pub const MAX_COUNT: u16 = 500;
}

impl TryFrom<RawAchievement> for Achievement {
    type Error = Invalid;
    fn try_from(raw: RawAchievement) -> Result<Self, Invalid> {
        if raw.count == 0 || raw.count > Self::MAX_COUNT {
            return Err(Invalid::new("count", raw.count, format!("1 to {}", Self::MAX_COUNT)));
        }
        Ok(Self { kind: raw.kind, reach: raw.reach, count: raw.count, year: raw.year, note: raw.note })
    }
}
