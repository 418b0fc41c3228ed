//! The one table that turns codes and values into Chinese and English. Everything below this room speaks in codes; faces
//! ask here for words and write none of their own about a judgement.

mod alignment;
mod edition;
mod label;
mod language;
mod map_label;
mod measure;
mod naming;
mod outcome;
mod pain;
mod plan;
mod pool;
mod proof;
mod refusal;
mod rejected;
mod requirement;
mod seats;
mod sentence;

pub use alignment::{coverage, nearest, reach, served_by, share, skill_to_add, warning};
pub use edition::{proposal, stars};
pub use label::{Label, title_rank};
pub use language::Language;
pub use measure::{Department, department, measure};
pub use naming::Naming;
pub use outcome::outcome_event;
pub use pain::pain;
pub use plan::{cause, conflict, limit};
pub use pool::{modules, proposed_class, served_order, transferability, unsuited};
pub use proof::proof;
pub use refusal::refusal;
pub use rejected::rejected_table;
pub use requirement::requirement;
pub use seats::{short_class, wish_outcome};
pub use sentence::sentence;
