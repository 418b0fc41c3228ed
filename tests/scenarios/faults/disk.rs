//! A disk that is full, and a database that another program holds.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use bole_server::opened::Place;
use serde_json::json;

use super::load::Bodies;
use super::questions::settled;
use super::{House, truth};
use crate::common::{code, run, text};
use crate::running::{Client, Running, serve};

/// How far files may grow beyond what they are, in kibibytes.
const ROOM: u64 = 1500;

fn person(bodies: &Bodies, number: usize) -> (String, serde_json::Value) {
    let mut body = bodies.people[number % bodies.people.len()].clone();
    let id = format!("T-more-{number}");
    (body["id"], body["text"]) = (json!(id), json!("长".repeat(4000)));
    (format!("/v1/profiles/{id}"), body)
}

/// More looks than the room that is left can note.
const LOOKS: usize = 2_000;

/// Writes people until one is refused; the paths of those taken, and the refusal.
fn fill(client: &mut Client, bodies: &Bodies) -> (Vec<String>, u16) {
    let mut taken = Vec::new();
    for number in 0..20_000 {
        let (path, body) = person(bodies, number);
        match client.put(&path, &body).unwrap().status {
            201 | 204 => taken.push(path),
            422 => {}
            status => return (taken, status),
        }
    }
    panic!("the disk was never full");
}

/// The length of the longest file of a folder and of what lies in it, in kibibytes.
fn longest(folder: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let lengths =
        entries.map(|path| if path.is_dir() { longest(&path) } else { path.metadata().unwrap().len() / 1024 });
    lengths.max().unwrap_or_default()
}

#[test]
fn a_full_disk_refuses_writes_and_reading_goes_on() {
    let (house, bodies) = (House::new("full"), Bodies::new());
    // The longest a file may be, as a disk without room: the system says so by an error, not by a signal.
    let limit = longest(&PathBuf::from(&house.data)) + ROOM;
    let plain = serve(&house.place());
    let mut limited = Command::new("sh");
    limited.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", limit * 2)).arg("sh");
    limited.arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    let mut running = Running::from(limited);
    let mut client = running.client(&house.token);
    let (taken, refused) = fill(&mut client, &bodies);
    assert_eq!(refused, 507);
    assert!(!taken.is_empty());
    assert_eq!(client.get("/v1/orders?limit=1").status, 200, "reading goes on");
    // A note is shorter than a person: the rest of the room takes some.
    let looks = (0..LOOKS).map(|_| client.get(&taken[0]).status).find(|&status| status != 200);
    assert_eq!(looks, Some(507), "nobody is seen whole while the look cannot be noted");
    let found = client.ask("POST", "/v1/match/candidates", &json!({"order": bodies.orders[0], "top": 3}).to_string());
    assert!(matches!(found.unwrap().status, 200 | 507));
    // Once more: a refusal breaks nothing for the next.
    let (path, body) = person(&bodies, 30_000);
    assert_eq!(client.put(&path, &body).unwrap().status, 507);
    running.kill();

    truth::whole(&Place::Folder(PathBuf::from(&house.data))).close();
    let (_running, mut client) = house.serve();
    for path in &taken {
        assert_eq!(client.get(path).status, 200, "{path}");
    }
    let (path, body) = person(&bodies, 1);
    assert!(matches!(client.put(&path, &body).unwrap().status, 201 | 204));
    settled(&mut client, &bodies);
}

/// Another program that holds the database for itself.
struct Holder(Child);

impl Holder {
    fn new(database: &str) -> Self {
        let script = "import sqlite3, sys\n\
            held = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
            held.execute('BEGIN EXCLUSIVE')\n\
            print('held', flush=True)\n\
            sys.stdin.read()";
        let mut child = Command::new("python3")
            .args(["-c", script, database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let output = child.stdout.as_mut().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut said).unwrap();
        assert_eq!(said, "held\n");
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_locked_database_says_when_to_try_again_and_then_works() {
    let (house, bodies) = (House::new("locked"), Bodies::new());
    let (_running, mut client) = house.serve();
    let holder = Holder::new(&house.scratch.path("data/bole.db"));
    let (path, body) = person(&bodies, 1);
    let refused = client.put(&path, &body).unwrap();
    assert_eq!((refused.status, refused.retry_after), (503, true), "{refused:?}");
    assert_eq!(client.get("/v1/orders?limit=1").status, 200, "reading goes on");
    assert_eq!(
        client.get("/v1/profiles/T-00000001").status,
        503,
        "nobody is seen whole while the look cannot be noted"
    );
    drop(holder);
    assert_eq!(client.get(&path).status, 404, "nothing of what was refused is there");
    assert_eq!(client.put(&path, &body).unwrap().status, 201);
}

#[test]
fn a_second_writer_on_a_folder_is_refused_with_a_sentence() {
    let house = House::new("second");
    let (_running, mut client) = house.serve();
    let second = serve(&house.place()).output().unwrap();
    assert_eq!(code(&second), 1);
    assert!(text(&second.stderr).contains("另有程序正在写入"), "{}", text(&second.stderr));
    let imported = run(&["import", "--data", &house.data, &house.scratch.path("city/profiles.ndjson")]);
    assert_eq!(code(&imported), 1);
    // Reading beside the writer is no writing, and sees what is there.
    let order = house.scratch.path("city/orders.ndjson");
    let read = run(&["match", "--data", &house.data, "--orders", &order, "--top", "3", "--format", "json"]);
    assert_eq!(code(&read), 0, "{}", text(&read.stderr));
    assert_eq!(client.get("/v1/profiles/T-00000001").status, 200);
}
