//! A bound that no pooling passes: seats are given to groups of carriers as if classes could be cut to any size, every
//! graduate were taught everything, and hours cost nothing. What is left is a transport problem, which the plan's own flow
//! solves exactly.
//!
//! A class of `n ≤ most` seats costs `cost`, so at least `cost / most` for each; a seat brings at most `weight · most fit`.
//! That the catalog's seats are no more than `ρ` times the ordered ones is priced: for every `μ ≥ 0`, adding `μ·ρ` to an
//! ordered seat and `−μ` to one of the catalog lowers no pooling that keeps to it (Lagrange). The lowest of some `μ` counts.

use std::collections::BTreeMap;

use super::problem::{Carrier, Problem, Suit};
use crate::plan::flow::{Demanded, Edge, Network};

/// Prices that are tried.
const PRICES: [f64; 6] = [0.0, 0.05, 0.1, 0.2, 0.3, 0.5];
/// Worths are whole millionths.
const UNIT: f64 = 1e6;

/// No pooling is worth more.
pub(super) fn bound(problem: &Problem) -> f64 {
    PRICES.iter().map(|price| priced(problem, *price)).fold(f64::INFINITY, f64::min)
}

fn priced(problem: &Problem, price: f64) -> f64 {
    let worth = worth(problem, price);
    let most = worth.iter().flat_map(BTreeMap::values).copied().max().unwrap_or(0);
    // The last supplier leaves a seat empty, which brings nothing.
    let nobody = problem.groups.len() as u32;
    let opening = |(worth, wanted): (&BTreeMap<u32, i64>, &super::problem::Wanted)| {
        let mut edges: Vec<Edge> =
            worth.iter().map(|(&supplier, worth)| Edge { cost: most - worth, supplier }).collect();
        edges.push(Edge { cost: most, supplier: nobody });
        edges.sort_unstable();
        let room: u32 = worth.keys().map(|group| problem.groups[*group as usize]).fold(0, u32::saturating_add);
        Demanded { seats: wanted.seats.min(room), edges }
    };
    let openings: Vec<Demanded> = worth.iter().zip(&problem.openings).map(opening).collect();
    let seats: u32 = openings.iter().map(|demanded| demanded.seats).sum();
    let network = Network { capacities: problem.groups.iter().copied().chain([seats]).collect(), openings };
    let flow = network.flow();
    (i64::from(seats) * most - cost(&network, &flow.takers)) as f64 / UNIT
}

fn cost(network: &Network, takers: &[Vec<u32>]) -> i64 {
    let of = |(demanded, takers): (&Demanded, &Vec<u32>)| {
        let edge = |taker: &u32| demanded.edges.iter().find(|edge| edge.supplier == *taker).map(|edge| edge.cost);
        takers.iter().filter_map(edge).sum::<i64>()
    };
    network.openings.iter().zip(takers).map(of).sum()
}

/// By opening: the most that a seat from each group brings, in millionths rounded up; only what brings something.
fn worth(problem: &Problem, price: f64) -> Vec<BTreeMap<u32, i64>> {
    let mut worth = vec![BTreeMap::new(); problem.openings.len()];
    let beside = (1.0 - problem.ordered_share) / problem.ordered_share;
    for carrier in &problem.carriers {
        for suit in &carrier.suits {
            let ordered = problem.openings[suit.opening].firm.is_some();
            let priced = if ordered { price * beside } else { -price };
            let brings = (UNIT * (seat(problem, carrier, suit) + priced)).ceil() as i64;
            if brings > 0 {
                let best = worth[suit.opening].entry(carrier.group as u32).or_insert(0);
                *best = brings.max(*best);
            }
        }
    }
    worth
}

fn seat(problem: &Problem, carrier: &Carrier, suit: &Suit) -> f64 {
    problem.openings[suit.opening].weight * suit.most - carrier.cost / f64::from(carrier.seats[1])
}
