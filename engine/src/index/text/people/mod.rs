//! Search over people by words and concepts: an index that follows the changes of the store. It lives in memory or in a
//! folder, where each commit keeps the number of the last change it holds; a start replays the rest. What cannot be relied
//! on is made anew from the store, which is the truth.

#[cfg(test)]
mod faults;
mod folder;
mod rarity;
mod reader;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

use tantivy::directory::DirectoryLock;
use tantivy::{Index, IndexWriter, ReloadPolicy, Term};

pub use reader::{PeopleReader, TextHit};

use super::TextError;
use super::terms::{WORDS, Words};
use crate::index::Audience;
use crate::model::{Profile, TalentId};
use schema::Fields;

/// Threads that index; more would only wait on two cores.
const THREADS: usize = 2;
/// Memory for documents that are not yet in a segment, all threads together: 50 MB a thread hold some ten thousand people.
const ARENA: usize = THREADS * 50_000_000;

/// What was found when a folder was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The last change that the index holds; the caller brings those after it. 0: all of them.
    pub reached: u64,
    /// Why what lay in the folder was thrown away, if it was.
    pub rebuilt: Option<RebuildReason>,
}

/// Why an index is made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RebuildReason {
    /// It was written by another version of this program.
    OtherFormat,
    /// A file is missing, cut short, or not what was written.
    Damaged(String),
    /// Its first commit never ended.
    NeverCommitted,
}

impl std::fmt::Display for RebuildReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OtherFormat => f.write_str("another version wrote the text index"),
            Self::Damaged(what) => write!(f, "the text index is damaged: {what}"),
            Self::NeverCommitted => f.write_str("the text index was never committed"),
        }
    }
}

/// Writes the searchable words of people who allow ranking. One at a time writes to a folder; any number may read.
///
/// After an error, drop it and open the folder again: what was not committed is brought once more by the caller.
pub struct PeopleText {
    writer: IndexWriter,
    reader: PeopleReader,
    fields: Fields,
    reached: u64,
    /// Last, so that nobody else opens the folder before the writer has left it.
    _lock: Option<DirectoryLock>,
}

impl PeopleText {
    /// Nobody yet, in memory.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index cannot be made in memory.
    pub fn new() -> Result<Self, TextError> {
        let (schema, fields) = Fields::schema();
        Self::over(Index::create_in_ram(schema), fields, 0, None)
    }

    /// What lies in a folder, which is made when it is not there. A folder of another format, or a damaged one, is
    /// emptied, and the reason told: the caller then brings everybody.
    ///
    /// # Errors
    /// [`TextError::NotAFolder`], [`TextError::Busy`] when somebody has it open, [`TextError::Disk`];
    /// [`TextError::Index`] when the index fails.
    pub fn open(folder: &Path) -> Result<(Self, Opened), TextError> {
        let (schema, fields) = Fields::schema();
        let (index, lock, opened) = folder::open(folder, &schema)?;
        let fresh = index.load_metas()?.payload.is_none();
        let mut people = Self::over(index, fields, opened.reached, Some(lock))?;
        if fresh {
            people.commit(opened.reached)?;
        }
        Ok((people, opened))
    }

    /// Reads everybody into memory and commits; a later profile replaces an earlier one of the same id.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn build<'a>(profiles: impl IntoIterator<Item = &'a Profile>) -> Result<Self, TextError> {
        let mut people = Self::new()?;
        let mut seen = BTreeSet::new();
        for profile in profiles {
            if seen.insert(&profile.id) { people.add(profile) } else { people.upsert(profile) }?;
        }
        people.commit(0)?;
        Ok(people)
    }

    /// Puts a person in who is not yet in the index, which is quicker than [`Self::upsert`]; visible after
    /// [`Self::commit`].
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn add(&mut self, profile: &Profile) -> Result<(), TextError> {
        if Audience::Insiders.is_shown(&profile.consent) {
            self.writer.add_document(self.fields.document(profile))?;
        }
        Ok(())
    }

    /// Puts a person in, or replaces what was known; visible after [`Self::commit`]. Who does not allow ranking leaves.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn upsert(&mut self, profile: &Profile) -> Result<(), TextError> {
        self.delete(&profile.id);
        self.add(profile)
    }

    /// Takes a person out; visible after [`Self::commit`].
    pub fn delete(&mut self, id: &TalentId) {
        self.writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
    }

    /// Takes everybody out, and says so in the folder: it begins again.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn clear(&mut self) -> Result<(), TextError> {
        self.writer.delete_all_documents()?;
        self.commit(0)
    }

    /// Makes all changes visible, and lasting where there is a folder. `reached` is the number of the last change that
    /// was brought; [`Self::open`] gives it back.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails, e.g. because the disk is full; nothing of the commit is then kept.
    pub fn commit(&mut self, reached: u64) -> Result<(), TextError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&folder::payload(reached));
        prepared.commit()?;
        self.reached = reached;
        self.reader.reload()
    }

    /// Takes words of people who were taken out from the disk too: segments that still hold some are written anew without
    /// them, which takes as long as making those segments did. Call it after [`Self::commit`].
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails, or is at work on one of these segments already; what is searched stays
    /// as it was, and trying again can help.
    pub fn scrub(&mut self) -> Result<(), TextError> {
        let segments = self.writer.index().searchable_segment_metas()?;
        let stale: Vec<_> = segments.iter().filter(|segment| segment.num_deleted_docs() > 0).collect();
        let stale: Vec<_> = stale.into_iter().map(tantivy::SegmentMeta::id).collect();
        // Files live for as long as somebody holds what describes them.
        drop(segments);
        if !stale.is_empty() {
            self.writer.merge(&stale).wait()?;
        }
        self.reader.reload()?;
        self.writer.garbage_collect_files().wait()?;
        Ok(())
    }

    /// The number of the last change that is visible.
    #[must_use]
    pub fn reached(&self) -> u64 {
        self.reached
    }

    /// To search with, also from other threads; shows each commit once it has ended.
    #[must_use]
    pub fn reader(&self) -> PeopleReader {
        self.reader.clone()
    }

    fn over(index: Index, fields: Fields, reached: u64, lock: Option<DirectoryLock>) -> Result<Self, TextError> {
        index.tokenizers().register(WORDS, Words);
        let writer = index.writer_with_num_threads(THREADS, ARENA)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { writer, reader: PeopleReader::new(reader, fields), fields, reached, _lock: lock })
    }
}
