//! A PostgreSQL that goes and comes back, and two services on one database.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bole_postgres::{Postgres, Shutdown};
use bole_server::opened::Place;
use serde_json::json;

use super::load::{Bodies, Stop, Writer};
use super::truth;
use crate::common::{Scratch, code, run, text};
use crate::running::{self, Client, Running};

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
            server.start_again();
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
