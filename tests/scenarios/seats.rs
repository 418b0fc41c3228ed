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

    fn plan(&self, key: usize, more: &Value) -> Value {
        let mut asked = json!({"as_of": "2026-11-20", "seed": 7});
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        good(&self.of(key).post("/v1/seat-plans", &asked))
    }
}

fn good(answer: &Answer) -> Value {
    assert!((200..300).contains(&answer.status), "{} {}", answer.status, text(&answer.body));
    if answer.body.is_empty() { Value::Null } else { answer.json() }
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
    let made = town.plan(0, &json!({}));
    let address = format!("/v1/decisions/{}", made["decision"].as_str().unwrap());
    // Wishes that change later change nothing of what was decided.
    town.put("/v1/profiles/T-b", &person("T-b", &["K-2"]));
    let again = good(&town.of(0).get(&format!("{address}/replay")));
    assert_eq!((&again["identical"], &again["compared"]), (&json!(true), &json!(1)), "{again}");
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
    let take = |plan: &Value| {
        let address = format!("/v1/decisions/{}/seats", plan["decision"].as_str().unwrap());
        town.of(1).post(&address, &json!({}))
    };
    let (old, placed) = (planned(), planned());
    let student = placed["plan"]["placed"][0]["student"].as_str().unwrap();
    // Somebody writes to the record of the person placed: the plan was made of another.
    town.put(
        &format!("/v1/profiles/{student}"),
        &json!({"id": student, "name": "示例乙",
        "preferences": {"cohorts": ["K-1"]}, "synthetic": true}),
    );
    assert_eq!(take(&old).status, 412, "{}", text(&take(&old).body));
    let fresh = planned();
    assert_eq!(good(&take(&fresh))["seats"], 1);
    let student = fresh["plan"]["placed"][0]["student"].as_str().unwrap();
    let seated = good(&town.of(0).get(&format!("/v1/profiles/{student}")));
    assert_eq!(seated["cohort"], "K-1");
    // The class has no seat left: neither is the plan taken twice, nor does a new one place anybody.
    assert!((400..500).contains(&take(&fresh).status));
    assert_eq!(planned()["plan"]["placed"], json!([]));
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
