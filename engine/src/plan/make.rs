//! How a plan is made: everybody and every class against every opening, one flow, and a second one for what is left.

use rayon::prelude::*;

use super::asked::{Asked, Kept, Way, due};
use super::classes::{Class, classes};
use super::course::Taught;
use super::crowds::Crowds;
use super::flow::{Demanded, Edge, Network};
use super::judged::{Judged, whole};
use super::{
    Blocked, Conflict, FillPlan, FilledOpening, FilledSeat, Opening, Route, SeatCount, Supplier, Supply, Training,
};
use crate::model::{Demand, EngagementMode, Stage, TalentId};

/// What a plan is made of.
pub(super) struct Plan<'p> {
    supply: &'p Supply,
    openings: &'p [Opening],
    pub(super) judged: Vec<Judged<'p>>,
    classes: Vec<Class<'p>>,
    crowds: Crowds,
    /// People come first among suppliers, by row, then classes.
    rows: u32,
}

impl FillPlan {
    /// Fills as many seats as can be filled, at the least cost. The same people, openings and training give the same plan.
    #[must_use]
    pub fn make(supply: &Supply, openings: &[Opening], training: &Training<'_>) -> Self {
        Plan::new(supply, openings, training, classes(training, supply.roster()), &|_| None).make()
    }
}

impl<'p> Plan<'p> {
    /// Openings made ready; `also` tells how one could be asked for beside how it is.
    pub(super) fn new(
        supply: &'p Supply,
        openings: &'p [Opening],
        training: &Training<'p>,
        classes: Vec<Class<'p>>,
        also: &(dyn Fn(&Opening) -> Option<Demand> + Sync),
    ) -> Self {
        let (taught, costs) = (Taught::of(training), supply.matcher().reference().method.plan.cost);
        let judged = |opening: &Opening| {
            let other = also(opening);
            let demands = std::iter::once(&opening.demand).chain(&other);
            Judged::new(opening, demands.map(|demand| Asked::new(supply, &taught, demand)).collect(), costs)
        };
        Self {
            supply,
            openings,
            judged: openings.par_iter().map(judged).collect(),
            classes,
            crowds: Crowds::of(supply),
            rows: supply.matcher().people().rows() as u32,
        }
    }

    pub(super) fn make(&self) -> FillPlan {
        let seats = |opening: &Opening| opening.seats;
        let edges = (0..self.openings.len()).into_par_iter().map(|at| self.open(at)).collect();
        let network = self.network(self.openings.iter().map(seats), edges);
        let takers = network.flow().takers;
        let mut used = vec![false; network.capacities.len()];
        takers.iter().flatten().for_each(|&supplier| used[supplier as usize] = true);
        let left = |(opening, takers): (&Opening, &Vec<u32>)| opening.seats - takers.len() as u32;
        let left: Vec<u32> = self.openings.iter().zip(&takers).map(left).collect();
        let kept = |at: usize| if left[at] == 0 { Vec::new() } else { self.judged[at].kept(&self.crowds, &used) };
        let kept: Vec<Vec<Kept>> = (0..self.openings.len()).into_par_iter().map(kept).collect();
        let shut = kept.iter().zip(&self.judged).map(|(kept, judged)| shut(kept, judged)).collect();
        let lifted = self.network(left.iter().copied(), shut).flow().takers;
        let told = |at: usize| {
            let people = network.openings[at].edges.iter().filter(|edge| edge.supplier < self.rows);
            let reachable = people.count() as u32;
            FilledOpening { reachable, ..self.opening(at, &takers[at], &lifted[at], &kept[at]) }
        };
        self.told((0..self.openings.len()).into_par_iter().map(told).collect())
    }

    fn network(&self, seats: impl Iterator<Item = u32>, edges: Vec<Vec<Edge>>) -> Network {
        let capacities = (0..self.rows).map(|_| 1).chain(self.classes.iter().map(|class| class.seats));
        let demanded = seats.zip(edges).map(|(seats, edges)| Demanded { seats, edges });
        Network { capacities: capacities.collect(), openings: demanded.collect() }
    }

    fn open(&self, at: usize) -> Vec<Edge> {
        let mut edges = self.judged[at].open(&self.crowds);
        for (supplier, class) in (self.rows..).zip(&self.classes) {
            if let Some((route, fit)) = self.graduates(class, at) {
                edges.push(Edge { supplier, cost: whole(self.judged[at].cost(&route, fit)) });
            }
        }
        edges.sort_unstable();
        edges
    }

    fn graduates(&self, class: &Class<'_>, at: usize) -> Option<(Route, f64)> {
        let (reference, as_of, opening) = (self.supply.matcher().reference(), self.supply.as_of(), &self.openings[at]);
        let fit = class.fit(opening, due(&opening.demand, &reference.method, as_of), reference, as_of)?;
        let (stage, mode) = (Stage::Cultivation, EngagementMode::FullTime);
        Some((Route { stage, mode, ready: Some(class.ready), taught: Vec::new() }, fit))
    }

    fn opening(&self, at: usize, takers: &[u32], lifted: &[u32], kept: &[Kept]) -> FilledOpening {
        let opening = &self.openings[at];
        let mut filled: Vec<FilledSeat> = takers.iter().filter_map(|&taker| self.seat(at, taker)).collect();
        filled.sort_by(|a, b| {
            (a.route.stage.cmp(&b.route.stage)).then(a.cost.total_cmp(&b.cost)).then_with(|| a.by.cmp(&b.by))
        });
        let mut count = SeatCount { demanded: opening.seats, ..SeatCount::default() };
        filled.iter().for_each(|seat| *count.filled.of_mut(seat.route.stage) += 1);
        for (cause, _) in
            kept.iter().filter(|kept| lifted.binary_search(&kept.row).is_ok()).filter_map(|kept| kept.shut.as_ref())
        {
            *count.gap.of_mut(cause.stage()) += 1;
        }
        count.unreached = count.demanded - count.filled.total() - count.gap.total();
        FilledOpening {
            id: opening.id.clone(),
            entry: opening.entry.clone(),
            node: opening.demand.nodes.first().cloned(),
            category: opening.demand.category,
            organisation: opening.organisation.clone(),
            count,
            reachable: 0,
            filled,
            blocked: self.blocked(kept),
            conflict: (count.open() > 0).then(|| Conflict::of(kept)),
        }
    }

    fn seat(&self, at: usize, taker: u32) -> Option<FilledSeat> {
        let (by, (route, fit)) = match taker.checked_sub(self.rows) {
            Some(class) => {
                let class = self.classes.get(class as usize)?;
                (class.by.clone(), self.graduates(class, at)?)
            }
            None => match self.judged[at].way(taker) {
                Way::Open(route, fit) => (Supplier::Talent(self.talent(taker)?), (route, fit)),
                Way::Shut(..) | Way::None => return None,
            },
        };
        let cost = self.judged[at].cost(&route, fit);
        Some(FilledSeat { by, route, fit, cost })
    }

    fn blocked(&self, kept: &[Kept]) -> Vec<Blocked> {
        let blocked = |kept: &Kept| {
            let (cause, fit) = kept.shut.clone()?;
            Some(Blocked { talent: self.talent(kept.row)?, cause, fit })
        };
        let mut blocked: Vec<Blocked> = kept.iter().filter_map(blocked).collect();
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

    fn talent(&self, row: u32) -> Option<TalentId> {
        TalentId::new(self.supply.matcher().people().id(row)).ok()
    }
}

/// Edges of the people whom one limit keeps off, in order of cost.
fn shut(kept: &[Kept], judged: &Judged<'_>) -> Vec<Edge> {
    let edge = |kept: &Kept| {
        let (cause, fit) = kept.shut.as_ref()?;
        Some(Edge { supplier: kept.row, cost: judged.lifted(cause, *fit) })
    };
    let mut edges: Vec<Edge> = kept.iter().filter_map(edge).collect();
    edges.sort_unstable();
    edges
}
