//! One kind of record in one NDJSON file that only grows: the last line of an id counts, `{"deleted":"id"}` takes it away.
//! A write is acknowledged after fsync; a line without its end was never acknowledged and is cut off. Dead lines are
//! cleared by writing a new file and renaming it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;

/// Share of dead bytes from which a file is written anew: below it, reading past them costs less than writing.
const DEAD_SHARE: f64 = 0.5;
/// Buffer of sequential reads and writes in bytes.
const BUFFER: usize = 1 << 18;

/// Where a record stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    offset: u64,
    length: u32,
}

/// What is read of a line to know whose it is.
#[derive(serde::Deserialize)]
struct Head<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    deleted: Option<Cow<'a, str>>,
}

/// Records of one kind.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    file: PathBuf,
    places: BTreeMap<Box<str>, Place>,
    /// Bytes of the file, up to the end of its last whole line.
    length: u64,
    /// Bytes of lines that still count.
    alive: u64,
    kind: PhantomData<fn() -> T>,
}

/// A record that has an id.
pub(super) trait Keyed {
    fn key(&self) -> &str;
}

impl<T: DeserializeOwned> Shelf<T> {
    fn parse(&self, line: &[u8], number: u64) -> Result<T, StoreError> {
        let damaged =
            |e: serde_json::Error| StoreError::Damaged { file: self.file.clone(), line: number, reason: e.to_string() };
        serde_json::from_slice(line).map_err(damaged)
    }
}

impl<T: Keyed + Serialize + DeserializeOwned> Shelf<T> {
    /// Reads whose lines stand where. A missing file is an empty shelf.
    pub(super) fn open(file: PathBuf) -> Result<Self, StoreError> {
        let mut shelf = Self { file, places: BTreeMap::new(), length: 0, alive: 0, kind: PhantomData };
        let Ok(reader) = File::open(&shelf.file) else { return Ok(shelf) };
        let mut reader = BufReader::with_capacity(BUFFER, reader);
        let (mut line, mut number) = (Vec::new(), 0);
        loop {
            line.clear();
            number += 1;
            let read = reader.read_until(b'\n', &mut line).map_err(StoreError::disk(&shelf.file))?;
            if read == 0 || line.last() != Some(&b'\n') {
                return Ok(shelf);
            }
            shelf.note(&line, number)?;
        }
    }

    fn note(&mut self, line: &[u8], number: u64) -> Result<(), StoreError> {
        let length = line.len() as u32;
        if line.trim_ascii().is_empty() {
            self.length += u64::from(length);
            return Ok(());
        }
        let damaged = |reason: String| StoreError::Damaged { file: self.file.clone(), line: number, reason };
        let head: Head<'_> = serde_json::from_slice(line).map_err(|e| damaged(e.to_string()))?;
        match (head.id, head.deleted) {
            (Some(id), _) => self.took(id.into(), length),
            (None, Some(id)) => self.lost(&id, length),
            (None, None) => return Err(damaged("it has no `id`".into())),
        }
        Ok(())
    }

    /// A record stands at the end of the file.
    fn took(&mut self, id: Box<str>, length: u32) {
        let replaced = self.places.insert(id, Place { offset: self.length, length });
        self.length += u64::from(length);
        self.alive += u64::from(length);
        self.alive -= replaced.map_or(0, |old| u64::from(old.length));
    }

    /// A line at the end of the file takes a record away.
    fn lost(&mut self, id: &str, length: u32) {
        self.length += u64::from(length);
        self.alive -= self.places.remove(id).map_or(0, |old| u64::from(old.length));
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// One record, read from the file.
    pub(super) fn get(&self, id: &str) -> Result<Option<T>, StoreError> {
        let Some(place) = self.places.get(id) else { return Ok(None) };
        let mut line = vec![0; place.length as usize];
        let mut file = File::open(&self.file).map_err(StoreError::disk(&self.file))?;
        file.seek(SeekFrom::Start(place.offset)).map_err(StoreError::disk(&self.file))?;
        file.read_exact(&mut line).map_err(StoreError::disk(&self.file))?;
        self.parse(&line, 0).map(Some)
    }

    /// All records that count, in the order in which they were last written.
    pub(super) fn records(&self) -> Result<Records<'_, T>, StoreError> {
        let mut alive: Vec<u64> = self.places.values().map(|place| place.offset).collect();
        alive.sort_unstable();
        let reader = match File::open(&self.file) {
            Ok(file) => Some(BufReader::with_capacity(BUFFER, file)),
            Err(_) if alive.is_empty() => None,
            Err(e) => return Err(StoreError::disk(&self.file)(e)),
        };
        Ok(Records { shelf: self, reader, alive: alive.into_iter(), offset: 0, number: 0, line: Vec::new() })
    }

    /// Takes records in; each replaces the record of its id. Returns how many, after they are safe on disk.
    pub(super) fn put<'a>(&mut self, records: impl IntoIterator<Item = &'a T>) -> Result<usize, StoreError>
    where
        T: 'a,
    {
        let mut lines = Appender::open(&self.file, self.length)?;
        let (mut line, mut taken) = (Vec::new(), Vec::new());
        for record in records {
            line.clear();
            serde_json::to_writer(&mut line, record).map_err(|e| StoreError::disk(&self.file)(e.into()))?;
            line.push(b'\n');
            lines.write(&line)?;
            taken.push((Box::from(record.key()), line.len() as u32));
        }
        lines.finish()?;
        let count = taken.len();
        taken.into_iter().for_each(|(id, length)| self.took(id, length));
        Ok(count)
    }

    /// Takes a record away; false when there was none.
    pub(super) fn delete(&mut self, id: &str) -> Result<bool, StoreError> {
        if !self.contains(id) {
            return Ok(false);
        }
        let mut line = serde_json::json!({ "deleted": id }).to_string().into_bytes();
        line.push(b'\n');
        let mut lines = Appender::open(&self.file, self.length)?;
        lines.write(&line)?;
        lines.finish()?;
        self.lost(id, line.len() as u32);
        Ok(true)
    }

    /// Writes the file anew when too much of it is dead.
    pub(super) fn tidy(&mut self) -> Result<(), StoreError> {
        let dead = self.length.saturating_sub(self.alive);
        if (dead as f64) <= DEAD_SHARE * self.length as f64 {
            return Ok(());
        }
        let fresh = self.file.with_extension("ndjson.new");
        let mut lines = Appender::open(&fresh, 0)?;
        let mut records = self.records()?;
        while let Some(line) = records.next_line()? {
            lines.write(line)?;
        }
        lines.finish()?;
        std::fs::rename(&fresh, &self.file).map_err(StoreError::disk(&self.file))?;
        sync_parent(&self.file)?;
        *self = Self::open(std::mem::take(&mut self.file))?;
        Ok(())
    }
}

/// A rename is safe once the folder itself is.
fn sync_parent(file: &Path) -> Result<(), StoreError> {
    let Some(parent) = file.parent() else { return Ok(()) };
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(StoreError::disk(parent))
}

/// Writes behind the last whole line.
struct Appender<'a> {
    name: &'a Path,
    file: BufWriter<File>,
}

impl<'a> Appender<'a> {
    fn open(name: &'a Path, length: u64) -> Result<Self, StoreError> {
        let open = || {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(name)?;
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            Ok(BufWriter::with_capacity(BUFFER, file))
        };
        Ok(Self { name, file: open().map_err(StoreError::disk(name))? })
    }

    fn write(&mut self, line: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(line).map_err(StoreError::disk(self.name))
    }

    fn finish(mut self) -> Result<(), StoreError> {
        let done = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        done.map_err(StoreError::disk(self.name))
    }
}

/// The records of a shelf, read from front to back with flat memory.
#[derive(Debug)]
pub struct Records<'a, T> {
    shelf: &'a Shelf<T>,
    reader: Option<BufReader<File>>,
    alive: std::vec::IntoIter<u64>,
    offset: u64,
    number: u64,
    line: Vec<u8>,
}

impl<T: DeserializeOwned> Records<'_, T> {
    fn next_line(&mut self) -> Result<Option<&[u8]>, StoreError> {
        let (Some(wanted), Some(reader)) = (self.alive.next(), &mut self.reader) else { return Ok(None) };
        loop {
            let start = self.offset;
            self.line.clear();
            self.number += 1;
            let read = reader.read_until(b'\n', &mut self.line).map_err(StoreError::disk(&self.shelf.file))?;
            self.offset += read as u64;
            if start == wanted {
                return Ok(Some(&self.line));
            }
            if read == 0 {
                return Ok(None);
            }
        }
    }
}

impl<T: DeserializeOwned> Iterator for Records<'_, T> {
    type Item = Result<T, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (shelf, number) = (self.shelf, self.number + 1);
        match self.next_line() {
            Ok(line) => line.map(|line| shelf.parse(line, number)),
            Err(e) => Some(Err(e)),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.alive.size_hint()
    }
}
