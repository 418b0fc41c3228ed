//! Stems: the forms of one English word brought together.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Shorter words are names, codes and function words (`aws`, `sas`, `gis`); a stem would only damage them.
const SHORTEST: usize = 4;

/// British spellings and their American twins, as endings of at least five-letter words. After this
/// rewriting the Snowball English stemmer sees one spelling.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ise", "ize"),
    ("ises", "izes"),
    ("ysing", "yzing"),
    ("yse", "yze"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("eller", "eler"),
];

/// Whole words that the two spell apart in other ways, singular.
#[rustfmt::skip]
const TWINS: &[(&str, &str)] = &[
    ("adviser", "advisor"), ("aeroplane", "airplane"), ("aluminium", "aluminum"), ("anaesthetic", "anesthetic"),
    ("anaesthetist", "anesthetist"), ("centre", "center"), ("cheque", "check"), ("counsellor", "counselor"),
    ("draughtsman", "draftsman"), ("draughtsperson", "draftsperson"), ("fibre", "fiber"), ("grey", "gray"),
    ("gynaecologist", "gynecologist"), ("haematologist", "hematologist"), ("jeweller", "jeweler"),
    ("licence", "license"), ("mould", "mold"), ("moulder", "molder"), ("moulding", "molding"),
    ("orthopaedic", "orthopedic"), ("paediatric", "pediatric"), ("paediatrician", "pediatrician"), ("plough", "plow"),
    ("programme", "program"), ("sulphur", "sulfur"), ("theatre", "theater"), ("tyre", "tire"),
];

/// The stem of a folded English word: plural, tense, `-ing`, British spelling. Words with anything but
/// ASCII letters (an apostrophe apart) come back as they are.
#[must_use]
pub fn stem(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let stemmer = Stemmer::new(Algorithm::English);
    match american(word) {
        Cow::Owned(spelling) => Cow::Owned(stemmer.stem(&spelling).into_owned()),
        Cow::Borrowed(word) => stemmer.stem(word),
    }
}

/// The American spelling of a folded English word: `organise` → `organize`, `moulds` → `molds`.
#[must_use]
pub fn american(word: &str) -> Cow<'_, str> {
    let (singular, plural) = word.strip_suffix('s').map_or((word, ""), |singular| (singular, "s"));
    if let Some((_, twin)) = TWINS.iter().find(|(from, _)| *from == singular) {
        return Cow::Owned(format!("{twin}{plural}"));
    }
    let british = SPELLINGS.iter().find(|(from, _)| word.len() > from.len() + 2 && word.ends_with(from));
    match british {
        Some((from, to)) => Cow::Owned(format!("{}{to}", &word[..word.len() - from.len()])),
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("welding", "welds"),
            ("engineers", "engineer"),
            ("driver's", "drivers"),
            ("organise", "organizing"),
            ("specialisation", "specialization"),
            ("colour", "colors"),
            ("labelling", "labeling"),
            ("moulds", "mold"),
            ("adviser", "advisors"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn names_and_codes_stay() {
        for word in ["aws", "c++", "node.js", "iso9001", "sas"] {
            assert_eq!(stem(word), word);
        }
    }
}
