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

/// What a task of pooling gave, whole or as its reader is told it.
pub(crate) enum Given {
    /// All of it.
    Whole(Pooled),
    /// What concerns one college or enterprise.
    Seen(Pooled<SeenPooling, SeenMap>),
}

impl Given {
    /// Of which edition a task pools, and for whom alone.
    ///
    /// # Errors
    /// [`ApiError::Query`] for a task that proposes no classes.
    pub(crate) fn by(task: &Task) -> Result<(&EditionId, Option<&PoolReader>), ApiError> {
        if let Work::Edition(EditionWork::Pool { edition, reader }) = &task.work {
            return Ok((edition, reader.as_ref()));
        }
        Err(ApiError::Query(Invalid::new("format", "xlsx", "json; a task that proposes cohorts has a workbook")))
    }

    /// What a task gave.
    ///
    /// # Errors
    /// [`ApiError::Query`] for another task; [`StoreError::Damaged`] where its file is none.
    pub(crate) fn read(task: &Task, bytes: &[u8]) -> Result<Self, ApiError> {
        let damaged = |e: serde_json::Error| StoreError::Damaged {
            kind: Kind::Task,
            id: task.id.to_string(),
            reason: e.to_string(),
        };
        Ok(match Self::by(task)?.1 {
            None => Self::Whole(serde_json::from_slice(bytes).map_err(damaged)?),
            Some(_) => Self::Seen(serde_json::from_slice(bytes).map_err(damaged)?),
        })
    }

    /// It as a workbook.
    pub(crate) fn book(&self, names: &Names<'_>) -> Book {
        match self {
            Self::Whole(Pooled { pooling, map }) => Book::pooling(pooling, Some(map), names),
            Self::Seen(Pooled { pooling, map }) => Book::seen_pooling(pooling, map, names),
        }
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
            super::kept::json(id, &Worded::of(Pooled { pooling, map }, &sources))?
        };
        Ok(vec![File::new(FILE, told)])
    }
}
