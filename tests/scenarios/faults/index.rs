//! A text index that cannot be relied on: it is made anew from the store, and nobody sees a difference.

use std::path::{Path, PathBuf};

use super::House;
use super::load::Bodies;
use super::questions::answers;

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut wanted: Vec<_> = all.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    wanted.sort();
    wanted
}

fn truncated(folder: &Path) {
    for file in files(folder, ".store") {
        let length = file.metadata().unwrap().len();
        std::fs::OpenOptions::new().write(true).open(&file).unwrap().set_len(length / 2).unwrap();
    }
}

fn corrupt(folder: &Path) {
    for file in files(folder, ".idx") {
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..].iter_mut().take(16).for_each(|byte| *byte ^= 0x55);
        std::fs::write(&file, bytes).unwrap();
    }
}

fn of_another_format(folder: &Path) {
    std::fs::write(folder.join("format"), "bole people text 0\n").unwrap();
}

fn without_its_list(folder: &Path) {
    std::fs::remove_file(folder.join("meta.json")).unwrap();
}

/// As when an older copy of the database is put back: the index knows people that the store has not.
fn of_another_store(folder: &Path) {
    std::fs::write(folder.join("store"), "profile T-other 1\n").unwrap();
}

#[test]
fn a_damaged_index_is_made_anew_from_the_store() {
    let (house, bodies) = (House::new("index"), Bodies::new());
    let (mut running, mut client) = house.serve();
    let before = answers(&mut client, &bodies);
    running.kill();
    let folder = PathBuf::from(house.scratch.path("data/index"));
    for damage in [truncated, corrupt, of_another_format, without_its_list, of_another_store] {
        damage(&folder);
        let (mut running, mut client) = house.serve();
        assert_eq!(answers(&mut client, &bodies), before);
        running.kill();
    }
    // A start with a whole index takes it as it is: its files stay.
    let kept = files(&folder, ".store");
    let (_running, mut client) = house.serve();
    assert_eq!(answers(&mut client, &bodies), before);
    assert_eq!(files(&folder, ".store"), kept);
}
