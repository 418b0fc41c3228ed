//! The store as the faces open it: a data folder or a PostgreSQL database, with the runtime on which its connections
//! live. The command line waits for the store here; the service awaits it.

use std::future::Future;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bole_engine::model::{Edition, Order, Organisation};
use bole_engine::reference::Reference;
use bole_engine::store::{
    Access, Batch, Expected, Folder, Kind, Listing, MAX_ROWS, Operation, Put, Record, SqlStore, Store, StoreError,
    Stored,
};
use tokio::runtime::{Builder, Runtime};

use crate::editions::{self, By, Desk};

/// Who writes when the command line does.
pub const OPERATOR: &str = "operator";
/// Threads of the store's runtime: one writes, one reads for whoever waits.
const THREADS: usize = 2;

/// Where records are.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a data folder.
    Folder(PathBuf),
    /// In PostgreSQL, by URL; the folder, where there is one, holds the index and uploads.
    Postgres(String, Option<PathBuf>),
}

/// An open store.
pub struct Opened {
    sql: Arc<SqlStore>,
    /// The lock of the folder is held for as long as the store is open.
    folder: Option<Folder>,
    shared: bool,
    runtime: Runtime,
}

impl Opened {
    /// Opens for writing; a folder is made when it does not exist.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Files`] for a folder whose files were never taken in.
    pub fn writing(place: &Place) -> Result<Self, StoreError> {
        no_files_only(place)?;
        Self::filling(place)
    }

    /// Opens for taking in, also into a folder that holds the files themselves.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn filling(place: &Place) -> Result<Self, StoreError> {
        Self::open(place, Access::Write, |path| Folder::open(path))
    }

    /// Opens what must be there already; a folder that somebody else writes to is read beside them.
    ///
    /// # Errors
    /// As [`Self::writing`].
    pub fn existing(place: &Place) -> Result<Self, StoreError> {
        no_files_only(place)?;
        Self::open(place, Access::Read, |path| {
            let readable = Folder::read(path)?;
            match Folder::open(path) {
                Err(StoreError::Busy(_)) => Ok(readable),
                opened => opened,
            }
        })
    }

    /// The same, where what is read is to be noted in the audit log: also beside whoever writes.
    ///
    /// # Errors
    /// As [`Self::writing`].
    pub fn noting(place: &Place) -> Result<Self, StoreError> {
        let opened = Self::existing(place)?;
        let held = opened.folder.as_ref().filter(|folder| !folder.is_writable() && !opened.shared);
        let Some(beside) = held.map(|folder| opened.wait(SqlStore::beside(folder))).transpose()? else {
            return Ok(opened);
        };
        opened.wait(opened.sql.close());
        Ok(Self { sql: Arc::new(beside), ..opened })
    }

    fn open(
        place: &Place,
        access: Access,
        folder: impl Fn(&Path) -> Result<Folder, StoreError>,
    ) -> Result<Self, StoreError> {
        let runtime = Builder::new_multi_thread().worker_threads(THREADS).enable_all().thread_name("store").build();
        let runtime = runtime.map_err(|e| StoreError::Unreachable(e.to_string()))?;
        let (sql, folder) = match place {
            Place::Folder(path) => {
                let folder = folder(path)?;
                (runtime.block_on(SqlStore::open(&folder))?, Some(folder))
            }
            Place::Postgres(url, path) => {
                let folder = path.as_deref().map(folder).transpose()?;
                (runtime.block_on(SqlStore::postgres(url, access))?, folder)
            }
        };
        let shared = matches!(place, Place::Postgres(..));
        Ok(Self { sql: Arc::new(sql), folder, shared, runtime })
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> Arc<dyn Store> {
        Arc::clone(&self.sql) as Arc<dyn Store>
    }

    /// The store with what only databases do.
    #[must_use]
    pub fn sql(&self) -> &Arc<SqlStore> {
        &self.sql
    }

    /// The data folder, where there is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// Whether other servers may work on the same database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.shared
    }

    /// Where work beside the requests runs.
    #[must_use]
    pub fn runtime(&self) -> &tokio::runtime::Handle {
        self.runtime.handle()
    }

    /// Waits for the store. Never call it from a thread that answers requests.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Writes a batch and waits for it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn write(&self, batch: Batch) -> Result<bole_engine::store::Written, StoreError> {
        self.wait(self.sql.write(batch))
    }

    /// A batch of the command line's, of now.
    #[must_use]
    pub fn batch() -> Batch {
        Batch::new(OPERATOR, crate::clock::now())
    }

    /// All records of a kind, by id.
    #[must_use]
    pub fn scan<T: Record>(&self) -> Scan<'_, T> {
        let listing = Listing { limit: MAX_ROWS, ..Listing::default() };
        Scan { opened: self, listing, page: Vec::new().into_iter(), last: false, kind: PhantomData }
    }

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count(&self, kind: Kind) -> Result<u64, StoreError> {
        self.wait(self.sql.count(kind, &[]))
    }

    /// Keeps the edition that is worked with beside those of the store; one that was published with its map, or
    /// superseded, stays as it is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_edition(&self, edition: &Edition) -> Result<(), StoreError> {
        self.wait(editions::keep(&*self.sql, edition, &By::operator()))
    }

    /// What works on editions here, apart from any service.
    pub(crate) fn desk(&self, reference: Arc<Reference>) -> Desk {
        Desk::new(self.store(), reference, self.runtime().clone(), Arc::default())
    }

    /// Ends the store after what it has taken.
    pub fn close(self) {
        let Self { sql, folder, shared: _, runtime } = self;
        runtime.block_on(sql.close());
        runtime.shutdown_background();
        drop(folder);
    }
}

fn no_files_only(place: &Place) -> Result<(), StoreError> {
    match place {
        Place::Folder(path) if Folder::holds_files_only(path) => Err(StoreError::Files(path.clone())),
        Place::Folder(_) | Place::Postgres(..) => Ok(()),
    }
}

/// What taking an order in does: its enterprise is kept where it is not known yet.
///
/// # Errors
/// [`StoreError::Damaged`] when the order cannot be written.
pub fn order_operations(order: &Order) -> Result<[Operation; 2], StoreError> {
    let enterprise = Organisation::of_enterprise(&order.enterprise, order.synthetic);
    Ok([Put::new(&enterprise)?.expecting(Expected::KeepOld).into(), Put::new(order)?.into()])
}

/// Records by id, read page by page.
pub struct Scan<'o, T> {
    opened: &'o Opened,
    listing: Listing,
    page: std::vec::IntoIter<Stored<T>>,
    last: bool,
    kind: PhantomData<T>,
}

impl<T: Record> Iterator for Scan<'_, T> {
    type Item = Result<Stored<T>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(stored) = self.page.next() {
                self.listing.after = Some(stored.record.key());
                return Some(Ok(stored));
            }
            if self.last {
                return None;
            }
            let store = self.opened.store();
            match self.opened.wait(store.list::<T>(&self.listing)) {
                Ok(page) => {
                    self.last = page.len() < MAX_ROWS;
                    self.page = page.into_iter();
                }
                Err(error) => {
                    self.last = true;
                    return Some(Err(error));
                }
            }
        }
    }
}
