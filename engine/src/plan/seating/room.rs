//! Who of those who ask for a class gets in, and on which of its pools: an exact assignment of people to pools.
//!
//! A class keeps most people; of two sets as large that which fills earlier pools; then the one whose claims are strongest in
//! sum. Nobody is left out because somebody sits on one share who could sit on another. Whoever asks is taken by the best
//! alternating path: onto a pool, whoever makes room there onto the next, until a seat is free or somebody is turned away.
//! Strongest first then holds pool by pool too: with a weaker one in the seat the sum would be smaller.
//!
//! The best assignment of a set makes people substitutes (Shapley 1962; Kelso and Crawford 1982): who is turned away once
//! would be turned away with more people asking, which is all that deferred acceptance needs (Hatfield and Milgrom 2005).

use std::ops::{Add, Sub};

use super::market::{Claim, Market};

/// What it is worth that somebody sits in a pool, and what a change is worth; compared part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Worth {
    /// The earlier the pool, the more.
    early: i64,
    /// The strength, then the smaller number of the student.
    strength: i128,
    /// Of two arrangements of the same people that which has the strongest first.
    first: i128,
}

impl Add for Worth {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            early: self.early + other.early,
            strength: self.strength + other.strength,
            first: self.first + other.first,
        }
    }
}

impl Sub for Worth {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            early: self.early - other.early,
            strength: self.strength - other.strength,
            first: self.first - other.first,
        }
    }
}

/// A student with the claims to one class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'m> {
    pub(super) student: u32,
    /// The place of the first of the claims among all of the student's.
    pub(super) from: u32,
    pub(super) claims: &'m [Claim],
}

impl Asking<'_> {
    fn claim(&self, pool: u32) -> Option<usize> {
        self.claims.iter().position(|claim| claim.pool == pool)
    }
}

/// Somebody of a pool, by the place in its list, with what a move brings.
type Move = Option<(Worth, usize)>;

/// A class with those whom it holds.
pub(super) struct Room<'m> {
    /// Its pools in their order, as numbers of the market, with their seats.
    pools: Vec<(u32, usize)>,
    held: Vec<Vec<Asking<'m>>>,
    /// By pool and pool: the best move from the one to the other.
    moves: Vec<Move>,
    /// By pool: whom it would let go first.
    weakest: Vec<Move>,
    /// By pool: the best way for who asks to get there, and over which pool; kept to spare room.
    ways: Vec<Option<(Worth, Option<usize>)>>,
}

impl<'m> Room<'m> {
    /// The classes of a market, empty.
    pub(super) fn all(market: &Market) -> Vec<Self> {
        let mut pools: Vec<Vec<(u32, usize)>> = vec![Vec::new(); market.minima.len()];
        for (number, pool) in (0..).zip(&market.pools) {
            pools[pool.class as usize].push((number, pool.seats as usize));
        }
        let room = |pools: Vec<(u32, usize)>| Self {
            held: vec![Vec::new(); pools.len()],
            moves: vec![None; pools.len() * pools.len()],
            weakest: vec![None; pools.len()],
            ways: vec![None; pools.len()],
            pools,
        };
        pools.into_iter().map(room).collect()
    }

    /// Lets somebody ask: who is turned away, if anybody has to be.
    pub(super) fn ask(&mut self, asking: Asking<'m>) -> Option<u32> {
        self.find_ways(&asking);
        let of = |at: usize| self.ways[at].map(|(worth, _)| worth);
        let free = (0..self.pools.len()).filter(|&at| self.held[at].len() < self.pools[at].1);
        let free = free.filter_map(|at| Some((of(at)?, at))).reduce(better);
        if let Some((_, end)) = free {
            self.shift(asking, end);
            return None;
        }
        let full = (0..self.pools.len()).filter_map(|at| Some((of(at)? - self.weakest[at]?.0, at))).reduce(better);
        let Some((_, end)) = full.filter(|(gain, _)| *gain > Worth::default()) else { return Some(asking.student) };
        let out = self.weakest[end].map(|(_, place)| self.held[end].swap_remove(place).student);
        self.shift(asking, end);
        out
    }

    /// Everybody leaves, and nobody gets in any more.
    pub(super) fn close(&mut self) -> Vec<u32> {
        self.pools.clear();
        self.held.drain(..).flatten().map(|asking| asking.student).collect()
    }

    /// Whom it holds, each with the claim that came true.
    pub(super) fn placed(&self) -> impl Iterator<Item = (u32, u32)> {
        let of = |(held, (pool, _)): (&'_ Vec<Asking<'m>>, &(u32, usize))| {
            let pool = *pool;
            held.iter().filter_map(move |a| Some((a.student, a.from + a.claim(pool)? as u32))).collect::<Vec<_>>()
        };
        self.held.iter().zip(&self.pools).flat_map(of)
    }

    /// What it is worth that somebody sits in a pool; none where the pool does not accept.
    fn worth(&self, asking: &Asking<'_>, at: usize) -> Option<Worth> {
        let claim = &asking.claims[asking.claim(self.pools[at].0)?];
        let early = (self.pools.len() - at) as i64;
        let strength = i128::from(claim.strength) << 32 | i128::from(u32::MAX - asking.student);
        Some(Worth { early, strength, first: strength * i128::from(early) })
    }

    /// The best ways into each pool (Bellman and Ford): no round of moves brings anything, since the room is arranged best.
    fn find_ways(&mut self, asking: &Asking<'_>) {
        let count = self.pools.len();
        for at in 0..count {
            self.ways[at] = self.worth(asking, at).map(|worth| (worth, None));
        }
        for _ in 1..count {
            let mut found = false;
            for (from, to) in (0..count).flat_map(|from| (0..count).map(move |to| (from, to))) {
                let way = self.ways[from].zip(self.moves[from * count + to]);
                let Some(worth) = way.map(|((worth, _), (gain, _))| worth + gain) else { continue };
                if self.ways[to].is_none_or(|(known, _)| worth > known) {
                    self.ways[to] = Some((worth, Some(from)));
                    found = true;
                }
            }
            if !found {
                break;
            }
        }
    }

    /// Makes room along the way that ends in a pool with a seat, the last first, and seats who asks.
    fn shift(&mut self, asking: Asking<'m>, end: usize) {
        let (count, mut to, mut touched) = (self.pools.len(), end, vec![end]);
        while let Some((_, Some(from))) = self.ways[to] {
            if let Some((_, place)) = self.moves[from * count + to] {
                let moved = self.held[from].swap_remove(place);
                self.held[to].push(moved);
            }
            to = from;
            touched.push(from);
        }
        self.held[to].push(asking);
        touched.into_iter().for_each(|at| self.look(at));
    }

    /// Who of a pool would move where, and who would go first.
    fn look(&mut self, at: usize) {
        let count = self.pools.len();
        let here: Vec<(Worth, usize)> =
            self.held[at].iter().enumerate().filter_map(|(place, held)| Some((self.worth(held, at)?, place))).collect();
        self.weakest[at] = here.iter().copied().min();
        for to in (0..count).filter(|to| *to != at) {
            let gain = |&(worth, place): &(Worth, usize)| Some((self.worth(&self.held[at][place], to)? - worth, place));
            self.moves[at * count + to] = here.iter().filter_map(gain).reduce(better);
        }
    }
}

/// The better of two; of equal ones the first.
fn better(one: (Worth, usize), other: (Worth, usize)) -> (Worth, usize) {
    if other.0 > one.0 { other } else { one }
}
