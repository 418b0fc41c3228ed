//! All files of a report, and their way to a folder.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::{File, Report, ReportError, Tables, chart, charts, data, workbook};

/// The file of checksums, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// Everything but the white paper: workbook, open data, charts, and the checksums of all files.
///
/// # Errors
/// [`ReportError::Workbook`].
#[cfg(not(feature = "pdf"))]
pub fn files(report: &Report<'_>) -> Result<Vec<File>, ReportError> {
    let tables = Tables::of(report);
    let charts = charts(&tables, report.language);
    summed(report, &tables, chart::files(&charts))
}

/// Everything: white paper, workbook, open data, charts, and the checksums of all files.
///
/// # Errors
/// [`ReportError::Workbook`]; [`ReportError::Glyph`] and [`ReportError::Paper`] of the white paper.
#[cfg(feature = "pdf")]
pub fn files(report: &Report<'_>, fonts: &crate::Fonts) -> Result<Vec<File>, ReportError> {
    let tables = Tables::of(report);
    let charts = charts(&tables, report.language);
    let mut files = vec![crate::paper(report, &tables, &charts, fonts)?];
    files.extend(chart::files(&charts));
    summed(report, &tables, files)
}

fn summed(report: &Report<'_>, tables: &Tables, mut files: Vec<File>) -> Result<Vec<File>, ReportError> {
    files.push(File::new("workbook.xlsx", workbook(&report.cover(), tables, report.language)?));
    files.extend(data(report, tables));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let sums = files.iter().map(|file| format!("{}  {}\n", sum(&file.bytes), file.path)).collect::<String>();
    files.push(File::new(SUMS, sums));
    Ok(files)
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes files below a folder, which is made where it is not there. Files of the same name are written over; others stay.
///
/// # Errors
/// [`ReportError::Disk`] naming the file.
pub fn write(files: &[File], folder: &Path) -> Result<(), ReportError> {
    for file in files {
        let path = folder.join(&file.path);
        let failed = |source| ReportError::Disk { path: path.display().to_string(), source };
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
        std::fs::write(&path, &file.bytes).map_err(failed)?;
    }
    Ok(())
}
