//! Organisations and what they report beside orders: programmes, cohorts, outcomes. They come as JSON in the model's own
//! form; their lists do not fit into the cells of a sheet.

use super::records::{Notes, Record};
use super::{JsonRecord, RejectCode, Rejected, Row, known};
use crate::model::{Cohort, Organisation, Outcome, Programme};

macro_rules! nested {
    ($($noun:ident, $known:path;)+) => {$(
        impl Record for $noun {
            fn key(&self) -> &str {
                self.id.as_str()
            }

            fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
                let noun: Self = notes.read(record)?;
                $known(record.line, &noun, notes.linking())?;
                Ok(noun)
            }

            fn of_row(row: &Row, _: &mut Notes<'_>) -> Result<Self, Rejected> {
                Err(flat(row))
            }
        }
    )+};
}

nested! {
    Organisation, known::organisation;
    Programme, known::programme;
    Cohort, known::cohort;
    Outcome, known::outcome;
}

fn flat(row: &Row) -> Rejected {
    Rejected::new(row.line, "", "a row of a sheet", RejectCode::Unreadable, "JSON, NDJSON or YAML")
}
