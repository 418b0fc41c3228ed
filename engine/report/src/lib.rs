//! A talent map as files that a bureau publishes: a white paper, a workbook, charts and open data.
//!
//! ```text
//! TalentMap, FillPlan, EditionDiff → tables ─┬→ CSV, JSON, data dictionary
//!                                            ├→ XLSX
//!                                            └→ charts (SVG) → white paper (PDF)
//! ```
//!
//! What colleges work with (alignment, pooled classes, seat plans) comes as workbooks of such tables too: `colleges`.
//!
//! - Every file is written from one set of [`Tables`]: a figure is rounded once and is the same wherever it stands.
//! - No person and no enterprise is told; counts of few people are withheld.
//! - The same report gives the same bytes: no clock, no random ids, no hash order.
//! - Judging is the engine's. The typesetter is behind the feature `pdf`; fonts come from the caller's system.

mod chart;
mod colleges;
mod columns;
mod cover;
mod error;
mod files;
mod out;
#[cfg(feature = "pdf")]
mod paper;
mod report;
mod table;
mod tables;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod words;

pub use chart::{Chart, charts};
pub use colleges::{
    Names, alignment, class_figures, cohort, cohorts, college_alignment, pooling, programme_alignment, reach,
    seat_plan, seen_pooling,
};
pub use cover::Cover;
pub use error::ReportError;
pub use files::{files, write};
pub use out::{File, as_csv, data, workbook};
#[cfg(feature = "pdf")]
pub use paper::{FAMILIES, Fonts, paper};
pub use report::Report;
pub use table::{Cell, Column, Kind, Table, Unit, WITHHELD, WITHHELD_LABEL};
pub use tables::Tables;
