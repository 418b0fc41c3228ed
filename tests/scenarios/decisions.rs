//! Decisions: what somebody sees is recorded, told again byte for byte, judged again to the same places, objected to.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common::{Answer, Asking, Scratch, Served, code, run, text};

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

/// The enterprise of an order of the city, and the order's id.
pub(crate) fn order(scratch: &Scratch, line: usize) -> (String, String) {
    let orders = std::fs::read_to_string(scratch.path("city/orders.ndjson")).unwrap();
    let order: Value = serde_json::from_str(orders.lines().nth(line).unwrap()).unwrap();
    let said = |pointer: &str| order.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    (said("/enterprise/id"), said("/id"))
}

pub(crate) fn put(asking: &Asking<'_>, path: &str, body: &Value) -> Answer {
    asking.ask("PUT", path, &JSON, &body.to_string())
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

/// The result as it was answered in full, without the decision's id.
fn result(answer: &Answer) -> (String, String) {
    let body = text(&answer.body);
    let id = answer.json()["decision"].as_str().unwrap().to_owned();
    let head = format!("{{\"decision\":\"{id}\",");
    (id, format!("{{{}", body.strip_prefix(&head).unwrap()))
}

fn replayed(served: &Served, id: &str) -> Value {
    let answer = served.get(&format!("/v1/decisions/{id}/replay"));
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    answer.json()
}

#[test]
fn what_is_seen_is_recorded_and_told_again() {
    let scratch = Scratch::new("decisions");
    scratch.city(300, 2);
    let served = &Served::start(&data(&scratch));
    every_run_is_told_byte_for_byte_and_judged_again(served);
    a_short_answer_is_recorded_in_full(served);
    records_that_changed_since_are_judged_as_they_were(served);
    decisions_are_listed(served);
    an_objection_is_reviewed_once_by_a_named_person(served);
    a_person_told_in_the_request_is_not_kept(served);
}

fn every_run_is_told_byte_for_byte_and_judged_again(served: &Served) {
    let runs = [
        ("/v1/match/candidates", json!({"order_id": "O-000001", "explain": "full", "top": 7, "excluded": true})),
        ("/v1/match/candidates", json!({"order_id": "O-000002", "explain": "full", "sort": "both", "language": "en"})),
        ("/v1/match/positions", json!({"talent_id": "T-00000001", "explain": "full", "top": 5, "sort": "reach"})),
        ("/v1/classify", json!({"talent_id": "T-00000002", "language": "en"})),
    ];
    for (path, asked) in runs {
        let answer = served.post(path, &asked);
        assert_eq!(answer.status, 200, "{path}: {}", text(&answer.body));
        let (id, result) = result(&answer);
        let told = served.get(&format!("/v1/decisions/{id}"));
        assert!(contains(&told.body, format!(",\"result\":{result}}}").as_bytes()), "{path}: {}", text(&told.body));
        let told = told.json();
        let hash: String = Sha256::digest(result.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(told["result_hash"], json!(hash), "{path}");
        assert_eq!((&told["edition"], &told["under_objection"]), (&json!("qingyuan-2026"), &json!(false)));
        let again = replayed(served, &id);
        assert_eq!((&again["identical"], &again["not_kept"]), (&json!(true), &json!(0)), "{path}: {again}");
        assert!(again["compared"].as_u64().unwrap() > 0, "{path}: {again}");
    }
}

fn a_short_answer_is_recorded_in_full(served: &Served) {
    let answer = served.post("/v1/match/candidates", &json!({"order_id": "O-000001", "explain": "none"})).json();
    assert!(answer["items"][0].get("parts").is_none() && answer["items"][0].get("gates").is_none());
    let told = served.get(&format!("/v1/decisions/{}", answer["decision"].as_str().unwrap())).json();
    assert!(told["result"]["items"][0]["parts"][0]["evidence"].is_array(), "{told}");
    assert_eq!(told["subjects"].as_array().unwrap().len(), answer["items"].as_array().unwrap().len());
}

fn records_that_changed_since_are_judged_as_they_were(served: &Served) {
    let answer = served.post("/v1/match/candidates", &json!({"order_id": "O-000001", "top": 3})).json();
    let id = answer["decision"].as_str().unwrap();
    let before = served.get(&format!("/v1/decisions/{id}")).body;
    let talent = answer["items"][0]["id"].as_str().unwrap();
    let path = format!("/v1/profiles/{talent}");
    let mut profile = served.get(&path).json();
    // The classes of the city are not among these records.
    profile.as_object_mut().unwrap().remove("cohort");
    profile["skills"] = json!([]);
    profile["name"] = json!("改名");
    assert_eq!(served.ask("PUT", &format!("{path}?wait=indexed"), &JSON, &profile.to_string()).status, 204);
    assert_eq!(served.get(&format!("/v1/decisions/{id}")).body, before);
    assert_eq!(replayed(served, id)["identical"], true);
    let after = served.post("/v1/match/candidates", &json!({"order_id": "O-000001", "top": 3})).json();
    assert_ne!(after["items"], answer["items"]);
}

fn decisions_are_listed(served: &Served) {
    let all = served.get("/v1/decisions?limit=100").json();
    let ids: Vec<&str> = all["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert!(ids.len() >= 7 && ids.is_sorted(), "{ids:?}");
    let first = served.get("/v1/decisions?limit=2").json();
    assert_eq!(first["next"].as_str(), Some(ids[1]));
    let second = served.get(&format!("/v1/decisions?limit=1&cursor={}", ids[1])).json();
    assert_eq!(second["items"][0]["id"].as_str(), Some(ids[2]));
    for (filter, field, value) in
        [("order=O-000002", "order", "O-000002"), ("kind=classification", "kind", "classification")]
    {
        let found = served.get(&format!("/v1/decisions?{filter}")).json();
        let found = found["items"].as_array().unwrap();
        assert!(!found.is_empty() && found.iter().all(|item| item[field] == value), "{filter}: {found:?}");
    }
    assert_eq!(served.get("/v1/decisions?kind=lottery").json()["code"], "invalid_query");
}

fn an_objection_is_reviewed_once_by_a_named_person(served: &Served) {
    let answer = served.post("/v1/match/candidates", &json!({"order_id": "O-000002", "top": 2})).json();
    let (id, talent) = (answer["decision"].as_str().unwrap(), answer["items"][1]["id"].as_str().unwrap());
    let at = format!("/v1/decisions/{id}/objections");
    let stranger = served.post(&at, &json!({"talent": "T-stranger", "statement": "我会"})).json();
    assert_eq!(stranger["errors"][0]["field"], "talent", "{stranger}");
    let raised = served.post(&at, &json!({"talent": talent, "statement": "技能漏录"}));
    assert_eq!(raised.status, 201, "{}", text(&raised.body));
    let objection = raised.header("location").unwrap().to_owned();
    assert_eq!(served.get(&format!("/v1/decisions/{id}")).json()["under_objection"], true);
    let answer = json!({"outcome": "corrected", "reason": "已补录", "reviewer": "陈敏"});
    let nobody = json!({"outcome": "corrected", "reason": "已补录", "reviewer": " "});
    let review = format!("{objection}/review");
    assert_eq!(served.post(&review, &nobody).json()["errors"][0]["field"], "reviewer");
    assert_eq!(served.post(&review, &answer).json()["review"]["reviewer"], "陈敏");
    assert_eq!(served.post(&review, &answer).json()["code"], "already_reviewed");
    let told = served.get(&format!("/v1/decisions/{id}")).json();
    assert_eq!(
        (&told["under_objection"], &told["objections"][0]["review"]["outcome"]),
        (&json!(false), &json!("corrected"))
    );
    assert_eq!(served.get(&format!("/v1/objections?talent={talent}")).json()["items"].as_array().unwrap().len(), 1);
    let waiting = |value| {
        served.get(&format!("/v1/objections?waiting={value}&newest=true")).json()["items"].as_array().unwrap().len()
    };
    assert_eq!((waiting(true), waiting(false)), (0, 1));
    assert_eq!(served.get(&objection).json()["statement"], "技能漏录");
}

fn a_person_told_in_the_request_is_not_kept(served: &Served) {
    let asked = json!({"profile": {"id": "T-inline", "name": "欧阳修远", "text": "MARKED-TEXT"}, "top": 2});
    let answer = served.post("/v1/match/positions", &asked).json();
    let id = answer["decision"].as_str().unwrap();
    let told = text(&served.get(&format!("/v1/decisions/{id}")).body);
    assert!(told.contains("T-inline") && !told.contains("欧阳") && !told.contains("MARKED-TEXT"), "{told}");
    let again = replayed(served, id);
    assert_eq!((&again["compared"], &again["not_kept"], &again["identical"]), (&json!(0), &json!(2), &json!(false)));
}

#[test]
fn an_enterprise_sees_its_own_decisions_and_orders_alone() {
    let scratch = Scratch::new("own-decisions");
    scratch.city(200, 8);
    let (own, mine) = order(&scratch, 0);
    let (other, theirs) = (0..8).map(|line| order(&scratch, line)).find(|(enterprise, _)| *enterprise != own).unwrap();
    let (own, other) = (scratch.key("enterprise", &own), scratch.key("enterprise", &other));
    let served = Served::start(&data(&scratch));
    let (own, other) = (served.as_key(&own), served.as_key(&other));
    let answer = own.post("/v1/match/candidates", &json!({"order_id": mine, "top": 3}));
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    let id = answer.json()["decision"].as_str().unwrap().to_owned();
    let hidden = own.post("/v1/match/candidates", &json!({"order_id": theirs}));
    let absent = own.post("/v1/match/candidates", &json!({"order_id": "O-nothing"}));
    assert_eq!(hidden.status, 404);
    assert_eq!(text(&hidden.body).replace(&theirs, "O-nothing"), text(&absent.body));
    for path in [format!("/v1/decisions/{id}"), format!("/v1/decisions/{id}/replay")] {
        assert_eq!(own.get(&path).status, 200);
        assert_eq!(other.get(&path).json()["code"], "decision_not_found");
        assert_eq!(served.get(&path).status, 200);
    }
    assert_eq!(other.get("/v1/decisions").json()["items"].as_array().unwrap().len(), 0);
    assert_eq!(own.get("/v1/decisions").json()["items"].as_array().unwrap().len(), 1);
}

#[test]
fn another_method_does_not_judge_an_old_decision() {
    let scratch = Scratch::new("other-method");
    scratch.city(60, 1);
    let id = {
        let served = Served::start(&data(&scratch));
        let answer = served.post("/v1/match/candidates", &json!({"order_id": "O-000001", "top": 3})).json();
        answer["decision"].as_str().unwrap().to_owned()
    };
    let catalog = scratch.path("catalog");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogs"), Path::new(&catalog));
    let method = format!("{catalog}/methods/method-2026.toml");
    let other = std::fs::read_to_string(&method).unwrap() + "\n# read again, and found the same\n";
    std::fs::write(&method, other).unwrap();
    let renewed = run(&["check", "--catalog", &catalog, "--update-manifest"]);
    assert_eq!(code(&renewed), 0, "{}", text(&renewed.stderr));
    let served = Served::launch(&data(&scratch), &["--catalog", &catalog], &[], std::process::Stdio::null());
    let refused = served.get(&format!("/v1/decisions/{id}/replay"));
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("method_not_at_hand")));
    assert_eq!(served.get(&format!("/v1/decisions/{id}")).status, 200);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let to = to.join(item.file_name());
        if item.path().is_dir() { copy(&item.path(), &to) } else { std::fs::copy(item.path(), to).map(drop).unwrap() }
    }
}

#[test]
fn the_command_line_records_what_it_shows() {
    let scratch = Scratch::new("operator");
    scratch.city(600, 1);
    let (data, orders) = (scratch.path("data"), scratch.path("city/orders.ndjson"));
    let matched = ["match", "--data", &data, "--order", &orders, "--top", "3"];
    let shown = run(&matched);
    assert_eq!(code(&shown), 0, "{}", text(&shown.stderr));
    let shown = text(&shown.stdout);
    let id = shown.split_whitespace().find(|word| word.starts_with("D-")).unwrap().to_owned();
    let told: Value = serde_json::from_slice(&run(&[&matched[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert!(told["ranking"]["decision"].as_str().unwrap() > id.as_str(), "{told}");
    let served = Served::start(Path::new(&data));
    let kept = served.get(&format!("/v1/decisions/{id}")).json();
    assert_eq!((&kept["key"], &kept["subjects"].as_array().unwrap().len()), (&json!("operator"), &3));
    assert_eq!(replayed(&served, &id)["identical"], true);
    let beside = run(&[&matched[..], &["--language", "en"]].concat());
    assert_eq!(code(&beside), 0, "{}", text(&beside.stderr));
    assert!(text(&beside.stdout).contains("not recorded"), "{}", text(&beside.stdout));
}
