//! The folder of a server, and the watchdog that stops the server and clears the folder away whatever becomes of the tests.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::binaries::Binaries;

/// Sleeps until its input closes, which the system does for a process however it ends.
const WATCH: &str = r#"cat >/dev/null; folder=$1; shift; "$@"; rm -rf "$folder""#;

#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    data: PathBuf,
    watchdog: Child,
}

impl Folder {
    pub(crate) fn new(binaries: &Binaries) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("bole-postgres-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        binaries.give(&path);
        let data = path.join("data");
        let watchdog = watchdog(binaries, &path, &data);
        Self { path, data, watchdog }
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn log_file(&self) -> PathBuf {
        self.path.join("log")
    }

    /// The server's last words.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_else(|error| error.to_string())
    }

    /// Appends settings to the server's own.
    pub(crate) fn settle(&self, settings: &str) {
        let file = self.data.join("postgresql.conf");
        let mut text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        text.push_str(settings);
        std::fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

/// In a process group of its own, so that what ends the tests (`^C`, a time limit) does not end it too.
fn watchdog(binaries: &Binaries, path: &Path, data: &Path) -> Child {
    let mut shell = Command::new("sh");
    shell.args(["-c", WATCH, "watchdog"]).arg(path).args(binaries.owned_words("pg_ctl"));
    shell.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(data).current_dir("/");
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    shell.spawn().unwrap_or_else(|error| panic!("sh: {error}"))
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _ = self.watchdog.wait();
    }
}
