//! Regions of GB/T 2260: the first two digits name the province, the first four the city.

use super::concept::bilingual_concept;
use crate::model::{Bilingual, RegionCode};

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
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

/// A place with the cities that border its city.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    place: &'a str,
    bordering: Vec<&'a str>,
}

impl<'a> Surroundings<'a> {
    pub(super) const fn new(place: &'a str, bordering: Vec<&'a str>) -> Self {
        Self { place, bordering }
    }

    /// How near a region is to the place; codes that are in no table are compared by their digits.
    #[must_use]
    pub fn nearness(&self, region: &str) -> RegionMatch {
        let near = by_digits(region, self.place);
        let lies_in = |city: &&str| is_city(city) && is_numeric(region) && city[..4] == region[..4];
        if near < RegionMatch::SameCity && self.bordering.iter().any(lies_in) {
            return RegionMatch::NeighbourCity;
        }
        near
    }
}

/// How near two codes are without a table of neighbours.
pub(super) fn by_digits(a: &str, b: &str) -> RegionMatch {
    if a == b {
        return RegionMatch::SameDistrict;
    }
    if !is_numeric(a) || !is_numeric(b) || a[..2] != b[..2] {
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
    is_numeric(code).then(|| format!("{}00", &code[..4]))
}

/// Whether a code has the form of GB/T 2260.
fn is_numeric(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}

fn is_city(code: &str) -> bool {
    is_numeric(code) && &code[4..] == "00" && &code[2..4] != "00"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_of_cities_is_a_border_of_their_districts() {
        let around = Surroundings::new("441802", vec!["440100", "441881"]);
        assert_eq!(around.nearness("440114"), RegionMatch::NeighbourCity);
        assert_eq!(around.nearness("441821"), RegionMatch::SameCity);
        assert_eq!(around.nearness("440300"), RegionMatch::SameProvince);
        assert_eq!(around.nearness("London"), RegionMatch::Elsewhere);
    }

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
