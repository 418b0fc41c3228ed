//! The folder in which uploads wait, and rejected rows after them. A file is called by its task: `ID.part` while it comes,
//! `ID.csv` (or another format) until it was taken in, `ID.rejected` until the task is forgotten.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use bole_engine::intake::TableFormat;
use bole_engine::model::TaskId;

const PART: &str = "part";
const REJECTED: &str = "rejected";

/// The folder.
#[derive(Debug)]
pub(super) struct Uploads(PathBuf);

impl Uploads {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    fn file(&self, id: &TaskId, ending: &str) -> PathBuf {
        self.0.join(format!("{id}.{ending}"))
    }

    /// Where a body goes while it comes.
    pub(super) fn part(&self, id: &TaskId) -> PathBuf {
        self.file(id, PART)
    }

    /// Where rejected rows go.
    pub(super) fn rejected(&self, id: &TaskId) -> PathBuf {
        self.file(id, REJECTED)
    }

    /// Says that a body is whole. The name is safe on disk before the task is.
    pub(super) fn settle(&self, id: &TaskId, format: TableFormat) -> io::Result<()> {
        std::fs::rename(self.part(id), self.file(id, format.as_str()))?;
        File::open(&self.0)?.sync_all()
    }

    /// The body of a task, if this server has it.
    pub(super) fn body(&self, id: &TaskId) -> Option<(PathBuf, TableFormat)> {
        let files = TableFormat::ALL.into_iter().map(|format| (self.file(id, format.as_str()), format));
        files.into_iter().find(|(file, _)| file.exists())
    }

    /// Takes the body away.
    pub(super) fn spend(&self, id: &TaskId) {
        let endings = TableFormat::ALL.map(TableFormat::as_str).into_iter().chain([PART]);
        endings.for_each(|ending| gone(&self.file(id, ending)));
    }

    /// Takes all of a task away.
    pub(super) fn remove(&self, id: &TaskId) {
        self.spend(id);
        gone(&self.rejected(id));
    }

    /// What lies in the folder.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        std::fs::read_dir(&self.0)
            .map_or_else(|_| Vec::new(), |files| files.flatten().map(|file| file.path()).collect())
    }
}

/// Takes away what belongs to no task: bodies that were still coming when the machine stopped, and what was left of tasks
/// that were forgotten elsewhere.
pub(super) fn sweep(files: &[PathBuf], known: &BTreeSet<String>) {
    for file in files {
        let whole = file.extension().is_some_and(|ending| ending != PART);
        let told = file.file_stem().is_some_and(|id| known.contains(&*id.to_string_lossy()));
        if !(whole && told) {
            gone(file);
        }
    }
}

/// A file that cannot be taken away costs room, nothing else; it is tried again at the next start.
fn gone(file: &Path) {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, "a file of an import cannot be removed");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_no_task_is_swept_away() {
        let folder = std::env::temp_dir().join(format!("bole-uploads-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let uploads = Uploads::new(folder.clone());
        let id = TaskId::new("I-1").unwrap();
        for name in ["I-1.part", "I-1.rejected", "I-2.csv", "I-1.ndjson"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        sweep(&uploads.files(), &BTreeSet::from(["I-1".to_owned()]));
        assert!(!uploads.part(&id).exists() && !folder.join("I-2.csv").exists() && uploads.rejected(&id).exists());
        assert_eq!(uploads.body(&id).unwrap().1, TableFormat::Ndjson);
        uploads.remove(&id);
        assert!(std::fs::read_dir(&folder).unwrap().next().is_none());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
