//! Where PostgreSQL's programs are, and how they are called: the server refuses to run as root.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian keeps a folder for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The programs of one version.
#[derive(Debug)]
pub(crate) struct Binaries {
    /// `None`: on the path.
    folder: Option<PathBuf>,
    as_root: bool,
}

impl Binaries {
    /// The newest of Debian's versions, else what is on the path.
    pub(crate) fn find() -> Self {
        let found = Self { folder: newest(Path::new(DEBIAN)), as_root: is_root() };
        let answers = found.plain("initdb").arg("--version").output().is_ok();
        assert!(answers, "no PostgreSQL here: apt-get install postgresql (`make test` does it)");
        found
    }

    /// A program as whoever runs the tests.
    pub(crate) fn plain(&self, program: &str) -> Command {
        Command::new(self.path(program))
    }

    /// A program as the owner of the data: Debian's user `postgres` where the tests run as root.
    pub(crate) fn owned(&self, program: &str) -> Command {
        let mut words = self.owned_words(program).into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).current_dir("/");
        command
    }

    /// The same as words, for a shell.
    pub(crate) fn owned_words(&self, program: &str) -> Vec<String> {
        let mut words = Vec::new();
        if self.as_root {
            words.extend(["runuser", "-u", "postgres", "--"].map(str::to_owned));
        }
        words.push(self.path(program).display().to_string());
        words
    }

    /// Gives a folder to whoever runs the server.
    pub(crate) fn give(&self, folder: &Path) {
        if self.as_root {
            succeed(Command::new("chown").arg("postgres").arg(folder));
        }
    }

    fn path(&self, program: &str) -> PathBuf {
        self.folder.as_ref().map_or_else(|| PathBuf::from(program), |folder| folder.join(program))
    }
}

fn newest(debian: &Path) -> Option<PathBuf> {
    let versions = std::fs::read_dir(debian).ok()?.flatten();
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let with_server = versions.map(|entry| entry.path()).filter(|path| path.join("bin/initdb").is_file());
    Some(with_server.max_by_key(|path| number(path))?.join("bin"))
}

/// Whether a file made by this process belongs to root; std knows no other way to ask.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// What a program printed, having ended well.
pub(crate) fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {}\n{out}{err}", output.status);
    out.into_owned()
}
