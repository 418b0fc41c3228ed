//! How far the running task is. It lives in memory: after a restart the work begins again, and so does this.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use bole_engine::model::{TaskCounts, TaskId};
use utoipa::ToSchema;

use crate::editions::Step;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ToSchema)]
pub(crate) struct Progress {
    /// What is being done of an edition; absent for imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) step: Option<Step>,
    /// Bytes of an import that are read.
    pub(crate) bytes: u64,
    /// Of so many.
    pub(crate) of: u64,
    /// Rows of an import that are stored or rejected; records that were read for an edition.
    pub(crate) rows: u64,
}

/// The task that is being done.
#[derive(Debug, Clone)]
pub(super) struct Current {
    id: TaskId,
    of: u64,
    /// Bytes and rows, as they are read and stored.
    bytes: Arc<AtomicU64>,
    rows: Arc<AtomicU64>,
    /// Which step, from 1; 0 for none.
    step: Arc<AtomicUsize>,
}

impl Current {
    pub(super) fn new(id: TaskId, of: u64) -> Self {
        Self { id, of, bytes: Arc::default(), rows: Arc::default(), step: Arc::default() }
    }

    pub(super) fn is_of(&self, id: &TaskId) -> bool {
        self.id == *id
    }

    pub(super) fn progress(&self) -> Progress {
        let (bytes, rows) = (self.bytes.load(Ordering::Relaxed), self.rows.load(Ordering::Relaxed));
        let step = self.step.load(Ordering::Relaxed).checked_sub(1).and_then(|step| Step::ALL.get(step)).copied();
        Progress { step, bytes, of: self.of, rows }
    }

    /// Says what is being done.
    pub(super) fn enter(&self, step: Step) {
        self.step.store(step as usize + 1, Ordering::Relaxed);
    }

    /// Counts a record that was read.
    pub(super) fn read_one(&self) {
        self.rows.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn reached(&self, counts: &TaskCounts) {
        let stored = counts.created + counts.replaced + counts.unchanged;
        self.rows.store(stored + counts.rejected, Ordering::Relaxed);
    }

    /// Counts what is read through it.
    pub(super) fn counting<R: Read>(&self, input: R) -> Counting<R> {
        Counting { input, bytes: Arc::clone(&self.bytes) }
    }
}

/// A reader that counts.
pub(super) struct Counting<R> {
    input: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
