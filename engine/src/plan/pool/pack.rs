//! Packing: classes chosen greedily, the best one first, then taken apart one by one and packed again where that is worth
//! more. Deterministic: of equals the carrier that comes first.
//!
//! A class is gathered opening by opening, from each of the few that promise most: the one that brings most for a seat, after
//! the hours that it adds; those of enterprises before the catalog's, which may only fill up. A pick only changes
//! carriers that wanted the same seats, so only those are gathered again.

use std::collections::BTreeSet;

use super::problem::{Class, Lessons, Problem};

/// How often all classes are taken apart at most.
const ROUNDS: usize = 3;
/// How many openings a class is begun with, of which the best is taken.
const FIRSTS: usize = 6;
/// Less is no gain, so that rounding moves nothing.
const LEAST_GAIN: f64 = 1e-9;

/// What is left to give.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Left {
    /// By opening.
    pub(super) seats: Vec<u32>,
    /// By group.
    pub(super) groups: Vec<u32>,
}

impl Left {
    pub(super) fn of(problem: &Problem) -> Self {
        Self { seats: problem.openings.iter().map(|wanted| wanted.seats).collect(), groups: problem.groups.clone() }
    }

    fn take(&mut self, problem: &Problem, class: &Class) {
        self.groups[problem.carriers[class.carrier].group] -= class.seats();
        problem.served(class).for_each(|(suit, seats)| self.seats[suit.opening] -= seats);
    }

    fn give(&mut self, problem: &Problem, class: &Class) {
        self.groups[problem.carriers[class.carrier].group] += class.seats();
        problem.served(class).for_each(|(suit, seats)| self.seats[suit.opening] += seats);
    }
}

/// Classes, and what they leave.
pub(super) fn pack(problem: &Problem) -> (Vec<Class>, Left) {
    let mut left = Left::of(problem);
    let all: BTreeSet<usize> = (0..problem.carriers.len()).collect();
    let mut classes = fill(problem, &mut left, &all);
    for _ in 0..ROUNDS {
        if !again(problem, &mut classes, &mut left) {
            break;
        }
    }
    (classes, left)
}

/// Picks the best class until none is worth anything.
fn fill(problem: &Problem, left: &mut Left, among: &BTreeSet<usize>) -> Vec<Class> {
    let worth = |carrier: usize, left: &Left| {
        let class = gather(problem, carrier, left);
        let value = if problem.holds(&class) { problem.value(&class) } else { 0.0 };
        (class, value)
    };
    let mut tried: Vec<(Class, f64)> = among.iter().map(|&carrier| worth(carrier, left)).collect();
    let mut picked = Vec::new();
    loop {
        let best = tried.iter().enumerate().max_by(|(a, (_, x)), (b, (_, y))| x.total_cmp(y).then(b.cmp(a)));
        let Some((_, (class, value))) = best else { return picked };
        if *value <= LEAST_GAIN {
            return picked;
        }
        let class = class.clone();
        left.take(problem, &class);
        let taken: BTreeSet<usize> = problem.served(&class).map(|(suit, _)| suit.opening).collect();
        let group = problem.carriers[class.carrier].group;
        for (other, value) in &mut tried {
            let wants = problem.served(other).any(|(suit, _)| taken.contains(&suit.opening));
            if wants || problem.carriers[other.carrier].group == group {
                (*other, *value) = worth(other.carrier, left);
            }
        }
        picked.push(class);
    }
}

/// Takes each class apart and packs what it frees; whether anything became better.
fn again(problem: &Problem, classes: &mut Vec<Class>, left: &mut Left) -> bool {
    let mut better = false;
    for class in classes.clone() {
        let Some(at) = classes.iter().position(|held| *held == class) else { continue };
        let before = left.clone();
        left.give(problem, &class);
        let freed: BTreeSet<usize> = problem.served(&class).map(|(suit, _)| suit.opening).collect();
        let group = problem.carriers[class.carrier].group;
        let touched = |(_, carrier): &(usize, &super::problem::Carrier)| {
            carrier.group == group || carrier.suits.iter().any(|suit| freed.contains(&suit.opening))
        };
        let among = problem.carriers.iter().enumerate().filter(touched).map(|(at, _)| at).collect();
        let instead = fill(problem, left, &among);
        let value: f64 = instead.iter().map(|class| problem.value(class)).sum();
        if value > problem.value(&class) + LEAST_GAIN {
            classes.remove(at);
            classes.extend(instead);
            better = true;
        } else {
            *left = before;
        }
    }
    better
}

/// The best that a carrier gathers of what is left, beginning with each of those openings that promise most; it need not
/// hold. The opening that brings most for a seat can be the wrong first one: its hours or its enterprise leave no room.
pub(super) fn gather(problem: &Problem, carrier: usize, left: &Left) -> Class {
    let mut firsts: Vec<(f64, usize, u32)> = open(problem, carrier, left, &Gathered::default(), true).collect();
    firsts.sort_by(|(x, a, _), (y, b, _)| y.total_cmp(x).then(a.cmp(b)));
    let gathered =
        firsts.into_iter().take(FIRSTS).map(|(_, at, seats)| gather_from(problem, carrier, left, (at, seats)));
    let rank = |class: &Class| (problem.holds(class), problem.value(class));
    gathered
        .map(|class| (rank(&class), class))
        .reduce(|best, next| if rank_above(next.0, best.0) { next } else { best })
        .map_or(Class { carrier, taken: Vec::new() }, |(_, class)| class)
}

/// Whether a class comes before another: one that holds first, then the one of more value.
fn rank_above((holds, value): (bool, f64), (other_holds, other): (bool, f64)) -> bool {
    holds.cmp(&other_holds).then(value.total_cmp(&other)).is_gt()
}

fn gather_from(problem: &Problem, carrier: usize, left: &Left, first: (usize, u32)) -> Class {
    let mut gathered = Gathered::default();
    gathered.take(problem, carrier, first, true);
    for ordered in [true, false] {
        while let Some(next) = next(problem, carrier, left, &gathered, ordered) {
            gathered.take(problem, carrier, next, ordered);
        }
    }
    gathered.taken.sort_unstable();
    Class { carrier, taken: gathered.taken }
}

#[derive(Default)]
struct Gathered {
    taken: Vec<(usize, u32)>,
    seats: u32,
    ordered: u32,
    lessons: Lessons,
    firms: BTreeSet<u32>,
}

impl Gathered {
    fn take(&mut self, problem: &Problem, carrier: usize, (at, seats): (usize, u32), ordered: bool) {
        let suit = &problem.carriers[carrier].suits[at];
        self.lessons.add(&suit.lessons);
        self.firms.extend(problem.openings[suit.opening].firm);
        self.taken.push((at, seats));
        self.seats += seats;
        self.ordered += if ordered { seats } else { 0 };
    }
}

/// The suit that brings most for a seat, with the seats that it may take; none where no more brings anything.
fn next(problem: &Problem, carrier: usize, left: &Left, so_far: &Gathered, ordered: bool) -> Option<(usize, u32)> {
    let open = open(problem, carrier, left, so_far, ordered).filter(|(gain, ..)| *gain > 0.0);
    let best = open.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, at, seats)| (at, seats))
}

/// The suits that still have room: what each brings for a seat after the hours that it adds, its place, and its seats.
fn open<'p>(
    problem: &'p Problem,
    carrier: usize,
    left: &'p Left,
    so_far: &'p Gathered,
    ordered: bool,
) -> impl Iterator<Item = (f64, usize, u32)> + 'p {
    let held = &problem.carriers[carrier];
    let most = held.seats[1].min(left.groups[held.group]);
    let beside = problem.beside(so_far.ordered).saturating_sub(so_far.seats - so_far.ordered);
    let room = (most - so_far.seats.min(most)).min(if ordered { u32::MAX } else { beside });
    let hours = held.hours - so_far.lessons.hours().min(held.hours);
    held.suits.iter().enumerate().filter_map(move |(at, suit)| {
        let wanted = &problem.openings[suit.opening];
        let new = wanted.firm.is_some_and(|firm| !so_far.firms.contains(&firm));
        // A class of many enterprises keeps a seat for each that it still needs.
        let needed = (held.firms[0]).saturating_sub(so_far.firms.len() + usize::from(new)) as u32;
        let seats = left.seats[suit.opening].min(if ordered { room.saturating_sub(needed) } else { room });
        let shut = wanted.firm.is_some() != ordered || (new && so_far.firms.len() >= held.firms[1]);
        let added = so_far.lessons.added(&suit.lessons);
        if seats == 0 || shut || added > hours || so_far.taken.iter().any(|(taken, _)| *taken == at) {
            return None;
        }
        Some((problem.seat(suit) - problem.hour_cost * f64::from(added) / f64::from(seats), at, seats))
    })
}
