//! Features of a text: character n-grams and words, each a 64-bit key with a weight.
//!
//! The key is FNV-1a, written out here so that it is the same on every machine: sums run in the order of keys.

use super::weight::{emphasis, weights};
use crate::text::{Script, Token, american, fold, stem, tokens};

/// A key and how often (or how heavily) the text has it.
pub(super) type Feature = (u64, f32);

/// Latin n-grams: three letters carry a syllable; beyond four they are nearly words, which have their own channel.
const LATIN: std::ops::RangeInclusive<usize> = 3..=4;
/// Han n-grams: one character is a morpheme, two a word, three its inner order.
const HAN: std::ops::RangeInclusive<usize> = 1..=3;

/// Function words, and words of classifications that name no work (`all other`).
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "and", "of", "the", "a", "an", "in", "for", "to", "or", "on", "with", "by", "at", "from", "as", "is", "be",
    "all", "other", "including", "through", "related", "etc", "not", "elsewhere", "classified", "miscellaneous",
    "their", "such", "into", "than",
];
/// What follows these is what the text does *not* mean (`Electronics Engineers, Except Computer`).
const EXCEPTIONS: &[&str] = &["except", "excluding"];

/// The features of one text, sorted by key, each key once.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    /// Character n-grams, across words.
    pub(super) grams: Vec<Feature>,
    /// Stemmed words; Han characters and pairs.
    pub(super) words: Vec<Feature>,
}

impl Features {
    /// Takes over another text's features; [`Features::merge`] must follow.
    pub(super) fn extend(&mut self, other: &Features) {
        self.grams.extend_from_slice(&other.grams);
        self.words.extend_from_slice(&other.words);
    }

    /// Sorts, and sums the weights of equal keys.
    pub(super) fn merge(&mut self) {
        for list in [&mut self.grams, &mut self.words] {
            list.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            list.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
        }
    }
}

/// The features of a text.
pub(super) fn features(text: &str) -> Features {
    let folded = fold(text);
    let mut out = Features::default();
    let mut line = Line::default();
    let mut weight = Vec::new();
    let mut chars = Vec::new();
    for (place, token) in tokens(&folded).enumerate() {
        if place > 0 && EXCEPTIONS.contains(&token.text) {
            break;
        }
        weights(&token, &mut weight);
        match token.script {
            Script::Han => {
                line.flush(&mut out.grams);
                chars.clear();
                chars.extend(token.text.chars());
                han(&chars, &weight, &mut out);
            }
            Script::Latin | Script::Number => {
                line.push(&token, weight[0]);
                if !STOPS.contains(&token.text) {
                    let weight = weight[0] * emphasis(token.text);
                    out.words.push((key(Kind::Word, stem(token.text).chars()), weight));
                }
            }
        }
    }
    line.flush(&mut out.grams);
    out.merge();
    out
}

/// Whether a folded word is a function word.
pub(super) fn is_stop(word: &str) -> bool {
    STOPS.contains(&word)
}

/// A key that stays the same when words are inflected, reordered, or joined by other function words; none
/// where only such words stand. `manage` and `managing` share it, `manager` and `management` do not.
pub(super) fn bag(text: &str) -> Option<u64> {
    let folded = fold(text);
    let mut keys: Vec<u64> = tokens(&folded)
        .filter(|token| !is_stop(token.text))
        .map(|token| match token.script {
            Script::Han | Script::Number => key(Kind::Han, token.text.chars()),
            Script::Latin => key(Kind::Word, uninflected(token.text).chars()),
        })
        .collect();
    keys.sort_unstable();
    (!keys.is_empty()).then(|| keys.iter().fold(OFFSET, |hash, key| fnv(fnv(hash, *key as u32), (key >> 32) as u32)))
}

/// The stem with what stands behind it, without the endings of number and tense.
fn uninflected(word: &str) -> String {
    let word = &*american(word);
    let stem = stem(word);
    let same = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
    let mut ending = word.get(same..).unwrap_or("").trim_end_matches("'s");
    ending = ending.strip_suffix('s').unwrap_or(ending);
    if !word.ends_with("eering") {
        ending = ["ing", "ed", "e", "ie", "y"].iter().find_map(|tail| ending.strip_suffix(tail)).unwrap_or(ending);
    }
    // `planning` doubles its consonant.
    let doubled = ending.len() == 1 && word[..same].ends_with(ending);
    if doubled { stem.into_owned() } else { format!("{stem}~{ending}").trim_end_matches('~').to_owned() }
}

fn han(chars: &[char], weight: &[f32], out: &mut Features) {
    for n in HAN {
        for (gram, weight) in chars.windows(n).zip(weight.windows(n)) {
            let feature = (key(Kind::Han, gram.iter().copied()), mean(weight));
            out.grams.push(feature);
            if n <= 2 {
                out.words.push(feature);
            }
        }
    }
}

/// Latin words in a row, one space between and around them, so that n-grams see where words begin and meet.
#[derive(Default)]
struct Line {
    chars: Vec<char>,
    weights: Vec<f32>,
}

impl Line {
    fn push(&mut self, token: &Token<'_>, weight: f32) {
        if self.chars.is_empty() {
            self.add(' ', weight);
        }
        for c in american(token.text).chars().filter(|&c| c != '\'') {
            self.add(c, weight);
        }
        self.add(' ', weight);
    }

    fn add(&mut self, c: char, weight: f32) {
        self.chars.push(c);
        self.weights.push(weight);
    }

    fn flush(&mut self, grams: &mut Vec<Feature>) {
        for n in LATIN {
            for (gram, weight) in self.chars.windows(n).zip(self.weights.windows(n)) {
                grams.push((key(Kind::Latin, gram.iter().copied()), mean(weight)));
            }
        }
        self.chars.clear();
        self.weights.clear();
    }
}

fn mean(weights: &[f32]) -> f32 {
    weights.iter().sum::<f32>() / weights.len() as f32
}

/// What a key stands for, so that the word `ing` and the n-gram `ing` stay apart.
#[derive(Clone, Copy)]
enum Kind {
    Latin = 1,
    Word = 2,
    Han = 3,
}

/// Where FNV-1a begins.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn key(kind: Kind, chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(fnv(OFFSET, kind as u32), |hash, c| fnv(hash, c as u32))
}

fn fnv(hash: u64, value: u32) -> u64 {
    value.to_le_bytes().iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_unique() {
        let found = features("Tig welding welds, 焊接焊工 C++");
        for list in [&found.grams, &found.words] {
            assert!(list.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }

    #[test]
    fn forms_of_a_word_and_scripts_share_words() {
        assert_eq!(features("welding robots").words, features("weld robot").words);
        assert_eq!(features("數控機床").words, features("数控机床").words);
        assert_eq!(features("engineers, except computer").words, features("engineer").words);
    }

    #[test]
    fn one_letter_names_have_features() {
        assert!(!features("C").grams.is_empty() && !features("R").words.is_empty());
    }
}
