//! What writes a report: `bole report`.

use std::path::PathBuf;

use bole_engine::model::{Date, EditionId};
use clap::Args;

use super::place::Data;
use super::value::{date, id};

#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    #[command(flatten)]
    pub data: Data,
    /// The folder to write into; files of the same name are written over
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The edition; the one in force when absent 目录版次
    #[arg(long, value_parser = id::<EditionId>, value_name = "ID")]
    pub edition: Option<EditionId>,
    /// Draws the map anew for this day, YYYY-MM-DD; when absent, the map that was kept with the edition, or its own day
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// A folder with a font for Chinese, instead of those of the system 字体目录
    #[arg(long, value_name = "DIR", env = "BOLE_FONTS")]
    pub fonts: Option<PathBuf>,
}
