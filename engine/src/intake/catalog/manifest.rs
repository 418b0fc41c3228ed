//! The manifest: for each file its source, licence, rows and SHA-256, so that nobody need trust what was not looked at.

use std::collections::BTreeMap;

use super::reader::{Cells, Placed, table};
use super::{CatalogFiles, Problem, ProblemCode, Severity};
use crate::digest::sha256;
use crate::intake::{TableFormat, read_table};

/// Where the manifest stands.
pub const MANIFEST: &str = "manifest.csv";

const COLUMNS: [&str; 6] = ["file", "source_zh", "source_en", "licence", "rows?", "sha256"];

#[derive(Debug, Clone, Default)]
struct Line {
    file: String,
    source_zh: String,
    source_en: String,
    licence: String,
    rows: Option<usize>,
    sha256: String,
}

fn line(cells: &mut Cells<'_>) -> Option<Line> {
    let (file, licence, sha256) = (cells.text("file"), cells.text("licence"), cells.text("sha256"));
    let (source_zh, source_en) = (cells.text("source_zh"), cells.text("source_en"));
    let rows = cells.optional("rows").and_then(|rows| rows.parse().ok());
    Some(Line { file: file?, source_zh: source_zh?, source_en: source_en?, licence: licence?, rows, sha256: sha256? })
}

fn lines(files: &CatalogFiles, problems: &mut Vec<Problem>) -> Vec<Placed<Line>> {
    table(files, MANIFEST.trim_end_matches(".csv"), &COLUMNS, problems, line)
}

/// Files that the manifest lists: all but itself and what is written about the files.
fn listed(files: &CatalogFiles) -> impl Iterator<Item = (&str, &[u8])> {
    files.iter().filter(|(path, _)| *path != MANIFEST && !path.ends_with(".md"))
}

/// Rows of a table; `None` for a file that is no table.
fn rows(path: &str, bytes: &[u8]) -> Option<usize> {
    let format = TableFormat::of_name(path)?;
    Some(read_table(bytes, format).rows.len())
}

pub(super) fn check(files: &CatalogFiles, problems: &mut Vec<Problem>) {
    let lines = lines(files, problems);
    let known: BTreeMap<&str, &Placed<Line>> = lines.iter().map(|line| (line.record.file.as_str(), line)).collect();
    for (path, bytes) in listed(files) {
        let Some(placed) = known.get(path) else {
            let kind = (Severity::Warning, ProblemCode::Missing);
            problems.push(Problem::new(kind, (MANIFEST, 0), "file", path, "every file with its source and licence"));
            continue;
        };
        let error = (Severity::Error, ProblemCode::Mismatch);
        let hash = sha256(bytes);
        if !placed.record.sha256.eq_ignore_ascii_case(&hash) {
            problems.push(placed.problem(
                error,
                "sha256",
                &placed.record.sha256,
                format!("{hash}, the hash of {path}"),
            ));
        }
        if let Some(counted) = rows(path, bytes).filter(|counted| placed.record.rows != Some(*counted)) {
            let value = placed.record.rows.map_or_else(String::new, |rows| rows.to_string());
            problems.push(placed.problem(error, "rows", value, format!("{counted}, the rows of {path}")));
        }
    }
    for placed in lines.iter().filter(|line| files.get(&line.record.file).is_none()) {
        let kind = (Severity::Error, ProblemCode::MissingFile);
        problems.push(placed.problem(kind, "file", &placed.record.file, "a file of the catalog"));
    }
}

/// The manifest as CSV with rows and hashes counted anew. Sources and licences are kept; a file that was not listed stands
/// with `?`, for a person to fill in.
#[must_use]
pub fn refreshed_manifest(files: &CatalogFiles) -> String {
    let old = lines(files, &mut Vec::new());
    let kept: BTreeMap<&str, &Line> = old.iter().map(|line| (line.record.file.as_str(), &line.record)).collect();
    let mut text = COLUMNS.map(|column| column.trim_end_matches('?')).join(",") + "\n";
    for (path, bytes) in listed(files) {
        let unknown = Line { source_zh: "?".into(), source_en: "?".into(), licence: "?".into(), ..Line::default() };
        let line = kept.get(path).copied().unwrap_or(&unknown);
        let rows = rows(path, bytes).map_or_else(String::new, |rows| rows.to_string());
        let hash = sha256(bytes);
        let cells = [path, &line.source_zh, &line.source_en, &line.licence, &rows, &hash].map(quoted);
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// A cell of CSV, in quotes where it needs them.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
