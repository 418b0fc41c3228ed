//! Rejected rows as a table for people.

use super::{Label, Language, refusal};
use crate::intake::{RejectCode, Rejected, csv_of_lines};

/// The heads of a table of them: as in data, in Chinese, in English.
const HEADS: [[&str; 5]; 3] = [
    ["line", "field", "value", "reason", "allowed"],
    ["行号", "字段", "原值", "原因", "可用的值"],
    ["line", "field", "value", "reason", "what is allowed"],
];

/// Rejected rows, each kept as a JSON object, as CSV for a spreadsheet: with mark and heads where they are the first, in a
/// language or as in data. What is no such row is left out.
#[must_use]
pub fn rejected_table(kept: &[String], language: Option<Language>, first: bool) -> Vec<u8> {
    let heads = HEADS[language.map_or(0, |language| language.pick(1, 2))];
    let rows = kept.iter().filter_map(|row| serde_json::from_str::<Rejected>(row).ok());
    let lines = rows.map(|row| {
        let reason = language.map_or_else(|| code(row.reason), |language| row.reason.label(language).to_owned());
        let allowed = refusal(&row.allowed, language.unwrap_or(Language::En)).into_owned();
        vec![row.line.to_string(), row.field, row.value, reason, allowed]
    });
    let heads = first.then(|| heads.map(str::to_owned).to_vec());
    csv_of_lines(&heads.into_iter().chain(lines).collect::<Vec<_>>(), first)
}

fn code(reason: RejectCode) -> String {
    let word = serde_json::to_value(reason).ok();
    word.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> [String; 2] {
        let row = Rejected::new(3, "skills", "=HYPERLINK(\"x\")", RejectCode::NotAllowed, "1 to 5");
        [serde_json::to_string(&row).unwrap(), "{\"line\":4,\"fie".to_owned()]
    }

    #[test]
    fn rejected_rows_become_a_table_that_a_spreadsheet_can_be_trusted_with() {
        let text = |language, first| String::from_utf8(rejected_table(&kept(), language, first)).unwrap();
        let row = "3,skills,\"'=HYPERLINK(\"\"x\"\")\",not_allowed,1 to 5\r\n";
        assert_eq!(text(None, true), format!("\u{feff}line,field,value,reason,allowed\r\n{row}"));
        assert_eq!(text(None, false), row);
        let row = "3,skills,\"'=HYPERLINK(\"\"x\"\")\",值不合要求,1 至 5\r\n";
        assert_eq!(text(Some(Language::Zh), true), format!("\u{feff}行号,字段,原值,原因,可用的值\r\n{row}"));
    }
}
