//! Occupations, and how near two codes are. Codes of different systems are not compared.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, OccupationCode};

/// An occupation of a code list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Occupation {
    /// Its code, without the printed marker.
    pub code: OccupationCode,
    /// The code list, e.g. `ccodc` for the Chinese dictionary, `onet`, `esco`.
    pub system: String,
    /// The edition of the list: the same code has meant different things.
    pub edition: String,
    /// Its name.
    pub name: Bilingual,
    /// Printed marker: `S` digital, `L` green, `L/S` both.
    pub marker: Option<String>,
    /// Other titles of posts in it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Occupation, code);

/// How near two occupation codes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OccupationMatch {
    /// Different major classes, or different systems.
    Apart,
    /// The same major class (大类).
    Major,
    /// The same middle class (中类).
    Middle,
    /// The same small class (小类).
    Small,
    /// The same code.
    Same,
}

/// How near two codes are, read from the codes alone: the Chinese dictionary (`x-xx-xx-xx`, where the `-00` of a small
/// class with one occupation is a place like any other), O\*NET-SOC (`xx-xxxx.xx`) and ISCO-08 (four digits).
#[must_use]
pub fn occupation_match(a: &str, b: &str) -> OccupationMatch {
    if a == b {
        return OccupationMatch::Same;
    }
    let Some(((a, cuts), (b, other))) = levels(a).zip(levels(b)) else { return OccupationMatch::Apart };
    if cuts != other {
        return OccupationMatch::Apart;
    }
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    match cuts {
        [_, _, small] if shared >= small => OccupationMatch::Small,
        [_, middle, _] if shared >= middle => OccupationMatch::Middle,
        [major, ..] if shared >= major => OccupationMatch::Major,
        [..] => OccupationMatch::Apart,
    }
}

/// Lengths at which a code's major, middle and small class end. No two systems share them.
fn levels(code: &str) -> Option<(&str, [usize; 3])> {
    let shape: Vec<usize> = code.split('-').map(str::len).collect();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.');
    match (shape.as_slice(), code.len()) {
        _ if !digits(code) => None,
        ([1, 2, 2, 2], _) => Some((code, [1, 4, 7])),
        ([2, 4 | 7], _) => Some((code, [2, 5, 7])),
        ([4], 4) => Some((code, [1, 2, 3])),
        // ESCO: an ISCO group and places below it.
        ([_], 6..) if code.as_bytes()[4] == b'.' => Some((code, [1, 2, 3])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_codes_by_class() {
        for (a, b, near) in [
            ("6-18-01-07", "6-18-01-07", OccupationMatch::Same),
            ("6-18-01-07", "6-18-01-01", OccupationMatch::Small),
            ("6-18-01-07", "6-18-04-01", OccupationMatch::Middle),
            ("6-18-01-07", "6-31-01-03", OccupationMatch::Major),
            ("6-18-01-07", "2-02-07-01", OccupationMatch::Apart),
            ("2-02-24-00", "2-02-24-00", OccupationMatch::Same),
            ("2-02-24-00", "2-02-07-01", OccupationMatch::Middle),
            ("2-02-24-00", "2-03-05-00", OccupationMatch::Major),
        ] {
            assert_eq!(occupation_match(a, b), near, "{a} {b}");
            assert_eq!(occupation_match(b, a), near, "{b} {a}");
        }
    }

    #[test]
    fn a_lone_occupation_does_not_share_a_class_by_its_zeros() {
        assert_eq!(occupation_match("2-03-04-00", "2-03-05-00"), OccupationMatch::Middle);
    }

    #[test]
    fn other_systems_by_their_own_levels() {
        assert_eq!(occupation_match("15-1252.00", "15-1251.00"), OccupationMatch::Middle);
        assert_eq!(occupation_match("15-1252.00", "15-1252.01"), OccupationMatch::Small);
        assert_eq!(occupation_match("15-1252.00", "15-2031.00"), OccupationMatch::Major);
        assert_eq!(occupation_match("2512", "2511"), OccupationMatch::Small);
        assert_eq!(occupation_match("2512.1.3", "2511.2"), OccupationMatch::Small);
    }

    #[test]
    fn systems_are_not_compared() {
        assert_eq!(occupation_match("2-02-24-00", "2512"), OccupationMatch::Apart);
        assert_eq!(occupation_match("15-1252.00", "1-01-00-01"), OccupationMatch::Apart);
        assert_eq!(occupation_match("engineer", "engines"), OccupationMatch::Apart);
    }
}
