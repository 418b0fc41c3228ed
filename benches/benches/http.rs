//! `POST /v1/match/candidates` against the real `bole serve`, over loopback: 8 connections kept open, each sending the next
//! order as soon as its answer is in (a closed loop), over a synthetic city of 100,000 people (seed 2026).
//!
//! Measured: answers a second, p50, p99 and the slowest answer, after a warm-up; client and server share the machine.
//! Floors: 3,000 answers a second, p99 10 ms.
//!
//! `cargo bench -p bole-benches --bench http -- 100k` builds on `target/release/bole` (`BOLE_BIN` names another). It
//! does nothing unless asked for by name.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bole_benches::{City, Service, Table};

const NAME: &str = "100k";
const PEOPLE: usize = 100_000;
const ORDERS: usize = 500;
const CONNECTIONS: usize = 8;
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);
const PORT: u16 = 18_099;

fn main() -> io::Result<()> {
    if !std::env::args().any(|arg| arg == NAME) {
        return Ok(());
    }
    let city = City::new(0, ORDERS);
    let bodies: Vec<String> = city.orders.iter().map(|order| body(order, &city)).collect();
    let service = Service::start(PEOPLE, 1, PORT)?;
    load(&service, &bodies, WARM_UP)?;
    let answers = load(&service, &bodies, MEASURED)?;
    print(answers);
    Ok(())
}

fn body(order: &bole_engine::model::Order, city: &City) -> String {
    let as_of = city.reference.edition.as_of;
    serde_json::json!({ "order": order, "top": 20, "as_of": as_of }).to_string()
}

/// Sends orders over all connections for a while; how long each answer took, and the time of it all.
fn load(service: &Service, bodies: &[String], length: Duration) -> io::Result<(Vec<Duration>, Duration)> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let client = || -> io::Result<Vec<Duration>> {
        let mut connection = service.connect()?;
        let mut took = Vec::new();
        while start.elapsed() < length {
            let body = &bodies[next.fetch_add(1, Ordering::Relaxed) % bodies.len()];
            let sent = Instant::now();
            let status = connection.ask("POST", "/v1/match/candidates", body)?;
            took.push(sent.elapsed());
            if status != 200 {
                return Err(io::Error::other(format!("status {status}")));
            }
        }
        Ok(took)
    };
    let all: io::Result<Vec<Vec<Duration>>> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().map(|c| c.join().map_err(|_| io::Error::other("a client panicked"))?).collect()
    });
    Ok((all?.concat(), start.elapsed()))
}

fn print((mut took, whole): (Vec<Duration>, Duration)) {
    took.sort_unstable();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).copied().unwrap_or_default();
    let mut table = Table::default();
    let rate = took.len() as f64 / whole.as_secs_f64();
    table.row("answers a second", format!("{rate:.0}"), "3,000");
    table.time("p50", at(0.5), "");
    table.time("p99", at(0.99), "10 ms");
    table.time("slowest", at(1.0), "");
    table.print(&format!("HTTP match, {PEOPLE} people, {CONNECTIONS} connections"));
}
