//! `bole audit`.

use std::path::PathBuf;

use bole_engine::model::Date;
use clap::{Args, Subcommand};

use super::place::Data;
use super::value::date;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AuditCommand {
    /// Holds each entry against the one before; exit code 1 names the first that does not hold 校验
    Verify(Data),
    /// Lists entries, oldest first 列出
    List(AuditList),
    /// Takes out decisions and entries that need not be kept any longer 清除过期
    Purge(Purge),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AuditList {
    #[command(flatten)]
    pub data: Data,
    /// Only entries after this number
    #[arg(long, default_value_t = 0)]
    pub after: u64,
    /// How many
    #[arg(long, default_value_t = crate::limits::MAX_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Purge {
    #[command(flatten)]
    pub data: Data,
    /// Only what is older than this day; what the retention no longer asks for when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub before: Option<Date>,
    /// A file of settings over the defaults
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}
