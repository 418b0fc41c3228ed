//! Concepts and codes: skills, occupations, majors, education levels, titles, grades, licences, regions, industries. Says
//! how near two of them are and which one a text means. Knows nothing of people; what a distance is worth, the method says.
//!
//! Concepts have dense numbers (`u32`, the order of the input): arrays are indexed by them, and ties go to the lower one.

mod concept;
mod education;
mod equivalence;
mod forms;
mod grade;
mod licence;
mod linked;
mod linker;
mod lookup;
mod major;
mod occupation;
mod parts;
mod place;
mod qualification;
mod region;
mod relatedness;
mod skill;
mod title;

pub use concept::{Concept, Suggestion};
pub use education::EducationLevel;
pub use equivalence::{Equivalence, EquivalenceTarget};
pub use grade::Grade;
pub use licence::{Industry, Licence};
pub use linker::{Form, Link, Linker, Mention};
pub use lookup::Vocabulary;
pub use major::{Major, MajorLevel, MajorMatch, major_match};
pub use occupation::{Occupation, OccupationMatch, occupation_match};
pub use parts::{Additions, VocabularyParts};
pub use region::{Region, RegionMatch, Surroundings};
pub use relatedness::{BROADER, MAX_NEIGHBOURS, MAX_RELATED, MIN_RELATED, NARROWER, RELATED};
pub use skill::{SkillConcept, SkillRelation};
pub use title::Title;
