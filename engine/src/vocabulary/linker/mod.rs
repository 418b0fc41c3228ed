//! The linker: free text → concepts.
//!
//! A text that equals a form after normalisation scores 1. Any other form `f` of concept `c` scores, for the
//! text `q`,
//!
//! ```text
//! near(q,f)  = G·cos(q,f) + (1−G)·bm25(q,f)                    letters and words
//! tail(q,f)  = near + B·(1−near)^P · bm25(q′,f)                q′ = the words of the nearest forms
//! score(q,c) = (max_f tail(q,f) + C·near(q, all forms of c)) / (1+C)
//! ```
//!
//! - `cos` compares character n-grams weighted by rarity: spelling, inflection, compounds, typos;
//! - `bm25` compares stemmed words and Han bigrams, as a share of what the query could reach at most;
//! - `q′` reaches forms that share no word with the query; the power keeps it from disturbing near ones;
//! - the last term asks whether the concept as a whole speaks the query's words. Where no concept has two
//!   forms it would say the same as the first and is left out.
//!
//! What the forms mean to each other, and who asks, is left to others. This room knows no concept but a number.

mod channel;
mod evidence;
mod features;
mod mention;
mod rank;
mod safe;
mod weight;

use rustc_hash::FxHashMap;

use crate::text::normalise;
use channel::{Channel, Weighted, Weighting};
use features::{Features, features};
use mention::Phrases;
use safe::Bags;

pub use mention::Mention;

/// A surface form of a concept: one of its names, in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The concept's number, as the caller counts.
    pub concept: u32,
    /// The name as it is written.
    pub text: String,
}

/// A concept that a text may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The concept's number.
    pub concept: u32,
    /// How near the text comes, in [0, 1]; 1 only if it equals a form after normalisation.
    pub score: f64,
    /// The nearest form of the concept, as an index into the forms that the linker was built from.
    pub form: u32,
}

/// Links free text to concepts. Built once, then read by any number of threads; the same forms in the same
/// order always give the same answers.
#[derive(Clone, Debug)]
pub struct Linker {
    /// The concepts' numbers, each once, in order. Inside, a concept is its place here.
    concepts: Vec<u32>,
    /// The place of each form's concept.
    places: Vec<u32>,
    /// The normalised text of each form.
    keys: Vec<String>,
    /// Forms by their normalised text.
    exact: FxHashMap<String, Vec<u32>>,
    bags: Bags,
    grams: Channel,
    words: Channel,
    /// The words of each form, as `words` weighs them.
    spoken: Vec<Vec<Weighted>>,
    /// All forms of a concept as one text; absent where every concept has one form.
    whole: Option<Whole>,
    phrases: Phrases,
}

/// The concepts' own channels: document `i` is the concept at place `i`.
#[derive(Clone, Debug)]
struct Whole {
    grams: Channel,
    words: Channel,
}

impl Linker {
    /// Builds the index over all forms. Forms without a letter or digit are kept but never found.
    #[must_use]
    pub fn build(forms: impl IntoIterator<Item = Form>) -> Linker {
        let forms: Vec<Form> = forms.into_iter().collect();
        let mut concepts: Vec<u32> = forms.iter().map(|form| form.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        let places: Vec<u32> = forms.iter().map(|form| place(&concepts, form.concept)).collect();
        let parts: Vec<Features> = forms.iter().map(|form| features(&form.text)).collect();
        let keys: Vec<String> = forms.iter().map(|form| normalise(&form.text)).collect();
        let words = parts.iter().map(|p| &p.words[..]);
        let (words, spoken) = Channel::build_with_rows(words, Weighting::Bm25);
        Linker {
            exact: exact(&keys),
            keys,
            bags: Bags::build(&forms),
            grams: Channel::build(parts.iter().map(|p| &p.grams[..]), Weighting::Cosine),
            words,
            spoken,
            whole: Whole::build(concepts.len(), &places, &parts),
            phrases: Phrases::build(&forms),
            concepts,
            places,
        }
    }

    /// The number of forms that the linker was built from.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no form at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The concept of a form.
    fn concept(&self, form: u32) -> u32 {
        self.concepts[self.places[form as usize] as usize]
    }

    /// The forms that equal the text after normalisation.
    fn exact(&self, text: &str) -> &[u32] {
        self.exact.get(&normalise(text)).map_or(&[], Vec::as_slice)
    }
}

/// Forms by their normalised text.
fn exact(keys: &[String]) -> FxHashMap<String, Vec<u32>> {
    let mut exact: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (index, key) in (0..).zip(keys).filter(|(_, key)| !key.is_empty()) {
        exact.entry(key.clone()).or_default().push(index);
    }
    exact
}

fn place(concepts: &[u32], concept: u32) -> u32 {
    concepts.partition_point(|&c| c < concept) as u32
}

impl Whole {
    fn build(concepts: usize, places: &[u32], parts: &[Features]) -> Option<Whole> {
        if places.len() == concepts {
            return None;
        }
        let mut all = vec![Features::default(); concepts];
        for (&place, part) in places.iter().zip(parts) {
            all[place as usize].extend(part);
        }
        all.iter_mut().for_each(Features::merge);
        Some(Whole {
            grams: Channel::build(all.iter().map(|p| &p.grams[..]), Weighting::Cosine),
            words: Channel::build(all.iter().map(|p| &p.words[..]), Weighting::Bm25),
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn linker(forms: &[(u32, &str)]) -> Linker {
        Linker::build(forms.iter().map(|&(concept, text)| Form { concept, text: text.to_owned() }))
    }

    #[test]
    fn no_forms_and_empty_texts_are_answered() {
        let empty = linker(&[]);
        assert!(empty.is_empty() && empty.rank("welder", 5).is_empty() && empty.link("welder").is_none());
        let some = linker(&[(0, "welder"), (1, "  ，。")]);
        assert_eq!(some.len(), 2);
        for text in ["", " ", "，。", "🙂"] {
            assert!(some.rank(text, 5).is_empty() && some.mentions(text).is_empty());
        }
    }
}
