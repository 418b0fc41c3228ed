//! Folding: one character in, one character out.

use std::borrow::Cow;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use rustc_hash::FxHashSet;

/// Folds width, case, accents, punctuation and Traditional characters, one character to one character:
/// the n-th character of the result stands for the n-th character of `text`.
///
/// Simplification looks at whole phrases (乾燥 → 干燥, but 乾坤 stays). Nothing is dropped or trimmed; for a
/// key to compare by, see [`normalise`](super::normalise). ASCII in lower case is returned as it is.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let folded: String = text.chars().map(fold_char).collect();
    Cow::Owned(simplify(folded))
}

/// Whether a character is a Han ideograph (the unified blocks, the compatibility block, 〇 and 々).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '〇' | '々')
}

fn fold_char(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\t' => ' ',
        _ => c,
    };
    match narrow {
        'A'..='Z' => narrow.to_ascii_lowercase(),
        ..='\u{7F}' => narrow,
        _ if is_han(narrow) => narrow,
        _ => fold_mark(fold_accent(narrow.to_lowercase().next().unwrap_or(narrow))),
    }
}

/// The letter under an accent, for the Latin letters that European names and loan words use.
fn fold_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ǐ' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ǒ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ǔ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

/// The ASCII mark that stands for a Chinese or typographic one.
fn fold_mark(c: char) -> char {
    match c {
        '，' | '、' => ',',
        '。' => '.',
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        '《' | '〈' | '«' => '<',
        '》' | '〉' | '»' => '>',
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '`' | '´' => '\'',
        '‐'..='―' | '−' => '-',
        '·' | '•' | '・' | '‧' => '·',
        '×' => 'x',
        _ => c,
    }
}

static CONVERTER: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// The characters that simplification changes. Most text has none of them and skips the converter.
static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let Some(converter) = CONVERTER.as_ref() else {
        return FxHashSet::default();
    };
    // One line a character, so that no phrase of the dictionary can span two of them.
    let lines: String = ('\u{3400}'..='\u{9FFF}').filter(|&c| is_han(c)).flat_map(|c| [c, '\n']).collect();
    let simple = converter.convert(&lines);
    lines.chars().zip(simple.chars()).filter(|(a, b)| a != b).map(|(a, _)| a).collect()
});

fn simplify(text: String) -> String {
    if !text.chars().any(|c| TRADITIONAL.contains(&c)) {
        return text;
    }
    let Some(converter) = CONVERTER.as_ref() else {
        return text;
    };
    let simple = converter.convert(&text);
    if simple.chars().count() == text.chars().count() {
        return simple;
    }
    // A phrase changed its length: character by character, offsets come before style.
    let mut buffer = [0; 4];
    let one = |c: char, buffer: &mut [u8; 4]| {
        let simple = converter.convert(c.encode_utf8(buffer));
        simple.chars().next().unwrap_or(c)
    };
    text.chars().map(|c| one(c, &mut buffer)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_width_case_accents_and_marks() {
        assert_eq!(fold("ＣＮＣ（数控）　Ｃ＋＋"), "cnc(数控) c++");
        assert_eq!(fold("Café–Über “X”，Y。"), "cafe-uber \"x\",y.");
    }

    #[test]
    fn traditional_becomes_simplified() {
        assert_eq!(fold("數控機床"), "数控机床");
        assert_eq!(fold("高分子材料工程師"), "高分子材料工程师");
        assert_eq!(fold("乾燥、乾坤、頭髮、皇后"), "干燥,乾坤,头发,皇后");
    }

    #[test]
    fn one_character_in_one_character_out() {
        for text in ["İstanbul ﬁne", "數控CNC　機床", "①②Ⅲ級ß", "👷🏽‍♀️焊工", ""] {
            assert_eq!(fold(text).chars().count(), text.chars().count(), "{text}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İSTANBUL", "ＰＬＣ編程", "Ñandú — ‘x’"] {
            let once = fold(text).into_owned();
            assert_eq!(fold(&once), once);
        }
    }

    #[test]
    fn plain_lower_case_is_borrowed() {
        assert!(matches!(fold("welding robot"), Cow::Borrowed(_)));
    }
}
