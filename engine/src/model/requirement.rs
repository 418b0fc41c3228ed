//! What a demand asks for, one requirement at a time.

use super::{EducationCode, Invalid, LicenceId, MajorId, SkillGrade, SkillId, SkillLevel, TitleLevel};

/// How hard a requirement is. Only `legal` and `must` gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Hardness {
    /// A law or a licence asks for it; `basis` names which.
    Legal,
    /// The employer cannot do without it.
    Must,
    /// Welcome: it raises the score and gates nobody.
    Preferred,
}

impl Hardness {
    /// Whether a candidate who fails it is not ranked.
    #[must_use]
    pub const fn gates(self) -> bool {
        !matches!(self, Self::Preferred)
    }
}

/// The thing asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Need {
    /// A skill of the vocabulary (`skill`), or as written when it is in no vocabulary (`text`), at a level.
    Skill {
        /// The concept, when it was linked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        skill: Option<SkillId>,
        /// The words as written; the only key of a skill that is in no vocabulary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The level asked for.
        level: SkillLevel,
    },
    /// An education level or above, by rank and equivalence.
    Education {
        /// The lowest code that meets it.
        at_least: EducationCode,
    },
    /// One of these majors, or near them.
    Major {
        /// Any of them will do.
        any_of: Vec<MajorId>,
    },
    /// A title level or above.
    Title {
        /// The lowest level that meets it.
        at_least: TitleLevel,
    },
    /// A skill grade or above.
    Grade {
        /// The lowest grade that meets it.
        at_least: SkillGrade,
    },
    /// Years of work.
    Experience {
        /// Years, 0 to [`Need::MAX_YEARS`].
        years: u8,
    },
    /// A licence.
    Licence {
        /// Which.
        licence: LicenceId,
    },
}

impl Need {
    /// Most years of experience that can be asked for.
    pub const MAX_YEARS: u8 = 50;

    /// The name of the kind as in data.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Skill { .. } => "skill",
            Self::Education { .. } => "education",
            Self::Major { .. } => "major",
            Self::Title { .. } => "title",
            Self::Grade { .. } => "grade",
            Self::Experience { .. } => "experience",
            Self::Licence { .. } => "licence",
        }
    }

    fn check(&self) -> Result<(), Invalid> {
        match self {
            Self::Skill { skill: None, text, .. } if text.as_deref().is_none_or(|t| t.trim().is_empty()) => {
                Err(Invalid::new("need.skill", "", "a skill id, or the skill's name in `text`"))
            }
            Self::Major { any_of } if any_of.is_empty() => {
                Err(Invalid::new("need.any_of", "[]", "at least one major id"))
            }
            Self::Experience { years } if *years > Self::MAX_YEARS => {
                Err(Invalid::new("need.years", years, format!("0 to {}", Self::MAX_YEARS)))
            }
            Self::Skill { .. }
            | Self::Education { .. }
            | Self::Major { .. }
            | Self::Title { .. }
            | Self::Grade { .. }
            | Self::Experience { .. }
            | Self::Licence { .. } => Ok(()),
        }
    }
}

/// A need with its hardness.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawRequirement")]
pub struct Requirement {
    /// What is asked for.
    pub need: Need,
    /// Whether it gates.
    pub hardness: Hardness,
    /// The law or licence rule behind a `legal` requirement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRequirement {
    need: Need,
    hardness: Hardness,
    #[serde(default)]
    basis: Option<String>,
}

impl Requirement {
    /// Checks a requirement.
    ///
    /// # Errors
    /// `Invalid` when `legal` comes without a basis; when education, title or years are made `must`: they gate only where
    /// a law asks for them, or the "five only" come back through the door; and when the need itself is not sound.
    pub fn new(need: Need, hardness: Hardness, basis: Option<String>) -> Result<Self, Invalid> {
        need.check()?;
        let basis = basis.filter(|text| !text.trim().is_empty());
        if hardness == Hardness::Legal && basis.is_none() {
            return Err(Invalid::new("basis", "", "the law or rule that asks for it, as `hardness` is legal"));
        }
        let soft =
            matches!(need, Need::Education { .. } | Need::Title { .. } | Need::Experience { .. } | Need::Major { .. });
        if hardness == Hardness::Must && soft {
            let allowed =
                format!("preferred, or legal with a basis: a {} gates only where a law asks for it", need.kind());
            return Err(Invalid::new("hardness", "must", allowed));
        }
        Ok(Self { need, hardness, basis })
    }

    /// The same requirement as a wish.
    #[must_use]
    pub fn relaxed(&self) -> Self {
        Self { need: self.need.clone(), hardness: Hardness::Preferred, basis: None }
    }
}

impl TryFrom<RawRequirement> for Requirement {
    type Error = Invalid;
    fn try_from(raw: RawRequirement) -> Result<Self, Invalid> {
        Self::new(raw.need, raw.hardness, raw.basis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(years: u8) -> Need {
        Need::Experience { years }
    }

    #[test]
    fn legal_names_its_basis() {
        assert_eq!(Requirement::new(years(3), Hardness::Legal, None).unwrap_err().field, "basis");
        assert!(Requirement::new(years(3), Hardness::Legal, Some("特种设备安全法".into())).is_ok());
    }

    #[test]
    fn degree_title_and_years_never_gate_by_wish_alone() {
        assert_eq!(Requirement::new(years(3), Hardness::Must, None).unwrap_err().field, "hardness");
        let degree = Need::Education { at_least: EducationCode::new("11").unwrap() };
        assert!(Requirement::new(degree, Hardness::Must, None).is_err());
    }

    #[test]
    fn a_skill_has_an_id_or_words() {
        let json = r#"{"need":{"kind":"skill","level":3},"hardness":"must"}"#;
        let refused = serde_json::from_str::<Requirement>(json).unwrap_err().to_string();
        assert!(refused.contains("need.skill"), "{refused}");
    }
}
