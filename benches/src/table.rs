//! The summary that a run ends with.

use std::io::Write;
use std::time::Duration;

/// Figures with what they are held against.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<[String; 3]>,
}

impl Table {
    /// Adds a figure in words.
    pub fn row(&mut self, what: impl Into<String>, figure: impl Into<String>, floor: impl Into<String>) {
        self.rows.push([what.into(), figure.into(), floor.into()]);
    }

    /// Adds a time.
    pub fn time(&mut self, what: impl Into<String>, took: Duration, floor: impl Into<String>) {
        self.row(what, format!("{:.3} ms", took.as_secs_f64() * 1e3), floor);
    }

    /// Writes the table to standard output; a closed pipe is no failure.
    pub fn print(&self, title: &str) {
        let mut table = comfy_table::Table::new();
        table.set_header([title, "measured", "floor"]);
        self.rows.iter().for_each(|row| {
            table.add_row(row);
        });
        let _ = writeln!(std::io::stdout().lock(), "\n{table}");
    }
}
