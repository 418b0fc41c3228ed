//! What can go wrong with the data folder.

use std::path::{Path, PathBuf};

/// An error of the data folder.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder does not exist; the caller named the wrong one or has imported nothing yet.
    #[error("{path}: no such data folder; `bole import --data {path} FILE…` makes one", path = .0.display())]
    Missing(PathBuf),
    /// Another program writes to the folder.
    #[error("{path}: another program writes to this data folder; wait for it to end", path = .0.display())]
    Busy(PathBuf),
    /// A line of a file is not a record. It was written by something else, or the disk is damaged.
    #[error("{file}, line {line}: not a record: {reason}", file = .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What the reader met.
        reason: String,
    },
    /// The disk refused.
    #[error("{file}: {source}", file = .file.display())]
    Disk {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl StoreError {
    /// For `map_err` on an operation on `file`.
    pub(super) fn disk(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::Disk { file, source }
    }
}
