//! The welfare-optimal matching as a minimum-cost flow: students → pools → done; most students first, then the least cost.
//!
//! The primal-dual method (Ford and Fulkerson 1962) over pools alone. A step from a pool to another is the cheapest of its
//! holders who could move on: a matrix, of which a row changes when somebody comes or goes. `far` of a pool is the cost of
//! the cheapest way to it, from a student without a seat and over such steps, so that what is left of a step beside it is 0
//! or more. Each phase asks how much dearer the next seat is (Dijkstra), and then uses ways of exactly that cost (depth
//! first). The seats filled so far are filled at the least cost for their number, so that the last phase ends at the
//! optimum. Costs are whole points, hence few phases: the fill plan's solver, which prices one seat after another, takes as
//! many searches as there are seats.

use super::market::{Market, Placed};

/// No way, no step: far above every sum of costs, and far from where numbers end.
const FAR: i32 = i32::MAX / 4;
/// From here on a sum holds a step that is none.
const NO_WAY: i32 = FAR / 2;
/// No claim.
const NONE: u32 = u32::MAX;

/// The optimal matching over the classes that are open. Of matchings that are equally good the one told follows from the
/// numbers of students.
pub(super) fn optimal(market: &Market, open: &[bool]) -> Placed {
    let mut solver = Solver::new(market, open);
    while let Some(dearer) = solver.search() {
        solver.move_prices(dearer);
        solver.fill();
    }
    solver.held.iter().map(|&held| (held != NONE).then_some(held)).collect()
}

struct Solver {
    /// By pool: seats, and who has them.
    seats: Vec<u32>,
    holders: Vec<Vec<u32>>,
    /// By student: claims as pool and cost, side by side.
    claims: Vec<(u32, u16)>,
    /// By student: where they begin.
    first: Vec<usize>,
    /// By student: which of them is used.
    held: Vec<u32>,
    /// By pool: claims as cost, student and number, the dearest first; those of students with a seat are taken off the end.
    asking: Vec<Vec<(u16, u32, u32)>>,
    /// By pool and pool: the cost of the cheapest move.
    steps: Vec<i32>,
    /// By pool: the cost of the cheapest way; and of the cheapest way to a free seat.
    far: Vec<i32>,
    done: i32,
    /// By pool: how much more than `far` the cheapest way costs in this phase.
    left: Vec<i32>,
    /// By pool: the cheapest way found so far in this phase to one that was not passed; 0, or for one that was passed a bar
    /// in front of it.
    ways: Vec<i32>,
    bar: Vec<i32>,
    /// By pool: whether seats were asked of it in this phase.
    seen: Vec<bool>,
    /// By pool: whether somebody went since its steps were read.
    stale: Vec<bool>,
}

impl Solver {
    fn new(market: &Market, open: &[bool]) -> Self {
        let pools = market.pools.len();
        let held = |pool: &super::Pool| if open[pool.class as usize] { pool.seats } else { 0 };
        let seats: Vec<u32> = market.pools.iter().map(held).collect();
        let mut asking = vec![Vec::new(); pools];
        for (student, claims) in (0..).zip(&market.students) {
            for (number, claim) in (0..).zip(claims).filter(|(_, claim)| seats[claim.pool as usize] > 0) {
                asking[claim.pool as usize].push((claim.cost, student, number));
            }
        }
        asking.iter_mut().for_each(|asking| asking.sort_unstable_by(|a, b| b.cmp(a)));
        let lengths = market.students.iter().scan(0, |end, claims| {
            let first = *end;
            *end += claims.len();
            Some(first)
        });
        Self {
            claims: market.students.iter().flatten().map(|claim| (claim.pool, claim.cost)).collect(),
            first: lengths.chain([market.students.iter().map(Vec::len).sum()]).collect(),
            seats,
            holders: vec![Vec::new(); pools],
            held: vec![NONE; market.students.len()],
            asking,
            steps: vec![FAR; pools * pools],
            far: vec![0; pools],
            done: 0,
            left: vec![FAR; pools],
            ways: vec![FAR; pools],
            bar: vec![0; pools],
            seen: vec![false; pools],
            stale: vec![false; pools],
        }
    }

    /// The cheapest claim to a pool of somebody without a seat: cost, student and number.
    fn next(&mut self, pool: usize) -> Option<(u16, u32, u32)> {
        let asking = &mut self.asking[pool];
        while asking.last().is_some_and(|(_, student, _)| self.held[*student as usize] != NONE) {
            asking.pop();
        }
        asking.last().copied()
    }

    fn has_room(&self, pool: usize) -> bool {
        self.holders[pool].len() < self.seats[pool] as usize
    }

    fn row(&self, pool: usize) -> &[i32] {
        let pools = self.far.len();
        &self.steps[pool * pools..(pool + 1) * pools]
    }

    /// How much dearer the cheapest way to a free seat is than the last; none where no way is left.
    fn search(&mut self) -> Option<i32> {
        let pools = self.far.len();
        self.left.fill(FAR);
        self.bar.fill(0);
        for pool in 0..pools {
            self.ways[pool] = self.next(pool).map_or(FAR, |(cost, ..)| i32::from(cost) - self.far[pool]);
        }
        let mut best = NO_WAY;
        loop {
            let nearest = self.ways.iter().copied().min().filter(|nearest| *nearest < best);
            let Some(pool) = nearest.and_then(|nearest| self.ways.iter().position(|way| *way == nearest)) else {
                break;
            };
            (self.left[pool], self.bar[pool]) = (self.ways[pool], FAR);
            if self.has_room(pool) {
                best = best.min(self.left[pool] + self.far[pool] - self.done);
            }
            self.ways[pool] = FAR;
            self.renew(pool);
            self.step_on(pool);
        }
        (best < NO_WAY).then_some(best)
    }

    /// Ways over one pool to all others; to those that were passed there is no shorter one.
    fn step_on(&mut self, pool: usize) {
        let (start, pools) = (self.left[pool] + self.far[pool], self.far.len());
        let steps = &self.steps[pool * pools..(pool + 1) * pools];
        for (((way, far), bar), step) in self.ways.iter_mut().zip(&self.far).zip(&self.bar).zip(steps) {
            *way = (*way).min((start + step - far).max(*bar));
        }
    }

    fn move_prices(&mut self, dearer: i32) {
        for (far, left) in self.far.iter_mut().zip(&self.left) {
            *far += (*left).min(dearer);
        }
        self.done += dearer;
    }

    /// Gives seats along ways that cost exactly what this phase found. A pool from which there was none is not looked at
    /// again; should another way have opened one, the next phase finds it, no dearer.
    fn fill(&mut self) {
        self.seen.fill(false);
        for pool in 0..self.far.len() {
            while let Some((cost, student, number)) = self.next(pool) {
                if i32::from(cost) != self.far[pool] || self.seen[pool] || !self.make_room(pool) {
                    break;
                }
                self.take(pool, student, number);
            }
        }
    }

    /// Moves holders on until a pool has a seat to give, where that costs nothing more.
    fn make_room(&mut self, pool: usize) -> bool {
        if self.has_room(pool) && self.far[pool] == self.done {
            return true;
        }
        self.seen[pool] = true;
        self.renew(pool);
        for to in 0..self.far.len() {
            let step = self.row(pool)[to];
            if self.far[pool] + step == self.far[to] && !self.seen[to] && self.make_room(to) {
                self.seen[pool] = false;
                return self.move_on(pool, to, step);
            }
        }
        false
    }

    /// Moves the first of the holders whose move costs so much.
    fn move_on(&mut self, from: usize, to: usize, step: i32) -> bool {
        let found = self.holders[from].iter().enumerate().find_map(|(place, &student)| {
            let (claims, now) = self.claims_of(student);
            let (number, (_, cost)) = (0..).zip(claims).find(|(_, (pool, _))| *pool as usize == to)?;
            (i32::from(*cost) - now == step).then_some((place, student, number))
        });
        let Some((place, student, number)) = found else { return false };
        self.holders[from].swap_remove(place);
        self.stale[from] = true;
        self.take(to, student, number);
        true
    }

    /// A student's claims, and what the one in use costs.
    fn claims_of(&self, student: u32) -> (&[(u32, u16)], i32) {
        let at = student as usize;
        let claims = &self.claims[self.first[at]..self.first[at + 1]];
        (claims, claims.get(self.held[at] as usize).map_or(0, |(_, cost)| i32::from(*cost)))
    }

    fn take(&mut self, pool: usize, student: u32, number: u32) {
        self.held[student as usize] = number;
        self.holders[pool].push(student);
        if !self.stale[pool] {
            self.add_steps(pool, student);
        }
    }

    /// The steps of a pool anew, if somebody went.
    fn renew(&mut self, pool: usize) {
        if std::mem::take(&mut self.stale[pool]) {
            let pools = self.far.len();
            self.steps[pool * pools..(pool + 1) * pools].fill(FAR);
            for place in 0..self.holders[pool].len() {
                self.add_steps(pool, self.holders[pool][place]);
            }
        }
    }

    fn add_steps(&mut self, pool: usize, student: u32) {
        let (at, pools) = (student as usize, self.far.len());
        let claims = &self.claims[self.first[at]..self.first[at + 1]];
        let now = claims.get(self.held[at] as usize).map_or(0, |(_, cost)| i32::from(*cost));
        let row = &mut self.steps[pool * pools..(pool + 1) * pools];
        for &(to, cost) in claims.iter().filter(|(to, _)| self.seats[*to as usize] > 0) {
            let step = &mut row[to as usize];
            *step = (*step).min(i32::from(cost) - now);
        }
    }
}
