//! The flow: suppliers × openings, each supplier at most its capacity, each opening at most its seats; most seats first,
//! then least cost. Knows no people, no fit and no dates.
//!
//! A seat that nobody takes is given to nobody at cost [`Network::nobody`], more than all other costs together, so that an
//! optimum leaves as few as can be. Seats are filled one after another along shortest augmenting paths (Hungarian method
//! with prices, Dijkstra over openings): `u` of an opening and `v ≤ 0` of a supplier keep `c − u − v ≥ 0` on every edge,
//! 0 where it is used, and `v = 0` where a supplier has room. An opening's edges are in order of cost and a supplier
//! without room is only dearer than it looks, so a look at an opening ends at the first edge that is too dear.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// No opening, no supplier.
const NONE: u32 = u32::MAX;

/// A supplier that may fill a seat of an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What that costs, 0 or more. First, so that edges are in order of cost.
    pub cost: i64,
    /// Which.
    pub supplier: u32,
}

/// An opening with its edges, in order of cost, each supplier once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Demanded {
    /// Its seats.
    pub seats: u32,
    /// Its edges.
    pub edges: Vec<Edge>,
}

/// Suppliers and openings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Network {
    /// Capacity of each supplier, by number.
    pub capacities: Vec<u32>,
    /// Openings.
    pub openings: Vec<Demanded>,
}

/// An optimal flow, and the prices that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// By opening: suppliers of its seats, ascending; one that fills several is told several times.
    pub takers: Vec<Vec<u32>>,
    /// By opening: what one more seat of it would cost, in terms of others too. An edge that was not in the network and
    /// costs at least this much would have changed nothing.
    pub prices: Vec<i64>,
}

impl Network {
    /// The cost of a seat without anybody: more than what all seats together can cost else.
    #[must_use]
    pub fn nobody(&self) -> i64 {
        let seats: i64 = self.openings.iter().map(|opening| i64::from(opening.seats)).sum();
        let dearest = self.openings.iter().filter_map(|opening| opening.edges.last()).map(|edge| edge.cost).max();
        (dearest.unwrap_or(0) + 1).saturating_mul(seats + 1)
    }

    /// The cost of a flow's edges, without seats that stay empty.
    #[must_use]
    pub fn cost(&self, flow: &Flow) -> i64 {
        let of = |(opening, takers): (&Demanded, &Vec<u32>)| {
            let costs: BTreeMap<u32, i64> = opening.edges.iter().map(|edge| (edge.supplier, edge.cost)).collect();
            takers.iter().filter_map(|taker| costs.get(taker)).sum::<i64>()
        };
        self.openings.iter().zip(&flow.takers).map(of).sum()
    }

    /// The optimal flow. The same network gives the same flow; which of several optima is told follows from the order of
    /// suppliers and openings.
    #[must_use]
    pub fn flow(&self) -> Flow {
        let mut solver = Solver::new(self);
        for (opening, demanded) in (0..).zip(&self.openings) {
            for _ in 0..demanded.seats {
                let end = solver.search(opening);
                solver.reprice(end.distance);
                solver.augment(opening, end);
            }
        }
        solver.told()
    }
}

impl Flow {
    /// Seats that somebody takes.
    #[must_use]
    pub fn seats(&self) -> usize {
        self.takers.iter().map(Vec::len).sum()
    }
}

/// Where a path ends: an opening that takes a supplier with room, or nobody.
#[derive(Debug, Clone, Copy)]
struct End {
    distance: i64,
    opening: u32,
    supplier: u32,
}

/// What one search knows of an opening or a supplier: how far, and from where.
#[derive(Debug, Clone, Copy)]
struct Reached {
    search: u32,
    distance: i64,
    from: u32,
}

const FAR: Reached = Reached { search: 0, distance: i64::MAX, from: NONE };

struct Solver<'n> {
    network: &'n Network,
    nobody: i64,
    opening_prices: Vec<i64>,
    supplier_prices: Vec<i64>,
    /// By supplier: openings that it fills.
    holders: Vec<Holders>,
    search: u32,
    openings: Vec<Reached>,
    suppliers: Vec<Reached>,
    /// Openings and suppliers that the search has reached.
    reached: (Vec<u32>, Vec<u32>),
    queue: BinaryHeap<Reverse<(i64, u32)>>,
}

/// Openings that one supplier fills: one for a person, a list for a class.
#[derive(Debug, Clone)]
enum Holders {
    One(u32),
    Many(Vec<u32>),
}

impl Holders {
    fn list(&self) -> &[u32] {
        match self {
            Self::One(NONE) => &[],
            Self::One(opening) => std::slice::from_ref(opening),
            Self::Many(list) => list,
        }
    }

    /// Takes an opening in, and lets another go.
    fn exchange(&mut self, taken: u32, left: Option<u32>) {
        match self {
            Self::One(opening) => *opening = taken,
            Self::Many(list) => {
                if let Some(at) = left.and_then(|left| list.binary_search(&left).ok()) {
                    list.remove(at);
                }
                let at = list.partition_point(|&held| held < taken);
                list.insert(at, taken);
            }
        }
    }
}

impl<'n> Solver<'n> {
    fn new(network: &'n Network) -> Self {
        let many = |&capacity: &u32| if capacity == 1 { Holders::One(NONE) } else { Holders::Many(Vec::new()) };
        Self {
            network,
            nobody: network.nobody(),
            opening_prices: vec![0; network.openings.len()],
            supplier_prices: vec![0; network.capacities.len()],
            holders: network.capacities.iter().map(many).collect(),
            search: 0,
            openings: vec![FAR; network.openings.len()],
            suppliers: vec![FAR; network.capacities.len()],
            reached: (Vec::new(), Vec::new()),
            queue: BinaryHeap::new(),
        }
    }

    /// The shortest path from a seat of `start` to room somewhere.
    fn search(&mut self, start: u32) -> End {
        self.search += 1;
        self.reached.0.clear();
        self.reached.1.clear();
        self.queue.clear();
        let mut best = End { distance: i64::MAX, opening: NONE, supplier: NONE };
        self.reach(start, 0, NONE);
        while let Some(Reverse((distance, opening))) = self.queue.pop() {
            if distance >= best.distance {
                break;
            }
            if distance == self.openings[opening as usize].distance {
                self.look(opening, distance, &mut best);
            }
        }
        best
    }

    /// Looks along the edges of an opening.
    fn look(&mut self, opening: u32, distance: i64, best: &mut End) {
        let start = distance - self.opening_prices[opening as usize];
        if start + self.nobody < best.distance {
            *best = End { distance: start + self.nobody, opening, supplier: NONE };
        }
        for &Edge { cost, supplier } in &self.network.openings[opening as usize].edges {
            if start + cost >= best.distance {
                break;
            }
            let at = supplier as usize;
            let length = start + cost - self.supplier_prices[at];
            if length >= best.distance {
                continue;
            }
            if self.holders[at].list().len() < self.network.capacities[at] as usize {
                *best = End { distance: length, opening, supplier };
            } else if self.suppliers[at].search != self.search || length < self.suppliers[at].distance {
                if self.suppliers[at].search != self.search {
                    self.reached.1.push(supplier);
                }
                self.suppliers[at] = Reached { search: self.search, distance: length, from: opening };
                self.reach_holders(supplier, length);
            }
        }
    }

    fn reach_holders(&mut self, supplier: u32, distance: i64) {
        let mut at = 0;
        while let Some(&holder) = self.holders[supplier as usize].list().get(at) {
            self.reach(holder, distance, supplier);
            at += 1;
        }
    }

    fn reach(&mut self, opening: u32, distance: i64, from: u32) {
        let known = &mut self.openings[opening as usize];
        if known.search != self.search {
            self.reached.0.push(opening);
        } else if known.distance <= distance {
            return;
        }
        *known = Reached { search: self.search, distance, from };
        self.queue.push(Reverse((distance, opening)));
    }

    /// Moves prices by what the path has shown.
    fn reprice(&mut self, length: i64) {
        for &opening in &self.reached.0 {
            let nearer = length - self.openings[opening as usize].distance;
            if nearer > 0 {
                self.opening_prices[opening as usize] += nearer;
            }
        }
        for &supplier in &self.reached.1 {
            let nearer = length - self.suppliers[supplier as usize].distance;
            if nearer > 0 {
                self.supplier_prices[supplier as usize] -= nearer;
            }
        }
    }

    /// Gives each opening on the path the supplier that the next one lets go.
    fn augment(&mut self, start: u32, end: End) {
        let (mut opening, mut taken) = (end.opening, end.supplier);
        let mut left = None;
        loop {
            if taken != NONE {
                self.holders[taken as usize].exchange(opening, left);
            }
            if opening == start {
                return;
            }
            // What this opening let go is taken by the one before it.
            taken = self.openings[opening as usize].from;
            left = Some(opening);
            opening = self.suppliers[taken as usize].from;
        }
    }

    fn told(self) -> Flow {
        let mut takers: Vec<Vec<u32>> = self.network.openings.iter().map(|_| Vec::new()).collect();
        for (supplier, holders) in (0..).zip(&self.holders) {
            for &opening in holders.list() {
                takers[opening as usize].push(supplier);
            }
        }
        Flow { takers, prices: self.opening_prices }
    }
}

#[cfg(test)]
mod tests {
    use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, microlp, variable};
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn a_network()(
            capacities in prop::collection::vec(0_u32..4, 1..9),
            openings in prop::collection::vec((0_u32..5, prop::collection::btree_map(0_u32..9, 0_i64..30, 0..9)), 1..7),
        ) -> Network {
            let suppliers = capacities.len() as u32;
            let demanded = |(seats, edges): (u32, std::collections::BTreeMap<u32, i64>)| {
                let known = edges.into_iter().filter(|(supplier, _)| *supplier < suppliers);
                let mut edges: Vec<Edge> = known.map(|(supplier, cost)| Edge { cost, supplier }).collect();
                edges.sort_unstable();
                Demanded { seats, edges }
            };
            Network { capacities, openings: openings.into_iter().map(demanded).collect() }
        }
    }

    /// The objective of the same problem as a linear programme: what filled seats save against nobody.
    fn exact(network: &Network) -> f64 {
        let mut variables = ProblemVariables::new();
        let mut by_supplier = vec![Expression::default(); network.capacities.len()];
        let mut by_opening = vec![Expression::default(); network.openings.len()];
        let mut saved = Expression::default();
        for (demanded, sum) in network.openings.iter().zip(&mut by_opening) {
            for edge in &demanded.edges {
                let seats: Variable = variables.add(variable().min(0.0));
                *sum += seats;
                by_supplier[edge.supplier as usize] += seats;
                saved += (network.nobody() - edge.cost) as f64 * seats;
            }
        }
        let mut model = variables.maximise(saved.clone()).using(microlp);
        for (sum, &capacity) in by_supplier.into_iter().zip(&network.capacities) {
            model = model.with(sum.leq(f64::from(capacity)));
        }
        for (sum, demanded) in by_opening.into_iter().zip(&network.openings) {
            model = model.with(sum.leq(f64::from(demanded.seats)));
        }
        model.solve().unwrap().eval(&saved)
    }

    fn saved(network: &Network, flow: &Flow) -> i64 {
        flow.seats() as i64 * network.nobody() - network.cost(flow)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn a_flow_is_as_good_as_the_exact_linear_programme_and_keeps_to_capacities(network in a_network()) {
            let flow = network.flow();
            prop_assert!((saved(&network, &flow) as f64 - exact(&network)).abs() < 1e-3);
            for (supplier, &capacity) in (0..).zip(&network.capacities) {
                let used = flow.takers.iter().flatten().filter(|taker| **taker == supplier).count();
                prop_assert!(used <= capacity as usize);
            }
            for (takers, demanded) in flow.takers.iter().zip(&network.openings) {
                prop_assert!(takers.len() <= demanded.seats as usize);
                prop_assert!(takers.iter().all(|taker| demanded.edges.iter().any(|edge| edge.supplier == *taker)));
            }
            prop_assert_eq!(network.flow(), flow);
        }

        #[test]
        fn edges_that_cost_at_least_the_price_change_nothing(network in a_network(), more in 0_i64..5) {
            let flow = network.flow();
            let seats: u32 = network.openings.iter().map(|demanded| demanded.seats).sum();
            if flow.seats() < seats as usize {
                // Any edge may fill a seat that nobody takes.
                return Ok(());
            }
            let mut wider = network.clone();
            for (demanded, price) in wider.openings.iter_mut().zip(&flow.prices) {
                for supplier in 0..network.capacities.len() as u32 {
                    if demanded.edges.iter().all(|edge| edge.supplier != supplier) {
                        demanded.edges.push(Edge { cost: price + more, supplier });
                    }
                }
                demanded.edges.sort_unstable();
            }
            let again = wider.flow();
            prop_assert_eq!((again.seats(), wider.cost(&again)), (flow.seats(), network.cost(&flow)));
        }
    }

    #[test]
    fn most_seats_come_before_least_cost() {
        let edge = |supplier, cost| Edge { cost, supplier };
        // The cheapest for the first opening is the only one for the second.
        let first = Demanded { seats: 1, edges: vec![edge(0, 1), edge(1, 90)] };
        let network =
            Network { capacities: vec![1, 1], openings: vec![first, Demanded { seats: 1, edges: vec![edge(0, 1)] }] };
        let flow = network.flow();
        assert_eq!(flow.takers, [[1], [0]]);
        assert_eq!(network.cost(&flow), 91);
    }
}
