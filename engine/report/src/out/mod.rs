//! Tables as files.

mod csv;
mod dictionary;
mod json;
mod sheet;

pub use sheet::workbook;

use bole_engine::wording::Language;

use crate::table::Table;
use crate::{Report, Tables};

/// One file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder of the report, with `/` between folders.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Open data: each table as CSV and JSON, and the dictionary that describes them. The same in both languages.
#[must_use]
pub fn data(report: &Report<'_>, tables: &Tables) -> Vec<File> {
    let mut files: Vec<File> =
        as_csv(tables).into_iter().map(|file| File { path: format!("data/{}", file.path), ..file }).collect();
    for table in tables.all() {
        files.push(File::new(format!("data/{}.json", table.name), json::write(table)));
    }
    files.push(File::new("data/datapackage.json", dictionary::package(report, tables)));
    files
}

/// Each table as CSV, and the dictionary that describes their columns. The same in both languages.
#[must_use]
pub fn as_csv(tables: &Tables) -> Vec<File> {
    let file = |table: &Table| File::new(format!("{}.csv", table.name), csv::write(table));
    let mut files: Vec<File> = tables.all().iter().map(file).collect();
    files.push(File::new("dictionary.csv", dictionary::csv(tables)));
    files
}

/// One of two texts.
pub(crate) const fn pick<'t>(language: Language, (zh, en): (&'t str, &'t str)) -> &'t str {
    language.pick(zh, en)
}
