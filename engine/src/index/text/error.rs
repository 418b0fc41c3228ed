//! What can go wrong with a text index.

use std::path::{Path, PathBuf};

use super::MAX_QUERY_CHARS;

/// A search or a change of a text index that did not work.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// The caller's: the query is longer than the limit.
    #[error("query of {chars} characters: at most {MAX_QUERY_CHARS}")]
    QueryTooLong {
        /// Its length in characters.
        chars: usize,
    },
    /// The caller's: the cursor names no hit of this search.
    #[error("cursor {cursor:?}: the last id of an earlier page of the same search")]
    UnknownCursor {
        /// What was given.
        cursor: String,
    },
    /// The caller's: what was named is no folder.
    #[error("{path}: a file stands where the folder of the text index should be", path = .0.display())]
    NotAFolder(PathBuf),
    /// Somebody else writes to the folder.
    #[error("{path}: another program writes to this text index; wait for it to end", path = .0.display())]
    Busy(PathBuf),
    /// The disk refused.
    #[error("{file}: {source}", file = .file.display())]
    Disk {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Ours: the index itself failed; it can be built anew from the store.
    #[error("text index: {0}")]
    Index(String),
}

impl From<tantivy::TantivyError> for TextError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.to_string())
    }
}

impl TextError {
    /// For `map_err` on an operation on `file`.
    pub(super) fn disk(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::Disk { file, source }
    }
}
