//! How evidence marks a requirement in a list: met, partly, not found, unknown.

use super::{Evidence, LicenceState};

/// How somebody stands to something that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Mark {
    /// All that was asked.
    Met,
    /// Something of it: a lower level, something related or near, fewer years.
    Partly,
    /// The record tells of such things, and not of this one.
    NotFound,
    /// The record tells of no such things.
    Unknown,
}

impl Mark {
    fn of(value: f64) -> Self {
        match value {
            value if value >= 1.0 => Self::Met,
            value if value > 0.0 => Self::Partly,
            _ => Self::NotFound,
        }
    }

    fn known<T>(held: Option<T>, value: f64) -> Self {
        held.map_or(Self::Unknown, |_| Self::of(value))
    }
}

impl Evidence {
    /// How it marks what was asked for; `None` where it does not speak of a requirement.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        Some(match self {
            Self::SkillMet { .. } => Mark::Met,
            Self::SkillLevelLow { .. } | Self::SkillLevelUnknown { .. } | Self::SkillRelated { .. } => Mark::Partly,
            Self::SkillNotFound { .. } => Mark::NotFound,
            Self::Education { held, value, .. } => Mark::known(held.as_ref(), *value),
            Self::Major { held, value, .. } => Mark::known(held.as_ref(), *value),
            Self::Title { held, value, .. } | Self::Grade { held, value, .. } => Mark::known(*held, *value),
            Self::Licence { state, .. } => match state {
                LicenceState::Valid => Mark::Met,
                LicenceState::Expired => Mark::Partly,
                LicenceState::NotHeld => Mark::NotFound,
                LicenceState::Unknown => Mark::Unknown,
            },
            Self::Experience { years, other_years, asked: Some(asked) } => match (*years, *other_years) {
                (years, _) if years >= f64::from(*asked) => Mark::Met,
                (years, other) if years + other > 0.0 => Mark::Partly,
                _ => Mark::NotFound,
            },
            Self::OccupationCode { .. }
            | Self::OccupationTitle { .. }
            | Self::ChainNode { .. }
            | Self::Achieved { .. }
            | Self::AchievedGrade { .. }
            | Self::AchievedStudies { .. }
            | Self::Experience { asked: None, .. }
            | Self::Residence { .. }
            | Self::PlaceWished { .. }
            | Self::PlaceFlexible
            | Self::ModesApart
            | Self::Pay { .. }
            | Self::Start { .. }
            | Self::OccupationWished { .. }
            | Self::NodeWished { .. }
            | Self::NotAsked
            | Self::Floor { .. } => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(json: &str) -> Option<Mark> {
        serde_json::from_str::<Evidence>(json).unwrap().mark()
    }

    #[test]
    fn what_nobody_told_is_unknown_and_not_missing() {
        let title = |rest: &str| {
            mark(&format!(r#"{{"code":"title","requirement":0,"asked":3,"lowered":false,"by_grade":null,{rest}}}"#))
        };
        assert_eq!(title(r#""held":null,"value":0.0"#), Some(Mark::Unknown));
        assert_eq!(title(r#""held":1,"value":0.0"#), Some(Mark::NotFound));
        assert_eq!(title(r#""held":2,"value":0.5"#), Some(Mark::Partly));
        assert_eq!(title(r#""held":3,"value":1.0"#), Some(Mark::Met));
    }

    #[test]
    fn years_are_marked_where_they_are_asked_for() {
        let years = |years: f64, other: f64, asked: &str| {
            mark(&format!(r#"{{"code":"experience","years":{years:?},"other_years":{other:?},"asked":{asked}}}"#))
        };
        assert_eq!(years(5.0, 0.0, "5"), Some(Mark::Met));
        assert_eq!(years(4.9, 0.0, "5"), Some(Mark::Partly));
        assert_eq!(years(0.0, 3.0, "5"), Some(Mark::Partly));
        assert_eq!(years(0.0, 0.0, "5"), Some(Mark::NotFound));
        assert_eq!(years(5.0, 0.0, "null"), None);
    }
}
