//! `bole plan` through the real binary: seats by stage, reasons, changes, masked people.

use serde_json::Value;

use crate::common::{Scratch, code, run, text};

const DAY: [&str; 2] = ["--as-of", "2026-11-20"];

fn planned(data: &str, more: &[&str]) -> std::process::Output {
    run(&[&["plan", "--data", data], &DAY[..], more].concat())
}

#[test]
fn seats_are_filled_by_stage_or_told_why_they_are_not() {
    let scratch = Scratch::new("plan");
    scratch.city(800, 6);
    let data = scratch.path("data");
    let json = planned(&data, &["--format", "json"]);
    assert_eq!(code(&json), 0, "{}", text(&json.stderr));
    let told: Value = serde_json::from_slice(&json.stdout).unwrap();
    let count = &told["plan"]["count"];
    let sum = |part: &str| count[part].as_object().unwrap().values().filter_map(Value::as_u64).sum::<u64>();
    let (filled, gap) = (sum("filled"), sum("gap"));
    assert_eq!(count["demanded"].as_u64().unwrap(), filled + gap + count["unreached"].as_u64().unwrap());
    assert!(filled > 0 && gap > 0, "{count}");
    let openings = told["plan"]["openings"].as_array().unwrap();
    let order = openings.iter().find(|opening| opening["id"]["kind"] == "order").unwrap();
    assert!(openings.iter().any(|opening| opening["conflict"]["together"].is_array()));
    let id = order["id"]["id"].as_str().unwrap();
    let change = format!("relax:{id}:1");
    let tried = planned(&data, &["--format", "json", "--what-if", &change]);
    let tried: Value = serde_json::from_slice(&tried.stdout).unwrap();
    assert_eq!((&tried["plan"], &tried["what_if"][0]["change"]["kind"]), (&told["plan"], &"relax".into()));
    let table = planned(&data, &["--language", "zh"]);
    let table = text(&table.stdout);
    assert!(table.contains("填补方案") && table.contains("缺·育才") && table.contains("全市"), "{table}");
    let busy = openings
        .iter()
        .find(|opening| opening["filled"].as_array().unwrap().iter().any(|s| s["by"]["kind"] == "talent"));
    let shown = planned(&data, &["--opening", busy.unwrap()["id"]["id"].as_str().unwrap()]);
    assert!(text(&shown.stdout).contains("* T-"), "{}", text(&shown.stdout));
}

#[test]
fn a_change_that_cannot_be_is_bad_usage_and_says_what_can() {
    let scratch = Scratch::new("plan-usage");
    scratch.city(50, 1);
    for (change, says) in [
        ("bonus:O-000001:3", "pay:OPENING:PERCENT"),
        ("relax:O-9:1", "an order in force"),
        ("cohort:K-1:2", "on record"),
    ] {
        let refused = planned(&scratch.path("data"), &["--what-if", change, "--language", "en"]);
        assert_eq!(code(&refused), 2, "{change}");
        assert!(text(&refused.stderr).contains(says), "{}", text(&refused.stderr));
    }
}
