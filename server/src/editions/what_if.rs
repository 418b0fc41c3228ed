//! What a change would bring to an edition: seats taught, a requirement relaxed, pay, mode. Trying it is the engine's.

use std::sync::Arc;

use bole_engine::model::EditionId;
use bole_engine::plan::{FillPlan, Opening, Training, WhatIf};
use bole_engine::reference::Reference;

use super::Desk;
use super::inputs::Inputs;
use super::watch::{Step, Watch, enter};
use crate::bundle::File;
use crate::error::ApiError;

/// The answer's file.
const FILE: &str = "what-if.json";

impl Desk {
    /// Plans an edition from the records as they are, and tries a change on it.
    ///
    /// # Errors
    /// [`ApiError::Field`] where the change speaks of what is not there.
    pub(crate) fn what_if(&self, id: &EditionId, change: &WhatIf, watch: &dyn Watch) -> Result<Vec<File>, ApiError> {
        let at = self.head()?;
        let edition = self.edition_at(id, at)?;
        let (as_of, vocabulary) = (edition.as_of, self.reference.vocabulary.clone());
        let reference = Arc::new(Reference::new(vocabulary, edition, self.reference.method.clone()));
        let Inputs { sources, .. } = self.inputs(Arc::clone(&reference), as_of, at, watch)?;
        let openings = Opening::of(&reference.edition, &sources.orders, as_of);
        let training = Training { programmes: &sources.programmes, cohorts: &sources.cohorts };
        change.check(&openings, &training).map_err(ApiError::Field)?;
        enter(watch, Step::Planning)?;
        let plan = FillPlan::make(&sources.supply, &openings, &training);
        let moved = plan.what_if(&sources.supply, &openings, &training, change).map_err(ApiError::Field)?;
        Ok(vec![File::new(FILE, super::kept::json(id, &moved)?)])
    }
}
