//! What most commands begin with: the catalog, and the people of a data folder.

use std::path::Path;
use std::sync::Arc;

use bole_engine::reference::Reference;
use bole_engine::store::Kind;

use super::Failure;
use super::args::Shared;
use super::console::{Console, progress};
use crate::catalogs::{self, CatalogError};
use crate::lists;
use crate::opened::Opened;
use crate::service::Service;

/// The catalog that `--catalog` names, or the shipped one.
pub(super) fn reference(shared: &Shared) -> Result<Reference, Failure> {
    catalogs::reference(shared.catalog.as_deref()).map_err(|error| match error {
        CatalogError::Disk { .. } => Failure::Usage(error.to_string()),
        CatalogError::Refused { .. } | CatalogError::Without(_) => Failure::work(error),
    })
}

/// The people and orders of a store behind the index.
pub(super) fn service(console: &Console<'_>, shared: &Shared, opened: &Opened) -> Result<Service, Failure> {
    let reference = Arc::new(lists::extended(reference(shared)?, opened)?);
    let bar = progress(opened.count(Kind::Profile)?, console.say("建立索引", "indexing"));
    let service = Service::open(reference, opened, &|| bar.inc(1)).map_err(Failure::work)?;
    bar.finish_and_clear();
    Ok(service)
}

/// A file's bytes; a file that cannot be read is bad usage.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))
}
