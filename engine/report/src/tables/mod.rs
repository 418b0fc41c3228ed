//! The tables of a report, made once from a map, its plan and a diff. All files are written from these.

mod chains;
mod counts;
mod diff;
mod entries;
mod indicators;
mod links;
mod measures;
mod method;
mod nodes;
mod pain;
mod places;
mod routes;
mod summary;
mod transfers;

use crate::Report;
use crate::table::Table;

/// All tables of a report, in the order of its chapters. Tables whose subject is absent (a diff, places) are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables(pub(crate) Vec<Table>);

impl Tables {
    /// Makes them.
    #[must_use]
    pub fn of(report: &Report<'_>) -> Self {
        let mut tables = vec![summary::table(report)];
        tables.extend(chains::tables(report));
        tables.extend(nodes::tables(report));
        tables.push(links::table(report));
        tables.extend(places::tables(report));
        tables.extend(entries::tables(report));
        tables.push(pain::table(report));
        tables.push(measures::table(report));
        tables.push(routes::table(report));
        tables.push(transfers::table(report));
        tables.extend(indicators::tables(report));
        tables.extend(method::tables(report));
        tables.extend(diff::tables(report));
        Self(tables)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Table] {
        &self.0
    }

    /// One by its name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Table> {
        self.0.iter().find(|table| table.name == name)
    }
}
