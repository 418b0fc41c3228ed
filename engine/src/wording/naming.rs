//! What the ids in evidence are called.

use super::Language;
use crate::reference::Reference;

/// Finds the names of ids. What has no name is shown as its id.
pub trait Naming {
    /// A skill of the vocabulary.
    fn skill(&self, id: &str, language: Language) -> Option<&str>;
    /// An occupation code.
    fn occupation(&self, code: &str, language: Language) -> Option<&str>;
    /// A node of a chain.
    fn node(&self, id: &str, language: Language) -> Option<&str>;
    /// A region code.
    fn region(&self, code: &str, language: Language) -> Option<&str>;
    /// A major of the vocabulary.
    fn major(&self, id: &str, language: Language) -> Option<&str>;
    /// A licence.
    fn licence(&self, id: &str, language: Language) -> Option<&str>;
    /// An education code.
    fn education(&self, code: &str, language: Language) -> Option<&str>;
}

impl Naming for Reference {
    fn skill(&self, id: &str, language: Language) -> Option<&str> {
        let skill = self.vocabulary.skill(id)?;
        let zh = skill.zh.as_deref().unwrap_or(&skill.en);
        Some(language.pick(zh, &skill.en))
    }

    fn occupation(&self, code: &str, language: Language) -> Option<&str> {
        self.vocabulary.occupation(code).map(|occupation| language.of(&occupation.name))
    }

    fn node(&self, id: &str, language: Language) -> Option<&str> {
        let nodes = &self.edition.nodes;
        nodes.iter().find(|node| node.id.as_str() == id).map(|node| language.of(&node.name))
    }

    fn region(&self, code: &str, language: Language) -> Option<&str> {
        self.vocabulary.region(code).map(|region| language.of(&region.name))
    }

    fn major(&self, id: &str, language: Language) -> Option<&str> {
        self.vocabulary.major(id).map(|major| language.of(&major.name))
    }

    fn licence(&self, id: &str, language: Language) -> Option<&str> {
        self.vocabulary.licence(id).map(|licence| language.of(&licence.name))
    }

    fn education(&self, code: &str, language: Language) -> Option<&str> {
        let levels = self.vocabulary.educations();
        levels.iter().find(|level| level.code.as_str() == code).map(|level| language.of(&level.name))
    }
}

/// The name, or the id itself.
pub(super) fn named<'a>(name: Option<&'a str>, id: &'a str) -> &'a str {
    // An unlinked skill is keyed by its words behind a tilde; readers want the words.
    name.unwrap_or(id.trim_start_matches('~'))
}
