//! What a report is made of.

use bole_engine::map::withhold::is_small;
use bole_engine::map::{EditionDiff, TalentMap};
use bole_engine::model::{Bilingual, ChainId, NodeId};
use bole_engine::plan::FillPlan;
use bole_engine::reference::Reference;
use bole_engine::wording::Language;

use crate::Cover;
use crate::table::Cell;

/// A map with what it was drawn from, and the language of what people read. No person and no enterprise of it is told:
/// only counts leave this crate.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// The map.
    pub map: &'r TalentMap,
    /// The plan that it sums.
    pub plan: &'r FillPlan,
    /// Vocabulary, edition and method.
    pub reference: &'r Reference,
    /// What changed against the last edition, where there was one.
    pub diff: Option<&'r EditionDiff>,
    /// The language of white paper, workbook and charts; open data speak both.
    pub language: Language,
}

impl Report<'_> {
    /// What its workbook is about.
    #[must_use]
    pub fn cover(&self) -> Cover {
        let head = &self.map.head;
        Cover {
            title: head.title.clone(),
            edition: head.edition.to_string(),
            method: head.method.clone(),
            illustrative: head.illustrative,
            ..Cover::of(self.reference, ("", ""), head.as_of)
        }
    }

    /// A count of people, withheld where they are so few that one could be guessed. None at all is told.
    pub(crate) fn people(&self, count: u32) -> Cell {
        if is_small(count, self.fewest()) { Cell::Withheld } else { Cell::whole(count) }
    }

    /// The fewest people whose count is published.
    pub(crate) const fn fewest(&self) -> u32 {
        self.reference.method.indicators.threshold
    }

    /// The name of a node; demand from outside the chains has one too.
    pub(crate) fn node_name(&self, id: Option<&NodeId>) -> Option<Bilingual> {
        let Some(id) = id else { return Bilingual::new("链外需求", "outside the chains").ok() };
        self.map.nodes.iter().find(|node| node.id == *id).map(|node| node.name.clone())
    }

    /// The name of a chain.
    pub(crate) fn chain_name(&self, id: &ChainId) -> Option<Bilingual> {
        self.map.chains.iter().find(|chain| chain.id == *id).map(|chain| chain.name.clone())
    }

    /// The name of the city.
    pub(crate) fn city_name(&self) -> Option<Bilingual> {
        self.reference.vocabulary.region(self.map.head.region.as_str()).map(|region| region.name.clone())
    }
}
