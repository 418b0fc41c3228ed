//! Personal numbers are taken out of the input before anything else looks at it.

use serde_json::Value;

use super::Cell;
use crate::model::personal_number::{MASK, without_personal_numbers};

/// The text of a JSON record without personal numbers, also those with digits that are written as escapes. `None` when
/// there was none.
pub(super) fn json_without_personal_numbers(text: &str) -> Option<String> {
    let escaped = text.contains("\\u").then(|| serde_json::from_str::<Value>(text).ok()).flatten();
    let plain = escaped.map(|value| value.to_string());
    without_personal_numbers(plain.as_deref().unwrap_or(text))
}

/// The cell without personal numbers; one that is nothing else becomes empty. `None` when there was none.
pub(super) fn cell_without_personal_numbers(cell: &Cell) -> Option<Cell> {
    let text = cell.text()?;
    // A spreadsheet rounds such a number and spoils its last digits, not its day.
    let clean = without_personal_numbers(&text)?;
    Some(if clean == MASK { Cell::Empty } else { Cell::of_text(&clean) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_nothing_else_becomes_empty() {
        assert_eq!(cell_without_personal_numbers(&Cell::of_text("11010519491231002X")), Some(Cell::Empty));
        assert_eq!(cell_without_personal_numbers(&Cell::Integer(110_105_194_912_310_020)), Some(Cell::Empty));
        assert_eq!(cell_without_personal_numbers(&Cell::of_text("张三")), None);
    }

    #[test]
    fn escapes_hide_no_number() {
        let escaped = r#"{"name":"\u0031\u0031010519491231002X"}"#;
        assert_eq!(json_without_personal_numbers(escaped).unwrap(), format!(r#"{{"name":"{MASK}"}}"#));
        assert_eq!(json_without_personal_numbers(r#"{"name":"\u5f20"}"#), None);
        let behind = r#"{"name":"\u0008\u000a11010519491231002X"}"#;
        assert_eq!(json_without_personal_numbers(behind).unwrap(), format!(r#"{{"name":"\b\n{MASK}"}}"#));
    }
}
