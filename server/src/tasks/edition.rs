//! What is made of an edition, on a thread of its own.

use std::sync::Arc;

use bole_engine::model::{EditionId, EditionWork, MappedAgain, Task, TaskState};
use bole_engine::store::{Kind, Store, StoreError};
#[cfg(feature = "report")]
use bole_engine::wording::Language;
use tokio::runtime::Handle;

use super::progress::Current;
use super::worker::{Ended, Worker, failed, goes_on};
use crate::bundle::{self, File};
#[cfg(feature = "report")]
use crate::editions::Reporting;
use crate::editions::{By, Compiling, Desk, Step, Watch};
use crate::error::ApiError;

/// What a task gives.
#[derive(Default)]
pub(super) struct Made {
    files: Vec<File>,
    again: Option<MappedAgain>,
    /// Whether the files are those of the edition's map, which is kept apart from the task: there an erasure reaches
    /// people whom it names.
    is_map: bool,
}

impl Made {
    fn map(files: Vec<File>, again: Option<MappedAgain>) -> Self {
        Self { files, again, is_map: true }
    }

    /// Files that name nobody.
    pub(super) fn of(files: Vec<File>) -> Self {
        Self { files, again: None, is_map: false }
    }

    /// Notes the files in the task; they themselves, bound together, are its attachment.
    pub(super) fn into_task(self, task: &mut Task) -> Result<Option<Vec<u8>>, StoreError> {
        task.files = self.files.iter().map(File::told).collect();
        task.again = self.again;
        if self.files.is_empty() || self.is_map {
            return Ok(None);
        }
        let (kind, id) = (Kind::Task, task.id.to_string());
        bundle::pack(&self.files).map(Some).map_err(|e| StoreError::Damaged { kind, id, reason: e.to_string() })
    }
}

/// Looks on while something is made of an edition, and ends it where somebody stopped the task.
struct Onlooker {
    id: String,
    current: Current,
    store: Arc<dyn Store>,
    runtime: Handle,
}

impl Watch for Onlooker {
    fn enter(&self, step: Step) -> bool {
        self.current.enter(step);
        goes_on(&self.runtime, &*self.store, &self.id)
    }

    fn read_one(&self) {
        self.current.read_one();
    }
}

impl Worker {
    /// Makes it; the task with what came of it.
    pub(super) async fn make(&self, task: &Task, work: &EditionWork, current: Current) -> Result<Ended, StoreError> {
        let (store, runtime) = (Arc::clone(self.store()), self.runtime.clone());
        let desk = Desk::new(Arc::clone(&store), Arc::clone(&self.reference), runtime.clone(), self.editing.clone());
        let by = By { name: task.by.to_string(), organisation: Some(task.organisation.to_string()) };
        let watch = Onlooker { id: task.id.to_string(), current, store, runtime };
        let (wanted, mut task) = (work.clone(), task.clone());
        let made = tokio::task::spawn_blocking(move || make(&desk, wanted, &by, &watch)).await;
        let made = made.map_err(|e| StoreError::Unreachable(e.to_string()))?;
        self.live.nudge();
        Ok(match made {
            Ok(made) => Ended { task, state: TaskState::Done, made: Some(made) },
            Err(ApiError::Stopped) => Ended::new(task, TaskState::Cancelled),
            Err(error) => {
                let state = failed(&mut task, error);
                Ended::new(task, state)
            }
        })
    }
}

fn make(desk: &Desk, work: EditionWork, by: &By, watch: &dyn Watch) -> Result<Made, ApiError> {
    match work {
        EditionWork::Compile { edition, as_of, title, from } => {
            desk.compile(Compiling { id: edition, as_of, title, from }, by, watch)?;
            Ok(Made::default())
        }
        EditionWork::Map { edition } => desk.map(&edition, by, watch).map(|(files, again)| Made::map(files, again)),
        EditionWork::Publish { edition } => desk.publish(&edition, by, watch).map(|files| Made::map(files, None)),
        EditionWork::WhatIf { edition, change } => {
            let change = serde_json::from_value(change).map_err(|e| ApiError::Malformed(e.to_string()))?;
            desk.what_if(&edition, &change, watch).map(Made::of)
        }
        EditionWork::Pool { edition, reader } => desk.pool(&edition, reader.as_ref(), watch).map(Made::of),
        EditionWork::Report { edition, language } => report(desk, edition, &language, watch),
    }
}

#[cfg(feature = "report")]
fn report(desk: &Desk, edition: EditionId, language: &str, watch: &dyn Watch) -> Result<Made, ApiError> {
    let fonts = crate::fonts::find(None)?;
    let language = if language == "en" { Language::En } else { Language::Zh };
    let asked = Reporting { edition: Some(edition), as_of: None, language, fonts: &fonts };
    let files = desk.report(&asked, watch)?;
    Ok(Made::of(files.into_iter().map(|file| File::new(file.path, file.bytes)).collect()))
}

#[cfg(not(feature = "report"))]
fn report(_: &Desk, edition: EditionId, _: &str, _: &dyn Watch) -> Result<Made, ApiError> {
    Err(ApiError::Report(format!("this program was built without reports; {edition} stays a map")))
}
