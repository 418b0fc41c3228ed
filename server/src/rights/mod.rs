//! People's rights: who sees how much of a person, what a person may see of what is held and decided about them, and
//! erasure.

mod erasure;
mod export;
mod pseudonym;
mod sight;

pub(crate) use erasure::erase;
pub(crate) use export::{HeldDecision, decisions_on, export};
pub(crate) use sight::{Sight, sight};
