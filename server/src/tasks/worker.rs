//! The one worker: does queued tasks, oldest first. The store is the queue; what a restart interrupted stands there as
//! running, and is begun again. Of several servers on one database each does the imports whose bodies it has, and what is
//! made of editions goes to whoever takes it first.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bole_engine::intake::TableFormat;
use bole_engine::model::{Task, TaskState, Work};
use bole_engine::reference::Reference;
use bole_engine::store::{Audit, Batch, Expected, Kind, Listing, MAX_ROWS, Put, Store, StoreError, Stored};
use tokio::runtime::Handle;

use super::edition::Made;
use super::progress::Current;
use super::uploads::{Uploads, sweep};
use super::{Action, Tasks};
use crate::clock;
use crate::editions::Editing;
use crate::error::ApiError;
use crate::live::Live;
use crate::service::Service;

/// How long to wait after the store failed, in an import and between two.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// How long something made of an edition may be under way before another server takes it for lost, in milliseconds.
const LOST: i64 = 6 * 60 * 60 * 1000;

/// A task that ended, with what it gives.
pub(super) struct Ended {
    pub(super) task: Task,
    pub(super) state: TaskState,
    pub(super) made: Option<Made>,
}

impl Ended {
    /// One that gives no files.
    pub(super) const fn new(task: Task, state: TaskState) -> Self {
        Self { task, state, made: None }
    }
}

/// What a task needs of this server.
enum Means {
    /// An import: its body.
    Body(PathBuf, TableFormat, PathBuf),
    /// Nothing but the store.
    Store,
}

/// Whoever does tasks.
pub(crate) struct Worker {
    pub(super) tasks: Arc<Tasks>,
    pub(super) reference: Arc<Reference>,
    pub(super) live: Arc<Live>,
    pub(super) runtime: Handle,
    pub(super) editing: Editing,
    /// What lay in the folder before anybody could send anything.
    found: Vec<PathBuf>,
}

impl Worker {
    /// The worker of a service, on the store's runtime. Call it before the service listens.
    pub(crate) fn new(service: &Service, runtime: &Handle) -> Self {
        Self {
            tasks: Arc::clone(&service.tasks),
            reference: Arc::clone(&service.reference),
            live: Arc::clone(&service.live),
            runtime: runtime.clone(),
            editing: service.editing.clone(),
            found: service.tasks.uploads.as_ref().map(Uploads::files).unwrap_or_default(),
        }
    }

    /// Works until the runtime ends.
    pub(crate) async fn work(self) {
        while let Err(error) = self.tidy().await {
            tracing::warn!(%error, "interrupted tasks cannot be looked for; trying again");
            tokio::time::sleep(PATIENCE).await;
        }
        loop {
            match self.step().await {
                Ok(true) => {}
                Ok(false) => self.tasks.news.notified().await,
                Err(error) => {
                    tracing::warn!(%error, "a task could not be begun or ended; trying again");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
    }

    pub(super) fn store(&self) -> &Arc<dyn Store> {
        &self.tasks.store
    }

    async fn in_state(&self, state: TaskState) -> Result<Vec<Stored<Task>>, StoreError> {
        let filters = vec![("state", state.as_str().to_owned())];
        self.store().list(&Listing { filters, limit: MAX_ROWS, ..Listing::default() }).await
    }

    /// What a restart left: files that belong to nothing, and files' tasks that were lost.
    async fn tidy(&self) -> Result<(), StoreError> {
        let mut known = std::collections::BTreeSet::new();
        let note = |stored: Stored<Task>| {
            known.insert(stored.record.id.to_string());
        };
        self.store().scan::<Task>(note).await?;
        sweep(&self.found, &known);
        for state in [TaskState::Running, TaskState::Queued] {
            for stored in self.in_state(state).await? {
                if self.is_lost(&stored.record)? {
                    self.end(Ended::new(stored.record, TaskState::Interrupted)).await?;
                }
            }
        }
        Ok(())
    }

    /// Whether nobody will do a task any more. In a database of one's own nobody else can have the body of an import; in
    /// a shared one somebody else may be making something of an edition.
    fn is_lost(&self, task: &Task) -> Result<bool, StoreError> {
        Ok(match &task.work {
            Work::Import(_) => !self.tasks.shared && self.body(task).is_none(),
            Work::Edition(_) => {
                let begun = task.started.filter(|_| self.tasks.shared && task.state == TaskState::Running);
                begun.is_some_and(|begun| clock::now() - begun.millis() > LOST)
            }
        })
    }

    fn body(&self, task: &Task) -> Option<Means> {
        let uploads = self.tasks.uploads.as_ref()?;
        let (body, format) = uploads.body(&task.id)?;
        Some(Means::Body(body, format, uploads.rejected(&task.id)))
    }

    /// What a task needs, if it is here. One that runs though nobody here does it was interrupted; on a shared database
    /// what is made of an edition may be running elsewhere.
    fn means(&self, task: &Task) -> Option<Means> {
        match &task.work {
            Work::Import(_) => self.body(task),
            Work::Edition(_) => (task.state == TaskState::Queued || !self.tasks.shared).then_some(Means::Store),
        }
    }

    /// Does the oldest task that can be done here; `false` when there is none.
    async fn step(&self) -> Result<bool, StoreError> {
        for state in [TaskState::Running, TaskState::Queued] {
            for stored in self.in_state(state).await? {
                if let Some(means) = self.means(&stored.record) {
                    self.run(stored, means).await?;
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    async fn run(&self, stored: Stored<Task>, means: Means) -> Result<(), StoreError> {
        let task = stored.record.begun(moment()?);
        let current = Current::new(task.id.clone(), task.work.import().map_or(0, |import| import.bytes));
        self.tasks.set_current(Some(current.clone()));
        let done = self.turn(&task, stored.version, current, means).await;
        self.tasks.set_current(None);
        if let (Ok(()), Some(uploads)) = (&done, &self.tasks.uploads) {
            uploads.spend(&task.id);
        }
        done
    }

    async fn turn(&self, task: &Task, version: u64, current: Current, means: Means) -> Result<(), StoreError> {
        let put = Put::new(task)?.expecting(Expected::Version(version));
        match self.store().write(Batch::new(task.by.as_str(), clock::now()).with(put)).await {
            // Somebody stopped it first, or another server took it.
            Err(StoreError::Conflict { .. }) => return Ok(()),
            written => written.map(drop)?,
        }
        let ended = match (&task.work, means) {
            (Work::Import(import), Means::Body(body, format, rejected)) => {
                self.load(task, import, current, (body, format), rejected).await?
            }
            (Work::Edition(work), _) => self.make(task, work, current).await?,
            (Work::Import(_), Means::Store) => Ended::new(task.clone(), TaskState::Interrupted),
        };
        self.end(ended).await
    }

    /// Notes that a task ended, unless somebody forgot it; one that was stopped stays so.
    async fn end(&self, ended: Ended) -> Result<(), StoreError> {
        let Ended { mut task, state, made } = ended;
        let packed = made.map(|made| made.into_task(&mut task)).transpose()?.flatten();
        loop {
            let Some(found) = self.store().find::<Task>(task.id.as_str()).await? else { return Ok(()) };
            let state = if found.record.state == TaskState::Cancelled { TaskState::Cancelled } else { state };
            let mut put = Put::new(&task.clone().ended(state, moment()?))?.expecting(Expected::Version(found.version));
            put.attachment.clone_from(&packed);
            let audit = Audit::on(Action::Ended.on(&task), Kind::Task, &task.id).of(Some(task.organisation.as_str()));
            let audit = audit.detail(serde_json::json!({ "state": state, "counts": task.counts }));
            let batch = Batch::new(task.by.as_str(), clock::now()).with(put).noting(audit);
            match self.store().write(batch).await {
                Err(StoreError::Conflict { .. }) => {}
                written => return written.map(drop),
            }
        }
    }
}

/// Whether nobody stopped or forgot a task, here or at another server. A store that does not answer for a moment ends
/// nothing.
pub(super) fn goes_on(runtime: &Handle, store: &dyn Store, id: &str) -> bool {
    let found = runtime.block_on(store.find::<Task>(id));
    !found.is_ok_and(|found| found.is_none_or(|task| task.record.state.is_final()))
}

fn moment() -> Result<bole_engine::model::Moment, StoreError> {
    clock::moment().map_err(|e| StoreError::Unreachable(e.to_string()))
}

/// Says why a task failed, in the words that callers see; what the store said is in the log.
pub(super) fn failed(task: &mut Task, error: ApiError) -> TaskState {
    tracing::error!(?error, task = task.id.as_str(), "a task failed");
    task.error = Some(error.to_string());
    TaskState::Failed
}
