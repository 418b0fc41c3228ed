//! Taking an import in: from its file into the store, with somebody who looks on.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bole_engine::intake::{Rejected, TableFormat, WarningCode};
use bole_engine::loading::{LoadError, Loaded, Loader, Watch};
use bole_engine::model::{ImportWork, Task, TaskCounts, TaskState};
use bole_engine::store::{Store, StoreError};
use tokio::runtime::Handle;

use super::edition::Made;
use super::progress::Current;
use super::worker::{Ended, PATIENCE, Worker, failed, goes_on};
use crate::bundle::File;
use crate::clock;
use crate::error::ApiError;
use crate::live::Live;
use crate::rejects::Rejects;

/// How often a batch is tried again before the task fails: a database that restarts is back long before.
const TRIES: u32 = 120;

impl Worker {
    /// Reads and writes, on a thread of its own; the task with what came of it.
    pub(super) async fn load(
        &self,
        task: &Task,
        import: &ImportWork,
        current: Current,
        (body, format): (PathBuf, TableFormat),
        rejected: PathBuf,
    ) -> Result<Ended, StoreError> {
        let (store, runtime, reference) = (Arc::clone(self.store()), self.runtime.clone(), Arc::clone(&self.reference));
        let (mut task, live, source, kind) = (task.clone(), Arc::clone(&self.live), import.source.clone(), import.kind);
        let work = move || {
            let mut watch = Onlooker::new(&task, current, &rejected, Arc::clone(&store), runtime.clone(), live)?;
            let input = watch.current.counting(BufReader::new(fs::File::open(body)?));
            let by = task.by.to_string();
            let loader = Loader {
                store: Some(store),
                runtime: &runtime,
                lexicon: &*reference,
                source: &source,
                by: &by,
                clock: &clock::now,
            };
            let loaded = loader.load(kind, input, format, &mut watch);
            watch.rejects.finish()?;
            task.counts = watch.counts;
            Ok::<_, std::io::Error>((task, loaded))
        };
        let ended = tokio::task::spawn_blocking(work).await;
        let ended = ended.map_err(|e| StoreError::Unreachable(e.to_string()))?;
        let (mut task, loaded) = ended.map_err(|e| StoreError::Disk { file: "uploads".into(), source: e })?;
        let mut made = None;
        let state = match loaded {
            Ok(loaded) => {
                made = plans(&loaded);
                self.note(&mut task, loaded).await?;
                TaskState::Done
            }
            Err(LoadError::Stopped) => TaskState::Cancelled,
            Err(LoadError::Store(error)) => failed(&mut task, ApiError::from(error)),
            Err(LoadError::Disk(error)) => failed(&mut task, super::receive::disk(error)),
        };
        Ok(Ended { made, ..Ended::new(task, state) })
    }

    async fn note(&self, task: &mut Task, loaded: Loaded) -> Result<(), StoreError> {
        let Loaded { counts, warnings, sequence, .. } = loaded;
        task.counts = counts;
        task.sequence = Some(match sequence {
            Some(sequence) => sequence,
            None => self.store().head().await?,
        });
        let ignored = warnings.into_iter().filter(|told| told.code == WarningCode::ColumnIgnored);
        task.ignored_columns = ignored.map(|told| told.field).collect();
        Ok(())
    }
}

/// What was read of training plans, as the file that the task gives.
fn plans(loaded: &Loaded) -> Option<Made> {
    let told = serde_json::to_vec(&loaded.plans).ok().filter(|_| !loaded.plans.is_empty())?;
    Some(Made::of(vec![File::new("training-plans.json", told)]))
}

/// Looks on while a task is taken in.
struct Onlooker {
    id: String,
    current: Current,
    counts: TaskCounts,
    rejects: Rejects<fs::File>,
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
        let (id, rejects) = (task.id.to_string(), Rejects::new(fs::File::create(rejected)?));
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
        goes_on(&self.runtime, &*self.store, &self.id)
    }

    fn troubled(&mut self, error: &StoreError) -> bool {
        tracing::warn!(%error, "an import waits for the store");
        std::thread::sleep(PATIENCE);
        self.tries += 1;
        self.tries < TRIES
    }
}
