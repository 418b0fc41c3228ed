//! Rows as CSV for a spreadsheet: UTF-8 with a mark, and nothing bare that it would take for a formula.

/// The byte order mark by which spreadsheets know UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();
/// Characters with which a spreadsheet begins a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

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

/// A text that no spreadsheet takes for a formula; numbers stay as they are.
fn guarded(text: &str) -> String {
    let risky = text.starts_with(FORMULA) && text.parse::<f64>().is_err();
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        let line = ["=1+1", "-5", "+a", "b"].map(str::to_owned).to_vec();
        assert_eq!(csv_of_lines(&[line], true), "\u{feff}'=1+1,-5,'+a,b\r\n".as_bytes());
    }
}
