//! Organisations and what they report beside orders: programmes, cohorts, outcomes. They come as JSON in the model's own
//! form; what is reported comes as a sheet too, where each row is put into that form first.

use super::heads::Head;
use super::records::{Notes, Record};
use super::report_heads::{cohort_head, outcome_head, programme_head};
use super::{JsonRecord, RejectCode, Rejected, Row, flat_report, known};
use crate::model::{Cohort, Organisation, Outcome, Programme};

macro_rules! nested {
    ($($noun:ident, $known:path, $of_row:expr;)+) => {$(
        impl Record for $noun {
            fn key(&self) -> &str {
                self.id.as_str()
            }

            fn of_json(record: &JsonRecord, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
                let noun: Self = notes.read(record)?;
                $known(record.line, &noun, notes.linking())?;
                Ok(noun)
            }

            fn of_row(row: &Row, notes: &mut Notes<'_>) -> Result<Self, Rejected> {
                Self::of_json(&$of_row(row, notes)?, notes)
            }
        }
    )+};
}

nested! {
    Organisation, known::organisation, |row, _: &mut Notes<'_>| flat(row);
    Programme, known::programme, |row, notes| nest_programme(row, notes);
    Cohort, known::cohort, |row, notes| nest(row, notes, cohort_head, flat_report::cohort);
    Outcome, known::outcome, |row, notes| nest(row, notes, outcome_head, flat_report::outcome);
}

/// A row of a sheet of programmes in the model's own form.
pub(super) fn nest_programme(row: &Row, notes: &mut Notes<'_>) -> Result<JsonRecord, Rejected> {
    nest(row, notes, programme_head, flat_report::programme)
}

/// A row of a sheet in the model's own form.
fn nest<C: Copy + Ord>(
    row: &Row,
    notes: &mut Notes<'_>,
    head: fn(&str) -> Head<C>,
    form: fn(&mut flat_report::Flat<'_, '_, C>) -> Result<serde_json::Value, Rejected>,
) -> Result<JsonRecord, Rejected> {
    let cells = notes.cells(row, head);
    let json = form(&mut flat_report::Flat { line: row.line, cells: &cells, linking: notes.linking() })?;
    Ok(JsonRecord { line: row.line, text: json.to_string() })
}

fn flat(row: &Row) -> Result<JsonRecord, Rejected> {
    Err(Rejected::new(row.line, "", "", RejectCode::Unreadable, "JSON, NDJSON or YAML"))
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
    fn a_sheet_of_organisations_is_told_that_it_is_not_read() {
        let refused = first::<Organisation>("id,kind\nE-1,college\n", TableFormat::Csv).unwrap_err();
        assert!(refused.line == 2 && refused.allowed.contains("NDJSON"), "{refused}");
    }

    #[test]
    fn sheets_become_what_json_says() {
        let programme = "编号,院校,专业名称,英文名称,专业,技能,招生人数,毕业生,合作企业\n\
            P-1,C-1,机电,Mechatronics,机电一体化技术,PLC编程:3:64;plc:4,45,2027-06:41;2028年6月:40,E-1;E-2\n";
        let refused = first::<Programme>(programme, TableFormat::Csv).unwrap_err();
        assert!(refused.to_string().contains("skills") && refused.line == 2, "{refused}");
        let taken: Programme = first(&programme.replace(";plc:4", ""), TableFormat::Csv).unwrap();
        assert_eq!((taken.skills[0].skill.as_str(), taken.skills[0].hours, taken.seats), ("plc", Some(64), 45));
        assert_eq!((taken.graduates.len(), taken.graduates[1].count, taken.partners.len()), (2, 40, 2));
        assert_eq!(taken.major.unwrap().as_str(), "v460301");
        let cohort = "id,programme,college,name_zh,name_en,form,shares,seats_min,seats_max,start,ready,status\n\
            CH-1,P-1,C-1,甲班,Class A,订单班,E-1@O-1:10;E-2:5,10,20,2027-03-01,2028年7月1日,agreed\n";
        let taken: Cohort = first(cohort, TableFormat::Csv).unwrap();
        let shares: Vec<_> = taken.shares.iter().map(|share| (share.order.is_some(), share.seats)).collect();
        assert_eq!((shares, taken.ready.to_string()), (vec![(true, 10), (false, 5)], "2028-07-01".to_owned()));
        let refused = first::<Cohort>(&cohort.replace("E-2:5", "E-2:15"), TableFormat::Csv).unwrap_err();
        assert!(refused.to_string().contains("shares"), "{refused}");
    }

    #[test]
    fn a_sheet_of_outcomes_is_read_in_either_language() {
        let rows = "编号,人才编号,单位编号,日期,事件,离职原因,月数,是否在岗,薪资下限,薪资上限,环节,满意度\n\
            R-1,T-1,E-1,2026-03-01,入职,,,,6,7,引才,4\n\
            R-2,T-1,E-1,2026年9月1日,跟踪,,6,是,6.5,7,,\n\
            R-3,T-1,E-1,2026-10-01,离职,子女入学,,,,,留,2\n\
            R-4,T-1,E-1,2026-10-01,离职,年龄,,,,,,\n\
            R-5,T-1,E-1,2026-10-01,state,,7,否,,,,\n";
        let mut records = Records::<_, Outcome>::open(rows.as_bytes(), TableFormat::Csv, &TestLexicon);
        let mut next = || records.next().unwrap();
        let json = |outcome: Outcome| serde_json::to_value(outcome).unwrap();
        let begun = json(next().unwrap());
        assert_eq!(
            begun["event"],
            serde_json::json!({"kind": "started", "pay": {"min": 6.0, "max": 7.0, "basis": "base"}})
        );
        assert_eq!(begun["satisfaction"], serde_json::json!({"stage": "attraction", "score": 4}));
        assert_eq!(json(next().unwrap())["event"]["months"], 6);
        assert_eq!(json(next().unwrap())["event"]["reason"], "schooling_of_children");
        let refused = next().unwrap_err();
        assert!(
            refused.line == 5 && refused.value == "年龄" && refused.allowed.contains("schooling_of_children"),
            "{refused}"
        );
        assert!(next().unwrap_err().allowed.contains("6, 12 or 36"));
    }
}
