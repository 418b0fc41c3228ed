//! The nouns of the product as checked types: what exists here cannot be wrong in form.
//! Raw input becomes these types through `TryFrom`; whether an id is *known* is the vocabulary's and the catalog's to say.

mod access;
mod achievement;
mod bilingual;
mod by_stage;
mod category;
mod chain;
mod check;
mod cohort;
mod cohort_life;
mod cohort_status;
mod cohort_transition;
mod course;
mod criterion;
mod date;
mod decision;
mod demand;
mod drawn_map;
mod edition;
mod id;
mod identifiers;
mod invalid;
mod mode;
mod order;
mod order_status;
mod organisation;
mod outcome;
mod pay;
pub(crate) mod personal_number;
mod profile;
mod programme;
mod proposal;
mod requirement;
mod rights;
mod road;
mod scale;
mod task;
mod transition;
mod work;

pub use access::{Key, KeyState, Role};
pub use achievement::{Achievement, AchievementKind, AchievementReach};
pub use bilingual::Bilingual;
pub use by_stage::ByStage;
pub use category::{Category, Segment, Stage};
pub use chain::{Chain, College, Link, Node, NodeStatus, Park};
pub use cohort::{Agreement, Cohort, CohortForm, CohortShare, PriorityGroup};
pub use cohort_life::CohortLack;
pub use cohort_status::CohortStatus;
pub use cohort_transition::{CohortReason, CohortTransition, PartyWord, RefusalReason};
pub use course::Course;
pub use criterion::Criterion;
pub use date::{Date, Moment, Month};
pub use decision::{Decision, DecisionKind, DecisionSubject};
pub use demand::{Demand, Enterprise};
pub use drawn_map::DrawnMap;
pub use edition::{Edition, EditionStatus, Entry, ShortageStars, ShortageType};
pub use id::{
    ChainId, CohortId, CollegeId, ConsentId, DecisionId, EditionId, EntryId, IndustryCode, KeyId, LicenceId,
    MAX_ID_CHARS, MajorId, NodeId, ObjectionId, OccupationCode, OrderId, OrganisationId, OutcomeId, ParkId,
    ProgrammeId, RegionCode, SkillId, TalentId, TaskId,
};
pub use identifiers::{citizen_id_is_valid, uscc_check};
pub use invalid::Invalid;
pub use mode::{EngagementMode, EngagementModes};
pub use order::Order;
pub use order_status::OrderStatus;
pub use organisation::{Organisation, OrganisationKind};
pub use outcome::{LeavingReason, MonthsAfter, Outcome, OutcomeEvent, Satisfaction};
pub use pay::{MAX_PAY, Pay, PayBasis};
pub use personal_number::without_personal_numbers;
pub use profile::{
    CategoryOverride, Consent, HeldGrade, HeldLicence, HeldSkill, HeldTitle, LifeEvent, LifeEventKind, MAX_LIST,
    MAX_TEXT_CHARS, Post, Preferences, Profile, Schooling, SkillSource,
};
pub use programme::{GraduatesAt, Programme, TaughtSkill};
pub use proposal::{Proposal, ProposalKind, ProposalReason, ProposalReview, ProposalState};
pub use requirement::{Hardness, Need, Requirement};
pub use rights::{ConsentState, EnterpriseConsent, Objection, Review, ReviewOutcome};
pub use scale::{EducationCode, SkillGrade, SkillLevel, TitleLevel};
pub use task::{Task, TaskCounts, TaskKind, TaskState};
pub use transition::{OrderTransition, TransitionReason};
pub use work::{EditionWork, ImportWork, MappedAgain, PoolReader, TaskFile, Work};
