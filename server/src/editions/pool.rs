//! The seats that the plan of an edition leaves over, pooled into classes, and the map without and with them. Pooling is
//! the engine's, and so is what a college or an enterprise is told of it.

use std::sync::Arc;

use bole_engine::map::{MovedMap, SeenMap, SeenPooling, TalentMap};
use bole_engine::model::{EditionId, PoolReader};
use bole_engine::reference::Reference;

use super::Desk;
use super::inputs::Inputs;
use super::watch::{Step, Watch, enter};
use crate::bundle::File;
use crate::error::ApiError;

/// The answer's file.
const FILE: &str = "cohort-proposals.json";

/// Proposed classes, and what they would change.
#[derive(serde::Serialize)]
struct Pooled<P, M> {
    pooling: P,
    map: M,
}

impl Desk {
    /// Plans an edition from the records as they are, pools what is left over, and draws the map without and with it: all
    /// of it, or as a reader may be told it.
    pub(crate) fn pool(
        &self,
        id: &EditionId,
        reader: Option<&PoolReader>,
        watch: &dyn Watch,
    ) -> Result<Vec<File>, ApiError> {
        let at = self.head()?;
        let edition = self.edition_at(id, at)?;
        let (as_of, vocabulary) = (edition.as_of, self.reference.vocabulary.clone());
        let reference = Arc::new(Reference::new(vocabulary, edition, self.reference.method.clone()));
        let Inputs { sources, .. } = self.inputs(reference, as_of, at, watch)?;
        enter(watch, Step::Planning)?;
        let plan = sources.plan();
        let pooling = sources.pool(&plan);
        enter(watch, Step::Drawing)?;
        let told = if let Some(reader) = reader {
            let map = SeenMap::of(&sources, &plan, &pooling, reader);
            super::kept::json(id, &Pooled { pooling: SeenPooling::of(&sources, &pooling, reader), map })?
        } else {
            let before = TalentMap::draw(&sources, &plan);
            let map = MovedMap::between(&before, &sources.map_with(&pooling.agreed(&sources.cohorts)));
            super::kept::json(id, &Pooled { pooling, map })?
        };
        Ok(vec![File::new(FILE, told)])
    }
}
