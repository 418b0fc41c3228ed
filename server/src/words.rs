//! Search over people by words, kept in step with the store by a thread of its own: apart from rankings, since a commit of
//! the text index waits for the disk. What it cannot rely on it makes anew from the store, while the service answers all
//! else.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use bole_engine::index::{PeopleReader, PeopleText, TextError};
use bole_engine::model::{Invalid, Profile, TalentId};
use bole_engine::store::{Change, ChangeKind, Kind, Listing, MAX_ROWS, Record, Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};

use crate::opened::Opened;

/// How long changes are gathered before a commit, unless somebody waits for one.
const GATHER: Duration = Duration::from_secs(1);
/// How long to wait after the store or the disk failed.
const PATIENCE: Duration = Duration::from_secs(1);
/// Changes read at a time.
const STEP: usize = 2_000;
/// Changes about others than people that are passed over before the index notes how far it is: a start reads at most as
/// many again.
const PASSED: u64 = 20_000;
/// Names the store that the index was made from.
const STORE: &str = "store";

/// The words of everybody, for searching.
#[derive(Default)]
pub struct Words {
    /// Nothing until everybody has been read once.
    reader: RwLock<Option<PeopleReader>>,
    reached: watch::Sender<u64>,
    wanted: Notify,
    ending: AtomicBool,
}

/// The thread that follows the store. It waits on the store's runtime: end it before that.
#[must_use]
pub struct Following {
    words: Arc<Words>,
    thread: JoinHandle<()>,
}

impl Following {
    /// Ends after the commit that is under way; what was not reached is read again at the next start.
    pub fn end(self) {
        self.words.ending.store(true, Ordering::Relaxed);
        self.words.wanted.notify_one();
        if self.thread.join().is_err() {
            tracing::error!("the text index had ended before");
        }
    }
}

impl Words {
    /// Begins to follow a store; the index is kept in the folder's `index/`, or in memory where there is no folder.
    ///
    /// # Errors
    /// What the system says when it gives no thread.
    pub fn follow(opened: &Opened) -> std::io::Result<(Arc<Self>, Following)> {
        let words = Arc::new(Self::default());
        let follower = Follower {
            words: Arc::clone(&words),
            store: opened.store(),
            runtime: opened.runtime().clone(),
            folder: opened.folder().map(bole_engine::store::Folder::index),
        };
        let thread = std::thread::Builder::new().name("words".into()).spawn(move || follower.run())?;
        Ok((Arc::clone(&words), Following { words, thread }))
    }

    /// To search with; nothing while everybody is being read.
    #[must_use]
    pub fn reader(&self) -> Option<PeopleReader> {
        self.reader.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The last change that searches see.
    #[must_use]
    pub fn reached(&self) -> u64 {
        *self.reached.borrow()
    }

    /// Waits until searches see a change.
    pub async fn has_reached(&self, sequence: u64) {
        let mut reached = self.reached.subscribe();
        self.wanted.notify_one();
        // The sender lives as long as this.
        let _ = reached.wait_for(|reached| *reached >= sequence).await;
    }
}

/// Why following stopped; it begins again, unless it was told to end.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("it was told to end")]
    Ending,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    #[error("{0}")]
    Key(#[from] Invalid),
}

struct Follower {
    words: Arc<Words>,
    store: Arc<dyn Store>,
    runtime: Handle,
    folder: Option<PathBuf>,
}

impl Follower {
    fn run(&self) {
        loop {
            match self.keep_up() {
                Ok(()) | Err(Stopped::Ending) => return,
                Err(error) => tracing::warn!(%error, "the text index cannot follow the store; trying again"),
            }
            self.rest(PATIENCE);
        }
    }

    fn is_ending(&self) -> bool {
        self.words.ending.load(Ordering::Relaxed)
    }

    /// Waits until somebody wants something, no longer than this.
    fn rest(&self, longest: Duration) {
        // Either way the log is looked at again.
        let _ = self.runtime.block_on(async { tokio::time::timeout(longest, self.words.wanted.notified()).await });
    }

    /// Opens the index and follows the log until it is told to end, or something fails.
    fn keep_up(&self) -> Result<(), Stopped> {
        if self.is_ending() {
            return Ok(());
        }
        let mut people = self.open()?;
        self.show(&people);
        let mut passed = people.reached();
        while !self.is_ending() {
            let count = self.step(&mut people, &mut passed)?;
            if count < STEP {
                self.rest(GATHER);
            }
        }
        Ok(())
    }

    /// The index as it was left, or made anew from everybody.
    fn open(&self) -> Result<PeopleText, Stopped> {
        let head = self.runtime.block_on(self.store.head())?;
        let Some(folder) = &self.folder else {
            let mut people = PeopleText::new()?;
            self.read_all(&mut people, head)?;
            return Ok(people);
        };
        let (mut people, opened) = PeopleText::open(folder)?;
        if let Some(reason) = opened.rebuilt {
            tracing::warn!(%reason, "made anew from the store");
        }
        let (name, foreign) = self.of_this_store(folder)?;
        if opened.reached == 0 || opened.reached > head || foreign {
            people.clear()?;
            std::fs::write(folder.join(STORE), name)?;
            self.read_all(&mut people, head)?;
        }
        Ok(people)
    }

    /// What names the store, its first change, and whether the index was made from another one.
    fn of_this_store(&self, folder: &Path) -> Result<(String, bool), Stopped> {
        let first = self.runtime.block_on(self.store.changes(0, 1))?;
        let name = first.first().map(|Change { kind, id, changed_at, .. }| format!("{kind} {id} {changed_at}\n"));
        let (name, noted) = (name.unwrap_or_default(), std::fs::read_to_string(folder.join(STORE)));
        let foreign = noted.ok().as_ref() != Some(&name);
        Ok((name, foreign))
    }

    /// Brings everybody. The place in the log was taken first: what changes meanwhile is brought once more.
    fn read_all(&self, people: &mut PeopleText, head: u64) -> Result<(), Stopped> {
        let mut listing = Listing { limit: MAX_ROWS, ..Listing::default() };
        loop {
            if self.is_ending() {
                return Err(Stopped::Ending);
            }
            let page = self.runtime.block_on(self.store.list::<Profile>(&listing))?;
            let Some(last) = page.last() else { break };
            listing.after = Some(Record::key(&last.record));
            page.iter().try_for_each(|stored| people.add(&stored.record))?;
        }
        Ok(people.commit(head)?)
    }

    fn show(&self, people: &PeopleText) {
        *self.words.reader.write().unwrap_or_else(PoisonError::into_inner) = Some(people.reader());
        self.words.reached.send_replace(people.reached());
    }

    /// Brings the changes after `passed`, and commits where one was about a person.
    fn step(&self, people: &mut PeopleText, passed: &mut u64) -> Result<usize, Stopped> {
        let changes = self.runtime.block_on(self.store.changes(*passed, STEP))?;
        let Some(last) = changes.last().map(|change| change.sequence) else { return Ok(0) };
        let mut news = last - people.reached() > PASSED;
        let mut erased = false;
        for change in changes.iter().filter(|change| change.kind == Kind::Profile) {
            (news, erased) = (true, erased || change.operation == ChangeKind::Erase);
            take(people, change)?;
        }
        if erased {
            // Not noted as reached before nothing is left on disk: after a crash in between it is done once more.
            people.commit(people.reached())?;
            people.scrub()?;
        }
        if news {
            people.commit(last)?;
        }
        *passed = last;
        self.words.reached.send_replace(last);
        Ok(changes.len())
    }
}

/// A change without a document says that the record is gone, or that a later change erased it.
fn take(people: &mut PeopleText, change: &Change) -> Result<(), Stopped> {
    let read = change.document.as_deref().map(serde_json::from_str::<Profile>).transpose();
    let damaged =
        |e: serde_json::Error| StoreError::Damaged { kind: change.kind, id: change.id.clone(), reason: e.to_string() };
    match read.map_err(damaged)? {
        Some(profile) => people.upsert(&profile)?,
        None => people.delete(&TalentId::try_from(change.id.clone())?),
    }
    Ok(())
}
