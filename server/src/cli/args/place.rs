//! Where records are.

use std::path::PathBuf;

use clap::Args;

use crate::opened::Place;

/// Where records are: a data folder, or PostgreSQL.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = true)]
pub(in crate::cli) struct Data {
    /// The data folder; beside --database it holds the index only 数据目录
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the folder's own database 数据库
    #[arg(long, value_name = "URL", value_parser = postgres)]
    pub database: Option<String>,
}

impl Data {
    /// The place that they name.
    pub(in crate::cli) fn place(&self) -> Place {
        match (&self.database, &self.data) {
            (Some(url), folder) => Place::Postgres(url.clone(), folder.clone()),
            (None, folder) => Place::Folder(folder.clone().unwrap_or_default()),
        }
    }
}

/// As on the command line, without what is secret in it.
impl std::fmt::Display for Data {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.database, &self.data) {
            (None, Some(folder)) => write!(f, "--data {}", folder.display()),
            _ => f.write_str("--database URL"),
        }
    }
}

fn postgres(url: &str) -> Result<String, String> {
    let known = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if known { Ok(url.to_owned()) } else { Err("allowed: postgres://user:password@host:port/name".into()) }
}
