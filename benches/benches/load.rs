//! Mixed reads and writes against the real `bole serve` over 100,000 people (SQLite, a bureau's key): 8 connections kept
//! open, each sending the next request as soon as its answer is in, for 60 s. Of a hundred requests 80 rank the 20 best for
//! an order, 10 replace a person, 5 put an order in, 5 read a person.
//!
//! Measured: errors (none are allowed), answers a second, p50, p99 and the slowest by kind, the memory of the service every
//! 10 s, and how long the indexes need after the last write until they have seen it. Floor: p99 50 ms.
//!
//! `cargo bench -p bole-benches --bench load -- 100k` builds on `target/release/bole` (`BOLE_BIN` names another). It does
//! nothing unless asked for by name.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bole_benches::{City, Connection, Service, Table};
use serde_json::json;

const NAME: &str = "100k";
const PEOPLE: usize = 100_000;
const ORDERS: usize = 500;
const CONNECTIONS: usize = 8;
const PORT: u16 = 18_097;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_secs(10);
/// People that are replaced again and again.
const WRITTEN: usize = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Match,
    Person,
    Order,
    Read,
}

struct Request {
    sort: Sort,
    method: &'static str,
    path: String,
    body: String,
}

fn main() -> io::Result<()> {
    if !std::env::args().any(|arg| arg == NAME) {
        return Ok(());
    }
    let service = Service::start(PEOPLE, ORDERS, PORT)?;
    let bodies = Bodies::new(&mut service.connect()?);
    load(&service, &bodies, WARM_UP, 0)?;
    let measured = load(&service, &bodies, MEASURED, 1)?;
    let lag = settle(&mut service.connect()?, &bodies)?;
    print(measured, lag);
    Ok(())
}

/// What is sent.
struct Bodies {
    people: Vec<serde_json::Value>,
    orders: Vec<serde_json::Value>,
    matches: Vec<String>,
}

impl Bodies {
    /// People whom the service takes: a synthetic city holds some whom it refuses.
    fn new(connection: &mut Connection) -> Self {
        let city = City::new(WRITTEN, ORDERS);
        let taken = city.profiles.iter().map(|profile| json!(profile)).filter(|profile| {
            let path = format!("/v1/profiles/{}", profile["id"].as_str().unwrap_or_default());
            connection.ask("PUT", &path, &profile.to_string()).is_ok_and(|status| status < 300)
        });
        let people = taken.collect();
        let as_of = city.reference.edition.as_of;
        let matches = city.orders.iter().map(|order| json!({"order": order, "top": 20, "as_of": as_of}).to_string());
        Self { people, orders: city.orders.iter().map(|order| json!(order)).collect(), matches: matches.collect() }
    }

    /// The request of a number: the same mix in every run.
    fn request(&self, number: usize, run: usize) -> Request {
        let scattered = number.wrapping_mul(0x9E37_79B1) >> 7;
        let mut person = self.people[scattered % self.people.len()].clone();
        let path = format!("/v1/profiles/{}", person["id"].as_str().unwrap_or_default());
        match number % 20 {
            0 | 10 => {
                person["name"] = json!(format!("示例{run}-{number}"));
                Request { sort: Sort::Person, method: "PUT", path, body: person.to_string() }
            }
            5 => {
                let mut order = self.orders[scattered % ORDERS].clone();
                let id = format!("O-load-{run}-{number}");
                (order["id"], order["status"], order["filled"]) = (json!(id), json!("draft"), json!(0));
                Request { sort: Sort::Order, method: "PUT", path: format!("/v1/orders/{id}"), body: order.to_string() }
            }
            15 => Request { sort: Sort::Read, method: "GET", path, body: String::new() },
            _ => {
                let body = self.matches[number % ORDERS].clone();
                Request { sort: Sort::Match, method: "POST", path: "/v1/match/candidates".into(), body }
            }
        }
    }
}

/// How long answers took, by sort; refusals by status; memory over time; the time of it all.
struct Measured {
    took: BTreeMap<Sort, Vec<Duration>>,
    refused: BTreeMap<(Sort, u16), usize>,
    memory: Vec<u64>,
    whole: Duration,
}

fn load(service: &Service, bodies: &Bodies, length: Duration, run: usize) -> io::Result<Measured> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let client = || -> io::Result<Vec<(Sort, u16, Duration)>> {
        let mut connection = service.connect()?;
        let mut took = Vec::new();
        while start.elapsed() < length {
            let request = bodies.request(next.fetch_add(1, Ordering::Relaxed), run);
            let sent = Instant::now();
            let status = connection.ask(request.method, &request.path, &request.body)?;
            took.push((request.sort, status, sent.elapsed()));
        }
        Ok(took)
    };
    let (all, memory) = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(client)).collect();
        let mut memory = vec![service.memory()];
        while start.elapsed() + LOOK <= length {
            std::thread::sleep(LOOK);
            memory.push(service.memory());
        }
        let joined = clients.into_iter().map(|c| c.join().map_err(|_| io::Error::other("a client panicked"))?);
        (joined.collect::<io::Result<Vec<_>>>(), memory)
    });
    let mut measured = Measured { took: BTreeMap::new(), refused: BTreeMap::new(), memory, whole: start.elapsed() };
    for (sort, status, took) in all?.into_iter().flatten() {
        measured.took.entry(sort).or_default().push(took);
        if status >= 300 {
            *measured.refused.entry((sort, status)).or_default() += 1;
        }
    }
    Ok(measured)
}

/// How long until the indexes have seen all: the same person again changes nothing and waits for what was written before.
fn settle(connection: &mut Connection, bodies: &Bodies) -> io::Result<Duration> {
    let start = Instant::now();
    let person = &bodies.people[0];
    let path = format!("/v1/profiles/{}?wait=indexed", person["id"].as_str().unwrap_or_default());
    let status = connection.ask("PUT", &path, &person.to_string())?;
    if status < 300 { Ok(start.elapsed()) } else { Err(io::Error::other(format!("status {status}"))) }
}

fn print(measured: Measured, lag: Duration) {
    let Measured { mut took, refused, memory, whole } = measured;
    let mut table = Table::default();
    let count: usize = took.values().map(Vec::len).sum();
    table.row("errors", if refused.is_empty() { "0".into() } else { format!("{refused:?}") }, "0");
    table.row("answers a second", format!("{:.0}", count as f64 / whole.as_secs_f64()), "");
    for (sort, took) in &mut took {
        took.sort_unstable();
        let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).copied();
        for (name, share, floor) in [("p50", 0.5, ""), ("p99", 0.99, "50 ms"), ("slowest", 1.0, "")] {
            table.time(format!("{sort:?} {name}"), at(share).unwrap_or_default(), floor);
        }
    }
    let memory: Vec<String> = memory.iter().map(|bytes| (bytes >> 20).to_string()).collect();
    table.row("memory, MiB, every 10 s", memory.join(" "), "flat");
    table.time("index lag at the end", lag, "");
    table.print(&format!("Mixed load, {PEOPLE} people, {CONNECTIONS} connections, {} s", MEASURED.as_secs()));
}
