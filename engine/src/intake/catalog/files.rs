//! The files of a catalog in memory, and those that come with the engine.

use std::collections::{BTreeMap, BTreeSet};

/// Files by their path inside the catalog, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogFiles(BTreeMap<String, Vec<u8>>);

macro_rules! shipped {
    ($($path:literal),+ $(,)?) => {
        [$(($path, include_bytes!(concat!("../../../../catalogs/", $path)).as_slice())),+]
    };
}

impl CatalogFiles {
    /// The catalog that comes with the engine.
    #[must_use]
    pub fn shipped() -> Self {
        let files = shipped![
            "editions/qingyuan-2026/chains.csv",
            "editions/qingyuan-2026/colleges.csv",
            "editions/qingyuan-2026/edition.toml",
            "editions/qingyuan-2026/entries.csv",
            "editions/qingyuan-2026/links.csv",
            "editions/qingyuan-2026/nodes.csv",
            "editions/qingyuan-2026/parks.csv",
            "manifest.csv",
            "methods/method-2026.toml",
            "vocabulary/education_levels.csv",
            "vocabulary/equivalences.csv",
            "vocabulary/industries.csv",
            "vocabulary/licences.csv",
            "vocabulary/majors.csv",
            "vocabulary/occupations.csv",
            "vocabulary/regions.csv",
            "vocabulary/skill_grades.csv",
            "vocabulary/skill_relations.csv",
            "vocabulary/skills.csv",
            "vocabulary/titles.csv",
        ];
        files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into().replace('\\', "/"), bytes.into());
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.0.remove(path)
    }

    /// A file's bytes.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Files in a folder.
    pub(super) fn under(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let start = format!("{folder}/");
        self.iter().filter(move |(path, _)| path.starts_with(&start))
    }

    /// Folders in a folder, as paths.
    pub(super) fn folders(&self, folder: &str) -> BTreeSet<String> {
        let depth = folder.len() + 1;
        let inner = self.under(folder).filter_map(|(path, _)| Some(&path[..depth + path[depth..].find('/')?]));
        inner.map(str::to_owned).collect()
    }
}

impl FromIterator<(String, Vec<u8>)> for CatalogFiles {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        let mut all = Self::default();
        for (path, bytes) in files {
            all.insert(path, bytes);
        }
        all
    }
}
