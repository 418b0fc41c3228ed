//! Work that takes longer than a request: imports, and what is made of an edition. The store is the queue; one worker does
//! one task after the other. The body of an import is kept as a file, and what the machine loses on the way is taken up
//! again from it: taking a row in twice changes nothing, and neither does making something of an edition twice.
//!
//! ```text
//! POST /v1/imports           → uploads/ID.part → uploads/ID.csv + Task (queued) → worker → Task (done) + uploads/ID.rejected
//! POST /v1/editions/{id}/map → Task (queued) → worker → Task (done), its files as attachment
//! ```

mod edition;
mod import;
mod progress;
mod receive;
mod uploads;
mod worker;

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web::Payload;
use bole_engine::intake::TableFormat;
use bole_engine::model::{EditionWork, ImportWork, Role, Task, TaskId, TaskKind, TaskState, Work};
use bole_engine::store::{Audit, Batch, Expected, Kind, Operation, Put, Store, StoreError, Stored};
use tokio::sync::Notify;

use crate::auth::Caller;
use crate::clock;
use crate::error::{self, ApiError};
use crate::limits::{MAX_QUEUED_TASKS, MAX_QUEUED_TASKS_OF_ONE};
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

    /// Refuses what would wait for too long, or keep others waiting.
    async fn room(&self, caller: &Caller) -> Result<(), ApiError> {
        let queued = ("state", TaskState::Queued.as_str().to_owned());
        self.fewer(std::slice::from_ref(&queued), MAX_QUEUED_TASKS).await?;
        match caller.role {
            Role::Enterprise | Role::College => {
                let own = ("organisation", caller.organisation.to_string());
                self.fewer(&[queued, own], MAX_QUEUED_TASKS_OF_ONE).await
            }
            Role::Bureau | Role::Auditor | Role::Service => Ok(()),
        }
    }

    async fn fewer(&self, filters: &[(&'static str, String)], most: u64) -> Result<(), ApiError> {
        if self.store.count(Kind::Task, filters).await? < most { Ok(()) } else { Err(ApiError::TasksFull(most)) }
    }

    /// Queues what is to be made of an edition.
    pub(crate) async fn ask(&self, work: EditionWork, caller: &Caller) -> Result<Stored<Task>, ApiError> {
        self.room(caller).await?;
        let task = queued(new_id()?, Work::Edition(work), caller)?;
        self.keep(&task, caller).await
    }

    /// Keeps a body and queues its import.
    pub(crate) async fn queue(&self, wanted: Wanted, caller: &Caller, body: Payload) -> Result<Stored<Task>, ApiError> {
        self.room(caller).await?;
        let uploads = self.uploads()?;
        let id = new_id()?;
        let bytes = receive::receive(body, uploads.part(&id)).await?;
        let Wanted { kind, source, format } = wanted;
        let task = queued(id, Work::Import(ImportWork { kind, source, bytes }), caller)?;
        let settled = uploads.settle(&task.id, format).map_err(receive::disk);
        let kept = match settled {
            Ok(()) => self.keep(&task, caller).await,
            Err(error) => Err(error),
        };
        if kept.is_err() {
            uploads.remove(&task.id);
        }
        kept
    }

    async fn keep(&self, task: &Task, caller: &Caller) -> Result<Stored<Task>, ApiError> {
        let audit = Audit::on(Action::Asked.on(task), Kind::Task, &task.id).of(Some(caller.organisation.as_str()));
        let audit = audit.detail(told(&task.work));
        let put = Put::new(task)?.expecting(Expected::Absent);
        self.store.write(Batch::new(caller.by(), clock::now()).with(put).noting(audit)).await?;
        self.news.notify_one();
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
                (Operation::Delete { kind: Kind::Task, id: id.to_string(), expected }, Action::Forgotten.on(&record))
            } else {
                let now = clock::moment().map_err(ApiError::Field)?;
                let action = Action::Cancelled.on(&record);
                let cancelled = record.ended(TaskState::Cancelled, now);
                (Put::new(&cancelled)?.expecting(expected).into(), action)
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

/// A task of the caller's that waits, of now.
fn queued(id: TaskId, work: Work, caller: &Caller) -> Result<Task, ApiError> {
    let created = clock::moment().map_err(ApiError::Field)?;
    Ok(Task::queued(id, work, caller.organisation.clone(), caller.key.clone(), created))
}

/// What the audit log is told of a task: not the name of a file, which may be a person's.
fn told(work: &Work) -> serde_json::Value {
    match work {
        Work::Import(import) => serde_json::json!({ "kind": import.kind, "bytes": import.bytes }),
        Work::Edition(made) => serde_json::json!({ "kind": work.kind(), "edition": made.edition() }),
    }
}

/// What the audit log notes of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Asked,
    Ended,
    Cancelled,
    Forgotten,
}

impl Action {
    /// The word of the audit log.
    const fn on(self, task: &Task) -> &'static str {
        match (&task.work, self) {
            (Work::Import(_), Self::Asked) => "import.asked",
            (Work::Import(_), Self::Ended) => "import.ended",
            (Work::Import(_), Self::Cancelled) => "import.cancelled",
            (Work::Import(_), Self::Forgotten) => "import.forgotten",
            (Work::Edition(_), Self::Asked) => "edition_task.asked",
            (Work::Edition(_), Self::Ended) => "edition_task.ended",
            (Work::Edition(_), Self::Cancelled) => "edition_task.cancelled",
            (Work::Edition(_), Self::Forgotten) => "edition_task.forgotten",
        }
    }
}

/// A new id: ids sort by time, and two of the same millisecond are told apart by chance.
fn new_id() -> Result<TaskId, ApiError> {
    let chance = getrandom::u32().map_err(|e| ApiError::Store(StoreError::Unreachable(e.to_string())))?;
    TaskId::new(format!("I-{:012x}-{chance:08x}", clock::now())).map_err(ApiError::Field)
}

pub(crate) use worker::Worker;
