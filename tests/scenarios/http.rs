//! The real service over loopback: answers, problems with stable codes, limits, request ids.

use std::path::Path;

use crate::common::{Scratch, Served, text};
use serde_json::{Value, json};

fn entry(served: &Served) -> String {
    let found = served.get("/v1/entries?limit=1").json();
    found["items"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_city_is_served() {
    let scratch = Scratch::new("served");
    scratch.city(600, 2);
    let served = &Served::start(Path::new(&scratch.path("data")));
    candidates_are_ranked_and_masked(served);
    positions_are_ranked_for_a_person(served);
    what_if_names_requirements(served);
    the_catalog_is_found_and_paged(served);
    a_person_comes_and_goes(served);
    problems_have_codes(served);
    limits_hold(served);
    pages_and_ids(served);
}

fn candidates_are_ranked_and_masked(served: &Served) {
    let asked = json!({"entry_id": entry(served), "top": 5, "explain": "full", "language": "en", "excluded": true});
    let answer = served.post("/v1/match/candidates", &asked).json();
    assert_eq!(answer["items"].as_array().unwrap().len(), 5, "{answer}");
    assert_eq!((&answer["edition"], &answer["total"].is_u64()), (&json!("qingyuan-2026"), &true));
    assert_eq!(answer["method"]["hash"].as_str().unwrap().len(), 64);
    let best = &answer["items"][0];
    let points: f64 = best["parts"].as_array().unwrap().iter().map(|part| part["points"].as_f64().unwrap()).sum();
    assert!((points - best["fit"].as_f64().unwrap()).abs() < 1e-3);
    assert!(best["name"].as_str().is_none_or(|name| name.ends_with('*')));
    let lean = served.post("/v1/match/candidates", &json!({"entry_id": entry(served), "explain": "none"})).json();
    assert!(lean["items"][0].get("parts").is_none());
}

fn positions_are_ranked_for_a_person(served: &Served) {
    let answer =
        served.post("/v1/match/positions", &json!({"talent_id": "T-00000001", "top": 3, "sort": "both"})).json();
    assert_eq!(answer["items"].as_array().unwrap().len(), 3, "{answer}");
    assert!(answer["items"][0]["id"]["kind"].is_string() && answer["items"][0]["name"].is_string());
    let sorted = served.post("/v1/classify", &json!({"talent_id": "T-00000001"}));
    assert_eq!(sorted.status, 200);
    assert_eq!(sorted.json()["scores"].as_array().unwrap().len(), 4);
}

fn what_if_names_requirements(served: &Served) {
    let answer = served.post("/v1/match/what-if", &json!({"order_id": "O-000001", "top": 10}));
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    for item in answer.json()["items"].as_array().unwrap() {
        assert!(!item["asked"].as_str().unwrap().is_empty());
    }
}

fn the_catalog_is_found_and_paged(served: &Served) {
    let found = served.get("/v1/search?q=%E6%95%B0%E6%8E%A7&limit=2").json();
    assert!(found["items"][0]["title"].is_string() && found["facets"]["chains"].is_array(), "{found}");
    let chains = served.get("/v1/chains").json();
    let id = chains["items"][0]["id"].as_str().unwrap();
    let chain = served.get(&format!("/v1/chains/{id}")).json();
    assert_eq!(chain["nodes"].as_array().unwrap().len() as u64, chains["items"][0]["nodes"].as_u64().unwrap());
    let (mut seen, mut cursor) = (0, String::new());
    loop {
        let page = served.get(&format!("/v1/entries?limit=40{cursor}")).json();
        seen += page["items"].as_array().unwrap().len();
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen as u64, served.get("/v1/editions/current").json()["entries"].as_u64().unwrap());
    let method = served.get("/v1/method").json();
    let weights: f64 = method["weights"]["engineer"].as_object().unwrap().values().map(|w| w.as_f64().unwrap()).sum();
    assert!((weights - 1.0).abs() < 1e-9);
}

fn a_person_comes_and_goes(served: &Served) {
    let at = "/v1/profiles/T-new";
    let json = [("content-type", "application/json")];
    let body = json!({"id": "T-new", "name": "欧阳修远", "text": "secret"}).to_string();
    assert_eq!(served.ask("PUT", at, &json, &body).status, 201);
    assert_eq!(served.ask("PUT", at, &json, &body).status, 204);
    let shown = served.get(at).json();
    assert_eq!((&shown["name"], &shown["text"]), (&json!("欧阳修远"), &json!("secret")));
    assert_eq!(served.ask("PUT", "/v1/profiles/T-other", &json, &body).json()["code"], "invalid_field");
    let unknown = json!({"id": "T-new", "skills": [{"skill": "no-such-skill"}]}).to_string();
    let refused = served.ask("PUT", at, &json, &unknown).json();
    assert!(refused["errors"][0]["field"].as_str().unwrap().starts_with("skills[0]"), "{refused}");
    assert_eq!(served.ask("DELETE", at, &[], "").status, 204);
    assert_eq!(served.get(at).json()["code"], "profile_not_found");
}

fn problems_have_codes(served: &Served) {
    let post = |body: &str| served.ask("POST", "/v1/match/candidates", &[("content-type", "application/json")], body);
    let cases: [(u16, &str, Value); 9] = [
        (404, "route_not_found", served.get("/v1/nothing").json()),
        (405, "method_not_allowed", served.ask("DELETE", "/v1/chains", &[], "").json()),
        (404, "chain_not_found", served.get("/v1/chains/NONE").json()),
        (400, "invalid_path", served.get("/v1/entries/%20").json()),
        (400, "invalid_query", served.get("/v1/search?limit=0").json()),
        (400, "invalid_query", served.get("/v1/search?colour=red").json()),
        (400, "malformed_json", post("{").json()),
        (422, "invalid_field", post("{\"top\":0}").json()),
        (
            415,
            "unsupported_media_type",
            served.ask("POST", "/v1/classify", &[("content-type", "text/plain")], "x").json(),
        ),
    ];
    for (status, code, problem) in cases {
        assert_eq!((&problem["status"], &problem["code"]), (&json!(status), &json!(code)), "{problem}");
    }
    let refused = served.get("/v1/nothing");
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert_eq!(served.ask("POST", "/v1/chains", &[], "").header("allow"), Some("GET"));
    let named = post("{\"top\":0,\"entry_id\":\"x\"}").json();
    assert_eq!(named["errors"][0]["field"], "top");
    assert_eq!(post("{}").json()["errors"][0]["allowed"], "exactly one of order, demand, order_id, entry_id");
}

fn limits_hold(served: &Served) {
    let json = [("content-type", "application/json")];
    let big = format!("\"{}\"", "x".repeat(1 << 20));
    let refused = served.ask("POST", "/v1/classify", &json, &big);
    assert_eq!((refused.status, refused.json()["code"].as_str().unwrap()), (413, "body_too_large"));
    let long = format!("/v1/search?q={}", "x".repeat(4097));
    assert_eq!(served.get(&long).json()["code"], "query_too_long");
    let words = format!("/v1/search?q={}", "x".repeat(201));
    assert_eq!(served.get(&words).json()["errors"][0]["field"], "q");
}

fn pages_and_ids(served: &Served) {
    for path in ["/", "/docs/", "/health/live", "/health/ready", "/openapi.json"] {
        assert_eq!(served.get(path).status, 200, "{path}");
    }
    assert_eq!(served.ask("HEAD", "/health/live", &[], "").status, 200);
    let own = served.ask("GET", "/v1/chains", &[("x-request-id", "abc-1")], "");
    assert_eq!(own.header("x-request-id"), Some("abc-1"));
    assert!(served.get("/v1/nothing").header("x-request-id").is_some());
    let zipped = |path| {
        served.ask("GET", path, &[("accept-encoding", "gzip")], "").header("content-encoding").map(str::to_owned)
    };
    assert_eq!(zipped("/v1/entries?limit=100").as_deref(), Some("gzip"));
    assert_eq!(zipped("/v1/chains"), None);
}
