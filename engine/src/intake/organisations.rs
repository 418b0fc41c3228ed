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

#[cfg(test)]
mod tests {
    use super::super::test_lexicon::TestLexicon;
    use super::super::{Records, TableFormat};
    use super::*;

    fn first<T: Record>(text: &str, format: TableFormat) -> Result<T, Rejected> {
        Records::<_, T>::open(text.as_bytes(), format, &TestLexicon).next().unwrap()
    }

    fn programme(skill: &str) -> String {
        format!(
            r#"{{"id":"P-1","college":"C-1","name":{{"zh":"11010519491231002X","en":"A"}},"seats":45,"major":"v460301",
            "skills":[{{"skill":"{skill}","level":3}}]}}"#
        )
        .replace('\n', "")
    }

    #[test]
    fn ids_inside_are_known_ones_and_personal_numbers_go() {
        let taken: Programme = first(&programme("plc"), TableFormat::Ndjson).unwrap();
        assert!(!taken.name.zh.contains("1949"), "{taken:?}");
        let refused = first::<Programme>(&programme("flying"), TableFormat::Ndjson).unwrap_err();
        assert_eq!((refused.field.as_str(), refused.reason), ("skills[0].skill", RejectCode::UnknownId));
        let body = r#"{"id":"C-1","kind":"college","name":{"zh":"甲","en":"A"},"college":"NONE"}"#;
        assert_eq!(first::<Organisation>(body, TableFormat::Ndjson).unwrap_err().field, "college");
        let report = r#"{"id":"R-1","talent":"T-1","organisation":"E-1","entry":"X","date":"2027-01-15","event":{"kind":"started"}}"#;
        assert_eq!(first::<Outcome>(report, TableFormat::Ndjson).unwrap_err().field, "entry");
    }

    #[test]
    fn a_sheet_is_told_that_it_is_not_read() {
        let refused = first::<Cohort>("id,programme\nCH-1,P-1\n", TableFormat::Csv).unwrap_err();
        assert!(refused.line == 2 && refused.allowed.contains("NDJSON"), "{refused}");
    }
}
