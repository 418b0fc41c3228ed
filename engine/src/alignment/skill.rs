//! One skill asked for, and how far a programme teaches it.

use crate::fit::Evidence;
use crate::model::{Bilingual, SkillId};
use crate::vocabulary::Vocabulary;

/// How far a programme teaches a skill that is asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Coverage {
    /// To the level asked or beyond.
    Covered {
        /// The level taught.
        taught: u8,
    },
    /// Below the level asked.
    TooLow {
        /// The level taught.
        taught: u8,
    },
    /// A related skill is taught.
    Related {
        /// Which.
        through: SkillId,
        /// Its name.
        through_name: Bilingual,
        /// The level taught.
        taught: u8,
        /// How near it is, at most 0.6.
        relatedness: f64,
    },
    /// Neither it nor a related one.
    Missing {},
}

impl Coverage {
    /// What the skills criterion says of one requirement; a graduate's levels are always known.
    pub(super) fn of(evidence: &Evidence, vocabulary: &Vocabulary) -> Self {
        #[expect(clippy::wildcard_enum_match_arm, reason = "evidence of other criteria tells of no skill")]
        match evidence {
            Evidence::SkillMet { held, .. } => Self::Covered { taught: *held },
            Evidence::SkillLevelLow { held, .. } => Self::TooLow { taught: *held },
            Evidence::SkillRelated { through, held, relatedness, .. } => match SkillId::new(through.as_str()) {
                Ok(id) => Self::Related {
                    through_name: name(&id, vocabulary),
                    through: id,
                    taught: held.unwrap_or_default(),
                    relatedness: *relatedness,
                },
                Err(_) => Self::Missing {},
            },
            _ => Self::Missing {},
        }
    }
}

/// A skill asked for with what it counts; the points of a cell sum to its figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SkillPart {
    /// The skill; none where it is in no vocabulary.
    pub skill: Option<SkillId>,
    /// Its name.
    pub name: Bilingual,
    /// The level asked, 1 to 5.
    pub asked: u8,
    /// Whether it is required; else it is preferred.
    pub required: bool,
    /// How far it is taught.
    pub coverage: Coverage,
    /// Its share of what is asked, 0 to 1.
    pub weight: f64,
    /// What counts of it, 0 to 1: `rel · min(1, taught/asked)`.
    pub value: f64,
    /// `weight · value`.
    pub points: f64,
}

/// A skill asked at a level, once over all demand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The id, or the words of a skill in no vocabulary.
    pub(super) name: String,
    pub(super) known: bool,
    pub(super) asked: u8,
    pub(super) required: bool,
}

impl Key {
    pub(super) fn skill(&self) -> Option<SkillId> {
        self.known.then(|| SkillId::new(self.name.as_str()).ok()).flatten()
    }

    pub(super) fn part(&self, weight: f64, value: f64, coverage: Coverage, vocabulary: &Vocabulary) -> SkillPart {
        let skill = self.skill();
        let written = || Bilingual { zh: self.name.clone(), en: self.name.clone() };
        SkillPart {
            name: skill.as_ref().map_or_else(written, |skill| name(skill, vocabulary)),
            skill,
            asked: self.asked,
            required: self.required,
            coverage,
            weight,
            value,
            points: weight * value,
        }
    }
}

/// The name of a skill; its id where the vocabulary does not know it, the English one where there is no Chinese.
pub(super) fn name(skill: &SkillId, vocabulary: &Vocabulary) -> Bilingual {
    match vocabulary.skill(skill.as_str()) {
        Some(known) => Bilingual { zh: known.zh.clone().unwrap_or_else(|| known.en.clone()), en: known.en.clone() },
        None => Bilingual { zh: skill.to_string(), en: skill.to_string() },
    }
}
