//! The checks that many nouns share; each complaint names the limit.

use std::ops::RangeInclusive;

use super::Invalid;

/// A text of `allowed` characters; where at least one is asked for, blanks do not count as text. What is too long is
/// told by its length: it may be a person's own words.
pub(super) fn text(field: &str, value: &str, allowed: RangeInclusive<usize>) -> Result<(), Invalid> {
    let chars = value.chars().count();
    let (least, most) = (*allowed.start(), *allowed.end());
    let allowed = || format!("{least} to {most} characters");
    if chars > most {
        return Err(Invalid::new(field, chars, allowed()));
    }
    let told = if value.trim().is_empty() { 0 } else { chars };
    if told < least { Err(Invalid::new(field, value, allowed())) } else { Ok(()) }
}

/// A list of at most `most` items.
pub(super) fn list(field: &str, length: usize, most: usize) -> Result<(), Invalid> {
    if length > most {
        return Err(Invalid::new(field, length, format!("at most {most} items")));
    }
    Ok(())
}

/// A list that names each thing once.
pub(super) fn distinct<T: Ord + std::fmt::Display>(field: &str, items: impl Iterator<Item = T>) -> Result<(), Invalid> {
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        if let Some(twice) = seen.replace(item) {
            return Err(Invalid::new(field, twice, "each once"));
        }
    }
    Ok(())
}

/// A number in a closed range.
pub(super) fn number(field: &str, value: u16, allowed: RangeInclusive<u16>) -> Result<(), Invalid> {
    if allowed.contains(&value) {
        return Ok(());
    }
    Err(Invalid::new(field, value, format!("{} to {}", allowed.start(), allowed.end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_length_and_says_it() {
        assert!(text("label", "锅炉房", 1..=3).is_ok() && text("note", "", 0..=3).is_ok());
        assert!(text("label", "   ", 1..=3).is_err());
        let long = text("label", "锅炉房甲", 1..=3).unwrap_err();
        assert_eq!((long.value.as_str(), long.allowed.as_str()), ("4", "1 to 3 characters"));
    }

    #[test]
    fn what_is_named_twice_is_told() {
        assert!(distinct("skills", ["a", "b"].iter()).is_ok());
        assert_eq!(distinct("skills", ["a", "b", "a"].iter()).unwrap_err().value, "a");
    }
}
