//! Decisions: each ranking, classification and seat plan that somebody sees is recorded with what it rests on, so that
//! it can be told again byte for byte, judged again from the records, and objected to. Judging is the engine's; what a
//! handler answers is a projection of the result that is recorded.

mod packed;
mod replay;
mod run;
mod seats;
mod taken;

pub(crate) use packed::{pack, unpack};
pub(crate) use replay::{Replayed, replay};
pub(crate) use run::{Asked, JudgedBy, Kept, Run, Seen, Seer, hash};
pub(crate) use seats::{SeatInputs, SeatsAsked, all};
pub(crate) use taken::Taken;
