//! A course of a programme, as a training plan lists it.

use super::{Bilingual, Invalid, MAX_LIST, MAX_TEXT_CHARS, TaughtSkill, check};

/// A course of a programme.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Its name.
    pub name: Bilingual,
    /// The college's code of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The term in which it is taught, 1 to [`Course::MAX_TERM`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 12))]
    pub term: Option<u8>,
    /// Hours of teaching in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

    /// Checks the term, the words and the lists.
    ///
    /// # Errors
    /// `Invalid` naming the field that is out of range, too long, or says a skill twice.
    pub(super) fn check(&self) -> Result<(), Invalid> {
        check::number("term", self.term.unwrap_or(1).into(), 1..=Self::MAX_TERM.into())?;
        check::text("content", self.content.as_deref().unwrap_or_default(), 0..=MAX_TEXT_CHARS)?;
        check::list("skills", self.skills.len(), MAX_LIST)?;
        check::list("unlinked", self.unlinked.len(), MAX_LIST)?;
        check::distinct("skills", self.skills.iter().map(|taught| &taught.skill))
    }
}
