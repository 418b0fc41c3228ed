//! Names as small numbers. A dictionary only grows, so that a number keeps its meaning for as long as the index lives.
//! It knows names, not what they mean: meaning is the vocabulary's.

use rustc_hash::FxHashMap;

use super::UNKNOWN;
use super::likeness::TitleParts;
use crate::model::SkillId;

/// Marks a skill that is in no vocabulary; no skill id can begin with it.
pub(super) const FREE: char = '~';

/// Names of one kind.
#[derive(Debug, Clone, Default)]
pub struct Names {
    numbers: FxHashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
}

impl Names {
    /// The number of a name, if it has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name of a number; empty for a number that was never given.
    #[must_use]
    pub fn name(&self, number: impl Into<u32>) -> &str {
        self.names.get(number.into() as usize).map_or("", |name| name)
    }

    /// All names, by number.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    /// How many names there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The number of a name, given now if it had none.
    pub fn add(&mut self, name: &str) -> u32 {
        if let Some(number) = self.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The number of a name of a small kind; [`UNKNOWN`] once the kind is full, which no real code list comes near.
    pub fn number(&mut self, name: &str) -> u16 {
        if self.get(name).is_none() && self.len() >= usize::from(UNKNOWN) {
            return UNKNOWN;
        }
        u16::try_from(self.add(name)).unwrap_or(UNKNOWN)
    }
}

/// All names that scoring meets.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// Skill ids, and `~words` of skills in no vocabulary.
    pub skills: Names,
    titles: Names,
    title_parts: TitleParts,
    /// Occupation codes.
    pub occupations: Names,
    /// Nodes.
    pub nodes: Names,
    /// Education codes.
    pub educations: Names,
    /// Majors.
    pub majors: Names,
    /// Regions.
    pub regions: Names,
    /// Licences.
    pub licences: Names,
}

impl Dictionary {
    /// The number of a skill of the vocabulary.
    pub fn skill(&mut self, id: &SkillId) -> u32 {
        self.skills.add(id.as_str())
    }

    /// The number of a skill that is in no vocabulary: equal only to itself, after normalisation.
    pub fn free_skill(&mut self, text: &str) -> u32 {
        self.skills.add(&free_key(text))
    }

    /// The number of a title.
    pub fn title(&mut self, text: &str) -> u32 {
        let title = crate::text::normalise(text);
        let number = self.titles.add(&title);
        if self.title_parts.len() < self.titles.len() {
            self.title_parts.push(&title);
        }
        number
    }

    /// Titles of posts, normalised.
    #[must_use]
    pub const fn titles(&self) -> &Names {
        &self.titles
    }

    /// Likeness in [0, 1] of every title to one asked for in two languages: the better of the two.
    pub(super) fn title_likeness(&self, asked: &crate::model::Bilingual) -> Vec<f64> {
        let mut likeness = vec![0.0; self.titles.len()];
        for title in [&asked.zh, &asked.en] {
            self.title_parts.compare(&crate::text::normalise(title), &mut likeness);
        }
        likeness
    }
}

/// The name under which a skill in no vocabulary stands in [`Dictionary::skills`].
#[must_use]
pub fn free_key(text: &str) -> String {
    format!("{FREE}{}", crate::text::normalise(text))
}
