//! A JSON record → a checked type, or a complaint that names the field, the value and what is allowed.
//! The one place that reads the messages of serde, which carries no more than text.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::table_json::malformed;
use super::{JsonRecord, RejectCode, Rejected};

/// Reads a record.
///
/// # Errors
/// `Rejected` for broken syntax, an unknown or missing field, or a value that is not allowed.
pub(super) fn read_record<T: DeserializeOwned>(record: &JsonRecord) -> Result<T, Rejected> {
    let mut source = serde_json::Deserializer::from_str(&record.text);
    let read = serde_path_to_error::deserialize(&mut source).map_err(|error| complaint(record, &error))?;
    source.end().map_err(|error| malformed(record, &error))?;
    Ok(read)
}

fn complaint(record: &JsonRecord, error: &serde_path_to_error::Error<serde_json::Error>) -> Rejected {
    let inner = error.inner();
    if !inner.is_data() {
        return malformed(record, inner);
    }
    let path = error.path().to_string();
    let path = if path == "." { String::new() } else { path };
    let whole = serde_json::from_str(&record.text).unwrap_or(Value::Null);
    let message = inner.to_string();
    let place = format!(" at line {} column {}", inner.line(), inner.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    Complaint { line: record.line, path, value: &whole }.of(message)
}

struct Complaint<'a> {
    line: u64,
    path: String,
    value: &'a Value,
}

impl Complaint<'_> {
    fn of(mut self, message: &str) -> Rejected {
        if let Some((field, _)) = quoted(message, "missing field `") {
            self.step(field);
            return self.rejected(RejectCode::Missing, "a value; the field is needed".to_owned());
        }
        if let Some((field, rest)) = quoted(message, "unknown field `") {
            if !self.path.ends_with(field) {
                self.step(field);
            }
            return self.rejected(RejectCode::UnknownField, rest.trim_start_matches([',', ' ']).to_owned());
        }
        if let Some((_, rest)) = quoted(message, "unknown variant `") {
            let allowed = rest.trim_start_matches([',', ' ']).trim_start_matches("expected ").replace('`', "");
            return self.rejected(RejectCode::NotAllowed, allowed);
        }
        // A checked type speaks as `Invalid` does: field, value, allowed.
        if let Some((head, allowed)) = message.split_once(" is not allowed; allowed: ") {
            let field = head.split(": ").next().unwrap_or_default();
            if !self.here().is_some_and(is_scalar) {
                self.step(field);
            }
            return self.rejected(RejectCode::NotAllowed, allowed.to_owned());
        }
        self.rejected(RejectCode::NotAllowed, message.to_owned())
    }

    fn step(&mut self, field: &str) {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.path = format!("{}{dot}{field}", self.path);
    }

    fn here(&self) -> Option<&Value> {
        let path = self.path.replace('[', ".").replace(']', "");
        path.split('.').filter(|step| !step.is_empty()).try_fold(self.value, |value, step| match value {
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            Value::Object(fields) => fields.get(step),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        })
    }

    fn rejected(self, reason: RejectCode, allowed: String) -> Rejected {
        let value = match self.here() {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => String::new(),
        };
        Rejected::new(self.line, &self.path, value, reason, allowed)
    }
}

const fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// The word between `head` and the next backtick, and what follows.
fn quoted<'a>(message: &'a str, head: &str) -> Option<(&'a str, &'a str)> {
    message.strip_prefix(head)?.split_once('`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Order, Profile};

    fn refused<T: DeserializeOwned>(text: &str) -> (String, String, RejectCode, String) {
        let record = JsonRecord { line: 7, text: text.to_owned() };
        let rejected = read_record::<T>(&record).map(|_| ()).unwrap_err();
        assert_eq!(rejected.line, 7);
        assert!(!rejected.allowed.contains("column"), "{rejected}");
        (rejected.field, rejected.value, rejected.reason, rejected.allowed)
    }

    #[test]
    fn the_field_the_value_and_the_allowed_are_named() {
        let cases = [
            (
                r#"{"id":"a","skills":[{"skill":"plc","level":9}]}"#,
                "skills[0].level",
                "9",
                RejectCode::NotAllowed,
                "1 to 5",
            ),
            (r#"{"id":"a","residence":"清远"}"#, "residence", "清远", RejectCode::NotAllowed, "1 to 64"),
            (r#"{"id":"a","posts":[{"employer":"x"}]}"#, "posts[0].title", "", RejectCode::Missing, "a value"),
            (r#"{"id":"a","gender":1}"#, "gender", "1", RejectCode::UnknownField, "expected one of"),
            (
                r#"{"id":"a","posts":[{"title":"x","pay":2}]}"#,
                "posts[0].pay",
                "2",
                RejectCode::UnknownField,
                "expected",
            ),
            (r#"{"id":"a","titles":[{"level":"413"}]}"#, "titles[0].level", "413", RejectCode::NotAllowed, "411"),
            (
                r#"{"id":"a","posts":[{"title":"x","start":"2020-13"}]}"#,
                "posts[0].start",
                "2020-13",
                RejectCode::NotAllowed,
                "YYYY-MM",
            ),
            (r#"{"id":7}"#, "id", "7", RejectCode::NotAllowed, "string"),
        ];
        for (text, field, value, reason, allowed) in cases {
            let found = refused::<Profile>(text);
            assert_eq!((found.0.as_str(), found.1.as_str(), found.2), (field, value, reason), "{text}");
            assert!(found.3.contains(allowed), "{text}: {}", found.3);
        }
    }

    #[test]
    fn a_rule_between_fields_is_told_at_its_field() {
        let order = r#"{"id":"o","enterprise":{"id":"e","name":{"zh":"甲","en":"A"}},"seats":2,"demand":{"title":{"zh":"甲","en":"A"},
            "category":"engineer","requirements":[{"need":{"kind":"experience","years":3},"hardness":"must"}]}}"#;
        let (field, value, ..) = refused::<Order>(order);
        assert_eq!((field.as_str(), value.as_str()), ("demand.requirements[0].hardness", "must"));
    }

    #[test]
    fn broken_syntax_says_where_it_breaks() {
        let record = JsonRecord { line: 7, text: "{\"id\":\"a\",\n \"skills\": [,]}".to_owned() };
        let rejected = read_record::<Profile>(&record).unwrap_err();
        assert_eq!((rejected.line, rejected.reason), (8, RejectCode::Malformed));
    }
}
