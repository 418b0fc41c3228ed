//! The welfare-optimal matching as a minimum-cost flow: students → pools → done; most students first, then the least cost.
//!
//! The primal-dual method (Ford and Fulkerson 1962) over pools alone. A step from a pool to another is the cheapest of its
//! holders who could move on: a matrix, of which a row changes when somebody comes or goes. `far` of a pool is the cost of
//! the cheapest way to it, from a student without a seat and over such steps, so that what is left of a step beside it is 0
//! or more. Each phase asks how much dearer the next seat is (Dijkstra), and then uses ways of exactly that cost (depth
//! first). The seats filled so far are filled at the least cost for their number, so that the last phase ends at the
//! optimum. Costs are whole points, hence few phases: the fill plan's solver, which prices one seat after another, takes as
//! many searches as there are seats.
//!
//! A class that is closed later gives its people up one after the other, each over the cheapest way to a free seat, and
//! where there is none, the cheapest way to somebody who then goes without. Prices stay what proves the optimum (reduced
//! costs of 0 or more), so that nothing is matched anew (Ahuja, Magnanti and Orlin 1993, section 9.11).

use super::market::{Market, Placed};

/// No way, no step: far above every sum of costs, and far from where numbers end.
const FAR: i32 = i32::MAX / 4;
/// From here on a sum holds a step that is none.
const NO_WAY: i32 = FAR / 2;
/// No claim.
const NONE: u32 = u32::MAX;

/// The optimal matching, and how it changes as classes are closed. Of matchings that are equally good the one told follows
/// from the numbers of students and from which classes were closed before.
pub(super) struct Flow<'m> {
    market: &'m Market,
    solver: Solver,
}

impl<'m> Flow<'m> {
    /// The optimal matching with all classes open.
    pub(super) fn new(market: &'m Market) -> Self {
        let mut solver = Solver::new(market);
        while let Some(dearer) = solver.search(&[]) {
            solver.move_prices(dearer);
            solver.fill();
        }
        Self { market, solver }
    }

    /// The optimal matching with one more class closed.
    pub(super) fn close(&mut self, class: u32) {
        let pools = self.market.pools.iter().enumerate().filter(|(_, pool)| pool.class == class);
        let pools: Vec<usize> = pools.map(|(pool, _)| pool).collect();
        self.solver.close(&pools);
    }

    /// Who is placed where.
    pub(super) fn placed(&self) -> Placed {
        self.solver.held.iter().map(|&held| (held != NONE).then_some(held)).collect()
    }
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
    /// How much the cheapest way to being without a seat costs in this phase; 0 where that is where it begins.
    without: i32,
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
    fn new(market: &Market) -> Self {
        let pools = market.pools.len();
        let seats: Vec<u32> = market.pools.iter().map(|pool| pool.seats).collect();
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
            without: FAR,
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

    /// How much dearer the cheapest way to a free seat is than the last; none where no way is left. It begins with somebody
    /// without a seat, or with a holder of one of the pools that are to be left.
    fn search(&mut self, leave: &[usize]) -> Option<i32> {
        self.left.fill(FAR);
        self.bar.fill(0);
        self.ways.fill(FAR);
        leave.iter().filter(|&&pool| !self.holders[pool].is_empty()).for_each(|&pool| self.ways[pool] = 0);
        self.without = FAR;
        let mut out = if leave.is_empty() { 0 } else { FAR };
        let mut best = NO_WAY;
        loop {
            let nearest = self.ways.iter().copied().min().unwrap_or(FAR);
            if out <= nearest && out < best {
                (self.without, out) = (out, FAR);
                self.step_in();
                continue;
            }
            let Some(pool) = self.ways.iter().position(|way| *way == nearest).filter(|_| nearest < best) else { break };
            (self.left[pool], self.bar[pool]) = (self.ways[pool], FAR);
            if self.has_room(pool) {
                best = best.min(self.left[pool] + self.far[pool] - self.done);
            }
            self.ways[pool] = FAR;
            self.renew(pool);
            self.step_on(pool);
            if self.without == FAR {
                out = out.min(self.left[pool] + self.far[pool] - self.dearest(pool));
            }
        }
        (best < NO_WAY).then_some(best)
    }

    /// What the seat costs of the holder whose going saves most; nothing of an empty pool.
    fn dearest(&self, pool: usize) -> i32 {
        self.holders[pool].iter().map(|&student| self.claims_of(student).1).max().unwrap_or(-FAR)
    }

    /// Ways from being without a seat to all pools that were not passed.
    fn step_in(&mut self) {
        for pool in 0..self.far.len() {
            let Some((cost, ..)) = self.next(pool) else { continue };
            let way = (self.without + i32::from(cost) - self.far[pool]).max(self.bar[pool]);
            self.ways[pool] = self.ways[pool].min(way);
        }
    }

    /// Ways over one pool to all others; to those that were passed there is no shorter one.
    fn step_on(&mut self, pool: usize) {
        let (start, pools) = (self.left[pool] + self.far[pool], self.far.len());
        let steps = &self.steps[pool * pools..(pool + 1) * pools];
        for (((way, far), bar), step) in self.ways.iter_mut().zip(&self.far).zip(&self.bar).zip(steps) {
            *way = (*way).min((start + step - far).max(*bar));
        }
    }

    /// Being without a seat stays at 0.
    fn move_prices(&mut self, dearer: i32) {
        let without = self.without.min(dearer);
        for (far, left) in self.far.iter_mut().zip(&self.left) {
            *far += (*left).min(dearer) - without;
        }
        self.done += dearer - without;
    }

    /// Takes the seats of some pools away.
    fn close(&mut self, pools: &[usize]) {
        for &pool in pools {
            self.seats[pool] = 0;
            self.asking[pool].clear();
            self.steps.iter_mut().skip(pool).step_by(self.far.len()).for_each(|step| *step = FAR);
        }
        self.give_up(pools, Self::make_room);
        while let Some(dearer) = self.held_in(pools).then(|| self.search(pools)).flatten() {
            self.move_prices(dearer);
            self.give_up(pools, Self::make_room);
        }
        while self.held_in(pools) {
            self.search(pools);
            self.move_prices(self.without);
            self.give_up(pools, Self::let_go);
        }
    }

    fn held_in(&self, pools: &[usize]) -> bool {
        pools.iter().any(|&pool| !self.holders[pool].is_empty())
    }

    /// Takes holders from some pools for as long as it costs nothing more.
    fn give_up(&mut self, pools: &[usize], take: impl Fn(&mut Self, usize) -> bool) {
        self.seen.fill(false);
        for &pool in pools {
            while !self.holders[pool].is_empty() && !self.seen[pool] && take(self, pool) {}
        }
    }

    /// Moves holders on until somebody goes without a seat, where that costs nothing more; the pool has one holder less.
    fn let_go(&mut self, pool: usize) -> bool {
        let goes = |&student: &u32| self.claims_of(student).1 == self.far[pool];
        if let Some(place) = self.holders[pool].iter().position(goes) {
            self.go(pool, place);
            return true;
        }
        self.pass_on(pool, Self::let_go)
    }

    /// Takes the seat of one of the holders, who asks again wherever there is a claim.
    fn go(&mut self, pool: usize, place: usize) {
        let student = self.holders[pool].swap_remove(place);
        self.stale[pool] = true;
        self.held[student as usize] = NONE;
        let (from, to) = (self.first[student as usize], self.first[student as usize + 1]);
        for (number, &(pool, cost)) in (0..).zip(&self.claims[from..to]) {
            let (asking, claim) = (&mut self.asking[pool as usize], (cost, student, number));
            if self.seats[pool as usize] > 0
                && let Err(at) = asking.binary_search_by(|other| claim.cmp(other))
            {
                asking.insert(at, claim);
            }
        }
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
        (self.has_room(pool) && self.far[pool] == self.done) || self.pass_on(pool, Self::make_room)
    }

    /// Moves a holder on to a pool in which `make` makes room, where that costs nothing more.
    fn pass_on(&mut self, pool: usize, make: impl Fn(&mut Self, usize) -> bool) -> bool {
        self.seen[pool] = true;
        self.renew(pool);
        let mut from = 0;
        while let Some(to) = self.free_step(pool, from) {
            let step = self.row(pool)[to];
            if make(self, to) {
                self.seen[pool] = false;
                return self.move_on(pool, to, step);
            }
            from = to + 1;
        }
        false
    }

    /// The next pool, from one on, to which a step costs nothing more and that was not looked at.
    fn free_step(&self, pool: usize, from: usize) -> Option<usize> {
        let (reached, steps) = (self.far[pool], &self.row(pool)[from..]);
        let mut others = steps.iter().zip(&self.far[from..]).zip(&self.seen[from..]);
        others.position(|((step, far), seen)| reached + step == *far && !seen).map(|at| from + at)
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
