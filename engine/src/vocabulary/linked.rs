//! A long list of concepts with two ways in: equal forms at once, and a linker that is built when first asked.

use std::sync::OnceLock;

use super::concept::Concepts;
use super::forms::Forms;
use super::{Concept, Form, Linker};

/// Forms of one kind of concept, and the linker over them.
#[derive(Debug)]
pub(super) struct Linked {
    pub(super) forms: Forms,
    names: Vec<Form>,
    linker: OnceLock<Linker>,
}

impl Linked {
    pub(super) fn new<T: Concept>(concepts: &Concepts<T>) -> Self {
        let names = concepts.all().iter().enumerate().flat_map(|(number, concept)| {
            concept.forms().map(move |text| Form { concept: number as u32, text: text.to_owned() })
        });
        Self { forms: Forms::new(concepts), names: names.collect(), linker: OnceLock::new() }
    }

    /// The linker; the first call builds it.
    pub(super) fn linker(&self) -> &Linker {
        self.linker.get_or_init(|| Linker::build(self.names.iter().cloned()))
    }

    /// The concept that a text safely means: by id or an equal form, else by the linker.
    pub(super) fn link(&self, text: &str) -> Option<u32> {
        self.forms.equal(text).first().copied().or_else(|| Some(self.linker().link(text)?.concept))
    }
}
