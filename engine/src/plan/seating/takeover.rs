//! When a class gives seats: which classes a plan is for, and into which it may be taken over. There is one rule for both,
//! so that a plan that nobody asked to look ahead can be taken over as it is.

use std::collections::BTreeMap;

use super::SeatPlan;
use crate::model::{Cohort, CohortId, CohortStatus, Invalid};

/// Whether a class gives seats: while it enrols.
pub(super) const fn gives(status: CohortStatus) -> bool {
    matches!(status, CohortStatus::Enrolling)
}

/// Whether a class can be planned ahead, for who asks for it by name: from the day on which it is agreed on.
pub(super) const fn will_give(status: CohortStatus) -> bool {
    matches!(status, CohortStatus::Agreed)
}

impl SeatPlan {
    /// How many people the plan places, by class; classes that get nobody are left out.
    #[must_use]
    pub fn given(&self) -> BTreeMap<&CohortId, u32> {
        let mut given = BTreeMap::new();
        self.placed.iter().for_each(|place| *given.entry(&place.cohort).or_default() += 1);
        given
    }

    /// Refuses to take the plan over into classes as they stand: each that gets somebody enrols, and has seats left for all
    /// of them beside the people who have one, `seated` by class.
    ///
    /// # Errors
    /// `Invalid` with field `cohort`, naming the first class that cannot take what it is given.
    pub fn check_room(&self, classes: &[Cohort], seated: &BTreeMap<CohortId, u32>) -> Result<(), Invalid> {
        for (id, more) in self.given() {
            let class = classes.iter().find(|class| class.id == *id && gives(class.status));
            let taken = seated.get(id).copied().unwrap_or_default();
            if class.is_none_or(|class| taken + more > u32::from(class.seats_max)) {
                return Err(Invalid::new("cohort", id, format!("a class that is enrolling and has {more} seats left")));
            }
        }
        Ok(())
    }
}
