//! The seat plan over HTTP: kept as a decision, made again from the records, and no college learns of another's classes.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, code, run, text};

struct Town {
    served: Served,
    keys: [String; 3],
    _scratch: Scratch,
}

impl Town {
    /// Two colleges with a class each, and three people: two wish for the one seat of the first, one of them and another
    /// for the second, which needs three.
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.city(5, 1);
        let keys = [("bureau", "B"), ("college", "C-1"), ("college", "C-2")];
        let keys = keys.map(|(role, organisation)| scratch.key(role, organisation));
        let served = Served::start_with(&PathBuf::from(scratch.path("data")), &[]);
        let town = Self { served, keys, _scratch: scratch };
        for (number, least, most) in [(1, 1, 1), (2, 3, 5)] {
            town.put(&format!("/v1/programmes/P-{number}"), &programme(number));
            town.put(&format!("/v1/cohorts/K-{number}"), &class(number, least, most));
        }
        town.put("/v1/profiles/T-a", &person("T-a", &["K-1", "K-2"]));
        town.put("/v1/profiles/T-b", &person("T-b", &["K-1"]));
        town.put("/v1/profiles/T-c", &person("T-c", &["K-2"]));
        town
    }

    fn of(&self, key: usize) -> Asking<'_> {
        self.served.as_key(&self.keys[key])
    }

    fn put(&self, path: &str, body: &Value) {
        let json = [("content-type", "application/json")];
        good(&self.of(0).ask("PUT", &format!("{path}?wait=indexed"), &json, &body.to_string()));
    }

    /// Takes a plan over, for its first college.
    fn take(&self, plan: &Value) -> Answer {
        self.of(1).post(&format!("{}/seats", decision(plan)), &json!({}))
    }

    fn plan(&self, key: usize, more: &Value) -> Value {
        let asked = with(json!({"as_of": "2026-11-20", "seed": 7}), more);
        good(&self.of(key).post("/v1/seat-plans", &asked))
    }
}

fn good(answer: &Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{} {}", answer.status, text(&answer.body));
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

/// Where the decision on a plan is found.
fn decision(plan: &Value) -> String {
    format!("/v1/decisions/{}", plan["decision"].as_str().unwrap())
}

/// Who has the first seat of a plan.
fn first(plan: &Value) -> &str {
    plan["plan"]["placed"][0]["student"].as_str().unwrap()
}

fn programme(number: usize) -> Value {
    json!({"id": format!("P-{number}"), "college": format!("C-{number}"), "name": {"zh": "机电", "en": "Mechatronics"},
        "seats": 40, "synthetic": true})
}

fn class(number: usize, least: u16, most: u16) -> Value {
    json!({"id": format!("K-{number}"), "programme": format!("P-{number}"), "college": format!("C-{number}"),
        "name": {"zh": "订单班", "en": "Order class"}, "form": "order_class", "seats_min": least, "seats_max": most,
        "start": "2027-03-01", "ready": "2028-01-31", "status": "enrolling", "synthetic": true})
}

/// An object with more fields.
fn with(mut value: Value, more: &Value) -> Value {
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

fn person(id: &str, wishes: &[&str]) -> Value {
    json!({"id": id, "name": "示例甲", "preferences": {"cohorts": wishes}, "synthetic": true})
}

#[test]
fn a_college_plans_its_own_classes_and_learns_of_no_other() {
    let town = Town::new("seats-own");
    let own = town.plan(1, &json!({}));
    let plan = &own["plan"];
    assert_eq!(
        (plan["placed"].as_array().unwrap().len(), plan["unplaced"].as_array().unwrap().len()),
        (1, 1),
        "{plan}"
    );
    assert!(!plan.to_string().contains("K-2") && !plan.to_string().contains("T-c"), "{plan}");
    let all = town.plan(0, &json!({"mechanism": "optimal"}));
    assert_eq!(all["plan"]["short"][0]["cohort"], "K-2");
    let refused = |class: &str| {
        let answer = town.of(1).post("/v1/seat-plans", &json!({"classes": [class]}));
        (answer.status, text(&answer.body).replace(class, "?"))
    };
    assert_eq!(refused("K-2"), refused("K-9"));
    assert_eq!(refused("K-2").0, 404);
    let decision = own["decision"].as_str().unwrap();
    let hidden = town.of(2).get(&format!("/v1/decisions/{decision}"));
    assert_eq!(hidden.status, 404);
}

#[test]
fn a_plan_is_made_again_from_the_records_until_somebody_in_it_is_erased() {
    let town = Town::new("seats-again");
    town.put("/v1/cohorts/K-3", &with(class(1, 1, 2), &json!({"id": "K-3"})));
    town.put("/v1/profiles/T-s", &with(person("T-s", &[]), &json!({"cohort": "K-3"})));
    town.put("/v1/profiles/T-n", &person("T-n", &[]));
    let address = decision(&town.plan(0, &json!({})));
    // Wishes that change later change nothing of what was decided, nor does it who is erased and had no part in it: somebody
    // without a wish, somebody who had a seat before.
    town.put("/v1/profiles/T-b", &person("T-b", &["K-2"]));
    for gone in ["T-n", "T-s"] {
        good(&town.of(0).ask("DELETE", &format!("/v1/profiles/{gone}"), &[], ""));
        let again = good(&town.of(0).get(&format!("{address}/replay")));
        assert_eq!((&again["identical"], &again["compared"]), (&json!(true), &json!(1)), "{gone}: {again}");
    }
    good(&town.of(0).ask("DELETE", "/v1/profiles/T-a", &[], ""));
    let again = good(&town.of(0).get(&format!("{address}/replay")));
    assert_eq!((&again["identical"], &again["not_kept"]), (&json!(false), &json!(1)), "{again}");
    let kept = good(&town.of(0).get(&address));
    assert!(!kept["result"].to_string().contains("\"T-a\""), "{kept}");
    assert_eq!(kept["result"]["placed"].as_array().unwrap().len(), 1);
}

#[test]
fn a_plan_is_taken_over_once_and_only_while_the_records_stand_as_they_were_judged() {
    let town = Town::new("seats-taken");
    let planned = || town.plan(1, &json!({}));
    let (old, placed) = (planned(), planned());
    // Somebody writes to the record of the person placed: the plan was made of another.
    let renamed = with(person(first(&placed), &["K-1"]), &json!({"name": "示例乙"}));
    town.put(&format!("/v1/profiles/{}", first(&placed)), &renamed);
    let refused = town.take(&old);
    assert_eq!(refused.status, 412, "{}", text(&refused.body));
    let (fresh, seen) = (planned(), town.of(1).get("/v1/cohorts/K-1").header("etag").unwrap().to_owned());
    assert_eq!(good(&town.take(&fresh))["seats"], 1);
    let seated = good(&town.of(0).get(&format!("/v1/profiles/{}", first(&fresh))));
    assert_eq!(seated["cohort"], "K-1");
    // Told again it says so, in the words in which it was told first.
    let [again, other] = [&fresh, &old].map(|plan| good(&town.of(1).get(&format!("{}/seats", decision(plan)))));
    assert_eq!((&again["taken"], &other["taken"]), (&json!(true), &json!(false)));
    for told in ["decision", "plan", "wishes", "reasons", "named"] {
        assert_eq!(again[told], fresh[told], "{told}");
    }
    // The class has no seat left: neither is the plan taken twice, nor does a new one place anybody.
    assert!((400..500).contains(&town.take(&fresh).status));
    assert_eq!(planned()["plan"]["placed"], json!([]));
    // Who counted the people of the class before, on whichever server, is refused.
    let headers = [("content-type", "application/json"), ("if-match", &*seen)];
    let step = json!({"to": "cancelled", "reason": "minimum_not_reached"}).to_string();
    let late = town.of(1).ask("POST", "/v1/cohorts/K-1/transitions", &headers, &step);
    assert_eq!(late.status, 412, "{}", text(&late.body));
    let history = good(&town.of(1).get("/v1/cohorts/K-1/history"));
    let noted = |step: &Value| step["note"] == fresh["decision"] && step["to"] == "enrolling";
    assert!(history["items"].as_array().unwrap().iter().any(noted), "{history}");
}

#[test]
fn a_second_class_leaves_the_first_its_graduates() {
    let town = Town::new("seats-second");
    let over = json!({"id": "K-0", "status": "graduated", "start": "2023-03-01", "ready": "2024-01-31"});
    town.put("/v1/cohorts/K-0", &with(class(1, 1, 9), &over));
    town.put("/v1/cohorts/K-4", &with(class(1, 1, 1), &json!({"id": "K-4"})));
    let graduates: Vec<String> = (1..=6).map(|number| format!("T-g{number}")).collect();
    for id in &graduates {
        let wishes: &[&str] = if id == "T-g1" { &["K-4"] } else { &[] };
        town.put(&format!("/v1/profiles/{id}"), &with(person(id, wishes), &json!({"cohort": "K-0"})));
    }
    let told = || good(&town.of(1).get("/v1/cohorts/K-0/placements?as_of=2026-11-20"));
    let before = told();
    assert_eq!((&before["enrolled"], &before["unplaced"]), (&json!(6), &json!(6)));
    let plan = town.plan(1, &json!({"classes": ["K-4"]}));
    assert_eq!((first(&plan), &good(&town.take(&plan))["seats"]), ("T-g1", &json!(1)));
    let seated = good(&town.of(0).get("/v1/profiles/T-g1"));
    assert_eq!((&seated["cohort"], &seated["former_cohorts"]), (&json!("K-4"), &json!(["K-0"])));
    assert_eq!(told(), before, "the class that is over keeps its graduate");
    // Each is erased, the one who sits elsewhere last: until then the class is not taken away.
    for id in graduates.iter().rev() {
        assert_eq!(town.of(0).ask("DELETE", "/v1/cohorts/K-0", &[], "").status, 409, "{id}");
        assert_eq!(town.of(0).ask("DELETE", &format!("/v1/profiles/{id}"), &[], "").status, 204);
    }
    assert_eq!(told()["enrolled"], 0);
    assert_eq!(town.of(0).ask("DELETE", "/v1/cohorts/K-0", &[], "").status, 204);
}

#[test]
fn two_plans_that_are_taken_over_at_once_do_not_share_a_seat() {
    let town = Town::new("seats-twice");
    for round in 0..5 {
        let (id, students) = (format!("K-1{round}"), ["a", "b"].map(|name| format!("T-{name}{round}")));
        town.put(&format!("/v1/cohorts/{id}"), &with(class(1, 1, 1), &json!({"id": id})));
        students.iter().for_each(|student| town.put(&format!("/v1/profiles/{student}"), &person(student, &[&id])));
        // Lots of two seeds that differ: each plan gives the only seat to another.
        let (mut plans, mut seeds) = (Vec::<Value>::new(), 0..64);
        while plans.len() < 2 {
            let plan = town.plan(1, &json!({"classes": [id], "seed": seeds.next().unwrap()}));
            if plans.iter().all(|other| first(other) != first(&plan)) {
                plans.push(plan);
            }
        }
        let taken: Vec<u16> = std::thread::scope(|scope| {
            let taking: Vec<_> = plans.iter().map(|plan| scope.spawn(|| town.take(plan).status)).collect();
            taking.into_iter().map(|taking| taking.join().unwrap()).collect()
        });
        let seated = |student: &&String| good(&town.of(0).get(&format!("/v1/profiles/{student}")))["cohort"] == id;
        assert_eq!(students.iter().filter(seated).count(), 1, "{taken:?}");
        assert_eq!(taken.iter().filter(|status| **status == 200).count(), 1, "{taken:?}");
    }
}

#[test]
fn seats_are_planned_while_a_class_enrols_and_ahead_of_it_where_it_is_named() {
    let town = Town::new("seats-ahead");
    town.put("/v1/cohorts/K-3", &with(class(1, 1, 5), &json!({"id": "K-3", "status": "agreed"})));
    town.put("/v1/profiles/T-d", &person("T-d", &["K-3"]));
    // A class that does not enrol yet stands in no plan's way.
    let plan = town.plan(1, &json!({}));
    let unplaced = plan["plan"]["unplaced"].as_array().unwrap();
    let waiting = unplaced.iter().find(|told| told["student"] == "T-d").unwrap();
    assert_eq!(waiting["wishes"][0]["fate"], json!({"kind": "not_taking", "status": "agreed"}));
    assert_eq!(good(&town.take(&plan))["seats"], 1);
    // One that is named is planned ahead, and taken over once it enrols.
    let ahead = town.plan(1, &json!({"classes": ["K-3"]}));
    assert_eq!(first(&ahead), "T-d");
    let refused = town.take(&ahead);
    assert_eq!((refused.status, refused.json()["errors"][0]["field"].clone()), (422, json!("cohort")));
    let step = json!({"to": "enrolling", "reason": "enrolment_opened", "on": "2026-11-20"});
    good(&town.of(1).post("/v1/cohorts/K-3/transitions", &step));
    assert_eq!(good(&town.take(&ahead))["seats"], 1);
}

#[test]
fn a_plan_to_which_somebody_objects_waits_for_the_review() {
    let town = Town::new("seats-objected");
    let plan = town.plan(1, &json!({}));
    let objection = json!({"talent": first(&plan), "statement": "志愿有误"});
    let raised = town.of(0).post(&format!("{}/objections", decision(&plan)), &objection);
    let raised = good(&raised)["id"].as_str().unwrap().to_owned();
    let refused = town.take(&plan);
    assert_eq!((refused.status, refused.json()["code"].clone()), (409, json!("under_objection")));
    let review = json!({"outcome": "upheld", "reason": "核实无误", "reviewer": "示例丙"});
    good(&town.of(0).post(&format!("/v1/objections/{raised}/review"), &review));
    assert_eq!(good(&town.take(&plan))["seats"], 1);
}

#[test]
fn the_command_line_records_the_plans_that_it_shows_and_tells_ids_whole() {
    let (scratch, long) = (Scratch::new("seats-operator"), "POOL-PRG-bgy-v460103-2027-03-01-1");
    let college = json!({"id": "C-1", "kind": "college", "name": {"zh": "一院", "en": "One"}, "synthetic": true});
    let mut held = class(1, 1, 2);
    held["id"] = json!(long);
    let people = [person("T-a", &[long]), person("T-b", &[long])];
    let people = people.map(|person| person.to_string()).join("\n");
    let files = [
        ("organisations", college.to_string()),
        ("programmes", programme(1).to_string()),
        ("cohorts", held.to_string()),
        ("profiles", people),
    ];
    let data = scratch.path("data");
    for (kind, records) in files {
        let taken = run(&["import", "--data", &data, &scratch.write(&format!("{kind}.ndjson"), &records)]);
        assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    }
    let asked = ["cohort", "seats", "--data", &data, "--as-of", "2026-11-20", "--seed", "7"];
    let plan = |more: &[&str]| {
        let told = run(&[&asked[..], more].concat());
        assert_eq!(code(&told), 0, "{}", text(&told.stderr));
        text(&told.stdout)
    };
    for language in ["zh", "en"] {
        let told = plan(&["--language", language]);
        assert!(told.contains(long) && told.contains(" D-"), "{told}");
        let listed = text(&run(&["cohort", "list", "--data", &data, "--language", language]).stdout);
        assert!(listed.contains(long) && listed.contains("2027-03-01"), "{listed}");
    }
    let told: Value = serde_json::from_str(&plan(&["--format", "json"])).unwrap();
    assert_eq!(told["plan"]["placed"].as_array().unwrap().len(), 2, "{told}");
    let served = Served::start(Path::new(&data));
    let address = format!("/v1/decisions/{}", told["decision"].as_str().unwrap());
    let kept = good(&served.get(&address));
    assert_eq!((&kept["key"], &kept["kind"], &kept["result"]), (&json!("operator"), &json!("seats"), &told["plan"]));
    assert_eq!(good(&served.get(&format!("{address}/replay")))["identical"], true);
    assert!(plan(&["--language", "en"]).contains("not recorded"));
}
