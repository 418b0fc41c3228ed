//! Writers under load who note what was acknowledged: people and orders come, change and go.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use bole_engine::intake::{Catalog, CatalogFiles};
use bole_engine::model::Profile;
use bole_engine::sample::City;
use serde_json::{Value, json};

use crate::running::Client;

/// Records of each sort that a writer changes in turn.
const OWN: usize = 6;

/// Real people and orders to write.
pub(super) struct Bodies {
    pub(super) people: Vec<Value>,
    pub(super) orders: Vec<Value>,
}

impl Bodies {
    pub(super) fn new() -> Self {
        let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
        let edition = catalog.editions.pop_first().unwrap().1;
        let city = City::new(&edition, &catalog.vocabulary, 11);
        // The classes that people sit in are not among the records.
        let people = city.profiles(200).map(|person| Profile { cohort: None, ..person });
        let people = people.map(|person| serde_json::to_value(person).unwrap());
        let orders = city.orders(20).into_iter().map(|order| serde_json::to_value(order).unwrap());
        Self { people: people.collect(), orders: orders.collect() }
    }
}

/// Stops writers, also where the scenario fails.
pub(super) struct Stop<'s>(pub(super) &'s AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Lets writers write side by side while something happens; they stop after it, or when the service no longer answers. It is
/// told how many writes were acknowledged so far.
pub(super) fn under_load(
    address: &str,
    token: &str,
    writers: &mut [Writer],
    bodies: &Bodies,
    happens: impl FnOnce(&AtomicU64),
) {
    let (stop, acknowledged) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for writer in writers {
            let (stop, acknowledged) = (&stop, &acknowledged);
            scope.spawn(move || writer.write(&mut Client::new(address, token), bodies, stop, acknowledged));
        }
        let _stop = Stop(&stop);
        happens(&acknowledged);
    });
}

/// What a record says: its version and its mark; no mark when it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    pub(super) version: u64,
    pub(super) mark: Option<String>,
}

/// What one writer knows of one record.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// What was acknowledged last.
    pub(super) said: Said,
    /// The mark of a write whose answer never came; it may be there or not. The inner `None` is an erasure.
    pub(super) open: Option<Option<String>>,
}

/// A writer with records of its own: nobody else writes them.
pub(super) struct Writer {
    name: String,
    dice: u64,
    writes: u64,
    /// How often each of its people was erased: who comes back gets a new id.
    lives: [u64; OWN],
    /// By the path of the address.
    pub(super) known: BTreeMap<String, Known>,
    /// Acknowledged writes by status.
    pub(super) acknowledged: BTreeMap<u16, u64>,
    /// Refusals by status.
    pub(super) refused: BTreeMap<u16, u64>,
    /// Whether every refusal of a store that does not answer said when to try again.
    pub(super) said_when: bool,
}

impl Writer {
    pub(super) fn new(name: &str, seed: u64) -> Self {
        let (known, acknowledged, refused) = Default::default();
        let (name, dice, lives) = (name.to_owned(), seed | 1, [0; OWN]);
        Self { name, dice, writes: 0, lives, known, acknowledged, refused, said_when: true }
    }

    /// A seeded number below `bound` (xorshift).
    pub(super) fn roll(&mut self, bound: u64) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 11) % bound
    }

    /// Writes until told to stop or the connection breaks.
    fn write(&mut self, client: &mut Client, bodies: &Bodies, stop: &AtomicBool, acknowledged: &AtomicU64) {
        while !stop.load(Ordering::Relaxed) {
            let before = self.total();
            if self.write_one(client, bodies).is_err() {
                return;
            }
            acknowledged.fetch_add(self.total() - before, Ordering::Relaxed);
        }
    }

    /// How many writes were acknowledged.
    pub(super) fn total(&self) -> u64 {
        self.acknowledged.values().sum()
    }

    /// Writes until told to stop, whatever breaks.
    pub(super) fn insist(&mut self, client: &mut Client, bodies: &Bodies, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            if self.write_one(client, bodies).is_err() {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
    }

    fn person(&self, number: u64) -> String {
        format!("T-{}-{number}-{}", self.name, self.lives[number as usize])
    }

    fn write_one(&mut self, client: &mut Client, bodies: &Bodies) -> std::io::Result<()> {
        self.writes += 1;
        let number = self.roll(OWN as u64);
        let mark = format!("{}-{}", self.name, self.writes);
        match self.roll(10) {
            0..7 => {
                let id = self.person(number);
                let mut body = bodies.people[self.roll(bodies.people.len() as u64) as usize].clone();
                (body["id"], body["name"]) = (json!(id), json!(mark));
                self.send(client, "PUT", &format!("/v1/profiles/{id}"), Some(mark), &body)
            }
            7 => {
                let id = self.person(number);
                self.lives[number as usize] += 1;
                self.send(client, "DELETE", &format!("/v1/profiles/{id}"), None, &Value::Null)
            }
            _ => {
                let id = format!("O-{}-{}", self.name, self.writes);
                let mut body = bodies.orders[self.roll(bodies.orders.len() as u64) as usize].clone();
                (body["id"], body["enterprise"]["id"]) = (json!(id), json!(format!("E-{}-{number}", self.name)));
                (body["status"], body["filled"]) = (json!("draft"), json!(0));
                body["demand"]["title"]["en"] = json!(mark);
                self.send(client, "PUT", &format!("/v1/orders/{id}"), Some(mark), &body)
            }
        }
    }

    fn send(
        &mut self,
        client: &mut Client,
        method: &str,
        path: &str,
        mark: Option<String>,
        body: &Value,
    ) -> std::io::Result<()> {
        let known = self.known.entry(path.to_owned()).or_default();
        if known.open.is_some() {
            // Until somebody has looked what became of it, it is left alone.
            return Ok(());
        }
        known.open = Some(mark.clone());
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let reply = client.ask(method, path, &body)?;
        match reply.status {
            200 | 201 | 204 => {
                let version = reply.version.unwrap_or(known.said.version + 1);
                (known.said, known.open) = (Said { version, mark }, None);
                *self.acknowledged.entry(reply.status).or_default() += 1;
            }
            // What the database did with a write whose answer it never gave is not known: 503 says so.
            503 => {
                self.said_when &= reply.retry_after;
                *self.refused.entry(503).or_default() += 1;
            }
            status => {
                known.open = None;
                *self.refused.entry(status).or_default() += 1;
            }
        }
        Ok(())
    }
}
