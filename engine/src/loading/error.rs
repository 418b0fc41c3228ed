//! Why taking in ended before the end of its input.

use crate::store::StoreError;

/// An import that did not reach its end.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The store refused a batch.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Whoever looked on stopped it.
    #[error("it was stopped")]
    Stopped,
    /// Rejected rows could not be kept.
    #[error("rejected rows cannot be kept: {0}")]
    Disk(#[from] std::io::Error),
}
