//! `POST /v1/match/candidates` against the real `bole serve`, over loopback: 8 connections kept open, each sending the next
//! order as soon as its answer is in (a closed loop), over a synthetic city of 100,000 people (seed 2026).
//!
//! Measured: answers a second, p50, p99 and the slowest answer, after a warm-up; client and server share the machine.
//! Floors: 3,000 answers a second, p99 10 ms.
//!
//! `cargo bench -p bole-benches --bench http -- 100k` builds on `target/release/bole` (`BOLE_BIN` names another); with
//! `BOLE_ADDRESS=127.0.0.1:8080` and `BOLE_TOKEN` it loads a server that already runs, with `requests_per_second = 0`. It
//! does nothing unless asked for by name.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bole_benches::{City, SEED, Table};

const NAME: &str = "100k";
const PEOPLE: usize = 100_000;
const ORDERS: usize = 500;
const CONNECTIONS: usize = 8;
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);
/// How long the server may take to read 100,000 people.
const PATIENCE: Duration = Duration::from_secs(180);
const PORT: u16 = 18_099;

fn main() -> io::Result<()> {
    if !std::env::args().any(|arg| arg == NAME) {
        return Ok(());
    }
    let city = City::new(0, ORDERS);
    let bodies: Vec<String> = city.orders.iter().map(|order| body(order, &city)).collect();
    let (door, _server) = match std::env::var("BOLE_ADDRESS") {
        Ok(address) => (Door { address, token: std::env::var("BOLE_TOKEN").unwrap_or_default() }, None),
        Err(_) => {
            let (server, token) = Server::start()?;
            (Door { address: format!("127.0.0.1:{PORT}"), token }, Some(server))
        }
    };
    wait_until_ready(&door)?;
    load(&door, &bodies, WARM_UP)?;
    let answers = load(&door, &bodies, MEASURED)?;
    print(answers);
    Ok(())
}

fn body(order: &bole_engine::model::Order, city: &City) -> String {
    let as_of = city.reference.edition.as_of;
    serde_json::json!({ "order": order, "top": 20, "as_of": as_of }).to_string()
}

/// Where the server is, and what opens it.
struct Door {
    address: String,
    token: String,
}

/// A bureau's key to a data folder.
fn token(binary: &Path, store: &str) -> io::Result<String> {
    let made = Command::new(binary)
        .args(["key", "create", "--data", store, "--role", "bureau", "--organisation", "BENCH", "--format", "json"])
        .output()?;
    let made: serde_json::Value = serde_json::from_slice(&made.stdout)?;
    made["token"].as_str().map(str::to_owned).ok_or_else(|| io::Error::other("no key was made"))
}

/// The server, ended with the benchmark.
struct Server {
    child: Child,
    data: PathBuf,
}

impl Server {
    fn start() -> io::Result<(Self, String)> {
        let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/bole");
        let binary = std::env::var_os("BOLE_BIN").map_or(default, PathBuf::from);
        let data = std::env::temp_dir().join(format!("bole-bench-{}", std::process::id()));
        let run = |arguments: &[&str]| {
            let done = Command::new(&binary).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            if done.success() { Ok(()) } else { Err(io::Error::other(format!("bole {arguments:?}: {done}"))) }
        };
        let (people, seed) = (PEOPLE.to_string(), SEED.to_string());
        let (made, store) = (data.join("made"), data.join("store"));
        let (made, store) = (made.to_string_lossy().into_owned(), store.to_string_lossy().into_owned());
        run(&["sample", "--profiles", &people, "--orders", "1", "--seed", &seed, "--out", &made])?;
        run(&["import", "--data", &store, &format!("{made}/profiles.ndjson")])?;
        let token = token(&binary, &store)?;
        let child = Command::new(&binary)
            .args(["serve", "--data", &store, "--port", &PORT.to_string()])
            .env("BOLE_REQUESTS_PER_SECOND", "0")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok((Self { child, data }, token))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

fn wait_until_ready(door: &Door) -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Ok(mut connection) = Connection::open(door)
            && connection.ask("GET", "/health/ready", "").is_ok_and(|status| status == 200)
        {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Err(io::Error::other(format!("{} was not ready after {PATIENCE:?}", door.address)))
}

/// Sends orders over all connections for a while; how long each answer took, and the time of it all.
fn load(door: &Door, bodies: &[String], length: Duration) -> io::Result<(Vec<Duration>, Duration)> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let client = || -> io::Result<Vec<Duration>> {
        let mut connection = Connection::open(door)?;
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

/// One connection of HTTP/1.1, kept open: as much of a client as the load needs, so that the client costs little.
struct Connection {
    stream: BufReader<TcpStream>,
    token: String,
    body: Vec<u8>,
}

impl Connection {
    fn open(door: &Door) -> io::Result<Self> {
        let stream = TcpStream::connect(&door.address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), token: door.token.clone(), body: Vec::new() })
    }

    /// Sends a request, reads the answer to its end, and gives its status.
    fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<u16> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        self.stream.get_mut().write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())?;
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut length = None;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let (Some(status), Some(length)) = (status, length) else {
            return Err(io::Error::other("an answer without a status or a length"));
        };
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(status)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
