//! Pain points: what keeps seats empty, counted. Never an opinion: behind each count stand people and openings.

use crate::matching::PositionId;
use crate::model::{
    EducationCode, EntryId, LeavingReason, LicenceId, MajorId, NodeId, SkillGrade, SkillId, Stage, TalentId, TitleLevel,
};

/// A cause that several people and openings share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PainCause {
    /// Utilization: fails a required skill.
    Skill {
        /// Which, by id or as written.
        skill: String,
    },
    /// Utilization: fails a licence that a law asks for.
    Licence {
        /// Which.
        licence: LicenceId,
    },
    /// Utilization: fails an education level.
    Education {
        /// Which.
        level: EducationCode,
    },
    /// Utilization: fails a major.
    Major {
        /// The first of those asked for.
        major: Option<MajorId>,
    },
    /// Utilization: fails a title.
    Title {
        /// Which.
        level: TitleLevel,
    },
    /// Utilization: fails a skill grade.
    Grade {
        /// Which.
        grade: SkillGrade,
    },
    /// Utilization: fails years of experience.
    Experience {
        /// How many are asked for.
        years: u8,
    },
    /// Utilization: at work here and not looking.
    Bound {},
    /// Retention: left.
    Left {
        /// Why, where it is known.
        reason: Option<LeavingReason>,
    },
    /// Cultivation: a missing skill that no programme teaches far enough.
    Untaught {
        /// Which.
        skill: SkillId,
    },
    /// Cultivation: skills that are taught, but not by the due date.
    TooLate {},
    /// Attraction: asks for more pay than is offered.
    Pay {},
    /// Attraction: wants to be engaged otherwise.
    Mode {},
    /// Attraction: does not want to be used here.
    Place {},
}

impl PainCause {
    /// The stage at which the cause lies.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Skill { .. }
            | Self::Licence { .. }
            | Self::Education { .. }
            | Self::Major { .. }
            | Self::Title { .. }
            | Self::Grade { .. }
            | Self::Experience { .. }
            | Self::Bound {} => Stage::Utilization,
            Self::Left { .. } => Stage::Retention,
            Self::Untaught { .. } | Self::TooLate {} => Stage::Cultivation,
            Self::Pay {} | Self::Mode {} | Self::Place {} => Stage::Attraction,
        }
    }
}

/// One fact behind a count.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PainFact {
    /// Who; faces show the person masked.
    pub talent: TalentId,
    /// Kept from which opening.
    pub position: PositionId,
    /// The fit to it, 0 to 100.
    pub fit: f64,
}

/// What keeps seats of one node empty at one stage.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PainPoint {
    /// The node; none for demand from outside the chains.
    pub node: Option<NodeId>,
    /// The stage.
    pub stage: Stage,
    /// The cause.
    pub cause: PainCause,
    /// Different people whom it keeps from a seat there, or who left for it.
    pub people: u32,
    /// Openings that are touched.
    pub openings: u32,
    /// Seats left over in those openings.
    pub seats: u32,
    /// Entries that are touched, by id.
    pub entries: Vec<EntryId>,
    /// The facts, best fit first, at most [`PainPoint::MAX_FACTS`]; one a person and opening. Who may not be ranked is
    /// counted and not named.
    pub facts: Vec<PainFact>,
}

impl PainPoint {
    /// Most facts that are kept with a count.
    pub const MAX_FACTS: usize = 50;
}
