//! What a service answers to the same questions: rankings in both directions and searches by words.

use serde_json::{Value, json};

use super::load::Bodies;
use crate::running::Client;

const WORDS: [&str; 6] = ["数控", "工程师 电池", "焊工", "quality engineer", "plc", "质量管理"];

/// Answers once every index has taken over what was written.
pub(super) fn answers(client: &mut Client, bodies: &Bodies) -> Vec<Value> {
    settled(client, bodies);
    let mut answers = Vec::new();
    for order in bodies.orders.iter().take(12) {
        let asked = json!({"order": order, "top": 30, "as_of": "2026-11-20", "explain": "none"}).to_string();
        let answer = client.ask("POST", "/v1/match/candidates", &asked).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        answers.push(answer.body["items"].clone());
    }
    for person in ["T-00000001", "T-00000003"] {
        let asked = json!({"talent_id": person, "top": 10, "as_of": "2026-11-20", "explain": "none"}).to_string();
        let answer = client.ask("POST", "/v1/match/positions", &asked).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        answers.push(answer.body["items"].clone());
    }
    answers.extend(WORDS.iter().map(|words| found(client, words)));
    assert!(answers.iter().filter(|items| items.as_array().is_some_and(|items| !items.is_empty())).count() > 3);
    answers
}

/// Who is found by words.
pub(super) fn found(client: &mut Client, words: &str) -> Value {
    let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    client.until(200, "GET", &format!("/v1/profiles?limit=100&q={words}"), "").body["items"].take()
}

/// Waits until the indexes see the last write: the same record again changes nothing and waits for all before it.
pub(super) fn settled(client: &mut Client, bodies: &Bodies) {
    let mut person = bodies.people[1].clone();
    person["id"] = json!("T-settled");
    let reply = client.put("/v1/profiles/T-settled?wait=indexed", &person).unwrap();
    assert!(matches!(reply.status, 201 | 204), "{reply:?}");
}
