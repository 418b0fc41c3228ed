//! The embedded data folder: the system of record, as two NDJSON files that a person can read. It keeps records and finds
//! one by id; searching, and everything that can be rebuilt, is left to `index/`.

mod error;
mod folder;
mod shelf;

pub use error::StoreError;
pub use folder::{Folder, Records};
