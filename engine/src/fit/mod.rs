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
mod majors;
mod mark;
mod occupation;
mod place;
#[cfg(test)]
mod properties;
mod qualification;
mod reach;
mod recency;
mod skills;
mod standing;
mod sum;
mod terms;
#[cfg(test)]
pub(crate) mod trial;

use dictionary::FREE;

pub use crate::graph::{Kinship, Proximity};
pub use brief::{Brief, Wanted, WantedRow};
pub use codes::CodeClass;
pub use dictionary::{Dictionary, Names, free_key};
pub use evidence::{Evidence, LicenceState};
pub use facts::{
    AchievementFact, Facts, FactsBuf, GradeFact, LicenceFact, PersonFact, PostFact, SchoolingFact, SkillFact,
    TitleFact, UNKNOWN,
};
pub use gate::{GateOutcome, GateVerdict, Gates};
pub use listener::{Deaf, Listener};
pub use mark::Mark;
pub use place::Nearness;
pub(crate) use place::contains as region_contains;
pub use reach::{Aspect, Reach, ReachBrief, ReachPart};
pub use sum::{Fit, Part};

use crate::model::{Date, Demand, Profile};
use crate::reference::Reference;

/// The fit of one person to one demand, with its parts and their evidence. For many, make a [`Brief`] once.
#[must_use]
pub fn fit(demand: &Demand, profile: &Profile, reference: &Reference, as_of: Date) -> Fit {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    Brief::new(demand, reference, &dictionary, as_of).explain(&facts.view(), &dictionary)
}

/// The gates of one person for one demand, one verdict a gating requirement.
#[must_use]
pub fn gates(demand: &Demand, profile: &Profile, reference: &Reference, as_of: Date) -> Vec<GateVerdict> {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    Brief::new(demand, reference, &dictionary, as_of).gates(&facts.view(), &dictionary)
}

/// How far one demand answers one person's wishes, with its parts and their evidence.
#[must_use]
pub fn reach(profile: &Profile, demand: &Demand, reference: &Reference) -> Reach {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    ReachBrief::new(demand, reference, &dictionary).explain(&facts.view(), &dictionary)
}
