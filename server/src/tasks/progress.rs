//! How far the running task is. It lives in memory: after a restart the work begins again, and so does this.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bole_engine::model::{TaskCounts, TaskId};
use utoipa::ToSchema;

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ToSchema)]
pub(crate) struct Progress {
    /// Bytes read.
    pub(crate) bytes: u64,
    /// Of so many.
    pub(crate) of: u64,
    /// Rows that are stored or rejected.
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
}

impl Current {
    pub(super) fn new(id: TaskId, of: u64) -> Self {
        Self { id, of, bytes: Arc::default(), rows: Arc::default() }
    }

    pub(super) fn is_of(&self, id: &TaskId) -> bool {
        self.id == *id
    }

    pub(super) fn progress(&self) -> Progress {
        let (bytes, rows) = (self.bytes.load(Ordering::Relaxed), self.rows.load(Ordering::Relaxed));
        Progress { bytes, of: self.of, rows }
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
