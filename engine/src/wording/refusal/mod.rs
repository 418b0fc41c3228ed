//! What refusals say, in Chinese. They are written in English where they arise and travel as text, through serde, into files
//! and records; the English sentence is the key of its Chinese one, as in a catalogue of messages. A sentence without a row
//! stays as it is; `sources` looks through the code for one.

mod catalogs;
mod commands;
mod foreign;
mod nouns;
mod records;
mod rows;
mod service;
#[cfg(test)]
mod sources;

use std::borrow::Cow;
use std::cmp::Reverse;

use super::Language;

/// An English template and its Chinese. Holes of the English one: `{}` one word, number, id or code, as it is; `{…}` any
/// text, which may be a refusal itself; `{=}` a noun of ours. Holes of the Chinese one: `{}` the next, `{1}` the second.
type Row = (&'static str, &'static str);

/// All rows.
const TABLES: [&[Row]; 6] = [records::ROWS, rows::ROWS, catalogs::ROWS, service::ROWS, commands::ROWS, foreign::ROWS];

/// Says what a refusal says, e.g. what is allowed. Of the rows that fit it is the one with the longest beginning, then with
/// the most words of its own: `line 3: …` before `…: …`.
#[must_use]
pub fn refusal(told: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::Zh => chinese(told),
        Language::En => Cow::Borrowed(told),
    }
}

fn chinese(told: &str) -> Cow<'_, str> {
    match fitting(told) {
        Some((_, chinese, found)) => Cow::Owned(filled(chinese, &found)),
        None => Cow::Borrowed(told),
    }
}

/// The row that fits, and what stands in its holes.
fn fitting(told: &str) -> Option<(English, &'static str, Vec<Cow<'_, str>>)> {
    let rows = TABLES.iter().flat_map(|table| table.iter());
    let fitting =
        rows.filter_map(|(english, chinese)| Some((English(english), *chinese, English(english).found(told)?)));
    fitting.min_by_key(|(english, ..)| Reverse(english.weight()))
}

/// An English template.
#[derive(Clone, Copy)]
struct English(&'static str);

/// What may stand in a hole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hole {
    Word,
    Noun,
    Text,
}

impl English {
    /// The text before the first hole, then each hole with the text behind it.
    fn parts(self) -> (&'static str, impl Iterator<Item = (Hole, &'static str)>) {
        let mut pieces = self.0.split('{');
        let head = pieces.next().unwrap_or_default();
        let hole = |piece: &'static str| {
            let (kind, behind) = piece.split_once('}')?;
            Some((
                if kind == "…" {
                    Hole::Text
                } else if kind == "=" {
                    Hole::Noun
                } else {
                    Hole::Word
                },
                behind,
            ))
        };
        (head, pieces.filter_map(hole))
    }

    /// How much stands before the first hole, and behind holes, in bytes.
    fn weight(self) -> (usize, usize) {
        let (head, holes) = self.parts();
        (head.len(), holes.map(|(_, behind)| behind.len()).sum())
    }

    /// What stands in the holes, where the template fits.
    fn found(self, told: &str) -> Option<Vec<Cow<'_, str>>> {
        let (head, holes) = self.parts();
        let mut rest = told.strip_prefix(head)?;
        let (mut found, mut holes) = (Vec::new(), holes.peekable());
        while let Some((hole, behind)) = holes.next() {
            // The last text ends the sentence; any other is the nearest.
            let last = || rest.strip_suffix(behind).map(str::len);
            let end = if holes.peek().is_none() { last() } else { rest.find(behind) }?;
            found.push(hole.read(&rest[..end])?);
            rest = &rest[end + behind.len()..];
        }
        rest.is_empty().then_some(found)
    }
}

impl Hole {
    fn read(self, text: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Word => (!text.contains(char::is_whitespace)).then_some(Cow::Borrowed(text)),
            Self::Noun => nouns::chinese(text).map(Cow::Borrowed),
            Self::Text => Some(chinese(text)),
        }
    }
}

fn filled(chinese: &str, found: &[Cow<'_, str>]) -> String {
    let (mut text, mut next) = (String::new(), 0);
    let mut pieces = chinese.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for (number, behind) in pieces.filter_map(|piece| piece.split_once('}')) {
        let at = number.parse().unwrap_or(next);
        next += usize::from(number.is_empty());
        text.push_str(found.get(at).map_or("", |found| found));
        text.push_str(behind);
    }
    text
}

#[cfg(test)]
mod tests;
