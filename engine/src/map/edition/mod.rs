//! From one edition to the next: what orders, people and the last edition propose for a draft, and what changed between
//! two editions. Keeping editions and publishing them is the faces' work.
//!
//! ```text
//! last edition + its map + orders → compile → Draft (edition, proposals) → review → publish
//! two editions (+ their maps)     → EditionDiff
//! ```

mod between;
mod compile;
mod effects;
mod grouped;
#[cfg(test)]
mod tests;
mod unlisted;

pub use compile::{Draft, compile};
