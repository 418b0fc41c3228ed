//! Rows as CSV for a spreadsheet: UTF-8 with a mark, and nothing bare that it would take for a formula.

use super::import::Rejected;

/// The byte order mark by which spreadsheets know UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// Characters with which a spreadsheet begins a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// The heads of rejected rows.
const HEADS: [&str; 5] = ["line", "field", "value", "reason", "allowed"];

/// Lines as CSV, with the mark in front where they are the first.
#[must_use]
pub fn csv_of_lines(lines: &[Vec<String>], first: bool) -> Vec<u8> {
    let start = if first { MARK.to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    for line in lines {
        // Writing to memory does not fail.
        let _ = writer.write_record(line.iter().map(|text| guarded(text)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Rejected rows, each kept as a JSON object, as CSV: with mark and heads where they are the first. What is no such row is
/// left out.
#[must_use]
pub fn csv_of_rejected(kept: &[String], first: bool) -> Vec<u8> {
    let heads = first.then(|| HEADS.map(str::to_owned).to_vec());
    let rows = kept.iter().filter_map(|row| serde_json::from_str::<Rejected>(row).ok()).map(|row| {
        let Rejected { line, field, value, reason, allowed } = row;
        let reason = serde_json::to_value(reason).ok().and_then(|word| word.as_str().map(str::to_owned));
        vec![line.to_string(), field, value, reason.unwrap_or_default(), allowed]
    });
    csv_of_lines(&heads.into_iter().chain(rows).collect::<Vec<_>>(), first)
}

/// A text that no spreadsheet takes for a formula; numbers stay as they are.
fn guarded(text: &str) -> String {
    let risky = text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::RejectCode;

    #[test]
    fn rejected_rows_become_a_table_that_a_spreadsheet_can_be_trusted_with() {
        let row = Rejected::new(3, "skills", "=HYPERLINK(\"x\")", RejectCode::NotAllowed, "1 to 5, or none");
        let kept = [serde_json::to_string(&row).unwrap()];
        let text = String::from_utf8(csv_of_rejected(&kept, true)).unwrap();
        let (heads, rest) = text.split_once("\r\n").unwrap();
        assert_eq!(heads, "\u{feff}line,field,value,reason,allowed");
        assert_eq!(rest, "3,skills,\"'=HYPERLINK(\"\"x\"\")\",not_allowed,\"1 to 5, or none\"\r\n");
        assert_eq!(String::from_utf8(csv_of_rejected(&kept, false)).unwrap(), rest);
    }
}
