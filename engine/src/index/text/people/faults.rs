//! An index in a folder: it comes back as it was, and damage of any kind ends in an empty index and a reason.

use std::fs;
use std::path::{Path, PathBuf};

use super::tests::{found, person};
use super::*;

/// A folder of its own, gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bole-people-text-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    /// Several commits up to change 9, with dead and living in one segment.
    fn filled(name: &str) -> Self {
        let folder = Self::new(name);
        let (mut people, opened) = PeopleText::open(&folder.0).unwrap();
        assert_eq!(opened, Opened { reached: 0, rebuilt: None });
        people.upsert(&person("a", "数控机床操作工", "plc")).unwrap();
        let others: Vec<_> = (0..40).map(|i| person(&format!("b{i}"), "焊工", "weld")).collect();
        others.iter().for_each(|other| people.upsert(other).unwrap());
        people.commit(5).unwrap();
        others.iter().step_by(2).for_each(|other| people.delete(&other.id));
        people.upsert(&person("c", "茶艺师", "tea")).unwrap();
        people.commit(9).unwrap();
        folder
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| !file.to_string_lossy().ends_with(".lock"));
        files.sort();
        files
    }

    fn open(&self) -> (PeopleText, Opened) {
        PeopleText::open(&self.0).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn kind(file: &Path) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    name.rsplit('.').next().filter(|&ending| ending != "json").unwrap_or(name).to_owned()
}

/// Opens a damaged folder, brings everybody again, and opens it once more.
fn recovers(folder: &Folder, what: &str) {
    let (mut people, opened) = folder.open();
    assert_eq!(opened.reached, 0, "{what}");
    assert!(opened.rebuilt.is_some(), "{what}");
    assert!(people.reader().is_empty(), "{what}");
    people.upsert(&person("a", "数控机床操作工", "plc")).unwrap();
    people.commit(9).unwrap();
    drop(people);
    let (people, opened) = folder.open();
    assert_eq!(opened, Opened { reached: 9, rebuilt: None }, "{what}");
    assert_eq!(found(&people, "数控", &[]), ["a"], "{what}");
}

/// Damages one file of each kind, each time in a new folder.
fn each_file(name: &str, damage: impl Fn(&Path)) {
    let mut kinds: Vec<String> = Folder::filled(&format!("{name}-kinds")).files().iter().map(|f| kind(f)).collect();
    kinds.sort();
    kinds.dedup();
    let all = [".managed.json", "del", "fast", "fieldnorm", "format", "idx", "meta.json", "pos", "store", "term"];
    assert_eq!(kinds, all);
    for wanted in kinds {
        let folder = Folder::filled(&format!("{name}-{wanted}"));
        damage(folder.files().iter().find(|file| kind(file) == wanted).unwrap());
        recovers(&folder, &format!("{name} {wanted}"));
    }
}

#[test]
fn a_folder_comes_back_as_it_was_left() {
    let folder = Folder::filled("back");
    let (mut people, opened) = folder.open();
    assert_eq!(opened, Opened { reached: 9, rebuilt: None });
    assert_eq!((people.reached(), people.reader().len()), (9, 22));
    assert_eq!(found(&people, "数控", &[]), ["a"]);
    assert_eq!(found(&people, "焊工", &[]), ["b1", "b11"]);
    people.upsert(&person("d", "镗工", "bore")).unwrap();
    drop(people);
    let (people, opened) = folder.open();
    assert_eq!((opened.reached, found(&people, "镗", &[])), (9, Vec::new()), "what was not committed is not kept");
}

#[test]
fn a_folder_just_made_is_not_a_damaged_one() {
    let folder = Folder::new("fresh");
    for _ in 0..2 {
        assert_eq!(folder.open().1, Opened { reached: 0, rebuilt: None });
    }
}

#[test]
fn a_missing_file_is_noticed() {
    each_file("missing", |file| fs::remove_file(file).unwrap());
}

#[test]
fn a_file_cut_short_is_noticed() {
    each_file("half", |file| {
        let bytes = fs::read(file).unwrap();
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
    });
    for length in [0, 5] {
        each_file(&format!("cut{length}"), |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..length]).unwrap();
        });
    }
}

#[test]
fn a_file_with_other_bytes_is_noticed() {
    each_file("garbage", |file| {
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..].iter_mut().take(4).for_each(|byte| *byte ^= 0x55);
        fs::write(file, bytes).unwrap();
    });
    each_file("noise", |file| fs::write(file, [0xA7; 300]).unwrap());
}

#[test]
fn a_meta_file_that_says_something_else_is_noticed() {
    for (name, from, to) in [("payload", "\"9 ", "\"8 "), ("rows", "\"max_doc\":", "\"max_doc\":1")] {
        let folder = Folder::filled(name);
        let meta = folder.0.join("meta.json");
        let text: String = fs::read_to_string(&meta).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace("\": ", "\":");
        assert!(text.contains(from), "{text}");
        fs::write(&meta, text.replace(from, to)).unwrap();
        recovers(&folder, name);
    }
    let folder = Folder::filled("brace");
    fs::write(folder.0.join("meta.json"), "{").unwrap();
    recovers(&folder, "brace");
}

#[test]
fn another_format_is_made_anew() {
    let folder = Folder::filled("format");
    let marker = folder.0.join("format");
    fs::write(&marker, fs::read_to_string(&marker).unwrap().replace("text 1", "text 0")).unwrap();
    let (people, opened) = folder.open();
    assert_eq!(opened, Opened { reached: 0, rebuilt: Some(RebuildReason::OtherFormat) });
    assert!(people.reader().is_empty());
}

#[test]
fn an_index_that_was_never_committed_is_made_anew() {
    let folder = Folder::filled("never");
    let meta = folder.0.join("meta.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&meta).unwrap()).unwrap();
    json.as_object_mut().unwrap().remove("payload");
    fs::write(&meta, json.to_string()).unwrap();
    assert_eq!(folder.open().1.rebuilt, Some(RebuildReason::NeverCommitted));
}

#[test]
fn a_second_opener_is_told_that_somebody_writes() {
    let folder = Folder::filled("second");
    let (people, _) = folder.open();
    let refused = PeopleText::open(&folder.0).err().unwrap();
    assert!(matches!(refused, TextError::Busy(_)), "{refused}");
    assert!(refused.to_string().contains("another program writes"));
    assert_eq!(people.reader().len(), 22);
    drop(people);
    assert_eq!(folder.open().1.reached, 9);
}

#[test]
fn a_file_where_the_folder_should_be_is_an_error() {
    let folder = Folder::new("file");
    fs::write(&folder.0, "not a folder").unwrap();
    let refused = PeopleText::open(&folder.0).err().unwrap();
    assert!(matches!(refused, TextError::NotAFolder(_)), "{refused}");
    assert_eq!(fs::read_to_string(&folder.0).unwrap(), "not a folder");
    fs::remove_file(&folder.0).unwrap();
}

#[test]
fn files_of_others_stay() {
    let folder = Folder::filled("others");
    let letter = folder.0.join("letter.txt");
    fs::write(&letter, "dear").unwrap();
    fs::write(folder.0.join("meta.json"), "{").unwrap();
    recovers(&folder, "others");
    assert_eq!(fs::read_to_string(letter).unwrap(), "dear");
}

#[test]
fn a_folder_that_vanishes_is_an_error_and_is_made_again() {
    let folder = Folder::filled("vanishes");
    let (mut people, _) = folder.open();
    fs::remove_dir_all(&folder.0).unwrap();
    let failed = people.upsert(&person("d", "焊工", "weld")).and_then(|()| people.commit(10));
    assert!(failed.is_err());
    drop(people);
    assert_eq!(folder.open().1, Opened { reached: 0, rebuilt: None });
}
