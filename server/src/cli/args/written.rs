//! Where tables are written beside the answer.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct Written {
    /// Writes the tables as a workbook too, to this file 写成工作簿
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Writes the tables as CSV too, a file each, into this folder 写成 CSV
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
}
