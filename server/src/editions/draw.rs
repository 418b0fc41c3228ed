//! Drawing plan and map of an edition from the records of one place of the log.

use std::collections::BTreeSet;
use std::sync::Arc;

use bole_engine::map::{PainPoint, TalentMap};
use bole_engine::method::Method;
use bole_engine::model::{Date, Edition, TalentId};
use bole_engine::plan::{FillPlan, FilledOpening, Supplier};
use bole_engine::reference::Reference;

use super::Desk;
use super::inputs::Inputs;
use super::watch::{Step, Watch, enter};
use crate::error::ApiError;

/// What was drawn.
pub(super) struct Drawing {
    pub(super) reference: Arc<Reference>,
    pub(super) map: TalentMap,
    pub(super) plan: FillPlan,
    /// Records that stood there and whose text was erased since.
    pub(super) lost: u64,
}

impl Desk {
    /// Draws by a method.
    pub(super) fn draw(
        &self,
        edition: Edition,
        method: Method,
        as_of: Date,
        at: u64,
        watch: &dyn Watch,
    ) -> Result<Drawing, ApiError> {
        let reference = Arc::new(Reference::new(self.reference.vocabulary.clone(), edition, method));
        let Inputs { sources, lost } = self.inputs(Arc::clone(&reference), as_of, at, watch)?;
        enter(watch, Step::Planning)?;
        let plan = sources.plan();
        enter(watch, Step::Drawing)?;
        let map = TalentMap::draw(&sources, &plan);
        Ok(Drawing { reference, map, plan, lost })
    }
}

/// Everybody whom openings or pain points name, by id.
pub(crate) fn named<'n>(openings: &'n [FilledOpening], points: &'n [PainPoint]) -> BTreeSet<&'n TalentId> {
    let filled = openings.iter().flat_map(|opening| &opening.filled).filter_map(|seat| match &seat.by {
        Supplier::Talent(talent) => Some(talent),
        Supplier::Cohort(_) | Supplier::Programme(_) => None,
    });
    let blocked = openings.iter().flat_map(|opening| &opening.blocked).map(|blocked| &blocked.talent);
    let facts = points.iter().flat_map(|point| &point.facts).map(|fact| &fact.talent);
    filled.chain(blocked).chain(facts).collect()
}
