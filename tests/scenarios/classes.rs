//! The life of a class through the real service and the real command: proposed, agreed by its parties and nobody else,
//! taught, counted once, graduated, placed.

use std::path::Path;

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, code, run, text};

const CLASS: &str = "/v1/cohorts/K-1";
const PEOPLE: [&str; 6] = ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6"];

fn good(answer: &Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{} {}", answer.status, text(&answer.body));
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

fn refused(answer: &Answer, status: u16, field: &str) {
    let problem = answer.json();
    let told = problem["errors"][0]["field"].as_str().unwrap_or_default();
    assert_eq!((answer.status, told), (status, field), "{}", text(&answer.body));
}

fn put(asking: Asking<'_>, path: &str, body: &Value) -> Answer {
    asking.ask("PUT", path, &[("content-type", "application/json")], &body.to_string())
}

fn agree(asking: Asking<'_>, body: &Value) -> Answer {
    asking.post(&format!("{CLASS}/agreements"), body)
}

fn step(asking: Asking<'_>, to: &str, reason: &str, on: &str) -> Answer {
    asking.post(&format!("{CLASS}/transitions"), &json!({"to": to, "reason": reason, "on": on}))
}

fn order() -> Value {
    json!({"id": "O-1", "seats": 9, "status": "open", "enterprise": {"id": "E-1", "name": {"zh": "甲", "en": "A"}},
        "demand": {"title": {"zh": "模具工", "en": "Toolmaker"}, "category": "youth", "nodes": ["NFM-M1"],
            "requirements": [{"need": {"kind": "skill", "skill": "plc", "level": 3}, "hardness": "must"}],
            "due": "2026-10-01"}})
}

fn class(more: &Value) -> Value {
    let mut class = json!({
        "id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": "订单班", "en": "Class"}, "form": "order_class",
        "shares": [{"enterprise": "E-1", "order": "O-1", "seats": 6}, {"enterprise": "E-2", "seats": 3}],
        "seats_min": 6, "seats_max": 9, "start": "2023-09-01", "ready": "2026-07-01", "status": "proposed",
        "synthetic": true
    });
    class.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    class
}

/// A college, two enterprises with shares and one without, another college, and the bureau.
struct House {
    scratch: Scratch,
    keys: [String; 5],
    served: Served,
}

impl House {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        let organisations = [
            ("college", "C-1"),
            ("enterprise", "E-1"),
            ("enterprise", "E-2"),
            ("enterprise", "E-3"),
            ("college", "C-2"),
        ];
        let keys = organisations.map(|(role, id)| scratch.key(role, id));
        let served = Served::start(Path::new(&scratch.path("data")));
        let house = Self { scratch, keys, served };
        let (bureau, college) = (house.served.as_bureau(), house.of(0));
        good(&put(bureau, "/v1/orders/O-1", &order()));
        let programme = json!({"id": "P-1", "college": "C-1", "name": {"zh": "模具", "en": "Tooling"}, "seats": 45,
            "major": "v460301", "skills": [{"skill": "plc", "level": 3}]});
        good(&put(college, "/v1/programmes/P-1", &programme));
        refused(&put(college, CLASS, &class(&json!({"status": "agreed"}))), 422, "status");
        good(&put(college, CLASS, &class(&json!({}))));
        house
    }

    fn of(&self, number: usize) -> Asking<'_> {
        self.served.as_key(&self.keys[number])
    }

    /// The word of all three parties.
    fn agree(&self) {
        for party in 0..3 {
            good(&agree(self.of(party), &json!({})));
        }
    }

    /// Six people with seats in the class, ready for the order themselves.
    fn enrol(&self, people: &[&str]) {
        for id in people {
            let person = json!({"id": id, "residence": "441800", "skills": [{"skill": "plc", "level": 3}],
                "preferences": {"available_from": "2026-01-01"}, "cohort": "K-1", "synthetic": true});
            good(&put(self.served.as_bureau(), &format!("/v1/profiles/{id}"), &person));
        }
    }

    /// Who fills the order on a day, by the plan.
    fn filled(&self, day: &str) -> Vec<Value> {
        let data = self.scratch.path("data");
        let told = run(&["plan", "--data", &data, "--as-of", day, "--format", "json"]);
        assert_eq!(code(&told), 0, "{}", text(&told.stderr));
        let told: Value = serde_json::from_slice(&told.stdout).unwrap();
        let openings = told["plan"]["openings"].as_array().unwrap();
        let opening = openings.iter().find(|opening| opening["id"]["id"] == "O-1").unwrap();
        opening["filled"].as_array().unwrap().clone()
    }
}

#[test]
fn a_class_is_agreed_by_its_parties_and_by_nobody_else() {
    let house = House::new("class-agreed");
    let (bureau, college, one, two) = (house.served.as_bureau(), house.of(0), house.of(1), house.of(2));
    for stranger in [house.of(3), house.of(4)] {
        refused(&agree(stranger, &json!({})), 404, "");
        refused(&stranger.ask("DELETE", &format!("{CLASS}/agreements/E-1"), &[], ""), 404, "");
    }
    refused(&agree(one, &json!({"organisation": "E-2"})), 422, "organisation");
    refused(&agree(one, &json!({"on": "2023-01-01"})), 422, "on");
    refused(&agree(bureau, &json!({"organisation": "E-1"})), 422, "note");
    refused(&agree(bureau, &json!({"organisation": "E-3", "note": "已签约"})), 422, "organisation");
    good(&agree(two, &json!({})));
    let seen = good(&agree(one, &json!({"refusal": "dates", "note": "太晚"})));
    assert_eq!(seen["agreements"].as_array().unwrap().len(), 1, "an enterprise sees no other's word: {seen}");
    assert_eq!((&seen["shares"].as_array().unwrap().len(), &seen["agreements"][0]["refusal"]), (&1, &json!("dates")));
    assert_eq!(good(&agree(college, &json!({})))["status"], "proposed");
    let late = json!({"organisation": "E-1", "note": "已签约", "on": "2023-06-01"});
    let agreed = good(&agree(bureau, &late));
    assert_eq!((&agreed["status"], agreed["agreements"].as_array().unwrap().len()), (&json!("agreed"), 3));
    refused(&agree(one, &json!({"refusal": "cost"})), 422, "status");
    refused(&one.ask("DELETE", &format!("{CLASS}/agreements/E-1"), &[], ""), 422, "status");

    // Other terms: the word of the college and of the enterprise whose share it is fall away.
    let shares = json!([{"enterprise": "E-1", "order": "O-1", "seats": 6}, {"enterprise": "E-2", "seats": 2}]);
    good(&put(college, CLASS, &class(&json!({"status": "agreed", "shares": shares}))));
    let stands = good(&bureau.get(CLASS));
    assert_eq!((&stands["status"], &stands["agreements"][0]["organisation"]), (&json!("proposed"), &json!("E-1")));
    assert_eq!(stands["agreements"].as_array().unwrap().len(), 1);
    let back = |reason: &str| bureau.ask("DELETE", &format!("{CLASS}/agreements/E-1{reason}"), &[], "");
    refused(&back(""), 400, "reason");
    assert_eq!(good(&back("?reason=withdrawn"))["agreements"], Value::Null);
}

#[test]
fn a_class_walks_from_proposal_to_work_and_its_people_count_once() {
    let house = House::new("class-life");
    let (bureau, college, one, two) = (house.served.as_bureau(), house.of(0), house.of(1), house.of(2));
    refused(&step(college, "agreed", "party_agreed", "2023-08-01"), 422, "to");
    let due = good(&one.get("/v1/cohorts/reminders?as_of=2023-08-15&days=30"));
    assert_eq!(
        (&due["items"][0]["lacks"], &due["items"][0]["waits_for"]),
        (&json!("agreement"), &json!(["C-1", "E-1"]))
    );
    house.agree();
    refused(&step(one, "enrolling", "enrolment_opened", "2023-08-15"), 403, "");
    refused(&step(college, "enrolling", "enrolment_opened", "2023-09-02"), 422, "on");
    good(&step(college, "enrolling", "enrolment_opened", "2023-08-15"));
    let stray = json!({"id": "T-9", "cohort": "K-9"});
    refused(&put(bureau, "/v1/profiles/T-9", &stray), 422, "cohort");
    house.enrol(&PEOPLE[..5]);
    refused(&step(college, "running", "teaching_began", "2023-09-01"), 422, "enrolled");
    house.enrol(&PEOPLE);
    good(&step(college, "running", "teaching_began", "2023-09-01"));
    let fewer = class(&json!({"status": "running", "seats_max": 10}));
    refused(&put(college, CLASS, &fewer), 422, "seats_max");

    // Six people in a class of nine: of its share for the order four come, with their day, and nobody beside them.
    let filled = house.filled("2026-03-01");
    let by: Vec<_> = filled.iter().map(|seat| (&seat["by"]["kind"], &seat["route"]["ready"])).collect();
    assert_eq!(by, [(&json!("cohort"), &json!("2026-07-01")); 4]);

    let none = good(&college.get(&format!("{CLASS}/placements")));
    assert_eq!((&none["enrolled"], &none["placed"]), (&json!(6), &json!([])));
    refused(&step(college, "graduated", "completed", "2026-06-30"), 422, "on");
    good(&step(college, "graduated", "completed", "2026-07-01"));
    let graduate = good(&bureau.get("/v1/profiles/T-1"));
    assert_eq!(graduate["schooling"][0]["graduation"], "2026-07");
    assert_eq!(graduate["schooling"][0]["major"], "v460301");
    let past = good(&bureau.get("/v1/profiles/T-1/history"));
    assert!(past["items"][1]["reason"].as_str().unwrap().contains("completed"), "{past}");
    let filled = house.filled("2026-07-10");
    assert!(filled.iter().all(|seat| seat["by"]["kind"] == "talent"), "{filled:?}");

    for (number, id) in PEOPLE.iter().enumerate() {
        let started = json!({"id": format!("R-{number}"), "talent": id, "organisation": "E-1", "date": "2026-07-15",
            "event": {"kind": "started"}});
        good(&put(one, &format!("/v1/outcomes/R-{number}"), &started));
    }
    good(&step(college, "placed", "placements_settled", "2026-09-01"));
    let told = good(&college.get(&format!("{CLASS}/placements?as_of=2026-11-01")));
    assert_eq!((&told["placed"][0]["enterprise"], &told["placed"][0]["open"]), (&json!("E-1"), &json!(6)));
    assert_eq!((&told["placed"][1]["began"], &told["unplaced"]), (&json!(0), &json!(0)));
    let own = good(&two.get(&format!("{CLASS}/placements?as_of=2026-11-01")));
    assert_eq!(own["placed"].as_array().unwrap().len(), 1);
    assert_eq!(own["placed"][0]["enterprise"], "E-2");

    let past = good(&college.get(&format!("{CLASS}/history")));
    let road = |step: &Value| (step["from"].clone(), step["to"].clone(), step["reason"].clone());
    let road: Vec<_> = past["items"].as_array().unwrap().iter().map(road).collect();
    let (agreed, proposed) = (json!("agreed"), json!("proposed"));
    assert_eq!(road[3], (proposed, agreed.clone(), json!("party_agreed")));
    assert_eq!(road[4], (agreed, json!("enrolling"), json!("enrolment_opened")));
    assert_eq!(road[7], (json!("graduated"), json!("placed"), json!("placements_settled")));
    assert_eq!((&past["items"][7]["on"], road.len()), (&json!("2026-09-01"), 8));

    refused(&college.ask("DELETE", CLASS, &[], ""), 422, "status");
    let kept = bureau.ask("DELETE", CLASS, &[], "");
    assert_eq!((kept.status, &kept.json()["code"]), (409, &json!("reference_broken")));
    // Who is erased leaves the class; four are too few to be counted.
    for (gone, told) in [("T-1", json!(5)), ("T-2", Value::Null)] {
        assert_eq!(bureau.ask("DELETE", &format!("/v1/profiles/{gone}"), &[], "").status, 204);
        assert_eq!(good(&college.get(&format!("{CLASS}/placements")))["enrolled"], told, "{gone}");
    }
}

#[test]
fn the_command_line_speaks_for_parties_and_moves_classes() {
    let scratch = Scratch::new("class-cli");
    scratch.city(60, 2);
    let (data, city) = (scratch.path("data"), scratch.path("city"));
    let files = ["organisations", "programmes", "cohorts"].map(|name| format!("{city}/{name}.ndjson"));
    let taken = run(&["import", "--data", &data, &files[0], &files[1], &files[2]]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    let cohort = |words: &[&str]| run(&[&["cohort", words[0], "--data", &data], &words[1..]].concat());
    let read = |words: &[&str]| -> Value {
        let told = cohort(&[words, &["--format", "json"]].concat());
        assert_eq!(code(&told), 0, "{}", text(&told.stderr));
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let proposed = read(&["list", "--status", "proposed", "--limit", "100"]);
    let shared = |item: &&Value| item["record"]["shares"].as_array().is_some_and(|shares| !shares.is_empty());
    let class = proposed.as_array().unwrap().iter().find(shared).unwrap()["record"].clone();
    let id = class["id"].as_str().unwrap();
    let lonely = cohort(&["agree", id, "--party", class["college"].as_str().unwrap()]);
    assert_eq!(code(&lonely), 2, "{}", text(&lonely.stderr));
    assert!(text(&lonely.stderr).contains("note"), "{}", text(&lonely.stderr));
    let mut parties = vec![class["college"].as_str().unwrap()];
    parties.extend(class["shares"].as_array().unwrap().iter().map(|share| share["enterprise"].as_str().unwrap()));
    parties.dedup();
    for party in &parties {
        let told = cohort(&["agree", id, "--party", party, "--note", "已签约"]);
        assert_eq!(code(&told), 0, "{}", text(&told.stderr));
    }
    assert_eq!(read(&["show", id])["record"]["status"], "agreed");
    let early = cohort(&["step", id, "--to", "running", "--reason", "teaching_began"]);
    assert_eq!(code(&early), 2);
    assert!(text(&early.stderr).contains("enrolling, cancelled"), "{}", text(&early.stderr));
    let moved = cohort(&["step", id, "--to", "cancelled", "--reason", "demand_gone", "--note", "停产"]);
    assert!(text(&moved.stdout).contains("agreed → cancelled"), "{}", text(&moved.stdout));
    let due = read(&["reminders", "--as-of", "2027-08-15", "--days", "366"]);
    let due = due.as_array().unwrap();
    assert!(!due.is_empty() && due.iter().all(|item| item["id"] != id && item["lacks"].is_string()), "{due:?}");
}
