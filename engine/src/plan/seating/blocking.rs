//! Blocking pairs: a student and a class that would both rather have each other. A matching without any is stable.

use super::market::{Claim, Market, Placed};

/// A claim that would displace what is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Whose, by number.
    pub student: u32,
    /// Which of the student's claims; the first of those to the class that blocks.
    pub claim: u32,
    /// The weakest claim that it is stronger than; none where a seat is free.
    pub weaker: Option<u64>,
}

/// What a pool holds: how many, and the weakest with its student.
#[derive(Debug, Clone, Copy, Default)]
struct Load {
    taken: u32,
    weakest: Option<(u64, u32)>,
}

impl Market {
    /// All blocking pairs with classes that are open, by student and wish, one for each class.
    #[must_use]
    pub fn blocking(&self, placed: &Placed, open: &[bool]) -> Vec<Pair> {
        let loads = self.loads(placed);
        let mut pairs = Vec::new();
        for student in 0..self.students.len() as u32 {
            let mut last = None;
            for (number, claim) in self.dearer(placed, student) {
                let class = self.class(claim);
                if open[class]
                    && last != Some(class)
                    && let Some(weaker) = self.blocks(&loads, student, claim)
                {
                    last = Some(class);
                    pairs.push(Pair { student, claim: number, weaker });
                }
            }
        }
        pairs
    }

    /// Claims to classes that a student wishes for more than for the one that came true.
    pub(super) fn dearer<'m>(&'m self, placed: &Placed, student: u32) -> impl Iterator<Item = (u32, &'m Claim)> {
        let held = self.held(placed, student as usize).map_or(u16::MAX, |claim| claim.wish);
        (0..).zip(&self.students[student as usize]).take_while(move |(_, claim)| claim.wish < held)
    }

    fn loads(&self, placed: &Placed) -> Vec<Load> {
        let mut loads = vec![Load::default(); self.pools.len()];
        for (student, claim) in self.won(placed) {
            let load = &mut loads[claim.pool as usize];
            load.taken += 1;
            let weaker = |&(strength, other): &(u64, u32)| (claim.strength, other) < (strength, student);
            if load.weakest.as_ref().is_none_or(weaker) {
                load.weakest = Some((claim.strength, student));
            }
        }
        loads
    }

    /// Whether a pool would rather have the student: it has a free seat, or holds somebody weaker, whose claim is told.
    fn blocks(&self, loads: &[Load], student: u32, claim: &Claim) -> Option<Option<u64>> {
        let (load, seats) = (&loads[claim.pool as usize], self.pools[claim.pool as usize].seats);
        if load.taken < seats {
            return Some(None);
        }
        let (strength, other) = load.weakest?;
        ((claim.strength, other) > (strength, student)).then_some(Some(strength))
    }
}
