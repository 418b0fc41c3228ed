//! Profiles, orders and training plans in all formats of tables. Two letters choose: `p`, `o` or `t`; then `c`sv,
//! `x`lsx, `j`son, `n`djson, `y`aml, or `w`: the sheet of a workbook that is sound around it, as no mutation gets past
//! a packed file's checksums.
#![no_main]

use std::fmt::Debug;
use std::io::{Cursor, Write};

use bole_engine::intake::{Import, JsonRecords, Record, Records, TableFormat, TableRows, import_training_plans};
use bole_engine::model::{Order, Profile, Programme};
use bole_fuzz::{assert_no_personal_number, choose, reference};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = choose("pot", data) else { return };
    let Some((letter, rest)) = choose("cxjnyw", rest) else { return };
    let (format, bytes) = match letter {
        'c' => (TableFormat::Csv, rest.to_vec()),
        'x' => (TableFormat::Xlsx, rest.to_vec()),
        'j' => (TableFormat::Json, rest.to_vec()),
        'n' => (TableFormat::Ndjson, rest.to_vec()),
        'y' => (TableFormat::Yaml, rest.to_vec()),
        _ => (TableFormat::Xlsx, workbook(rest)),
    };
    match kind {
        'p' => check::<Profile>(&bytes, format),
        't' => plans(&bytes, format),
        _ => check::<Order>(&bytes, format),
    }
});

fn check<T: Record + Serialize + PartialEq + Debug>(bytes: &[u8], format: TableFormat) {
    let taken = import::<T>(bytes, format);
    let told = taken.records.len() + taken.rejected.len();
    assert_eq!(told, rows(bytes, format), "records and rejected rows are all rows");
    if let Some(rows) = counted_elsewhere(bytes, format) {
        assert_eq!(told, rows, "another reader counts other rows");
    }
    assert!(taken.rejected.iter().all(|rejected| !rejected.allowed.is_empty()));
    assert_no_personal_number(&taken);
    let lines: Vec<String> = taken.records.iter().map(|record| serde_json::to_string(record).expect("JSON")).collect();
    let again = import::<T>(lines.join("\n").as_bytes(), TableFormat::Ndjson);
    assert_eq!(again.rejected, [], "what was written is taken again");
    assert_eq!(again.records, taken.records, "and reads as it was");
}

/// Each row is a course of a plan or comes back, and a plan makes a programme.
fn plans(bytes: &[u8], format: TableFormat) {
    let taken = import_training_plans(bytes, format, reference());
    let courses: usize = taken.plans.iter().map(|plan| plan.courses.len()).sum();
    assert_eq!(
        courses + taken.rejected.len(),
        TableRows::open(bytes, format).count(),
        "courses and rejected rows are all rows"
    );
    assert!(taken.rejected.iter().all(|rejected| !rejected.allowed.is_empty()));
    assert_no_personal_number(&taken.rejected);
    for plan in taken.plans {
        assert_no_personal_number(&plan.courses);
        let programme = serde_json::json!({"id": "P", "college": "C", "name": {"zh": "甲", "en": "A"}, "seats": 1,
            "courses": plan.courses});
        serde_json::from_value::<Programme>(programme).expect("courses that were taken are a programme's");
    }
}

fn import<T: Record>(bytes: &[u8], format: TableFormat) -> Import<T> {
    let mut records = Records::<_, T>::open(bytes, format, reference());
    let mut taken = Import::default();
    for outcome in &mut records {
        taken.push(outcome);
    }
    taken.append(records.into_notes());
    taken
}

fn rows(bytes: &[u8], format: TableFormat) -> usize {
    match format {
        TableFormat::Json => JsonRecords::array(bytes).count(),
        TableFormat::Ndjson => JsonRecords::lines(bytes).count(),
        TableFormat::Csv | TableFormat::Xlsx | TableFormat::Yaml => TableRows::open(bytes, format).count(),
    }
}

/// How many records stand there by a reader that is not ours, where the input is sound enough to ask one.
fn counted_elsewhere(bytes: &[u8], format: TableFormat) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.starts_with('\u{feff}'))?;
    match format {
        TableFormat::Json => serde_json::from_str::<Vec<Value>>(text).ok().map(|items| items.len()),
        TableFormat::Ndjson => Some(text.split('\n').filter(|line| !line.trim_ascii().is_empty()).count()),
        TableFormat::Csv | TableFormat::Xlsx | TableFormat::Yaml => None,
    }
}

/// A workbook whose only sheet is this XML; what follows `\n--\n` are its shared strings.
fn workbook(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let (sheet, strings) = text.split_once("\n--\n").unwrap_or((&text, "<sst/>"));
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in [
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        packed.start_file(name, stored).expect("memory takes all");
        packed.write_all(part.as_bytes()).expect("memory takes all");
    }
    packed.finish().expect("memory takes all").into_inner()
}
