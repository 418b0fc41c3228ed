//! What all concepts have in common: an id, names, and other ways to say it.

use std::collections::BTreeMap;

/// A concept that a text can mean.
pub trait Concept {
    /// Its id or code.
    fn id(&self) -> &str;
    /// The Chinese name, where there is one.
    fn zh(&self) -> Option<&str>;
    /// The English name.
    fn en(&self) -> &str;
    /// Other ways to say it, in either language.
    fn aliases(&self) -> &[String];

    /// All ways to say it: the names, then the aliases.
    fn forms(&self) -> impl Iterator<Item = &str> {
        let names = self.zh().into_iter().chain(std::iter::once(self.en()));
        names.chain(self.aliases().iter().map(String::as_str))
    }
}

/// A concept that may be meant, for a person to confirm.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Suggestion {
    /// The id or code of the concept.
    pub id: String,
    /// Its name: Chinese where there is one, else English.
    pub name: String,
    /// Likeness in [0, 1].
    pub score: f64,
}

/// Concepts of one kind with their dense numbers. A second concept of the same id is left out: the first stands.
#[derive(Debug, Clone)]
pub(super) struct Concepts<T> {
    items: Vec<T>,
    numbers: BTreeMap<String, u32>,
}

impl<T: Concept> Concepts<T> {
    pub(super) fn new(input: impl IntoIterator<Item = T>) -> Self {
        let mut concepts = Self { items: Vec::new(), numbers: BTreeMap::new() };
        for item in input {
            concepts.add(item);
        }
        concepts
    }

    fn add(&mut self, item: T) {
        if !self.numbers.contains_key(item.id()) {
            self.numbers.insert(item.id().to_owned(), self.items.len() as u32);
            self.items.push(item);
        }
    }

    pub(super) fn all(&self) -> &[T] {
        &self.items
    }

    pub(super) fn number(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.items.get(self.number(id)? as usize)
    }

    pub(super) fn at(&self, number: u32) -> Option<&T> {
        self.items.get(number as usize)
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }
}

/// Implements [`Concept`] for a struct with `name: Bilingual` and `aliases: Vec<String>`.
macro_rules! bilingual_concept {
    ($type:ty, $id:ident) => {
        impl crate::vocabulary::Concept for $type {
            fn id(&self) -> &str {
                self.$id.as_str()
            }
            fn zh(&self) -> Option<&str> {
                Some(&self.name.zh)
            }
            fn en(&self) -> &str {
                &self.name.en
            }
            fn aliases(&self) -> &[String] {
                &self.aliases
            }
        }
    };
}
pub(super) use bilingual_concept;
