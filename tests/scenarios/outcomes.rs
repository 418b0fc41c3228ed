//! What became of people, through the real command and the real service: a sample's history taken in, recorded, listed.

use serde_json::{Value, json};

use crate::common::{Scratch, Served, code, run, text};

fn json_of(args: &[&str]) -> Value {
    let told = run(args);
    assert_eq!(code(&told), 0, "{}", text(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

/// Takes a sample's history into a data folder; its reports, one for each file.
fn history(scratch: &Scratch, data: &str) -> Vec<Value> {
    let files = ["organisations", "programmes", "cohorts", "outcomes"];
    let files = files.map(|name| scratch.path(&format!("city/{name}.ndjson")));
    let mut args = vec!["import", "--data", data, "--format", "json"];
    args.extend(files.iter().map(String::as_str));
    json_of(&args).as_array().unwrap().clone()
}

#[test]
fn a_samples_history_is_taken_in_recorded_and_listed() {
    let scratch = Scratch::new("history");
    scratch.city(300, 20);
    let data = scratch.path("data");
    for report in history(&scratch, &data) {
        // A few of the sample's people have codes of old editions and were not taken; nothing is told about them.
        let rejected = report["rejected"].as_array().unwrap();
        assert!(rejected.len() < 20 && rejected.iter().all(|row| row["field"] == "talent"), "{report}");
        assert!(report["counts"]["created"].as_u64().unwrap() > 10 || report["kind"] == "organisations", "{report}");
    }
    for report in history(&scratch, &data) {
        assert_eq!((&report["counts"]["created"], &report["counts"]["replaced"]), (&json!(0), &json!(0)), "{report}");
    }
    let left = json_of(&["outcome", "list", "--data", &data, "--event", "started", "--limit", "5", "--format", "json"]);
    let left = left.as_array().unwrap();
    assert!(left.len() == 5 && left.iter().all(|item| item["record"]["event"]["kind"] == "started"), "{left:?}");
    records_one(&data, &left[0]["record"]);
}

fn records_one(data: &str, like: &Value) {
    let mut outcome = like.clone();
    outcome["id"] = json!("R-hand");
    outcome["event"] = json!({"kind": "left", "reason": "growth"});
    let told = run(&["outcome", "record", "--data", data, &outcome.to_string(), "--language", "en"]);
    assert!(code(&told) == 0 && text(&told.stdout).contains("recorded"), "{}", text(&told.stderr));
    let listed =
        run(&["outcome", "list", "--data", data, "--talent", like["talent"].as_str().unwrap(), "--language", "en"]);
    assert!(text(&listed.stdout).contains("R-hand"), "{}", text(&listed.stdout));
    outcome["talent"] = json!("T-nobody");
    let refused = run(&["outcome", "record", "--data", data, &outcome.to_string()]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("talent") && text(&refused.stderr).contains("T-nobody"));
    assert_eq!(code(&run(&["outcome", "record", "--data", data])), 2);
}

#[test]
fn a_sheet_of_outcomes_is_sent_and_what_was_not_taken_comes_back() {
    let scratch = Scratch::new("outcome-sheet");
    let robot = scratch.key("service", "hr");
    let served = Served::start(std::path::Path::new(&scratch.path("data")));
    let json_type = [("content-type", "application/json")];
    let body = json!({"id": "E-1", "kind": "enterprise", "name": {"zh": "甲厂", "en": "A"}}).to_string();
    assert_eq!(served.ask("PUT", "/v1/organisations/E-1", &json_type, &body).status, 201);
    assert_eq!(served.ask("PUT", "/v1/profiles/T-1", &json_type, &json!({"id": "T-1"}).to_string()).status, 201);
    let sheet = "编号,人才编号,单位编号,日期,事件,离职原因\nR-1,T-1,E-1,2026-03-01,入职,\nR-2,T-1,E-1,2026-09-01,离职,年龄\n\
        R-3,T-9,E-1,2026-09-01,离职,薪酬\n";
    let begun =
        served.send("POST", "/v1/imports?kind=outcomes&file=o.csv", &[("content-type", "text/csv")], sheet.as_bytes());
    assert_eq!(begun.status, 202, "{}", begun.head);
    let place = begun.header("location").unwrap().to_owned();
    let task = (0..600)
        .map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            served.get(&place).json()
        })
        .find(|task| task["state"] == "done")
        .unwrap();
    assert_eq!((&task["counts"]["created"], &task["counts"]["rejected"]), (&json!(1), &json!(2)), "{task}");
    let back = String::from_utf8(served.get(&format!("{place}/rejected")).body).unwrap();
    assert!(back.contains("年龄") && back.contains("T-9"), "{back}");
    // A program reports what became of people; what colleges teach is the bureau's to send.
    let robot = served.as_key(&robot);
    let send = |kind: &str| {
        let path = format!("/v1/imports?kind={kind}&source=hr&format=csv");
        robot.send("POST", &path, &[("content-type", "text/csv")], b"id\nX\n").status
    };
    assert_eq!(["outcomes", "programmes", "cohorts"].map(send), [202, 403, 403]);
}
