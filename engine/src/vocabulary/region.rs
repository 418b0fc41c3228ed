//! Regions of GB/T 2260: the first two digits name the province, the first four the city.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, RegionCode};

/// A region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// The region it lies in; none for the country.
    pub parent: Option<RegionCode>,
    /// Its name.
    pub name: Bilingual,
    /// Regions that border it.
    pub neighbours: Vec<RegionCode>,
    /// Other ways to say it.
    pub aliases: Vec<String>,
}

bilingual_concept!(Region, code);

/// How near two regions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionMatch {
    /// Another province.
    Elsewhere,
    /// The same province.
    SameProvince,
    /// A city that borders on it.
    NeighbourCity,
    /// The same city.
    SameCity,
    /// The same district; or one lies in the other.
    SameDistrict,
}

/// How near two codes are without a table of neighbours.
pub(super) fn by_digits(a: &str, b: &str) -> RegionMatch {
    let numeric = |code: &str| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    if a == b {
        return RegionMatch::SameDistrict;
    }
    if !numeric(a) || !numeric(b) || a[..2] != b[..2] {
        return RegionMatch::Elsewhere;
    }
    let contains = |wide: &str, narrow: &str| is_city(wide) && wide[..4] == narrow[..4];
    match a[..4] == b[..4] {
        true if contains(a, b) || contains(b, a) => RegionMatch::SameDistrict,
        true => RegionMatch::SameCity,
        false => RegionMatch::SameProvince,
    }
}

/// The code of the city that a region lies in; the code itself for a province.
pub(super) fn city(code: &str) -> Option<String> {
    let numeric = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    numeric.then(|| format!("{}00", &code[..4]))
}

fn is_city(code: &str) -> bool {
    &code[4..] == "00" && &code[2..4] != "00"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_tell_districts_cities_and_provinces() {
        for (a, b, near) in [
            ("441802", "441802", RegionMatch::SameDistrict),
            ("441802", "441881", RegionMatch::SameCity),
            ("441800", "441881", RegionMatch::SameDistrict),
            ("441802", "440111", RegionMatch::SameProvince),
            ("440000", "441802", RegionMatch::SameProvince),
            ("441802", "430100", RegionMatch::Elsewhere),
            ("441802", "London", RegionMatch::Elsewhere),
        ] {
            assert_eq!(by_digits(a, b), near, "{a} {b}");
            assert_eq!(by_digits(b, a), near, "{b} {a}");
        }
    }
}
