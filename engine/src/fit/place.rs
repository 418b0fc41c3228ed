//! Place of use against residence, wishes and mode: `v = max(near, wished, flexible)`, halved when no engagement mode suits
//! both.
//!
//! `near` is the method's value of the residence's nearness to the nearest place of use; `wished` counts when the person
//! wishes to work there, `flexible` when both take a flexible or enclave engagement, so that residence matters little.

use super::{Dictionary, Evidence, Facts, Listener, UNKNOWN};
use crate::method::PlaceValues;
use crate::model::{Demand, EngagementMode, EngagementModes};
use crate::vocabulary::{RegionMatch, Vocabulary};

/// Share that is left where no mode suits both: modes can be talked about, so it is not the end.
const MODES_APART: f64 = 0.5;

/// How near two regions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Nearness {
    /// Neither in the province nor beside.
    Elsewhere,
    /// In the province.
    Province,
    /// Side by side.
    Neighbour,
    /// In the city.
    City,
    /// The same district, or one contains the other within the city.
    District,
}

impl From<RegionMatch> for Nearness {
    fn from(near: RegionMatch) -> Self {
        match near {
            RegionMatch::Elsewhere => Self::Elsewhere,
            RegionMatch::SameProvince => Self::Province,
            RegionMatch::NeighbourCity => Self::Neighbour,
            RegionMatch::SameCity => Self::City,
            RegionMatch::SameDistrict => Self::District,
        }
    }
}

/// What a region means for a demand.
#[derive(Debug, Clone, Copy)]
struct Region {
    nearness: Nearness,
    /// Index of the nearest place of use.
    place: u8,
    /// Whether a wish for this region is a wish for a place of use.
    covers: bool,
}

/// The places of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    places: Vec<String>,
    /// By region number.
    regions: Vec<Region>,
    /// Value by nearness, in its order.
    values: [f64; 5],
    wished: f64,
    flexible: f64,
    modes: EngagementModes,
    loose: EngagementModes,
}

impl Asked {
    pub(super) fn new(demand: &Demand, values: &PlaceValues, vocabulary: &Vocabulary, dictionary: &Dictionary) -> Self {
        let places: Vec<String> = demand.regions.iter().map(|region| region.as_str().to_owned()).collect();
        let around: Vec<_> = places.iter().map(|used| vocabulary.around(used)).collect();
        let table = |held: &str| {
            let near = around.iter().map(|used| Nearness::from(used.nearness(held))).enumerate();
            let (place, nearness) = near.max_by_key(|(i, near)| (*near, std::cmp::Reverse(*i)))?;
            let covers = places.iter().any(|used| contains(held, used) || contains(used, held));
            Some(Region { nearness, place: place as u8, covers })
        };
        Self {
            regions: dictionary.regions.iter().map_while(table).collect(),
            places,
            values: [
                values.elsewhere,
                values.same_province,
                values.neighbour_city,
                values.same_city,
                values.same_district,
            ],
            wished: values.wished,
            flexible: values.flexible,
            modes: demand.modes.iter().copied().collect(),
            loose: [EngagementMode::Flexible, EngagementMode::Enclave].into_iter().collect(),
        }
    }

    /// The value of the place; `None` when neither residence, wish nor mode is known. A demand that names no place takes
    /// people from anywhere.
    pub(super) fn judge(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        let mut best = self.near(facts, dictionary, listener);
        if self.is_wished(facts, dictionary, listener) {
            best = Some(best.unwrap_or(0.0).max(self.wished));
        }
        let theirs = facts.person.modes;
        if theirs.is_empty() {
            return best;
        }
        if !theirs.meets(self.modes) {
            listener.hear(|| Evidence::ModesApart);
            return Some(best.unwrap_or(0.0) * MODES_APART);
        }
        if EngagementMode::ALL.iter().any(|&m| self.loose.contains(m) && self.modes.contains(m) && theirs.contains(m)) {
            listener.hear(|| Evidence::PlaceFlexible);
            best = Some(best.unwrap_or(0.0).max(self.flexible));
        }
        best
    }

    /// The value of the residence alone; `None` when it is not known.
    pub(super) fn near(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        let residence = facts.person.residence;
        if self.places.is_empty() {
            listener.hear(|| Evidence::NotAsked);
            return (residence != UNKNOWN || facts.person.modes.meets(self.modes)).then_some(1.0);
        }
        let region = self.region(residence)?;
        listener.hear(|| Evidence::Residence {
            place: self.places.get(usize::from(region.place)).cloned().unwrap_or_default(),
            held: dictionary.regions.name(residence).to_owned(),
            nearness: region.nearness,
        });
        Some(self.values[region.nearness as usize])
    }

    /// Whether a region wished for is, contains or lies in a place of use.
    pub(super) fn is_wished(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> bool {
        let covers = |wish: &u16| self.region(*wish).is_some_and(|region| region.covers);
        let wished = facts.wished_regions.iter().any(covers);
        if wished {
            listener.hear(|| {
                let places = facts.wished_regions.iter().copied().filter(covers);
                let first = places.map(|wish| dictionary.regions.name(wish)).min();
                Evidence::PlaceWished { place: first.unwrap_or_default().to_owned() }
            });
        }
        wished
    }

    /// Whether the demand names places of use.
    pub(super) const fn is_asked(&self) -> bool {
        !self.places.is_empty()
    }

    /// The modes offered.
    pub(super) const fn modes(&self) -> EngagementModes {
        self.modes
    }

    #[inline]
    fn region(&self, number: u16) -> Option<Region> {
        if number == UNKNOWN { None } else { self.regions.get(usize::from(number)).copied() }
    }
}

/// Whether region `outer` is `inner` or contains it, by trailing zeros.
pub(crate) fn contains(outer: &str, inner: &str) -> bool {
    let kept = match outer {
        "000000" => 0,
        code if code.ends_with("0000") => 2,
        code if code.ends_with("00") => 4,
        code => code.len(),
    };
    outer == inner || (kept < 6 && inner.len() == outer.len() && inner.get(..kept) == outer.get(..kept))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, judged, nobody};
    use crate::model::{Category, Criterion, Demand, EngagementMode, Preferences, Profile, RegionCode};
    use EngagementMode::{Enclave, Flexible, FullTime};

    fn person(residence: &str, wishes: &[&str], modes: &[EngagementMode]) -> Profile {
        let regions = wishes.iter().map(|code| RegionCode::new(*code).unwrap()).collect();
        let preferences = Preferences { regions, modes: modes.to_vec(), ..Preferences::default() };
        Profile { residence: RegionCode::new(residence).ok(), preferences, ..nobody() }
    }

    fn value(modes: &[EngagementMode], person: &Profile) -> Option<f64> {
        let demand = Demand { modes: modes.to_vec(), ..demand(Category::Engineer, Vec::new()) };
        judged(&fit(&demand, person), Criterion::Place)
    }

    #[test]
    fn nearer_is_better() {
        let at =
            ["430100", "440300", "440114", "441881", "441802"].map(|home| value(&[FullTime], &person(home, &[], &[])));
        assert_eq!(at, [Some(0.1), Some(0.35), Some(0.6), Some(0.9), Some(1.0)]);
    }

    #[test]
    fn a_wish_for_the_city_is_a_wish_for_its_districts() {
        assert_eq!(value(&[FullTime], &person("430100", &["441800"], &[])), Some(0.95));
        assert_eq!(value(&[FullTime], &person("430100", &["441881"], &[])), Some(0.1));
        assert_eq!(value(&[FullTime], &person("", &["440000"], &[])), Some(0.95));
    }

    #[test]
    fn flexible_engagement_makes_residence_matter_little() {
        assert_eq!(value(&[FullTime, Flexible], &person("430100", &[], &[Flexible])), Some(0.8));
        assert_eq!(value(&[FullTime], &person("430100", &[], &[FullTime, Flexible])), Some(0.1));
        assert_eq!(value(&[FullTime], &person("441802", &[], &[Enclave])), Some(0.5));
    }

    #[test]
    fn nothing_known_is_unknown_and_anywhere_is_met_by_all_who_say_where() {
        assert_eq!(value(&[FullTime], &person("", &[], &[])), None);
        let anywhere = Demand { regions: Vec::new(), ..demand(Category::Engineer, Vec::new()) };
        let judge = |person: &Profile| judged(&fit(&anywhere, person), Criterion::Place);
        assert_eq!(judge(&nobody()), None);
        assert_eq!(judge(&person("430100", &[], &[])), Some(1.0));
        assert_eq!(judge(&person("", &[], &[FullTime])), Some(1.0));
        assert_eq!(judge(&person("430100", &[], &[Flexible])), Some(0.5));
    }
}
