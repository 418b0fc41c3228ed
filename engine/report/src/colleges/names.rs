//! Names of what tables speak of by id.

use std::collections::BTreeMap;

use bole_engine::model::{
    Bilingual, Cohort, CohortId, NodeId, Order, OrderId, Organisation, OrganisationId, Programme, ProgrammeId, SkillId,
};
use bole_engine::reference::Reference;
use bole_engine::wording::{Language, Naming as _};

use crate::table::Cell;
use crate::words;

/// Records that give names to ids. An id without a record has no name: its cell stays empty. Who gives the records decides
/// what the reader of the tables may know.
#[derive(Debug, Clone)]
pub struct Names<'n> {
    pub(super) reference: &'n Reference,
    pub(super) programmes: &'n [Programme],
    organisations: BTreeMap<&'n OrganisationId, &'n Bilingual>,
    cohorts: BTreeMap<&'n CohortId, &'n Bilingual>,
    orders: BTreeMap<&'n OrderId, &'n Order>,
}

impl<'n> Names<'n> {
    /// Names of skills, nodes, majors and positions of the catalog alone.
    #[must_use]
    pub const fn new(reference: &'n Reference) -> Self {
        Self {
            reference,
            programmes: &[],
            organisations: BTreeMap::new(),
            cohorts: BTreeMap::new(),
            orders: BTreeMap::new(),
        }
    }

    /// The vocabulary, edition and method.
    #[must_use]
    pub const fn reference(&self) -> &'n Reference {
        self.reference
    }

    /// With colleges and enterprises.
    #[must_use]
    pub fn organisations(mut self, held: impl IntoIterator<Item = &'n Organisation>) -> Self {
        self.organisations.extend(held.into_iter().map(|held| (&held.id, &held.name)));
        self
    }

    /// With programmes.
    #[must_use]
    pub const fn programmes(mut self, held: &'n [Programme]) -> Self {
        self.programmes = held;
        self
    }

    /// With classes.
    #[must_use]
    pub fn cohorts(mut self, held: impl IntoIterator<Item = &'n Cohort>) -> Self {
        self.cohorts.extend(held.into_iter().map(|held| (&held.id, &held.name)));
        self
    }

    /// With orders.
    #[must_use]
    pub fn orders(mut self, held: impl IntoIterator<Item = &'n Order>) -> Self {
        self.orders.extend(held.into_iter().map(|held| (&held.id, held)));
        self
    }

    pub(super) fn organisation(&self, id: &OrganisationId) -> Cell {
        name(self.organisations.get(id).copied())
    }

    pub(super) fn programme(&self, id: &ProgrammeId) -> Cell {
        name(self.programmes.iter().find(|programme| programme.id == *id).map(|programme| &programme.name))
    }

    pub(super) fn cohort(&self, id: &CohortId) -> Cell {
        name(self.cohorts.get(id).copied())
    }

    pub(super) fn order(&self, id: &OrderId) -> Option<&'n Order> {
        self.orders.get(id).copied()
    }

    pub(super) fn order_title(&self, id: &OrderId) -> Cell {
        name(self.order(id).map(|order| &order.demand.title))
    }

    pub(super) fn skill(&self, id: &SkillId) -> Cell {
        said(|language| self.reference.skill(id.as_str(), language).unwrap_or_default())
    }

    /// Skills, one after another; one without a name by its id.
    pub(super) fn skills(&self, ids: &[SkillId]) -> Cell {
        said(|language| {
            let name = |id| self.reference.skill(SkillId::as_str(id), language).unwrap_or(id.as_str());
            let all: Vec<&str> = ids.iter().map(name).collect();
            all.join(language.pick("、", ", "))
        })
    }

    pub(super) fn node(&self, id: &NodeId) -> Cell {
        said(|language| self.reference.node(id.as_str(), language).unwrap_or_default())
    }
}

fn name(name: Option<&Bilingual>) -> Cell {
    Cell::maybe(name, |name| Cell::Name(name.clone()))
}

/// A sentence in both languages.
pub(super) fn said<S: Into<String>>(sentence: impl Fn(Language) -> S) -> Cell {
    Cell::maybe(words::name(sentence(Language::Zh), sentence(Language::En)), Cell::Name)
}

/// Names in both languages, one after another.
pub(super) fn listed<'b>(names: impl Iterator<Item = &'b Bilingual> + Clone) -> Cell {
    let joined = |language: Language| {
        let all: Vec<&str> = names.clone().map(|name| language.of(name)).collect();
        all.join(language.pick("、", ", "))
    };
    said(joined)
}
