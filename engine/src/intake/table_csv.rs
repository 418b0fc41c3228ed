//! Rows of CSV and its kin, streamed. This is the only module that knows `csv`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Chain, Read};
use std::sync::Arc;

use super::table::{check_cell, unreadable};
use super::{Cell, DecodedText, MAX_COLUMNS, RejectCode, Rejected, Row};

/// Rows of delimited text under a head row.
pub struct CsvRows<R: Read> {
    /// The text, and one line end more: the last line may lack its own.
    reader: csv::Reader<BufReader<Chain<DecodedText<R>, &'static [u8]>>>,
    /// `None` for a head that repeats another.
    columns: Vec<Option<Arc<str>>>,
    /// Complaints about the head, given before the rows.
    pending: Vec<Rejected>,
    record: csv::StringRecord,
    ended: bool,
}

impl<R: Read> CsvRows<R> {
    /// Reads the head row.
    pub fn new(input: R) -> Self {
        let mut text = BufReader::with_capacity(64 * 1024, DecodedText::new(input).chain(&b"\n"[..]));
        let delimiter = text.fill_buf().map_or(b',', delimiter);
        let mut builder = csv::ReaderBuilder::new();
        // A line end is `\n`; the `\r` before it is trimmed. Otherwise lines would be miscounted.
        let line_end = csv::Terminator::Any(b'\n');
        builder.flexible(true).trim(csv::Trim::All).delimiter(delimiter).terminator(line_end);
        let reader = builder.from_reader(text);
        let record = csv::StringRecord::new();
        let mut rows = Self { reader, columns: Vec::new(), pending: Vec::new(), record, ended: false };
        rows.read_head();
        rows
    }

    /// Names of the columns.
    #[must_use]
    pub fn columns(&self) -> Vec<Arc<str>> {
        self.columns.iter().flatten().cloned().collect()
    }

    fn read_head(&mut self) {
        let head = match self.reader.headers() {
            Ok(head) => head.clone(),
            Err(error) => {
                self.ended = true;
                return self.pending.push(complaint(1, &error));
            }
        };
        if head.len() > MAX_COLUMNS {
            self.ended = true;
            let allowed = format!("at most {MAX_COLUMNS} columns");
            return self.pending.push(Rejected::new(1, "", head.len(), RejectCode::TooLarge, allowed));
        }
        for name in &head {
            let name: Arc<str> = name.trim_start_matches('\u{feff}').trim().into();
            if name.is_empty() {
                self.columns.push(None);
            } else if self.columns.iter().flatten().any(|other| *other == name) {
                self.pending.push(Rejected::new(1, &name, &name, RejectCode::Duplicate, "each column once"));
                self.columns.push(None);
            } else {
                self.columns.push(Some(name));
            }
        }
        self.pending.reverse();
    }

    /// The line that the current record begins on. The reader's own position of a record is before the blank lines that
    /// it skips, so the line is counted back from the record's end.
    fn line(&self) -> u64 {
        let within = self.record.as_slice().bytes().filter(|b| *b == b'\n').count() as u64;
        self.reader.position().line().saturating_sub(within + 1)
    }

    /// The current record as a row; `None` when all its cells are blank.
    fn row(&self, line: u64) -> Option<Result<Row, Rejected>> {
        let mut cells = BTreeMap::new();
        for (index, text) in self.record.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let Some(column) = self.columns.get(index) else {
                let allowed = format!("{} cells, as the head has", self.columns.len());
                return Some(Err(Rejected::new(line, "", text, RejectCode::Malformed, allowed)));
            };
            let Some(column) = column else { continue };
            if let Err(rejected) = check_cell(line, column, text) {
                return Some(Err(rejected));
            }
            cells.insert(column.clone(), Cell::of_text(text));
        }
        (!cells.is_empty()).then_some(Ok(Row { line, cells }))
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = Result<Row, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(rejected) = self.pending.pop() {
            return Some(Err(rejected));
        }
        while !self.ended {
            match self.reader.read_record(&mut self.record) {
                Ok(true) => {
                    let line = self.line();
                    if let Some(outcome) = self.row(line) {
                        return Some(outcome);
                    }
                }
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = error.is_io_error();
                    return Some(Err(complaint(self.reader.position().line(), &error)));
                }
            }
        }
        None
    }
}

fn complaint(line: u64, error: &csv::Error) -> Rejected {
    if let csv::ErrorKind::Utf8 { pos, err } = error.kind() {
        let line = pos.as_ref().map_or(line, csv::Position::line);
        return Rejected::new(line, "", err, RejectCode::Encoding, "text in UTF-8 or GB18030");
    }
    if let csv::ErrorKind::Io(error) = error.kind() {
        return unreadable(line, error);
    }
    Rejected::new(line, "", "", RejectCode::Malformed, "rows of delimited text")
}

/// The separator that the first line holds most, outside quotes; a comma on a draw.
fn delimiter(piece: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for &byte in piece {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => counts.iter_mut().filter(|(b, _)| *b == byte).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    counts.iter().find(|(_, n)| *n == most).map_or(b',', |(b, _)| *b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<Row, Rejected>> {
        CsvRows::new(text.as_bytes()).collect()
    }

    #[test]
    fn rows_carry_the_line_they_begin_on() {
        let rows = rows("name,skills\n\"a\nb\",x\nc,y\n");
        let lines: Vec<_> = rows.iter().map(|r| r.as_ref().unwrap().line).collect();
        assert_eq!(lines, [2, 4]);
        assert_eq!(rows[0].as_ref().unwrap().text("name").unwrap(), "a\nb");
    }

    #[test]
    fn lines_are_right_after_blank_lines_and_with_either_line_end() {
        for end in ["\n", "\r\n"] {
            let rows = rows(&["a,b", "1,2", "", "", "3,\"x", "y\"", "5,6"].join(end));
            let lines: Vec<_> = rows.iter().map(|r| r.as_ref().unwrap().line).collect();
            assert_eq!(lines, [2, 5, 7], "{end:?}");
        }
    }

    #[test]
    fn the_separator_is_found_in_the_head() {
        for text in ["a,b;c\n1,2", "a\tb;c\n1\t2", "a;\"b,c,d\"\n1;2"] {
            let rows = rows(text);
            assert_eq!(rows[0].as_ref().unwrap().text("a").unwrap(), "1", "{text}");
        }
    }

    #[test]
    fn short_rows_are_taken_and_long_ones_rejected() {
        let rows = rows("a,b\n1\n1,2,3\n1,2,\n,\n4,5");
        assert!(rows[0].as_ref().unwrap().cell("b").is_empty());
        let rejected = rows[1].as_ref().unwrap_err();
        assert_eq!((rejected.line, rejected.value.as_str(), rejected.reason), (3, "3", RejectCode::Malformed));
        assert_eq!(rows.len(), 4);
    }

    #[test]
    fn a_repeated_column_is_said_once_and_the_first_holds() {
        let rows = rows("a,a\n1,2");
        assert_eq!(rows[0].as_ref().unwrap_err().reason, RejectCode::Duplicate);
        assert_eq!(rows[1].as_ref().unwrap().text("a").unwrap(), "1");
    }

    #[test]
    fn bytes_of_no_encoding_reject_their_row_alone() {
        let mut bytes = "a\n数控\n".as_bytes().to_vec();
        bytes.extend_from_slice(&[0xff, 0xff, b'\n', b'z']);
        let rows: Vec<_> = CsvRows::new(bytes.as_slice()).collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].as_ref().unwrap_err().reason, RejectCode::Encoding);
    }
}
