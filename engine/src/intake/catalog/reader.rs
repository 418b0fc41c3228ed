//! Reads one table of the catalog: finds the file, checks its columns, and turns cells into checked values, noting every
//! problem of a row and not only the first.

use super::{CatalogFiles, Problem, ProblemCode, Severity};
use crate::intake::{Row, TableFormat, read_table};
use crate::model::{Bilingual, Invalid, citizen_id_is_valid};

/// Endings under which a table may stand, the usual one first.
const ENDINGS: [&str; 7] = ["csv", "tsv", "xlsx", "json", "ndjson", "yaml", "yml"];

/// A record with where it came from.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) file: String,
    pub(super) line: u64,
    pub(super) record: T,
}

impl<T> Placed<T> {
    /// A problem of this record.
    pub(super) fn problem(
        &self,
        kind: (Severity, ProblemCode),
        field: &str,
        value: impl ToString,
        allowed: impl Into<String>,
    ) -> Problem {
        Problem::new(kind, (&self.file, self.line), field, value, allowed)
    }
}

/// Reads the table `stem` with these columns; `?` after a name: the column may be absent.
pub(super) fn table<T>(
    files: &CatalogFiles,
    stem: &str,
    columns: &[&str],
    problems: &mut Vec<Problem>,
    read: impl Fn(&mut Cells<'_>) -> Option<T>,
) -> Vec<Placed<T>> {
    let found = ENDINGS.iter().find_map(|ending| {
        let path = format!("{stem}.{ending}");
        files.get(&path).map(|bytes| (path, bytes))
    });
    let Some((file, bytes)) = found else {
        let path = format!("{stem}.csv");
        let columns = columns.iter().map(|c| c.trim_end_matches('?')).collect::<Vec<_>>().join(", ");
        problems.push(Problem::of_file(&path, ProblemCode::MissingFile, format!("a table with columns {columns}")));
        return Vec::new();
    };
    let Some(format) = TableFormat::of_name(&file) else { return Vec::new() };
    let table = read_table(bytes, format);
    check_columns(&file, &table.columns, columns, problems);
    problems.extend(table.rejected.into_iter().map(|rejected| Problem::of_rejected(&file, rejected)));
    let mut records = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        personal_numbers(&file, row, problems);
        let mut cells = Cells { file: &file, row, problems };
        if let Some(record) = read(&mut cells) {
            records.push(Placed { file: file.clone(), line: row.line, record });
        }
    }
    records
}

/// A citizen ID in a catalog is a leak, wherever it stands.
fn personal_numbers(file: &str, row: &Row, problems: &mut Vec<Problem>) {
    for column in row.cells.keys() {
        let items = row.cell(column).items();
        if items.iter().any(|item| citizen_id_is_valid(item)) {
            let kind = (Severity::Error, ProblemCode::PersonalNumber);
            problems.push(Problem::new(kind, (file, row.line), column, "", "no number of an identity card"));
        }
    }
}

fn check_columns(file: &str, found: &[String], wanted: &[&str], problems: &mut Vec<Problem>) {
    let names: Vec<&str> = wanted.iter().map(|c| c.trim_end_matches('?')).collect();
    for name in wanted.iter().filter(|name| !name.ends_with('?')) {
        if !found.iter().any(|column| column == name) {
            let kind = (Severity::Error, ProblemCode::MissingColumn);
            problems.push(Problem::new(kind, (file, 1), name, "", format!("columns {}", names.join(", "))));
        }
    }
    for column in found.iter().filter(|column| !names.contains(&column.as_str())) {
        let kind = (Severity::Warning, ProblemCode::UnknownColumn);
        problems.push(Problem::new(kind, (file, 1), column, column, format!("columns {}", names.join(", "))));
    }
}

/// The cells of one row. Every method notes what is wrong and gives `None`, so that a row is read to its end.
pub(super) struct Cells<'a> {
    file: &'a str,
    row: &'a Row,
    problems: &'a mut Vec<Problem>,
}

impl Cells<'_> {
    fn complain(&mut self, code: ProblemCode, field: &str, value: impl ToString, allowed: impl Into<String>) {
        let place = (self.file, self.row.line);
        self.problems.push(Problem::new((Severity::Error, code), place, field, value, allowed));
    }

    /// A text, or nothing.
    pub(super) fn optional(&self, field: &str) -> Option<String> {
        self.row.text(field).map(std::borrow::Cow::into_owned)
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        let text = self.optional(field);
        if text.is_none() {
            self.complain(ProblemCode::Missing, field, "", "a value");
        }
        text
    }

    /// A value that must be there, checked by its type.
    pub(super) fn value<T>(&mut self, field: &str, check: impl FnOnce(String) -> Result<T, Invalid>) -> Option<T> {
        let text = self.text(field)?;
        self.checked(field, check(text))
    }

    /// A value that may be absent: `Some(None)` when it is, `None` when it is there and wrong.
    pub(super) fn maybe<T>(
        &mut self,
        field: &str,
        check: impl FnOnce(String) -> Result<T, Invalid>,
    ) -> Option<Option<T>> {
        match self.optional(field) {
            None => Some(None),
            Some(text) => self.checked(field, check(text)).map(Some),
        }
    }

    /// Values parted by `;`, each checked by its type; what is wrong is noted and makes the whole `None`.
    pub(super) fn list<T>(&mut self, field: &str, check: impl Fn(String) -> Result<T, Invalid>) -> Option<Vec<T>> {
        let items: Vec<String> = self.row.cell(field).items().into_iter().map(std::borrow::Cow::into_owned).collect();
        let values: Vec<Option<T>> = items.into_iter().map(|item| self.checked(field, check(item))).collect();
        values.into_iter().collect()
    }

    /// Texts parted by `;`.
    pub(super) fn texts(&self, field: &str) -> Vec<String> {
        self.row.cell(field).items().into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    /// A name in both languages, in the columns `zh` and `en` behind a prefix.
    pub(super) fn name(&mut self, prefix: &str) -> Option<Bilingual> {
        let (zh_field, en_field) = (format!("{prefix}zh"), format!("{prefix}en"));
        let (zh, en) = (self.text(&zh_field), self.text(&en_field));
        match Bilingual::new(zh?, en?) {
            Ok(name) => Some(name),
            Err(invalid) => {
                let field = format!("{prefix}{}", invalid.field);
                self.complain(ProblemCode::NotAllowed, &field, invalid.value, invalid.allowed);
                None
            }
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&mut self, field: &str) -> Option<bool> {
        let yes = self.row.cell(field).boolean();
        if yes.is_none() {
            let value = self.optional(field).unwrap_or_default();
            self.complain(ProblemCode::NotAllowed, field, value, "true or false");
        }
        yes
    }

    /// A whole number within a range.
    pub(super) fn integer(&mut self, field: &str, least: i64, most: i64) -> Option<i64> {
        let number = self.row.cell(field).integer().filter(|n| (least..=most).contains(n));
        if number.is_none() {
            let value = self.optional(field).unwrap_or_default();
            self.complain(ProblemCode::NotAllowed, field, value, format!("a whole number, {least} to {most}"));
        }
        number
    }

    /// A number that may be absent.
    pub(super) fn number(&mut self, field: &str) -> Option<Option<f64>> {
        if self.row.cell(field).is_empty() {
            return Some(None);
        }
        let number = self.row.cell(field).number();
        if number.is_none() {
            let value = self.optional(field).unwrap_or_default();
            self.complain(ProblemCode::NotAllowed, field, value, "a number");
        }
        number.map(Some)
    }

    /// Takes a checked value, or notes the complaint at the field.
    pub(super) fn checked<T>(&mut self, field: &str, outcome: Result<T, Invalid>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(invalid) => {
                self.complain(ProblemCode::NotAllowed, field, invalid.value, invalid.allowed);
                None
            }
        }
    }
}

/// Reads one word of a closed list, as serde knows it.
pub(super) fn word<T: serde::de::DeserializeOwned>(allowed: &'static str) -> impl Fn(String) -> Result<T, Invalid> {
    move |text| serde_json::from_value(text.as_str().into()).map_err(|_| Invalid::new("", &text, allowed))
}
