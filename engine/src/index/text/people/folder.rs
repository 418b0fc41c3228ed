//! The folder of the index: who writes to it, whether it is whole, and making it anew. What is in the folder can always be
//! made from the store again, so that any doubt ends in an empty index and a reason.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, Lock, MmapDirectory};
use tantivy::index::{IndexMeta, SegmentComponent};
use tantivy::schema::Schema;
use tantivy::{Directory, Index, IndexSettings, SegmentReader, TantivyDocument};

use super::schema::{Fields, mark};
use super::{Opened, RebuildReason};
use crate::index::TextError;

/// Says which format the folder is in.
const MARKER: &str = "format";
/// Held for as long as the folder is open. Ours beside tantivy's own, which is taken only once an index is readable.
static LOCK: LazyLock<Lock> = LazyLock::new(|| Lock { filepath: PathBuf::from(".lock"), is_blocking: false });
/// Length of a segment's name.
const SEGMENT_NAME: usize = 32;
/// Shortest file that ends in a footer. Tantivy reads beyond the beginning of a shorter one.
const LEAST_FILE: u64 = 8;
/// What each segment has.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];

/// Opens the folder, or makes it: the index, the lock to hold, and what was found.
pub(super) fn open(path: &Path, schema: &Schema) -> Result<(Index, DirectoryLock, Opened), TextError> {
    if path.exists() && !path.is_dir() {
        return Err(TextError::NotAFolder(path.to_owned()));
    }
    fs::create_dir_all(path).map_err(TextError::disk(path))?;
    let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
    let lock = directory.acquire_lock(&LOCK).map_err(|refused| match refused {
        LockError::LockBusy => TextError::Busy(path.to_owned()),
        LockError::IoError(error) => TextError::disk(path)(std::io::Error::other(error)),
    })?;
    let rebuilt = match whole(path, directory, schema) {
        Ok(Some((index, reached))) => return Ok((index, lock, Opened { reached, rebuilt: None })),
        Ok(None) => None,
        Err(reason) => Some(reason),
    };
    let index = anew(path, schema)?;
    Ok((index, lock, Opened { reached: 0, rebuilt }))
}

/// What a commit writes beside its documents. It checks itself, since nothing else checks the file it stands in.
pub(super) fn payload(reached: u64) -> String {
    let hash = blake3::hash(format!("reached {reached}").as_bytes()).to_hex();
    format!("{reached} {hash}")
}

fn reached(written: &str) -> Option<u64> {
    let reached = written.split(' ').next()?.parse().ok()?;
    Some(reached).filter(|&reached| payload(reached) == written)
}

/// The index of the folder if there is one, and how far it came; an error when there is one that cannot be relied on.
fn whole(path: &Path, directory: MmapDirectory, schema: &Schema) -> Result<Option<(Index, u64)>, RebuildReason> {
    if own_files(path).map_err(damaged)?.is_empty() {
        return Ok(None);
    }
    match fs::read(path.join(MARKER)) {
        Ok(marker) if marker == mark(schema).as_bytes() => {}
        Ok(_) => return Err(RebuildReason::OtherFormat),
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(RebuildReason::OtherFormat),
        Err(error) => return Err(damaged(error)),
    }
    let index = Index::open(directory).map_err(damaged)?;
    let metas = index.load_metas().map_err(damaged)?;
    if metas.schema != *schema {
        return Err(RebuildReason::OtherFormat);
    }
    let written = metas.payload.as_deref().ok_or(RebuildReason::NeverCommitted)?;
    let reached = reached(written).ok_or_else(|| damaged("the number it has come to is not one that was written"))?;
    check_files(path, &index, &metas)?;
    check_segments(&index, &metas)?;
    Ok(Some((index, reached)))
}

/// Whether every file is there, known to tantivy, and what was written, before tantivy trusts what it reads in it.
fn check_files(path: &Path, index: &Index, metas: &IndexMeta) -> Result<(), RebuildReason> {
    let managed = index.directory().list_managed_files();
    for segment in &metas.segments {
        let dead = segment.has_deletes().then_some(SegmentComponent::Delete);
        for component in COMPONENTS.into_iter().chain(dead) {
            let file = segment.relative_path(component);
            let name = file.display();
            let length = fs::metadata(path.join(&file)).map_err(|error| damaged(format!("{name}: {error}")))?.len();
            if length < LEAST_FILE {
                return Err(damaged(format!("{name} is cut short")));
            }
            if !managed.contains(&file) {
                return Err(damaged(format!("{name} is not in the list of files")));
            }
            let kept = index.directory().validate_checksum(&file);
            if !kept.map_err(|error| damaged(format!("{name}: {error:?}")))? {
                return Err(damaged(format!("{name} is not what was written")));
            }
        }
    }
    Ok(())
}

/// Whether each segment can be read, and holds as many people as the list of segments says.
fn check_segments(index: &Index, metas: &IndexMeta) -> Result<(), RebuildReason> {
    let (_, fields) = Fields::schema();
    for meta in &metas.segments {
        let segment = SegmentReader::open(&index.segment(meta.clone())).map_err(damaged)?;
        let ids = segment.inverted_index(fields.id).map_err(damaged)?.total_num_tokens();
        let counts = [ids, u64::from(segment.num_docs() + meta.num_deleted_docs())];
        if counts.iter().any(|&count| count != u64::from(meta.max_doc())) {
            return Err(damaged("a segment holds more or fewer people than it should"));
        }
        let store = segment.get_store_reader(1).map_err(damaged)?;
        store.get::<TantivyDocument>(0).map_err(damaged)?;
    }
    Ok(())
}

/// Empties the folder of what is the index's own and begins again.
fn anew(path: &Path, schema: &Schema) -> Result<Index, TextError> {
    for file in own_files(path).map_err(TextError::disk(path))? {
        fs::remove_file(&file).map_err(TextError::disk(&file))?;
    }
    let directory = MmapDirectory::open(path).map_err(tantivy::TantivyError::from)?;
    let index = Index::create(directory, schema.clone(), IndexSettings::default())?;
    let marker = path.join(MARKER);
    fs::write(&marker, mark(schema)).map_err(TextError::disk(&marker))?;
    Ok(index)
}

/// The files of an index in this folder, without locks. Whatever else lies there is somebody else's and stays.
fn own_files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut own = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_own) {
            own.push(entry.path());
        }
    }
    Ok(own)
}

fn is_own(name: &str) -> bool {
    let segment = name.split('.').next().unwrap_or_default();
    let hex = segment.len() == SEGMENT_NAME && segment.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex || [MARKER, "meta.json", ".managed.json"].contains(&name) || name.starts_with(".tmp")
}

fn damaged(what: impl std::fmt::Display) -> RebuildReason {
    RebuildReason::Damaged(what.to_string())
}
