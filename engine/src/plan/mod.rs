//! The fill plan: which stage fills which seat. One minimum-cost flow over all people and cohort seats × all openings of an
//! edition at a date; the seats left over are the gap, and a second flow over what one lifted limit would allow says at
//! which stage each of them lies. Judging is `fit`'s, ranking `matching`'s; summing over the chain is left to `map`.
//!
//! ```text
//! Supply (people, cohorts) ┐
//! Opening (entries, orders)┴→ edges (route, fit, cost) → flow → FillPlan → map
//! ```

mod asked;
mod classes;
mod course;
mod crowds;
mod filled;
mod flow;
mod graduation;
mod judged;
mod make;
mod opening;
mod placements;
mod pool;
mod roster;
mod route;
pub mod seating;
mod seats;
mod short;
mod standing;
mod supply;
#[cfg(test)]
mod tests;
mod what_if;

pub(crate) use asked::due;
pub(crate) use classes::graduate;
pub(crate) use course::{Courses, Taught as Teaching};
pub use filled::{FillPlan, FilledOpening, FilledSeat, Supplier};
pub use flow::{Demanded, Edge, Flow, Network};
pub use graduation::Graduation;
pub use opening::Opening;
pub(crate) use placements::fate_of;
pub use placements::{ClassPlacements, Fate, Placements};
pub use pool::{CohortProposal, PoolFilter, Pooling, ServedEntry, ServedOrder, Transferability, Unpooled, Unsuited};
pub use roster::Roster;
pub use route::{Blocked, Cause, Route, Taught};
pub use seats::SeatCount;
pub use short::{Conflict, Lift, Limit};
pub use standing::{Home, Standing};
pub use supply::{Supply, Training};
pub use what_if::{MovedOpening, MovedPlan, WhatIf};
