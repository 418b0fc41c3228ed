//! Months and periods as people write them: `2017年3月至今`, `03/2018–05/2019`, `Jan 2018 - Present`, `2017 – 2019`.

use std::ops::Range;

use crate::model::Month;

/// The month that stands for a year alone. The same for a start and an end, so that `2017 – 2019` is two years.
const MID_YEAR: i32 = 6;
/// Longest text between the two ends of a period, in bytes.
const MAX_GAP: usize = 24;

/// A month found in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) month: Month,
    pub(super) span: Range<usize>,
}

/// A period found in text; without an end it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) start: Month,
    pub(super) end: Option<Month>,
    pub(super) span: Range<usize>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// What may follow the first three letters; `t` is for `Sept`.
const MONTH_ENDINGS: [&str; 12] = ["", "uary", "ruary", "ch", "il", "e", "y", "ust", "t", "tember", "ober", "ember"];
const NOW: [&str; 12] =
    ["present", "now", "today", "currently", "current", "ongoing", "to date", "date", "至今", "现在", "目前", "今"];
const JOINS: [&str; 14] = ["-", "–", "—", "−", "~", "～", "to", "until", "till", "through", "至", "到", "‒", "―"];

/// A month written alone, e.g. in a cell: `2026年6月`, `2026.06`, `2026`, `202606`.
pub(super) fn month(text: &str) -> Option<Month> {
    let text = text.trim();
    if let Ok(month) = Month::try_from(text.to_owned()) {
        return Some(month);
    }
    let found = points(text);
    found.first().map(|point| point.month)
}

/// Months in a text, in order.
pub(super) fn points(text: &str) -> Vec<Point> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lower.len() {
        let boundary = !lower[..at].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        let point = boundary.then(|| point(&lower, at)).flatten();
        if let Some(point) = point {
            at = point.span.end;
            found.push(point);
        } else {
            at += lower[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Periods in a text, in order; each month belongs to one at most.
pub(super) fn periods(text: &str) -> Vec<Period> {
    let lower = text.to_ascii_lowercase();
    let points = points(text);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(first) = points.get(index) {
        index += 1;
        if let Some(second) = points.get(index).filter(|second| joins(&lower[first.span.end..second.span.start])) {
            index += 1;
            let (start, end) = (first.month.min(second.month), first.month.max(second.month));
            found.push(Period { start, end: Some(end), span: first.span.start..second.span.end });
        } else if let Some(end) = goes_on(&lower, first.span.end) {
            found.push(Period { start: first.month, end: None, span: first.span.start..end });
        } else if let Some(start) = since(&lower[..first.span.start]) {
            found.push(Period { start: first.month, end: None, span: start..first.span.end });
        }
    }
    found
}

/// Whether two months with this between them are the ends of one period. Some printed dashes are lost when a document is
/// turned into text; two blanks or a control sign are what is left of them.
fn joins(gap: &str) -> bool {
    let bare = gap.trim();
    let lost_dash = bare.is_empty() && gap.chars().count() >= 2 && !gap.contains('\n');
    let control = !bare.is_empty() && bare.chars().all(|c| c.is_control() || ('\u{80}'..='\u{bf}').contains(&c));
    gap.len() <= MAX_GAP && (lost_dash || control || JOINS.contains(&bare) || JOINS.contains(&bare.trim_matches('.')))
}

/// Where `- now` after a month ends.
fn goes_on(lower: &str, from: usize) -> Option<usize> {
    let rest = &lower[from..];
    let mut tail = rest.trim_start();
    let join = JOINS.iter().find(|join| tail.starts_with(**join) && !tail.starts_with("today"));
    if let Some(join) = join {
        tail = tail[join.len()..].trim_start();
    }
    if let Some(shorter) = tail.strip_prefix("the ").or_else(|| tail.strip_prefix("till ")) {
        tail = shorter.trim_start();
    }
    let now = NOW.iter().find(|now| tail.starts_with(**now))?;
    let after = &tail[now.len()..];
    let whole = !now.is_ascii() || !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    let near = (join.is_some() || rest.len() - rest.trim_start().len() >= 1 || !now.is_ascii()) && whole;
    near.then(|| lower.len() - after.len())
}

/// Where `since` before a month begins.
fn since(before: &str) -> Option<usize> {
    let bare = before.trim_end();
    ["since", "自", "从"].iter().find_map(|word| bare.strip_suffix(word)).map(str::len)
}

fn point(lower: &str, at: usize) -> Option<Point> {
    let (year, month, end) =
        year_first(lower, at).or_else(|| month_name_first(lower, at)).or_else(|| month_number_first(lower, at))?;
    let month = Month::new(year, month.unwrap_or(MID_YEAR)).ok()?;
    Some(Point { month, span: at..end })
}

type Parsed = (i32, Option<i32>, usize);

/// `2018`, `2018年3月`, `2018.03`, `2018-03-15`, `2018, March`.
fn year_first(lower: &str, at: usize) -> Option<Parsed> {
    let (year, after) = year(lower, at)?;
    let rest = &lower[after..];
    if let Some(tail) = rest.trim_start().strip_prefix('年') {
        let tail = tail.trim_start();
        let digits = number(tail, 2);
        let month_sign = digits.and_then(|(n, length)| tail[length..].trim_start().strip_prefix('月').map(|t| (n, t)));
        return match month_sign.filter(|(n, _)| (1..=12).contains(n)) {
            Some((month, tail)) => Some((year, Some(month), lower.len() - tail.len())),
            None => Some((year, None, lower.len() - tail.len())),
        };
    }
    if let Some((month, length)) = rest.strip_prefix(['.', '/', '-']).and_then(|tail| number(tail, 2)) {
        let end = after + 1 + length;
        let day = lower[end..].strip_prefix(['.', '/', '-']).and_then(|tail| number(tail, 2));
        if (1..=12).contains(&month) {
            return Some((year, Some(month), end + day.map_or(0, |(_, length)| 1 + length)));
        }
    }
    let named = rest.trim_start_matches([',', ' ', '.']);
    if let Some((month, length)) = month_name(named) {
        // `2018 March 2019` is a year and a month with its own year.
        let end = lower.len() - named.len() + length;
        if self::year(lower[end..].trim_start_matches([',', ' ', '.']), 0).is_none() {
            return Some((year, Some(month), end));
        }
    }
    Some((year, None, after))
}

/// `Jan 2018`, `March, 2018`, `Sept. 2018`.
fn month_name_first(lower: &str, at: usize) -> Option<Parsed> {
    let (month, length) = month_name(&lower[at..])?;
    let (year, end) = year_after(&lower[at + length..])?;
    Some((year, Some(month), at + length + end))
}

/// `03/2018`, `3.2018`, `03-2018`.
fn month_number_first(lower: &str, at: usize) -> Option<Parsed> {
    let (month, length) = number(&lower[at..], 2).filter(|(n, _)| (1..=12).contains(n))?;
    let after = at + length;
    lower[after..].strip_prefix(['.', '/', '-'])?;
    let (year, end) = year(lower, after + 1)?;
    Some((year, Some(month), end))
}

fn year_after(rest: &str) -> Option<(i32, usize)> {
    let bare = rest.trim_start_matches([',', ' ', '.', '\'', '’', '/', '-', '\t']);
    let skipped = rest.len() - bare.len();
    if skipped > 4 {
        return None;
    }
    if let Some((year, end)) = year(bare, 0) {
        return Some((year, skipped + end));
    }
    let short = rest.contains(['\'', '’']).then(|| number(bare, 2)).flatten();
    short.map(|(n, length)| (if n < 50 { 2000 + n } else { 1900 + n }, skipped + length))
}

/// Four digits alone, 1950 to 2049: earlier and later ones are seldom years of a career.
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let digits = text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let year = digits.parse().ok().filter(|year| (1950..2050).contains(year))?;
    let alone = !text[at + 4..].starts_with(|c: char| c.is_ascii_digit());
    alone.then_some((year, at + 4))
}

/// Up to `most` digits that no digit follows, and their length.
fn number(text: &str, most: usize) -> Option<(i32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then(|| text[..length].parse().ok()).flatten().map(|n| (n, length))
}

fn month_name(lower: &str) -> Option<(i32, usize)> {
    let (month, head) = (1..).zip(MONTHS).find(|(_, head)| lower.starts_with(head))?;
    let letters = lower.bytes().take_while(u8::is_ascii_alphabetic).count();
    MONTH_ENDINGS.contains(&&lower[head.len()..letters]).then_some((month, letters))
}

/// Years of work named in a text: `5 years`, `3+ years`, `5年以上`; the largest up to `most`.
pub(super) fn years_named(text: &str, most: u8) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let mut found = None;
    for (at, _) in lower.match_indices(|c: char| c.is_ascii_digit()) {
        if lower[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
            continue;
        }
        let Some((years, length)) = number(&lower[at..], 2) else { continue };
        let tail = lower[at + length..].trim_start_matches(['+', ' ', '-', '\u{a0}', '多', '余']);
        let is_years = tail.starts_with("year") || tail.starts_with("yrs") || tail.starts_with('年');
        let years = u8::try_from(years).ok().filter(|years| is_years && (1..=most).contains(years));
        found = found.max(years);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_people_write_them() {
        let cases = [
            ("2020 -  now:   Backend developer", "2020-06", ""),
            ("2017 – 2019:  developer", "2017-06", "2019-06"),
            ("03/2018–05/2019", "2018-03", "2019-05"),
            ("2017年3月至今 某厂", "2017-03", ""),
            ("2017年3月-2019年12月", "2017-03", "2019-12"),
            ("2018.03-2021.06 甲公司", "2018-03", "2021-06"),
            ("2018-03 ~ 2019-05", "2018-03", "2019-05"),
            ("2018-2021", "2018-06", "2021-06"),
            ("Jan 2018 - Present", "2018-01", ""),
            ("March, 2018 to Sept. 2019", "2018-03", "2019-09"),
            ("2022, February - 2023, May", "2022-02", "2023-05"),
            ("(2017 \u{96} 2021)", "2017-06", "2021-06"),
            ("2017  2021", "2017-06", "2021-06"),
            ("since 2019", "2019-06", ""),
            ("2015-09-01 至 2018-06-30", "2015-09", "2018-06"),
            ("Jun '18 – Aug '20", "2018-06", "2020-08"),
            ("05.2016 - till now", "2016-05", ""),
        ];
        for (text, start, end) in cases {
            let found = periods(text);
            let shown: Vec<_> =
                found.iter().map(|p| (p.start.to_string(), p.end.map_or(String::new(), |e| e.to_string()))).collect();
            assert_eq!(shown, [(start.to_owned(), end.to_owned())], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "SQL 2012",
            "ISO 9001-2015 and 12345",
            "tel 2018201920",
            "Windows 2000",
            "room 3-2",
            "may do",
            "1200-1500 kg",
        ] {
            assert_eq!(periods(text), [], "{text}");
        }
    }

    #[test]
    fn a_month_alone_is_read_from_a_cell() {
        for (text, month_text) in
            [("2026年6月", "2026-06"), ("2026.07", "2026-07"), ("2026", "2026-06"), ("202609", "2026-09")]
        {
            assert_eq!(month(text).unwrap().to_string(), month_text);
        }
        assert_eq!(month("不详"), None);
    }

    #[test]
    fn years_of_work_are_found() {
        assert_eq!(years_named("3+ years of Java and 5+ years of SQL", 50), Some(5));
        assert_eq!(years_named("从事数控加工12年", 50), Some(12));
        assert_eq!(years_named("in 2019 and 100 years", 50), None);
    }
}
