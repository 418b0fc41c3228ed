//! Minimum class sizes: a class that stays under its minimum is closed and the matching made again, one class at a time,
//! until every class that is open has its minimum.
//!
//! Closed first is the class that reaches the smallest share of what its minimum lacks beside those who had a seat before,
//! then the one to which fewer have a claim, then the one with the smaller number. One at a time, since those who lose
//! their seats may fill the next class: two classes that share their students lose one of them and not both.
//!
//! What minima cost: a matching that is stable in regard of closed classes too need not exist, and finding out is hard
//! (Biró, Fleiner, Irving and Manlove 2010). A list can change which classes are held, so that across all classes nobody is
//! safe from regretting the truth; for the classes that are held the matching is what it would be had only they been
//! offered: stable or optimal, and for the stable one no student gains by telling other wishes about them.

use super::Mechanism;
use super::market::{Market, Placed};
use super::optimal::Flow;
use super::stable::Deferred;

/// A class that was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// Which, by number.
    pub class: u32,
    /// How many it had when it was closed, below its minimum.
    pub had: u32,
}

/// A matching in which every open class has its minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Who is placed where.
    pub placed: Placed,
    /// Classes that were closed, in this order.
    pub closed: Vec<Closed>,
}

impl Settled {
    /// By class, whether it is held.
    #[must_use]
    pub fn open(&self, market: &Market) -> Vec<bool> {
        let mut open = vec![true; market.minima.len()];
        self.closed.iter().for_each(|closed| open[closed.class as usize] = false);
        open
    }
}

impl Market {
    /// Matches by a mechanism, and closes what stays under its minimum.
    #[must_use]
    pub fn settle(&self, mechanism: Mechanism) -> Settled {
        match mechanism {
            Mechanism::Stable => {
                let mut run = Deferred::new(self);
                let first = run.placed();
                self.settled(first, |class| {
                    run.close(class);
                    run.placed()
                })
            }
            Mechanism::Optimal => {
                let mut run = Flow::new(self);
                let first = run.placed();
                self.settled(first, |class| {
                    run.close(class);
                    run.placed()
                })
            }
        }
    }

    /// `without` matches with one more class closed.
    fn settled(&self, first: Placed, mut without: impl FnMut(u32) -> Placed) -> Settled {
        let wished = self.wished();
        let mut open = vec![true; self.minima.len()];
        let mut settled = Settled { placed: first, closed: Vec::new() };
        while let Some(closed) = self.shortest(&settled.placed, &open, &wished) {
            open[closed.class as usize] = false;
            settled.closed.push(closed);
            settled.placed = without(closed.class);
        }
        settled
    }

    /// By class, how many students have a claim to it.
    #[must_use]
    pub fn wished(&self) -> Vec<u32> {
        let mut wished = vec![0; self.minima.len()];
        for claims in &self.students {
            // The pools of one class stand side by side.
            let mut last = None;
            for class in claims.iter().map(|claim| self.class(claim)) {
                wished[class] += u32::from(last.replace(class) != Some(class));
            }
        }
        wished
    }

    fn shortest(&self, placed: &Placed, open: &[bool], wished: &[u32]) -> Option<Closed> {
        let sizes = self.sizes(placed);
        let short = (0..self.minima.len()).filter(|&class| open[class] && sizes[class] < self.minima[class]);
        let share = |class: usize| (u64::from(sizes[class]), u64::from(self.minima[class]));
        let first = short.min_by(|&a, &b| {
            let ((had, least), (other, most)) = (share(a), share(b));
            (had * most).cmp(&(other * least)).then(wished[a].cmp(&wished[b])).then(a.cmp(&b))
        })?;
        Some(Closed { class: u32::try_from(first).ok()?, had: sizes[first] })
    }
}
