//! Foreign lists of concepts, ESCO's and O*NET's, that were imported into a data folder: kept as they came, and read
//! beside the catalog from then on.

use std::path::Path;

use bole_engine::intake::{ForeignList, import_esco, import_onet};
use bole_engine::reference::Reference;
use bole_engine::store::{Addition, Put, Record, StoreError};
use sha2::{Digest, Sha256};

use crate::opened::Opened;

/// How O*NET's two files are kept.
const OCCUPATIONS: &str = "onet-occupations.txt";
const TECHNOLOGIES: &str = "onet-technologies.txt";

/// Which of O*NET's files a path names.
pub(crate) fn onet_part(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    if !name.ends_with(".txt") && !name.ends_with(".csv") && !name.ends_with(".tsv") {
        return None;
    }
    let is = |words: &str| name.contains("onet") && name.contains(words) || name.replace('_', " ").starts_with(words);
    if is("technology skills") || is("technolog") && name.contains("onet") {
        return Some(TECHNOLOGIES);
    }
    (is("occupation data") || is("occupation") && name.contains("onet")).then_some(OCCUPATIONS)
}

/// How one of ESCO's files is kept.
pub(crate) fn esco_name(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let kept: String = stem.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    format!("esco-{kept}.csv")
}

/// Reads lists by their kept names.
pub(crate) fn read(files: &[(String, Vec<u8>)], reference: &Reference) -> ForeignList {
    let part = |name: &str| files.iter().find(|(kept, _)| kept == name).map_or(&[][..], |(_, bytes)| bytes);
    let mut all = ForeignList::default();
    for (_, bytes) in files.iter().filter(|(name, _)| name.starts_with("esco-")) {
        append(&mut all, import_esco(&bytes[..]));
    }
    if files.iter().any(|(name, _)| name.starts_with("onet-")) {
        append(&mut all, import_onet(part(OCCUPATIONS), part(TECHNOLOGIES), reference));
    }
    all
}

fn append(all: &mut ForeignList, more: ForeignList) {
    all.additions.skills.extend(more.additions.skills);
    all.additions.related.extend(more.additions.related);
    all.additions.occupations.extend(more.additions.occupations);
    all.entries.extend(more.entries);
    all.rejected.extend(more.rejected);
    all.warnings.extend(more.warnings);
}

/// Keeps a list as it came; it replaces the list of that name.
pub(crate) fn keep(opened: &Opened, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut put = Put::new(&Addition { name: name.to_owned(), bytes: bytes.len() as u64, sha256 })?;
    put.attachment = Some(bytes.to_vec());
    opened.write(Opened::batch().with(put)).map(drop)
}

/// The lists kept in a store, by name.
fn kept(opened: &Opened) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let mut files = Vec::new();
    for addition in opened.scan::<Addition>() {
        let name = addition?.record.name;
        let bytes = opened.wait(opened.store().attachment(Addition::KIND, &name))?;
        files.push((name, bytes.unwrap_or_default()));
    }
    Ok(files)
}

/// Reference data with the lists of a data folder: their concepts in the vocabulary, their positions in the edition.
pub(crate) fn extended(reference: Reference, opened: &Opened) -> Result<Reference, StoreError> {
    let files = kept(opened)?;
    if files.is_empty() {
        return Ok(reference);
    }
    let list = read(&files, &reference);
    let Reference { vocabulary, mut edition, method, graph: _ } = reference;
    edition.entries.extend(list.entries);
    edition.entries.sort_by(|a, b| a.id.cmp(&b.id));
    edition.entries.dedup_by(|a, b| a.id == b.id);
    Ok(Reference::new(vocabulary.with_additions(list.additions), edition, method))
}
