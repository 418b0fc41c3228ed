//! The data folder: the database file, the index beside it, and a lock that keeps a second writer out.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::StoreError;

/// An open data folder. The lock is held for as long as it is open for writing; the system lets go of it when the process
/// ends.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    held: Option<File>,
}

impl Folder {
    /// The name of the database file.
    pub const DATABASE: &'static str = "bole.db";

    /// What a folder of files holds that records are imported from or were dumped to.
    const FILES: [&str; 4] = ["profiles.ndjson", "orders.ndjson", "manifest.json", "lists"];

    /// Whether there is no database in a folder, but files that somebody may take for one.
    #[must_use]
    pub fn holds_files_only(path: &Path) -> bool {
        !path.join(Self::DATABASE).exists() && Self::FILES.iter().any(|name| path.join(name).exists())
    }

    /// Opens a folder for writing; it is made when it does not exist.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another program writes to it; [`StoreError::Disk`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        std::fs::create_dir_all(&path).map_err(StoreError::disk(&path))?;
        let lock = lock(&path)?;
        Ok(Self { path, held: Some(lock) })
    }

    /// Opens a folder for reading only, beside whoever writes.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is none.
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        if !path.is_dir() {
            return Err(StoreError::Missing(path));
        }
        Ok(Self { path, held: None })
    }

    /// Whether it is open for writing: the lock is held here.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.held.is_some()
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join(Self::DATABASE)
    }

    /// Where the text index lives: it can be deleted and is made anew.
    #[must_use]
    pub fn index(&self) -> PathBuf {
        self.path.join("index")
    }

    /// Where uploads wait until they are taken in.
    #[must_use]
    pub fn uploads(&self) -> PathBuf {
        self.path.join("uploads")
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let name = path.join("lock");
    let file = File::create(&name).map_err(StoreError::disk(&name))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy(path.to_owned())),
        Err(TryLockError::Error(e)) => Err(StoreError::disk(&name)(e)),
    }
}
