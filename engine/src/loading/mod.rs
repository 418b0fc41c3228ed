//! From intake into the store: one way in for every face. A stream of records becomes batches, each of them one
//! transaction; while one is written the next is read. A row whose source says what it said last time changes nothing,
//! even where the record was corrected by hand since. A row that names a record which is
//! not there is turned away with the field that names it. Memory stays flat: rejected rows are handed on as they come.
//!
//! ```text
//! input → intake (records, rejected rows) → batches with an Origin → store → counts
//! ```

mod batch;
mod error;
mod needed;
mod plans;
mod ship;

use std::io::Read;
use std::sync::Arc;

use tokio::runtime::Handle;

pub use batch::Loadable;
pub use error::LoadError;
pub use needed::Needed;
pub use plans::PlanTaken;

use crate::intake::{
    Import, Lexicon, MAX_ROWS, PartialProgramme, Record, Records, RejectCode, Rejected, TableFormat, Unlinked,
    Vacancies, Warning,
};
use crate::model::{Cohort, Order, Organisation, Outcome, Profile, TaskCounts, TaskKind};
use crate::store::{Store, StoreError};
use ship::Ship;

/// Who looks on while records are taken in.
pub trait Watch {
    /// Takes a row that was not taken.
    ///
    /// # Errors
    /// What the disk says; it ends the import.
    fn rejected(&mut self, row: &Rejected) -> std::io::Result<()>;

    /// Is told how far it is, after each batch; `false` stops it there.
    fn reached(&mut self, _counts: &TaskCounts) -> bool {
        true
    }

    /// The store failed in a way that passes; `true` tries the batch again. Whoever answers so waits a little first.
    fn troubled(&mut self, _error: &StoreError) -> bool {
        false
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// What became of the rows.
    pub counts: TaskCounts,
    /// What was kept as text.
    pub unlinked: Vec<Unlinked>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// The last change of the log; `None` when nothing was written.
    pub sequence: Option<u64>,
    /// What was read of training plans, programme by programme.
    pub plans: Vec<PlanTaken>,
}

/// What taking in needs.
pub struct Loader<'a> {
    /// Where records go; `None`: they are read and counted only.
    pub store: Option<Arc<dyn Store>>,
    /// Where the store is waited for; never a thread of it.
    pub runtime: &'a Handle,
    /// What words and ids are held against.
    pub lexicon: &'a dyn Lexicon,
    /// From where the rows come: a row of the same source is known again by its record's id.
    pub source: &'a str,
    /// Who writes.
    pub by: &'a str,
    /// What time it is, in milliseconds since 1970-01-01 UTC.
    pub clock: &'a dyn Fn() -> i64,
}

impl Loader<'_> {
    /// Takes in an input of a kind.
    ///
    /// # Errors
    /// [`LoadError`]; what was written until then stays.
    pub fn load(
        &self,
        kind: TaskKind,
        input: impl Read,
        format: TableFormat,
        watch: &mut dyn Watch,
    ) -> Result<Loaded, LoadError> {
        match kind {
            TaskKind::Profiles => self.records::<Profile>(input, format, watch),
            TaskKind::Orders => self.records::<Order>(input, format, watch),
            TaskKind::Organisations => self.records::<Organisation>(input, format, watch),
            TaskKind::Programmes => self.records::<PartialProgramme>(input, format, watch),
            TaskKind::TrainingPlans => self.plans(input, format, watch),
            TaskKind::Cohorts => self.records::<Cohort>(input, format, watch),
            TaskKind::Outcomes => self.records::<Outcome>(input, format, watch),
            TaskKind::Vacancies => {
                let mut rows = Vacancies::open(input, format, self.lexicon);
                self.stream(std::iter::from_fn(|| rows.next().map(|row| (rows.line(), row))), watch)
            }
        }
    }

    /// Takes in what was read already.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn keep<T: Loadable>(&self, read: Import<T>, watch: &mut dyn Watch) -> Result<Loaded, LoadError> {
        let Import { records, rejected, unlinked, warnings } = read;
        let rows = rejected.into_iter().map(Err).chain(records.into_iter().map(Ok)).map(|row| (0, row));
        Ok(noted(self.stream(rows, watch)?, unlinked, warnings))
    }

    fn records<T: Record + Loadable>(
        &self,
        input: impl Read,
        format: TableFormat,
        watch: &mut dyn Watch,
    ) -> Result<Loaded, LoadError> {
        let mut records = Records::<_, T>::open(input, format, self.lexicon);
        let rows = std::iter::from_fn(|| records.next().map(|row| (records.line(), row)));
        let loaded = self.stream(rows, watch)?;
        let notes = records.into_notes();
        Ok(noted(loaded, notes.unlinked, notes.warnings))
    }

    /// Takes in rows, each with its line; 0 where it has none.
    fn stream<T: Loadable>(
        &self,
        rows: impl Iterator<Item = (u64, Result<T, Rejected>)>,
        watch: &mut dyn Watch,
    ) -> Result<Loaded, LoadError> {
        let mut ship = Ship::new(self, watch);
        for (number, (line, row)) in rows.enumerate() {
            if number == MAX_ROWS {
                let allowed = format!("at most {MAX_ROWS} rows; the rest was not read");
                ship.refuse(&Rejected::new(0, "", "", RejectCode::TooLarge, allowed))?;
                break;
            }
            match row {
                Ok(record) => ship.take(line, &record)?,
                Err(rejected) => ship.refuse(&rejected)?,
            }
        }
        let (counts, sequence) = ship.land()?;
        Ok(Loaded { counts, sequence, ..Loaded::default() })
    }
}

fn noted(mut loaded: Loaded, unlinked: Vec<Unlinked>, warnings: Vec<Warning>) -> Loaded {
    (loaded.counts.unlinked, loaded.counts.warnings) = (unlinked.len() as u64, warnings.len() as u64);
    Loaded { unlinked, warnings, ..loaded }
}
