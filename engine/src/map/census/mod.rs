//! What the indicators need of people, folded in one pass, so that nobody is kept: arrivals and departures, graduates of
//! the city's colleges, finished projects, who works for whom. Everybody is counted, also who may not be ranked: a count
//! judges nobody.
//!
//! *Here* is whoever lives in the edition's city; where no residence is known, whoever works in it.

mod arrival;
mod graduate;
mod person;
mod project;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use arrival::Arrival;
pub use graduate::{Graduate, Work};
pub use project::Projects;

use crate::classify::classify;
use crate::model::{Category, ChainId, Date, NodeId, Profile, TalentId};
use crate::reference::Reference;
use crate::text::fold;
use person::Person;

/// People by category, in the order of [`Category::ALL`].
pub type Heads = [u32; 4];

/// What the indicators need of people.
#[derive(Debug, Clone)]
pub struct Census {
    pub(super) reference: Arc<Reference>,
    pub(super) as_of: Date,
    /// The first year of cohorts.
    pub(super) first_year: i16,
    /// Chains by node.
    chains: BTreeMap<NodeId, ChainId>,
    /// Colleges of the edition by their folded names, as an index of the edition's list.
    colleges: BTreeMap<String, usize>,
    /// People here whose category is known.
    pub(super) heads: Heads,
    /// The same by the chain that they work in or did so last.
    pub(super) heads_of_chain: BTreeMap<ChainId, Heads>,
    /// People at work here by employer as written, folded, and by chain.
    pub(super) employers: BTreeMap<String, BTreeMap<Option<ChainId>, u32>>,
    /// Who came to the city.
    pub(super) arrivals: Vec<Arrival>,
    /// Who came and who left, by year and category; none where the category is not known.
    pub(super) flows: BTreeMap<(i16, Option<Category>), Flow>,
    /// Graduates of the city's colleges.
    pub(super) graduates: BTreeMap<TalentId, Graduate>,
    /// Finished projects of people here, by category.
    pub(super) projects: BTreeMap<Option<Category>, Projects>,
}

/// People who came and people who left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flow {
    /// Who came.
    pub came: u32,
    /// Who left.
    pub left: u32,
}

impl Census {
    /// A census of nobody yet.
    #[must_use]
    pub fn new(reference: Arc<Reference>, as_of: Date) -> Self {
        let edition = &reference.edition;
        let chains = edition.nodes.iter().map(|node| (node.id.clone(), node.chain.clone())).collect();
        let names = edition.colleges.iter().enumerate().flat_map(|(number, college)| {
            [&college.name.zh, &college.name.en].map(|name| (fold(name).into_owned(), number))
        });
        let colleges = names.collect();
        let first_year = as_of.year() - i16::from(reference.method.indicators.years) + 1;
        Self {
            reference,
            as_of,
            first_year,
            chains,
            colleges,
            heads: Heads::default(),
            heads_of_chain: BTreeMap::new(),
            employers: BTreeMap::new(),
            arrivals: Vec::new(),
            flows: BTreeMap::new(),
            graduates: BTreeMap::new(),
            projects: BTreeMap::new(),
        }
    }

    /// Counts a person.
    pub fn add(&mut self, profile: &Profile) {
        let category = classify(profile, &self.reference, self.as_of).primary;
        let person = Person::of(profile, &self.reference);
        if person.is_here() {
            self.count(&person, category);
        }
        self.arrivals.extend(Arrival::of(profile, &person, category, self.as_of));
        arrival::flows(profile, category, self.first_year, self.as_of, &mut self.flows);
        let graduate = Graduate::of(profile, &person, &self.colleges, self.as_of);
        if let Some(graduate) = graduate.filter(|graduate| graduate.year() >= self.first_year) {
            self.graduates.insert(profile.id.clone(), graduate);
        }
    }

    /// Graduates of the city's colleges, of the years that are counted.
    #[must_use]
    pub const fn graduates(&self) -> &BTreeMap<TalentId, Graduate> {
        &self.graduates
    }

    fn count(&mut self, person: &Person<'_>, category: Option<Category>) {
        let chain = person.node().and_then(|node| self.chains.get(node)).cloned();
        if let Some(category) = category {
            self.heads[category as usize] += 1;
            if let Some(chain) = &chain {
                self.heads_of_chain.entry(chain.clone()).or_default()[category as usize] += 1;
            }
        }
        if let Some(employer) = person.employer() {
            *self.employers.entry(fold(employer).into_owned()).or_default().entry(chain).or_default() += 1;
        }
        let span = self.first_year..=self.as_of.year();
        let years = self.reference.method.indicators.conversion_years;
        self.projects.entry(category).or_default().add(&person.profile.achievements, &span, years);
    }
}
