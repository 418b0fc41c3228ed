//! What the white paper says, a file a chapter. Figures are read from tables, never computed here.

mod annex;
mod categories;
mod chains;
mod changes;
mod gaps;
mod indicators;
mod method;
mod sources;
mod stages;
mod summary;

use std::collections::BTreeSet;

use bole_engine::wording::Language;

use super::block::{Chapter, Key, Writer};
use crate::table::Table;
use crate::{Report, Tables};

/// Formats in one of two languages.
macro_rules! say {
    ($language:expr, $zh:literal, $en:literal $(, $key:ident = $value:expr)* $(,)?) => {
        match $language {
            bole_engine::wording::Language::Zh => format!($zh $(, $key = $value)*),
            bole_engine::wording::Language::En => format!($en $(, $key = $value)*),
        }
    };
}
use say;

/// What a chapter is written from.
struct Desk<'d> {
    report: &'d Report<'d>,
    tables: &'d Tables,
    /// Names of the charts that were drawn.
    charts: &'d BTreeSet<&'d str>,
    language: Language,
}

impl Desk<'_> {
    /// A table by its name; an empty one where there is none.
    fn table(&self, name: &str) -> Table {
        self.tables.named(name).cloned().unwrap_or_else(Table::nothing)
    }

    /// A key figure as it is shown.
    fn key(&self, key: &str) -> String {
        Key::of(self.tables, key, self.language).map(|key| key.value).unwrap_or_default()
    }

    /// A chart, where it was drawn.
    fn figure(&self, writer: &mut Writer, name: &str, caption: &str, source: &str) {
        if self.charts.contains(name) {
            writer.figure(name, caption, &self.table(source));
        }
    }

    /// Names of the first rows of a table with a figure each, as one phrase.
    fn leaders(&self, table: &Table, name: &str, figure: &str) -> String {
        let one = |row: usize| {
            let (name, figure) = (table.shown(row, name, self.language), table.shown(row, figure, self.language));
            say!(self.language, "{name}（{figure}席）", "{name} ({figure})")
        };
        (0..table.rows.len()).map(one).collect::<Vec<_>>().join(self.language.pick("、", ", "))
    }
}

/// All chapters.
pub(super) fn write(report: &Report<'_>, tables: &Tables, charts: &BTreeSet<&str>) -> Vec<Chapter> {
    let desk = Desk { report, tables, charts, language: report.language };
    let mut writer = Writer::new(report.language);
    for chapter in [
        summary::write,
        method::write,
        chains::overview,
        chains::each,
        stages::write,
        categories::write,
        gaps::write,
        sources::write,
        indicators::write,
        changes::write,
        method::card,
        annex::write,
    ] {
        chapter(&desk, &mut writer);
    }
    writer.finish()
}
