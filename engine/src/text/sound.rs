//! Sound: a weak hint, never equality.

use ::pinyin::ToPinyin;

/// Spells `folded` text by sound: Han characters as plain pinyin (`ü` as `v`), all else as it is, one
/// space after each syllable.
///
/// 单 reads `dan` and 曾 reads `ceng` here: one reading a character. Words that sound alike are not the
/// same (智能 and 职能), so this may order candidates that are otherwise tied, and nothing more.
#[must_use]
pub fn pinyin(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len() * 2);
    for c in folded.chars() {
        match c.to_pinyin() {
            Some(syllable) => {
                out.extend(syllable.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
                out.push(' ');
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalise;

    #[test]
    fn spells_by_sound() {
        assert_eq!(pinyin("数控plc"), "shu kong plc");
        assert_eq!(pinyin("绿"), "lv ");
    }

    #[test]
    fn homophones_sound_alike_and_are_never_equal() {
        for (a, b) in [("智能", "职能"), ("公式", "公事"), ("注塑", "铸塑")] {
            assert_eq!(pinyin(a), pinyin(b));
            assert_ne!(normalise(a), normalise(b));
        }
    }
}
