//! How somebody gets to a seat, and what keeps somebody from it.

use crate::model::{Date, EngagementMode, LeavingReason, SkillId, Stage, TalentId};

/// A skill that is taught on the way to a seat.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Taught {
    /// Which.
    pub skill: SkillId,
    /// The level held before; 0 for none.
    pub from: u8,
    /// The level taught to, 1 to 5.
    pub to: u8,
}

/// The one way by which a person gets to a seat.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Which stage has to do its work.
    pub stage: Stage,
    /// How the person is engaged.
    pub mode: EngagementMode,
    /// The day from which the person can work, where teaching or a cohort comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Date>,
    /// What is taught first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taught: Vec<Taught>,
}

/// What alone keeps a person from a seat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Cause {
    /// Utilization: ready and here, but fails one gating requirement, by its index in the demand.
    Requirement {
        /// Which requirement, from 0.
        requirement: usize,
    },
    /// Utilization: ready and here, but at work and not looking.
    Bound {},
    /// Retention: was here and ready, and left.
    Left {
        /// Why, where it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<LeavingReason>,
    },
    /// Cultivation: would be ready with skills that no programme teaches far enough.
    Untaught {
        /// Which skills, by id.
        skills: Vec<SkillId>,
    },
    /// Cultivation: would be ready with skills that are taught, but after the due date.
    TooLate {
        /// The day on which they would be ready.
        ready: Date,
    },
    /// Attraction: ready and elsewhere, asks for more pay than is offered.
    Pay {},
    /// Attraction: ready and elsewhere, wants to be engaged otherwise.
    Mode {},
    /// Attraction: ready and elsewhere, does not want to work or be used here.
    Place {},
}

impl Cause {
    /// The stage at which the cause lies.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Requirement { .. } | Self::Bound {} => Stage::Utilization,
            Self::Left { .. } => Stage::Retention,
            Self::Untaught { .. } | Self::TooLate { .. } => Stage::Cultivation,
            Self::Pay {} | Self::Mode {} | Self::Place {} => Stage::Attraction,
        }
    }
}

/// A person whom one limit keeps from a seat.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// Who.
    pub talent: TalentId,
    /// By what.
    pub cause: Cause,
    /// The fit to the opening, 0 to 100; for cultivation the fit after teaching.
    pub fit: f64,
}
