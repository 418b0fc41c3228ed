//! Values on the command line, read as the types that they become.

use bole_engine::matching::Sort;
use bole_engine::model::{Date, ImportWork, Moment};
use bole_engine::wording::Language;

/// A word of a closed list, by the name it has in data.
pub(super) fn word<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    use serde::de::IntoDeserializer;
    let text: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(text).map_err(|e| e.to_string())
}

pub(super) fn language(text: &str) -> Result<Language, String> {
    word(text)
}

pub(super) fn sort(text: &str) -> Result<Sort, String> {
    word(text)
}

pub(super) fn id<T: TryFrom<String, Error = bole_engine::model::Invalid>>(text: &str) -> Result<T, String> {
    T::try_from(text.to_owned()).map_err(|e| e.to_string())
}

pub(super) fn source(name: &str) -> Result<String, String> {
    ImportWork::check_source(name).map(|()| name.to_owned()).map_err(|e| e.to_string())
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    id(text)
}

/// The first moment after a day, or a moment as it is.
pub(super) fn expiry(text: &str) -> Result<Moment, String> {
    match date(text) {
        Ok(last) => id(&format!("{}T00:00:00Z", last.plus_days(1))),
        Err(_) => id(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_on_its_last_day() {
        assert_eq!(expiry("2026-12-31").unwrap().to_string(), "2027-01-01T00:00:00.000Z");
        assert_eq!(expiry("2026-12-31T16:00:00+08:00").unwrap().to_string(), "2026-12-31T08:00:00.000Z");
        assert!(expiry("soon").is_err());
    }
}
