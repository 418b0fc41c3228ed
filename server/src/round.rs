//! Numbers as they are shown: four places. Only answers are rounded; the engine's numbers never are.

use serde::Serializer;
use serde_json::Value;

/// `0.8500000000000001` → `0.85`.
#[must_use]
pub fn round4(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The same value with every number in it shown so.
pub(crate) fn rounded(mut value: Value) -> Value {
    match &mut value {
        Value::Number(number) if number.is_f64() => number.as_f64().map_or(Value::Null, |told| round4(told).into()),
        Value::Array(items) => items.drain(..).map(rounded).collect(),
        Value::Object(fields) => {
            fields.values_mut().for_each(|field| *field = rounded(field.take()));
            value
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// For `#[serde(serialize_with)]`.
///
/// # Errors
/// The serializer's own.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(crate) fn four<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(round4(*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_places_are_shown() {
        assert_eq!(round4(0.850_000_000_000_000_1).to_string(), "0.85");
        assert_eq!(round4(66.666_666).to_string(), "66.6667");
        let value = serde_json::json!({"fit": [0.850_000_000_000_000_1, 3], "id": "T-1"});
        assert_eq!(rounded(value).to_string(), r#"{"fit":[0.85,3],"id":"T-1"}"#);
    }
}
