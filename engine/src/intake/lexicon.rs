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
    /// Colleges of the catalog, by id.
    College,
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
/// Most words of a kind that one import remembers the concept of; then it begins anew.
const MAX_LINKED: usize = 50_000;
/// Most suggestions that one import looks for: each is a search.
const MAX_SUGGESTIONS: usize = 500;

/// The skill of words that are nothing but names of skills, one after the other: the longest, and of equals the last, which
/// in Chinese is the kind (西门子PLC编程 is PLC编程).
fn made_of_skills(lexicon: &dyn Lexicon, words: &str) -> Option<String> {
    let mentions = lexicon.mentions(words);
    let covered: usize = mentions.iter().map(|m| m.end - m.start).sum();
    let blanks: usize = words.chars().filter(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let whole = covered + blanks >= words.len();
    mentions.into_iter().filter(|_| whole).max_by_key(|m| (m.end - m.start, m.start)).map(|m| m.skill)
}

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
        let mut found = self.lexicon.link(kind, words);
        if found.is_none() && kind == ConceptKind::Skill {
            found = made_of_skills(self.lexicon, words);
        }
        if linked.len() >= MAX_LINKED {
            linked.clear();
        }
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

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::*;

    #[test]
    fn words_made_of_skills_are_the_longest_of_them() {
        let mut linking = Linking::new(&TestLexicon);
        for (words, id) in [("数控加工PLC编程", Some("cnc")), ("Java PLC编程", Some("plc")), ("学PLC编程", None)]
        {
            assert_eq!(linking.look_up(ConceptKind::Skill, words).as_deref(), id, "{words}");
        }
    }
}
