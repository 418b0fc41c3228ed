//! Personal numbers are taken out before anything else looks at the input, so that no message, index or log repeats one.

use super::Cell;
use crate::model::Date;

/// Length of a citizen ID in characters.
const LENGTH: usize = 18;
/// What stands where a number stood.
const MASK: &str = "******************";

/// The text without numbers that look like a citizen ID: 17 digits with a day of the calendar in the seventh to the
/// fourteenth, and a digit or X. The check digit is not asked for, since a mistyped number tells as much.
/// `None` when there was none.
pub(super) fn without_personal_numbers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut clean = String::new();
    let (mut taken, mut at) = (0, 0);
    while at + LENGTH <= bytes.len() {
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        if let Some(end) = personal_number(bytes, at, run) {
            clean.push_str(&text[taken..at]);
            clean.push_str(MASK);
            (taken, at) = (end, end);
        } else {
            at += run;
        }
    }
    (taken > 0).then(|| clean + &text[taken..])
}

/// Where the number that begins at `at` ends, if it is one; `run` digits stand there.
fn personal_number(bytes: &[u8], at: usize, run: usize) -> Option<usize> {
    let ends_in_x = run == LENGTH - 1 && matches!(bytes.get(at + run), Some(b'x' | b'X'));
    let end = at + LENGTH;
    let alone = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    let before = at.checked_sub(1).map(|i| bytes[i]);
    if !(run == LENGTH || ends_in_x) || !alone || before.is_some_and(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let day = std::str::from_utf8(&bytes[at + 6..at + 14]).ok()?;
    let plausible = day.starts_with("19") || day.starts_with("20");
    (plausible && Date::try_from(day.to_owned()).is_ok()).then_some(end)
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
    fn citizen_ids_are_taken_out_wherever_they_stand() {
        for text in [
            "11010519491231002X",
            "身份证11010519491231002x，",
            "id:110105194912310021.",
            "{\"a\":\"440524188001010014\"}",
        ] {
            let clean = without_personal_numbers(&text.replace("1880", "1980")).unwrap();
            assert!(clean.contains(MASK) && !clean.contains("10105") && !clean.contains("40524"), "{clean}");
        }
        let two = without_personal_numbers("11010519491231002X 11010519491231002X").unwrap();
        assert_eq!(two, format!("{MASK} {MASK}"));
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "",
            "13800138000",
            "110105194913310021",
            "91350100M000100Y43",
            "1101051949123100211",
            "A11010519491231002X",
        ] {
            assert_eq!(without_personal_numbers(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_that_is_nothing_else_becomes_empty() {
        assert_eq!(cell_without_personal_numbers(&Cell::of_text("11010519491231002X")), Some(Cell::Empty));
        assert_eq!(cell_without_personal_numbers(&Cell::Integer(110_105_194_912_310_020)), Some(Cell::Empty));
        assert_eq!(cell_without_personal_numbers(&Cell::of_text("张三")), None);
    }
}
