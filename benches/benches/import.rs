//! `POST /v1/imports` against the real `bole serve` over an empty data folder (SQLite), and `bole import` of the same file:
//! a synthetic city of 100,000 or 1,000,000 people (seed 2026) as NDJSON.
//!
//! Measured: seconds from the first byte sent to the task done, and until rankings know everybody; rows a second; the same
//! file again, which changes nothing; the most memory that the server held (the index of people is in it), and that the
//! command held, which indexes nobody: it shows that memory does not grow with the rows. Floor: 100,000 people in 30 s.
//!
//! `cargo bench -p bole-benches --bench import -- 100k` (or `1m`) builds on `target/release/bole` (`BOLE_BIN` names another).
//! It does nothing unless asked for by name.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bole_benches::{SEED, Table};
use serde_json::Value;

const SIZES: [(&str, usize); 3] = [("100k", 100_000), ("200k", 200_000), ("1m", 1_000_000)];
const PORT: u16 = 18_098;
/// How long the server may take to start, or a task to end.
const PATIENCE: Duration = Duration::from_secs(1800);

fn main() -> io::Result<()> {
    for (name, people) in SIZES {
        if std::env::args().any(|arg| arg == name) {
            measure(people)?;
        }
    }
    Ok(())
}

fn measure(people: usize) -> io::Result<()> {
    let place = Place::new()?;
    let (count, seed, made) = (people.to_string(), SEED.to_string(), place.inside("made"));
    place.run(&["sample", "--profiles", &count, "--orders", "1", "--seed", &seed, "--out", &made])?;
    let file = place.0.join("made/profiles.ndjson");
    let mut table = Table::default();
    let (took, memory) = by_command(&place, &file)?;
    table.row("bole import", told(people, took), "");
    table.row("… most memory", mebibytes(memory), "");
    let server = Server::start(&place)?;
    let (done, indexed) = server.import(&file)?;
    table.row("HTTP, first byte to task done", told(people, done), if people == 100_000 { "30 s" } else { "" });
    table.row("… to known by rankings", told(people, indexed), "");
    let (again, _) = server.import(&file)?;
    table.row("… the same file again", told(people, again), "");
    table.row("… most memory, index included", mebibytes(most_memory(server.child.id())), "");
    table.row("file", mebibytes(file.metadata()?.len()), "");
    table.print(&format!("Import of {people} people, SQLite"));
    Ok(())
}

fn told(people: usize, took: Duration) -> String {
    format!("{:.1} s, {:.0} rows/s", took.as_secs_f64(), people as f64 / took.as_secs_f64())
}

fn mebibytes(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

/// The most memory that a process held, in bytes; 0 where the system does not tell.
fn most_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// A folder, gone with the benchmark.
struct Place(PathBuf);

impl Place {
    fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("bole-bench-import-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn inside(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/bole");
        let mut command = Command::new(std::env::var_os("BOLE_BIN").map_or(default, PathBuf::from));
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Runs a command; what it answers.
    fn run(&self, arguments: &[&str]) -> io::Result<Vec<u8>> {
        let done = self.command(arguments).stdout(Stdio::piped()).output()?;
        if done.status.success() { Ok(done.stdout) } else { Err(io::Error::other(format!("bole {arguments:?}"))) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How long the command takes, and the most memory that it held.
fn by_command(place: &Place, file: &Path) -> io::Result<(Duration, u64)> {
    let start = Instant::now();
    let mut child =
        place.command(&["import", "--data", &place.inside("by-command"), &file.display().to_string()]).spawn()?;
    let mut memory = 0;
    while child.try_wait()?.is_none() {
        memory = most_memory(child.id()).max(memory);
        std::thread::sleep(Duration::from_millis(20));
    }
    let took = start.elapsed();
    std::fs::remove_dir_all(place.0.join("by-command"))?;
    Ok((took, memory))
}

/// The server, ended with the benchmark.
struct Server {
    child: Child,
    token: String,
}

impl Server {
    fn start(place: &Place) -> io::Result<Self> {
        let data = place.inside("data");
        let key =
            ["key", "create", "--data", &data, "--role", "bureau", "--organisation", "BUREAU", "--format", "json"];
        let key: Value = serde_json::from_slice(&place.run(&key)?)?;
        let token = key["token"].as_str().unwrap_or_default().to_owned();
        let child = place.command(&["serve", "--data", &data, "--port", &PORT.to_string()]).spawn()?;
        let mut server = Self { child, token };
        let start = Instant::now();
        while server.ask("GET", "/health/ready", None).is_err() {
            if let Some(ended) = server.child.try_wait()? {
                return Err(io::Error::other(format!("bole serve ended: {ended}")));
            }
            if start.elapsed() > PATIENCE {
                return Err(io::Error::other(format!("not ready after {PATIENCE:?}")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// Sends a file; the times until its task was done, and until rankings knew everybody.
    fn import(&self, file: &Path) -> io::Result<(Duration, Duration)> {
        let start = Instant::now();
        let task = self.ask("POST", "/v1/imports?kind=profiles&file=profiles.ndjson", Some(file))?;
        let place = format!("/v1/tasks/{}", task["id"].as_str().unwrap_or_default());
        let mut done = None;
        let indexed = self.until(|| {
            let task = self.ask("GET", &place, None)?;
            if task["state"] == "failed" {
                return Err(io::Error::other(task.to_string()));
            }
            if task["state"] == "done" && done.is_none() {
                done = Some(start.elapsed());
            }
            Ok((task["indexed"] == true).then(|| start.elapsed()))
        })?;
        Ok((done.unwrap_or(indexed), indexed))
    }

    fn until<T>(&self, mut look: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(found) = look()? {
                return Ok(found);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(io::Error::other(format!("nothing after {PATIENCE:?}")))
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Path>) -> io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", PORT))?;
        let length = body.map_or(Ok(0), |file| file.metadata().map(|data| data.len()))?;
        let token = &self.token;
        let head =
            format!("{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\nconnection: close");
        write!(stream, "{head}\r\ncontent-length: {length}\r\n\r\n")?;
        if let Some(file) = body {
            io::copy(&mut File::open(file)?, &mut stream)?;
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        let fine = head.starts_with("HTTP/1.1 2");
        if fine { Ok(serde_json::from_str(body).unwrap_or_default()) } else { Err(io::Error::other(answer)) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
