//! `bole cohort propose` through the real binary, and the same over HTTP: classes out of many orders, the map with them.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use crate::common::{Scratch, Served, code, run, text};

const DAY: [&str; 2] = ["--as-of", "2026-11-20"];
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(120);

fn proposed(data: &str, more: &[&str]) -> std::process::Output {
    run(&[&["cohort", "propose", "--data", data], &DAY[..], more].concat())
}

fn told(data: &str, more: &[&str]) -> Value {
    let told = proposed(data, &[&["--format", "json"], more].concat());
    assert_eq!(code(&told), 0, "{}", text(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

/// A city with what its colleges teach.
fn city(scratch: &Scratch) -> String {
    scratch.city(120, 400);
    let data = scratch.path("data");
    for kind in ["organisations", "programmes", "cohorts"] {
        let taken = run(&["import", "--data", &data, &scratch.path(&format!("city/{kind}.ndjson"))]);
        assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    }
    data
}

/// Seats left over of a count.
fn open(count: &Value) -> u64 {
    let gap: u64 = count["gap"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    gap + count["unreached"].as_u64().unwrap()
}

#[test]
fn classes_close_gaps_on_the_map_and_are_kept_where_that_is_asked() {
    let scratch = Scratch::new("pooling");
    let data = city(&scratch);
    let whole = told(&data, &["--map"]);
    let proposals = whole["pooling"]["proposals"].as_array().unwrap();
    let closed = open(&whole["map"]["before"]) - open(&whole["map"]["after"]);
    assert!(!proposals.is_empty() && closed >= 15, "{closed} {}", proposals.len());
    assert!(!whole["map"]["nodes"].as_array().unwrap().is_empty());
    assert!(!whole["pooling"]["unpooled"].as_array().unwrap().is_empty());
    let first = &proposals[0];
    let (id, college) = (first["cohort"]["id"].as_str().unwrap(), first["cohort"]["college"].as_str().unwrap());
    for (flag, value) in [("--college", college), ("--node", first["nodes"][0].as_str().unwrap())]
        .into_iter()
        .chain([("--enterprise", first["serves"][0]["enterprise"].as_str().unwrap())])
    {
        let some = told(&data, &[flag, value]);
        let ids = some["pooling"]["proposals"].as_array().unwrap();
        assert!(ids.iter().any(|one| one["cohort"]["id"] == id), "{flag}");
    }
    let table = proposed(&data, &["--language", "zh", "--map"]);
    let table = text(&table.stdout);
    assert!(table.contains(id) && table.contains("未入班订单") && table.contains("不办班 → 办班"), "{table}");
    told(&data, &["--save"]);
    assert_eq!(told(&data, &[])["pooling"], whole["pooling"], "what is only proposed changes no plan");
    let refused = proposed(&data, &["--node", "NOWHERE"]);
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
    over_http(&data, id, &whole);
}

/// The same for the bureau over HTTP: saved proposals are read as cohorts, and proposing again gives the same.
fn over_http(data: &str, id: &str, whole: &Value) {
    let served = Served::start(Path::new(data));
    let kept = served.get(&format!("/v1/cohorts/{id}"));
    assert_eq!((kept.status, kept.json()["status"].as_str()), (200, Some("proposed")));
    let asked = served.post("/v1/cohorts/proposals", &json!({}));
    assert_eq!(asked.status, 202, "{}", text(&asked.body));
    let (place, start) = (asked.header("location").unwrap().to_owned(), Instant::now());
    loop {
        let task = served.get(&place).json();
        match task["state"].as_str() {
            Some("done") => break,
            Some("failed") => panic!("{task}"),
            _ => assert!(start.elapsed() < PATIENCE, "{task}"),
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let result = served.get(&format!("{place}/result?file=cohort-proposals.json")).json();
    let ids = |told: &Value| -> Vec<Value> {
        let proposals = told["pooling"]["proposals"].as_array().unwrap();
        proposals.iter().map(|one| one["cohort"]["id"].clone()).collect()
    };
    assert_eq!(ids(&result), ids(whole));
    assert_eq!(result["map"]["before"], whole["map"]["before"]);
    assert_eq!(served.post("/v1/cohorts/proposals", &json!({"edition": "nowhere"})).status, 404);
    assert_eq!(served.post("/v1/cohorts/proposals", &json!({"when": "now"})).status, 422);
}
