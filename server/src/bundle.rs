//! Files bound together as a ZIP archive: what a task gives, and what an edition was published with. The same files make
//! the same bytes: they are in the order given, and carry no time. The only place that knows zip.

use std::io::{Cursor, Read, Write};

use bole_engine::model::TaskFile;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::decisions::hash;

/// A file with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Its name, without a folder.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

impl File {
    pub(crate) fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes }
    }

    /// As a task tells of it.
    pub(crate) fn told(&self) -> TaskFile {
        TaskFile { name: self.name.clone(), bytes: self.bytes.len() as u64, sha256: hash(&self.bytes) }
    }

    /// What it holds, by the ending of its name.
    pub(crate) fn media(name: &str) -> &'static str {
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "json" => "application/json",
            "csv" => "text/csv; charset=utf-8",
            "md" | "txt" | "toml" => "text/plain; charset=utf-8",
            "html" => "text/html; charset=utf-8",
            "svg" => "image/svg+xml",
            "pdf" => "application/pdf",
            "zip" => "application/zip",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/octet-stream",
        }
    }
}

/// Binds files together.
///
/// # Errors
/// [`ZipError`] when two have one name; memory takes every write.
pub(crate) fn pack(files: &[File]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .large_file(false);
    for file in files {
        archive.start_file(file.name.as_str(), options)?;
        archive.write_all(&file.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// One of the files; nothing where none has the name.
///
/// # Errors
/// [`ZipError`] when the bytes are no archive.
pub(crate) fn unpack(packed: &[u8], name: &str) -> Result<Option<Vec<u8>>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    let mut file = match archive.by_name(name) {
        Err(ZipError::FileNotFound) => return Ok(None),
        found => found?,
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// All of the files, in their order.
///
/// # Errors
/// [`ZipError`] when the bytes are no archive.
pub(crate) fn files(packed: &[u8]) -> Result<Vec<File>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    let mut files = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        files.push(File::new(file.name()?, bytes));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_by_name_and_the_same_files_are_the_same_bytes() {
        let files = [File::new("map.json", b"{}".repeat(500)), File::new("白皮书.pdf", vec![0, 1, 2])];
        let packed = pack(&files).unwrap();
        assert_eq!(pack(&files).unwrap(), packed);
        assert!(packed.len() < 500, "{}", packed.len());
        for file in &files {
            assert_eq!(unpack(&packed, &file.name).unwrap().as_ref(), Some(&file.bytes));
        }
        assert_eq!(super::files(&packed).unwrap(), files);
        assert_eq!(unpack(&packed, "other").unwrap(), None);
        assert!(unpack(b"no archive", "map.json").is_err());
        assert!(pack(&[files[0].clone(), files[0].clone()]).is_err());
        assert_eq!(File::media("白皮书.pdf"), "application/pdf");
    }
}
