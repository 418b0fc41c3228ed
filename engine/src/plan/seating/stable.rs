//! Deferred acceptance: the stable matching that is best for every student at once (Gale and Shapley 1962; with capacities
//! Roth 1985).
//!
//! Students ask along their lists; a pool keeps the strongest claims and turns the weakest away. In which order students
//! ask does not matter (`McVitie` and Wilson 1970), so closing a class may continue from where things stand: everybody who
//! was turned away so far would be turned away with the class closed from the beginning, since that only brings more
//! students to the other pools.
//!
//! No student gains by telling other wishes than the true ones (Dubins and Freedman 1981). That holds for lists of pools;
//! the pools of one class stand in a student's list in an order that the student does not choose, so that lists of classes
//! are among the lists of pools, and nobody gains by another of them either (as in slot-specific priorities, Kominers and
//! Sönmez 2016).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::market::{Market, Placed};

/// The weakest is let go first; of equal claims that of the student with the greater number.
type Weakest = Reverse<(u64, Reverse<u32>)>;

/// Students asking and pools holding, until nobody asks any more.
pub(super) struct Deferred<'m> {
    market: &'m Market,
    /// By pool: seats that it gives.
    seats: Vec<usize>,
    /// By pool: whom it holds.
    held: Vec<BinaryHeap<Weakest>>,
    /// By student: how many claims were put.
    put: Vec<u32>,
}

impl<'m> Deferred<'m> {
    /// The stable matching with all classes open.
    pub(super) fn new(market: &'m Market) -> Self {
        let mut run = Self {
            market,
            seats: market.pools.iter().map(|pool| pool.seats as usize).collect(),
            held: market.pools.iter().map(|_| BinaryHeap::new()).collect(),
            put: vec![0; market.students.len()],
        };
        run.ask((0..market.students.len() as u32).rev().collect());
        run
    }

    /// The stable matching with one more class closed.
    pub(super) fn close(&mut self, class: u32) {
        let mut free = Vec::new();
        for (number, _) in self.market.pools.iter().enumerate().filter(|(_, pool)| pool.class == class) {
            self.seats[number] = 0;
            free.extend(self.held[number].drain().map(|Reverse((_, Reverse(student)))| student));
        }
        free.sort_unstable();
        self.ask(free);
    }

    fn ask(&mut self, mut free: Vec<u32>) {
        while let Some(student) = free.pop() {
            let put = &mut self.put[student as usize];
            let Some(claim) = self.market.students[student as usize].get(*put as usize) else { continue };
            *put += 1;
            let held = &mut self.held[claim.pool as usize];
            held.push(Reverse((claim.strength, Reverse(student))));
            if held.len() > self.seats[claim.pool as usize]
                && let Some(Reverse((_, Reverse(turned_away)))) = held.pop()
            {
                free.push(turned_away);
            }
        }
    }

    /// Who is placed where: a student whom a pool holds is held by the claim put last.
    pub(super) fn placed(&self) -> Placed {
        let mut placed = vec![None; self.put.len()];
        for Reverse((_, Reverse(student))) in self.held.iter().flatten() {
            placed[*student as usize] = self.put[*student as usize].checked_sub(1);
        }
        placed
    }
}
