//! Why an opening stays short: which of its limits cannot hold together, and which one or two of them, lifted, would bring
//! whom. Counted over everybody whom the plan does not use; sentences are left to `wording`.
//!
//! Everybody who would be ready fails a set of limits. Limits that cannot hold together are a set from which each of them
//! fails at least one, and no limit of which can be spared (a minimal hitting set, found by leaving out one limit after
//! another). Lifting one or two limits brings those who fail nothing else.

use std::collections::BTreeMap;

use super::Cause;
use super::asked::Kept;

/// A limit of an opening, or of the people who would be ready for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Limit {
    /// A gating requirement, by its index in the demand.
    Requirement {
        /// Which requirement, from 0.
        requirement: usize,
    },
    /// Who is here and at work is not looking.
    Bound {},
    /// Who left does not come back.
    Left {},
    /// The pay that is offered.
    Pay {},
    /// The modes that are offered.
    Mode {},
    /// The place of use.
    Place {},
    /// The due date: teaching takes longer.
    Due {},
    /// What programmes teach: skills that are missing are not taught far enough.
    Training {},
}

impl Limit {
    /// Limits that are no requirement, in their order.
    const OTHERS: [Self; 7] =
        [Self::Bound {}, Self::Left {}, Self::Pay {}, Self::Mode {}, Self::Place {}, Self::Due {}, Self::Training {}];

    /// The bit of a limit; requirements have the first 64.
    pub(super) const fn bit(self) -> u128 {
        1 << match self {
            Self::Requirement { requirement } => requirement as u32,
            Self::Bound {} => 64,
            Self::Left {} => 65,
            Self::Pay {} => 66,
            Self::Mode {} => 67,
            Self::Place {} => 68,
            Self::Due {} => 69,
            Self::Training {} => 70,
        }
    }

    /// The limit that is a cause alone.
    pub(super) const fn of_cause(cause: &Cause) -> Self {
        match cause {
            Cause::Requirement { requirement } => Self::Requirement { requirement: *requirement },
            Cause::Bound {} => Self::Bound {},
            Cause::Left { .. } => Self::Left {},
            Cause::Untaught { .. } => Self::Training {},
            Cause::TooLate { .. } => Self::Due {},
            Cause::Pay {} => Self::Pay {},
            Cause::Mode {} => Self::Mode {},
            Cause::Place {} => Self::Place {},
        }
    }

    /// Limits by their bits, requirements first.
    fn of(bits: u128) -> Vec<Self> {
        let requirements = (0..64).map(|requirement| Self::Requirement { requirement });
        requirements.chain(Self::OTHERS).filter(|limit| bits & limit.bit() != 0).collect()
    }
}

/// One or two limits that stand between some people and the seats.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lift {
    /// Which.
    pub limits: Vec<Limit>,
    /// People who would be ready without them, and fail nothing else; for two limits those who fail both.
    pub people: u32,
}

/// Why an opening stays short.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// People left who would be ready but for some limits. Without any, nobody comes near enough by what they can.
    pub near: u32,
    /// Limits that cannot hold together: each of those people fails at least one of them.
    pub together: Vec<Limit>,
    /// What lifting one limit would bring, most people first, then what lifting two would, at most [`Conflict::MAX_LIFTS`].
    pub lifts: Vec<Lift>,
}

impl Conflict {
    /// Most lifts that are told.
    pub const MAX_LIFTS: usize = 8;

    /// The conflict that people who are kept off tell of.
    pub(super) fn of(kept: &[Kept]) -> Self {
        let mut sets: BTreeMap<u128, u32> = BTreeMap::new();
        kept.iter().for_each(|kept| *sets.entry(kept.limits).or_default() += 1);
        Self { near: sets.values().sum(), together: Limit::of(together(&sets)), lifts: lifts(&sets) }
    }
}

/// A minimal set of limits of which everybody fails at least one; what most fail is spared last.
fn together(sets: &BTreeMap<u128, u32>) -> u128 {
    let all = sets.keys().fold(0, |all, limits| all | limits);
    let weight = |limit: &Limit| -> u32 {
        sets.iter().filter(|(limits, _)| *limits & limit.bit() != 0).map(|(_, people)| people).sum()
    };
    let mut limits = Limit::of(all);
    limits.sort_by_key(|limit| (weight(limit), std::cmp::Reverse(*limit)));
    let hits = |kept: u128| sets.keys().all(|limits| limits & kept != 0);
    limits.iter().fold(all, |kept, limit| if hits(kept & !limit.bit()) { kept & !limit.bit() } else { kept })
}

fn lifts(sets: &BTreeMap<u128, u32>) -> Vec<Lift> {
    let few = sets.iter().filter(|(limits, _)| limits.count_ones() <= 2);
    let mut lifts: Vec<Lift> =
        few.map(|(limits, people)| Lift { limits: Limit::of(*limits), people: *people }).collect();
    lifts.sort_by(|a, b| {
        (a.limits.len().cmp(&b.limits.len())).then(b.people.cmp(&a.people)).then_with(|| a.limits.cmp(&b.limits))
    });
    lifts.truncate(Conflict::MAX_LIFTS);
    lifts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(sets: &[(&[Limit], u32)]) -> BTreeMap<u128, u32> {
        let bits = |limits: &[Limit]| limits.iter().fold(0, |bits, limit| bits | limit.bit());
        sets.iter().map(|(limits, people)| (bits(limits), *people)).collect()
    }

    const PLC: Limit = Limit::Requirement { requirement: 3 };
    const PAY: Limit = Limit::Pay {};
    const MODE: Limit = Limit::Mode {};
    const PLACE: Limit = Limit::Place {};

    #[test]
    fn limits_that_cannot_hold_together_leave_nobody_and_each_is_needed() {
        let sets = sets(&[(&[PLC], 2), (&[PAY, MODE], 5), (&[PLACE, PAY], 1), (&[PLACE, MODE, PLC], 4)]);
        let told = together(&sets);
        assert!(sets.keys().all(|limits| limits & told != 0));
        for limit in Limit::of(told) {
            assert!(!sets.keys().all(|limits| limits & told & !limit.bit() != 0), "{limit:?} could be spared");
        }
        assert_eq!(Limit::of(told), [PLC, PAY]);
    }

    #[test]
    fn one_limit_comes_before_two_and_most_people_first() {
        let sets = sets(&[(&[PAY], 2), (&[PLC], 7), (&[PAY, MODE], 9), (&[PLC, PAY, PLACE], 50)]);
        let told: Vec<_> = lifts(&sets).into_iter().map(|lift| (lift.limits, lift.people)).collect();
        assert_eq!(told, [(vec![PLC], 7), (vec![PAY], 2), (vec![PAY, MODE], 9)]);
        assert_eq!((together(&BTreeMap::new()), lifts(&BTreeMap::new())), (0, Vec::new()));
    }
}
