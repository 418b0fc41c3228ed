//! A whole store out and in again: dumps, restores, snapshots.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bole_engine::store::MAX_ROWS;
use bole_postgres::Postgres;
use bole_server::opened::{Opened, Place};

use super::load::{Bodies, Writer, under_load};
use super::{House, truth};
use crate::common::{code, run, text};
use crate::running::Running;

fn ok(args: &[&str]) {
    let done = run(args);
    assert_eq!(code(&done), 0, "{args:?}: {}", text(&done.stderr));
}

fn files(folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_name().unwrap().into(), std::fs::read(&path).unwrap())).collect()
}

/// A city that has lived: written to, with records that came, changed and went.
fn lived(name: &str) -> House {
    let (house, bodies) = (House::new(name), Bodies::new());
    let (running, _) = house.serve();
    let mut writers = [Writer::new("a", 5), Writer::new("b", 6)];
    under_load(&running.address, &house.token, &mut writers, &bodies, |_| {
        std::thread::sleep(std::time::Duration::from_secs(2));
    });
    assert!(writers.iter().all(|writer| writer.total() > 0));
    house
}

#[test]
fn a_dump_goes_through_both_databases_and_comes_out_the_same() {
    let house = lived("dump");
    let [first, second, third] = ["one", "two", "three"].map(|name| house.scratch.path(name));
    let (url, back) = (Postgres::shared().fresh_database(), house.scratch.path("back"));
    ok(&["dump", "--data", &house.data, "--out", &first]);
    ok(&["restore", "--database", &url, "--from", &first]);
    ok(&["dump", "--database", &url, "--out", &second]);
    ok(&["restore", "--data", &back, "--from", &second]);
    ok(&["dump", "--data", &back, "--out", &third]);
    let told = files(&first);
    assert!(told.len() > 15 && told.values().filter(|bytes| !bytes.is_empty()).count() > 6);
    assert!(told == files(&second), "PostgreSQL's dump is another");
    assert!(told == files(&third), "the dump of what was restored is another");
    truth::whole(&Place::Postgres(url, None)).close();
    truth::whole(&Place::Folder(back.clone().into())).close();
    // Who could come in can come in again, and a dump is not taken over what is there.
    let running = Running::start(&["--data", &back]);
    assert_eq!(running.client(&house.token).get("/v1/profiles/T-00000001").status, 200);
    drop(running);
    let refused = run(&["restore", "--data", &back, "--from", &first, "--language", "en"]);
    assert_eq!(code(&refused), 1);
    assert!(text(&refused.stderr).contains("not empty"), "{}", text(&refused.stderr));
}

#[test]
fn a_dump_is_of_one_moment_while_others_write() {
    let (house, bodies) = (House::new("moment"), Bodies::new());
    let (running, _) = house.serve();
    let mut writers = [Writer::new("a", 5), Writer::new("b", 6)];
    let (dumped, copied) = (house.scratch.path("dumped"), house.scratch.path("copy"));
    std::fs::create_dir(&copied).unwrap();
    let copy = format!("{copied}/bole.db");
    under_load(&running.address, &house.token, &mut writers, &bodies, |_| {
        std::thread::sleep(std::time::Duration::from_millis(300));
        ok(&["dump", "--data", &house.data, "--out", &dumped]);
        ok(&["snapshot", "--data", &house.data, "--out", &copy]);
    });
    let back = house.scratch.path("back");
    ok(&["restore", "--data", &back, "--from", &dumped]);
    truth::whole(&Place::Folder(back.into())).close();
    truth::whole(&Place::Folder(copied.into())).close();
    // Whoever carries everything away stands in the audit log, also beside the service that writes to it.
    let opened = Opened::existing(&Place::Folder(house.data.clone().into())).unwrap();
    let noted = opened.wait(opened.store().audit(0, MAX_ROWS)).unwrap();
    for action in ["dump", "snapshot"] {
        let found: Vec<_> = noted.iter().filter(|entry| entry.action == action).collect();
        assert!(found.len() == 1 && found[0].actor == "operator", "{found:?}");
    }
    opened.wait(opened.store().verify_audit()).unwrap().unwrap();
    opened.close();
    let again = run(&["snapshot", "--data", &house.data, "--out", &copy]);
    assert_eq!(code(&again), 2);
}

#[test]
fn a_dump_that_is_not_whole_is_named_and_leaves_nothing() {
    let house = House::new("damage");
    let dumped = house.scratch.path("dumped");
    ok(&["dump", "--data", &house.data, "--out", &dumped]);
    let sound = files(&dumped);
    let put = |name: &str, bytes: &[u8]| std::fs::write(Path::new(&dumped).join(name), bytes).unwrap();
    let people = text(&sound[Path::new("profiles.ndjson")]);
    let manifest = text(&sound[Path::new("manifest.json")]);
    let less: String = people.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let back = house.scratch.path("back");
    for (file, bytes, word) in [
        ("profiles.ndjson", less.as_str(), "profiles.ndjson"),
        ("profiles.ndjson", &people.replacen("T-00000001", "T-9", 2), "manifest"),
        ("profiles.ndjson", &people.replacen("\"version\":1", "\"version\":\"x\"", 1), "version"),
        ("profiles.ndjson", &people.replacen("\"version\":1", "\"colour\":1", 1), "version"),
        ("changes.ndjson", &text(&sound[Path::new("changes.ndjson")]).replacen("\"profile\"", "\"robot\"", 1), "robot"),
        ("manifest.json", &manifest.replacen("\"profiles\"", "\"robots\"", 1), "robots"),
        ("manifest.json", &manifest.replacen("\"format\": 1", "\"format\": 2", 1), "format 2"),
        ("manifest.json", &manifest[..manifest.len() / 2], "manifest.json"),
    ] {
        put(file, bytes.as_bytes());
        let refused = run(&["restore", "--data", &back, "--from", &dumped, "--language", "en"]);
        assert_eq!(code(&refused), 1, "{file} {word}");
        assert!(text(&refused.stderr).contains(word), "{word}: {}", text(&refused.stderr));
        put(file, &sound[Path::new(file)]);
    }
    // Nothing of all that was kept: the sound dump still finds an empty store.
    ok(&["restore", "--data", &back, "--from", &dumped]);
}
