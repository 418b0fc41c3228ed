//! One opening held against everybody: who gets to it and at which cost, and who is kept from it by what. Built on the walk
//! of the matcher, which passes over those only who cannot come near.

use std::cell::RefCell;

use super::asked::{Asked, Kept, Way};
use super::crowds::Crowds;
use super::flow::Edge;
use super::{Cause, Opening, Route};
use crate::method::PlanCosts;
use crate::model::{Category, EngagementMode};

/// Costs are whole millionths, so that a flow is exact.
const UNIT: f64 = 1e6;

/// An opening with its demand as it is asked, and beside it as it could be asked: the better counts for a person.
pub(super) struct Judged<'s> {
    asked: Vec<Asked<'s>>,
    category: Category,
    costs: PlanCosts,
}

impl<'s> Judged<'s> {
    pub(super) fn new(opening: &Opening, asked: Vec<Asked<'s>>, costs: PlanCosts) -> Self {
        Self { asked, category: opening.demand.category, costs }
    }

    /// How the person of a row gets to a seat: the cheapest way, or the first cause why there is none.
    pub(super) fn way(&self, row: u32) -> Way {
        let mut best = Way::None;
        for way in self.asked.iter().map(|asked| asked.way(row)) {
            let better = match (&best, &way) {
                (Way::Open(route, fit), Way::Open(other, more)) => self.cost(other, *more) < self.cost(route, *fit),
                (Way::Open(..), Way::Shut(..)) | (Way::Shut(..), Way::Shut(..)) | (_, Way::None) => false,
                (Way::Shut(..), Way::Open(..)) | (Way::None, Way::Open(..) | Way::Shut(..)) => true,
            };
            best = if better { way } else { best };
        }
        best
    }

    /// Everybody with a route, in order of cost.
    pub(super) fn open(&self, crowds: &Crowds) -> Vec<Edge> {
        let found = RefCell::new(Vec::new());
        let visit = |row: u32| {
            if let Way::Open(route, fit) = self.way(row) {
                found.borrow_mut().push(Edge { supplier: row, cost: whole(self.cost(&route, fit)) });
            }
        };
        for asked in &self.asked {
            asked.ready_among(self.category, &crowds.near, 0, &visit);
            asked.taught_among(self.category, &crowds.mobile, asked.taught(), &visit);
        }
        let mut edges = found.into_inner();
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// Everybody who would be ready but for some limits, by row, but those whom `used` tells.
    pub(super) fn kept(&self, crowds: &Crowds, used: &[bool]) -> Vec<Kept> {
        let found = RefCell::new(Vec::new());
        for asked in &self.asked {
            let visit = |row: u32| {
                if !used[row as usize] {
                    found.borrow_mut().extend(asked.kept(row));
                }
            };
            asked.ready_among(self.category, &crowds.known, u64::MAX, &visit);
            asked.taught_among(self.category, &crowds.mobile, asked.teachable(), &visit);
        }
        let mut kept = found.into_inner();
        // Of two ways of asking the one counts that keeps off by fewer limits.
        kept.sort_by_key(|kept| (kept.row, kept.limits.count_ones(), kept.limits));
        kept.dedup_by_key(|kept| kept.row);
        if self.asked.len() > 1 {
            kept.retain(|kept| !matches!(self.way(kept.row), Way::Open(..)));
        }
        kept
    }

    /// `1 − fit/100` and the cost of the route.
    pub(super) fn cost(&self, route: &Route, fit: f64) -> f64 {
        1.0 - fit / 100.0 + self.costs.of(route.stage, route.mode)
    }

    /// The cost of the seat that lifting a cause would fill.
    pub(super) fn lifted(&self, cause: &Cause, fit: f64) -> i64 {
        whole(1.0 - fit / 100.0 + self.costs.of(cause.stage(), EngagementMode::FullTime))
    }
}

/// A cost in whole millionths.
pub(super) fn whole(cost: f64) -> i64 {
    (cost * UNIT).round() as i64
}
