//! The numbers of identity cards in texts. They are taken out before anything else looks at the input, and out of every
//! complaint, so that no record, message, index or log repeats one. It stands on this floor since complaints do.

use super::Date;

/// What stands where a number stood.
pub(crate) const MASK: &str = "******************";
/// Length of a citizen ID in characters.
const LENGTH: usize = 18;
/// Where people write a blank or a dash: before the day of birth, and behind it.
const GAPS: [usize; 2] = [6, 14];

/// The text without numbers that look like a citizen ID: 17 digits with a day of the calendar in the seventh to the
/// fourteenth, and a digit or X; also in full width, and with gaps around the day. The check digit is not asked for, since
/// a mistyped number tells as much; the first is 1 to 8, since a company's code begins with 9. A letter or digit of ASCII
/// beside it makes it part of a longer code; a wide one does not, since a reader sees where the width changes.
/// `None` when there was none.
#[must_use]
pub fn without_personal_numbers(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut clean = String::new();
    let (mut taken, mut at, mut before) = (0, 0, 0_u8);
    while at < bytes.len() {
        let (sign, width) = sign(bytes, at);
        let begins = matches!(sign, b'1'..=b'8') && !before.is_ascii_alphanumeric();
        if let Some(end) = begins.then(|| end_of_number(bytes, at)).flatten() {
            clean.push_str(&text[taken..at]);
            clean.push_str(MASK);
            (taken, at, before) = (end, end, 0);
        } else {
            // The letter of an escape, as JSON writes a line's end, is no neighbour of the number behind it.
            let seen = if before == b'\\' { 0 } else { bytes[at] };
            (at, before) = (at + width, seen);
        }
    }
    (taken > 0).then(|| clean + &text[taken..])
}

/// Where the number that begins at `at` ends, if it is one.
fn end_of_number(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut signs = [0; LENGTH];
    for (place, found) in signs.iter_mut().enumerate() {
        let (mut sign_here, mut width) = sign(bytes, at);
        if GAPS.contains(&place) && matches!(sign_here, b' ' | b'-') {
            at += width;
            (sign_here, width) = sign(bytes, at);
        }
        let last = place == LENGTH - 1 && matches!(sign_here, b'x' | b'X');
        if !sign_here.is_ascii_digit() && !last {
            return None;
        }
        *found = sign_here;
        at += width;
    }
    let day = std::str::from_utf8(&signs[GAPS[0]..GAPS[1]]).ok()?;
    let plausible = day.starts_with("19") || day.starts_with("20");
    let alone = !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    (alone && plausible && Date::try_from(day.to_owned()).is_ok()).then_some(at)
}

/// The sign that begins here as ASCII, and its length in bytes; 0 for what is neither ASCII nor a wide digit or X.
fn sign(bytes: &[u8], at: usize) -> (u8, usize) {
    match bytes.get(at..).unwrap_or_default() {
        [0xEF, 0xBC, wide @ 0x90..=0x99, ..] => (wide - 0x90 + b'0', 3),
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => (b'X', 3),
        [ascii @ ..0x80, ..] => (*ascii, 1),
        _ => (0, 1),
    }
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
            "{\"a\":\"440524198001010014\"}",
            "110105 19491231 002X",
            "110105-19491231-0021",
            "１１０１０５１９４９１２３１００２Ｘ",
            "数１10105194912310021数",
            "数Ｘ11010519491231002X数",
            "11010519491231002XＸ",
            r#"{"text":"电工\n11010519491231002X"}"#,
            r#"{"text":"\b\t11010519491231002X\n"}"#,
        ] {
            let clean = without_personal_numbers(text).unwrap();
            assert!(clean.contains(MASK) && !clean.contains(|c: char| c.is_numeric()), "{clean}");
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
            "914418001980010112",
            "1101051949123100211",
            "A11010519491231002X",
            "110105  19491231 002X",
            "11010519491231002",
        ] {
            assert_eq!(without_personal_numbers(text), None, "{text}");
        }
    }
}
