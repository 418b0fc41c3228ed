//! What intake asks of the vocabulary, and the memory of one import: the same words are linked once and told once.

use std::collections::BTreeMap;

use super::{Unlinked, Warning, WarningCode};

/// A kind of concept that words can be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConceptKind {
    /// Skills, by id.
    Skill,
    /// Occupations, by code.
    Occupation,
    /// Majors, by id.
    Major,
    /// Regions, by code.
    Region,
    /// Licences, by id.
    Licence,
    /// Title levels, by printed code.
    Title,
    /// Skill grades, by ordinal.
    Grade,
    /// Education levels, by code.
    Education,
    /// Nodes of the chains, by id.
    Node,
    /// Entries of the catalog, by id.
    Entry,
}

/// A skill found in running text, by byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillMention {
    /// The skill's id.
    pub skill: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What intake asks of a vocabulary and a catalog.
pub trait Lexicon {
    /// Whether an id exists.
    fn knows(&self, kind: ConceptKind, id: &str) -> bool;
    /// The id that some words safely mean; the id itself, a name or an alias.
    fn link(&self, kind: ConceptKind, words: &str) -> Option<String>;
    /// The major that some words mean at an education level (a code); many names stand at several.
    fn link_major(&self, words: &str, _education: Option<&str>) -> Option<String> {
        self.link(ConceptKind::Major, words)
    }
    /// The concept nearest to some words, as `id name`, for a person to confirm.
    fn nearest(&self, kind: ConceptKind, words: &str) -> Option<String>;
    /// Skills that a running text speaks of, in order of place.
    fn mentions(&self, text: &str) -> Vec<SkillMention>;
    /// The law behind a licence.
    fn basis(&self, licence: &str) -> Option<String>;
}

/// Most kinds of unlinked words and of warnings that one import keeps; memory stays flat whatever comes in.
pub const MAX_NOTES: usize = 10_000;
/// Most suggestions that one import looks for: each is a search.
const MAX_SUGGESTIONS: usize = 500;

/// The memory of one import.
pub(super) struct Linking<'a> {
    pub(super) lexicon: &'a dyn Lexicon,
    linked: BTreeMap<ConceptKind, BTreeMap<String, Option<String>>>,
    places: BTreeMap<(String, String), usize>,
    unlinked: Vec<Unlinked>,
    warnings: Vec<Warning>,
}

impl<'a> Linking<'a> {
    pub(super) fn new(lexicon: &'a dyn Lexicon) -> Self {
        let (linked, places) = (BTreeMap::new(), BTreeMap::new());
        Self { lexicon, linked, places, unlinked: Vec::new(), warnings: Vec::new() }
    }

    /// Links words; tells when it cannot.
    pub(super) fn link(&mut self, kind: ConceptKind, line: u64, field: &str, words: &str) -> Option<String> {
        let linked = self.look_up(kind, words);
        if linked.is_none() {
            self.tell_unlinked(kind, line, field, words);
        }
        linked
    }

    /// Links the name of a major at an education level; tells when it cannot.
    pub(super) fn link_major(
        &mut self,
        line: u64,
        field: &str,
        words: &str,
        education: Option<&str>,
    ) -> Option<String> {
        let linked = self.lexicon.link_major(words, education);
        if linked.is_none() {
            self.tell_unlinked(ConceptKind::Major, line, field, words);
        }
        linked
    }

    /// Links words; what is not linked is nobody's fault and not told.
    pub(super) fn look_up(&mut self, kind: ConceptKind, words: &str) -> Option<String> {
        let linked = self.linked.entry(kind).or_default();
        if let Some(known) = linked.get(words) {
            return known.clone();
        }
        let found = self.lexicon.link(kind, words);
        linked.insert(words.to_owned(), found.clone());
        found
    }

    fn tell_unlinked(&mut self, kind: ConceptKind, line: u64, field: &str, words: &str) {
        let key = (field.to_owned(), words.to_owned());
        if let Some(&place) = self.places.get(&key) {
            self.unlinked[place].count += 1;
            return;
        }
        if self.unlinked.len() >= MAX_NOTES {
            return;
        }
        let wanted = self.unlinked.len() < MAX_SUGGESTIONS;
        let suggestion = wanted.then(|| self.lexicon.nearest(kind, words)).flatten();
        self.places.insert(key, self.unlinked.len());
        self.unlinked.push(Unlinked { line, count: 1, field: field.to_owned(), text: words.to_owned(), suggestion });
    }

    pub(super) fn warn(&mut self, line: u64, field: &str, code: WarningCode, value: impl ToString) {
        if self.warnings.len() < MAX_NOTES {
            self.warnings.push(Warning::new(line, field, code, value));
        }
    }

    pub(super) fn into_notes(self) -> (Vec<Unlinked>, Vec<Warning>) {
        (self.unlinked, self.warnings)
    }
}
