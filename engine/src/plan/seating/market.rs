//! What a mechanism reads: students and pools of seats as numbers. Knows no people, no classes and no fit.

/// The claim of a student to the seats of one pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Which pool, by number.
    pub pool: u32,
    /// The place of its class in the student's list, 1 for the dearest. Claims to pools of one class have one place.
    pub wish: u16,
    /// The pool takes the greater first; of equal ones that of the student with the smaller number.
    pub strength: u64,
    /// What the seat costs the common good, in whole points; only [`super::Mechanism::Optimal`] reads it.
    pub cost: u16,
}

/// Seats of one class that go by the same claims: an enterprise's share, or the free seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// Which class, by number.
    pub class: u32,
    /// How many.
    pub seats: u32,
}

/// Students with their claims, pools with their seats, classes with their minima.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Market {
    /// By student: claims in the order of the student's wishes. A student is taken by a pool only where there is a claim.
    pub students: Vec<Vec<Claim>>,
    /// Pools.
    pub pools: Vec<Pool>,
    /// By class: how many must be placed in it, beside those who have a seat before, or it is not held.
    pub minima: Vec<u32>,
}

/// By student, which of the claims came true; none for who is placed nowhere.
pub type Placed = Vec<Option<u32>>;

impl Market {
    /// The claim by which a student is placed.
    #[must_use]
    pub fn held(&self, placed: &Placed, student: usize) -> Option<&Claim> {
        self.students[student].get((*placed.get(student)?)? as usize)
    }

    /// Claims that came true, with the student's number.
    pub(super) fn won<'m>(&'m self, placed: &'m Placed) -> impl Iterator<Item = (u32, &'m Claim)> {
        let claim = |student: u32| self.held(placed, student as usize).map(|claim| (student, claim));
        (0..self.students.len() as u32).filter_map(claim)
    }

    /// By class, how many are placed in it.
    #[must_use]
    pub fn sizes(&self, placed: &Placed) -> Vec<u32> {
        let mut sizes = vec![0; self.minima.len()];
        for (_, claim) in self.won(placed) {
            sizes[self.class(claim)] += 1;
        }
        sizes
    }

    /// The class that a claim is to.
    pub(super) fn class(&self, claim: &Claim) -> usize {
        self.pools[claim.pool as usize].class as usize
    }
}
