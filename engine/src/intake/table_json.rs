//! JSON records, one at a time: lines, or the elements of an array. A broken element does not hide the others.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use serde_json::Value;

use super::table::{check_cell, unreadable};
use super::{Cell, DecodedText, MAX_COLUMNS, MAX_DEPTH, MAX_RECORD_BYTES, RejectCode, Rejected, Row};

/// The text of one JSON value and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonRecord {
    /// First line, from 1.
    pub line: u64,
    /// The value as written.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Lines,
    Values,
}

/// Records of NDJSON, of a JSON array, or of JSON values one after the other; streamed.
pub struct JsonRecords<R: Read> {
    input: BufReader<DecodedText<R>>,
    layout: Layout,
    line: u64,
    opened: bool,
    ended: bool,
}

impl<R: Read> JsonRecords<R> {
    /// One value a line.
    pub fn lines(input: R) -> Self {
        Self::new(input, Layout::Lines)
    }

    /// The elements of an array, or values one after the other.
    pub fn array(input: R) -> Self {
        Self::new(input, Layout::Values)
    }

    fn new(input: R, layout: Layout) -> Self {
        let input = BufReader::with_capacity(64 * 1024, DecodedText::new(input));
        Self { input, layout, line: 1, opened: false, ended: false }
    }

    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn skip(&mut self, byte: u8) {
        self.line += u64::from(byte == b'\n');
        self.input.consume(1);
    }

    fn next_line(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let mut text = Vec::new();
            let limit = MAX_RECORD_BYTES as u64 + 1;
            if (&mut self.input).take(limit).read_until(b'\n', &mut text)? == 0 {
                return Ok(None);
            }
            let line = self.line;
            self.line += 1;
            if text.len() > MAX_RECORD_BYTES {
                self.input.skip_until(b'\n')?;
            }
            text.truncate(text.trim_ascii_end().len());
            if !text.is_empty() {
                return Ok(Some((line, text)));
            }
        }
    }

    fn next_value(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        while let Some(byte) = self.peek()? {
            match byte {
                b'[' if !self.opened => self.opened = true,
                b']' if self.opened => return self.after_array(),
                b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => {
                    self.opened = true;
                    let line = self.line;
                    return self.value().map(|text| Some((line, text)));
                }
            }
            self.skip(byte);
        }
        Ok(None)
    }

    /// After the closing bracket nothing but blanks may stand; what does is given as a record, which no reader takes.
    fn after_array(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        self.skip(b']');
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                self.ended = true;
                return Ok(Some((self.line, vec![byte])));
            }
            self.skip(byte);
        }
        Ok(None)
    }

    /// One value: to the bracket that closes it, to the quote that ends it, or to the next separator.
    fn value(&mut self) -> std::io::Result<Vec<u8>> {
        let (mut text, mut depth, mut quoted, mut escaped) = (Vec::new(), 0_usize, false, false);
        while let Some(byte) = self.peek()? {
            if !text.is_empty() && depth == 0 && !quoted && (byte == b',' || byte == b']' || byte.is_ascii_whitespace())
            {
                break;
            }
            self.skip(byte);
            if text.len() <= MAX_RECORD_BYTES {
                text.push(byte);
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
                _ => continue,
            }
            if depth == 0 && !quoted {
                break;
            }
        }
        Ok(text)
    }

    fn record(&self, line: u64, text: Vec<u8>) -> Result<JsonRecord, Rejected> {
        if text.len() > MAX_RECORD_BYTES {
            let allowed = format!("at most {MAX_RECORD_BYTES} bytes a record");
            return Err(Rejected::new(line, "", "", RejectCode::TooLarge, allowed));
        }
        match String::from_utf8(text) {
            Ok(text) => Ok(JsonRecord { line, text }),
            Err(error) => Err(Rejected::new(line, "", error, RejectCode::Encoding, "text in UTF-8 or GB18030")),
        }
    }
}

impl<R: Read> Iterator for JsonRecords<R> {
    type Item = Result<JsonRecord, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = match self.layout {
            Layout::Lines => self.next_line(),
            Layout::Values => self.next_value(),
        };
        match found {
            Ok(Some((line, text))) => Some(self.record(line, text)),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(unreadable(self.line, &error)))
            }
        }
    }
}

/// JSON objects as rows.
pub struct JsonRows<R: Read>(JsonRecords<R>);

impl<R: Read> JsonRows<R> {
    /// One object a line.
    pub fn lines(input: R) -> Self {
        Self(JsonRecords::lines(input))
    }

    /// The objects of an array, or objects one after the other.
    pub fn array(input: R) -> Self {
        Self(JsonRecords::array(input))
    }
}

impl<R: Read> Iterator for JsonRows<R> {
    type Item = Result<Row, Rejected>;
    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.and_then(|record| row(&record)))
    }
}

fn row(record: &JsonRecord) -> Result<Row, Rejected> {
    let value = serde_json::from_str(&record.text).map_err(|error| malformed(record, &error))?;
    let Value::Object(fields) = value else {
        return Err(Rejected::new(record.line, "", &record.text, RejectCode::Malformed, "a JSON object"));
    };
    object_row(record.line, fields)
}

/// A complaint about the syntax, at the line where it breaks.
pub(super) fn malformed(record: &JsonRecord, error: &serde_json::Error) -> Rejected {
    let line = record.line + (error.line() as u64).saturating_sub(1);
    let allowed = format!("a JSON value; it breaks at column {}", error.column());
    Rejected::new(line, "", &record.text, RejectCode::Malformed, allowed)
}

fn object_row(line: u64, fields: serde_json::Map<String, Value>) -> Result<Row, Rejected> {
    if fields.len() > MAX_COLUMNS {
        let allowed = format!("at most {MAX_COLUMNS} fields");
        return Err(Rejected::new(line, "", fields.len(), RejectCode::TooLarge, allowed));
    }
    let mut cells = BTreeMap::new();
    for (name, value) in fields {
        let cell = cell(line, &name, value, 1)?;
        if !cell.is_empty() {
            cells.insert(name.into(), cell);
        }
    }
    Ok(Row { line, cells })
}

fn cell(line: u64, column: &str, value: Value, depth: usize) -> Result<Cell, Rejected> {
    if depth > MAX_DEPTH {
        let allowed = format!("at most {MAX_DEPTH} levels of nesting");
        return Err(Rejected::new(line, column, "", RejectCode::TooLarge, allowed));
    }
    Ok(match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::Bool(yes),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Cell::Integer(whole),
            None => number.as_f64().map_or(Cell::Empty, Cell::of_number),
        },
        Value::String(text) => {
            check_cell(line, column, &text)?;
            Cell::of_text(&text)
        }
        Value::Array(items) => {
            Cell::List(items.into_iter().map(|v| cell(line, column, v, depth + 1)).collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => {
            let named = fields.into_iter().map(|(name, v)| Ok((name, cell(line, column, v, depth + 1)?)));
            Cell::Map(named.collect::<Result<_, _>>()?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(rows: impl Iterator<Item = Result<Row, Rejected>>) -> Vec<(u64, bool)> {
        rows.map(|row| row.map_or_else(|r| (r.line, false), |r| (r.line, true))).collect()
    }

    #[test]
    fn a_broken_line_does_not_stop_the_rest() {
        let text = "{\"a\":1}\n\n{\"a\":\n[1]\n{\"a\":\"数\"}";
        assert_eq!(lines_of(JsonRows::lines(text.as_bytes())), [(1, true), (3, false), (4, false), (5, true)]);
    }

    #[test]
    fn elements_of_an_array_carry_their_lines() {
        let text = "[\n {\"a\":\"]},\\\"\"},\n {\"a\": tru},\n 7, {\"b\":\n {\"c\":[1,2]}}\n]\n";
        assert_eq!(lines_of(JsonRows::array(text.as_bytes())), [(2, true), (3, false), (4, false), (4, true)]);
    }

    #[test]
    fn objects_one_after_the_other_and_text_after_the_array() {
        assert_eq!(lines_of(JsonRows::array("{\"a\":1} {\"a\":2}".as_bytes())), [(1, true), (1, true)]);
        assert_eq!(lines_of(JsonRows::array("[{\"a\":1}] x".as_bytes())), [(1, true), (1, false)]);
        assert_eq!(lines_of(JsonRows::array("[{\"a\":1}, {\"b\":".as_bytes())), [(1, true), (1, false)]);
        assert_eq!(lines_of(JsonRows::array("".as_bytes())), []);
    }

    #[test]
    fn depth_and_size_have_limits() {
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
        let rejected = JsonRows::lines(deep.as_bytes()).next().unwrap().unwrap_err();
        assert!(rejected.allowed.contains(&MAX_DEPTH.to_string()), "{rejected}");
        let long = format!("{{\"a\":\"{}\"}}\n{{\"a\":1}}", "x".repeat(MAX_RECORD_BYTES));
        assert_eq!(lines_of(JsonRows::lines(long.as_bytes())), [(1, false), (2, true)]);
        assert_eq!(lines_of(JsonRows::array(long.as_bytes())), [(1, false), (2, true)]);
    }
}
