//! The nouns of the product as checked types: what exists here cannot be wrong in form.
//! Raw input becomes these types through `TryFrom`; whether an id is *known* is the vocabulary's and the catalog's to say.

mod achievement;
mod bilingual;
mod category;
mod chain;
mod criterion;
mod date;
mod demand;
mod edition;
mod id;
mod identifiers;
mod invalid;
mod mode;
mod pay;
mod profile;
mod requirement;
mod scale;

pub use achievement::{Achievement, AchievementKind, AchievementReach};
pub use bilingual::Bilingual;
pub use category::{Category, Segment, Stage};
pub use chain::{Chain, College, Link, Node, NodeStatus, Park};
pub use criterion::Criterion;
pub use date::{Date, Month};
pub use demand::{Demand, Enterprise, Order};
pub use edition::{Edition, EditionStatus, Entry, ShortageStars, ShortageType};
pub use id::{
    ChainId, CollegeId, EditionId, EntryId, IndustryCode, LicenceId, MAX_ID_CHARS, MajorId, NodeId, OccupationCode,
    OrderId, OrganisationId, ParkId, RegionCode, SkillId, TalentId,
};
pub use identifiers::{citizen_id_is_valid, uscc_check};
pub use invalid::Invalid;
pub use mode::{EngagementMode, EngagementModes};
pub use pay::{MAX_PAY, Pay, PayBasis};
pub use profile::{
    CategoryOverride, Consent, HeldGrade, HeldLicence, HeldSkill, HeldTitle, LifeEvent, LifeEventKind, MAX_LIST,
    MAX_TEXT_CHARS, Post, Preferences, Profile, Schooling, SkillSource,
};
pub use requirement::{Hardness, Need, Requirement};
pub use scale::{EducationCode, SkillGrade, SkillLevel, TitleLevel};
