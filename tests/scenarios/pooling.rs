//! `bole cohort propose` through the real binary, and the same over HTTP: classes out of many orders, the map with them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use crate::common::{Asking, Scratch, Served, code, run, text};

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
    let refused = proposed(&data, &["--node", "NOWHERE"]);
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
    over_http(&data, &whole);
    assert_eq!(told(&data, &["--save"])["pooling"], whole["pooling"]);
    nothing_is_proposed_twice(&data, &whole);
    saved(&data, &whole);
}

/// Proposing again, with the first proposals kept, gives other classes for seats that were left alone.
fn nothing_is_proposed_twice(data: &str, whole: &Value) {
    let again = told(data, &["--save"]);
    assert!(ids(&again).iter().all(|id| !ids(whole).contains(id)), "{:?}", ids(&again));
    let unpooled = list(&whole["pooling"], "unpooled").iter();
    let left: BTreeMap<&str, u64> =
        unpooled.map(|order| (order["order"].as_str().unwrap(), order["seats"].as_u64().unwrap())).collect();
    let mut taken: BTreeMap<&str, u64> = BTreeMap::new();
    for served in list(&again["pooling"], "proposals").iter().flat_map(|one| list(one, "serves")) {
        *taken.entry(served["order"].as_str().unwrap()).or_default() += served["seats"].as_u64().unwrap();
    }
    assert!(taken.iter().all(|(order, seats)| left.get(order).is_some_and(|left| seats <= left)), "{taken:?} {left:?}");
}

fn list<'v>(of: &'v Value, field: &str) -> &'v Vec<Value> {
    of[field].as_array().unwrap()
}

fn ids(told: &Value) -> Vec<&str> {
    list(&told["pooling"], "proposals")
        .iter()
        .map(|one| one["cohort"]["id"].as_str().or_else(|| one["id"].as_str()).unwrap())
        .collect()
}

/// Pools as the holder of a key; where the task is, and its result.
fn pooled(asking: Asking<'_>) -> (String, Value) {
    let asked = asking.post("/v1/cohorts/proposals", &json!({}));
    assert_eq!(asked.status, 202, "{}", text(&asked.body));
    let (place, start) = (asked.header("location").unwrap().to_owned(), Instant::now());
    loop {
        let task = asking.get(&place).json();
        match task["state"].as_str() {
            Some("done") => break,
            Some("failed") => panic!("{task}"),
            _ => assert!(start.elapsed() < PATIENCE, "{task}"),
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let result = asking.get(&format!("{place}/result?file=cohort-proposals.json")).json();
    (place, result)
}

/// A key made on the running service.
pub(crate) fn key(served: &Served, role: &str, organisation: &str) -> String {
    let made = served.post("/v1/keys", &json!({"role": role, "organisation": organisation}));
    assert_eq!(made.status, 201, "{}", text(&made.body));
    made.json()["token"].as_str().unwrap().to_owned()
}

/// The same for the bureau over HTTP, and what concerns them for an enterprise and a college.
fn over_http(data: &str, whole: &Value) {
    let served = Served::start(Path::new(data));
    let (place, result) = pooled(served.as_bureau());
    assert_eq!(ids(&result), ids(whole));
    assert_eq!(result["map"]["before"], whole["map"]["before"]);
    assert_eq!(result["words"].as_array().unwrap().len(), ids(&result).len());
    assert_eq!(result["city"][0]["demanded"], whole["map"]["before"]["demanded"]);
    assert!(result["words"].as_array().unwrap().iter().all(|words| words["adds"]["zh"].is_string()));
    assert_eq!(list(&result, "unpooled").len(), list(&result["pooling"], "unpooled").len());
    assert!(list(&result, "unpooled").iter().all(|order| order["title"]["zh"].is_string() && order["why"]["en"] != ""));
    assert_eq!(served.post("/v1/cohorts/proposals", &json!({"edition": "nowhere"})).status, 404);
    assert_eq!(served.post("/v1/cohorts/proposals", &json!({"when": "now"})).status, 422);
    an_enterprise_reads(&served, whole, &place);
    a_college_reads(&served, whole);
}

/// Enterprises whose orders a class serves.
fn enterprises(proposal: &Value) -> BTreeSet<&str> {
    list(proposal, "serves").iter().map(|served| served["enterprise"].as_str().unwrap()).collect()
}

/// A class that few enterprises share, and one of them.
fn shared(whole: &Value) -> (&Value, &str) {
    let mut proposals = list(&whole["pooling"], "proposals").iter();
    let class = proposals.find(|one| (2..4).contains(&enterprises(one).len())).unwrap();
    (class, enterprises(class).into_iter().next().unwrap())
}

/// One of the enterprises of a class tries to learn what the others take of it: from its proposals and all around them.
fn an_enterprise_reads(served: &Served, whole: &Value, of_bureau: &str) {
    let (class, own) = shared(whole);
    let token = key(served, "enterprise", own);
    let reader = served.as_key(&token);
    let (place, told) = pooled(reader);
    let concern = |one: &&Value| enterprises(one).contains(own);
    let mut concerned: Vec<&str> = list(&whole["pooling"], "proposals")
        .iter()
        .filter(concern)
        .map(|one| one["cohort"]["id"].as_str().unwrap())
        .collect();
    concerned.sort_unstable();
    assert_eq!(ids(&told), concerned);
    let id = &class["cohort"]["id"];
    let seen = list(&told["pooling"], "proposals").iter().find(|one| one["id"] == *id).unwrap();
    let taken = |of: &Value, field: &str| -> Vec<(Value, Value)> {
        let own_of = list(of, field).iter().filter(|served| served["enterprise"] == own);
        own_of.map(|served| (served["order"].clone(), served["seats"].clone())).collect()
    };
    assert_eq!(taken(seen, "own"), taken(class, "serves"));
    assert_eq!((list(seen, "own").len(), &seen["others"]), (taken(class, "serves").len(), &Value::Null));
    assert_eq!(seen["hours"], class["hours"]);
    let (seats, most) = (class["cohort"]["seats_max"].as_u64(), seen["seats_max"].as_u64());
    assert!(most >= seats && most >= Some(30), "the form's bounds, not the class's {seats:?}: {most:?}");
    assert!(told["map"]["after"].is_null() && told["pooling"]["value"].is_null() && seen["value"].is_null());
    for order in list(&told["pooling"], "unpooled") {
        assert_eq!(order["enterprise"], own);
        assert!(order["why"]["kind"] != "too_few" || order["why"]["seats"].is_null(), "{order}");
    }
    let all = told.to_string();
    for other in list(class, "serves").iter().filter(|served| served["enterprise"] != own) {
        let (order, enterprise) = (other["order"].as_str().unwrap(), other["enterprise"].as_str().unwrap());
        assert!(!all.contains(order) && !all.contains(enterprise), "{order} {enterprise} in {all}");
        assert_eq!(reader.get(&format!("/v1/orders/{order}")).status, 404);
        let stranger = key(served, "enterprise", enterprise);
        for path in [&place, &format!("{place}/result")] {
            assert_eq!(served.as_key(&stranger).get(path).status, 404, "{path}");
        }
    }
    for path in [of_bureau, &format!("{of_bureau}/result")] {
        assert_eq!(reader.get(path).status, 404, "{path}");
    }
    assert_eq!(list(&reader.get("/v1/tasks").json(), "items").len(), 1);
    assert_eq!(reader.get(&format!("{place}/rejected")).status, 403);
}

fn a_college_reads(served: &Served, whole: &Value) {
    let proposals = || list(&whole["pooling"], "proposals").iter();
    let many = proposals().find(|one| enterprises(one).len() >= 3).unwrap();
    let college = many["cohort"]["college"].as_str().unwrap();
    let token = key(served, "college", college);
    let (_, told) = pooled(served.as_key(&token));
    assert!(list(&told["pooling"], "unpooled").is_empty());
    let all = told.to_string();
    for one in proposals() {
        let id = one["cohort"]["id"].as_str().unwrap();
        assert!(enterprises(one).iter().all(|enterprise| !all.contains(enterprise)), "{all}");
        let seen = list(&told["pooling"], "proposals").iter().find(|seen| seen["id"] == id);
        assert_eq!(seen.is_some(), one["cohort"]["college"] == college, "{id}");
        let Some(seen) = seen else { continue };
        let seats: u64 = list(one, "serves").iter().filter_map(|served| served["seats"].as_u64()).sum();
        let sum = (enterprises(one).len() >= 3).then_some(seats);
        assert_eq!((seen["others"]["seats"].as_u64(), list(seen, "own").len()), (sum, 0), "{seen}");
    }
}

/// Proposals on record: the bureau reads all of them, an enterprise that is named its own share.
fn saved(data: &str, whole: &Value) {
    let served = Served::start(Path::new(data));
    let (class, own) = shared(whole);
    let path = format!("/v1/cohorts/{}", class["cohort"]["id"].as_str().unwrap());
    let kept = served.get(&path);
    assert_eq!((kept.status, kept.json()["status"].as_str()), (200, Some("proposed")));
    assert_eq!(kept.json()["seats_max"], class["cohort"]["seats_max"]);
    let token = key(&served, "enterprise", own);
    let reader = served.as_key(&token);
    let listed = reader.get("/v1/cohorts?limit=100").json();
    let listed = list(&listed, "items").iter().find(|item| item["record"]["id"] == class["cohort"]["id"]).unwrap();
    let seen = reader.get(&path).json();
    assert_eq!(listed["record"], seen);
    assert!(list(&seen, "shares").iter().all(|share| share["enterprise"] == own), "{seen}");
    assert!(seen["seats_max"].is_null(), "less its own seats these are the others': {seen}");
    let said = reader.post(&format!("{path}/agreements"), &json!({}));
    assert_eq!((said.status, said.json()["seats_max"].as_u64()), (200, None), "{}", text(&said.body));
    assert_eq!(list(&said.json(), "agreements").len(), 1);
}
