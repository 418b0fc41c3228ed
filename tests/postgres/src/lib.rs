//! A real PostgreSQL for tests: Debian's binaries, a data folder of its own, a free loopback port, nothing left behind.
//!
//! It knows nothing of Bole: tests bring their own tables. A test that stops or restarts the server starts one of its own;
//! the others take a database each from [`Postgres::shared`].

mod binaries;
mod folder;
#[cfg(test)]
mod tests;

use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use binaries::{Binaries, succeed};
use folder::Folder;

/// How a server goes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shutdown {
    /// Sends clients away, writes everything out, ends.
    Fast,
    /// Ends at once, as by a crash: the next start recovers from the write-ahead log.
    Immediate,
}

impl Shutdown {
    const fn word(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Immediate => "immediate",
        }
    }
}

/// A server that lives as long as this value, or as its process if that ends first, even by `kill -9`.
#[derive(Debug)]
pub struct Postgres {
    binaries: Binaries,
    folder: Folder,
    port: u16,
    databases: AtomicU32,
}

impl Postgres {
    /// Ports that are tried until the server takes one: another process may be quicker.
    const TRIES: u16 = 20;

    /// Makes a data folder and starts a server on it: encoding UTF8, locale C, everyone on loopback trusted, `fsync` on.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed or does not start; the message says what to do.
    #[must_use]
    pub fn start() -> Self {
        let binaries = Binaries::find();
        let folder = Folder::new(&binaries);
        let data = folder.data();
        succeed(
            binaries
                .owned("initdb")
                .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"])
                .arg(data),
        );
        folder.settle("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200\n");
        let mut server = Self { binaries, folder, port: 0, databases: AtomicU32::new(0) };
        let started = free_ports().take(usize::from(Self::TRIES)).find(|&port| {
            server.port = port;
            server.control_start().status().is_ok_and(|status| status.success())
        });
        assert!(started.is_some(), "PostgreSQL does not start: {}", server.folder.log());
        server
    }

    /// One server for all tests of a process; it ends with the process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// The address of the server: `postgres://postgres@127.0.0.1:PORT/`; a database's name may follow.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/", self.port)
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Panics
    /// Where the server does not answer.
    pub fn fresh_database(&self) -> String {
        let name = format!("fresh_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.sql(&format!("{}postgres", self.url()), &format!("CREATE DATABASE {name}"));
        format!("{}{name}", self.url())
    }

    /// What `psql` answers to a statement on the database at this address, one row a line, columns parted by `|`.
    ///
    /// # Panics
    /// Where the server does not answer or refuses the statement.
    pub fn sql(&self, database: &str, statement: &str) -> String {
        let mut psql = self.binaries.plain("psql");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]);
        succeed(psql.arg("--command").arg(statement).arg(database)).trim_end().to_owned()
    }

    /// Stops the server and starts it again on the same port and folder.
    ///
    /// # Panics
    /// Where it does not come back.
    pub fn restart(&self, how: Shutdown) {
        self.stop(how);
        self.start_again();
    }

    /// Stops the server; data and port stay its own.
    ///
    /// # Panics
    /// Where it does not run.
    pub fn stop(&self, how: Shutdown) {
        succeed(self.control("stop").args(["--mode", how.word()]));
    }

    /// Starts a stopped server and waits until it answers.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start_again(&self) {
        succeed(&mut self.control_start());
    }

    fn control_start(&self) -> Command {
        let mut command = self.control("start");
        command.arg("--log").arg(self.folder.log_file()).arg("--options").arg(format!("-p {}", self.port));
        command
    }

    fn control(&self, act: &str) -> Command {
        let mut command = self.binaries.owned("pg_ctl");
        command.args([act, "--silent", "--wait", "--timeout=120", "--pgdata"]).arg(self.folder.data());
        command
    }
}

/// Loopback ports that nobody listens on now, below those that systems lend to outgoing connections: so that the port is
/// still free when the server comes back on it. Processes begin at different places.
fn free_ports() -> impl Iterator<Item = u16> {
    const FIRST: u32 = 15_000;
    const MANY: u32 = 15_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let own = std::process::id().wrapping_mul(97);
    std::iter::repeat_with(move || FIRST + own.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % MANY)
        .filter_map(|port| u16::try_from(port).ok())
        .filter(|&port| std::net::TcpListener::bind(("127.0.0.1", port)).is_ok())
}
