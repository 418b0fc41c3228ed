//! Batches on their way: one is written while the next fills, never more, so that memory stays flat and counts stay true.

use std::sync::Arc;

use tokio::task::JoinHandle;

use super::batch::{Filling, Full, Loadable};
use super::needed::{Found, Needed};
use super::{LoadError, Loader, Watch};
use crate::intake::{RejectCode, Rejected};
use crate::model::TaskCounts;
use crate::store::{Batch, Done, Store, StoreError, Written};

/// What may stand where somebody stands who was erased.
const ERASED: &str = "a person who was not erased; who comes back gets a new id";

/// A batch under way, kept in case that it must be sent again.
struct Sent {
    full: Full,
    answer: JoinHandle<Result<Written, StoreError>>,
}

/// One import under way.
pub(super) struct Ship<'l, 'w> {
    loader: &'l Loader<'l>,
    watch: &'w mut dyn Watch,
    filling: Filling,
    sent: Option<Sent>,
    counts: TaskCounts,
    sequence: Option<u64>,
    found: Found,
}

impl<'l, 'w> Ship<'l, 'w> {
    pub(super) fn new(loader: &'l Loader<'l>, watch: &'w mut dyn Watch) -> Self {
        let (filling, counts) = (Filling::default(), TaskCounts::default());
        Self { loader, watch, filling, sent: None, counts, sequence: None, found: Found::default() }
    }

    /// Takes a record; a full batch leaves.
    pub(super) fn take<T: Loadable>(&mut self, line: u64, record: &T) -> Result<(), LoadError> {
        if let Some(row) = self.missing(line, &record.needs())? {
            return self.refuse(&row);
        }
        self.counts.taken += 1;
        if self.loader.store.is_some() {
            self.filling.add(line, record, self.loader.source)?;
        }
        if self.filling.is_full() { self.leave() } else { Ok(()) }
    }

    /// What a row names and is not there; a store that does not answer is asked again for as long as whoever looks on
    /// waits.
    fn missing(&mut self, line: u64, needs: &[Needed]) -> Result<Option<Rejected>, LoadError> {
        loop {
            match self.found.missing(self.loader, line, needs) {
                Err(error) if error.passes() && self.watch.troubled(&error) => {}
                looked => return Ok(looked?),
            }
        }
    }

    /// Hands on a row that was not taken.
    pub(super) fn refuse(&mut self, row: &Rejected) -> Result<(), LoadError> {
        self.counts.rejected += 1;
        Ok(self.watch.rejected(row)?)
    }

    /// Hands on a row that was read, and then not taken by the store.
    fn turn_away(&mut self, row: &Rejected) -> Result<(), LoadError> {
        self.counts.taken -= 1;
        self.refuse(row)
    }

    /// Sends the rest and waits for it.
    pub(super) fn land(mut self) -> Result<(TaskCounts, Option<u64>), LoadError> {
        self.leave()?;
        self.arrive()?;
        Ok((self.counts, self.sequence))
    }

    /// Waits for the batch before, then sends the one that filled.
    fn leave(&mut self) -> Result<(), LoadError> {
        self.arrive()?;
        let Some(store) = &self.loader.store else { return Ok(()) };
        let reason = format!("import: {}", self.loader.source);
        let empty = Batch::new(self.loader.by, (self.loader.clock)()).because(Some(reason));
        if let Some(full) = self.filling.close(empty) {
            let answer = self.send(store, &full.batch);
            self.sent = Some(Sent { full, answer });
        }
        Ok(())
    }

    fn send(&self, store: &Arc<dyn Store>, batch: &Batch) -> JoinHandle<Result<Written, StoreError>> {
        let (store, batch) = (Arc::clone(store), batch.clone());
        self.loader.runtime.spawn(async move { store.write(batch).await })
    }

    /// Waits for the batch under way, and counts what it did.
    fn arrive(&mut self) -> Result<(), LoadError> {
        let Some(Sent { full: Full { batch, before, rows }, mut answer }) = self.sent.take() else { return Ok(()) };
        let written = loop {
            let ended = self.loader.runtime.block_on(answer);
            match ended.unwrap_or_else(|e| Err(StoreError::Unreachable(e.to_string()))) {
                Ok(written) => break written,
                Err(error) if error.passes() && self.watch.troubled(&error) => {
                    let Some(store) = &self.loader.store else { return Err(error.into()) };
                    answer = self.send(store, &batch);
                }
                Err(error) => return Err(error.into()),
            }
        };
        self.sequence = Some(written.sequence);
        for (done, (line, id)) in written.done.iter().skip(before).zip(rows) {
            match done {
                Done::Created(_) => self.counts.created += 1,
                Done::Replaced(_) => self.counts.replaced += 1,
                Done::Erased => self.turn_away(&Rejected::new(line, "id", id, RejectCode::Erased, ERASED))?,
                Done::Refused(wrong) => {
                    self.turn_away(&Rejected::invalid(line, RejectCode::NotAllowed, wrong.clone()))?;
                }
                Done::Unchanged(_) | Done::Gone | Done::Missing | Done::Purged { .. } => self.counts.unchanged += 1,
            }
        }
        if self.watch.reached(&self.counts) { Ok(()) } else { Err(LoadError::Stopped) }
    }
}
