//! Editions of the catalog in the store: compiled from the last one, reviewed, mapped, published with what they rest on,
//! mapped again. Proposing and drawing is the engine's; this reads records as they stood at one place of the change log,
//! and keeps what was made of them.
//!
//! ```text
//! compile → draft + proposals → review, edit → map → publish (one way; the one before is superseded)
//!                                                      └→ DrawnMap: method, hashes, place in the log, map and plan
//! map again: records as they stood there + the method kept → the same bytes
//! ```

mod again;
mod changes;
mod compile;
mod draw;
mod inputs;
mod keep;
mod kept;
mod past;
mod pool;
mod publish;
mod records;
#[cfg(feature = "report")]
mod report;
mod review;
mod watch;
mod what_if;
mod worded;

use std::sync::Arc;

use bole_engine::model::{Edition, EditionId, EditionStatus};
use bole_engine::reference::Reference;
use bole_engine::store::{Batch, Store, StoreError, Written};
use tokio::runtime::Handle;

use crate::error::{ApiError, Kind};

pub(crate) use changes::changes;
pub(crate) use compile::Compiling;
pub(crate) use draw::named;
pub(crate) use keep::keep;
pub(crate) use kept::{Kept, MAP, PLAN, kept, needed, pseudonymised};
pub(crate) use pool::Given;
pub(crate) use publish::reviewed;
pub(crate) use records::{heads, in_force, proposals, read};
#[cfg(feature = "report")]
pub(crate) use report::Reporting;
pub(crate) use review::{Verdict, edit, review};
pub(crate) use watch::{Step, Unwatched, Watch};

/// Whoever works on editions. All of it waits for the store: never call it from a thread that answers requests.
#[derive(Clone)]
pub(crate) struct Desk {
    store: Arc<dyn Store>,
    /// Vocabulary and method that new maps are drawn with.
    reference: Arc<Reference>,
    runtime: Handle,
    editing: Editing,
}

/// Held while entries of a draft are written, and while a draft is published: what is published is what was mapped.
/// Several servers on one database do not share it; there the versions of what was read keep the two apart.
pub(crate) type Editing = Arc<tokio::sync::Mutex<()>>;

/// Who asks for it.
#[derive(Debug, Clone)]
pub(crate) struct By {
    /// A key's id, or `operator`.
    pub(crate) name: String,
    /// Whose key it is.
    pub(crate) organisation: Option<String>,
}

impl By {
    /// The command line.
    pub(crate) fn operator() -> Self {
        Self { name: crate::opened::OPERATOR.to_owned(), organisation: None }
    }

    fn batch(&self) -> Batch {
        Batch::new(self.name.as_str(), crate::clock::now())
    }
}

impl Desk {
    pub(crate) fn new(store: Arc<dyn Store>, reference: Arc<Reference>, runtime: Handle, editing: Editing) -> Self {
        Self { store, reference, runtime, editing }
    }

    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    fn write(&self, batch: Batch) -> Result<Written, StoreError> {
        self.wait(self.store.write(batch))
    }

    fn head(&self) -> Result<u64, StoreError> {
        self.wait(self.store.head())
    }

    /// An edition as it stood at a place of the log.
    fn edition_at(&self, id: &EditionId, at: u64) -> Result<Edition, ApiError> {
        let found = self.wait(records::read_at(&*self.store, id, at))?;
        found.ok_or_else(|| ApiError::unknown(Kind::Edition, id))
    }

    /// A draft as it stood at a place of the log; one that is published is refused.
    fn draft_at(&self, id: &EditionId, at: u64) -> Result<Edition, ApiError> {
        let edition = self.edition_at(id, at)?;
        if edition.status == EditionStatus::Draft { Ok(edition) } else { Err(ApiError::Published(id.clone())) }
    }
}
