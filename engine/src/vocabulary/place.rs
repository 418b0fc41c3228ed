//! Regions, industries and licences in the vocabulary.

use super::{Industry, Licence, Region, RegionMatch, Surroundings, Vocabulary, region};
use crate::model::{LicenceId, RegionCode};

impl Vocabulary {
    /// All licences, by number.
    #[must_use]
    pub fn licences(&self) -> &[Licence] {
        self.licences.all()
    }

    /// A licence by id.
    #[must_use]
    pub fn licence(&self, id: &str) -> Option<&Licence> {
        self.licences.get(id)
    }

    /// The licence that a text names.
    #[must_use]
    pub fn link_licence(&self, text: &str) -> Option<&LicenceId> {
        Some(&self.licences.at(self.forms.licences.inside(text)?)?.id)
    }

    /// All regions, by number.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        self.regions.all()
    }

    /// A region by code.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.get(code)
    }

    /// The region that a name or an address ends in: 广东省清远市英德市 is Yingde. A district counts only where no other
    /// province or city is named: there is more than one 白云区.
    #[must_use]
    pub fn link_region(&self, text: &str) -> Option<&RegionCode> {
        if let Some(&number) = self.forms.regions.equal(text).first() {
            return Some(&self.regions.at(number)?.code);
        }
        let text = crate::text::normalise(text);
        let inside = self.forms.regions.iter().filter(|(form, _)| form.chars().count() >= 2 && text.contains(form));
        let found: Vec<(&Region, &str)> =
            inside.filter_map(|(form, number)| Some((self.regions.at(number)?, form))).collect();
        let fits = |code: &str| {
            found.iter().all(|(wider, _)| depth(wider.code.as_str()) >= depth(code) || contains(wider, code))
        };
        let sound = found.iter().filter(|(region, _)| fits(region.code.as_str()));
        let best = sound.max_by_key(|(region, form)| (depth(region.code.as_str()), form.len()));
        best.map(|(region, _)| &region.code)
    }

    /// How near two regions are; codes that are in no table are compared by their digits.
    #[must_use]
    pub fn region_match(&self, a: &str, b: &str) -> RegionMatch {
        self.around(b).nearness(a)
    }

    /// The surroundings of a place, for comparing many regions with it.
    #[must_use]
    pub fn around<'a>(&'a self, place: &'a str) -> Surroundings<'a> {
        let city = region::city(place);
        let bordering = city.as_deref().map_or_else(Vec::new, |city| {
            let own = self.region(city).into_iter().flat_map(|region| &region.neighbours);
            let other = self.regions().iter().filter(|region| region.neighbours.iter().any(|n| n.as_str() == city));
            own.chain(other.map(|region| &region.code)).map(RegionCode::as_str).collect()
        });
        Surroundings::new(place, bordering)
    }

    /// All industries, by number.
    #[must_use]
    pub fn industries(&self) -> &[Industry] {
        self.industries.all()
    }

    /// An industry by code.
    #[must_use]
    pub fn industry(&self, code: &str) -> Option<&Industry> {
        self.industries.get(code)
    }
}

/// 0 country, 1 province, 2 city, 3 district.
fn depth(code: &str) -> u8 {
    let pairs = code.as_bytes().chunks(2);
    pairs.take_while(|pair| *pair != b"00").count() as u8
}

/// Whether a region contains another, by its digits.
fn contains(wider: &Region, code: &str) -> bool {
    let digits = 2 * usize::from(depth(wider.code.as_str()));
    wider.code.as_str().get(..digits).is_some_and(|start| code.starts_with(start))
}
