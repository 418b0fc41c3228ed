//! The one worker: takes queued tasks in, oldest first. The store is the queue; what a restart interrupted stands there as
//! running, and is begun again. Of several servers on one database each does the tasks whose bodies it has.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bole_engine::intake::{Rejected, TableFormat, WarningCode};
use bole_engine::loading::{LoadError, Loaded, Loader, Watch};
use bole_engine::model::{Task, TaskCounts, TaskState};
use bole_engine::reference::Reference;
use bole_engine::store::{Audit, Batch, Expected, Kind, Listing, MAX_ROWS, Put, Store, StoreError, Stored};
use tokio::runtime::Handle;

use super::Tasks;
use super::progress::Current;
use super::uploads::{Uploads, sweep};
use crate::clock;
use crate::error::ApiError;
use crate::live::Live;
use crate::rejects::Rejects;
use crate::service::Service;

/// How long to wait after the store failed, in an import and between two.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a batch is tried again before the task fails: a database that restarts is back long before.
const TRIES: u32 = 120;

/// Whoever takes tasks in.
pub(crate) struct Worker {
    tasks: Arc<Tasks>,
    reference: Arc<Reference>,
    live: Arc<Live>,
    runtime: Handle,
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
            found: service.tasks.uploads.as_ref().map(Uploads::files).unwrap_or_default(),
        }
    }

    /// Works until the runtime ends.
    pub(crate) async fn work(self) {
        let Some(uploads) = &self.tasks.uploads else { return };
        while let Err(error) = self.tidy(uploads).await {
            tracing::warn!(%error, "interrupted imports cannot be looked for; trying again");
            tokio::time::sleep(PATIENCE).await;
        }
        loop {
            match self.step(uploads).await {
                Ok(true) => {}
                Ok(false) => self.tasks.news.notified().await,
                Err(error) => {
                    tracing::warn!(%error, "an import could not be begun or ended; trying again");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
    }

    fn store(&self) -> &Arc<dyn Store> {
        &self.tasks.store
    }

    async fn in_state(&self, state: TaskState) -> Result<Vec<Stored<Task>>, StoreError> {
        let filters = vec![("state", state.as_str().to_owned())];
        self.store().list(&Listing { filters, limit: MAX_ROWS, ..Listing::default() }).await
    }

    /// What a restart left: files that belong to nothing, and files' tasks that were lost.
    async fn tidy(&self, uploads: &Uploads) -> Result<(), StoreError> {
        let mut known = std::collections::BTreeSet::new();
        let note = |stored: Stored<Task>| {
            known.insert(stored.record.id.to_string());
        };
        self.store().scan::<Task>(note).await?;
        sweep(&self.found, &known);
        if self.tasks.shared {
            return Ok(());
        }
        // In a database of one's own nobody else can have the body of a task.
        for state in [TaskState::Running, TaskState::Queued] {
            for stored in self.in_state(state).await? {
                if uploads.body(&stored.record.id).is_none() {
                    self.end(stored.record, TaskState::Interrupted).await?;
                }
            }
        }
        Ok(())
    }

    /// Takes in the oldest task whose body is here; `false` when there is none.
    async fn step(&self, uploads: &Uploads) -> Result<bool, StoreError> {
        for state in [TaskState::Running, TaskState::Queued] {
            for stored in self.in_state(state).await? {
                if let Some((body, format)) = uploads.body(&stored.record.id) {
                    self.run(stored, uploads, &body, format).await?;
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    async fn run(
        &self,
        stored: Stored<Task>,
        uploads: &Uploads,
        body: &Path,
        format: TableFormat,
    ) -> Result<(), StoreError> {
        let task = stored.record.begun(moment()?);
        let current = Current::new(task.id.clone(), task.bytes);
        self.tasks.set_current(Some(current.clone()));
        let done = self.turn(&task, stored.version, current, body, format, uploads).await;
        self.tasks.set_current(None);
        if done.is_ok() {
            uploads.spend(&task.id);
        }
        done
    }

    async fn turn(
        &self,
        task: &Task,
        version: u64,
        current: Current,
        body: &Path,
        format: TableFormat,
        uploads: &Uploads,
    ) -> Result<(), StoreError> {
        let put = Put::new(task)?.expecting(Expected::Version(version));
        match self.store().write(Batch::new(task.by.as_str(), clock::now()).with(put)).await {
            // Somebody stopped it first.
            Err(StoreError::Conflict { .. }) => return Ok(()),
            written => written.map(drop)?,
        }
        let (task, state) = self.load(task, current, body.to_owned(), format, uploads).await?;
        self.end(task, state).await
    }

    /// Reads and writes, on a thread of its own; the task with what came of it.
    async fn load(
        &self,
        task: &Task,
        current: Current,
        body: PathBuf,
        format: TableFormat,
        uploads: &Uploads,
    ) -> Result<(Task, TaskState), StoreError> {
        let (store, runtime, reference) = (Arc::clone(self.store()), self.runtime.clone(), Arc::clone(&self.reference));
        let (rejected, mut task, live) = (uploads.rejected(&task.id), task.clone(), Arc::clone(&self.live));
        let work = move || {
            let mut watch = Onlooker::new(&task, current, &rejected, Arc::clone(&store), runtime.clone(), live)?;
            let input = watch.current.counting(BufReader::new(File::open(body)?));
            let (source, by) = (task.source.clone(), task.by.to_string());
            let loader = Loader {
                store: Some(store),
                runtime: &runtime,
                lexicon: &*reference,
                source: &source,
                by: &by,
                clock: &clock::now,
            };
            let loaded = loader.load(task.kind, input, format, &mut watch);
            watch.rejects.finish()?;
            task.counts = watch.counts;
            Ok::<_, std::io::Error>((task, loaded))
        };
        let ended = tokio::task::spawn_blocking(work).await;
        let ended = ended.map_err(|e| StoreError::Unreachable(e.to_string()))?;
        let (mut task, loaded) = ended.map_err(|e| StoreError::Disk { file: "uploads".into(), source: e })?;
        let state = match loaded {
            Ok(loaded) => {
                self.note(&mut task, loaded).await?;
                TaskState::Done
            }
            Err(LoadError::Stopped) => TaskState::Cancelled,
            Err(LoadError::Store(error)) => failed(&mut task, ApiError::from(error)),
            Err(LoadError::Disk(error)) => failed(&mut task, super::receive::disk(error)),
        };
        Ok((task, state))
    }

    async fn note(&self, task: &mut Task, loaded: Loaded) -> Result<(), StoreError> {
        let Loaded { counts, unlinked: _, warnings, sequence } = loaded;
        task.counts = counts;
        task.sequence = Some(match sequence {
            Some(sequence) => sequence,
            None => self.store().head().await?,
        });
        let ignored = warnings.into_iter().filter(|told| told.code == WarningCode::ColumnIgnored);
        task.ignored_columns = ignored.map(|told| told.field).collect();
        Ok(())
    }

    /// Notes that a task ended, unless somebody forgot it; one that was stopped stays so.
    async fn end(&self, task: Task, state: TaskState) -> Result<(), StoreError> {
        loop {
            let Some(found) = self.store().find::<Task>(task.id.as_str()).await? else { return Ok(()) };
            let state = if found.record.state == TaskState::Cancelled { TaskState::Cancelled } else { state };
            let put = Put::new(&task.clone().ended(state, moment()?))?.expecting(Expected::Version(found.version));
            let audit = Audit::on("import.ended", Kind::Task, &task.id).of(Some(task.organisation.as_str()));
            let audit = audit.detail(serde_json::json!({ "state": state, "counts": task.counts }));
            let batch = Batch::new(task.by.as_str(), clock::now()).with(put).noting(audit);
            match self.store().write(batch).await {
                Err(StoreError::Conflict { .. }) => {}
                written => return written.map(drop),
            }
        }
    }
}

fn moment() -> Result<bole_engine::model::Moment, StoreError> {
    clock::moment().map_err(|e| StoreError::Unreachable(e.to_string()))
}

/// Says why a task failed, in the words that callers see; what the store said is in the log.
fn failed(task: &mut Task, error: ApiError) -> TaskState {
    tracing::error!(?error, task = task.id.as_str(), "an import failed");
    task.error = Some(error.to_string());
    TaskState::Failed
}

/// Looks on while a task is taken in.
struct Onlooker {
    id: String,
    current: Current,
    counts: TaskCounts,
    rejects: Rejects<File>,
    store: Arc<dyn Store>,
    runtime: Handle,
    live: Arc<Live>,
    tries: u32,
}

impl Onlooker {
    fn new(
        task: &Task,
        current: Current,
        rejected: &Path,
        store: Arc<dyn Store>,
        runtime: Handle,
        live: Arc<Live>,
    ) -> std::io::Result<Self> {
        let (id, rejects) = (task.id.to_string(), Rejects::new(File::create(rejected)?));
        Ok(Self { id, current, counts: TaskCounts::default(), rejects, store, runtime, live, tries: 0 })
    }
}

impl Watch for Onlooker {
    fn rejected(&mut self, row: &Rejected) -> std::io::Result<()> {
        self.rejects.write(None, row)
    }

    /// Goes on unless somebody stopped the task, here or at another server.
    fn reached(&mut self, counts: &TaskCounts) -> bool {
        (self.counts, self.tries) = (*counts, 0);
        self.current.reached(counts);
        self.live.nudge();
        let found = self.runtime.block_on(self.store.find::<Task>(&self.id));
        !matches!(found, Ok(None)) && !found.is_ok_and(|found| found.is_some_and(|task| task.record.state.is_final()))
    }

    fn troubled(&mut self, error: &StoreError) -> bool {
        tracing::warn!(%error, "an import waits for the store");
        std::thread::sleep(PATIENCE);
        self.tries += 1;
        self.tries < TRIES
    }
}
