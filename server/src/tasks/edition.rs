//! What is made of an edition, on a thread of its own.

use bole_engine::model::{EditionWork, MappedAgain, Task};
use bole_engine::store::{Kind, StoreError};

use super::progress::Current;
use super::worker::{Ended, Worker, failed};
use crate::bundle::{self, File};
use crate::error::ApiError;

/// What a task gives.
pub(super) struct Made {
    pub(super) files: Vec<File>,
    pub(super) again: Option<MappedAgain>,
}

impl Made {
    /// Notes the files in the task; they themselves, bound together, are its attachment.
    pub(super) fn into_task(self, task: &mut Task) -> Result<Vec<u8>, StoreError> {
        task.files = self.files.iter().map(File::told).collect();
        task.again = self.again;
        let damaged = |e: zip::result::ZipError| StoreError::Damaged {
            kind: Kind::Task,
            id: task.id.to_string(),
            reason: e.to_string(),
        };
        bundle::pack(&self.files).map_err(damaged)
    }
}

impl Worker {
    /// Makes it; the task with what came of it.
    pub(super) async fn make(&self, task: &Task, work: &EditionWork, current: Current) -> Result<Ended, StoreError> {
        let _ = current;
        let mut task = task.clone();
        let state = failed(&mut task, ApiError::unknown(crate::error::Kind::Task, work.edition()));
        Ok(Ended { task, state, made: None })
    }
}
