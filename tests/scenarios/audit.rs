//! The audit log: what is noted, and that nothing in it can be changed, taken out or cut off unseen.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use crate::common::{Scratch, Served, code, run, text};

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

/// Runs SQL on the folder's database, as somebody would who has no business there.
fn meddle(scratch: &Scratch, sql: &str) {
    let program = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.executescript(sys.argv[2]); db.close()";
    let done = Command::new("python3").args(["-c", program, &scratch.path("data/bole.db"), sql]).output().unwrap();
    assert!(done.status.success(), "{}", text(&done.stderr));
}

fn verified(scratch: &Scratch) -> (i32, String) {
    let output = run(&["audit", "verify", "--data", &scratch.path("data"), "--language", "en"]);
    (code(&output), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn looks_at_people_are_noted_in_order() {
    let scratch = Scratch::new("noted");
    scratch.city(40, 1);
    let auditor = scratch.key("auditor", "AUDIT");
    let served = Served::start(&data(&scratch));
    let auditor = served.as_key(&auditor);
    assert_eq!(served.get("/v1/profiles/T-00000001").status, 200);
    assert_eq!(auditor.get("/v1/profiles/T-00000001").status, 200);
    let decision = served.post("/v1/match/candidates", &json!({"order_id": "O-000001"})).json()["decision"].clone();
    assert_eq!(served.get(&format!("/v1/decisions/{}", decision.as_str().unwrap())).status, 200);
    assert_eq!(served.get("/v1/profiles/T-00000001/export").status, 200);
    assert_eq!(served.ask("DELETE", "/v1/profiles/T-00000001", &[], "").status, 204);
    let list = auditor.get("/v1/audit?limit=100").json();
    let entries = list["items"].as_array().unwrap();
    let of = |action: &str| entries.iter().filter(|entry| entry["action"] == action).count();
    for (action, times) in
        [("profile.read", 1), ("match.seen", 1), ("decision.read", 1), ("profile.export", 1), ("profile.erased", 1)]
    {
        assert_eq!(of(action), times, "{action}: {list}");
    }
    let read = entries.iter().find(|entry| entry["action"] == "profile.read").unwrap();
    assert_eq!((&read["id"], &read["organisation"]), (&json!("T-00000001"), &json!("BUREAU")));
    let numbers: Vec<u64> = entries.iter().map(|entry| entry["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let page = auditor.get("/v1/audit?limit=2").json();
    let next = auditor.get(&format!("/v1/audit?limit=1&cursor={}", page["next"].as_str().unwrap())).json();
    assert_eq!(next["items"][0]["number"], 3);
    let verification = auditor.get("/v1/audit/verification").json();
    assert_eq!((&verification["holds"], &verification["head"]["number"]), (&json!(true), &json!(numbers.len())));
    for path in ["/v1/audit", "/v1/audit/verification"] {
        assert_eq!(served.get(path).json()["code"], "role_not_allowed");
    }
}

#[test]
fn whoever_meddles_with_the_log_is_found_out() {
    let scratch = Scratch::new("meddled");
    scratch.city(10, 1);
    {
        let served = Served::start(&data(&scratch));
        for _ in 0..6 {
            assert_eq!(served.get("/v1/profiles/T-00000001").status, 200);
        }
    }
    let (exit, told) = verified(&scratch);
    assert_eq!(exit, 0, "{told}");
    let json = run(&["audit", "verify", "--data", &scratch.path("data"), "--format", "json"]);
    let head: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert!(head["number"].as_u64().unwrap() >= 6 && told.contains(head["hash"].as_str().unwrap()), "{told}");
    let last = head["number"].as_u64().unwrap();
    let listed = run(&["audit", "list", "--data", &scratch.path("data"), "--after", &(last - 2).to_string()]);
    assert_eq!(text(&listed.stdout).matches("profile.read").count(), 2);
    meddle(&scratch, &format!("CREATE TABLE kept AS SELECT * FROM audit; DELETE FROM audit WHERE number = {last}"));
    let (exit, told) = verified(&scratch);
    assert!(exit == 1 && told.contains(&format!("entry {last} is missing")), "{told}");
    let restore = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;";
    meddle(&scratch, &format!("{restore} UPDATE audit SET id = 'T-00000009' WHERE number = 4"));
    let (exit, told) = verified(&scratch);
    assert!(exit == 1 && told.contains("entry 4 was changed"), "{told}");
    meddle(&scratch, &format!("{restore} DELETE FROM audit WHERE number = 3"));
    let (exit, told) = verified(&scratch);
    assert!(exit == 1 && told.contains("entry 4 does not follow"), "{told}");
    meddle(&scratch, &format!("{restore} DELETE FROM audit WHERE number = 1"));
    let (exit, told) = verified(&scratch);
    assert!(exit == 1 && told.contains("entry 2 does not follow"), "{told}");
    meddle(&scratch, restore);
    assert_eq!(verified(&scratch).0, 0);
}

#[test]
fn what_must_be_kept_is_not_purged() {
    let scratch = Scratch::new("purge");
    scratch.city(10, 1);
    let data = scratch.path("data");
    let refused = run(&["audit", "purge", "--data", &data, "--before", "2026-01-01"]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("audit_retention_years"), "{}", text(&refused.stderr));
    let purged = run(&["audit", "purge", "--data", &data, "--language", "en"]);
    assert_eq!(code(&purged), 0, "{}", text(&purged.stderr));
    assert!(text(&purged.stdout).contains("0, 0"), "{}", text(&purged.stdout));
    assert_eq!(verified(&scratch).0, 0);
    let nowhere = run(&["audit", "purge", "--data", &scratch.path("nowhere")]);
    assert_eq!(code(&nowhere), 2);
}
