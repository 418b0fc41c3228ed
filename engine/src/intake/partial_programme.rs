//! A programme as far as a file says it: what a row leaves out stays as it is on record.

use serde_json::Value;

use super::json_error::read_record;
use super::organisations::nest_programme;
use super::records::{Notes, Record};
use super::{JsonRecord, Rejected, Row};
use crate::model::Programme;

/// A programme of a file, and which of its fields the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PartialProgramme {
    /// What it says; where a field is not said it is empty here.
    pub programme: Programme,
    /// Fields that are not said: of a file of programmes some of [`Self::OPTIONAL`]; a training plan says even less.
    #[serde(skip)]
    pub unsaid: Vec<&'static str>,
}

impl PartialProgramme {
    /// Fields that a file of programmes may leave out: `seats` only where the programme is on record. Courses and
    /// skills are one statement: who says either says both.
    pub const OPTIONAL: [&'static str; 7] =
        ["major", "skills", "courses", "seats", "graduates", "partners", "synthetic"];

    /// What the file says and nothing else, as JSON: what a source is known again by.
    #[must_use]
    pub fn said(&self) -> Value {
        let mut whole = serde_json::to_value(&self.programme).unwrap_or_default();
        if let Value::Object(fields) = &mut whole {
            fields.retain(|name, _| !self.unsaid.contains(&name.as_str()));
        }
        whole
    }
}

impl Record for PartialProgramme {
    fn key(&self) -> &str {
        self.programme.id.as_str()
    }

    fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        let Ok(Value::Object(mut fields)) = serde_json::from_str(&record.text) else {
            // Told by the reader of whole records, which says where the text breaks.
            return read_record::<Programme>(record).map(|programme| Self { programme, unsaid: Vec::new() });
        };
        let said = |name: &str| fields.get(name).is_some_and(|value| !value.is_null());
        let taught = said("skills") || said("courses");
        let is_unsaid = |name: &&str| !(said(name) || taught && matches!(*name, "skills" | "courses"));
        let unsaid = Self::OPTIONAL.into_iter().filter(is_unsaid).collect::<Vec<_>>();
        if unsaid.contains(&"seats") {
            fields.insert("seats".to_owned(), 0.into());
        }
        let text = Value::Object(fields).to_string();
        let programme = Programme::of_json(&JsonRecord { line: record.line, text }, notes)?;
        Ok(Self { programme, unsaid })
    }

    fn of_row(row: &Row, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
        Self::of_json(&nest_programme(row, notes)?, notes)
    }
}
