//! The map without and with some classes: the same people, orders and demand, drawn twice. What differs is what the
//! classes bring.

use super::{Sources, TalentMap};
use crate::model::{ChainId, Cohort, NodeId};
use crate::plan::{FillPlan, Opening, SeatCount, Training};

/// Seats of a part of the map that moved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MovedSeats<Id> {
    /// Which part.
    pub id: Id,
    /// Its seats without the classes.
    pub before: SeatCount,
    /// Its seats with them.
    pub after: SeatCount,
}

/// How the map moves by some classes: the parts whose seats differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MovedMap {
    /// The city without the classes.
    pub before: SeatCount,
    /// The city with them.
    pub after: SeatCount,
    /// Chains, in the order of the edition.
    pub chains: Vec<MovedSeats<ChainId>>,
    /// Nodes, in the order of the edition.
    pub nodes: Vec<MovedSeats<NodeId>>,
}

impl<Id: Clone> MovedSeats<Id> {
    fn of(id: &Id, before: SeatCount, after: SeatCount) -> Option<Self> {
        (before != after).then(|| Self { id: id.clone(), before, after })
    }
}

impl MovedMap {
    /// What differs between two maps of one edition.
    #[must_use]
    pub fn between(before: &TalentMap, after: &TalentMap) -> Self {
        let chains = before.chains.iter().zip(&after.chains);
        let nodes = before.nodes.iter().zip(&after.nodes);
        Self {
            before: before.city,
            after: after.city,
            chains: chains.filter_map(|(old, new)| MovedSeats::of(&old.id, old.count, new.count)).collect(),
            nodes: nodes.filter_map(|(old, new)| MovedSeats::of(&old.id, old.count, new.count)).collect(),
        }
    }
}

impl Sources {
    /// The fill plan that the city would have with these classes on record.
    #[must_use]
    pub fn plan_with(&self, cohorts: &[Cohort]) -> FillPlan {
        let openings = Opening::of(&self.reference().edition, &self.orders, self.as_of);
        FillPlan::make(&self.supply, &openings, &Training { programmes: &self.programmes, cohorts })
    }

    /// The map with these classes on record.
    #[must_use]
    pub fn map_with(&self, cohorts: &[Cohort]) -> TalentMap {
        TalentMap::draw(self, &self.plan_with(cohorts))
    }
}
