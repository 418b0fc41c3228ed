//! The one normaliser of text.

/// The form in which two spellings of one name are equal.
#[must_use]
pub fn normalise(text: &str) -> String {
    text.trim().to_lowercase()
}
