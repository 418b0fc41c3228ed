//! The real service over a synthetic city, with a key, and as much of an HTTP client as a load needs.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::SEED;

/// How long the service may take to read its people.
const PATIENCE: Duration = Duration::from_secs(180);

/// `target/release/bole` (`BOLE_BIN` names another) over a city, ended with the benchmark.
pub struct Service {
    child: Child,
    folder: PathBuf,
    /// Where it listens.
    pub address: String,
    /// A bureau's key.
    pub token: String,
}

impl Service {
    /// Makes a city, takes it in, makes a key, and waits until the service answers.
    ///
    /// # Errors
    /// What the system or the binary says.
    pub fn start(people: usize, orders: usize, port: u16) -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("bole-bench-{port}-{}", std::process::id()));
        let inside = |name: &str| folder.join(name).display().to_string();
        let (made, data) = (inside("made"), inside("data"));
        let (people, orders, seed) = (people.to_string(), orders.to_string(), SEED.to_string());
        run(&["sample", "--profiles", &people, "--orders", &orders, "--seed", &seed, "--out", &made])?;
        run(&["import", "--data", &data, &format!("{made}/profiles.ndjson"), &format!("{made}/orders.ndjson")])?;
        let key =
            ["key", "create", "--data", &data, "--role", "bureau", "--organisation", "BUREAU", "--format", "json"];
        let key: Value = serde_json::from_slice(&run(&key)?)?;
        let token = key["token"].as_str().unwrap_or_default().to_owned();
        let mut serve = bole();
        serve.args(["serve", "--data", &data, "--port", &port.to_string()]).env("BOLE_REQUESTS_PER_SECOND", "0");
        let child = serve.spawn()?;
        let service = Self { child, folder, address: format!("127.0.0.1:{port}"), token };
        service.wait_until_ready()?;
        Ok(service)
    }

    fn wait_until_ready(&self) -> io::Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let asked = self.connect().and_then(|mut connection| connection.ask("GET", "/health/ready", ""));
            if asked.is_ok_and(|status| status == 200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Err(io::Error::other(format!("{} was not ready after {PATIENCE:?}", self.address)))
    }

    /// A connection that shows the key.
    ///
    /// # Errors
    /// What the system says.
    pub fn connect(&self) -> io::Result<Connection> {
        Connection::open(&self.address, &self.token)
    }

    /// The memory that it holds now, in bytes; 0 where the system does not tell.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() * 1024
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn bole() -> Command {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/bole");
    let mut command = Command::new(std::env::var_os("BOLE_BIN").map_or(default, PathBuf::from));
    // The service refuses variables of its own prefix that it does not know.
    command.env_remove("BOLE_BIN").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> io::Result<Vec<u8>> {
    let done = bole().args(arguments).stdout(Stdio::piped()).output()?;
    if done.status.success() { Ok(done.stdout) } else { Err(io::Error::other(format!("bole {arguments:?}"))) }
}

/// One connection of HTTP/1.1, kept open: as much of a client as the load needs, so that the client costs little.
pub struct Connection {
    stream: BufReader<TcpStream>,
    token: String,
    body: Vec<u8>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(address: &str, token: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), token: token.to_owned(), body: Vec::new() })
    }

    /// Sends a request, reads the answer to its end, and gives its status.
    ///
    /// # Errors
    /// What the system says, or an answer that is none.
    pub fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<u16> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n",
            self.token,
            body.len()
        );
        self.stream.get_mut().write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())?;
        let status = self.line()?.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or_default();
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        status.ok_or_else(|| io::Error::other("an answer without a status"))
    }

    /// The body of the last answer.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}
