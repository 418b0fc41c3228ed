//! What is written together: up to so many records, and before them what they refer to.

use std::collections::BTreeMap;

use super::Needed;
use crate::digest::sha256;
use crate::intake::PartialProgramme;
use crate::model::{Cohort, Order, Organisation, Outcome, Profile};
use crate::store::{Batch, Expected, Kind, Put, Record, StoreError};

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

    /// What it names that must be there already.
    fn needs(&self) -> Vec<Needed> {
        Vec::new()
    }

    /// The record as a row of a source.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it cannot be written.
    fn row(&self, source: &str) -> Result<Put, StoreError> {
        Ok(Put::new(self)?.said_by(source))
    }
}

/// Lists of people come before those of classes: a seat in a class that is not on record holds nobody until it is.
impl Loadable for Profile {}

impl Loadable for Organisation {}

impl Record for PartialProgramme {
    const KIND: Kind = Kind::Programme;

    fn key(&self) -> String {
        self.programme.id.to_string()
    }
}

impl Loadable for PartialProgramme {
    fn needs(&self) -> Vec<Needed> {
        let partners = self.programme.partners.iter().enumerate();
        let partners = partners.map(|(i, id)| Needed::enterprise(format!("partners[{i}]"), id));
        let new = self.unsaid.contains(&"seats").then(|| {
            let needed = Needed::new("seats", Kind::Programme, &self.programme.id);
            needed.or_else("a year's intake; only a programme of the records may leave it out")
        });
        partners.chain([Needed::college(&self.programme.college)]).chain(new).collect()
    }

    fn row(&self, source: &str) -> Result<Put, StoreError> {
        let mut put = Put::new(self)?.said_by(source);
        if let Some(origin) = &mut put.origin {
            origin.digest = sha256(self.said().to_string().as_bytes());
        }
        put.unsaid.clone_from(&self.unsaid);
        Ok(put)
    }
}

impl Loadable for Cohort {
    fn needs(&self) -> Vec<Needed> {
        let programme =
            Needed::new("programme", Kind::Programme, &self.programme).with("college", self.college.as_str());
        let shares = self.shares.iter().enumerate().flat_map(|(i, share)| {
            let order = share.order.as_ref().map(|id| {
                Needed::new(format!("shares[{i}].order"), Kind::Order, id)
                    .with("enterprise.id", share.enterprise.as_str())
            });
            [Some(Needed::enterprise(format!("shares[{i}].enterprise"), &share.enterprise)), order]
        });
        shares.flatten().chain([Needed::college(&self.college), programme]).collect()
    }
}

impl Loadable for Outcome {
    fn needs(&self) -> Vec<Needed> {
        let order = self.order.as_ref().map(|id| Needed::new("order", Kind::Order, id));
        let talent = Needed::new("talent", Kind::Profile, &self.talent);
        let organisation = Needed::new("organisation", Kind::Organisation, &self.organisation);
        [Some(talent), Some(organisation), order].into_iter().flatten().collect()
    }
}

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
        let put = record.row(source)?;
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
