//! The life of an edition through the real service: compiled, reviewed, written, published, mapped again to the same
//! bytes, compared; and the same on the command line.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::common::{Answer, Scratch, Served, code, run, text};

/// How long a task may take on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(300);
const PEOPLE: u32 = 300;
const ORDERS: u32 = 40;
/// The edition of the catalog, and the one that follows it here.
const LAST: &str = "qingyuan-2026";
const NEXT: &str = "qingyuan-2027";

fn good(answer: &Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{} {}", answer.status, text(&answer.body));
    answer.json()
}

/// Waits for a task that was asked for.
fn done(served: &Served, begun: &Answer) -> Value {
    assert_eq!(begun.status, 202, "{}", text(&begun.body));
    let (place, start) = (begun.header("location").unwrap(), Instant::now());
    loop {
        let task = served.get(place).json();
        if !["queued", "running"].contains(&task["state"].as_str().unwrap()) {
            assert_eq!(task["state"], "done", "{task}");
            return task;
        }
        assert!(start.elapsed() < PATIENCE, "{task}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn ask(served: &Served, path: &str, body: &Value) -> Value {
    done(served, &served.post(path, body))
}

fn result(served: &Served, task: &Value, file: &str) -> Vec<u8> {
    let answer = served.get(&format!("/v1/tasks/{}/result?file={file}", task["id"].as_str().unwrap()));
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    answer.body
}

fn city(scratch: &Scratch) -> Served {
    scratch.city(PEOPLE, ORDERS);
    Served::start(Path::new(&scratch.path("data")))
}

fn compiled(served: &Served) -> Vec<Value> {
    ask(served, "/v1/editions", &json!({"id": NEXT, "as_of": "2026-12-01"}));
    let changes = good(&served.get(&format!("/v1/editions/{NEXT}/changes")));
    changes["items"].as_array().unwrap().clone()
}

fn accept_all(served: &Served) {
    good(&served.post(&format!("/v1/editions/{NEXT}/changes"), &json!({"verdict": "accepted"})));
}

fn status(served: &Served, id: &str) -> String {
    good(&served.get(&format!("/v1/editions/{id}")))["status"].as_str().unwrap().to_owned()
}

fn hashes(task: &Value) -> Vec<String> {
    task["files"].as_array().unwrap().iter().map(|file| file["sha256"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_edition_is_compiled_reviewed_published_and_mapped_again_to_the_same_bytes() {
    let scratch = Scratch::new("editions");
    let served = city(&scratch);
    unlisted(&served);
    astray(&served);
    let changes = compiled(&served);
    let told = good(&served.get(&format!("/v1/editions/{NEXT}/changes")));
    assert_eq!((&told["of"], &told["looked_at"]), (&json!(changes.len()), &json!(0)));
    assert_eq!(told["states"], json!({"proposed": changes.len()}));
    assert!(!changes.is_empty() && changes.iter().all(|change| change["state"] == "proposed"));
    assert!(changes.iter().all(|change| !change["reasons"].as_array().unwrap().is_empty()));
    for change in &changes {
        let (reasons, sentences) = (change["reasons"].as_array().unwrap(), change["sentences"].as_array().unwrap());
        assert_eq!(reasons.len(), sentences.len());
        let told = |seats: &Value| sentences[0]["zh"].as_str().unwrap().contains(&seats.to_string());
        assert!(reasons[0]["seats"].is_null() || told(&reasons[0]["seats"]), "{change}");
        assert!(change["before"].is_null() || change["chain"]["name"]["en"].is_string(), "{change}");
    }

    // Nothing is published that nobody looked at.
    let refused = served.post(&format!("/v1/editions/{NEXT}/publish"), &json!({}));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("changes_not_reviewed")));

    // One is dropped: the position stands as it did. One is written otherwise. The rest is accepted.
    let changed: Vec<&Value> = changes.iter().filter(|change| change["kind"] == "changed").collect();
    let (dropped, edited) = (changed[0]["entry"].as_str().unwrap(), changed[1]["entry"].as_str().unwrap());
    let path = format!("/v1/editions/{NEXT}/changes/{dropped}");
    good(&served.post(&path, &json!({"verdict": "dropped", "reason": "企业已撤回"})));
    let mut entry = changed[1]["after"].clone();
    entry["headcount"] = json!(77);
    let path = format!("/v1/editions/{NEXT}/entries/{edited}");
    let json_body = [("content-type", "application/json")];
    let written = served.ask("PUT", &path, &json_body, &entry.to_string());
    assert_eq!(written.status, 204, "{}", text(&written.body));
    entry["demand"]["nodes"] = json!(["NOWHERE"]);
    let wrong = served.ask("PUT", &path, &json_body, &entry.to_string());
    assert_eq!((wrong.status, wrong.json()["errors"][0]["field"].as_str()), (422, Some("demand.nodes[0]")));
    accept_all(&served);
    let entries = good(&served.get(&format!("/v1/editions/{NEXT}")))["entries"].clone();
    let find = |id: &str| entries.as_array().unwrap().iter().find(|entry| entry["id"] == id).cloned();
    assert_eq!(find(dropped).as_ref(), changed[0].get("before"));
    assert_eq!(find(edited).unwrap()["headcount"], 77);

    let drawn = ask(&served, &format!("/v1/editions/{NEXT}/map"), &json!({}));
    let published = ask(&served, &format!("/v1/editions/{NEXT}/publish"), &json!({}));
    assert_eq!((status(&served, NEXT).as_str(), status(&served, LAST).as_str()), ("published", "superseded"));
    // The plan does not depend on where the edition stands; the head of the map says where.
    assert_eq!(hashes(&drawn)[1], hashes(&published)[1]);

    // Records move on; the edition does not.
    let stranger = json!({"id": "T-new", "name": "新人", "skills": [{"text": "PLC编程", "level": 5}]});
    assert!(served.ask("PUT", "/v1/profiles/T-new?wait=indexed", &json_body, &stranger.to_string()).status < 300);
    let order = good(&served.get("/v1/orders?limit=1"))["items"][0]["record"]["id"].as_str().unwrap().to_owned();
    let withdrawn = json!({"to": "withdrawn", "reason": "enterprise_cancelled"});
    good(&served.post(&format!("/v1/orders/{order}/transitions"), &withdrawn));
    let again = ask(&served, &format!("/v1/editions/{NEXT}/map"), &json!({}));
    assert_eq!(again["again"]["identical"], true, "{again}");
    for file in ["map.json", "plan.json"] {
        assert_eq!(result(&served, &again, file), result(&served, &published, file), "{file}");
    }
    assert_eq!(hashes(&again), hashes(&published));

    // One way.
    let refused = served.post(&format!("/v1/editions/{NEXT}/publish"), &json!({}));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("edition_published")));
    let refused = served.ask("PUT", &path, &json_body, &find(edited).unwrap().to_string());
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("edition_published")));
    let refused = served.post(&format!("/v1/editions/{NEXT}/changes"), &json!({"verdict": "dropped"}));
    assert_eq!(refused.status, 409);
    let refused = served.post("/v1/editions", &json!({"id": NEXT}));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("edition_exists")));

    // The order that no position covered belongs to the one that came for it.
    let came = changes.iter().find(|change| change["orders"] == json!(["O-extra"])).unwrap();
    assert_eq!((&came["kind"], &came["reasons"][0]["kind"]), (&json!("came"), &json!("unlisted")));
    assert_eq!(good(&served.get("/v1/orders/O-extra"))["entry"], came["entry"]);

    differs(&served, edited, dropped);
    reads(&served);
    // The next start works with the new edition, and leaves the old one superseded.
    drop(served);
    let served = Served::start(Path::new(&scratch.path("data")));
    assert_eq!(good(&served.get("/v1/editions/current"))["id"], NEXT);
    assert_eq!((status(&served, NEXT).as_str(), status(&served, LAST).as_str()), ("published", "superseded"));
    assert_eq!(ask(&served, &format!("/v1/editions/{NEXT}/map"), &json!({}))["again"]["identical"], true);
}

/// An order of what no position lists.
fn unlisted(served: &Served) {
    let mut order = good(&served.get("/v1/orders?limit=1"))["items"][0]["record"].clone();
    let fields = order.as_object_mut().unwrap();
    for field in ["entry", "valid_until", "posted"] {
        fields.remove(field);
    }
    fields.insert("id".into(), json!("O-extra"));
    fields.insert("seats".into(), json!(5));
    fields.insert("status".into(), json!("open"));
    fields.insert("filled".into(), json!(0));
    order["demand"]["title"] = json!({"zh": "无人机飞手", "en": "Drone pilot"});
    order["demand"].as_object_mut().unwrap().remove("occupation");
    let written = served.ask("PUT", "/v1/orders/O-extra", &[("content-type", "application/json")], &order.to_string());
    assert!(written.status < 300, "{}", text(&written.body));
}

/// An order of a position at one node that names another: its seats are the position's.
fn astray(served: &Served) {
    let orders = good(&served.get("/v1/orders?limit=100"));
    let mut order = orders["items"][0]["record"].clone();
    let entry = good(&served.get("/v1/entries/NFM-P01"));
    order["id"] = json!("O-astray");
    order["entry"] = entry["id"].clone();
    order["demand"]["nodes"] = json!(["POL-U1"]);
    assert_ne!(entry["demand"]["nodes"][0], "POL-U1");
    let written = served.ask("PUT", "/v1/orders/O-astray", &[("content-type", "application/json")], &order.to_string());
    assert!(written.status < 300, "{}", text(&written.body));
}

/// What the difference of the two editions tells.
fn differs(served: &Served, edited: &str, dropped: &str) {
    let diff = good(&served.get(&format!("/v1/editions/{NEXT}/diff?from={LAST}")));
    let entries = diff["entries"].as_array().unwrap();
    let of = |id: &str| entries.iter().find(|change| change["entry"] == id);
    assert_eq!(of(edited).unwrap()["headcount"][1], 77);
    assert!(of(dropped).is_none());
    // The first edition was never mapped: no effects.
    assert_eq!(diff["effects"], json!([]));
}

/// The map as it is read, down to a node.
fn reads(served: &Served) {
    let map = good(&served.get(&format!("/v1/editions/{NEXT}/map")));
    assert!(map["pain_points"].as_array().unwrap().iter().all(|point| point["facts"] == json!([])));
    let nodes = map["nodes"].as_array().unwrap();
    for node in nodes.iter().filter(|node| node["count"]["demanded"].as_u64() > Some(0)) {
        let told = good(&served.get(&format!("/v1/editions/{NEXT}/map/nodes/{}", node["id"].as_str().unwrap())));
        assert_eq!(&told["node"], node);
        let openings = told["openings"].as_array().unwrap();
        let demanded: u64 = openings.iter().map(|opening| opening["count"]["demanded"].as_u64().unwrap()).sum();
        assert_eq!(Some(demanded), node["count"]["demanded"].as_u64(), "{}", node["id"]);
    }
    assert_eq!(good(&served.get(&format!("/v1/editions/{NEXT}/plan")))["edition"], NEXT);
    assert_eq!(served.get(&format!("/v1/editions/{NEXT}/map/nodes/NOWHERE")).status, 404);
    assert_eq!(served.get("/v1/editions/nothing/map").status, 404);
}

#[test]
fn outsiders_see_published_maps_without_people_and_no_drafts() {
    let scratch = Scratch::new("editions-roles");
    scratch.city(PEOPLE, ORDERS);
    let keys = ["enterprise", "college"].map(|role| scratch.key(role, &format!("X-{role}")));
    let served = Served::start(Path::new(&scratch.path("data")));
    compiled(&served);
    for key in &keys {
        for path in ["", "/map"] {
            assert_eq!(served.as_key(key).get(&format!("/v1/editions/{NEXT}{path}")).status, 404, "{path}");
        }
        assert!(!text(&served.as_key(key).get("/v1/editions").body).contains(NEXT));
    }
    accept_all(&served);
    ask(&served, &format!("/v1/editions/{NEXT}/publish"), &json!({}));
    for key in &keys {
        let map = good(&served.as_key(key).get(&format!("/v1/editions/{NEXT}/map")));
        assert!(map["pain_points"].as_array().unwrap().iter().all(|point| point["facts"] == json!([])));
        for (list, field) in
            [("nodes", "workers"), ("entries", "reachable"), ("pain_points", "people"), ("transfers", "people")]
        {
            let counts = map[list].as_array().unwrap().iter().map(|item| &item[field]);
            assert!(counts.clone().any(Value::is_null), "{list}: nothing is withheld");
            assert!(counts.filter_map(Value::as_u64).all(|people| people == 0 || people >= 5), "{list}");
        }
        for denied in ["plan", "map/nodes/NFM-U1", "changes"] {
            assert_eq!(served.as_key(key).get(&format!("/v1/editions/{NEXT}/{denied}")).status, 403, "{denied}");
        }
    }
}

#[test]
fn an_erased_person_leaves_the_kept_map_and_mapping_again_says_so() {
    let scratch = Scratch::new("editions-erased");
    let served = city(&scratch);
    compiled(&served);
    accept_all(&served);
    let published = ask(&served, &format!("/v1/editions/{NEXT}/publish"), &json!({}));
    let plan: Value = serde_json::from_slice(&result(&served, &published, "plan.json")).unwrap();
    let seats = plan["openings"].as_array().unwrap().iter().flat_map(|opening| opening["filled"].as_array().unwrap());
    let person = seats.map(|seat| &seat["by"]).find(|by| by["kind"] == "talent").unwrap()["id"].as_str().unwrap();
    assert_eq!(served.ask("DELETE", &format!("/v1/profiles/{person}"), &[], "").status, 204);

    let again = ask(&served, &format!("/v1/editions/{NEXT}/map"), &json!({}));
    let told = &again["again"];
    assert_eq!((told["identical"].as_bool(), told["erased"].as_u64()), (Some(false), Some(1)), "{again}");
    assert_ne!(told["inputs_published"], told["inputs_read"]);
    // What was published stands, under a pseudonym.
    let quoted = format!("\"{person}\"");
    for file in ["map.json", "plan.json"] {
        assert!(!text(&result(&served, &again, file)).contains(&quoted), "{file}");
    }
    let kept: Value = serde_json::from_slice(&result(&served, &again, "plan.json")).unwrap();
    assert_eq!(kept["count"], plan["count"]);
    assert_eq!(good(&served.get(&format!("/v1/editions/{NEXT}")))["map"]["erased"], 1);
}

#[test]
fn a_change_is_tried_on_an_edition() {
    let scratch = Scratch::new("editions-what-if");
    let served = city(&scratch);
    let path = format!("/v1/editions/{LAST}/what-if");
    let opening = json!({"kind": "entry", "id": "NFM-P01"});
    let task = ask(&served, &path, &json!({"kind": "mode", "opening": opening, "mode": "flexible"}));
    let moved: Value = serde_json::from_slice(&result(&served, &task, "what-if.json")).unwrap();
    let open = |side: &str| moved[side]["unreached"].as_u64().unwrap();
    assert!(moved["before"]["demanded"] == moved["after"]["demanded"] && open("after") <= open("before"), "{moved}");

    let asked = json!({"kind": "relax", "opening": opening, "requirement": 99});
    let begun = served.post(&path, &asked);
    let (place, start) = (begun.header("location").unwrap(), Instant::now());
    let failed = loop {
        let task = served.get(place).json();
        if task["state"] == "failed" {
            break task;
        }
        assert!(start.elapsed() < PATIENCE, "{task}");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(failed["error"].as_str().unwrap().contains("requirement"), "{failed}");
    assert_eq!(served.post(&path, &json!({"kind": "dance"})).status, 422);
}

#[test]
fn the_command_line_walks_the_same_road() {
    let scratch = Scratch::new("editions-cli");
    scratch.city(PEOPLE, ORDERS);
    let data = scratch.path("data");
    let bole = |args: &[&str]| {
        let (command, rest) = args.split_first().unwrap();
        let done = run(&[&["edition", command, "--data", &data, "--format", "json"], rest].concat());
        assert_eq!(code(&done), 0, "{args:?}: {}", text(&done.stderr));
        text(&done.stdout)
    };
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let changes = read(&bole(&["compile", NEXT, "--as-of", "2026-12-01"]));
    assert!(!changes.as_array().unwrap().is_empty());
    let early = run(&["edition", "publish", "--data", &data, NEXT, "--language", "en"]);
    assert!(code(&early) == 1 && text(&early.stderr).contains("review"), "{}", text(&early.stderr));
    bole(&["review", NEXT, "--accept"]);
    let published = read(&bole(&["publish", NEXT]));
    let again = read(&bole(&["map", NEXT]));
    assert_eq!((&again["files"], &again["again"]["identical"]), (&published["files"], &json!(true)));
    let listed = bole(&["list"]);
    let stands: Vec<Value> = listed.lines().map(read).map(|head| head["status"].clone()).collect();
    assert_eq!(stands, ["superseded", "published"]);
    // What is mapped and planned is what is in force.
    let now = |command: &str| read(&text(&run(&[command, "--data", &data, "--format", "json"]).stdout));
    assert_eq!((&now("map")["head"]["edition"], &now("plan")["plan"]["edition"]), (&json!(NEXT), &json!(NEXT)));
    let diff = read(&bole(&["diff", LAST, NEXT]));
    assert!(!diff["entries"].as_array().unwrap().is_empty());
    // As people read it, in both languages.
    for language in ["zh", "en"] {
        for args in [vec!["list"], vec!["show", NEXT], vec!["changes", NEXT], vec!["diff", LAST, NEXT]] {
            let (command, rest) = args.split_first().unwrap();
            let shown = run(&[&["edition", command, "--data", &data, "--language", language], rest].concat());
            assert_eq!(code(&shown), 0, "{}", text(&shown.stderr));
            assert!(!shown.stdout.is_empty(), "{command}");
        }
    }
    let unknown = run(&["edition", "show", "--data", &data, "nothing"]);
    assert!(code(&unknown) == 2 && text(&unknown.stderr).contains("nothing"));
}
