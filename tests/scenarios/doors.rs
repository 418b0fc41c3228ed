//! What keeps the service standing: TLS, rates, limits of time and depth, orderly ends, health and metrics.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use serde_json::json;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

use crate::common::{Scratch, Served, bole, code, run, text};

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

/// A service started with arguments and settings of its own; killed when dropped.
struct Running {
    child: Child,
    address: String,
    output: BufReader<std::process::ChildStdout>,
}

impl Running {
    fn start(args: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = bole();
        command.args(args).args(["--port", "0"]).envs(settings.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let line = output.by_ref().lines().find_map(|line| line.ok().filter(|line| line.contains("://"))).unwrap();
        let address = line.split("://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address, output }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn tls_is_spoken_with_the_certificate_of_the_flags() {
    let scratch = Scratch::new("tls");
    scratch.city(5, 1);
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = scratch.write("c.pem", &made.cert.pem());
    let key = scratch.write("k.pem", &made.signing_key.serialize_pem());
    let token = scratch.key("bureau", "BUREAU");
    let data = scratch.path("data");
    let args = ["serve", "--data", &data, "--tls-certificate", &certificate, "--tls-key", &key];
    let running = Running::start(&args, &[]);
    let port = running.address.rsplit(':').next().unwrap();
    let roots: Vec<Certificate<'static>> = parse_pem(made.cert.pem().as_bytes())
        .filter_map(|item| if let PemItem::Certificate(found) = item.unwrap() { Some(found) } else { None })
        .collect();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::new_with_certs(&roots))
        .build();
    let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).build().into();
    let asked =
        agent.get(format!("https://localhost:{port}/v1/chains")).header("authorization", format!("Bearer {token}"));
    let answer = asked.call().unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("strict-transport-security"));
    let mut plain = TcpStream::connect(("127.0.0.1", port.parse().unwrap())).unwrap();
    plain.write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut said = Vec::new();
    let _ = plain.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP/1.1 200"));
}

#[test]
fn a_certificate_that_cannot_be_read_and_an_open_address_are_bad_settings() {
    let scratch = Scratch::new("badtls");
    scratch.city(5, 1);
    scratch.key("bureau", "BUREAU");
    let (data, none) = (scratch.path("data"), scratch.path("none.pem"));
    let refused = run(&["serve", "--data", &data, "--port", "0", "--tls-certificate", &none, "--tls-key", &none]);
    assert_eq!(code(&refused), 2);
    assert!(text(&refused.stderr).contains("tls_certificate"), "{}", text(&refused.stderr));
    let mut demo = bole();
    demo.args(["demo", "--profiles", "5", "--port", "0", "--language", "en"]);
    let open = demo.envs([("BOLE_ADDRESS", "0.0.0.0"), ("BOLE_PLAIN_HTTP", "true")]).output().unwrap();
    assert_eq!(code(&open), 2, "{}", text(&open.stderr));
    assert!(text(&open.stderr).contains("loopback"));
}

#[test]
fn a_key_and_a_stranger_that_ask_too_often_are_told_to_wait_and_others_are_not() {
    let scratch = Scratch::new("rates");
    scratch.city(5, 1);
    let calm = scratch.key("enterprise", "E-CALM");
    let settings = [
        ("BOLE_REQUESTS_PER_SECOND", "1"),
        ("BOLE_REQUESTS_BURST", "3"),
        ("BOLE_STRANGERS_PER_SECOND", "1"),
        ("BOLE_STRANGERS_BURST", "2"),
    ];
    let served = Served::start_with(&data(&scratch), &settings);
    let until_refused = |token: Option<&str>| {
        let ask = || token.map_or_else(|| served.get("/v1/method"), |token| served.as_key(token).get("/v1/method"));
        (0..50).map(|_| ask()).find(|answer| answer.status == 429).unwrap()
    };
    let busy = until_refused(None);
    assert_eq!(busy.json()["code"], "too_many_requests");
    assert!(busy.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(served.as_key(&calm).get("/v1/method").status, 200);
    until_refused(Some("bole_K-000000000000_00"));
    assert_eq!(served.as_key(&calm).get("/v1/method").status, 200);
    assert_eq!(served.as_key("").get("/health/live").status, 200);
}

#[test]
fn a_body_that_does_not_come_is_cut_and_a_head_too() {
    let scratch = Scratch::new("slow");
    scratch.city(5, 1);
    let token = scratch.key("bureau", "SLOW");
    let settings = [("BOLE_BODY_SECONDS", "1"), ("BOLE_HEAD_SECONDS", "1")];
    let running = Running::start(&["serve", "--data", &scratch.path("data")], &settings);
    let said = |sent: &str| {
        let mut stream = TcpStream::connect(&running.address).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).unwrap();
        text(&said)
    };
    let slow_body = said(&format!(
        "POST /v1/classify HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{"
    ));
    assert!(slow_body.starts_with("HTTP/1.1 408") && slow_body.contains("body_too_slow"), "{slow_body}");
    let slow_head = said("GET /v1/chains HTTP/1.1\r\nhost: x\r\nx-slow: ");
    assert!(slow_head.is_empty() || slow_head.starts_with("HTTP/1.1 408"), "{slow_head}");
}

#[test]
fn too_many_requests_at_once_are_told_to_come_again() {
    let scratch = Scratch::new("crowd");
    scratch.city(5, 1);
    let token = scratch.key("bureau", "CROWD");
    let settings = [("BOLE_IN_FLIGHT", "1"), ("BOLE_BODY_SECONDS", "60")];
    let served = Served::start_with(&data(&scratch), &settings);
    let head = format!(
        "POST /v1/classify HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{"
    );
    let mut waiting = Vec::new();
    // Where a question came before it, who was to wait was sent away itself: then another one waits.
    let full = (0..100).find_map(|_| {
        let mut stream = TcpStream::connect(served.address()).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        waiting.push(stream);
        (0..20).map(|_| served.get("/v1/method")).find(|answer| answer.status == 503)
    });
    let full = full.unwrap();
    assert_eq!((full.json()["code"].as_str(), full.header("retry-after")), (Some("overloaded"), Some("1")));
    assert_eq!(served.get("/health/ready").status, 200);
    drop(waiting);
    assert!((0..500).any(|_| served.get("/v1/method").status == 200));
}

#[test]
fn deep_json_is_refused_and_the_service_stands() {
    let scratch = Scratch::new("deep");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let nested = format!("{}1{}", "{\"profile\":".repeat(5_000), "}".repeat(5_000));
    for body in [deep, nested] {
        let answer = served.ask("POST", "/v1/classify", &[("content-type", "application/json")], &body);
        assert!([400, 422].contains(&answer.status), "{}", answer.status);
        assert!(answer.json()["code"].is_string());
    }
    assert_eq!(served.get("/health/ready").status, 200);
}

#[test]
fn answers_carry_the_headers_that_make_browsers_careful() {
    let scratch = Scratch::new("shield");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    for path in ["/v1/chains", "/v1/nothing", "/docs/", "/", "/health/live"] {
        let answer = served.get(path);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{path}");
        assert!(answer.header("strict-transport-security").is_none());
    }
    assert_eq!(served.get("/v1/chains").header("cache-control"), Some("no-store"));
}

#[test]
fn health_and_metrics_tell_how_far_the_index_is() {
    let scratch = Scratch::new("health");
    scratch.city(5, 1);
    let served = Served::start(&data(&scratch));
    let person = json!({"id": "T-NEW", "synthetic": true}).to_string();
    let headers = [("content-type", "application/json")];
    assert_eq!(served.ask("PUT", "/v1/profiles/T-NEW?wait=indexed", &headers, &person).status, 201);
    let ready = served.get("/health/ready").json();
    assert_eq!((&ready["status"], &ready["people"]), (&json!("ok"), &json!(6)), "{ready}");
    assert!(ready["reached"].as_u64().unwrap() > 0 && ready["head"].as_u64() >= ready["reached"].as_u64());
    assert_eq!(served.as_key("").get("/metrics").status, 401);
    let counted = text(&served.get("/metrics").body);
    for line in [
        "bole_people 6",
        "bole_request_seconds_count{method=\"PUT\",route=\"/v1/profiles/{id}\",status=\"201\"} 1",
        "bole_store_head ",
        "bole_index_reached ",
        "bole_tasks 0",
    ] {
        assert!(counted.contains(line), "{line}: {counted}");
    }
    assert!(!counted.contains("T-NEW"));
}

#[test]
fn told_to_stop_the_service_ends_what_it_began_and_exits_0() {
    let scratch = Scratch::new("term");
    scratch.city(5, 1);
    let token = scratch.key("bureau", "TERM");
    let mut running = Running::start(&["serve", "--data", &scratch.path("data")], &[]);
    let mut idle = TcpStream::connect(&running.address).unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    idle.read_exact(&mut [0; 12]).unwrap();
    let mut begun = TcpStream::connect(&running.address).unwrap();
    let body = json!({"talent_id": "T-00000001"}).to_string();
    let head = format!(
        "POST /v1/classify HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    begun.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let told = Command::new("kill").args(["-TERM", &running.child.id().to_string()]).status().unwrap();
    assert!(told.success());
    std::thread::sleep(std::time::Duration::from_millis(300));
    begun.write_all(body.as_bytes()).unwrap();
    let mut said = Vec::new();
    begun.read_to_end(&mut said).unwrap();
    assert!(text(&said).starts_with("HTTP/1.1 200"), "{}", text(&said));
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
    let mut rest = String::new();
    running.output.read_to_string(&mut rest).unwrap();
    assert!(TcpStream::connect(&running.address).is_err());
    assert!(Path::new(&scratch.path("data")).exists());
}
