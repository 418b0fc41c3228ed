//! The seat plan: which student gets which seat of which class. Students come with their lists of classes, classes with
//! shares of enterprises and free seats, smallest and largest size and priority groups. Judging is `fit`'s.
//!
//! ```text
//! students, classes → pools, claims (priority, fit, lot) → mechanism → minima → SeatPlan
//! ```
//!
//! - A class gives seats while it enrols; one that is agreed on is planned ahead where it is asked for by name. Its seats
//!   are pools: one for each enterprise and order that takes a share, in the order of the record, then the free seats. A
//!   student asks for a class; who gets in and on which pool is arranged in the class as a whole: most people, then
//!   earlier pools first, then the strongest claims (`room.rs`).
//! - A pool takes by priority group, then by fit in whole points, then by [`lot`]. An enterprise does not accept who fails a
//!   gate that the class itself does not teach or confer; free seats accept everybody.
//! - [`Mechanism::Stable`] gives the stable matching that is best for all students; [`Mechanism::Optimal`] places most
//!   students, then at the least cost in points: `seats.wish` of the method for each place further down the list, and
//!   `100 − fit`.
//!   There, a student of a priority group counts as fitting fully.
//! - A class under its minimum is closed, one at a time; `settle.rs` says which first, and which guarantees remain.

mod blocking;
mod claims;
mod classes;
mod lot;
mod make;
mod market;
mod optimal;
mod room;
mod settle;
mod stable;
mod student;
mod takeover;
mod tell;
#[cfg(test)]
mod tests;
mod told;

pub use blocking::Pair;
pub use classes::Offer;
pub use lot::lot;
pub use market::{Claim, Market, Placed, Pool};
pub use settle::{Closed, Settled};
pub use told::{
    BlockedBy, BlockingPair, Placement, SeatPlan, SeatedClass, SharePlaced, ShortClass, ShortWhy, UnfilledSeats,
    UnheardWish, UnplacedStudent, UnplacedWhy, WishFate, WishOutcome,
};

/// How seats are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mechanism {
    /// The stable matching that is best for every student: nobody gains by telling other wishes than the true ones.
    #[default]
    Stable,
    /// Most students placed, then wishes and fits in sum. Leaves blocking pairs, and a list can be told to one's gain.
    Optimal,
}

impl Mechanism {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Optimal => "optimal",
        }
    }
}
