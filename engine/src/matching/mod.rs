//! Find → fit → rank: the best people for a demand, the best positions for a person, and what relaxing a requirement
//! would bring. The index says who can be in the top k, `fit` judges; nothing is judged here.

mod bounds;
mod change;
mod gates;
mod judge;
mod matcher;
mod positions;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod properties;
mod question;
mod ranking;
mod sweep;
#[cfg(test)]
mod testing;
mod top;
mod walk;
mod what_if;

pub use change::{Supply, SupplyChange, SupplyGain};
pub use judge::{judge, judge_position};
pub use matcher::Matcher;
pub use question::{Places, Question, Sort};
pub use ranking::{Candidate, Excluded, ExcludedBy, PositionId, Ranking, Relaxation};
pub(crate) use sweep::Sweep;
