//! `bole report` through the real binary: what it writes, that it writes the same twice, and what it refuses.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{Scratch, code, run, text};

/// All files below a folder, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn a_report_holds_all_its_files_and_two_runs_give_the_same_bytes() {
    let scratch = Scratch::new("report");
    scratch.city(600, 12);
    let write = |out: &str| {
        let (data, out) = (scratch.path("data"), scratch.path(out));
        let written = run(&["report", "--data", &data, "--out", &out, "--as-of", "2026-11-20", "--language", "zh"]);
        assert_eq!(code(&written), 0, "{}", text(&written.stderr));
        assert!(text(&written.stdout).contains("white-paper.pdf"));
        files(Path::new(&out))
    };
    let (first, second) = (write("first"), write("second"));
    assert!(first == second, "two runs differ");
    for name in
        ["white-paper.pdf", "workbook.xlsx", "SHA256SUMS", "data/nodes.csv", "data/nodes.json", "data/datapackage.json"]
    {
        assert!(first.contains_key(name), "no {name}");
    }
    assert!(first["white-paper.pdf"].starts_with(b"%PDF-"));
    assert!(first.keys().filter(|name| name.starts_with("charts/graph-")).count() >= 9);
    let people = std::fs::read_to_string(scratch.path("city/profiles.ndjson")).unwrap();
    let person: serde_json::Value = serde_json::from_str(people.lines().next().unwrap()).unwrap();
    let prefix = person["id"].as_str().unwrap().split('-').next().unwrap().to_owned() + "-0";
    for (name, bytes) in first.iter().filter(|(name, _)| name.starts_with("data/")) {
        assert!(!String::from_utf8_lossy(bytes).contains(&prefix), "{name} names a person");
    }
}

#[test]
fn a_folder_without_a_font_is_told_before_anything_is_drawn() {
    let scratch = Scratch::new("fontless");
    scratch.city(5, 1);
    let (data, out) = (scratch.path("data"), scratch.path("out"));
    let refused = run(&["report", "--data", &data, "--out", &out, "--fonts", &scratch.path("city")]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("Noto Sans CJK SC") && text(&refused.stderr).contains("--fonts"));
    assert!(!Path::new(&out).exists());
}
