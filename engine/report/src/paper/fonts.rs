//! Fonts of the caller's system: one family for Chinese and Latin, regular and bold, each as a single face. Whole
//! collections would cost seconds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::text::Font;

use crate::ReportError;

/// Families that are taken, in this order: simplified Chinese by the forms of the mainland.
pub const FAMILIES: [&str; 4] = ["Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC"];
/// Parts of the names of files in which these families come; others are not opened.
const FILES: [&str; 6] =
    ["NotoSansCJK", "NotoSansSC", "SourceHanSansSC", "SourceHanSansCN", "SourceHanSans-", "SourceHanSans."];
/// Weights of the two faces.
const WEIGHTS: [u16; 2] = [400, 700];
/// Folders below a folder of fonts that are looked into.
const DEPTH: usize = 6;

/// Two faces of one family.
#[derive(Debug, Clone)]
pub struct Fonts {
    family: &'static str,
    faces: Vec<Font>,
}

/// A face that was found, not yet read as a whole.
struct Found {
    family: &'static str,
    weight: u16,
    path: PathBuf,
    index: u32,
}

impl Fonts {
    /// Looks for the first family of [`FAMILIES`] that stands in these folders, or in folders below them.
    ///
    /// # Errors
    /// [`ReportError::Font`] when no family has a regular and a bold face there; [`ReportError::Disk`] when its file cannot
    /// be read.
    pub fn find(folders: &[PathBuf]) -> Result<Self, ReportError> {
        let mut files = Vec::new();
        for folder in folders {
            walk(folder, DEPTH, &mut files);
        }
        files.sort();
        let found: Vec<Found> = files.iter().flat_map(|path| faces(path)).collect();
        for family in FAMILIES {
            let face = |weight| found.iter().find(|face| face.family == family && face.weight == weight);
            if let [Some(regular), Some(bold)] = WEIGHTS.map(face) {
                return Ok(Self { family, faces: vec![read(regular)?, read(bold)?] });
            }
        }
        let folders: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
        Err(ReportError::Font { folders: folders.join(", "), families: FAMILIES.join(", ") })
    }

    /// The family.
    #[must_use]
    pub const fn family(&self) -> &'static str {
        self.family
    }

    pub(super) fn faces(&self) -> &[Font] {
        &self.faces
    }

    /// Whether every character of a text has a glyph.
    pub(super) fn cover(&self, text: &str) -> Result<(), ReportError> {
        let covers = |c: char| self.faces.iter().all(|face| face.info().coverage.contains(c.into()));
        let used: BTreeSet<char> = text.chars().filter(|c| !c.is_control()).collect();
        self.refuse(used.into_iter().filter(|c| !covers(*c)).collect())
    }

    pub(super) fn refuse(&self, missing: BTreeSet<char>) -> Result<(), ReportError> {
        if missing.is_empty() {
            return Ok(());
        }
        let characters =
            missing.iter().map(|c| format!("{c} (U+{:04X})", u32::from(*c))).collect::<Vec<_>>().join(", ");
        Err(ReportError::Glyph { family: self.family.to_owned(), characters })
    }
}

/// Files of fonts that may hold one of the families. A folder that cannot be read holds none.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(items) = std::fs::read_dir(folder) else { return };
    for path in items.flatten().map(|item| item.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && depth > 0 {
            walk(&path, depth - 1, files);
        } else if FILES.iter().any(|known| name.contains(known))
            && [".otf", ".ttf", ".ttc", ".otc"].iter().any(|end| name.ends_with(end))
        {
            files.push(path);
        }
    }
}

/// The faces of a file that may be taken, by their names only.
fn faces(path: &Path) -> Vec<Found> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
    let face = |index| {
        let face = ttf_parser::Face::parse(&bytes, index).ok()?;
        let mut names = face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::FAMILY);
        let family =
            names.find_map(|name| FAMILIES.into_iter().find(|known| name.to_string().as_deref() == Some(known)))?;
        Some(Found { family, weight: face.weight().to_number(), path: path.to_owned(), index })
    };
    (0..count).filter_map(face).collect()
}

fn read(face: &Found) -> Result<Font, ReportError> {
    let disk = |source| ReportError::Disk { path: face.path.display().to_string(), source };
    let bytes = std::fs::read(&face.path).map_err(disk)?;
    let broken = || disk(std::io::Error::new(std::io::ErrorKind::InvalidData, "no font"));
    Font::new(Bytes::new(bytes), face.index).ok_or_else(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_fonts_is_refused_with_what_is_needed() {
        let refused = Fonts::find(&[PathBuf::from("/nowhere/at/all")]).unwrap_err().to_string();
        assert!(refused.contains("/nowhere/at/all") && refused.contains("Noto Sans CJK SC"), "{refused}");
        assert!(refused.contains("--fonts") && refused.contains("fonts-noto-cjk"), "{refused}");
    }
}
