//! Tables written to files beside the answer, where that was asked.

use std::path::Path;

use bole_report::{File, as_csv, write};

use super::Failure;
use super::args::Written;
use super::console::Console;
use crate::workbooks::Book;

impl Written {
    /// Whether anything is.
    pub(super) const fn is_asked(&self) -> bool {
        self.xlsx.is_some() || self.csv.is_some()
    }

    /// Writes what was asked for, and tells people where. `book` is made only then.
    pub(super) fn write(
        &self,
        console: &mut Console<'_>,
        book: impl FnOnce() -> Result<Book, Failure>,
    ) -> Result<(), Failure> {
        if !self.is_asked() {
            return Ok(());
        }
        let book = book()?;
        if let Some(file) = &self.xlsx {
            write(&[workbook(&book, file, console)?], file.parent().unwrap_or_else(|| Path::new("")))?;
            told(console, file)?;
        }
        if let Some(folder) = &self.csv {
            write(&as_csv(&book.tables), folder)?;
            told(console, folder)?;
        }
        Ok(())
    }
}

/// The workbook under the name of its file.
fn workbook(book: &Book, file: &Path, console: &Console<'_>) -> Result<File, Failure> {
    let unnamed = || Failure::Usage(format!("--xlsx {}; allowed: a file, such as tables.xlsx", file.display()));
    let name = file.file_name().and_then(|name| name.to_str()).ok_or_else(unnamed)?;
    Ok(File { path: name.to_owned(), bytes: book.bytes(console.language)? })
}

/// Programs read the answer alone.
fn told(console: &mut Console<'_>, place: &Path) -> Result<(), Failure> {
    if console.for_programs() {
        return Ok(());
    }
    console.line(format!("{} {}", console.say("写入", "written to"), place.display()))
}
