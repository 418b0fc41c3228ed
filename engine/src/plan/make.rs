//! How a plan is made: everybody and every class against every opening, one flow, and a second one for what is left.

use rayon::prelude::*;

use super::asked::{Asked, Way, due};
use super::classes::{Class, classes};
use super::course::Taught;
use super::flow::{Demanded, Edge, Network};
use super::{
    Blocked, Cause, FillPlan, FilledOpening, FilledSeat, Opening, Route, SeatCount, Supplier, Supply, Training,
};
use crate::index::Audience;
use crate::method::PlanCosts;
use crate::model::{EngagementMode, Stage, TalentId};

/// Costs are whole millionths, so that a flow is exact.
const UNIT: f64 = 1e6;

/// What a plan is made of.
struct Plan<'p> {
    supply: &'p Supply,
    openings: &'p [Opening],
    asked: Vec<Asked<'p>>,
    classes: Vec<Class<'p>>,
    costs: PlanCosts,
    /// People come first among suppliers, by row, then classes.
    rows: u32,
}

impl FillPlan {
    /// Fills as many seats as can be filled, at the least cost. The same people, openings and training give the same plan.
    #[must_use]
    pub fn make(supply: &Supply, openings: &[Opening], training: &Training<'_>) -> Self {
        let taught = Taught::of(training);
        let asked = openings.par_iter().map(|opening| Asked::new(supply, &taught, &opening.demand)).collect();
        let method = &supply.matcher().reference().method;
        let rows = supply.matcher().people().rows() as u32;
        let plan = Plan { supply, openings, asked, classes: classes(training), costs: method.plan.cost, rows };
        plan.make()
    }
}

/// Edges of one opening.
struct Edges {
    open: Vec<Edge>,
    reachable: u32,
}

impl Plan<'_> {
    fn make(&self) -> FillPlan {
        let edges: Vec<Edges> = (0..self.openings.len()).into_par_iter().map(|at| self.edges(at)).collect();
        let reachable: Vec<u32> = edges.iter().map(|edges| edges.reachable).collect();
        let capacities = (0..self.rows).map(|_| 1).chain(self.classes.iter().map(|class| class.seats)).collect();
        let demanded = |(opening, edges): (&Opening, Edges)| Demanded { seats: opening.seats, edges: edges.open };
        let network = Network { capacities, openings: self.openings.iter().zip(edges).map(demanded).collect() };
        let takers = network.flow().takers;
        let mut used = vec![false; network.capacities.len()];
        takers.iter().flatten().for_each(|&supplier| used[supplier as usize] = true);
        let shut = self.shut(&takers, &used);
        let lifted = self.lifted(&takers, &shut);
        let filled =
            (0..self.openings.len()).map(|at| self.opening(at, reachable[at], &takers[at], &lifted[at], &shut[at]));
        self.told(filled.collect())
    }

    fn edges(&self, at: usize) -> Edges {
        let people = self.supply.matcher().people();
        let mut open = Vec::new();
        for row in people.shown(Audience::Insiders).iter() {
            if let Way::Open(route, fit) = self.asked[at].way(row) {
                open.push(Edge { supplier: row, cost: whole(self.cost(&route, fit)) });
            }
        }
        let reachable = open.len() as u32;
        for (number, class) in (self.rows..).zip(&self.classes) {
            if let Some((route, fit)) = self.graduates(class, at) {
                open.push(Edge { supplier: number, cost: whole(self.cost(&route, fit)) });
            }
        }
        open.sort_unstable();
        Edges { open, reachable }
    }

    fn graduates(&self, class: &Class<'_>, at: usize) -> Option<(Route, f64)> {
        let (reference, as_of, opening) = (self.supply.matcher().reference(), self.supply.as_of(), &self.openings[at]);
        let fit = class.fit(opening, due(&opening.demand, &reference.method, as_of), reference, as_of)?;
        let route = Route {
            stage: Stage::Cultivation,
            mode: EngagementMode::FullTime,
            ready: Some(class.cohort.ready),
            taught: Vec::new(),
        };
        Some((route, fit))
    }

    /// People whom one limit keeps from each opening that is short, unless they fill another seat.
    fn shut(&self, takers: &[Vec<u32>], used: &[bool]) -> Vec<Vec<(u32, Cause, f64)>> {
        let people = self.supply.matcher().people();
        let of = |at: usize| {
            if takers[at].len() as u32 >= self.openings[at].seats {
                return Vec::new();
            }
            let free = people.shown(Audience::Insiders).iter().filter(|&row| !used[row as usize]);
            let shut = free.filter_map(|row| match self.asked[at].way(row) {
                Way::Shut(cause, fit) => Some((row, cause, fit)),
                Way::Open(..) | Way::None => None,
            });
            shut.collect()
        };
        (0..self.openings.len()).into_par_iter().map(of).collect()
    }

    /// By opening: stages at which lifting one limit would fill seats that are left over.
    fn lifted(&self, takers: &[Vec<u32>], shut: &[Vec<(u32, Cause, f64)>]) -> Vec<Vec<Stage>> {
        let demanded = |at: usize| {
            let edge = |(row, cause, fit): &(u32, Cause, f64)| {
                let cost = 1.0 - fit / 100.0 + self.costs.of(cause.stage(), EngagementMode::FullTime);
                Edge { supplier: *row, cost: whole(cost) }
            };
            let mut edges: Vec<Edge> = shut[at].iter().map(edge).collect();
            edges.sort_unstable();
            Demanded { seats: self.openings[at].seats - takers[at].len() as u32, edges }
        };
        let capacities = (0..self.rows).map(|_| 1).collect();
        let network = Network { capacities, openings: (0..self.openings.len()).map(demanded).collect() };
        let stage = |at: usize, row: u32| {
            let found = shut[at].iter().find(|(blocked, ..)| *blocked == row);
            found.map(|(_, cause, _)| cause.stage())
        };
        let stages = |(at, takers): (usize, Vec<u32>)| takers.into_iter().filter_map(|row| stage(at, row)).collect();
        network.flow().takers.into_iter().enumerate().map(stages).collect()
    }

    fn opening(
        &self,
        at: usize,
        reachable: u32,
        takers: &[u32],
        lifted: &[Stage],
        shut: &[(u32, Cause, f64)],
    ) -> FilledOpening {
        let opening = &self.openings[at];
        let mut filled: Vec<FilledSeat> = takers.iter().filter_map(|&taker| self.seat(at, taker)).collect();
        filled
            .sort_by(|a, b| (a.route.stage.cmp(&b.route.stage)).then(a.cost.total_cmp(&b.cost)).then(a.by.cmp(&b.by)));
        let mut count = SeatCount { demanded: opening.seats, ..SeatCount::default() };
        filled.iter().for_each(|seat| *count.filled.of_mut(seat.route.stage) += 1);
        lifted.iter().for_each(|&stage| *count.gap.of_mut(stage) += 1);
        count.unreached = count.demanded - count.filled.total() - count.gap.total();
        FilledOpening {
            id: opening.id.clone(),
            entry: opening.entry.clone(),
            node: opening.demand.nodes.first().cloned(),
            category: opening.demand.category,
            organisation: opening.organisation.clone(),
            count,
            reachable,
            filled,
            blocked: self.blocked(shut),
        }
    }

    fn seat(&self, at: usize, taker: u32) -> Option<FilledSeat> {
        let (by, (route, fit)) = match taker.checked_sub(self.rows) {
            Some(class) => {
                let class = self.classes.get(class as usize)?;
                (Supplier::Cohort(class.cohort.id.clone()), self.graduates(class, at)?)
            }
            None => match self.asked[at].way(taker) {
                Way::Open(route, fit) => (Supplier::Talent(self.talent(taker)?), (route, fit)),
                Way::Shut(..) | Way::None => return None,
            },
        };
        let cost = self.cost(&route, fit);
        Some(FilledSeat { by, route, fit, cost })
    }

    fn blocked(&self, shut: &[(u32, Cause, f64)]) -> Vec<Blocked> {
        let blocked = |(row, cause, fit): &(u32, Cause, f64)| {
            Some(Blocked { talent: self.talent(*row)?, cause: cause.clone(), fit: *fit })
        };
        let mut blocked: Vec<Blocked> = shut.iter().filter_map(blocked).collect();
        blocked
            .sort_by(|a, b| a.cause.cmp(&b.cause).then(b.fit.total_cmp(&a.fit)).then_with(|| a.talent.cmp(&b.talent)));
        blocked
    }

    fn told(&self, openings: Vec<FilledOpening>) -> FillPlan {
        let reference = self.supply.matcher().reference();
        FillPlan {
            edition: reference.edition.id.clone(),
            method: reference.method.id().to_owned(),
            as_of: self.supply.as_of(),
            count: openings.iter().map(|opening| opening.count).sum(),
            cost: openings.iter().flat_map(|opening| &opening.filled).map(|seat| seat.cost).sum(),
            openings,
        }
    }

    fn cost(&self, route: &Route, fit: f64) -> f64 {
        1.0 - fit / 100.0 + self.costs.of(route.stage, route.mode)
    }

    fn talent(&self, row: u32) -> Option<TalentId> {
        TalentId::new(self.supply.matcher().people().id(row)).ok()
    }
}

fn whole(cost: f64) -> i64 {
    (cost * UNIT).round() as i64
}
