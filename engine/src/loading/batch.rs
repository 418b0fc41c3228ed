//! What is written together: up to so many records, and before them what they refer to.

use std::collections::BTreeMap;

use crate::model::{Order, Organisation, Profile};
use crate::store::{Batch, Expected, Put, Record, StoreError};

/// Most records of a batch. More gain little; other writers wait as long as one takes.
const RECORDS: usize = 1000;
/// Most bytes of a batch, since a single record may be long.
const BYTES: usize = 8 << 20;

/// A record that may be taken in.
pub trait Loadable: Record {
    /// What it refers to, kept where it is not known yet.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it cannot be written.
    fn refers(&self) -> Result<Option<Put>, StoreError> {
        Ok(None)
    }
}

impl Loadable for Profile {}

impl Loadable for Order {
    fn refers(&self) -> Result<Option<Put>, StoreError> {
        let enterprise = Organisation::of_enterprise(&self.enterprise, self.synthetic);
        Ok(Some(Put::new(&enterprise)?.expecting(Expected::KeepOld)))
    }
}

/// A batch that fills.
#[derive(Default)]
pub(super) struct Filling {
    /// By id, written first.
    before: BTreeMap<String, Put>,
    puts: Vec<Put>,
    /// Where each put stands in the input.
    lines: Vec<u64>,
    bytes: usize,
}

/// A batch that is full, or the last one.
pub(super) struct Full {
    pub(super) batch: Batch,
    /// How many of the operations, from the first, are not records themselves.
    pub(super) before: usize,
    /// The line and the id of each record after them.
    pub(super) rows: Vec<(u64, String)>,
}

impl Filling {
    /// Adds a record as a row of a source.
    pub(super) fn add<T: Loadable>(&mut self, line: u64, record: &T, source: &str) -> Result<(), StoreError> {
        if let Some(before) = record.refers()? {
            self.before.entry(before.id.clone()).or_insert(before);
        }
        let put = Put::new(record)?.said_by(source);
        self.bytes += put.document.len();
        self.puts.push(put);
        self.lines.push(line);
        Ok(())
    }

    pub(super) fn is_full(&self) -> bool {
        self.puts.len() >= RECORDS || self.bytes >= BYTES
    }

    /// The operations; `None` when there are none.
    pub(super) fn close(&mut self, empty: Batch) -> Option<Full> {
        let Self { before: refers, puts, lines, .. } = std::mem::take(self);
        let (before, mut batch) = (refers.len(), empty);
        let rows = lines.into_iter().zip(puts.iter().map(|put| put.id.clone())).collect();
        batch.operations = refers.into_values().chain(puts).map(Into::into).collect();
        (!batch.operations.is_empty()).then_some(Full { batch, before, rows })
    }
}
