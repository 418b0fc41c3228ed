//! The shipped catalog, or a folder instead of it, as reference data. Checking is the engine's; this reads files and
//! chooses the edition in force.

use std::path::Path;

use bole_engine::intake::{Catalog, CatalogFiles, Problem};
use bole_engine::reference::Reference;

/// Why there is no reference data.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The folder cannot be read.
    #[error("catalog {folder}: {source}")]
    Disk {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The catalog has errors; the first of them stands here.
    #[error("the catalog has {count} error(s); `bole check` names all; the first: {first}")]
    Refused {
        /// How many.
        count: usize,
        /// The first.
        first: Box<Problem>,
    },
    /// No edition in force, or no method.
    #[error("the catalog has no {0}")]
    Without(&'static str),
}

/// The files of a folder, or those that come with the program.
///
/// # Errors
/// [`CatalogError::Disk`].
pub fn files(folder: Option<&Path>) -> Result<CatalogFiles, CatalogError> {
    let Some(root) = folder else { return Ok(CatalogFiles::shipped()) };
    walk(root).map_err(|source| CatalogError::Disk { folder: root.display().to_string(), source })
}

fn walk(root: &Path) -> std::io::Result<CatalogFiles> {
    let mut files = CatalogFiles::default();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for item in std::fs::read_dir(folder)? {
            let path = item?.path();
            // Pages for people and hidden files are no data.
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name.starts_with('.') || name.ends_with(".md") {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if let Ok(inside) = path.strip_prefix(root) {
                let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                files.insert(parts.join("/"), std::fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

/// Reference data of a catalog: the edition that is newest by its day, the method that is last by its id.
///
/// # Errors
/// [`CatalogError::Refused`] when the catalog has errors; [`CatalogError::Without`] when a part is absent.
pub fn reference(folder: Option<&Path>) -> Result<Reference, CatalogError> {
    let (catalog, problems) = Catalog::read(&files(folder)?);
    if Problem::any_error(&problems) {
        let mut errors = problems.into_iter().filter(|p| Problem::any_error(std::slice::from_ref(p)));
        if let Some(first) = errors.next() {
            return Err(CatalogError::Refused { count: 1 + errors.count(), first: Box::new(first) });
        }
    }
    let edition = catalog.editions.into_values().max_by_key(|edition| edition.as_of);
    let edition = edition.ok_or(CatalogError::Without("edition"))?;
    let method = catalog.methods.into_values().next_back().ok_or(CatalogError::Without("method"))?;
    Ok(Reference::new(catalog.vocabulary, edition, method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalog_is_the_folder_and_holds() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogs");
        assert!(files(None).unwrap() == files(Some(&root)).unwrap(), "the embedded files are not those of the folder");
        assert_eq!(reference(None).unwrap().edition.id.as_str(), "qingyuan-2026");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let refused = files(Some(Path::new("/nowhere/at/all"))).unwrap_err().to_string();
        assert!(refused.contains("/nowhere/at/all"), "{refused}");
    }
}
