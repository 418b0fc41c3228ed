//! The data folder: `profiles.ndjson`, `orders.ndjson`, foreign lists as they came, and a lock that keeps a second writer
//! out.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::shelf::{Keyed, Shelf};
use crate::model::{Order, OrderId, Profile, TalentId};

pub use super::shelf::Records;

/// Where foreign lists are kept.
const LISTS: &str = "lists";

impl Keyed for Profile {
    fn key(&self) -> &str {
        self.id.as_str()
    }
}

impl Keyed for Order {
    fn key(&self) -> &str {
        self.id.as_str()
    }
}

/// An open data folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    profiles: Shelf<Profile>,
    orders: Shelf<Order>,
    /// Held for as long as the folder is open for writing; the system lets go of it when the process ends.
    _lock: Option<File>,
}

impl Folder {
    /// Opens a folder for reading and writing; it is made when it does not exist.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another program writes to it; [`StoreError::Damaged`], [`StoreError::Disk`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        std::fs::create_dir_all(&path).map_err(StoreError::disk(&path))?;
        let lock = lock(&path)?;
        let mut folder = Self::shelves(path, Some(lock))?;
        folder.profiles.tidy()?;
        folder.orders.tidy()?;
        Ok(folder)
    }

    /// Opens a folder for reading only, beside whoever writes.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is none; [`StoreError::Damaged`], [`StoreError::Disk`].
    pub fn read(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        if !path.is_dir() {
            return Err(StoreError::Missing(path));
        }
        Self::shelves(path, None)
    }

    fn shelves(path: PathBuf, lock: Option<File>) -> Result<Self, StoreError> {
        let profiles = Shelf::open(path.join("profiles.ndjson"))?;
        let orders = Shelf::open(path.join("orders.ndjson"))?;
        Ok(Self { path, profiles, orders, _lock: lock })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many people it holds.
    #[must_use]
    pub fn people(&self) -> usize {
        self.profiles.len()
    }

    /// How many orders it holds.
    #[must_use]
    pub fn order_count(&self) -> usize {
        self.orders.len()
    }

    /// One person.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Disk`].
    pub fn profile(&self, id: &TalentId) -> Result<Option<Profile>, StoreError> {
        self.profiles.get(id.as_str())
    }

    /// One order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Disk`].
    pub fn order(&self, id: &OrderId) -> Result<Option<Order>, StoreError> {
        self.orders.get(id.as_str())
    }

    /// Everybody, in the order in which they were last written.
    ///
    /// # Errors
    /// [`StoreError::Disk`]; each item its own.
    pub fn profiles(&self) -> Result<Records<'_, Profile>, StoreError> {
        self.profiles.records()
    }

    /// All orders, in the order in which they were last written.
    ///
    /// # Errors
    /// [`StoreError::Disk`]; each item its own.
    pub fn orders(&self) -> Result<Records<'_, Order>, StoreError> {
        self.orders.records()
    }

    /// Takes people in; each replaces the record of its id. Returns how many, once they are safe on disk.
    ///
    /// # Errors
    /// [`StoreError::Disk`].
    pub fn put_profiles<'a>(&mut self, records: impl IntoIterator<Item = &'a Profile>) -> Result<usize, StoreError> {
        self.profiles.put(records)
    }

    /// Takes orders in; each replaces the record of its id. Returns how many, once they are safe on disk.
    ///
    /// # Errors
    /// [`StoreError::Disk`].
    pub fn put_orders<'a>(&mut self, records: impl IntoIterator<Item = &'a Order>) -> Result<usize, StoreError> {
        self.orders.put(records)
    }

    /// Keeps a list as it came, e.g. ESCO's, under a name; it replaces the list of that name.
    ///
    /// # Errors
    /// [`StoreError::Disk`].
    pub fn keep_list(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (folder, file) = (self.path.join(LISTS), self.path.join(LISTS).join(name));
        std::fs::create_dir_all(&folder).map_err(StoreError::disk(&folder))?;
        let fresh = file.with_extension("new");
        let write = || {
            let mut out = File::create(&fresh)?;
            out.write_all(bytes)?;
            out.sync_all()
        };
        write().map_err(StoreError::disk(&fresh))?;
        std::fs::rename(&fresh, &file).map_err(StoreError::disk(&file))
    }

    /// The lists kept in a folder, by name; none where there is no folder yet.
    ///
    /// # Errors
    /// [`StoreError::Disk`].
    pub fn lists(path: &Path) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let folder = path.join(LISTS);
        let Ok(items) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut lists = Vec::new();
        for item in items {
            let file = item.map_err(StoreError::disk(&folder))?.path();
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !name.ends_with(".new") {
                lists.push((name, std::fs::read(&file).map_err(StoreError::disk(&file))?));
            }
        }
        lists.sort();
        Ok(lists)
    }

    /// Takes a person away; false when nobody had the id. The line itself goes when the file is next tidied.
    ///
    /// # Errors
    /// [`StoreError::Disk`].
    pub fn delete_profile(&mut self, id: &TalentId) -> Result<bool, StoreError> {
        self.profiles.delete(id.as_str())
    }
}

fn lock(path: &Path) -> Result<File, StoreError> {
    let name = path.join("lock");
    let file = File::create(&name).map_err(StoreError::disk(&name))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy(path.to_owned())),
        Err(TryLockError::Error(e)) => Err(StoreError::disk(&name)(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, gone afterwards.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("bole-store-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn person(id: &str, name: &str) -> Profile {
        Profile { name: Some(name.into()), ..Profile::empty(TalentId::new(id).unwrap()) }
    }

    fn names(folder: &Folder) -> Vec<String> {
        folder.profiles().unwrap().map(|p| p.unwrap().name.unwrap()).collect()
    }

    #[test]
    fn the_last_record_of_an_id_counts_and_outlives_the_process() {
        let scratch = Scratch::new("last");
        let mut folder = Folder::open(&scratch.0).unwrap();
        folder.put_profiles(&[person("a", "甲"), person("b", "乙")]).unwrap();
        folder.put_profiles(&[person("a", "丙")]).unwrap();
        drop(folder);
        let folder = Folder::read(&scratch.0).unwrap();
        assert_eq!(names(&folder), ["乙", "丙"]);
        let a = folder.profile(&TalentId::new("a").unwrap()).unwrap().unwrap();
        assert_eq!(a.name.as_deref(), Some("丙"));
    }

    #[test]
    fn a_deleted_person_is_gone_and_the_file_is_tidied() {
        let scratch = Scratch::new("delete");
        let mut folder = Folder::open(&scratch.0).unwrap();
        folder.put_profiles(&[person("a", "甲"), person("b", "乙"), person("c", "丙")]).unwrap();
        assert!(folder.delete_profile(&TalentId::new("a").unwrap()).unwrap());
        assert!(folder.delete_profile(&TalentId::new("b").unwrap()).unwrap());
        assert!(!folder.delete_profile(&TalentId::new("b").unwrap()).unwrap());
        drop(folder);
        let folder = Folder::open(&scratch.0).unwrap();
        assert_eq!(names(&folder), ["丙"]);
        let text = std::fs::read_to_string(scratch.0.join("profiles.ndjson")).unwrap();
        assert!(!text.contains('甲') && !text.contains("deleted"), "{text}");
    }

    #[test]
    fn a_torn_line_was_never_acknowledged_and_the_next_write_cuts_it_off() {
        let scratch = Scratch::new("torn");
        Folder::open(&scratch.0).unwrap().put_profiles(&[person("a", "甲")]).unwrap();
        let mut file = File::options().append(true).open(scratch.0.join("profiles.ndjson")).unwrap();
        file.write_all(br#"{"id":"b","na"#).unwrap();
        drop(file);
        let mut folder = Folder::open(&scratch.0).unwrap();
        assert_eq!(names(&folder), ["甲"]);
        folder.put_profiles(&[person("c", "丙")]).unwrap();
        assert_eq!(names(&Folder::read(&scratch.0).unwrap()), ["甲", "丙"]);
    }

    #[test]
    fn a_damaged_line_is_named() {
        let scratch = Scratch::new("damaged");
        std::fs::create_dir_all(&scratch.0).unwrap();
        std::fs::write(scratch.0.join("orders.ndjson"), "\n{\"seats\":1}\n").unwrap();
        let refused = Folder::read(&scratch.0).unwrap_err().to_string();
        assert!(refused.contains("line 2") && refused.contains("no `id`"), "{refused}");
    }

    #[test]
    fn a_list_is_kept_as_it_came() {
        let scratch = Scratch::new("lists");
        assert_eq!(Folder::lists(&scratch.0).unwrap(), []);
        let mut folder = Folder::open(&scratch.0).unwrap();
        folder.keep_list("b.csv", b"2").unwrap();
        folder.keep_list("a.csv", b"1").unwrap();
        folder.keep_list("b.csv", b"3").unwrap();
        let expected = [("a.csv".to_owned(), b"1".to_vec()), ("b.csv".to_owned(), b"3".to_vec())];
        assert_eq!(Folder::lists(&scratch.0).unwrap(), expected);
    }

    #[test]
    fn two_writers_are_refused_and_a_reader_is_not() {
        let scratch = Scratch::new("busy");
        let first = Folder::open(&scratch.0).unwrap();
        assert!(matches!(Folder::open(&scratch.0), Err(StoreError::Busy(_))));
        assert!(Folder::read(&scratch.0).is_ok());
        drop(first);
        assert!(Folder::open(&scratch.0).is_ok());
    }

    #[test]
    fn a_missing_folder_says_what_to_do() {
        let refused = Folder::read("/nowhere/at/all").unwrap_err().to_string();
        assert!(refused.contains("bole import"), "{refused}");
    }
}
