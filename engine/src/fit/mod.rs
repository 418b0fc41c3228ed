//! How well a person answers a demand: `fit = Σ w[c,k] · v_k · 100` over eight criteria, c the demand's category.
//! Pure and total: no I/O, no clock, no hidden input. Finding people is left to the index and to matching.
//!
//! A demand is compiled into a [`Brief`], a person into [`Facts`]; the brief then scores thousands of people, told or
//! untold by the same code. Each criterion is a file of one shape: the formula, its tables, `judge`.

mod achievement;
mod brief;
mod chain;
mod codes;
mod dictionary;
mod evidence;
mod experience;
mod facts;
mod gate;
mod likeness;
mod listener;
mod meaning;
mod occupation;
mod place;
mod qualification;
mod recency;
mod skills;
mod sum;
mod terms;

use dictionary::FREE;

pub use crate::graph::{Kinship, Proximity};
pub use brief::{Basis, Brief, Wanted, WantedRow};
pub use codes::CodeClass;
pub use dictionary::{Dictionary, Names, free_key};
pub use evidence::{Evidence, LicenceState};
pub use facts::{
    AchievementFact, Facts, FactsBuf, GradeFact, LicenceFact, PersonFact, PostFact, SchoolingFact, SkillFact,
    TitleFact, UNKNOWN,
};
pub use gate::{GateOutcome, GateVerdict, Gates};
pub use listener::{Deaf, Listener};
pub use meaning::Meaning;
pub use place::Nearness;
pub use sum::{Fit, Part};

/// The code of the city that a region of GB/T 2260 lies in: its first four digits.
fn city_of(region: &str) -> String {
    region.get(..4).map_or_else(|| region.to_owned(), |city| format!("{city}00"))
}
