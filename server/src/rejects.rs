//! Rejected rows as NDJSON, written as they come, with what is allowed in both languages.

use std::io::{BufWriter, Write};

use bole_engine::intake::Rejected;
use bole_engine::model::Bilingual;

use crate::answer::refusal;

/// Where rejected rows go.
pub(crate) struct Rejects<W: Write>(BufWriter<W>);

/// One row; the file is named where there are several.
#[derive(serde::Serialize)]
struct Line<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    #[serde(flatten)]
    row: &'r Rejected,
    words: Bilingual,
}

impl<W: Write> Rejects<W> {
    pub(crate) fn new(out: W) -> Self {
        Self(BufWriter::new(out))
    }

    /// Adds a row.
    pub(crate) fn write(&mut self, file: Option<&str>, row: &Rejected) -> std::io::Result<()> {
        serde_json::to_writer(&mut self.0, &Line { file, row, words: refusal(&row.allowed) })?;
        self.0.write_all(b"\n")
    }

    /// All rows are where they belong.
    pub(crate) fn finish(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
