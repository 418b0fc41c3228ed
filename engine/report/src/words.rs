//! Small helpers around words: words as in data, names in both languages.

use bole_engine::model::Bilingual;
use bole_engine::wording::Language;

/// A word of a closed list as it stands in data.
pub(crate) fn data(word: impl serde::Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A name in both languages, cut to what a name can hold; none where one side is empty.
pub(crate) fn name(zh: impl Into<String>, en: impl Into<String>) -> Option<Bilingual> {
    let cut = |text: String| text.chars().take(Bilingual::MAX_CHARS).collect::<String>();
    Bilingual::new(cut(zh.into()), cut(en.into())).ok()
}

/// A word with a capital; Chinese has none.
pub(crate) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Marks as typed on a keyboard and as Chinese sets them.
const MARKS: [(char, char); 8] = [
    (',', '\u{ff0c}'),
    (';', '\u{ff1b}'),
    (':', '\u{ff1a}'),
    ('?', '\u{ff1f}'),
    ('!', '\u{ff01}'),
    ('(', '\u{ff08}'),
    (')', '\u{ff09}'),
    ('.', '\u{3002}'),
];

/// A text as it is printed: in Chinese, marks beside Chinese characters are full width. The data keep what was typed.
pub(crate) fn proper(text: &str, language: Language) -> String {
    if language == Language::En {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut open = Vec::new();
    let mut printed = String::with_capacity(text.len());
    for (place, &c) in chars.iter().enumerate() {
        let before = place.checked_sub(1).is_some_and(|before| chinese(chars[before]));
        let after = chars.get(place + 1).is_some_and(|&after| chinese(after));
        let wide = match c {
            '(' => {
                open.push(before || after);
                before || after
            }
            ')' => open.pop().unwrap_or(before),
            '.' => before && place + 1 == chars.len(),
            _ => before || (after && c != '.' && place > 0),
        };
        let mark = MARKS.iter().find(|(narrow, _)| *narrow == c && wide);
        printed.push(mark.map_or(c, |(_, wide)| *wide));
    }
    printed
}

/// Whether a character is Chinese, its marks included.
const fn chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_beside_chinese_are_full_width_and_others_stay() {
        let zh = |text| proper(text, Language::Zh);
        assert_eq!(zh("目录(2026,示例)"), "目录\u{ff08}2026\u{ff0c}示例\u{ff09}");
        assert_eq!(zh("需求12席,缺口5席"), "需求12席\u{ff0c}缺口5席");
        assert_eq!(zh("GB/T 4754-2017, SQL (a, b) 3.5"), "GB/T 4754-2017, SQL (a, b) 3.5");
        assert_eq!(proper("目录,a", Language::En), "目录,a");
    }
}
