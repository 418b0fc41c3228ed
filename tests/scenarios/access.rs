//! Who may come in: keys and roles, through the real service.

use std::path::PathBuf;

use serde_json::json;

use crate::common::{Scratch, Served, bole, code, run, text};

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

#[test]
fn serving_without_a_key_is_refused_with_the_command_that_makes_one() {
    let scratch = Scratch::new("keyless");
    scratch.city(5, 1);
    let refused = bole().args(["serve", "--data", &scratch.path("data"), "--port", "0"]).output().unwrap();
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("bole key create"), "{}", text(&refused.stderr));
}

#[test]
fn only_a_sound_key_opens() {
    let scratch = Scratch::new("sound");
    scratch.city(5, 1);
    let (first, second) = (scratch.key("enterprise", "E-X1"), scratch.key("enterprise", "E-X2"));
    let served = Served::start(&data(&scratch));
    let crossed = format!("{}_{}", first.rsplit_once('_').unwrap().0, second.rsplit_once('_').unwrap().1);
    let forged = format!("{}0", &first[..first.len() - 1]);
    let cut = &first[..first.len() - 1];
    assert_eq!(served.as_key(&first).get("/v1/chains").status, 200);
    let refused = |token: &str| {
        let answer = served.as_key(token).get("/v1/chains");
        assert_eq!(answer.status, 401, "{token}");
        assert!(answer.header("www-authenticate").unwrap().starts_with("Bearer"));
        answer.json()["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(""), "key_missing");
    for wrong in [&crossed, &forged, cut, "bole_K-000000000000_00", "nonsense"] {
        assert_eq!(refused(wrong), "key_refused");
    }
}

#[test]
fn a_key_made_on_a_running_service_opens_at_once_and_taken_back_no_more() {
    let scratch = Scratch::new("running");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    let made = served.post("/v1/keys", &json!({"role": "enterprise", "organisation": "E-X1", "label": "人事"}));
    assert_eq!(made.status, 201, "{}", text(&made.body));
    let made = made.json();
    let (token, id) = (made["token"].as_str().unwrap(), made["key"]["id"].as_str().unwrap());
    assert!(made["key"].get("hash").is_none());
    assert_eq!(served.as_key(token).get("/v1/chains").status, 200);
    assert_eq!(served.as_key(token).get("/v1/keys").json()["code"], "role_not_allowed");
    let listed = served.get("/v1/keys?organisation=E-X1").json();
    assert_eq!((&listed["items"][0]["label"], listed["items"].as_array().unwrap().len()), (&json!("人事"), 1));
    assert_eq!(served.ask("DELETE", &format!("/v1/keys/{id}"), &[], "").status, 204);
    assert_eq!(served.as_key(token).get("/v1/chains").json()["code"], "key_refused");
    assert_eq!(served.get(&format!("/v1/keys/{id}")).json()["state"], "revoked");
    let auditor = served.post("/v1/keys", &json!({"role": "auditor", "organisation": "AUDIT"}));
    assert_eq!((auditor.status, auditor.json()["errors"][0]["field"].as_str()), (422, Some("role")));
    let other_kind = served.post("/v1/keys", &json!({"role": "college", "organisation": "E-X1"}));
    assert_eq!((other_kind.status, other_kind.json()["errors"][0]["field"].as_str()), (422, Some("role")));
}

#[test]
fn an_expired_key_says_so_and_a_key_of_the_command_line_comes_with_its_organisation() {
    let scratch = Scratch::new("expired");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    let soon = expiring(&served, 1_500);
    assert_eq!(served.as_key(&soon).get("/v1/chains").status, 200);
    let code = |answer: crate::common::Answer| answer.json()["code"].as_str().unwrap_or_default().to_owned();
    while served.as_key(&soon).get("/v1/chains").status == 200 {
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(code(served.as_key(&soon).get("/v1/chains")), "key_expired");
    let forged = format!("{}0000", &soon[..soon.len() - 4]);
    assert_eq!(code(served.as_key(&forged).get("/v1/chains")), "key_refused");
}

/// A key that expires in so many milliseconds.
fn expiring(served: &Served, millis: u64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64;
    let expires = bole_engine::model::Moment::from_millis(now + millis as i64).unwrap();
    let asked = json!({"role": "service", "organisation": "SOON", "expires": expires});
    let made = served.post("/v1/keys", &asked);
    assert_eq!(made.status, 201, "{}", text(&made.body));
    made.json()["token"].as_str().unwrap().to_owned()
}

#[test]
fn keys_are_listed_without_secrets_and_taken_back_on_the_command_line() {
    let scratch = Scratch::new("keylist");
    let (data, token) = (scratch.path("data"), scratch.key("auditor", "AUDIT"));
    let id = token.strip_prefix("bole_").unwrap().rsplit_once('_').unwrap().0.to_owned();
    let secret = token.rsplit_once('_').unwrap().1;
    let listed = run(&["key", "list", "--data", &data, "--language", "zh"]);
    assert_eq!(code(&listed), 0, "{}", text(&listed.stderr));
    let told = text(&listed.stdout);
    assert!(told.contains(&id) && told.contains("可用") && !told.contains(secret), "{told}");
    let taken = run(&["key", "revoke", "--data", &data, &id, "--format", "json"]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    assert!(text(&taken.stdout).contains("\"revoked\""));
    assert_eq!(code(&run(&["key", "revoke", "--data", &data, "K-none"])), 2);
    let refused = run(&["serve", "--data", &data, "--port", "0", "--language", "en"]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("bole key create"));
    let files = std::fs::read_dir(&data).unwrap().flatten().filter(|file| file.path().is_file());
    for file in files {
        let bytes = std::fs::read(file.path()).unwrap();
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "the secret stands in {:?}", file.path());
    }
    let wrong = run(&["key", "create", "--data", &data, "--role", "college", "--organisation", "AUDIT"]);
    assert_eq!(code(&wrong), 2, "{}", text(&wrong.stderr));
}

#[test]
fn a_folder_in_use_says_where_keys_are_made_meanwhile() {
    let scratch = Scratch::new("keybusy");
    scratch.city(5, 1);
    let _served = Served::start(&data(&scratch));
    let data = scratch.path("data");
    let busy = run(&["key", "create", "--data", &data, "--role", "bureau", "--organisation", "B"]);
    assert_eq!(code(&busy), 1);
    assert!(text(&busy.stderr).contains("POST /v1/keys"), "{}", text(&busy.stderr));
}
