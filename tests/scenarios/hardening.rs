//! What comes from outside and is not meant well, or goes away: bytes that are no request, callers that dawdle, a store that
//! is gone, an end in the middle of an import. The service answers a problem or closes, and lives on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bole_postgres::{Postgres, Shutdown};
use serde_json::json;

use crate::common::{Answer, Scratch, Served, code, run, text};
use crate::running::{self, PATIENCE, Running};

/// What a system that stops services gives them.
const GRACE: Duration = Duration::from_secs(10);

fn data(scratch: &Scratch) -> PathBuf {
    PathBuf::from(scratch.path("data"))
}

/// What is answered to raw bytes until the service closes.
fn said(address: &str, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // The service may close before it has read everything.
    let _ = stream.write_all(sent);
    let mut said = Vec::new();
    if let Err(error) = stream.read_to_end(&mut said) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "neither answered nor closed");
    }
    String::from_utf8_lossy(&said).into_owned()
}

fn refused(said: &str) -> bool {
    said.is_empty() || said.starts_with("HTTP/1.1 4")
}

#[test]
fn every_answer_tells_browsers_to_be_careful_also_a_refusal() {
    let scratch = Scratch::new("careful");
    scratch.city(5, 1);
    let enterprise = scratch.key("enterprise", "E-X1");
    let served = Served::start(&data(&scratch));
    let json = [("content-type", "application/json")];
    let long = "x".repeat(2 << 20);
    let answers: [(u16, Answer); 11] = [
        (200, served.get("/v1/chains")),
        (200, served.get("/openapi.json")),
        (400, served.ask("POST", "/v1/classify", &json, "{")),
        (401, served.as_key("").get("/v1/chains")),
        (403, served.as_key(&enterprise).get("/v1/audit")),
        (404, served.get("/v1/profiles/T-NOBODY")),
        (404, served.get("/nothing/here")),
        (405, served.ask("DELETE", "/v1/chains", &[], "")),
        (413, served.ask("POST", "/v1/classify", &json, &format!("\"{long}\""))),
        (415, served.ask("POST", "/v1/classify", &[("content-type", "text/csv")], "a,b")),
        (422, served.ask("POST", "/v1/classify", &json, "{\"talent\": 1}")),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{}", answer.head);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{}", answer.head);
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{}", answer.head);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", answer.head);
        assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
        assert!(answer.header("x-request-id").is_some(), "{}", answer.head);
        assert!(answer.header("server").is_none(), "{}", answer.head);
    }
}

#[test]
fn bytes_that_are_no_request_are_refused_and_the_service_lives_on() {
    let scratch = Scratch::new("noise");
    scratch.city(5, 1);
    let settings = [("BOLE_HEAD_SECONDS", "1"), ("BOLE_BODY_SECONDS", "1"), ("BOLE_KEEP_ALIVE_SECONDS", "1")];
    let served = Served::start_with(&data(&scratch), &settings);
    let get = |rest: &str| format!("GET /v1/chains HTTP/1.1\r\nhost: x\r\n{rest}\r\n");
    let post = |rest: &str| get(rest).replacen("GET /v1/chains", "POST /v1/classify", 1);
    let noise: [Vec<u8>; 9] = [
        get(&format!("x-long: {}\r\n", "y".repeat(200 << 10))).into(),
        get(&"x-many: y\r\n".repeat(10_000)).into(),
        format!("GET /v1/{} HTTP/1.1\r\nhost: x\r\n\r\n", "y".repeat(200 << 10)).into(),
        get("x-no-colon\r\n").into(),
        post("content-length: -1\r\n").into(),
        post("content-length: 4\r\ncontent-length: 5\r\n").into(),
        post("content-length: 4\r\ntransfer-encoding: chunked\r\n").into(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        vec![0xff; 70_000],
    ];
    for bytes in noise {
        let told = said(served.address(), &bytes);
        assert!(refused(&told), "{:?}: {told}", String::from_utf8_lossy(&bytes[..40.min(bytes.len())]));
    }
    assert_eq!(served.get("/v1/chains").status, 200);
}

#[test]
fn a_body_that_drips_is_cut_however_steadily_it_drips() {
    let scratch = Scratch::new("drip");
    scratch.city(5, 1);
    let served = Served::start_with(&data(&scratch), &[("BOLE_BODY_SECONDS", "1")]);
    let mut stream = TcpStream::connect(served.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let head = format!(
        "POST /v1/classify HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
         content-length: 100000\r\n\r\n",
        served.token()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 12];
    let cut = (0..600).find_map(|_| {
        let _ = stream.write_all(b" ");
        stream.read(&mut first).ok()
    });
    assert_eq!(cut.map(|length| text(&first[..length])), Some("HTTP/1.1 408".to_owned()));
}

#[test]
fn who_takes_an_answer_drop_by_drop_is_sent_away_and_who_is_only_slow_gets_it_whole() {
    let scratch = Scratch::new("drops");
    scratch.city(5, 1);
    let served = Served::start_with(&data(&scratch), &[("BOLE_SEND_SECONDS", "2")]);
    // A long answer: more than the system's own buffers on both sides hold.
    let rows = format!("{{\"id\":\"{}\"}}\n", "一".repeat(100)).repeat(50_000);
    let sent = served.send("POST", "/v1/imports?kind=profiles&file=a.ndjson", &[], rows.as_bytes());
    let place = sent.header("location").unwrap().to_owned();
    wait_for(|| served.get(&place).json()["ended"].is_string());
    let path = format!("{place}/rejected");
    let asking = || {
        let mut stream = TcpStream::connect(served.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(ask(&path, served.token()).as_bytes()).unwrap();
        stream
    };
    let length = {
        let mut slow = asking();
        let (mut taken, mut piece) = (Vec::new(), vec![0; 256 << 10]);
        while let Ok(read @ 1..) = slow.read(&mut piece) {
            taken.extend_from_slice(&piece[..read]);
            std::thread::sleep(Duration::from_millis(20));
        }
        let head = taken.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        let told = text(&taken[..head]).to_lowercase();
        let told = told.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse::<usize>().unwrap();
        assert!(told > 12 << 20, "{told} bytes fit into buffers");
        assert_eq!(taken.len(), head + told, "who is slow gets it whole");
        taken.len()
    };
    let [mut dripping, mut still] = [asking(), asking()];
    let (start, mut drop) = (Instant::now(), [0]);
    while start.elapsed() < Duration::from_secs(6) {
        assert_eq!(dripping.read(&mut drop).unwrap(), 1);
        std::thread::sleep(Duration::from_millis(20));
    }
    for stream in [&mut dripping, &mut still] {
        let mut rest = Vec::new();
        // What the system had sent before it gave up is still there; then the connection is reset.
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.len() < length - (1 << 20), "{} of {length} bytes came", rest.len());
    }
    assert_eq!(served.get("/v1/chains").status, 200);
}

#[test]
fn hundreds_who_never_finish_their_heads_keep_nobody_waiting_and_are_sent_away() {
    let scratch = Scratch::new("dawdle");
    scratch.city(5, 1);
    let served = Served::start_with(&data(&scratch), &[("BOLE_HEAD_SECONDS", "3"), ("BOLE_IN_FLIGHT", "8")]);
    let dawdlers: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = TcpStream::connect(served.address()).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            stream.write_all(b"GET /v1/chains HTTP/1.1\r\nhost: x\r\nx-slow: ").unwrap();
            stream
        })
        .collect();
    assert_eq!(served.get("/v1/chains").status, 200);
    for mut stream in dawdlers {
        let mut said = Vec::new();
        stream.read_to_end(&mut said).unwrap();
        assert!(refused(&text(&said)), "{}", text(&said));
    }
}

#[test]
fn a_store_that_is_gone_makes_the_service_unready_but_not_dead_and_it_is_counted() {
    let (server, scratch) = (Postgres::start(), Scratch::new("unready"));
    let url = server.fresh_database();
    let city = scratch.path("city");
    let made = run(&["sample", "--profiles", "5", "--orders", "1", "--seed", "7", "--out", &city]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let taken = run(&["import", "--database", &url, &scratch.path("city/profiles.ndjson")]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    let place = ["--database", url.as_str()];
    let token = running::key(&place);
    let running = Running::start(&place);
    let mut client = running.client(&token);
    let metrics = || said(&running.address, ask("/metrics", &token).as_bytes());
    assert_eq!(client.until(200, "GET", "/health/ready", "").body["status"], "ok");
    assert!(metrics().contains("bole_store_up 1"), "{}", metrics());
    server.stop(Shutdown::Immediate);
    let gone = client.until(503, "GET", "/health/ready", "");
    assert_eq!(gone.body["status"], "store_unavailable");
    assert_eq!(gone.body["people"], 5, "{}", gone.body);
    assert_eq!(client.get("/health/live").body, json!({"status": "ok"}));
    assert!(metrics().contains("bole_store_up 0"), "{}", metrics());
    server.start_again();
    assert_eq!(client.until(200, "GET", "/health/ready", "").body["status"], "ok");
}

fn ask(path: &str, token: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n")
}

#[test]
fn told_to_stop_in_the_middle_of_an_import_it_exits_0_and_goes_on_with_it_at_the_next_start() {
    let scratch = Scratch::new("stop-import");
    scratch.city(5, 1);
    let city = scratch.path("many");
    let made = run(&["sample", "--profiles", "4000", "--orders", "1", "--seed", "8", "--out", &city]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let people = std::fs::read(Path::new(&city).join("profiles.ndjson")).unwrap();
    let rows = people.iter().filter(|byte| **byte == b'\n').count() as u64;
    let folder = scratch.path("data");
    let place = ["--data", folder.as_str()];
    let token = running::key(&place);
    let mut running = Running::start(&place);
    let head = format!(
        "POST /v1/imports?kind=profiles&file=people.ndjson HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/x-ndjson\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        people.len()
    );
    let taken = said(&running.address, &[head.as_bytes(), &people].concat());
    assert!(taken.starts_with("HTTP/1.1 202"), "{taken}");
    let body = taken.split("\r\n\r\n").nth(1).unwrap();
    let task: serde_json::Value = serde_json::from_str(body).unwrap();
    running.ask_to_end();
    let ended = running.ended_within(GRACE);
    assert_eq!(ended.and_then(|status| status.code()), Some(0), "{ended:?}");
    let running = Running::start(&place);
    let mut client = running.client(&token);
    let path = format!("/v1/tasks/{}", task["id"].as_str().unwrap());
    wait_for(|| client.get(&path).body["state"] == "done");
    let counts = client.get(&path).body["counts"].clone();
    let sum = |names: [&str; 2]| names.map(|name| counts[name].as_u64().unwrap()).iter().sum::<u64>();
    assert_eq!(sum(["taken", "rejected"]), rows, "{counts}");
    wait_for(|| {
        let ready = client.get("/health/ready").body;
        ready["reached"] == ready["head"]
    });
}

/// Looks again and again, until it is so.
fn wait_for(mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(50));
    }
}
