//! The one error of a value that cannot be taken: it names the field, the value, and what is allowed.

use super::personal_number::without_personal_numbers;

/// A value that was refused. The caller can repair it: every part is meant for a person to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("{field}: {value:?} is not allowed; allowed: {allowed}")]
pub struct Invalid {
    /// Where: the field as the input names it, e.g. `skills[2].level`.
    pub field: String,
    /// What stood there, as text, cut to [`Invalid::MAX_VALUE_CHARS`], without the number of anybody's identity card; or how
    /// much of it there was, as a number. It is told as it is in every language.
    pub value: String,
    /// What may stand there, in English; `wording::refusal` has the Chinese.
    pub allowed: String,
}

impl Invalid {
    /// Longest value that a message repeats; more would drown the sentence.
    pub const MAX_VALUE_CHARS: usize = 80;

    /// Names a refused value.
    #[must_use]
    pub fn new(field: impl Into<String>, value: impl ToString, allowed: impl Into<String>) -> Self {
        let value = masked(value.to_string());
        let value = match value.char_indices().nth(Self::MAX_VALUE_CHARS) {
            // A cut can make a longer number look like a personal one.
            Some((end, _)) => masked(format!("{}…", &value[..end])),
            None => value,
        };
        Self { field: masked(field.into()), value, allowed: masked(allowed.into()) }
    }

    /// The same complaint seen from one level up: `level` becomes `skills[2].level`.
    #[must_use]
    pub fn within(mut self, parent: &str) -> Self {
        self.field = if self.field.is_empty() { parent.to_owned() } else { format!("{parent}.{}", self.field) };
        self
    }
}

/// A number may stand in any part: what is allowed quotes a parser, and fields are named by the input.
fn masked(text: String) -> String {
    without_personal_numbers(&text).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_of_a_complaint_repeats_a_personal_number() {
        let number = "11010519491231002X";
        let long = format!("{}{number}", "数".repeat(Invalid::MAX_VALUE_CHARS - 10));
        let invalid = Invalid::new(format!("a.{number}"), long, format!("not {number}"));
        assert!(!invalid.to_string().contains("110105"), "{invalid}");
        let cut =
            Invalid::new("", format!("{} {number}9", "x".repeat(Invalid::MAX_VALUE_CHARS - 1 - number.len())), "");
        assert!(!cut.value.contains("110105"), "{cut}");
    }
}
