//! Sessions of the page: a key once, a cookie then; what another site could make a browser send; and the page itself.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::common::{Answer, Asking, Scratch, Served, bole, text};
use crate::running::Running;

const MARK: (&str, &str) = ("x-bole-page", "1");
const JSON: (&str, &str) = ("content-type", "application/json");

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().unwrap_or_default().to_owned()
}

fn stranger(served: &Served) -> Asking<'_> {
    Asking::stranger(served.address())
}

fn sign_in(service: Asking<'_>, body: &Value) -> Answer {
    service.ask("POST", "/v1/session", &[MARK, JSON], &body.to_string())
}

/// The cookie of a sign-in, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", text(&answer.body));
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

fn with(service: Asking<'_>, method: &str, path: &str, cookie: &str, headers: &[(&str, &str)]) -> Answer {
    let headers = [headers, &[("cookie", cookie)]].concat();
    service.ask(method, path, &headers, "")
}

#[test]
fn a_key_opens_a_session_that_ends_when_its_holder_says_so() {
    let scratch = Scratch::new("session");
    scratch.city(5, 1);
    let key = scratch.key("enterprise", "E-X1");
    let served = Served::start(&data(&scratch));
    let nobody = with(stranger(&served), "GET", "/v1/session", "", &[]).json();
    assert_eq!((&nobody["open"], &nobody["holder"]), (&json!(false), &Value::Null));

    let begun = sign_in(stranger(&served), &json!({"key": key}));
    let cookie = cookie(&begun);
    let flags = begun.header("set-cookie").unwrap();
    for flag in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=1800"] {
        assert!(flags.contains(flag), "{flags}");
    }
    assert!(!flags.contains("Secure") && !flags.contains(key.rsplit_once('_').unwrap().1), "{flags}");
    let holder = begun.json()["holder"].clone();
    assert_eq!((&holder["role"], &holder["organisation"]), (&json!("enterprise"), &json!("E-X1")));
    assert!(holder["expires"].as_str().unwrap() < holder["ends"].as_str().unwrap());

    assert_eq!(with(stranger(&served), "GET", "/v1/orders", &cookie, &[]).status, 200);
    assert_eq!(code(&with(stranger(&served), "GET", "/v1/keys", &cookie, &[])), "role_not_allowed");
    assert_eq!(with(stranger(&served), "GET", "/v1/session", &cookie, &[]).json()["holder"]["role"], "enterprise");
    let out = with(stranger(&served), "DELETE", "/v1/session", &cookie, &[MARK]);
    assert_eq!((out.status, out.header("set-cookie").unwrap().contains("Max-Age=0")), (204, true));
    assert_eq!(code(&with(stranger(&served), "GET", "/v1/orders", &cookie, &[])), "key_missing");
}

#[test]
fn what_is_no_key_opens_no_session_and_is_not_repeated() {
    let scratch = Scratch::new("nosession");
    scratch.city(5, 1);
    let key = scratch.key("bureau", "B");
    let served =
        Served::start_with(&data(&scratch), &[("BOLE_STRANGERS_BURST", "6"), ("BOLE_STRANGERS_PER_SECOND", "1")]);
    let forged = format!("{}0000", &key[..key.len() - 4]);
    for wrong in [forged.as_str(), "nonsense"] {
        let refused = sign_in(stranger(&served), &json!({"key": wrong}));
        assert_eq!((refused.status, code(&refused).as_str()), (401, "key_refused"));
        assert!(refused.header("set-cookie").is_none() && !text(&refused.body).contains(wrong));
    }
    assert_eq!(sign_in(stranger(&served), &json!({})).status, 422);
    assert_eq!(sign_in(stranger(&served), &json!({"key": key, "role": "auditor"})).status, 422);
    let guessed = (0..20).map(|_| sign_in(stranger(&served), &json!({"key": forged})).status).collect::<Vec<_>>();
    assert!(guessed.contains(&429), "{guessed:?}");
}

#[test]
fn another_site_changes_nothing_with_a_cookie_that_a_browser_sends() {
    let scratch = Scratch::new("csrf");
    scratch.city(5, 1);
    let key = scratch.key("bureau", "B");
    let served = Served::start(&data(&scratch));
    let cookie = cookie(&sign_in(stranger(&served), &json!({"key": key})));
    let asked = json!({"role": "enterprise", "organisation": "E-9"}).to_string();
    let make = |headers: &[(&str, &str)]| {
        let headers = [headers, &[JSON, ("cookie", &cookie)]].concat();
        stranger(&served).ask("POST", "/v1/keys", &headers, &asked)
    };
    let near = ("sec-fetch-site", "same-origin");
    for headers in
        [&[][..], &[near], &[MARK, ("sec-fetch-site", "cross-site")], &[MARK, ("origin", "http://evil.test")]]
    {
        let refused = make(headers);
        assert_eq!((refused.status, code(&refused).as_str()), (403, "not_the_page"), "{headers:?}");
    }
    let before = served.get("/v1/keys?organisation=E-9").json();
    assert_eq!(before["items"].as_array().unwrap().len(), 0);
    assert_eq!(make(&[MARK, near]).status, 201);
    // Whoever shows a token is a program: no browser adds one by itself.
    assert_eq!(served.as_key(&key).ask("POST", "/v1/keys", &[JSON], &asked).status, 201);
    let foreign = stranger(&served).ask("POST", "/v1/session", &[JSON], &json!({"key": key}).to_string());
    assert_eq!(code(&foreign), "not_the_page");
}

#[test]
fn a_key_taken_back_ends_its_sessions_at_once() {
    let scratch = Scratch::new("revoked");
    scratch.city(5, 1);
    let key = scratch.key("college", "C-X1");
    let served = Served::start(&data(&scratch));
    let cookie = cookie(&sign_in(stranger(&served), &json!({"key": key})));
    assert_eq!(with(stranger(&served), "GET", "/v1/programmes", &cookie, &[]).status, 200);
    let id = key.split('_').nth(1).unwrap();
    assert_eq!(served.ask("DELETE", &format!("/v1/keys/{id}"), &[], "").status, 204);
    assert_eq!(code(&with(stranger(&served), "GET", "/v1/programmes", &cookie, &[])), "key_refused");
    assert_eq!(with(stranger(&served), "GET", "/v1/session", &cookie, &[]).json()["holder"], Value::Null);
}

#[test]
fn servers_with_one_secret_read_each_others_cookies() {
    let scratch = Scratch::new("secret");
    scratch.city(5, 1);
    let key = scratch.key("bureau", "B");
    let secret = [("BOLE_SESSION_SECRET", "a secret of at least 32 bytes, for tests")];
    let first = Served::start_with(&data(&scratch), &secret);
    let kept = cookie(&sign_in(stranger(&first), &json!({"key": key})));
    drop(first);
    let again = Served::start_with(&data(&scratch), &secret);
    assert_eq!(with(stranger(&again), "GET", "/v1/orders", &kept, &[]).status, 200);
    drop(again);
    let other = Served::start(&data(&scratch));
    assert_eq!(with(stranger(&other), "GET", "/v1/orders", &kept, &[]).status, 401);
}

#[test]
fn the_demonstration_is_looked_at_with_the_rights_of_a_face() {
    let mut command = bole();
    command.args(["demo", "--profiles", "60", "--port", "0"]);
    let running = Running::from(command);
    let service = Asking::stranger(&running.address);
    let get = |path: &str, cookie: &str| with(service, "GET", path, cookie, &[]);
    assert_eq!(get("/v1/session", "").json()["holder"]["role"], "bureau");
    assert_eq!(get("/v1/tasks", "").status, 200);
    let order = get("/v1/orders?limit=1", "").json()["items"][0]["record"].clone();
    let enterprise = order["enterprise"]["id"].as_str().unwrap();
    let face = cookie(&sign_in(service, &json!({"role": "enterprise", "organisation": enterprise})));
    let told = get("/v1/session", &face).json();
    assert_eq!((&told["open"], &told["holder"]["organisation"]), (&json!(true), &json!(enterprise)));
    assert_eq!(code(&get("/v1/audit", &face)), "role_not_allowed");
    let own = get("/v1/orders?limit=100", &face).json();
    let own = own["items"].as_array().unwrap();
    assert!(!own.is_empty() && own.iter().all(|item| item["record"]["enterprise"]["id"] == enterprise));
    assert_eq!(sign_in(service, &json!({"key": "bole_K-1_00"})).status, 422);
}

#[test]
fn the_page_comes_with_the_binary_and_runs_nothing_that_stands_in_it() {
    let scratch = Scratch::new("page");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    for path in ["/", "/sign-in", "/bureau", "/enterprise/orders/O-1"] {
        let answer = stranger(&served).get(path);
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-cache")), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("script-src 'self';") && policy.contains("default-src 'none'"), "{policy}");
        let document = text(&answer.body);
        assert!(document.contains("/assets/") && !document.contains("http://") && !document.contains("https://"));
    }
    assert_eq!(stranger(&served).get("/nothing").status, 404);
    assert_eq!(stranger(&served).ask("POST", "/bureau", &[], "").status, 404);
}
