//! A PostgreSQL that goes and comes back, and two services on one database.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use bole_postgres::{Postgres, Shutdown};
use bole_server::opened::Place;
use serde_json::json;

use super::load::{Bodies, Stop, Writer};
use super::truth;
use crate::common::{Scratch, code, run, text};
use crate::running::{self, Client, PATIENCE, Running};

fn fill(scratch: &Scratch, url: &str) {
    let city = scratch.path("city");
    let made = run(&["sample", "--profiles", "60", "--orders", "3", "--seed", "7", "--out", &city]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let (people, orders) = (scratch.path("city/profiles.ndjson"), scratch.path("city/orders.ndjson"));
    let taken = run(&["import", "--database", url, &people, &orders]);
    assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
}

#[test]
fn a_database_that_restarts_under_load_costs_only_patience() {
    let (server, scratch, bodies) = (Postgres::start(), Scratch::new("pg-restart"), Bodies::new());
    let url = server.fresh_database();
    fill(&scratch, &url);
    let place = ["--database", url.as_str()];
    let token = running::key(&place);
    let mut running = Running::start(&place);
    let address = running.address.clone();
    let mut writers: Vec<Writer> = (0..4).map(|n| Writer::new(&format!("pg-{n}"), 31 + n)).collect();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for writer in &mut writers {
            let (stop, bodies, address, token) = (&stop, &bodies, &address, &token);
            scope.spawn(move || writer.insist(&mut Client::new(address, token), bodies, stop));
        }
        let _stop = Stop(&stop);
        for how in [Shutdown::Fast, Shutdown::Immediate] {
            std::thread::sleep(Duration::from_millis(500));
            server.stop(how);
            let mut client = running.client(&token);
            let (path, body) = ("/v1/profiles/T-away", json!({"id": "T-away"}));
            let refused = client.put(path, &body).unwrap();
            assert_eq!((refused.status, refused.retry_after), (503, true), "{refused:?}");
            assert_eq!(client.get("/health/live").status, 200);
            assert_eq!(client.until(503, "GET", "/health/ready", "").body["status"], "store_unavailable");
            server.start_again();
            client.until(200, "GET", "/health/ready", "");
            let back = format!("T-back-{how:?}");
            client.until(201, "PUT", &format!("/v1/profiles/{back}"), &json!({"id": back}).to_string());
        }
        std::thread::sleep(Duration::from_millis(500));
    });
    for writer in &writers {
        assert!(writer.said_when, "a refusal did not say when to try again");
        let odd: Vec<_> = writer.refused.keys().filter(|status| !matches!(status, 404 | 422 | 503)).collect();
        assert!(odd.is_empty(), "{:?}", writer.refused);
        assert!(writer.total() > 0);
    }
    running.kill();
    let opened = truth::whole(&Place::Postgres(url, None));
    writers.iter_mut().for_each(|writer| truth::holds(&opened, writer));
    opened.close();
}

#[test]
fn two_services_on_one_database_both_see_every_change() {
    let (scratch, bodies) = (Scratch::new("pg-two"), Bodies::new());
    let url = Postgres::shared().fresh_database();
    fill(&scratch, &url);
    let place = ["--database", url.as_str()];
    let token = running::key(&place);
    let both = [Running::start(&place), Running::start(&place)];
    let mut clients = both.each_ref().map(|running| running.client(&token));
    let found = |client: &mut Client, id: &str| {
        let asked = json!({"order": bodies.orders[0], "top": 1, "as_of": "2026-11-20"}).to_string();
        let reply = client.ask("POST", "/v1/match/candidates", &asked).unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        let asked = json!({"talent_id": id, "top": 1}).to_string();
        client.ask("POST", "/v1/match/positions", &asked).unwrap().status == 200
    };
    for round in 0..10 {
        let [here, there] = if round % 2 == 0 { [0, 1] } else { [1, 0] };
        let id = format!("T-two-{round}");
        let mut person = bodies.people[1].clone();
        person["id"] = json!(id);
        let written = clients[here].put(&format!("/v1/profiles/{id}?wait=indexed"), &person).unwrap();
        assert_eq!(written.status, 201, "{}", written.body);
        assert!(found(&mut clients[here], &id), "who wrote and waited sees it");
        // A second is what the other one has; the patience of a busy machine is longer.
        let seen = std::iter::repeat_with(|| std::thread::sleep(Duration::from_millis(50)))
            .take(200)
            .any(|()| found(&mut clients[there], &id));
        assert!(seen, "the other never saw {id}");
    }
    // Both write the same record: one version is acknowledged once only.
    let mut versions: Vec<u64> = std::thread::scope(|scope| {
        let writers: Vec<_> = both
            .iter()
            .enumerate()
            .map(|(n, running)| {
                let (mut client, bodies) = (running.client(&token), &bodies);
                scope.spawn(move || {
                    let mut person = bodies.people[1].clone();
                    let write = |round: usize| {
                        (person["id"], person["name"]) = (json!("T-both"), json!(format!("{n}-{round}")));
                        client.put("/v1/profiles/T-both", &person).unwrap().version.unwrap()
                    };
                    (0..20).map(write).collect::<Vec<_>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    versions.sort_unstable();
    assert_eq!(versions, (1..=40).collect::<Vec<u64>>());
    drop(both);
    truth::whole(&Place::Postgres(url, None)).close();
}

#[test]
fn an_import_that_one_service_takes_is_seen_at_the_other() {
    let scratch = Scratch::new("pg-import");
    let url = Postgres::shared().fresh_database();
    fill(&scratch, &url);
    let token = running::key(&["--database", &url]);
    let folders = ["here", "there"].map(|name| scratch.path(name));
    let [here, there] =
        folders.each_ref().map(|folder| Running::start(&["--database", &url, "--data", folder.as_str()]));
    let (mut here, mut there) = (here.client(&token), there.client(&token));
    let person = |n| json!({"id": format!("T-in-{n}"), "skills": [{"text": "琴弓修复"}]}).to_string() + "\n";
    let rows: String = (0..1500).map(person).collect::<String>() + "nonsense\n";
    let begun = here.ask("POST", "/v1/imports?kind=profiles&source=hr&format=ndjson", &rows).unwrap();
    assert_eq!(begun.status, 202, "{}", begun.body);
    let at = format!("/v1/tasks/{}", begun.body["id"].as_str().unwrap());
    let start = Instant::now();
    let task = loop {
        let task = there.get(&at).body;
        if task["ended"].is_string() && task["indexed"] == true {
            break task;
        }
        assert!(start.elapsed() < PATIENCE, "{task}");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!((&task["state"], &task["counts"]["created"]), (&json!("done"), &json!(1500)), "{task}");
    // Rankings and searches of the other see the people; the file of rejected rows stays where the body was.
    let words = "/v1/profiles?limit=3&q=%E7%90%B4%E5%BC%93%E4%BF%AE%E5%A4%8D";
    let found = |client: &mut Client| client.get(words).body["items"].as_array().map_or(0, Vec::len);
    while found(&mut there) < 3 {
        assert!(start.elapsed() < PATIENCE, "the other never found them");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(there.get("/v1/profiles/T-in-1499").status, 200);
    let rejected = format!("{at}/rejected");
    assert_eq!((here.get(&rejected).status, there.get(&rejected).status), (200, 421));
    assert_eq!(there.get(&rejected).body["code"], "task_elsewhere");
}

#[test]
fn a_key_taken_back_on_the_command_line_is_refused_by_a_running_service() {
    let scratch = Scratch::new("pg-revoke");
    let url = Postgres::shared().fresh_database();
    fill(&scratch, &url);
    let place = ["--database", url.as_str()];
    let (stays, goes) = (running::key(&place), running::key(&place));
    let running = Running::start(&place);
    let (mut stays, mut leaver) = (running.client(&stays), running.client(&goes));
    assert_eq!(leaver.get("/v1/chains").status, 200);
    let id = goes.trim_start_matches("bole_").split('_').next().unwrap();
    let revoked = run(&["key", "revoke", "--database", &url, id]);
    assert_eq!(code(&revoked), 0, "{}", text(&revoked.stderr));
    let start = Instant::now();
    leaver.until(401, "GET", "/v1/chains", "");
    let took = start.elapsed();
    assert!(took < Duration::from_secs(3), "{took:?}");
    assert_eq!(leaver.get("/v1/chains").body["code"], "key_refused");
    assert_eq!(stays.get("/v1/chains").status, 200);
}
