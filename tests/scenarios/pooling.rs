//! `bole cohort propose` through the real binary: classes out of many orders, the map with them.

use serde_json::Value;

use crate::common::{Scratch, code, run, text};

const DAY: [&str; 2] = ["--as-of", "2026-11-20"];

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
    for kind in ["programmes", "cohorts"] {
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
}
