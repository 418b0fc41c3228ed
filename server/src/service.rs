//! What every face works with: reference data, the store, the living index over it, and the search over the edition.

use std::sync::{Arc, OnceLock, RwLockReadGuard};

use bole_engine::index::{CatalogSearch, TextError};
use bole_engine::matching::Matcher;
use bole_engine::model::{Entry, SkillId, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Batch, Store, StoreError, Written};
use tokio::runtime::Handle;

use crate::aligned::Aligning;
use crate::editions::{Desk, Editing};
use crate::live::Live;
use crate::opened::Opened;
use crate::tasks::{Tasks, Worker};
use crate::words::{Following, Words};

/// Everything that answers are made from.
pub struct Service {
    /// Vocabulary, edition, graph, method.
    pub reference: Arc<Reference>,
    /// Search over the edition.
    pub search: CatalogSearch,
    /// The system of record.
    pub store: Arc<dyn Store>,
    /// What is computed from it.
    pub live: Arc<Live>,
    /// Work that takes longer than a request.
    pub tasks: Arc<Tasks>,
    /// The hash of the reference data beside the method.
    pub reference_hash: String,
    /// Held for reading from judging to recording, and alone by an erasure: no decision on somebody who was erased is
    /// recorded afterwards.
    pub recording: tokio::sync::RwLock<()>,
    /// Held from counting the people of a class to writing what rests on the count: seats taken over, a step, a deletion.
    pub(crate) seating: tokio::sync::Mutex<()>,
    /// Held while a draft is written, and while it is published.
    pub(crate) editing: Editing,
    /// Programmes against demand, as it was made last.
    pub(crate) aligning: Aligning,
    /// The words of everybody, once the store is followed.
    words: OnceLock<Arc<Words>>,
}

impl Service {
    /// Reads everybody; the index stays as it is until [`Self::follow`].
    ///
    /// # Errors
    /// [`ServiceError`] when a record cannot be read or the search cannot be made.
    pub fn open(reference: Arc<Reference>, opened: &Opened, each: &dyn Fn()) -> Result<Self, ServiceError> {
        let live = Arc::new(Live::build(&reference, opened, each)?);
        let search = search(&reference)?;
        let tasks = Arc::new(Tasks::new(opened));
        let (reference_hash, recording) = (reference.hash(), tokio::sync::RwLock::new(()));
        let (words, store, editing) = (OnceLock::new(), opened.store(), Editing::default());
        let (seating, aligning) = (tokio::sync::Mutex::default(), Aligning::default());
        Ok(Self { reference, search, store, live, tasks, reference_hash, recording, seating, editing, aligning, words })
    }

    /// Lets the indexes follow the store from now on, and takes imports in. End what it gives before the store is closed.
    ///
    /// # Errors
    /// What the system says when it gives no thread.
    pub fn follow(&self, opened: &Opened) -> std::io::Result<Following> {
        opened.runtime().spawn(Arc::clone(&self.live).follow(Arc::clone(&self.store)));
        opened.runtime().spawn(Worker::new(self, opened.runtime()).work());
        let (words, following) = Words::follow(opened)?;
        self.words.get_or_init(|| words);
        Ok(following)
    }

    /// The words of everybody; nothing before [`Self::follow`].
    pub fn words(&self) -> Option<&Words> {
        self.words.get().map(Arc::as_ref)
    }

    /// The matcher, for reading.
    pub fn matcher(&self) -> RwLockReadGuard<'_, Matcher> {
        self.live.matcher()
    }

    /// The masked name of a person, when one is known.
    pub fn masked(&self, id: &TalentId) -> Option<String> {
        self.live.masked(id)
    }

    /// An entry of the edition.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.reference.edition.entries.iter().find(|entry| entry.id.as_str() == id)
    }

    /// What reads all records, waiting for the store.
    pub(crate) fn desk(&self, runtime: Handle) -> Desk {
        Desk::new(Arc::clone(&self.store), Arc::clone(&self.reference), runtime, self.editing.clone())
    }

    /// Writes a batch; the index is told at once, and waited for where the writer wants to read its own write.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of the batch is written then.
    pub async fn write(&self, batch: Batch, wait: Wait) -> Result<Written, StoreError> {
        let written = self.store.write(batch).await?;
        self.live.nudge();
        if wait == Wait::Indexed {
            self.live.has_reached(written.sequence).await;
            if let Some(words) = self.words() {
                words.has_reached(written.sequence).await;
            }
        }
        Ok(written)
    }
}

/// When a write is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// As soon as it is safe on disk.
    #[default]
    Stored,
    /// When rankings and searches see it too.
    Indexed,
}

/// The search over the edition of some reference data.
///
/// # Errors
/// [`TextError`] when the index cannot be made.
pub fn search(reference: &Reference) -> Result<CatalogSearch, TextError> {
    let names = |id: &SkillId| {
        let skill = reference.vocabulary.skill(id.as_str());
        skill.map_or_else(Vec::new, |skill| {
            let own = skill.zh.iter().chain([&skill.en]);
            own.chain(&skill.aliases).cloned().collect()
        })
    };
    CatalogSearch::build(&reference.edition, names)
}

/// Why the service cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The search failed.
    #[error(transparent)]
    Search(#[from] TextError),
}
