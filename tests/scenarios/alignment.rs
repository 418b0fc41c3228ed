//! Majors against demand, on the command line and over HTTP: all of it for the bureau, its own for a college, and what a
//! person can reach, recorded and judged again.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::common::{Scratch, Served, code, run, text};

const DAY: [&str; 2] = ["--as-of", "2026-11-20"];

fn aligned(data: &str, more: &[&str]) -> std::process::Output {
    run(&[&["align", "--data", data], &DAY[..], more].concat())
}

fn told(data: &str, more: &[&str]) -> Value {
    let output = aligned(data, &[more, &["--format", "json"][..]].concat());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A city with what its colleges teach.
fn city(scratch: &Scratch, people: u32) {
    scratch.city(people, 6);
    let files = ["organisations", "programmes", "cohorts"].map(|kind| scratch.path(&format!("city/{kind}.ndjson")));
    let [organisations, programmes, cohorts] = &files;
    let taken = run(&["import", "--data", &scratch.path("data"), organisations, programmes, cohorts]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
}

fn list<'v>(of: &'v Value, field: &str) -> &'v Vec<Value> {
    of[field].as_array().unwrap()
}

#[test]
fn the_command_line_goes_from_the_city_to_a_skill_and_to_a_person() {
    let scratch = Scratch::new("align");
    city(&scratch, 400);
    let data = scratch.path("data");
    let city = told(&data, &[]);
    let row = list(&city, "programmes").iter().find(|row| row["figure"].is_f64()).unwrap();
    let (programme, college) = (row["programme"].as_str().unwrap(), row["college"].as_str().unwrap());
    assert_eq!(list(row, "cells").len(), list(&city, "positions").len());
    let whole = told(&data, &["--programme", programme]);
    assert!(list(&whole["alignment"], "cells").iter().any(|cell| !list(cell, "skills").is_empty()), "{whole}");
    let position = whole["alignment"]["parts"][0]["position"]["id"].as_str().unwrap();
    let column = told(&data, &["--position", position]);
    assert_eq!(list(&column, "programmes").len(), list(&city, "programmes").len());
    let own = told(&data, &["--college", college]);
    assert!(list(&own, "programmes").iter().all(|row| row["college"] == college), "{own}");
    for (more, says) in [
        (&[][..], "总体匹配"),
        (&["--programme", programme], "毕业生去向"),
        (&["--programme", programme, "--position", position], "要求"),
        (&["--college", college], "其他院校"),
        (&["--person", "T-00000001"], "T-00000001"),
    ] {
        let shown = aligned(&data, &[more, &["--language", "zh"][..]].concat());
        assert!(text(&shown.stdout).contains(says), "{more:?}: {} {}", text(&shown.stdout), text(&shown.stderr));
    }
    let refused = aligned(&data, &["--programme", "nowhere"]);
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains(programme), "what is allowed");
}

#[test]
fn over_http_a_college_sees_its_own_and_reach_is_on_record() {
    let scratch = Scratch::new("align-http");
    city(&scratch, 300);
    let bureau = scratch.key("bureau", "BUREAU-1");
    let city = told(&scratch.path("data"), &[]);
    let row = &list(&city, "programmes")[0];
    let (programme, college) = (row["programme"].as_str().unwrap(), row["college"].as_str().unwrap());
    let other = list(&city, "programmes").iter().find(|row| row["college"] != college).unwrap();
    let own = scratch.key("college", college);
    let served = Served::start_with(&PathBuf::from(scratch.path("data")), &[("BOLE_STRANGERS_PER_SECOND", "0")]);
    let (bureau, own) = (served.as_key(&bureau), served.as_key(&own));
    let all = bureau.get("/v1/alignment?as_of=2026-11-20");
    assert_eq!(all.status, 200, "{}", text(&all.body));
    assert_eq!(list(&all.json(), "programmes").len(), list(&city, "programmes").len());
    let seen = own.get("/v1/alignment?as_of=2026-11-20").json();
    assert!(list(&seen, "programmes").iter().all(|row| row["college"] == college), "{seen}");
    assert_eq!((&seen["guarded"], &all.json()["guarded"]), (&json!(true), &json!(false)));
    let at = |id: &str| format!("/v1/programmes/{id}/alignment?as_of=2026-11-20");
    assert_eq!(own.get(&at(programme)).json()["alignment"]["programme"], programme);
    assert_eq!(own.get(&at(other["programme"].as_str().unwrap())).status, 404);
    let reach = bureau.get("/v1/profiles/T-00000001/reach?as_of=2026-11-20&top=5&language=en");
    assert_eq!(reach.status, 200, "{}", text(&reach.body));
    let decision = reach.json()["decision"].as_str().unwrap().to_owned();
    let again = bureau.get(&format!("/v1/decisions/{decision}/replay")).json();
    assert_eq!((&again["identical"], &again["not_kept"]), (&json!(true), &json!(0)), "{again}");
    assert_eq!(own.get("/v1/profiles/T-00000001/reach").status, 403);
    assert_eq!(bureau.get("/v1/profiles/T-nobody/reach").status, 404);
}
