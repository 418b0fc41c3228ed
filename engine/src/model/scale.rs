//! Ordered scales: skill levels, skill grades, title levels, education codes.

use super::Invalid;

/// How well a skill is held or asked for: 1 (knows of it) to 5 (masters and teaches it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = u8, minimum = 1, maximum = 5))]
pub struct SkillLevel(u8);

impl SkillLevel {
    /// Lowest level.
    pub const MIN: Self = Self(1);
    /// Highest level.
    pub const MAX: Self = Self(5);

    /// The level as a number, 1 to 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for SkillLevel {
    type Error = Invalid;
    fn try_from(value: u8) -> Result<Self, Invalid> {
        if (Self::MIN.0..=Self::MAX.0).contains(&value) {
            return Ok(Self(value));
        }
        Err(Invalid::new("level", value, format!("{} to {}", Self::MIN.0, Self::MAX.0)))
    }
}

impl From<SkillLevel> for u8 {
    fn from(level: SkillLevel) -> Self {
        level.0
    }
}

/// A skill grade of the eight-grade system as an ordinal: 0 学徒工, 1 初级工, 2 中级工, 3 高级工, 4 技师, 5 高级技师,
/// 6 特级技师, 7 首席技师. Printed codes run the other way and are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = u8, minimum = 0, maximum = 7))]
pub struct SkillGrade(u8);

impl SkillGrade {
    /// The highest ordinal, 首席技师.
    pub const MAX: Self = Self(7);

    /// The ordinal, 0 to 7.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for SkillGrade {
    type Error = Invalid;
    fn try_from(value: u8) -> Result<Self, Invalid> {
        if value <= Self::MAX.0 {
            return Ok(Self(value));
        }
        Err(Invalid::new("grade", value, format!("0 to {}", Self::MAX.0)))
    }
}

impl From<SkillGrade> for u8 {
    fn from(grade: SkillGrade) -> Self {
        grade.0
    }
}

/// The level of a professional title, GB/T 12407-2008, ordered from the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum TitleLevel {
    /// 员级 (435).
    #[serde(rename = "435")]
    Technician,
    /// 助理级 (434).
    #[serde(rename = "434")]
    Assistant,
    /// 中级 (420).
    #[serde(rename = "420")]
    Intermediate,
    /// 副高级 (412).
    #[serde(rename = "412")]
    AssociateSenior,
    /// 正高级 (411).
    #[serde(rename = "411")]
    Senior,
}

impl TitleLevel {
    /// All five, lowest first.
    pub const ALL: [Self; 5] =
        [Self::Technician, Self::Assistant, Self::Intermediate, Self::AssociateSenior, Self::Senior];

    /// The printed code of GB/T 12407-2008.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Technician => "435",
            Self::Assistant => "434",
            Self::Intermediate => "420",
            Self::AssociateSenior => "412",
            Self::Senior => "411",
        }
    }

    /// 1 (lowest) to 5.
    #[must_use]
    pub const fn rank(self) -> u8 {
        self as u8 + 1
    }

    /// The level of a printed code.
    ///
    /// # Errors
    /// `Invalid` for any other code.
    pub fn from_code(code: &str) -> Result<Self, Invalid> {
        let known = Self::ALL.into_iter().find(|level| level.code() == code.trim());
        known.ok_or_else(|| Invalid::new("title_level", code, "411, 412, 420, 434, 435"))
    }
}

/// An education code of GB/T 4658-2006, two digits. The codes are not in order: ranks stand in the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = r"^\d{2}$"))]
pub struct EducationCode(String);

impl EducationCode {
    /// Checks the form.
    ///
    /// # Errors
    /// `Invalid` unless it is two digits.
    pub fn new(value: impl Into<String>) -> Result<Self, Invalid> {
        let value = value.into();
        if value.len() == 2 && value.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Self(value));
        }
        Err(Invalid::new("education", value, "a two-digit code of GB/T 4658-2006, e.g. 31"))
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EducationCode {
    type Error = Invalid;
    fn try_from(value: String) -> Result<Self, Invalid> {
        Self::new(value)
    }
}

impl std::fmt::Display for EducationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
