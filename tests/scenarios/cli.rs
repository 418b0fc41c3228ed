//! The real binary on the command line: exit codes, JSON, and the way from a sample to a match.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::common::{Scratch, bole, code, run, text};
use serde_json::Value;

#[test]
fn bad_usage_is_2_and_says_what_is_allowed() {
    assert_eq!(code(&run(&[])), 2);
    let refused = run(&["search", "--category", "boss"]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("master_technician"));
    let told = |language: &str| text(&run(&["search", "x", "--limit", "0", "--language", language]).stderr);
    assert_eq!(told("zh").trim_end(), "错误：--limit 0 不可用；可用：1 至 100");
    assert_eq!(told("en").trim_end(), "error: --limit 0 is not allowed; allowed: 1 to 100");
    let missing = run(&["match", "--data", "/nowhere/at/all", "--order", "x.json"]);
    assert_eq!(code(&missing), 2);
    assert!(text(&missing.stderr).contains("bole import"));
}

#[test]
fn serving_to_the_world_is_refused() {
    let scratch = Scratch::new("world");
    let refused = bole()
        .args(["serve", "--data", &scratch.path("data"), "--language", "en"])
        .env("BOLE_ADDRESS", "0.0.0.0")
        .output()
        .unwrap();
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("loopback"));
}

#[test]
fn the_shipped_catalog_holds() {
    let checked = run(&["check"]);
    assert_eq!(code(&checked), 0, "{}", text(&checked.stdout));
    assert!(text(&checked.stdout).contains("qingyuan-2026"));
}

#[test]
fn a_broken_catalog_fails_with_file_line_and_field() {
    let scratch = Scratch::new("broken");
    scratch.write("skills.csv", "");
    let checked = run(&["check", "--catalog", &scratch.path(""), "--language", "en"]);
    assert_eq!(code(&checked), 1);
    assert!(text(&checked.stdout).contains("error"));
}

#[test]
fn a_sub_word_finds_a_position_in_either_language() {
    for (language, word) in [("zh", "数控"), ("en", "CNC")] {
        let found = run(&["search", word, "--format", "json", "--language", language]);
        assert_eq!(code(&found), 0);
        let page: Value = serde_json::from_slice(&found.stdout).unwrap();
        assert!(page["total"].as_u64().unwrap() > 0, "{word}");
    }
}

#[test]
fn from_a_sample_to_a_match_whose_parts_sum_to_the_score() {
    let scratch = Scratch::new("match");
    scratch.city(800, 3);
    let (data, orders) = (scratch.path("data"), scratch.path("city/orders.ndjson"));
    let ask =
        ["match", "--data", &data, "--orders", &orders, "--top", "5", "--format", "json", "--as-of", "2026-11-20"];
    let found = run(&ask);
    assert_eq!(code(&found), 0, "{}", text(&found.stderr));
    let exhaustive = run(&[&ask[..], &["--exhaustive"]].concat());
    let lines = |output: &[u8]| -> Vec<Value> {
        text(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (found, exhaustive) = (lines(&found.stdout), lines(&exhaustive.stdout));
    assert_eq!(found.len(), 3);
    for (quick, slow) in found.iter().zip(&exhaustive) {
        assert_eq!(quick["ranking"]["items"], slow["ranking"]["items"]);
        assert_eq!(quick["ranking"]["edition"], "qingyuan-2026");
        let best = &quick["ranking"]["items"][0];
        let points: f64 = best["parts"].as_array().unwrap().iter().map(|part| part["points"].as_f64().unwrap()).sum();
        assert!((points - best["fit"].as_f64().unwrap()).abs() < 1e-3);
        assert!(best["parts"][0]["evidence"][0]["sentence"].is_string());
    }
}

#[test]
fn a_bad_row_never_stops_an_import_and_comes_back() {
    let scratch = Scratch::new("import");
    let rows = "{\"id\":\"T-1\",\"name\":\"张三\"}\n{\"id\":\"T-2\",\"skills\":[{\"skill\":\"no-such-skill\"}]}\nnonsense\n{\"id\":\"T-3\"}\n";
    let (file, data, rejected) =
        (scratch.write("p.ndjson", rows), scratch.path("data"), scratch.path("rejected.ndjson"));
    let dry = run(&["import", "--data", &data, &file, "--dry-run"]);
    assert_eq!(code(&dry), 0);
    assert!(!std::path::Path::new(&data).exists());
    let taken = run(&["import", "--data", &data, &file, "--rejected", &rejected, "--format", "json"]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    let report: Value = serde_json::from_slice(&taken.stdout).unwrap();
    let counts = &report[0]["counts"];
    assert_eq!((&counts["taken"], &counts["created"], &counts["rejected"]), (&2.into(), &2.into(), &2.into()));
    let back = std::fs::read_to_string(&rejected).unwrap();
    assert_eq!(back.lines().count(), 2);
    assert!(back.contains("\"line\":2") && back.contains("no-such-skill"), "{back}");
}

#[test]
fn a_folder_of_files_is_not_taken_for_a_data_folder() {
    let scratch = Scratch::new("files");
    let folder = scratch.path("old");
    let made = run(&["sample", "--profiles", "5", "--orders", "1", "--seed", "7", "--out", &folder]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let create = ["key", "create", "--role", "bureau", "--organisation", "B-1", "--data", &folder];
    for command in [&["serve", "--data", &folder][..], &["classify", "--data", &folder], &create] {
        let refused = run(command);
        let told = text(&refused.stderr);
        assert_eq!(code(&refused), 2, "{told}");
        assert!(told.contains("文件夹中有文件而没有数据库") && told.contains("bole import --data"), "{told}");
        assert!(!Path::new(&folder).join("bole.db").exists());
    }
    // They can be taken in where they lie; from then on it is a data folder.
    let people = Path::new(&folder).join("profiles.ndjson").display().to_string();
    assert_eq!(code(&run(&["import", "--data", &folder, "--dry-run", &people])), 0);
    assert_eq!(code(&run(&["import", "--data", &folder, &people])), 0);
    assert_eq!(code(&run(&create)), 0);
    // A dump is no data folder either.
    let dump = scratch.path("dump");
    assert_eq!(code(&run(&["dump", "--data", &folder, "--out", &dump])), 0);
    let refused = run(&["serve", "--data", &dump]);
    assert!(code(&refused) == 2 && text(&refused.stderr).contains("bole restore --data"), "{}", text(&refused.stderr));
}

#[test]
fn people_are_classified_with_reasons() {
    let scratch = Scratch::new("classify");
    let profile = r#"{"id":"T-1","name":"张三","grades":[{"grade":5}],"achievements":[{"kind":"apprentices_trained","count":6}]}"#;
    let found = run(&["classify", "--profile", &scratch.write("p.ndjson", profile)]);
    assert_eq!(code(&found), 0, "{}", text(&found.stderr));
    let told = text(&found.stdout);
    assert!(told.contains("张*") && !told.contains("张三") && told.contains("能工巧匠"), "{told}");
}

#[test]
fn the_demo_shows_ten_masked_people_and_ends() {
    let shown = run(&["demo", "--once", "--profiles", "1500"]);
    assert_eq!(code(&shown), 0, "{}", text(&shown.stderr));
    let told = text(&shown.stdout);
    assert!(told.contains("示例") && told.contains("1500 人"), "{told}");
    assert!(told.contains("\n10  ") && told.contains('*'), "{told}");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child =
        bole().args(["search", "--limit", "100"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!((child.wait().unwrap().code(), complaint.as_str()), (Some(0), ""));
}
