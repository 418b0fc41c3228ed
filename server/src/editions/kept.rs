//! Maps as they are kept: the record of what they rest on, and map, plan and method bound together as its attachment.

use bole_engine::map::TalentMap;
use bole_engine::method::Method;
use bole_engine::model::{DrawnMap, EditionId, Moment, TalentId};
use bole_engine::plan::FillPlan;
use bole_engine::store::{Kind, Put, Store, StoreError, Stored};
use serde::de::DeserializeOwned;

use super::By;
use super::draw::{Drawing, named};
use crate::bundle::{self, File};
use crate::decisions::hash;
use crate::error::{self, ApiError};

/// The map.
pub(crate) const MAP: &str = "map.json";
/// The fill plan.
pub(crate) const PLAN: &str = "plan.json";
/// The method.
const METHOD: &str = "method.toml";
/// The map by the method of the edition in force when it was drawn, where that is another one.
pub(super) const BETWEEN: &str = "between.json";

/// A map as it is kept.
pub(crate) struct Kept {
    pub(crate) record: DrawnMap,
    packed: Vec<u8>,
}

impl Kept {
    /// One of its files, byte for byte.
    fn file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        bundle::unpack(&self.packed, name).map_err(|e| damaged(&self.record.edition, &e))
    }

    /// One of its files, which it must have.
    pub(crate) fn bytes(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        self.file(name)?.ok_or_else(|| damaged(&self.record.edition, &format!("{name} is missing")))
    }

    /// One of its files, read.
    pub(crate) fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, StoreError> {
        serde_json::from_slice(&self.bytes(name)?).map_err(|e| damaged(&self.record.edition, &e))
    }

    /// The same, where there is such a file.
    pub(super) fn maybe<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let read = self.file(name)?.map(|bytes| serde_json::from_slice(&bytes)).transpose();
        read.map_err(|e| damaged(&self.record.edition, &e))
    }

    /// The method that it was drawn by; none where this program cannot read it.
    pub(super) fn method(&self) -> Result<Option<Method>, StoreError> {
        Ok(Method::parse(&String::from_utf8_lossy(&self.bytes(METHOD)?)).ok())
    }
}

fn damaged(edition: &EditionId, reason: &impl ToString) -> StoreError {
    StoreError::Damaged { kind: Kind::Map, id: edition.to_string(), reason: reason.to_string() }
}

/// The map of an edition, where one was drawn.
pub(crate) async fn kept(store: &dyn Store, edition: &EditionId) -> Result<Option<Kept>, StoreError> {
    let Some(Stored { record, .. }) = store.find::<DrawnMap>(edition.as_str()).await? else {
        return Ok(None);
    };
    let packed = store.attachment(Kind::Map, edition.as_str()).await?.unwrap_or_default();
    Ok(Some(Kept { record, packed }))
}

/// Whether an edition was published with its map, which stands for good then.
pub(super) async fn is_frozen(store: &dyn Store, edition: &EditionId) -> Result<bool, StoreError> {
    Ok(store.find::<DrawnMap>(edition.as_str()).await?.is_some_and(|map| map.record.frozen.is_some()))
}

/// The map of an edition.
///
/// # Errors
/// [`ApiError::Unknown`] where none was drawn.
pub(crate) async fn needed(store: &dyn Store, edition: &EditionId) -> Result<Kept, ApiError> {
    kept(store, edition).await?.ok_or_else(|| ApiError::unknown(error::Kind::Map, edition))
}

/// As JSON, the form in which maps and plans are kept, hashed and answered.
pub(super) fn json(edition: &EditionId, value: &impl serde::Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(|e| damaged(edition, &e))
}

/// A drawing on its way into the store.
pub(super) struct Keeping {
    /// At which place of the log the records were read.
    pub(super) at: u64,
    /// Since when the edition is published with it.
    pub(super) frozen: Option<Moment>,
    /// The edition in force, whose map it is compared with.
    pub(super) previous: Option<EditionId>,
    /// The same data by the method of that edition, where it is another one.
    pub(super) between: Option<TalentMap>,
}

impl Keeping {
    /// The record with its files; people whom they name are mentioned, so that an erasure reaches them.
    pub(super) fn put(self, drawing: &Drawing, by: &By) -> Result<(Put, Vec<File>, DrawnMap), ApiError> {
        let Drawing { reference, map, plan, .. } = drawing;
        let (edition, method) = (&reference.edition, &reference.method);
        let (drawn, told) = (json(&edition.id, map)?, json(&edition.id, plan)?);
        let record = DrawnMap {
            edition: edition.id.clone(),
            as_of: map.head.as_of,
            sequence: self.at,
            method: method.id().to_owned(),
            method_hash: method.hash().to_owned(),
            reference_hash: reference.hash(),
            inputs_hash: map.head.inputs_hash.clone(),
            map_hash: hash(&drawn),
            plan_hash: hash(&told),
            drawn: crate::clock::moment().map_err(ApiError::Field)?,
            by: by.name.clone(),
            frozen: self.frozen,
            previous: self.previous,
            erased: 0,
        };
        let files = vec![File::new(MAP, drawn), File::new(PLAN, told)];
        let mut bound = files.clone();
        bound.push(File::new(METHOD, method.text().as_bytes().to_vec()));
        if let Some(between) = &self.between {
            bound.push(File::new(BETWEEN, json(&edition.id, between)?));
        }
        let mut put = Put::new(&record)?;
        put.attachment = Some(bundle::pack(&bound).map_err(|e| damaged(&edition.id, &e))?);
        put.mentions = mentions(plan, map);
        Ok((put, files, record))
    }
}

fn mentions(plan: &FillPlan, map: &TalentMap) -> Vec<String> {
    named(&plan.openings, &map.pain_points).into_iter().map(ToString::to_string).collect()
}

/// An attachment with a pseudonym in the place of a person, and everybody whom it names then.
///
/// # Errors
/// [`StoreError::Damaged`] where it cannot be read.
pub(crate) fn pseudonymised(
    edition: &str,
    packed: &[u8],
    talent: &TalentId,
    stand_in: &TalentId,
) -> Result<(Option<Vec<u8>>, Vec<String>), StoreError> {
    let (kind, id) = (Kind::Map, edition.to_owned());
    let damaged = |reason: String| StoreError::Damaged { kind, id: id.clone(), reason };
    let mut files = bundle::files(packed).map_err(|e| damaged(e.to_string()))?;
    let (old, new) = (format!("\"{talent}\""), format!("\"{stand_in}\""));
    for file in files.iter_mut().filter(|file| file.name.ends_with(".json")) {
        let text = std::str::from_utf8(&file.bytes).map_err(|e| damaged(e.to_string()))?;
        file.bytes = text.replace(&old, &new).into_bytes();
    }
    let bytes = |name: &str| files.iter().find(|file| file.name == name).map_or(&[][..], |file| &file.bytes);
    let plan: FillPlan = serde_json::from_slice(bytes(PLAN)).map_err(|e| damaged(e.to_string()))?;
    let map: TalentMap = serde_json::from_slice(bytes(MAP)).map_err(|e| damaged(e.to_string()))?;
    let attachment = bundle::pack(&files).map_err(|e| damaged(e.to_string()))?;
    Ok((Some(attachment), mentions(&plan, &map)))
}
