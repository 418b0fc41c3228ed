//! What the importers of foreign lists have in common. They stand here and not with the vocabulary, since they read tables.

use super::{Rejected, Warning, WarningCode};
use crate::model::{Bilingual, Date, Edition, EditionId, EditionStatus, Entry, Invalid, RegionCode};
use crate::vocabulary::Additions;

/// Concepts and positions of a foreign list, and what was wrong with the rest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ForeignList {
    /// Concepts that the vocabulary does not have.
    pub additions: Additions,
    /// Each occupation as a position demanded somewhere: no seats, no chain.
    pub entries: Vec<Entry>,
    /// Rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

impl ForeignList {
    /// The positions as an edition without chains, dated as the caller says.
    ///
    /// # Errors
    /// `Invalid` when `id` has no allowed form.
    pub fn edition(&self, id: &str, title: Bilingual, region: RegionCode, as_of: Date) -> Result<Edition, Invalid> {
        Ok(Edition {
            id: EditionId::new(id)?,
            title,
            region,
            as_of,
            status: EditionStatus::Published,
            illustrative: false,
            note: None,
            chains: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            parks: Vec::new(),
            colleges: Vec::new(),
            entries: self.entries.clone(),
        })
    }

    pub(super) fn warn(&mut self, line: u64, field: &str, code: WarningCode, value: impl ToString) {
        if self.warnings.len() < super::MAX_NOTES {
            self.warnings.push(Warning::new(line, field, code, value));
        }
    }
}

/// A name that foreign lists have in English only; both languages show it.
pub(super) fn english(name: &str) -> Result<Bilingual, Invalid> {
    Bilingual::new(name, name)
}

/// A text cut to what a name may hold.
pub(super) fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(Bilingual::MAX_CHARS).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// An id for a name: lower case, with `+` and `#` spelt out so that C, C++ and C# stay three.
pub(super) fn slug(head: &str, name: &str) -> String {
    use crate::model::MAX_ID_CHARS;
    let mut id = head.to_owned();
    for c in name.to_lowercase().chars() {
        match c {
            '+' => id.push_str("plus"),
            '#' => id.push_str("sharp"),
            c if c.is_ascii_alphanumeric() || c == '.' => id.push(c),
            _ if id.ends_with(['-', ':']) => {}
            _ => id.push('-'),
        }
    }
    let id = id.trim_end_matches('-');
    let plain = id.len() <= MAX_ID_CHARS && name.is_ascii();
    if plain { id.to_owned() } else { super::flat_profile::content_id(&format!("{head}x"), name) }
}
