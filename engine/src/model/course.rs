//! A course of a programme, as a training plan lists it.

use super::{Bilingual, Invalid, MAX_LIST, MAX_TEXT_CHARS, TaughtSkill, check};

/// A course of a programme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Its name.
    pub name: Bilingual,
    /// The college's code of it, at most [`Course::MAX_CODE_CHARS`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The term in which it is taught, 1 to [`Course::MAX_TERM`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 12))]
    pub term: Option<u8>,
    /// Hours of teaching in all, 0 to [`Course::MAX_HOURS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(minimum = 0, maximum = 2000))]
    pub hours: Option<u16>,
    /// What it is about, in the college's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Skills that it teaches, each once; hours of a skill are its part of the course's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<TaughtSkill>,
    /// Words of its name or content that speak of a skill and are none of the vocabulary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlinked: Vec<String>,
}

impl Course {
    /// The last term of the longest programme.
    pub const MAX_TERM: u8 = 12;
    /// Most hours of one course: more than three terms of nothing else.
    pub const MAX_HOURS: u16 = 2000;
    /// Longest code in characters.
    pub const MAX_CODE_CHARS: usize = 64;

    /// Checks the term, the words and the lists.
    ///
    /// # Errors
    /// `Invalid` naming the field that is out of range, too long, or says a skill twice.
    pub fn checked(self) -> Result<Self, Invalid> {
        self.check()?;
        Ok(self)
    }

    pub(super) fn check(&self) -> Result<(), Invalid> {
        check::text("code", self.code.as_deref().unwrap_or_default(), 0..=Self::MAX_CODE_CHARS)?;
        check::number("hours", self.hours.unwrap_or(0), 0..=Self::MAX_HOURS)?;
        check::number("term", self.term.unwrap_or(1).into(), 1..=Self::MAX_TERM.into())?;
        check::text("content", self.content.as_deref().unwrap_or_default(), 0..=MAX_TEXT_CHARS)?;
        check::list("skills", self.skills.len(), MAX_LIST)?;
        check::list("unlinked", self.unlinked.len(), MAX_LIST)?;
        check::distinct("skills", self.skills.iter().map(|taught| &taught.skill))
    }
}
