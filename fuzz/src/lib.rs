//! What the fuzz targets share: the shipped reference, the choice of a reader by the first byte, and what is asked of every
//! reader beyond not to panic.

use std::sync::{Arc, OnceLock};

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::reference::Reference;
use serde::Serialize;
use serde_json::Value;

/// The catalog that comes with the engine.
pub fn reference() -> &'static Reference {
    static REFERENCE: OnceLock<Arc<Reference>> = OnceLock::new();
    REFERENCE.get_or_init(|| {
        let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
        let edition = catalog.editions.pop_first().expect("an edition is shipped").1;
        let method = catalog.methods.pop_first().expect("a method is shipped").1;
        Arc::new(Reference::new(catalog.vocabulary, edition, method))
    })
}

/// Splits the first byte off and says which of the letters it stands for, so that seeds are readable: `c` for CSV. Bytes
/// that are no such letter choose too.
pub fn choose<'a>(letters: &str, data: &'a [u8]) -> Option<(char, &'a [u8])> {
    let (&first, rest) = data.split_first()?;
    let letter = letters.chars().find(|letter| *letter == char::from(first));
    let letter = letter.or_else(|| letters.chars().nth(usize::from(first) % letters.len()))?;
    Some((letter, rest))
}

/// No text in this value holds what looks like a citizen ID: 17 digits, of which the seventh begins a day of the twentieth
/// or the next century, then a digit or X, alone.
pub fn assert_no_personal_number(value: &impl Serialize) {
    walk(&serde_json::to_value(value).expect("records are JSON"));
}

fn walk(value: &Value) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => assert_clean(&number.to_string()),
        Value::String(text) => assert_clean(text),
        Value::Array(items) => items.iter().for_each(walk),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            assert_clean(name);
            walk(value);
        }),
    }
}

fn assert_clean(text: &str) {
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 18) {
        let (digits, last) = word.split_at(17);
        let digits_only = digits.bytes().all(|b| b.is_ascii_digit())
            && last.contains(|c: char| c.is_ascii_digit() || "xX".contains(c));
        let number = |range: std::ops::Range<usize>| word[range].parse::<u32>().unwrap_or(0);
        let days = |month: u32| match month {
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let born = matches!(number(6..8), 19 | 20) && (1..=days(number(10..12))).contains(&number(12..14));
        let citizen = digits_only && !word.starts_with(['0', '9']) && born;
        assert!(!citizen, "a personal number came through: {text:?}");
    }
}
