//! Imports that take longer than a request: the body is kept as a file, the store keeps the task, and one worker takes
//! them in, one after the other. What the machine loses on the way is taken up again from the file; taking a row in twice
//! changes nothing.
//!
//! ```text
//! POST /v1/imports → uploads/ID.part → uploads/ID.csv + Task (queued) → worker → Task (done) + uploads/ID.rejected
//! ```

mod progress;
mod receive;
mod uploads;
mod worker;

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web::Payload;
use bole_engine::intake::TableFormat;
use bole_engine::model::{Task, TaskCounts, TaskId, TaskKind, TaskState};
use bole_engine::store::{Audit, Batch, Expected, Kind, Operation, Put, Store, StoreError, Stored};
use tokio::sync::Notify;

use crate::auth::Caller;
use crate::clock;
use crate::error::{self, ApiError};
use crate::limits::MAX_QUEUED_TASKS;
use crate::opened::Opened;
use progress::Current;
pub(crate) use progress::Progress;
use uploads::Uploads;
/// An import as it was asked for.
pub(crate) struct Wanted {
    pub(crate) kind: TaskKind,
    pub(crate) source: String,
    pub(crate) format: TableFormat,
}

/// The tasks of this server.
pub struct Tasks {
    store: Arc<dyn Store>,
    /// Whether other servers may have bodies of tasks in the same store.
    shared: bool,
    /// None where there is no data folder: then there is no place for what is sent.
    uploads: Option<Uploads>,
    /// The one that is being done.
    current: Mutex<Option<Current>>,
    news: Notify,
}

impl Tasks {
    /// The tasks of an open store; nothing is done yet.
    #[must_use]
    pub fn new(opened: &Opened) -> Self {
        let uploads = opened.folder().map(|folder| Uploads::new(folder.uploads()));
        Self {
            store: opened.store(),
            shared: opened.is_shared(),
            uploads,
            current: Mutex::new(None),
            news: Notify::new(),
        }
    }

    fn uploads(&self) -> Result<&Uploads, ApiError> {
        self.uploads.as_ref().ok_or(ApiError::NoUploads)
    }

    /// Keeps a body and queues its import.
    pub(crate) async fn queue(&self, wanted: Wanted, caller: &Caller, body: Payload) -> Result<Stored<Task>, ApiError> {
        let waiting = self.store.count(Kind::Task, &[("state", TaskState::Queued.as_str().to_owned())]).await?;
        if waiting >= MAX_QUEUED_TASKS {
            return Err(ApiError::TasksFull);
        }
        let uploads = self.uploads()?;
        let (id, created) = (new_id()?, clock::moment().map_err(ApiError::Field)?);
        let bytes = receive::receive(body, uploads.part(&id)).await?;
        let Wanted { kind, source, format } = wanted;
        let task = Task {
            id,
            kind,
            source,
            organisation: caller.organisation.clone(),
            by: caller.key.clone(),
            state: TaskState::Queued,
            bytes,
            created,
            started: None,
            ended: None,
            counts: TaskCounts::default(),
            ignored_columns: Vec::new(),
            error: None,
            sequence: None,
        };
        let kept = self.keep(uploads, &task, format, caller).await;
        if kept.is_err() {
            uploads.remove(&task.id);
        }
        self.news.notify_one();
        kept
    }

    async fn keep(
        &self,
        uploads: &Uploads,
        task: &Task,
        format: TableFormat,
        caller: &Caller,
    ) -> Result<Stored<Task>, ApiError> {
        uploads.settle(&task.id, format).map_err(receive::disk)?;
        let audit = Audit::on("import.asked", Kind::Task, &task.id).of(Some(caller.organisation.as_str()));
        let audit = audit.detail(serde_json::json!({ "kind": task.kind, "bytes": task.bytes }));
        let put = Put::new(task)?.expecting(Expected::Absent);
        self.store.write(Batch::new(caller.by(), clock::now()).with(put).noting(audit)).await?;
        self.find(&task.id, caller).await
    }

    /// A task that the caller may see.
    pub(crate) async fn find(&self, id: &TaskId, caller: &Caller) -> Result<Stored<Task>, ApiError> {
        let found = self.store.find::<Task>(id.as_str()).await?;
        let seen = found.filter(|stored| caller.may_see(&stored.record.organisation));
        seen.ok_or_else(|| ApiError::unknown(error::Kind::Task, id))
    }

    /// Stops a task that has not ended; what was taken stays. One that has ended is forgotten with its rejected rows.
    pub(crate) async fn stop(&self, id: &TaskId, caller: &Caller) -> Result<Option<Stored<Task>>, ApiError> {
        loop {
            let Stored { record, version, .. } = self.find(id, caller).await?;
            let ended = record.state.is_final();
            let expected = Expected::Version(version);
            let (operation, action) = if ended {
                (Operation::Delete { kind: Kind::Task, id: id.to_string(), expected }, "import.forgotten")
            } else {
                let now = clock::moment().map_err(ApiError::Field)?;
                let cancelled = record.ended(TaskState::Cancelled, now);
                (Put::new(&cancelled)?.expecting(expected).into(), "import.cancelled")
            };
            let audit = Audit::on(action, Kind::Task, id).of(Some(caller.organisation.as_str()));
            let batch = Batch::new(caller.by(), clock::now()).with(operation).noting(audit);
            match self.store.write(batch).await {
                // It went on meanwhile: look again.
                Err(StoreError::Conflict { .. }) => continue,
                written => written.map(drop)?,
            }
            if ended || !self.is_current(id) {
                self.uploads.iter().for_each(|uploads| uploads.remove(id));
            }
            return if ended { Ok(None) } else { self.find(id, caller).await.map(Some) };
        }
    }

    /// The rejected rows of a task, as a file.
    pub(crate) fn rejected(&self, task: &Task) -> Result<Option<std::path::PathBuf>, ApiError> {
        let file = self.uploads()?.rejected(&task.id);
        match (task.counts.rejected, file.exists()) {
            (_, true) => Ok(Some(file)),
            (0, false) => Ok(None),
            (_, false) => Err(ApiError::Elsewhere),
        }
    }

    /// How far a task is, where this server does it.
    pub(crate) fn progress(&self, task: &Task) -> Option<Progress> {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|current| current.is_of(&task.id)).map(Current::progress)
    }

    fn is_current(&self, id: &TaskId) -> bool {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|current| current.is_of(id))
    }

    fn set_current(&self, current: Option<Current>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = current;
    }
}

/// A new id: ids sort by time, and two of the same millisecond are told apart by chance.
fn new_id() -> Result<TaskId, ApiError> {
    let chance = getrandom::u32().map_err(|e| ApiError::Store(StoreError::Unreachable(e.to_string())))?;
    TaskId::new(format!("I-{:012x}-{chance:08x}", clock::now())).map_err(ApiError::Field)
}

pub(crate) use worker::Worker;
