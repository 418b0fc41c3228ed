//! What most commands begin with: the catalog, and the people of a data folder.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use bole_engine::map::Sources;
use bole_engine::model::{Date, Profile, TalentId};
use bole_engine::reference::Reference;
use bole_engine::store::{Kind, Record, StoreError};

use super::Failure;
use super::args::Shared;
use super::console::{Console, progress};
use crate::catalogs::{self, CatalogError};
use crate::editions;
use crate::lists;
use crate::mask::mask;
use crate::opened::{Opened, Place};
use crate::service::Service;

/// The catalog that `--catalog` names, or the shipped one.
pub(super) fn reference(shared: &Shared) -> Result<Reference, Failure> {
    catalogs::reference(shared.catalog.as_deref()).map_err(|error| match error {
        CatalogError::Disk { .. } => Failure::Usage(error.to_string()),
        CatalogError::Refused { .. } | CatalogError::Without(_) => Failure::work(error),
    })
}

/// The same with the lists that were imported into a store.
pub(super) fn extended(shared: &Shared, opened: &Opened) -> Result<Reference, Failure> {
    Ok(lists::extended(reference(shared)?, opened)?)
}

/// The same with the edition that is in force in a store.
pub(super) fn in_force(shared: &Shared, opened: &Opened) -> Result<Arc<Reference>, Failure> {
    Ok(Arc::new(opened.wait(editions::in_force(&*opened.store(), extended(shared, opened)?))?))
}

/// People's masked names. Who was erased meanwhile has no name, and a name that cannot be read is none.
pub(super) fn masked(opened: &Opened) -> impl Fn(&TalentId) -> Option<String> + '_ {
    let store = opened.store();
    move |id| {
        let found = opened.wait(store.find::<Profile>(id.as_str())).ok().flatten()?;
        found.record.name.map(|name| mask(&name))
    }
}

/// Opens for writing what must be there already.
pub(super) fn writing(place: &Place) -> Result<Opened, Failure> {
    Opened::existing(place)?.close();
    Ok(Opened::writing(place)?)
}

/// The people and orders of a store behind the index.
pub(super) fn service(console: &Console<'_>, shared: &Shared, opened: &Opened) -> Result<Service, Failure> {
    let reference = in_force(shared, opened)?;
    let bar = progress(opened.count(Kind::Profile)?, console.say("建立索引", "indexing"));
    let service = Service::open(reference, opened, &|| bar.inc(1)).map_err(Failure::work)?;
    bar.finish_and_clear();
    Ok(service)
}

/// Everything in a store that a plan and a map are made of, for a day.
pub(super) fn sources(
    console: &Console<'_>,
    reference: &Arc<Reference>,
    opened: &Opened,
    as_of: Date,
) -> Result<Sources, Failure> {
    let bar = progress(opened.count(Kind::Profile)?, console.say("读取人员", "reading people"));
    let failed = RefCell::new(None);
    let people = opened.scan::<Profile>().map_while(|read| {
        bar.inc(1);
        read.map(|stored| stored.record).map_err(|error| failed.replace(Some(error))).ok()
    });
    let (orders, programmes) = (all(opened)?, all(opened)?);
    let (cohorts, outcomes) = (all(opened)?, all(opened)?);
    let sources = Sources::read(Arc::clone(reference), as_of, people, orders, programmes, cohorts, outcomes);
    let sources = sources.knowing(&all(opened)?);
    bar.finish_and_clear();
    match failed.into_inner() {
        Some(error) => Err(error.into()),
        None => Ok(sources),
    }
}

/// All records of a kind, by id.
pub(super) fn all<T: Record>(opened: &Opened) -> Result<Vec<T>, StoreError> {
    opened.scan::<T>().map(|read| read.map(|stored| stored.record)).collect()
}

/// A file's bytes; a file that cannot be read is bad usage.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))
}
