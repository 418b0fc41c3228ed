//! Bytes in one of five formats → rows of cells. What the columns mean is left to the importers.

use std::io::Read;

use super::{CsvRows, JsonRows, RejectCode, Rejected, Row, table_xlsx, table_yaml};

/// Most rows of one table: ten times the largest city's year of records.
pub const MAX_ROWS: usize = 2_000_000;
/// Most columns of one table.
pub const MAX_COLUMNS: usize = 512;
/// Longest cell in characters: what a spreadsheet cell can hold.
pub const MAX_CELL_CHARS: usize = 32_767;
/// Deepest nesting of a JSON or YAML record.
pub const MAX_DEPTH: usize = 16;
/// Largest single JSON record in bytes.
pub const MAX_RECORD_BYTES: usize = 4 * 1024 * 1024;
/// Largest XLSX file, packed and unpacked, in bytes: it cannot be streamed.
pub const MAX_XLSX_BYTES: u64 = 512 * 1024 * 1024;

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Text with a head row; parted by comma, semicolon or tab, whichever the head holds most.
    Csv,
    /// The first sheet of a workbook that has rows.
    Xlsx,
    /// A JSON array of objects, or objects one after the other.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A YAML list of maps.
    Yaml,
}

impl TableFormat {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Json, Self::Ndjson, Self::Yaml];

    /// The word used in data and URLs, and the ending of a file's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Yaml => "yaml",
        }
    }

    /// The format that a file name's ending says.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// A table in memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Column names in the order first seen.
    pub columns: Vec<String>,
    /// Rows that could be read, in order; rows without any value are left out.
    pub rows: Vec<Row>,
    /// Rows that could not be read.
    pub rejected: Vec<Rejected>,
}

/// Rows of a table, one at a time. CSV and JSON are read as they come, in flat memory; XLSX and YAML are read first.
pub enum TableRows<R: Read> {
    /// Streamed text.
    Csv(CsvRows<R>),
    /// Streamed JSON.
    Json(JsonRows<R>),
    /// Read beforehand.
    Read(std::vec::IntoIter<Result<Row, Rejected>>),
}

impl<R: Read> TableRows<R> {
    /// Opens a table. Wrap `input` in a counting reader to draw a progress bar.
    pub fn open(mut input: R, format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv(CsvRows::new(input)),
            TableFormat::Json => Self::Json(JsonRows::array(input)),
            TableFormat::Ndjson => Self::Json(JsonRows::lines(input)),
            TableFormat::Xlsx => Self::whole(&mut input, table_xlsx::read),
            TableFormat::Yaml => Self::whole(&mut input, table_yaml::read),
        }
    }

    fn whole(input: &mut R, read: impl Fn(&[u8]) -> Vec<Result<Row, Rejected>>) -> Self {
        let mut bytes = Vec::new();
        let rows = match input.take(MAX_XLSX_BYTES + 1).read_to_end(&mut bytes) {
            Ok(length) if length as u64 <= MAX_XLSX_BYTES => read(&bytes),
            Ok(_) => {
                let allowed = format!("at most {MAX_XLSX_BYTES} bytes; CSV and NDJSON are read in any size");
                vec![Err(Rejected::new(0, "", "", RejectCode::TooLarge, allowed))]
            }
            Err(error) => vec![Err(unreadable(0, &error))],
        };
        Self::Read(rows.into_iter())
    }
}

impl<R: Read> Iterator for TableRows<R> {
    type Item = Result<Row, Rejected>;
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Csv(rows) => rows.next(),
            Self::Json(rows) => rows.next(),
            Self::Read(rows) => rows.next(),
        }
    }
}

/// Reads a whole table; rows past [`MAX_ROWS`] are left out with a complaint. Never fails: what cannot be read is in
/// `rejected`.
#[must_use]
pub fn read_table(bytes: &[u8], format: TableFormat) -> Table {
    let mut table = Table::default();
    for outcome in TableRows::open(bytes, format) {
        if table.rows.len() + table.rejected.len() >= MAX_ROWS {
            let allowed = format!("at most {MAX_ROWS} rows");
            table.rejected.push(Rejected::new(0, "", "", RejectCode::TooLarge, allowed));
            break;
        }
        match outcome {
            Ok(row) => table.rows.push(row),
            Err(rejected) => table.rejected.push(rejected),
        }
    }
    table.columns = columns(bytes, format, &table.rows);
    table
}

/// CSV names its columns even without rows; other formats by what the rows hold.
fn columns(bytes: &[u8], format: TableFormat, rows: &[Row]) -> Vec<String> {
    if format == TableFormat::Csv {
        return CsvRows::new(bytes).columns().iter().map(ToString::to_string).collect();
    }
    let names: std::collections::BTreeSet<_> = rows.iter().flat_map(|row| row.cells.keys()).collect();
    names.into_iter().map(ToString::to_string).collect()
}

/// The complaint of a failed read.
pub(super) fn unreadable(line: u64, error: &std::io::Error) -> Rejected {
    Rejected::new(line, "", error, RejectCode::Unreadable, "a file that can be read to its end")
}

/// Refuses a cell that is too long.
pub(super) fn check_cell(line: u64, column: &str, text: &str) -> Result<(), Rejected> {
    if text.len() > MAX_CELL_CHARS && text.chars().count() > MAX_CELL_CHARS {
        let allowed = format!("at most {MAX_CELL_CHARS} characters");
        return Err(Rejected::new(line, column, text, RejectCode::TooLarge, allowed));
    }
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(Rejected::new(line, column, text, RejectCode::Encoding, "text in UTF-8 or GB18030"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_table_in_four_text_formats() {
        let texts = [
            (TableFormat::Csv, "id,n\na,3\nb,4\n"),
            (TableFormat::Json, r#"[{"id":"a","n":3},{"id":"b","n":4}]"#),
            (TableFormat::Ndjson, "{\"id\":\"a\",\"n\":3}\n{\"id\":\"b\",\"n\":4}"),
            (TableFormat::Yaml, "- {id: a, n: 3}\n- id: b\n  n: 4\n"),
        ];
        for (format, text) in texts {
            let table = read_table(text.as_bytes(), format);
            assert_eq!(table.columns, ["id", "n"], "{format:?}");
            let read: Vec<_> = table.rows.iter().map(|r| (r.text("id").unwrap(), r.cell("n").integer())).collect();
            assert_eq!(read, [("a".into(), Some(3)), ("b".into(), Some(4))], "{format:?}");
            assert!(table.rejected.is_empty());
        }
    }

    #[test]
    fn file_names_say_the_format() {
        assert_eq!(TableFormat::of_name("岗位.XLSX"), Some(TableFormat::Xlsx));
        assert_eq!(TableFormat::of_name("a.b.jsonl"), Some(TableFormat::Ndjson));
        for format in TableFormat::ALL {
            assert_eq!(TableFormat::of_name(&format!("x.{}", format.as_str())), Some(format));
        }
        assert_eq!(TableFormat::of_name("readme"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for format in TableFormat::ALL {
                let _ = read_table(&bytes, format);
            }
        }

        #[test]
        fn any_text_of_the_formats_own_signs_is_read(text in "[\\[\\]{}:,;\"'\\\\ \n\t&*!|>%@`#?~a-c0-9数.-]{0,200}") {
            for format in TableFormat::ALL {
                let table = read_table(text.as_bytes(), format);
                prop_assert!(table.rows.iter().all(|row| !row.cells.is_empty() || format != TableFormat::Csv));
            }
        }
    }
}
