//! Where this system keeps its fonts. Choosing one is the report's.

use std::path::{Path, PathBuf};

use bole_report::{Fonts, ReportError};

/// Folders of fonts on Linux and macOS.
const FOLDERS: [&str; 4] = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];

/// A font for Chinese: in the folder that is named, or else where the system keeps fonts.
///
/// # Errors
/// [`ReportError::Font`] with the folders that were looked into.
pub fn find(named: Option<&Path>) -> Result<Fonts, ReportError> {
    let folders: Vec<PathBuf> = match named {
        Some(folder) => vec![folder.to_owned()],
        None => FOLDERS.iter().map(PathBuf::from).collect(),
    };
    Fonts::find(&folders)
}
