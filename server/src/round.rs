//! Numbers as they are shown: four places. Only answers are rounded; the engine's numbers never are.

use serde::Serializer;

/// `0.8500000000000001` → `0.85`.
#[must_use]
pub fn round4(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
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
    }
}
