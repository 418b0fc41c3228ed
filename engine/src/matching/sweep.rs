//! Finding everybody who may reach a fit: among some rows, with gates lifted and with skills that would be taught. The same
//! walk and the same bounds as for a ranking; what is made of those who are found is the caller's.

use super::walk::Walk;
use super::{Matcher, Sort};
use crate::fit::{Brief, Facts};
use crate::index::Rows;
use crate::model::Category;

/// Who is to be found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sweep<'s> {
    /// Among whom.
    pub(crate) among: &'s Rows,
    /// Requirements whose gates are lifted, as bits.
    pub(crate) waived: u64,
    /// Requirements whose skills are granted in full, as bits.
    pub(crate) granted: u64,
    /// The least fit with what is granted, 0 to 100.
    pub(crate) floor: f64,
    /// The least fit without, 0 to 100.
    pub(crate) least: f64,
}

impl Matcher {
    /// Visits every row that passes the gates which are not lifted and whose fit reaches both; some others too, since only
    /// bounds are looked at. In no order that means anything.
    pub(crate) fn sweep(&self, brief: &Brief, category: Category, sweep: &Sweep<'_>, visit: &dyn Fn(u32)) {
        let reached = |_: &Facts<'_>| 0.0;
        let walk = Walk::new(&self.people, brief, category, &reached, Sort::Fit, 1).sweeping(sweep, visit);
        let mut scratch = self.pool().pop().unwrap_or_default();
        walk.best(&mut scratch);
        self.pool().push(scratch);
    }
}
