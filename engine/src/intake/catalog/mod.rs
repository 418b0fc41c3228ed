//! Catalog files → vocabulary, editions and methods, with every problem found on the way: file, line, field, value, and
//! what is allowed. Total: it reads what can be read and complains of the rest. Reading a folder is left to the caller.

mod check_edition;
mod check_vocabulary;
mod edition;
mod files;
mod manifest;
mod problem;
mod reader;
mod vocabulary;

pub use files::CatalogFiles;
pub use manifest::{MANIFEST, refreshed_manifest};
pub use problem::{Problem, ProblemCode, Severity};

use std::collections::BTreeMap;

use crate::method::Method;
use crate::model::{Edition, EditionId};
use crate::vocabulary::{Vocabulary, VocabularyParts};

/// What a set of catalog files holds.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The vocabulary.
    pub vocabulary: Vocabulary,
    /// Editions by id.
    pub editions: BTreeMap<EditionId, Edition>,
    /// Methods by id.
    pub methods: BTreeMap<String, Method>,
}

impl Catalog {
    /// Reads catalog files: `vocabulary/*.csv`, `editions/<id>/…`, `methods/*.toml`, `manifest.csv`. What is broken is left
    /// out of the catalog and named in the problems, which are in order of file and line. A table may also stand as `.xlsx`,
    /// `.json`, `.ndjson` or `.yaml`.
    #[must_use]
    pub fn read(files: &CatalogFiles) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let parts = vocabulary::read(files, &mut problems);
        check_vocabulary::check(&parts, &mut problems);
        let vocabulary = Vocabulary::new(VocabularyParts::from(parts));
        let mut editions = BTreeMap::new();
        for folder in files.folders("editions") {
            if let Some(read) = edition::read(files, &folder, &vocabulary, &mut problems) {
                check_edition::check(&read, &vocabulary, &mut problems);
                editions.insert(read.edition.id.clone(), read.edition);
            }
        }
        let methods = methods(files, &mut problems);
        manifest::check(files, &mut problems);
        problems.sort_by(|a, b| (&a.file, a.line, &a.field, &a.value).cmp(&(&b.file, b.line, &b.field, &b.value)));
        problems.dedup();
        (Self { vocabulary, editions, methods }, problems)
    }
}

fn methods(files: &CatalogFiles, problems: &mut Vec<Problem>) -> BTreeMap<String, Method> {
    let mut methods = BTreeMap::new();
    for (path, bytes) in files.under("methods") {
        if !path.ends_with(".toml") {
            problems.push(Problem::of_file(path, ProblemCode::UnknownFile, "a method file that ends in .toml"));
            continue;
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            problems.push(Problem::of_file(path, ProblemCode::Unreadable, "text in UTF-8"));
            continue;
        };
        match Method::parse(text) {
            Ok(method) => {
                if let Some(other) = methods.insert(method.id().to_owned(), method) {
                    problems.push(Problem::of_file(
                        path,
                        ProblemCode::Duplicate,
                        format!("not {:?} again", other.id()),
                    ));
                }
            }
            Err(error) => problems.push(Problem::of_method(path, &error)),
        }
    }
    if methods.is_empty() {
        problems.push(Problem::of_file("methods/", ProblemCode::MissingFile, "at least one sound method file"));
    }
    methods
}

#[cfg(test)]
mod tests;
