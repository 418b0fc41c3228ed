//! What if: more seats are taught, a requirement is relaxed, more is paid, another mode is allowed; how the gap moves.
//!
//! Loosening never widens the gap: a person is judged by the demand as it is asked and as it would be, and the better
//! counts, so that every route that was there stays.

use super::classes::{classes, counted, extended};
use super::make::Plan;
use super::{FillPlan, Opening, SeatCount, Supply, Training};
use crate::matching::PositionId;
use crate::model::{Cohort, CohortId, Demand, EngagementMode, Invalid, MAX_PAY, Pay, ProgrammeId, Requirement};

/// A change to be tried.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhatIf {
    /// More seats in a class; one that is only proposed has those seats alone.
    CohortSeats {
        /// Which class.
        cohort: CohortId,
        /// How many more, 1 to [`Cohort::MAX_SEATS`].
        more: u16,
    },
    /// A class more in a programme, ready after the method's `plan.class_days`, for every opening that its graduates suit.
    ProgrammeSeats {
        /// Which programme.
        programme: ProgrammeId,
        /// How many seats, 1 to [`Cohort::MAX_SEATS`].
        more: u16,
    },
    /// Classes agreed on that are not on record, or otherwise than there: what is proposed.
    Classes {
        /// Which, each once; 1 to [`WhatIf::MAX_CLASSES`].
        classes: Vec<Cohort>,
    },
    /// A gating requirement becomes a wish; a wish is left out.
    Relax {
        /// Of which opening.
        opening: PositionId,
        /// Which requirement, from 0.
        requirement: usize,
    },
    /// The pay is raised.
    Pay {
        /// Of which opening.
        opening: PositionId,
        /// By how much, 1 to [`WhatIf::MAX_PERCENT`].
        percent: u16,
    },
    /// One more mode is allowed.
    Mode {
        /// Of which opening.
        opening: PositionId,
        /// Which mode.
        mode: EngagementMode,
    },
}

/// How the seats of one opening move.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MovedOpening {
    /// Which.
    pub id: PositionId,
    /// Its seats before.
    pub before: SeatCount,
    /// Its seats after.
    pub after: SeatCount,
}

/// How a plan moves by a change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MovedPlan {
    /// What was tried.
    pub change: WhatIf,
    /// All seats before.
    pub before: SeatCount,
    /// All seats after.
    pub after: SeatCount,
    /// Openings whose seats moved, in the order of the plan.
    pub openings: Vec<MovedOpening>,
}

impl WhatIf {
    /// Most by which pay can be raised, in percent.
    pub const MAX_PERCENT: u16 = 200;
    /// Most classes that are tried together.
    pub const MAX_CLASSES: u16 = 200;

    /// Checks a change against what it speaks of.
    ///
    /// # Errors
    /// `Invalid` naming the class, programme, opening or requirement that is not there, pay that is not told or a number
    /// outside its range.
    pub fn check(&self, openings: &[Opening], training: &Training<'_>) -> Result<(), Invalid> {
        match self {
            Self::CohortSeats { cohort, more } => {
                known("cohort", cohort, training.cohorts.iter().any(|held| held.id == *cohort))?;
                number("more", *more, Cohort::MAX_SEATS)
            }
            Self::ProgrammeSeats { programme, more } => {
                known("programme", programme, training.programmes.iter().any(|held| held.id == *programme))?;
                number("more", *more, Cohort::MAX_SEATS)
            }
            Self::Classes { classes } => {
                number("classes", u16::try_from(classes.len()).unwrap_or(u16::MAX), Self::MAX_CLASSES)?;
                let ids: std::collections::BTreeSet<_> = classes.iter().map(|class| &class.id).collect();
                if ids.len() < classes.len() {
                    return Err(Invalid::new("classes", ids.len(), "each class once"));
                }
                let taught = |class: &Cohort| training.programmes.iter().any(|held| held.id == class.programme);
                classes.iter().try_for_each(|class| known("programme", &class.programme, taught(class)))
            }
            Self::Relax { opening, requirement } => {
                let asked = demand(openings, opening)?.requirements.len();
                let allowed = || format!("below {asked}, the number of requirements");
                if *requirement < asked { Ok(()) } else { Err(Invalid::new("requirement", requirement, allowed())) }
            }
            Self::Pay { opening, percent } => {
                let paid = demand(openings, opening)?.pay;
                paid.ok_or_else(|| Invalid::new("opening", opening.as_str(), "an opening that tells its pay"))?;
                number("percent", *percent, Self::MAX_PERCENT)
            }
            Self::Mode { opening, .. } => demand(openings, opening).map(|_| ()),
        }
    }

    /// The demand of an opening as it would be; none where the change is about something else.
    fn changed(&self, opening: &Opening) -> Option<Demand> {
        let mut demand = opening.demand.clone();
        match self {
            Self::Relax { opening: id, requirement } if *id == opening.id => {
                relax(&mut demand.requirements, *requirement);
            }
            Self::Pay { opening: id, percent } if *id == opening.id => {
                demand.pay = demand.pay.and_then(|pay| raised(pay, *percent));
            }
            Self::Mode { opening: id, mode } if *id == opening.id && !demand.modes.contains(mode) => {
                demand.modes.push(*mode);
            }
            Self::CohortSeats { .. }
            | Self::ProgrammeSeats { .. }
            | Self::Classes { .. }
            | Self::Relax { .. }
            | Self::Pay { .. }
            | Self::Mode { .. } => return None,
        }
        Some(demand)
    }
}

impl FillPlan {
    /// How this plan, made of the same people, openings and training, moves by a change.
    ///
    /// # Errors
    /// What [`WhatIf::check`] says.
    pub fn what_if(
        &self,
        supply: &Supply,
        openings: &[Opening],
        training: &Training<'_>,
        change: &WhatIf,
    ) -> Result<MovedPlan, Invalid> {
        change.check(openings, training)?;
        let with: Vec<Cohort>;
        let classes = match change {
            WhatIf::Classes { classes: more } => {
                with = counted(training.cohorts, more);
                classes(&Training { cohorts: &with, ..*training }, supply.roster())
            }
            WhatIf::CohortSeats { cohort, more } => extended(training, supply.roster(), cohort, *more),
            WhatIf::ProgrammeSeats { programme, more } => super::classes::opened(training, programme, *more, supply),
            WhatIf::Relax { .. } | WhatIf::Pay { .. } | WhatIf::Mode { .. } => classes(training, supply.roster()),
        };
        let after = Plan::new(supply, openings, training, classes, &|opening| change.changed(opening)).make();
        let pairs = self.openings.iter().zip(&after.openings).filter(|(before, after)| before.count != after.count);
        let moved = pairs.map(|(before, after)| MovedOpening {
            id: before.id.clone(),
            before: before.count,
            after: after.count,
        });
        let openings = moved.collect();
        Ok(MovedPlan { change: change.clone(), before: self.count, after: after.count, openings })
    }
}

fn relax(requirements: &mut Vec<Requirement>, at: usize) {
    if requirements[at].hardness.gates() {
        requirements[at] = requirements[at].relaxed();
    } else {
        requirements.remove(at);
    }
}

fn raised(pay: Pay, percent: u16) -> Option<Pay> {
    let raise = |amount: f64| (amount * (1.0 + f64::from(percent) / 100.0)).min(MAX_PAY);
    Pay::new(raise(pay.min), raise(pay.max), pay.basis).ok()
}

fn demand<'o>(openings: &'o [Opening], id: &PositionId) -> Result<&'o Demand, Invalid> {
    let found = openings.iter().find(|opening| opening.id == *id).map(|opening| &opening.demand);
    found.ok_or_else(|| Invalid::new("opening", id.as_str(), "an entry or order with seats in the plan"))
}

fn known(field: &str, id: impl std::fmt::Display, is: bool) -> Result<(), Invalid> {
    if is { Ok(()) } else { Err(Invalid::new(field, id, format!("a {field} that is on record"))) }
}

fn number(field: &str, value: u16, most: u16) -> Result<(), Invalid> {
    if (1..=most).contains(&value) { Ok(()) } else { Err(Invalid::new(field, value, format!("1 to {most}"))) }
}
