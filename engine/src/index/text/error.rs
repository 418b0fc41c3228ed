//! What can go wrong with a text index.

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
    /// Ours: the index itself failed; it can be built anew from the store.
    #[error("text index: {0}")]
    Index(String),
}

impl From<tantivy::TantivyError> for TextError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.to_string())
    }
}
