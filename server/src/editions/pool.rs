//! The seats that the plan of an edition leaves over, pooled into classes, and the map without and with them. Pooling is
//! the engine's, and so is what a college or an enterprise is told of it.

use std::sync::Arc;

use bole_engine::map::{MovedMap, SeenMap, SeenPooling, TalentMap};
use bole_engine::model::{EditionId, EditionWork, Invalid, PoolReader, Task, Work};
use bole_engine::plan::Pooling;
use bole_engine::reference::Reference;
use bole_engine::store::{Kind, StoreError};
use bole_report::Names;

use super::Desk;
use super::inputs::Inputs;
use super::watch::{Step, Watch, enter};
use super::worded::Worded;
use crate::bundle::File;
use crate::error::ApiError;
use crate::workbooks::Book;

/// The answer's file.
const FILE: &str = "cohort-proposals.json";

/// Proposed classes, and what they would change.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Pooled<P = Pooling, M = MovedMap> {
    pub(super) pooling: P,
    pub(super) map: M,
}

impl Pooled {
    /// Refuses a task that proposes no classes, or only those that concern one reader.
    ///
    /// # Errors
    /// [`ApiError::Query`].
    pub(crate) fn given_by(task: &Task) -> Result<(), ApiError> {
        if matches!(task.work, Work::Edition(EditionWork::Pool { reader: None, .. })) {
            return Ok(());
        }
        Err(ApiError::Query(Invalid::new("format", "xlsx", "json; a task that proposes all cohorts has a workbook")))
    }

    /// What a task gave.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where its file is none.
    pub(crate) fn read(task: &Task, bytes: &[u8]) -> Result<Self, StoreError> {
        let damaged = |e: serde_json::Error| StoreError::Damaged {
            kind: Kind::Task,
            id: task.id.to_string(),
            reason: e.to_string(),
        };
        serde_json::from_slice(bytes).map_err(damaged)
    }

    /// It as a workbook.
    pub(crate) fn book(&self, names: &Names<'_>) -> Book {
        Book::pooling(&self.pooling, Some(&self.map), names)
    }
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
            super::kept::json(id, &Worded::of(Pooled { pooling, map }, sources.reference()))?
        };
        Ok(vec![File::new(FILE, told)])
    }
}
