//! Records of organisations through the real service and the real command: orders and their life, programmes, cohorts,
//! outcomes, and demand in sums.

use std::path::Path;

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, code, run, text};

fn order(id: &str, enterprise: &str, more: &Value) -> Value {
    let mut order = json!({
        "id": id, "seats": 3, "status": "draft", "enterprise": {"id": enterprise, "name": {"zh": "甲", "en": "A"}},
        "demand": {"title": {"zh": "模具工", "en": "Toolmaker"}, "category": "engineer", "nodes": ["NFM-M1"]}
    });
    order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    order
}

fn put_if(asking: Asking<'_>, path: &str, body: &Value, tag: &str) -> Answer {
    let headers = [("content-type", "application/json"), ("if-match", tag)];
    asking.ask("PUT", path, &headers[..if tag.is_empty() { 1 } else { 2 }], &body.to_string())
}

fn put(asking: Asking<'_>, path: &str, body: &Value) -> Answer {
    put_if(asking, path, body, "")
}

fn step(asking: Asking<'_>, id: &str, to: &str, reason: &str, more: &Value) -> Answer {
    let mut step = json!({"to": to, "reason": reason});
    step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    asking.post(&format!("/v1/orders/{id}/transitions?wait=indexed"), &step)
}

/// Status, code and the field that was refused.
fn told(answer: &Answer) -> (u16, String, String) {
    let problem = answer.json();
    let field = problem["errors"][0]["field"].as_str().unwrap_or_default().to_owned();
    (answer.status, problem["code"].as_str().unwrap().to_owned(), field)
}

fn refused(answer: &Answer, status: u16, code: &str, field: &str) {
    assert_eq!(told(answer), (status, code.to_owned(), field.to_owned()), "{}", text(&answer.body));
}

fn ids(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["record"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_order_lives_from_draft_to_filled() {
    let scratch = Scratch::new("life");
    let key = scratch.key("enterprise", "E-1");
    let served = &Served::start(Path::new(&scratch.path("data")));
    let (bureau, enterprise) = (served.as_bureau(), served.as_key(&key));
    let at = "/v1/orders/O-1";
    let body = order("O-1", "E-1", &json!({}));
    refused(&put(enterprise, at, &order("O-1", "E-1", &json!({"status": "open"}))), 422, "invalid_field", "status");
    assert_eq!(put(enterprise, at, &body).status, 201);
    refused(&step(enterprise, "O-1", "verified", "verified_complete", &json!({})), 403, "role_not_allowed", "");
    refused(&step(bureau, "O-1", "open", "published", &json!({})), 422, "invalid_field", "to");
    refused(&step(bureau, "O-1", "verified", "other", &json!({})), 422, "invalid_field", "reason");
    assert_eq!(step(bureau, "O-1", "verified", "verified_complete", &json!({})).status, 200);
    refused(&put(enterprise, at, &body), 422, "invalid_field", "status");
    let seats = || bureau.get("/v1/demand?node=NFM-M1").json()["cells"][0]["seats"].clone();
    assert_eq!((seats(), offered(bureau)), (Value::Null, false));
    assert_eq!(step(bureau, "O-1", "open", "published", &json!({"note": "第一批"})).json()["status"], "open");
    assert_eq!((seats(), offered(bureau)), (json!(3), true));
    refused(&step(enterprise, "O-1", "part_filled", "seats_filled", &json!({})), 422, "invalid_field", "filled");
    assert_eq!(step(enterprise, "O-1", "part_filled", "seats_filled", &json!({"filled": 2})).status, 200);
    let filled = step(enterprise, "O-1", "filled", "seats_filled", &json!({}));
    assert_eq!((filled.json()["filled"].clone(), filled.header("etag")), (json!(3), Some("\"5\"")));
    assert_eq!((seats(), offered(bureau)), (Value::Null, false));
    refused(&step(bureau, "O-1", "withdrawn", "other", &json!({})), 422, "invalid_field", "to");
    the_life_is_told(enterprise);
}

/// Whether the order is among the positions of a person who fits anywhere.
fn offered(bureau: Asking<'_>) -> bool {
    let asked = json!({"profile": {"id": "T-1"}, "top": 100, "explain": "none"});
    let places = bureau.post("/v1/match/positions", &asked).json()["items"].as_array().unwrap().clone();
    places.iter().any(|place| place["id"]["id"] == "O-1")
}

fn the_life_is_told(enterprise: Asking<'_>) {
    let history = enterprise.get("/v1/orders/O-1/history").json();
    let steps: Vec<_> = history["items"].as_array().unwrap().iter().collect();
    let roads: Vec<_> = steps.iter().map(|step| (step["from"].as_str(), step["to"].as_str().unwrap())).collect();
    let road = [
        (None, "draft"),
        (Some("draft"), "verified"),
        (Some("verified"), "open"),
        (Some("open"), "part_filled"),
        (Some("part_filled"), "filled"),
    ];
    assert_eq!(roads, road);
    assert_eq!((&steps[2]["reason"], &steps[2]["note"]), (&json!("published"), &json!("第一批")));
    assert!(steps[2]["by"] != steps[3]["by"] && steps[3]["by"].as_str().unwrap().starts_with("K-"));
    assert_eq!((&steps[3]["filled"], &steps[3]["record"]["filled"]), (&json!(2), &json!(2)));
    assert!(steps.iter().all(|step| step["at"].as_str().unwrap().ends_with('Z')));
}

#[test]
fn of_two_writers_the_second_is_told() {
    let scratch = Scratch::new("writers");
    let served = &Served::start(Path::new(&scratch.path("data")));
    let bureau = served.as_bureau();
    let at = "/v1/orders/O-1";
    assert_eq!(put(bureau, at, &order("O-1", "E-1", &json!({}))).status, 201);
    let seen = bureau.get(at).header("etag").unwrap().to_owned();
    assert_eq!(put_if(bureau, at, &order("O-1", "E-1", &json!({"seats": 4})), &seen).status, 204);
    let late = put_if(bureau, at, &order("O-1", "E-1", &json!({"seats": 5})), &seen);
    refused(&late, 412, "version_conflict", "");
    let verify = json!({"to": "verified", "reason": "verified_complete"}).to_string();
    let headers = [("content-type", "application/json"), ("if-match", seen.as_str())];
    let late = bureau.ask("POST", "/v1/orders/O-1/transitions", &headers, &verify);
    refused(&late, 412, "version_conflict", "");
    assert_eq!(bureau.get(at).json()["seats"], 4);
    let why = put(bureau, &format!("{at}?reason=typo"), &order("O-1", "E-1", &json!({"seats": 5})));
    assert_eq!(why.status, 204);
    assert_eq!(bureau.get(&format!("{at}/history")).json()["items"][2]["note"], "typo");
    let fresh = [("content-type", "application/json"), ("if-none-match", "*")];
    let again = bureau.ask("PUT", at, &fresh, &order("O-1", "E-1", &json!({})).to_string());
    refused(&again, 412, "version_conflict", "");
    let other = put(bureau, at, &order("O-1", "E-2", &json!({})));
    refused(&other, 422, "invalid_field", "enterprise.id");
    let unknown = order("O-1", "E-1", &json!({"entry": "NONE"}));
    refused(&put(bureau, at, &unknown), 422, "invalid_field", "entry");
    refused(&put(bureau, "/v1/orders/O-2", &unknown), 422, "invalid_field", "id");
}

#[test]
fn orders_past_their_last_day_are_reminded_of_and_expire() {
    let scratch = Scratch::new("expiry");
    let key = scratch.key("enterprise", "E-1");
    let data = scratch.path("data");
    let served = Served::start(Path::new(&data));
    let bureau = served.as_bureau();
    for (id, enterprise, last) in
        [("O-1", "E-1", "2027-01-31"), ("O-2", "E-1", "2027-03-31"), ("O-3", "E-2", "2027-01-10"), ("O-4", "E-2", "")]
    {
        let last =
            if last.is_empty() { json!({"status": "open"}) } else { json!({"status": "open", "valid_until": last}) };
        assert_eq!(put(bureau, &format!("/v1/orders/{id}?wait=indexed"), &order(id, enterprise, &last)).status, 201);
    }
    let reminded = |asking: Asking<'_>, query: &str| {
        let answer = asking.get(&format!("/v1/orders/reminders?as_of=2027-01-15{query}")).json();
        let items = answer["items"].as_array().unwrap().clone();
        let items: Vec<_> =
            items.iter().map(|i| (i["id"].as_str().unwrap().to_owned(), i["days_left"].as_i64().unwrap())).collect();
        (items, answer["next"].as_str().map(str::to_owned))
    };
    let both = vec![("O-3".to_owned(), -5), ("O-1".to_owned(), 16)];
    assert_eq!(reminded(bureau, ""), (both.clone(), None));
    assert_eq!(reminded(served.as_key(&key), "").0, both[1..]);
    let (first, next) = reminded(bureau, "&limit=1");
    assert_eq!(first, both[..1]);
    assert_eq!(reminded(bureau, &format!("&limit=1&cursor={}", next.unwrap())), (both[1..].to_vec(), None));
    refused(&bureau.get("/v1/orders/reminders?days=367"), 400, "invalid_query", "days");
    refused(
        &served.as_key(&key).post("/v1/orders/expiry", &json!({"as_of": "2027-01-15"})),
        403,
        "role_not_allowed",
        "",
    );
    let expired = bureau.post("/v1/orders/expiry", &json!({"as_of": "2027-01-15"})).json();
    assert_eq!((&expired["expired"], &expired["orders"]), (&json!(1), &json!(["O-3"])));
    assert_eq!(bureau.post("/v1/orders/expiry", &json!({"as_of": "2027-01-15"})).json()["expired"], 0);
    assert_eq!(ids(&bureau.get("/v1/orders?status=expired")), ["O-3"]);
    drop(served);
    the_command_does_the_same(&data);
}

fn the_command_does_the_same(data: &str) {
    let json = |args: &[&str]| {
        let done = run(&[args, &["--data", data, "--format", "json"]].concat());
        assert_eq!(code(&done), 0, "{}", text(&done.stderr));
        serde_json::from_slice::<Value>(&done.stdout).unwrap()
    };
    assert_eq!(json(&["order", "reminders", "--as-of", "2027-01-15"])[0]["id"], "O-1");
    assert_eq!(json(&["order", "expire", "--as-of", "2027-02-01"])["orders"], json!(["O-1"]));
    let listed = json(&["order", "list", "--status", "open"]);
    let listed: Vec<_> = listed.as_array().unwrap().iter().map(|item| item["record"]["id"].as_str().unwrap()).collect();
    assert_eq!(listed, ["O-2", "O-4"]);
    let moved = json(&["order", "transition", "O-2", "--to", "withdrawn", "--reason", "position_closed"]);
    assert_eq!((&moved["record"]["status"], &moved["version"]), (&json!("withdrawn"), &json!(2)));
    let wrong = run(&["order", "transition", "O-4", "--to", "draft", "--reason", "other", "--data", data]);
    assert!(code(&wrong) == 2 && text(&wrong.stderr).contains("part_filled"), "{}", text(&wrong.stderr));
    let nowhere = run(&["order", "expire", "--data", &format!("{data}-none")]);
    assert_eq!(code(&nowhere), 2);
    let told = run(&["order", "reminders", "--as-of", "2027-01-15", "--data", data, "--language", "en"]);
    assert!(text(&told.stdout).contains("days left"), "{}", text(&told.stdout));
}

#[test]
fn each_sees_its_own_records_and_nobody_elses() {
    let scratch = Scratch::new("own");
    let (one, two) = (scratch.key("enterprise", "E-1"), scratch.key("enterprise", "E-2"));
    let (college, auditor) = (scratch.key("college", "C-1"), scratch.key("auditor", "AUDIT"));
    let served = &Served::start(Path::new(&scratch.path("data")));
    let (bureau, one, two) = (served.as_bureau(), served.as_key(&one), served.as_key(&two));
    for n in 1..=5 {
        let (id, owner) = (format!("O-{n}"), if n % 2 == 1 { "E-1" } else { "E-2" });
        assert_eq!(put(bureau, &format!("/v1/orders/{id}"), &order(&id, owner, &json!({}))).status, 201);
    }
    assert_eq!(ids(&one.get("/v1/orders")), ["O-1", "O-3", "O-5"]);
    let page = one.get("/v1/orders?limit=2").json();
    assert_eq!((page["next"].as_str(), &page["items"][0]["version"]), (Some("O-3"), &json!(1)));
    assert_eq!(ids(&one.get("/v1/orders?limit=2&cursor=O-3")), ["O-5"]);
    assert!(ids(&one.get("/v1/orders?organisation=E-2")).is_empty());
    assert_eq!(ids(&bureau.get("/v1/orders?organisation=E-2&node=NFM-M1&category=engineer")), ["O-2", "O-4"]);
    assert_eq!(ids(&served.as_key(&auditor).get("/v1/orders")).len(), 5);
    for path in ["/v1/orders/O-2", "/v1/orders/O-2/history"] {
        let (other, none) = (one.get(path), one.get(&path.replace("O-2", "O-9")));
        assert_eq!(text(&other.body), text(&none.body).replace("O-9", "O-2"));
        refused(&other, 404, "order_not_found", "");
    }
    refused(&put(one, "/v1/orders/O-2", &order("O-2", "E-1", &json!({}))), 404, "order_not_found", "");
    refused(&step(one, "O-2", "withdrawn", "other", &json!({})), 404, "order_not_found", "");
    refused(&put(one, "/v1/orders/O-8", &order("O-8", "E-2", &json!({}))), 422, "invalid_field", "enterprise.id");
    refused(&served.as_key(&college).get("/v1/orders"), 403, "role_not_allowed", "");
    refused(&put(served.as_key(&auditor), "/v1/orders/O-1", &json!({})), 403, "role_not_allowed", "");
    assert_eq!(ids(&two.get("/v1/organisations")), ["E-2"]);
    refused(&two.get("/v1/organisations/E-1"), 404, "organisation_not_found", "");
    let body = json!({"id": "E-3", "kind": "enterprise", "name": {"zh": "丙", "en": "C"}, "region": "nowhere"});
    refused(&put(bureau, "/v1/organisations/E-3", &body), 422, "invalid_field", "region");
    refused(&put(two, "/v1/organisations/E-2", &body), 403, "role_not_allowed", "");
}

fn cohort(more: &Value) -> Value {
    let mut cohort = json!({
        "id": "CH-1", "programme": "P-1", "college": "C-1", "name": {"zh": "订单班", "en": "Class"},
        "form": "order_class", "positions": ["NFM-P01"], "seats_min": 20, "seats_max": 30,
        "start": "2027-03-01", "ready": "2028-02-01", "status": "proposed",
        "shares": [{"enterprise": "E-1", "seats": 10}, {"enterprise": "E-2", "order": "O-2", "seats": 15}]
    });
    cohort.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    cohort
}

#[test]
fn a_college_keeps_its_programmes_and_cohorts() {
    let scratch = Scratch::new("college");
    let (mine, other) = (scratch.key("college", "C-1"), scratch.key("college", "C-2"));
    let (one, three) = (scratch.key("enterprise", "E-1"), scratch.key("enterprise", "E-3"));
    let served = &Served::start(Path::new(&scratch.path("data")));
    let (mine, other) = (served.as_key(&mine), served.as_key(&other));
    let at = "/v1/programmes/P-1";
    let programme = json!({"id": "P-1", "college": "C-1", "name": {"zh": "模具", "en": "Tooling"}, "seats": 45,
        "major": "v460301", "skills": [{"skill": "plc", "level": 3}]});
    let unknown = |field: &str, value: &Value| {
        let mut wrong = programme.clone();
        wrong[field] = value.clone();
        put(mine, at, &wrong)
    };
    refused(&unknown("major", &json!("v000000")), 422, "invalid_field", "major");
    refused(&unknown("skills", &json!([{"skill": "flying", "level": 3}])), 422, "invalid_field", "skills[0].skill");
    refused(&unknown("college", &json!("C-2")), 422, "invalid_field", "college");
    let made = put(mine, at, &programme);
    assert_eq!(made.status, 201, "{}", text(&made.body));
    refused(
        &put(other, at, &json!({"id": "P-1", "college": "C-2", "name": {"zh": "乙", "en": "B"}, "seats": 1})),
        404,
        "programme_not_found",
        "",
    );
    refused(&put(mine, "/v1/cohorts/CH-1", &cohort(&json!({"programme": "P-9"}))), 422, "invalid_field", "programme");
    refused(
        &put(mine, "/v1/cohorts/CH-1", &cohort(&json!({"positions": ["X"]}))),
        422,
        "invalid_field",
        "positions[0]",
    );
    assert_eq!(put(mine, "/v1/cohorts/CH-1", &cohort(&json!({}))).status, 201);
    let wrong = put(served.as_bureau(), "/v1/cohorts/CH-1", &cohort(&json!({"status": "agreed"})));
    refused(&wrong, 422, "invalid_field", "shares[1].enterprise");
    assert_eq!(ids(&mine.get("/v1/cohorts?status=proposed&programme=P-1")), ["CH-1"]);
    assert!(ids(&other.get("/v1/cohorts")).is_empty());
    let seen = served.as_key(&one).get("/v1/cohorts/CH-1").json();
    assert_eq!(seen["shares"], json!([{"enterprise": "E-1", "seats": 10}]));
    assert_eq!(served.as_key(&one).get("/v1/cohorts").json()["items"][0]["record"], seen);
    assert!(ids(&served.as_key(&three).get("/v1/cohorts")).is_empty());
    refused(&served.as_key(&three).get("/v1/cohorts/CH-1"), 404, "cohort_not_found", "");
    refused(&served.as_key(&one).get("/v1/programmes"), 403, "role_not_allowed", "");
    refused(&mine.ask("DELETE", at, &[], ""), 409, "reference_broken", "");
    assert_eq!(mine.ask("DELETE", "/v1/cohorts/CH-1", &[("if-match", "\"1\"")], "").status, 204);
    assert_eq!(mine.ask("DELETE", at, &[], "").status, 204);
    let past = mine.get("/v1/cohorts/CH-1/history").json();
    let operations: Vec<_> = past["items"].as_array().unwrap().iter().map(|past| &past["operation"]).collect();
    assert_eq!(operations, ["put", "delete"]);
    refused(&other.get("/v1/cohorts/CH-1/history"), 404, "cohort_not_found", "");
}

#[test]
fn outcomes_are_reported_of_people_and_orders_that_there_are() {
    let scratch = Scratch::new("outcomes");
    let (one, college) = (scratch.key("enterprise", "E-1"), scratch.key("college", "C-1"));
    let served = &Served::start(Path::new(&scratch.path("data")));
    let (bureau, one, college) = (served.as_bureau(), served.as_key(&one), served.as_key(&college));
    for (id, visible) in [("T-1", true), ("T-2", false)] {
        let person = json!({"id": id, "consent": {"ranking": true, "visible": visible}});
        assert_eq!(put(bureau, &format!("/v1/profiles/{id}"), &person).status, 201);
    }
    for (id, owner) in [("O-1", "E-1"), ("O-2", "E-2")] {
        assert_eq!(put(bureau, &format!("/v1/orders/{id}"), &order(id, owner, &json!({}))).status, 201);
    }
    let report = |asking: Asking<'_>, by: &str, talent: &str, order: &str| {
        let body = json!({"id": "R-1", "talent": talent, "organisation": by, "order": order, "date": "2027-01-15",
            "event": {"kind": "started"}});
        put(asking, "/v1/outcomes/R-1", &body)
    };
    refused(&report(one, "E-1", "T-9", "O-1"), 422, "invalid_field", "talent");
    assert_eq!(
        report(one, "E-1", "T-2", "O-1").json()["errors"][0]["allowed"],
        report(one, "E-1", "T-9", "O-1").json()["errors"][0]["allowed"]
    );
    refused(&report(one, "E-1", "T-1", "O-2"), 422, "invalid_field", "order");
    assert_eq!(report(one, "E-1", "T-1", "O-1").status, 201);
    refused(&college.get("/v1/outcomes/R-1"), 404, "outcome_not_found", "");
    assert_eq!(ids(&one.get("/v1/outcomes?talent=T-1&order=O-1&event=started")), ["R-1"]);
    assert!(ids(&bureau.get("/v1/outcomes?event=left")).is_empty() && ids(&college.get("/v1/outcomes")).is_empty());
    refused(&one.get("/v1/outcomes?event=promoted"), 400, "invalid_query", "query");
}

#[test]
fn demand_is_told_to_everybody_without_telling_of_anybody() {
    let scratch = Scratch::new("demand");
    let (one, college) = (scratch.key("enterprise", "E-1"), scratch.key("college", "C-1"));
    let served = &Served::start(Path::new(&scratch.path("data")));
    let bureau = served.as_bureau();
    let spread = [("NFM-M1", 1..=4), ("NFM-M2", 1..=5), ("NFM-U1", 6..=6), ("POL-U1", 7..=7)];
    for (node, enterprises) in &spread {
        for enterprise in enterprises.clone() {
            let (id, owner) = (format!("O-{node}-{enterprise}"), format!("E-{enterprise}"));
            let mut body = order(&id, &owner, &json!({"status": "open"}));
            body["demand"]["nodes"] = json!([node]);
            let made = put(bureau, &format!("/v1/orders/{id}?wait=indexed"), &body);
            assert_eq!(made.status, 201, "{}", text(&made.body));
        }
    }
    let cells = |asking: Asking<'_>, query: &str| {
        let answer = asking.get(&format!("/v1/demand{query}")).json();
        assert_eq!(answer["min_organisations"], 3);
        let cells = answer["cells"].as_array().unwrap().clone();
        let cells: Vec<_> =
            cells.iter().map(|c| (c["node"].as_str().unwrap().to_owned(), c["orders"].as_u64().unwrap())).collect();
        (cells, answer["totals"].as_array().unwrap().clone())
    };
    let (all, totals) = cells(bureau, "");
    assert_eq!((all.len(), totals.len()), (4, 2));
    for asking in [served.as_key(&one), served.as_key(&college)] {
        // One enterprise's node is withheld, and with it the next smallest; the chain of one enterprise is not there at all.
        let (told, totals) = cells(asking, "");
        assert_eq!(told, [("NFM-M2".to_owned(), 5)]);
        assert_eq!(totals, [json!({"chain": "NFM", "orders": 10, "seats": 30, "filled": 0})]);
        assert!(cells(asking, "?node=NFM-U1").0.is_empty() && cells(asking, "?node=NFM-M1").0.is_empty());
        assert_eq!(cells(asking, "?chain=POL"), (Vec::new(), Vec::new()));
        assert!(!text(&asking.get("/v1/demand").body).contains("E-"));
    }
}
