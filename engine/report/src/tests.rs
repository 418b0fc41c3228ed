//! What holds for all files of a report together: the figures agree, no person is told, the same report gives the same bytes.

use std::collections::BTreeMap;
use std::io::Cursor;

use bole_engine::wording::Language;
use calamine::{Data, Reader, Xlsx};

use crate::testing::Fixture;
use crate::{Cell, Cover, File, Kind, Tables, charts, data, workbook};

fn bytes<'f>(files: &'f [File], path: &str) -> &'f [u8] {
    let file = files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("no {path}")).bytes
}

/// What open data say of a cell.
fn csv_texts(cell: &Cell, kind: Kind) -> Vec<String> {
    let text = match cell {
        Cell::Absent => String::new(),
        Cell::Withheld => "withheld".into(),
        Cell::Id(text) | Cell::Word(text, ..) => text.clone(),
        Cell::Name(name) => return vec![name.zh.clone(), name.en.clone()],
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    };
    vec![text; if kind == Kind::Name { 2 } else { 1 }]
}

#[test]
fn every_csv_says_what_its_table_says() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::Zh);
    let (tables, files) = (Tables::of(&report), data(&report, &Tables::of(&report)));
    for table in tables.all() {
        let text = bytes(&files, &format!("data/{}.csv", table.name));
        let mut reader = csv::Reader::from_reader(text.strip_prefix(b"\xef\xbb\xbf").expect("a mark"));
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let wanted = table.rows.iter().map(|row| {
            row.iter().zip(&table.columns).flat_map(|(cell, column)| csv_texts(cell, column.kind)).collect()
        });
        let wanted: Vec<Vec<String>> = wanted.collect();
        assert_eq!(rows, wanted, "{}", table.name);
        assert!(!rows.is_empty(), "{} has no rows: the test shows nothing", table.name);
    }
}

#[test]
fn every_json_says_what_its_table_says() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::En);
    let (tables, files) = (Tables::of(&report), data(&report, &Tables::of(&report)));
    for table in tables.all() {
        let rows: Vec<BTreeMap<String, serde_json::Value>> =
            serde_json::from_slice(bytes(&files, &format!("data/{}.json", table.name))).unwrap();
        assert_eq!(rows.len(), table.rows.len());
        for (row, cells) in rows.iter().zip(&table.rows) {
            assert_eq!(row.len(), cells.len());
            for (cell, column) in cells.iter().zip(&table.columns) {
                let value = &row[column.key];
                match cell {
                    Cell::Absent => assert!(value.is_null()),
                    Cell::Whole(_) | Cell::Number(_) => assert_eq!(value.as_f64(), cell.figure()),
                    Cell::Name(name) => {
                        assert_eq!((value["zh"].as_str(), value["en"].as_str()), (Some(&*name.zh), Some(&*name.en)))
                    }
                    Cell::Withheld | Cell::Id(_) | Cell::Word(..) | Cell::Day(_) => {
                        assert_eq!(value.as_str(), Some(&*csv_texts(cell, column.kind)[0]))
                    }
                }
            }
        }
    }
}

#[test]
fn every_sheet_says_what_its_table_says_in_both_languages() {
    let fixture = Fixture::new();
    for language in Language::ALL {
        let report = fixture.report(language);
        let tables = Tables::of(&report);
        sheets_agree(&report.cover(), &tables, language);
    }
}

/// Reads a workbook back and holds each cell of each sheet against its table; the workbook.
pub(crate) fn sheets_agree(cover: &Cover, tables: &Tables, language: Language) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = workbook(cover, tables, language).unwrap();
    assert_eq!(workbook(cover, tables, language).unwrap(), bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    for (number, table) in tables.all().iter().enumerate() {
        let sheet = book.worksheet_range_at(number + 1).unwrap().unwrap();
        for (place, column) in table.columns.iter().enumerate() {
            assert_eq!(sheet.get((0, place)), Some(&Data::String(crate::out::pick(language, column.head).to_owned())));
            for (row, cells) in table.rows.iter().enumerate() {
                let found = sheet.get((row + 1, place)).cloned().unwrap_or_default();
                match cells[place].figure() {
                    Some(figure) => assert_eq!(found, Data::Float(figure), "{} {}", table.name, column.key),
                    None if cells[place] == Cell::Absent => assert_eq!(found, Data::Empty),
                    None => assert_eq!(found, Data::String(cells[place].shown(column.kind, language))),
                }
            }
        }
    }
    book
}

#[test]
fn the_dictionary_describes_every_column_in_both_languages() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::Zh);
    let (tables, files) = (Tables::of(&report), data(&report, &Tables::of(&report)));
    let package: serde_json::Value = serde_json::from_slice(bytes(&files, "data/datapackage.json")).unwrap();
    for (table, resource) in tables.all().iter().zip(package["resources"].as_array().unwrap()) {
        let text = bytes(&files, &format!("data/{}.csv", table.name));
        let mut reader = csv::Reader::from_reader(text.strip_prefix(b"\xef\xbb\xbf").unwrap());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
        for column in &table.columns {
            let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(
                chinese(column.note.0) && !chinese(column.note.1) && !column.note.1.is_empty(),
                "{} {}",
                table.name,
                column.key
            );
        }
    }
    let lines = bytes(&files, "data/dictionary.csv").split(|byte| *byte == b'\n').count();
    assert_eq!(lines, 2 + tables.all().iter().map(|table| table.columns.len()).sum::<usize>());
}

#[test]
fn few_people_are_withheld_and_nobody_is_told_as_nobody() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::En);
    assert_eq!(report.people(0), Cell::Whole(0));
    assert_eq!(report.people(report.fewest() - 1), Cell::Withheld);
    assert_eq!(report.people(report.fewest()), Cell::whole(report.fewest()));
    let tables = Tables::of(&report);
    let indicators = tables.named("indicators").unwrap();
    for key in ["value", "numerator", "denominator"] {
        assert_eq!(indicators.cell(1, key), Some(&Cell::Withheld));
    }
    let parts = tables.named("indicator_parts").unwrap();
    assert_eq!(parts.rows.len(), 2, "parts of what is withheld are not told");
}

#[test]
fn no_person_and_no_enterprise_is_told() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::Zh);
    let (people, enterprise) = (crate::testing::PERSON, crate::testing::ENTERPRISE);
    let known = format!("{:?} {:?}", report.map, report.plan);
    assert!(known.contains(people) && known.contains(enterprise), "the map knows of nobody: the test shows nothing");
    let tables = Tables::of(&report);
    let told = format!("{tables:?}");
    assert!(!told.contains(people) && !told.contains(enterprise));
    for file in data(&report, &tables) {
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(!text.contains(people) && !text.contains(enterprise), "{}", file.path);
    }
}

#[test]
fn charts_show_the_figures_of_their_tables_and_are_xml() {
    let fixture = Fixture::new();
    let report = fixture.report(Language::Zh);
    let (tables, charts) = (Tables::of(&report), charts(&Tables::of(&report), Language::Zh));
    let chains = tables.named("chains").unwrap();
    assert_eq!(charts.iter().filter(|chart| chart.name.starts_with("graph-")).count(), chains.rows.len());
    let all = charts.iter().find(|chart| chart.name == "chains").unwrap();
    for row in (0..chains.rows.len()).filter(|&row| chains.figure(row, "demanded") > 0.0) {
        let end = format!(
            "{} · {}",
            chains.shown(row, "demanded", Language::Zh),
            chains.shown(row, "gap_share", Language::Zh)
        );
        assert!(all.svg.contains(&end), "{end}");
    }
    for chart in charts {
        assert!(
            chart.svg.starts_with("<svg ") && chart.svg.ends_with("</svg>\n") && !chart.svg.contains("NaN"),
            "{}",
            chart.name
        );
    }
}

#[cfg(feature = "pdf")]
mod pdf {
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::{Fonts, files};

    fn fonts() -> Fonts {
        Fonts::find(&[PathBuf::from("/usr/share/fonts")]).expect("make system installs fonts-noto-cjk")
    }

    /// The text of a PDF, by poppler's `pdftotext`.
    fn text(pdf: &[u8]) -> String {
        let mut program = Command::new("pdftotext");
        let program = program.args(["-layout", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = program.spawn().expect("make system installs poppler-utils");
        let mut input = running.stdin.take().unwrap();
        let pdf = pdf.to_vec();
        let feeding = std::thread::spawn(move || input.write_all(&pdf));
        let output = running.wait_with_output().unwrap();
        feeding.join().unwrap().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn two_runs_give_the_same_bytes_and_the_paper_says_what_the_tables_say() {
        let (fixture, fonts) = (Fixture::new(), fonts());
        let report = fixture.report(Language::Zh);
        let first = files(&report, &fonts).unwrap();
        let second = files(&Fixture::new().report(Language::Zh), &fonts).unwrap();
        for (a, b) in first.iter().zip(&second) {
            assert!(a == b, "{} differs from run to run", a.path);
        }
        assert_eq!(first.len(), second.len());
        let (text, tables) = (text(bytes(&first, "white-paper.pdf")), Tables::of(&report));
        let chains = tables.named("chains").unwrap();
        for row in 0..chains.rows.len() {
            let name = crate::words::proper(&chains.shown(row, "chain_name", Language::Zh), Language::Zh);
            let figures = ["demanded", "filled", "open", "gap_share"].map(|key| chains.shown(row, key, Language::Zh));
            let told = text.lines().any(|line| {
                line.contains(&*name) && figures.iter().all(|figure| line.split_whitespace().any(|word| word == figure))
            });
            assert!(told, "{name} {figures:?}");
        }
        for heading in ["摘要", "方法卡", "附录", "责任部门"] {
            assert!(text.contains(heading), "{heading}");
        }
    }

    #[test]
    fn the_english_paper_is_english_and_sums_are_those_of_the_files() {
        let (fixture, fonts) = (Fixture::new(), fonts());
        let report = fixture.report(Language::En);
        let files = files(&report, &fonts).unwrap();
        let text = text(bytes(&files, "white-paper.pdf"));
        assert!(text.contains("Contents") && text.contains("Largest gaps and recommendations"));
        let chinese: String = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        assert!(chinese.is_empty(), "{chinese}");
        let sums = String::from_utf8(bytes(&files, "SHA256SUMS").to_vec()).unwrap();
        assert_eq!(sums.lines().count() + 1, files.len());
    }
}
