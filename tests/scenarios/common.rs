//! What scenarios share: the real binary, a folder of one's own, a city in it, a served city.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;

pub(crate) fn bole() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bole"));
    command.env_remove("LANG").env_remove("LC_ALL").env_remove("LC_MESSAGES").env("COLUMNS", "100");
    command
}

pub(crate) fn run(args: &[&str]) -> Output {
    bole().args(args).output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of one test, gone afterwards.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bole-scenario-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, inside: &str) -> String {
        self.0.join(inside).display().to_string()
    }

    pub(crate) fn write(&self, inside: &str, text: &str) -> String {
        std::fs::write(self.0.join(inside), text).unwrap();
        self.path(inside)
    }

    /// Makes a key in `data/`; its token.
    pub(crate) fn key(&self, role: &str, organisation: &str) -> String {
        key(&self.0.join("data"), role, organisation)
    }

    /// A city as files in `city/`, imported into `data/`.
    pub(crate) fn city(&self, people: u32, orders: u32) {
        let (people, orders, city) = (people.to_string(), orders.to_string(), self.path("city"));
        let made = run(&["sample", "--profiles", &people, "--orders", &orders, "--seed", "7", "--out", &city]);
        assert_eq!(code(&made), 0, "{}", text(&made.stderr));
        let (profiles, orders) = (self.path("city/profiles.ndjson"), self.path("city/orders.ndjson"));
        let taken = run(&["import", "--data", &self.path("data"), &profiles, &orders]);
        assert_eq!(code(&taken), 0, "{}", text(&taken.stderr));
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Makes a key in a data folder that nobody serves; its token.
pub(crate) fn key(data: &Path, role: &str, organisation: &str) -> String {
    let data = data.display().to_string();
    let made =
        run(&["key", "create", "--data", &data, "--role", role, "--organisation", organisation, "--format", "json"]);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    made["token"].as_str().unwrap().to_owned()
}

/// A served data folder; it stops when dropped.
pub(crate) struct Served {
    child: Child,
    address: String,
    /// What every request shows, unless [`Served::as_key`] says otherwise.
    token: String,
    /// Kept open: a server whose output nobody takes ends, as any command does.
    _output: BufReader<ChildStdout>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", text(&self.body)))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Served {
    /// Serves a folder; requests show a bureau's key that is made for it.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// The same, with settings as variables.
    pub(crate) fn start_with(data: &Path, settings: &[(&str, &str)]) -> Self {
        Self::launch(data, &[], settings, Stdio::null())
    }

    /// The same, with more arguments, and its log where the caller wants it.
    pub(crate) fn launch(data: &Path, args: &[&str], settings: &[(&str, &str)], log: Stdio) -> Self {
        let token = key(data, "bureau", "BUREAU");
        let mut child = bole()
            .args(["serve", "--data", &data.display().to_string(), "--port", "0"])
            .args(args)
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut lines = output.by_ref().lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address, token, _output: output }
    }

    /// The service as the bureau asks it.
    pub(crate) fn as_bureau(&self) -> Asking<'_> {
        self.as_key(&self.token)
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The same service, asked with another token; an empty one shows none.
    pub(crate) fn as_key<'s>(&'s self, token: &'s str) -> Asking<'s> {
        Asking { address: &self.address, token }
    }

    /// The bureau's token, that requests show by themselves.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.as_key(&self.token).ask(method, path, headers, body)
    }

    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.as_key(&self.token).send(method, path, headers, body)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.as_key(&self.token).get(path)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.as_key(&self.token).post(path, body)
    }
}

/// A service as the holder of one key asks it.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'s> {
    address: &'s str,
    token: &'s str,
}

impl<'s> Asking<'s> {
    /// Somebody without a token, at a service that listens there.
    pub(crate) const fn stranger(address: &'s str) -> Self {
        Self { address, token: "" }
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send(method, path, headers, body.as_bytes())
    }

    /// Sends bytes; a `content-length` among the headers stands in place of the true one.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let mut headers: String = headers.iter().map(|(key, value)| format!("{key}: {value}\r\n")).collect();
        if !self.token.is_empty() {
            headers.push_str(&format!("authorization: Bearer {}\r\n", self.token));
        }
        let head = format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}");
        let told = headers.contains("content-length:");
        let length = if told { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        write!(stream, "{head}{length}\r\n").unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = text(&bytes[..end]);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("content-type", "application/json")], &body.to_string())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
