//! A dump as a folder: a file of lines a section, and a manifest that says how many lines and which bytes each should have.
//! The manifest is written last, after the audit log's note, so that a dump that broke off or is not noted is none.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use bole_engine::store::{Audit, Ends, Section, StoreError};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::opened::Opened;

/// The form of dumps that this version writes and reads.
const FORMAT: u32 = 1;
/// The manifest's name.
const MANIFEST: &str = "manifest.json";

/// What a dump is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the files.
    format: u32,
    /// The program that wrote it.
    program: String,
    /// Where the logs ended.
    ends: Ends,
    /// The files by section.
    files: BTreeMap<String, Sum>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// How many lines.
    pub lines: u64,
    /// The SHA-256 of its bytes, in hex digits.
    pub sha256: String,
}

impl Manifest {
    /// Lines by section.
    pub fn lines(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|(name, sum)| (name.as_str(), sum.lines))
    }
}

fn disk(file: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let file = file.to_owned();
    move |source| StoreError::Disk { file, source }
}

fn refused(why: String) -> StoreError {
    StoreError::Dump(why)
}

/// A file under way.
struct Written {
    path: PathBuf,
    file: BufWriter<File>,
    lines: u64,
    sum: Sha256,
}

impl Written {
    fn new(folder: &Path, section: Section) -> Result<Self, StoreError> {
        let path = folder.join(format!("{}.ndjson", section.name()));
        let file = BufWriter::new(File::create_new(&path).map_err(disk(&path))?);
        Ok(Self { path, file, lines: 0, sum: Sha256::new() })
    }

    fn line(&mut self, line: &str) -> Result<(), StoreError> {
        self.sum.update(line.as_bytes());
        self.sum.update(b"\n");
        self.lines += 1;
        writeln!(self.file, "{line}").map_err(disk(&self.path))
    }

    fn end(self) -> Result<Sum, StoreError> {
        let file = self.file.into_inner().map_err(|e| disk(&self.path)(e.into_error()))?;
        file.sync_all().map_err(disk(&self.path))?;
        Ok(Sum { lines: self.lines, sha256: hex(self.sum) })
    }
}

fn hex(sum: Sha256) -> String {
    sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a store into a folder, which must be new or empty.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Disk`] when the folder holds anything already.
pub fn write(opened: &Opened, folder: &Path) -> Result<Manifest, StoreError> {
    std::fs::create_dir_all(folder).map_err(disk(folder))?;
    if std::fs::read_dir(folder).map_err(disk(folder))?.next().is_some() {
        return Err(disk(folder)(std::io::Error::other("the folder is not empty; name a new one")));
    }
    let sections = Section::all();
    let mut files = BTreeMap::new();
    for section in sections {
        files.insert(section.name(), Written::new(folder, section)?);
    }
    let ends = opened.wait(opened.sql().dump(&mut |section, line| {
        let file = files.get_mut(section.name());
        file.map_or(Ok(()), |file| file.line(line))
    }))?;
    let mut sums = BTreeMap::new();
    for (name, file) in files {
        sums.insert(name.to_owned(), file.end()?);
    }
    let lines: u64 = sums.values().map(|sum: &Sum| sum.lines).sum();
    let note = Audit::of_all("dump").detail(json!({ "lines": lines, "changes": ends.head }));
    opened.write(Opened::batch().noting(note))?;
    let program = format!("bole {}", env!("CARGO_PKG_VERSION"));
    let manifest = Manifest { format: FORMAT, program, ends, files: sums };
    let path = folder.join(MANIFEST);
    let text = serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n";
    std::fs::write(&path, text).map_err(disk(&path))?;
    Ok(manifest)
}

/// Takes a dump into an empty store: all of it, or nothing.
///
/// # Errors
/// [`StoreError::Dump`] naming what is missing, damaged or unknown; [`StoreError`].
pub fn restore(opened: &Opened, folder: &Path) -> Result<Manifest, StoreError> {
    let manifest = manifest(folder)?;
    let mut lines = Lines::new(folder, &manifest)?;
    opened.wait(opened.sql().restore(&manifest.ends, &mut lines))?;
    Ok(manifest)
}

fn manifest(folder: &Path) -> Result<Manifest, StoreError> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(disk(&path))?;
    let loose: serde_json::Value = serde_json::from_str(&text).map_err(|e| refused(format!("{MANIFEST}: {e}")))?;
    let format = loose.get("format").and_then(serde_json::Value::as_u64);
    if format != Some(FORMAT.into()) {
        let found = format.map_or_else(|| "none".to_owned(), |format| format.to_string());
        return Err(refused(format!("{MANIFEST}: format {found}; this version reads format {FORMAT}")));
    }
    serde_json::from_value(loose).map_err(|e| refused(format!("{MANIFEST}: {e}")))
}

/// The lines of all files, held against the manifest as each file ends.
struct Lines {
    folder: PathBuf,
    /// The sections to come, last first.
    rest: Vec<(Section, Sum)>,
    now: Option<Reading>,
}

struct Reading {
    section: Section,
    name: String,
    wanted: Sum,
    file: BufReader<File>,
    lines: u64,
    sum: Sha256,
}

impl Lines {
    fn new(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        let mut files = manifest.files.clone();
        let mut rest = Vec::new();
        for section in Section::all() {
            // A section that the dump does not know held nothing yet when it was written.
            rest.extend(files.remove(section.name()).map(|sum| (section, sum)));
        }
        if let Some((unknown, _)) = files.pop_first() {
            return Err(refused(format!("{MANIFEST}: {unknown:?} is not known to this version")));
        }
        rest.reverse();
        Ok(Self { folder: folder.to_owned(), rest, now: None })
    }

    fn open(&self, section: Section, wanted: Sum) -> Result<Reading, StoreError> {
        let name = format!("{}.ndjson", section.name());
        let path = self.folder.join(&name);
        let file = BufReader::new(File::open(&path).map_err(disk(&path))?);
        Ok(Reading { section, name, wanted, file, lines: 0, sum: Sha256::new() })
    }

    fn step(&mut self) -> Result<Option<(Section, String)>, StoreError> {
        loop {
            if let Some(reading) = &mut self.now {
                if let Some(line) = reading.line()? {
                    return Ok(Some((reading.section, line)));
                }
                self.now = None;
            }
            let Some((section, wanted)) = self.rest.pop() else { return Ok(None) };
            self.now = Some(self.open(section, wanted)?);
        }
    }
}

impl Reading {
    /// The next line; at the end the file is held against the manifest.
    fn line(&mut self) -> Result<Option<String>, StoreError> {
        let mut line = String::new();
        let read = self.file.read_line(&mut line).map_err(disk(Path::new(&self.name)))?;
        self.sum.update(line.as_bytes());
        if read > 0 {
            self.lines += 1;
            line.truncate(line.trim_end_matches('\n').len());
            return Ok(Some(line));
        }
        let Sum { lines, sha256 } = &self.wanted;
        if self.lines != *lines {
            return Err(refused(format!("{}: {} lines, and the manifest says {lines}", self.name, self.lines)));
        }
        if hex(std::mem::take(&mut self.sum)) != *sha256 {
            return Err(refused(format!("{}: its bytes are not those of the manifest", self.name)));
        }
        Ok(None)
    }
}

impl Iterator for Lines {
    type Item = Result<(Section, String), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step().transpose()
    }
}
