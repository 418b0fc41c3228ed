//! The real service under test of faults: started in any way, asked by many clients at once, killed at any moment. Unlike
//! [`crate::common::Served`] it takes a broken connection as an answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::common::{bole, code, run, text};

/// How long anything may take before a scenario gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A service, killed when dropped.
pub(crate) struct Running {
    child: Child,
    /// Where it listens, for clients that outlive it.
    pub(crate) address: String,
    log: Log,
    _output: BufReader<ChildStdout>,
}

/// What a service says on standard error; gone afterwards.
struct Log(PathBuf);

impl Log {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("bole-running-{}-{}.log", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }

    fn read(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The command that serves a place, e.g. `["--data", "DIR"]`.
pub(crate) fn serve(place: &[&str]) -> Command {
    let mut command = bole();
    command.arg("serve").args(place).args(["--port", "0"]).env("BOLE_WORKERS", "2");
    command
}

/// A bureau's key for a place that nobody serves.
pub(crate) fn key(place: &[&str]) -> String {
    let made =
        run(&[&["key", "create", "--role", "bureau", "--organisation", "BUREAU", "--format", "json"], place].concat());
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    serde_json::from_slice::<Value>(&made.stdout).unwrap()["token"].as_str().unwrap().to_owned()
}

impl Running {
    pub(crate) fn start(place: &[&str]) -> Self {
        Self::from(serve(place))
    }

    /// Starts a service and waits until it listens.
    pub(crate) fn from(mut command: Command) -> Self {
        let log = Log::new();
        let said = std::fs::File::create(&log.0).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(said).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let line = output.by_ref().lines().find_map(|line| line.ok().filter(|line| line.contains("http://")));
        let line = line.unwrap_or_else(|| panic!("the service ended: {:?} {}", child.wait(), log.read()));
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address, log, _output: output }
    }

    /// What it has said on standard error.
    pub(crate) fn said(&self) -> String {
        self.log.read()
    }

    pub(crate) fn client(&self, token: &str) -> Client {
        Client::new(&self.address, token)
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM.
    pub(crate) fn ask_to_end(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
    }

    /// Waits for its end.
    pub(crate) fn ended_within(&mut self, patience: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// The version of the `ETag`.
    pub(crate) version: Option<u64>,
    pub(crate) retry_after: bool,
    pub(crate) body: Value,
}

/// One client with one connection, opened anew when it broke.
pub(crate) struct Client {
    address: String,
    token: String,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    pub(crate) fn new(address: &str, token: &str) -> Self {
        Self { address: address.to_owned(), token: token.to_owned(), stream: None }
    }

    /// Sends a request; an error when the connection broke before the whole answer came.
    pub(crate) fn ask(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<Reply> {
        let asked = self.exchange(method, path, body);
        if asked.is_err() {
            self.stream = None;
        }
        asked
    }

    fn exchange(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<Reply> {
        let stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(&self.address)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                BufReader::new(stream)
            }
        };
        let mut stream = stream;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        stream.get_mut().write_all(head.as_bytes())?;
        let reply = read(&mut stream)?;
        self.stream = Some(stream);
        Ok(reply)
    }

    pub(crate) fn get(&mut self, path: &str) -> Reply {
        self.ask("GET", path, "").unwrap()
    }

    pub(crate) fn put(&mut self, path: &str, body: &Value) -> std::io::Result<Reply> {
        self.ask("PUT", path, &body.to_string())
    }

    /// Asks until it is answered with this status.
    pub(crate) fn until(&mut self, status: u16, method: &str, path: &str, body: &str) -> Reply {
        let start = Instant::now();
        loop {
            let reply = self.ask(method, path, body);
            match reply {
                Ok(reply) if reply.status == status => return reply,
                other => assert!(start.elapsed() < PATIENCE, "{method} {path}: {other:?}, not {status}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<Reply> {
    let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let mut line = || -> std::io::Result<String> {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(broken());
        }
        Ok(line.trim_end().to_ascii_lowercase())
    };
    let status = line()?.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
    let (mut length, mut version, mut retry_after) = (0, None, false);
    loop {
        let header = line()?;
        let Some((name, value)) = header.split_once(": ") else { break };
        match name {
            "content-length" => length = value.parse().map_err(|_| broken())?,
            "etag" => version = value.trim_matches('"').parse().ok(),
            "retry-after" => retry_after = true,
            _ => {}
        }
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Ok(Reply { status, version, retry_after, body })
}
