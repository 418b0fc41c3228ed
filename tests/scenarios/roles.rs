//! Every address × every role × own and other organisations, through the real service. The table says what is expected
//! of each; an address that the service describes and the table does not name fails the test.

mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, text};
use table::{ROLES, Row, TABLE};

/// Open to all, and so without a row.
const OPEN: [&str; 4] = ["/", "/health/live", "/health/ready", "/v1/session"];

/// A service with two of everything, and two keys of every role: the first of organisation 1, the second of 2.
struct Town {
    served: Served,
    keys: BTreeMap<&'static str, [String; 2]>,
    /// Ids by what they are and whose: `order enterprise` → those of enterprises 1 and 2.
    ids: BTreeMap<String, [String; 2]>,
    _scratch: Scratch,
}

fn organisation(role: &str, number: usize) -> String {
    match role {
        "enterprise" => format!("E-{number}"),
        "college" => format!("C-{number}"),
        other => format!("{}-{number}", other.to_uppercase()),
    }
}

fn good(answer: &Answer, what: &str) -> Value {
    assert!((200..300).contains(&answer.status), "{what}: {} {}", answer.status, text(&answer.body));
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

impl Town {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.city(60, 2);
        let keys = ROLES.map(|role| (role, [1, 2].map(|number| scratch.key(role, &organisation(role, number)))));
        let served = Served::start_with(&PathBuf::from(scratch.path("data")), &[("BOLE_STRANGERS_PER_SECOND", "0")]);
        let mut town = Self { served, keys: keys.into(), ids: BTreeMap::new(), _scratch: scratch };
        town.settle();
        town
    }

    fn of(&self, role: &str, number: usize) -> Asking<'_> {
        self.served.as_key(&self.keys[role][number - 1])
    }

    fn name(&mut self, what: &str, ids: [String; 2]) {
        self.ids.insert(what.to_owned(), ids);
    }

    fn put(&self, path: &str, body: &Value) {
        let json = [("content-type", "application/json")];
        good(&self.of("bureau", 1).ask("PUT", &format!("{path}?wait=indexed"), &json, &body.to_string()), path);
    }

    fn settle(&mut self) {
        for number in [1, 2] {
            self.put(&format!("/v1/orders/O-{number}"), &order(number));
            self.put(&format!("/v1/programmes/P-{number}"), &programme(number));
            self.put(&format!("/v1/cohorts/K-{number}"), &cohort(number));
            for role in ["enterprise", "college"] {
                let id = format!("X-{role}-{number}");
                self.put(&format!("/v1/outcomes/{id}"), &outcome(&id, &organisation(role, number)));
            }
        }
        let both = |prefix: &str| [1, 2].map(|number| format!("{prefix}-{number}"));
        for (what, prefix) in [("order", "O"), ("programme", "P"), ("cohort", "K")] {
            self.name(what, both(prefix));
        }
        for role in ["enterprise", "college"] {
            self.name(&format!("outcome {role}"), both(&format!("X-{role}")));
            self.name(&format!("organisation {role}"), [1, 2].map(|number| organisation(role, number)));
        }
        self.name("outcome", both("X-enterprise"));
        self.name("organisation", both("E"));
        self.name("chain", ["NFM".into(), "NFM".into()]);
        self.name("entry", ["NFM-P01".into(), "NFM-P01".into()]);
        // The second is a person whom enterprises may not see.
        let shy = json!({"id": "T-shy", "name": "甲乙", "consent": {"ranking": true, "visible": false}});
        self.put("/v1/profiles/T-shy", &shy);
        self.name("profile", ["T-00000001".into(), "T-shy".into()]);
        self.decide();
        self.work();
    }

    /// Decisions, an objection and a consent.
    fn decide(&mut self) {
        for role in ["enterprise", "service"] {
            let ids = [1, 2].map(|number| {
                let asked = json!({"order_id": format!("O-{number}"), "top": 3, "as_of": "2026-11-20"});
                let seen = good(&self.of(role, number).post("/v1/match/candidates", &asked), role);
                seen["decision"].as_str().unwrap().to_owned()
            });
            self.name(&format!("decision {role}"), ids.clone());
            if role == "enterprise" {
                self.name("decision", ids);
            }
        }
        let planned = [1, 2].map(|number| {
            let asked = json!({"as_of": "2026-11-20"});
            let made = good(&self.of("college", number).post("/v1/seat-plans", &asked), "seat plan");
            made["decision"].as_str().unwrap().to_owned()
        });
        self.name("decision college", planned.clone());
        self.name("seat plan", planned);
        let decision = self.ids["decision"][0].clone();
        let shown = good(&self.of("bureau", 1).get(&format!("/v1/decisions/{decision}")), "decision");
        let talent = shown["subjects"][0]["talent"].as_str().unwrap().to_owned();
        let said = json!({"talent": talent, "statement": "不同意"});
        let raised = self.of("bureau", 1).post(&format!("/v1/decisions/{decision}/objections"), &said);
        let id = good(&raised, "objection")["id"].as_str().unwrap().to_owned();
        self.name("objection", [id.clone(), id]);
        self.name("subject", [talent.clone(), talent]);
        for number in [1, 2] {
            self.put(&format!("/v1/profiles/T-00000002/consents/E-{number}"), &json!({"purpose": "面试"}));
        }
    }

    /// An edition that is published with its map, and a task of each of two services that has drawn it again.
    fn publish(&mut self) {
        let bureau = self.of("bureau", 1);
        self.wait(&bureau.post("/v1/editions", &json!({"id": "next-2027", "as_of": "2026-12-01"})));
        good(&bureau.post("/v1/editions/next-2027/changes", &json!({"verdict": "accepted"})), "review");
        self.wait(&bureau.post("/v1/editions/next-2027/publish", &json!({})));
        let drawing = [1, 2].map(|number| {
            let begun = self.of("service", number).post("/v1/editions/next-2027/map", &json!({}));
            self.wait(&begun)
        });
        self.name("edition", ["next-2027".into(), "next-2027".into()]);
        self.name("drawing", drawing);
        for role in ["enterprise", "college"] {
            let pooled = [1, 2].map(|number| {
                let begun = self.of(role, number).post("/v1/cohorts/proposals", &json!({}));
                self.wait(&begun)
            });
            self.name(&format!("drawing {role}"), pooled.clone());
            self.name(&format!("task {role}"), pooled);
        }
    }

    /// Waits until a task is done; its id.
    fn wait(&self, begun: &Answer) -> String {
        let id = good(begun, "task")["id"].as_str().unwrap().to_owned();
        loop {
            let task = good(&self.of("bureau", 1).get(&format!("/v1/tasks/{id}")), "task");
            match task["state"].as_str().unwrap() {
                "queued" | "running" => std::thread::sleep(std::time::Duration::from_millis(20)),
                state => assert_eq!(state, "done", "{task}"),
            }
            if task["state"] == "done" {
                return id;
            }
        }
    }

    /// Tasks and keys.
    fn work(&mut self) {
        self.publish();
        self.tasks();
        let made = |number: usize| {
            let asked = json!({"role": "enterprise", "organisation": format!("E-{number}")});
            let made = good(&self.of("bureau", 1).post("/v1/keys", &asked), "key");
            made["key"]["id"].as_str().unwrap().to_owned()
        };
        let keys = [1, 2].map(made);
        self.name("key", keys);
    }

    /// Puts back what the role before took away; others in place of people, since who was erased does not come back.
    fn renew(&mut self, path: &str) {
        if path == "/v1/profiles/{id}" {
            let ids = self.ids["profile"].clone().map(|id| format!("{id}-again"));
            ids.iter().for_each(|id| self.put(&format!("/v1/profiles/{id}"), &json!({"id": id})));
            self.name("profile", ids);
        }
        for number in [1, 2] {
            match path {
                "/v1/cohorts/{id}" => self.put(&format!("/v1/cohorts/K-{number}"), &cohort(number)),
                "/v1/programmes/{id}" => {
                    // A programme that a cohort refers to stays.
                    self.of("bureau", 1).ask("DELETE", &format!("/v1/cohorts/K-{number}"), &[], "");
                    self.put(&format!("/v1/programmes/P-{number}"), &programme(number));
                }
                _ => {}
            }
        }
        if path == "/v1/tasks/{id}" {
            self.tasks();
        }
    }

    fn tasks(&mut self) {
        let begin = |number| {
            let row = format!("{{\"id\":\"T-task-{number}\"}}\n");
            let path = "/v1/imports?kind=profiles&source=roles&format=ndjson";
            let headers = [("content-type", "application/x-ndjson")];
            let begun = good(&self.of("service", number).ask("POST", path, &headers, &row), "import");
            begun["id"].as_str().unwrap().to_owned()
        };
        let tasks = [1, 2].map(begin);
        self.name("task", tasks);
    }

    /// The id that a row is about, as the first holder of a role sees it: 1 is own, 2 is another's.
    fn id(&self, what: &str, role: &str, number: usize) -> &str {
        let ids = self.ids.get(&format!("{what} {role}")).or_else(|| self.ids.get(what));
        ids.map_or("", |ids| ids[number - 1].as_str())
    }

    fn ask(&self, row: &Row, role: &str, number: usize) -> Answer {
        let (method, path, what, _) = *row;
        let id = self.id(what, role, number);
        let body = self.body(method, path, role, id, number);
        let path = path.replace("{id}", id).replace("{organisation}", &format!("E-{number}"));
        let path = path.replace("{entry}", "NFM-P01").replace("{node}", "NFM-U1");
        let (path, kind) = match path.as_str() {
            "/v1/imports" => (format!("{path}?kind=profiles&source=r&format=ndjson"), "application/x-ndjson"),
            diff if diff.ends_with("/diff") => (format!("{diff}?from={id}"), "application/json"),
            "/v1/concepts" => (format!("{path}?kind=skill&q=%E6%95%B0%E6%8E%A7"), "application/json"),
            "/v1/orders/reminders" => (format!("{path}?as_of=2026-11-20&days=30"), "application/json"),
            "/v1/cohorts/reminders" => (format!("{path}?as_of=2026-11-20&days=200"), "application/json"),
            _ => (path, "application/json"),
        };
        let headers: &[_] = if method == "GET" || method == "DELETE" { &[] } else { &[("content-type", kind)] };
        self.of(role, 1).ask(method, &path, headers, &body)
    }

    fn body(&self, method: &str, path: &str, role: &str, id: &str, number: usize) -> String {
        let body = match (method, path) {
            ("GET" | "DELETE", _) => return String::new(),
            (_, "/v1/match/candidates" | "/v1/match/what-if") => json!({"order_id": id, "as_of": "2026-11-20"}),
            (_, "/v1/match/change") => json!({"order_id": id, "instead": order(1)["demand"], "as_of": "2026-11-20"}),
            (_, "/v1/consents") => json!({"talent": id, "purpose": "面试"}),
            (_, "/v1/match/positions" | "/v1/classify") => json!({"talent_id": id, "as_of": "2026-11-20"}),
            (_, "/v1/profiles/{id}") if number == 2 => {
                json!({"id": id, "name": "甲乙", "consent": {"ranking": true, "visible": false}})
            }
            (_, "/v1/profiles/{id}") => json!({"id": id, "name": "甲"}),
            (_, "/v1/profiles/{id}/consents/{organisation}") => json!({"purpose": "面试"}),
            (_, "/v1/organisations/{id}") => {
                let kind = if id.starts_with('C') { "college" } else { "enterprise" };
                json!({"id": id, "kind": kind, "name": {"zh": "甲", "en": "A"}})
            }
            (_, "/v1/orders/{id}") => order(number),
            (_, "/v1/orders/{id}/transitions") => json!({"to": "withdrawn", "reason": "enterprise_cancelled"}),
            (_, "/v1/orders/expiry") => json!({"as_of": "2026-11-20"}),
            (_, "/v1/programmes/{id}") => programme(number),
            (_, "/v1/cohorts/proposals") => json!({}),
            (_, "/v1/cohorts/{id}") => cohort(number),
            (_, "/v1/cohorts/{id}/agreements") => json!({"refusal": "dates"}),
            (_, "/v1/cohorts/{id}/transitions") => json!({"to": "cancelled", "reason": "duplicate"}),
            (_, "/v1/decisions/{id}/seats") => json!({}),
            (_, "/v1/seat-plans") => json!({"as_of": "2026-11-20"}),
            (_, "/v1/outcomes/{id}") => {
                let by = if role == "college" { "college" } else { "enterprise" };
                outcome(id, &organisation(by, number))
            }
            (_, "/v1/decisions/{id}/objections") => {
                json!({"talent": self.id("subject", role, 1), "statement": "不同意"})
            }
            (_, "/v1/objections/{id}/review") => {
                json!({"reviewer": "李工", "outcome": "dismissed", "reason": "核对无误"})
            }
            (_, "/v1/editions") => json!({"id": "other-2027", "from": "qingyuan-2026"}),
            (_, "/v1/editions/{id}/changes" | "/v1/editions/{id}/changes/{entry}") => json!({"verdict": "accepted"}),
            (_, "/v1/editions/{id}/entries/{entry}") => self.of("bureau", 1).get("/v1/entries/NFM-P01").json(),
            (_, "/v1/editions/{id}/what-if") => {
                json!({"kind": "mode", "opening": {"kind": "entry", "id": "NFM-P01"}, "mode": "flexible"})
            }
            (_, "/v1/editions/{id}/map" | "/v1/editions/{id}/publish" | "/v1/editions/{id}/report") => json!({}),
            (_, "/v1/keys") => json!({"role": "enterprise", "organisation": "E-1"}),
            (_, "/v1/imports") => return "{\"id\":\"T-r\"}\n".to_owned(),
            other => panic!("no body for {other:?}"),
        };
        body.to_string()
    }
}

fn order(number: usize) -> Value {
    json!({
        "id": format!("O-{number}"), "seats": 2,
        "enterprise": {"id": format!("E-{number}"), "name": {"zh": "甲厂", "en": "Works A"}},
        "demand": {"title": {"zh": "数控技师", "en": "CNC technician"}, "category": "master_technician"},
    })
}

fn programme(number: usize) -> Value {
    json!({
        "id": format!("P-{number}"), "college": format!("C-{number}"), "name": {"zh": "机电", "en": "Mechatronics"},
        "seats": 40,
    })
}

fn cohort(number: usize) -> Value {
    json!({
        "id": format!("K-{number}"), "programme": format!("P-{number}"), "college": format!("C-{number}"),
        "name": {"zh": "订单班", "en": "Order class"}, "form": "order_class",
        "shares": [{"enterprise": format!("E-{number}"), "seats": 10}],
        "seats_min": 10, "seats_max": 30, "start": "2027-03-01", "ready": "2028-01-31", "status": "proposed",
    })
}

fn outcome(id: &str, organisation: &str) -> Value {
    json!({
        "id": id, "talent": "T-00000003", "organisation": organisation, "date": "2026-10-01",
        "event": {"kind": "started"},
    })
}

/// Passed the door and found what was asked for; what the record's state says to it is another matter.
fn let_in(status: u16) -> bool {
    !matches!(status, 401 | 403 | 404 | 405 | 429) && status < 500
}

#[test]
fn every_role_sees_at_every_address_what_it_may_and_nothing_else() {
    let mut town = Town::new("roles");
    every_address_has_a_row(&town);
    let mut wrong = Vec::new();
    for row in TABLE {
        for (role, letter) in ROLES.into_iter().zip(row.3.chars()) {
            if row.0 == "DELETE" {
                town.renew(row.1);
            }
            wrong.extend(judged(&town, row, role, letter));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a role is answered, held against its letter.
fn judged(town: &Town, row: &Row, role: &str, letter: char) -> Vec<String> {
    let (method, path, what, _) = *row;
    let sides = [1, 2].map(|number| town.ask(row, role, number));
    let told = |why: &str| {
        let answers: Vec<_> = sides.iter().map(|answer| format!("{} {}", answer.status, text(&answer.body))).collect();
        vec![format!("{method} {path} as {role}, {letter}: {why}: {}", answers.join(" | "))]
    };
    let denied = |answer: &Answer| answer.status == 403 && answer.json()["code"] == "role_not_allowed";
    let single = what.is_empty();
    match letter {
        '-' if sides.iter().all(denied) => Vec::new(),
        '-' => told("not refused"),
        'A' if method == "GET" && sides.iter().any(|answer| answer.status != 200) => told("not seen"),
        'A' if sides.iter().all(|answer| let_in(answer.status)) => Vec::new(),
        'A' => told("kept out"),
        'O' if single && !matches!(sides[0].status, 200 | 202) => told("not seen"),
        'O' if single && told_of_others(&sides[0], role) => told("tells of others"),
        'O' if single => Vec::new(),
        'O' if !let_in(sides[0].status) => told("kept from its own"),
        'O' if sides[1].status != 404 => told("another's is not hidden"),
        'O' if !like_nothing(town, row, role, &sides[1]) => told("another's is told from nothing"),
        'O' => Vec::new(),
        other => panic!("{other}"),
    }
}

/// Whether a list speaks of the second organisation or of what is its own.
fn told_of_others(answer: &Answer, role: &str) -> bool {
    let body = text(&answer.body);
    let other = organisation(role, 2);
    let theirs = ["O-2", "P-2", "K-2", "X-enterprise-2", "X-college-2"];
    // A service works on the orders of all; its decisions and tasks are its own.
    let theirs = theirs.iter().filter(|_| role != "service").copied();
    theirs.chain([other.as_str()]).any(|mark| body.contains(&format!("\"{mark}\"")))
}

/// Whether another's record is answered as one that does not exist: the same but for the id.
fn like_nothing(town: &Town, row: &Row, role: &str, hidden: &Answer) -> bool {
    let (method, path, what, _) = *row;
    if method != "GET" {
        return true;
    }
    let id = town.id(what, role, 2);
    let nothing = town.of(role, 1).get(&path.replace("{id}", "NOTHING"));
    nothing.status == hidden.status && text(&nothing.body).replace("NOTHING", id) == text(&hidden.body)
}

fn every_address_has_a_row(town: &Town) {
    let document = town.of("bureau", 1).get("/openapi.json").json();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            if !OPEN.contains(&path.as_str()) {
                described.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    let named: BTreeSet<_> =
        TABLE.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    let odd: Vec<_> = described.symmetric_difference(&named).collect();
    assert!(odd.is_empty(), "described or in the table, but not both: {odd:?}");
}

#[test]
fn counts_of_an_enterprise_hold_only_people_it_may_see() {
    let town = Town::new("seen");
    // Nobody comes between the two rankings.
    for number in [1, 2] {
        let path = format!("/v1/tasks/{}", town.id("task", "service", number));
        let taken_in = || town.of("service", number).get(&path).json()["indexed"] == true;
        assert!((0..600).any(|_| taken_in() || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            false
        }));
    }
    let asked = json!({"order_id": "O-1", "as_of": "2026-11-20", "excluded": true, "top": 100});
    let all = good(&town.of("bureau", 1).post("/v1/match/candidates", &asked), "bureau");
    let own = good(&town.of("enterprise", 1).post("/v1/match/candidates", &asked), "enterprise");
    let ids = |answer: &Value| -> BTreeSet<String> {
        answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let (all_ids, own_ids) = (ids(&all), ids(&own));
    assert!(all_ids.contains("T-shy") && own_ids.is_subset(&all_ids));
    assert_eq!(own["total"].as_u64().unwrap(), own_ids.len() as u64);
    for id in &all_ids {
        let seen = town.of("enterprise", 1).get(&format!("/v1/profiles/{id}")).status;
        assert_eq!(seen, if own_ids.contains(id) { 200 } else { 404 }, "{id}");
    }
}
