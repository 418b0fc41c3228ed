//! Likeness of titles as written: `2·|A∩B| / (|A|+|B|)` over their parts (Dice), a part being two Chinese characters in a
//! row or one Latin word. An inverted list makes one demand's table of all titles cheap.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;

/// Parts of one title that are looked at; a title with more is a sentence.
const MOST_PARTS: usize = 48;

/// Titles by their parts.
#[derive(Debug, Clone, Default)]
pub(super) struct TitleParts {
    /// Number of different parts of each title.
    sizes: Vec<u8>,
    titles: FxHashMap<u64, Vec<u32>>,
}

impl TitleParts {
    /// How many titles there are.
    pub(super) const fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Adds the next title, normalised.
    pub(super) fn push(&mut self, title: &str) {
        let number = self.sizes.len() as u32;
        let parts = parts(title);
        self.sizes.push(parts.len() as u8);
        for part in parts {
            self.titles.entry(part).or_default().push(number);
        }
    }

    /// Raises `likeness[title]` to what each title shares with `asked`; the slice is as long as there are titles.
    pub(super) fn compare(&self, asked: &str, likeness: &mut [f64]) {
        let asked = parts(asked);
        let mut shared = vec![0_u8; self.sizes.len()];
        let lists = || asked.iter().filter_map(|part| self.titles.get(part)).flatten();
        for &title in lists() {
            shared[title as usize] += 1;
        }
        for &title in lists() {
            let title = title as usize;
            let whole = asked.len() + usize::from(self.sizes[title]);
            let dice = 2.0 * f64::from(shared[title]) / whole as f64;
            if let Some(best) = likeness.get_mut(title) {
                *best = best.max(dice);
            }
        }
    }
}

/// The different parts of a title, as hashes in order.
fn parts(title: &str) -> Vec<u64> {
    let mut parts = Vec::with_capacity(16);
    let mut last: Option<char> = None;
    let mut word: Option<FxHasher> = None;
    let mut lone = true;
    for c in title.chars().chain([' ']) {
        let latin = c.is_alphanumeric() && !is_wide(c);
        if !latin && let Some(word) = word.take() {
            parts.push(word.finish());
        }
        if latin {
            word.get_or_insert_default().write_u32(c as u32);
        }
        match (last, is_wide(c)) {
            (Some(before), true) => {
                parts.push(pair(before, c));
                lone = false;
            }
            (None, true) => lone = true,
            (Some(before), false) if lone => parts.push(pair(before, ' ')),
            _ => {}
        }
        last = is_wide(c).then_some(c);
    }
    parts.sort_unstable();
    parts.dedup();
    parts.truncate(MOST_PARTS);
    parts
}

fn pair(a: char, b: char) -> u64 {
    u64::from(a as u32) << 32 | u64::from(b as u32) | 1 << 63
}

/// Characters that are words by themselves: the CJK blocks.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> f64 {
        let mut titles = TitleParts::default();
        titles.push(a);
        let mut table = [0.0];
        titles.compare(b, &mut table);
        table[0]
    }

    #[test]
    fn like_titles_share_parts() {
        assert_eq!(likeness("电气工程师", "电气工程师"), 1.0);
        // 电气 气工 工程 程师 against 机械 械工 工程 程师: two of four.
        assert_eq!(likeness("电气工程师", "机械工程师"), 0.5);
        assert_eq!(likeness("process engineer", "electrical engineer"), 0.5);
        assert_eq!(likeness("cnc操作工", "cnc编程员"), 2.0 / 6.0);
        assert_eq!(likeness("会计", "焊工"), 0.0);
        assert_eq!(likeness("", "焊工"), 0.0);
    }

    #[test]
    fn likeness_is_symmetric() {
        for (a, b) in [("工艺工程师", "高级工艺工程师"), ("a b c", "c d"), ("工", "工 师")] {
            assert_eq!(likeness(a, b), likeness(b, a), "{a} {b}");
        }
    }
}
