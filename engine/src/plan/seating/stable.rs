//! Deferred acceptance: the stable matching that is best for every student at once (Gale and Shapley 1962; with classes that
//! choose among those who ask, Hatfield and Milgrom 2005).
//!
//! Students ask along their lists of classes; a class keeps whom its best assignment to its pools keeps (`room.rs`) and turns
//! one away. In which order students ask does not matter (`McVitie` and Wilson 1970), so closing a class may continue from
//! where things stand: everybody who was turned away so far would be turned away with the class closed from the beginning,
//! since that only brings more students to the other classes.
//!
//! No student gains by telling other wishes than the true ones (Dubins and Freedman 1981; Hatfield and Milgrom 2005): people
//! are substitutes to a class, and with more who ask it never keeps fewer.

use super::market::{Market, Placed};
use super::room::{Asking, Room};

/// Students asking and classes holding, until nobody asks any more.
pub(super) struct Deferred<'m> {
    market: &'m Market,
    /// By class.
    rooms: Vec<Room<'m>>,
    /// By student: how many claims were put.
    put: Vec<u32>,
}

impl<'m> Deferred<'m> {
    /// The stable matching with all classes open.
    pub(super) fn new(market: &'m Market) -> Self {
        let mut run = Self { market, rooms: Room::all(market), put: vec![0; market.students.len()] };
        run.ask((0..market.students.len() as u32).rev().collect());
        run
    }

    /// The stable matching with one more class closed.
    pub(super) fn close(&mut self, class: u32) {
        let mut free = self.rooms[class as usize].close();
        free.sort_unstable();
        self.ask(free);
    }

    fn ask(&mut self, mut free: Vec<u32>) {
        while let Some(student) = free.pop() {
            let (from, market) = (self.put[student as usize], self.market);
            let left = &market.students[student as usize][from as usize..];
            let Some(first) = left.first() else { continue };
            // Claims to pools of one class stand side by side.
            let claims = &left[..left.iter().take_while(|claim| claim.wish == first.wish).count()];
            self.put[student as usize] += claims.len() as u32;
            free.extend(self.rooms[market.class(first)].ask(Asking { student, from, claims }));
        }
    }

    /// Who is placed where.
    pub(super) fn placed(&self) -> Placed {
        let mut placed = vec![None; self.put.len()];
        for (student, claim) in self.rooms.iter().flat_map(Room::placed) {
            placed[student as usize] = Some(claim);
        }
        placed
    }
}
