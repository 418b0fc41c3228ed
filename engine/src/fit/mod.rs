//! How well a person answers a demand: `fit = Σ w[c,k] · v_k · 100` over eight criteria, c the demand's category.
//! Pure and total: no I/O, no clock, no hidden input. Finding people is left to the index and to matching.

mod dictionary;
mod facts;

pub use dictionary::{Dictionary, Names, free_key};
pub use facts::{
    AchievementFact, Facts, FactsBuf, GradeFact, LicenceFact, PersonFact, PostFact, SchoolingFact, SkillFact,
    TitleFact, UNKNOWN,
};
