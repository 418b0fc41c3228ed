//! The term and the hours of a course as clerks write them: `第3学期`, `大二上`, `３`, `64学时`, `32+32`, `4周`.

use super::Cell;
use crate::model::Course;
use crate::text::fold;

/// Hours of a week that is nothing but practice: 顶岗实习 is counted with 30 hours a week in the Ministry of Education's
/// rules for vocational teaching plans.
pub(super) const HOURS_A_WEEK: u16 = 30;

/// Words that may stand beside the number of a term, longest first; what else stands there makes it no term.
const TERM_WORDS: [&str; 13] =
    ["semester", "学期", "学年", "年级", "term", "year", "sem", "第", "大", "上", "下", "至", "期"];
/// Words that may stand beside hours, longest first.
const HOUR_WORDS: [&str; 6] = ["学时", "课时", "hours", "hour", "节", "h"];
/// Words behind a number of weeks, longest first.
const WEEK_WORDS: [&str; 3] = ["weeks", "week", "周"];

/// The term of a cell, 1 to [`Course::MAX_TERM`]; of several (`3-4`, `1、2`) the first, since the course begins there. Years
/// with halves count two terms each. `None` when it is none.
pub(super) fn term(cell: &Cell) -> Option<u8> {
    let text = plain(cell)?;
    let numbers = numbers(&text, &TERM_WORDS)?;
    let first = *numbers.first()?;
    let half = if text.contains('下') { Some(2) } else { text.contains('上').then_some(1) };
    let second = half.or(numbers.get(1).copied());
    let years = text.contains("年") || text.contains("year") || text.contains('大');
    let term = match second {
        Some(second @ 1..=2) if years || half.is_some() => first.checked_sub(1)?.checked_mul(2)?.checked_add(second)?,
        _ if years => return None,
        _ => first,
    };
    u8::try_from(term).ok().filter(|term| (1..=Course::MAX_TERM).contains(term))
}

/// The hours of a cell, 0 to [`Course::MAX_HOURS`]: what stands before a bracket; parts that are added up (`32+32`) are;
/// weeks count [`HOURS_A_WEEK`] each. `None` when it is none, as hours a week (`4节/周`) are not.
pub(super) fn hours(cell: &Cell) -> Option<u16> {
    let text = plain(cell)?;
    let told = text.split_once('(').map_or(text.as_str(), |(before, _)| before);
    let hours = if WEEK_WORDS.iter().any(|word| told.contains(word)) {
        let weeks = |part: &str| number(WEEK_WORDS.iter().find_map(|word| part.strip_suffix(word))?);
        sum(told.split('+').map(weeks))?.checked_mul(HOURS_A_WEEK)?
    } else {
        let numbers = numbers(told, &HOUR_WORDS)?;
        sum(numbers.iter().copied().map(Some)).filter(|_| told.contains('+') || numbers.len() == 1)?
    };
    Some(hours).filter(|hours| *hours <= Course::MAX_HOURS)
}

fn sum(mut numbers: impl Iterator<Item = Option<u16>>) -> Option<u16> {
    numbers.try_fold(0_u16, |sum, number| sum.checked_add(number?))
}

/// The text of a cell in narrow small letters without blanks.
fn plain(cell: &Cell) -> Option<String> {
    let text: String = fold(&cell.text()?).chars().filter(|c| !c.is_whitespace()).collect();
    Some(text.to_lowercase()).filter(|text| !text.starts_with('-'))
}

/// The whole numbers of a text that is nothing but numbers, some words, and what parts them; at least one.
fn numbers(text: &str, words: &[&str]) -> Option<Vec<u16>> {
    let bare = words.iter().fold(text.to_owned(), |text, word| text.replace(word, " "));
    let parted = |c: char| c.is_whitespace() || matches!(c, '-' | '~' | '、' | ',' | '/' | '+' | '·' | '–' | '—');
    let parts = bare.split(parted).filter(|part| !part.is_empty());
    let numbers: Vec<u16> = parts.map(number).collect::<Option<_>>()?;
    (!numbers.is_empty()).then_some(numbers)
}

/// A number in digits, with zeros behind a point at most, or in Chinese up to twelve.
fn number(part: &str) -> Option<u16> {
    let whole = part
        .split_once('.')
        .map_or(Some(part), |(whole, rest)| rest.bytes().all(|digit| digit == b'0').then_some(whole));
    let chinese = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let spelt = chinese.iter().position(|known| *known == part).and_then(|at| u16::try_from(at + 1).ok());
    spelt.or_else(|| whole?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_clerks_write_them() {
        for (text, read) in [
            ("3", 3),
            ("3.0", 3),
            ("３", 3),
            ("第3学期", 3),
            ("第三学期", 3),
            ("十二", 12),
            ("Term 5", 5),
            ("3-4", 3),
            ("1、2", 1),
            ("第二学年第1学期", 3),
            ("大二下", 4),
            ("三年级上", 5),
        ] {
            assert_eq!(term(&Cell::of_text(text)), Some(read), "{text}");
        }
        assert_eq!(term(&Cell::of_number(6.0)), Some(6));
        for text in ["0", "13", "-3", "3.5", "春", "2026-2027-1", "第二学年", "大三", "99999"] {
            assert_eq!(term(&Cell::of_text(text)), None, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_clerks_write_them() {
        for (text, read) in [
            ("64", 64),
            ("64.0", 64),
            ("６４学时", 64),
            ("64课时", 64),
            ("32+32", 64),
            ("64(理论32/实践32)", 64),
            ("4周", 4 * HOURS_A_WEEK),
            ("2 weeks", 2 * HOURS_A_WEEK),
            ("2周+1周", 3 * HOURS_A_WEEK),
            ("48h", 48),
        ] {
            assert_eq!(hours(&Cell::of_text(text)), Some(read), "{text}");
        }
        for text in ["待定", "-64", "64.5", "32/32", "约64", "9999", "99999999", "4节/周", "4/周", "周学时4"] {
            assert_eq!(hours(&Cell::of_text(text)), None, "{text}");
        }
    }
}
