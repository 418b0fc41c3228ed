//! A seat plan as it is told.

use super::Mechanism;
use crate::matching::PositionId;
use crate::model::{CohortId, CohortStatus, Date, OrderId, OrganisationId, PriorityGroup, Requirement, TalentId};

/// Who gets which seat, who gets none, which seats stay empty, and who would rather have another.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SeatPlan {
    /// How seats were given.
    pub mechanism: Mechanism,
    /// The seed of the lots.
    pub seed: u64,
    /// The day of the plan.
    pub as_of: Date,
    /// How many students were considered: the placed and the unplaced.
    pub students: u32,
    /// The classes, by id.
    pub classes: Vec<SeatedClass>,
    /// Who is placed, by student.
    pub placed: Vec<Placement>,
    /// How many got their first wish, their second, … , up to the last that anybody got.
    pub ranks: Vec<u32>,
    /// Who is not placed, by student.
    pub unplaced: Vec<UnplacedStudent>,
    /// Seats of open classes that nobody takes, by class and share.
    pub unfilled: Vec<UnfilledSeats>,
    /// Students and open classes that would rather have each other, by student and wish; none in a stable plan.
    pub blocking: Vec<BlockingPair>,
    /// Classes that stay under their minimum, in the order in which they were closed.
    pub short: Vec<ShortClass>,
    /// Wishes that no plan can hear, by class.
    pub unheard: Vec<UnheardWish>,
}

/// A class and how it fills.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SeatedClass {
    /// Which.
    pub cohort: CohortId,
    /// Whether it is held; one under its minimum is not.
    pub held: bool,
    /// Fewest people for which it is held.
    pub seats_min: u16,
    /// Its seats.
    pub seats_max: u16,
    /// People who had a seat in it before the plan.
    pub seated: u32,
    /// Students who wish for it, in any place of their lists.
    pub wished: u32,
    /// Students who wish for it most, of the classes that count.
    pub first: u32,
    /// Students whom the plan places in it.
    pub placed: u32,
    /// By share in the order of the record, the free seats last.
    pub shares: Vec<SharePlaced>,
}

/// A share of a class and how it fills.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SharePlaced {
    /// Whose; none for the free seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<OrganisationId>,
    /// For which order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// Its seats, those that were taken before the plan left out.
    pub seats: u32,
    /// How many of them are filled.
    pub placed: u32,
}

/// A student with a seat.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Placement {
    /// Who.
    pub student: TalentId,
    /// In which class.
    pub cohort: CohortId,
    /// From whose share; none for a free seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<OrganisationId>,
    /// For which order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// Which place the class has in the student's list, 1 for the dearest, classes of other colleges not counted where the
    /// plan is one college's; 0 in a plan that was kept, where the person was erased since.
    #[serde(default)]
    pub wish: u16,
    /// The fit of the student to what the share asks for, 0 to 100; 0 where the class names no position that is known.
    pub fit: f64,
    /// The priority group that the student came by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<PriorityGroup>,
}

/// A student without a seat.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnplacedStudent {
    /// Who.
    pub student: TalentId,
    /// Why, in a word.
    pub why: UnplacedWhy,
    /// What came of each wish, in the order of the list; empty for who is not ranked.
    pub wishes: Vec<WishFate>,
}

/// Why a student has no seat: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnplacedWhy {
    /// The person does not allow being ranked by a program: somebody has to decide.
    Consent,
    /// No wish is for a class of the plan.
    NoWish,
    /// Every class wished for refuses.
    Refused,
    /// A class that would have taken the student is not held, and the others are full.
    Closed,
    /// All classes that do not refuse are full.
    Full,
}

impl UnplacedWhy {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Consent, Self::NoWish, Self::Refused, Self::Closed, Self::Full];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::NoWish => "no_wish",
            Self::Refused => "refused",
            Self::Closed => "closed",
            Self::Full => "full",
        }
    }
}

/// What came of a wish.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WishFate {
    /// For which class.
    pub cohort: CohortId,
    /// Its place in the student's list, counted as in a placement.
    pub wish: u16,
    /// What came of it.
    pub fate: WishOutcome,
}

/// Why a wish did not come true.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WishOutcome {
    /// There is no such class.
    Unknown {},
    /// The class does not take in.
    NotTaking {
        /// Where it stands.
        status: CohortStatus,
    },
    /// The plan is not about that class.
    NotAsked {},
    /// No share accepts the student, and the class has no free seats, those that are taken counted.
    Refused {
        /// The demand of the first share.
        position: PositionId,
        /// Its gating requirements that the student fails and the class does not teach, by kind, each kind once.
        kinds: Vec<String>,
        /// These requirements; none where the plan is one college's and the demand an order's, which colleges do not see.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        requirements: Vec<Requirement>,
    },
    /// The class is not held.
    Closed {},
    /// Its seats are taken.
    Full {
        /// By what the weakest of those placed comes before the student; none where the student comes before somebody
        /// there (see [`SeatPlan::blocking`]), or where all seats were taken before the plan.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<BlockedBy>,
    },
}

/// By what a claim is stronger than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BlockedBy {
    /// A seat is free.
    FreeSeat,
    /// A priority group.
    Priority,
    /// Fit in whole points.
    Fit,
    /// The lot.
    Lot,
}

impl BlockedBy {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FreeSeat => "free_seat",
            Self::Priority => "priority",
            Self::Fit => "fit",
            Self::Lot => "lot",
        }
    }
}

/// Seats that nobody takes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnfilledSeats {
    /// Of which class.
    pub cohort: CohortId,
    /// Of whose share; none for free seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<OrganisationId>,
    /// For which order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// How many.
    pub seats: u32,
}

/// A student and a class that would rather have each other.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BlockingPair {
    /// Who.
    pub student: TalentId,
    /// Which class.
    pub cohort: CohortId,
    /// Which place the class has in the student's list, counted as in a placement.
    pub wish: u16,
    /// Why the class would rather have the student.
    pub by: BlockedBy,
}

/// A class that is not held.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ShortClass {
    /// Which.
    pub cohort: CohortId,
    /// Fewest people for which it is held.
    pub seats_min: u16,
    /// People who had a seat in it before the plan.
    pub seated: u32,
    /// Students who wish for it.
    pub wished: u32,
    /// Of them, those whom it can take.
    pub accepted: u32,
    /// How many it would have placed, when it was closed.
    pub had: u32,
    /// Why it has no more.
    pub why: ShortWhy,
    /// Students whom it could take and who would rather be in it than where they are, by id: the pairs that would block
    /// if it were held.
    pub missed: Vec<TalentId>,
}

/// Why a class stays under its minimum: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShortWhy {
    /// Too few wish for it.
    FewWishes,
    /// Enough wish for it; its shares refuse too many.
    Refusals,
    /// It could take enough; they got what they wish for more, or its seats are for others.
    Elsewhere,
}

impl ShortWhy {
    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FewWishes => "few_wishes",
            Self::Refusals => "refusals",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// A class that is wished for and cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnheardWish {
    /// Which.
    pub cohort: CohortId,
    /// Where it stands; none where there is no such class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<CohortStatus>,
    /// How many students wish for it.
    pub students: u32,
}
