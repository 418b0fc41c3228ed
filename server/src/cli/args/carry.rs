//! What carries records in and out: `bole import`, `sample`, `dump`, `restore`, `snapshot`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::place::Data;
use super::value::source;

#[derive(Debug, Args)]
pub(in crate::cli) struct Dump {
    #[command(flatten)]
    pub data: Data,
    /// A new or empty folder; what it will hold is personal data and the hashes of keys
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Restore {
    #[command(flatten)]
    pub data: Data,
    /// The folder of a dump
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Snapshot {
    /// The data folder 数据目录
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// A file that is not there yet; in a folder of its own, as `bole.db`, it is a data folder
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Sample {
    /// How many people, with what became of them
    #[arg(long)]
    pub profiles: u32,
    /// How many orders
    #[arg(long)]
    pub orders: u32,
    /// The seed: the same seed gives the same bytes
    #[arg(long)]
    pub seed: u64,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ImportKind {
    /// People
    Profiles,
    /// Orders
    Orders,
    /// Plain-text CVs, one a file
    Cv,
    /// JSON Resume
    JsonResume,
    /// Vacancies as written: a table with titles and descriptions
    Vacancies,
    /// Who orders, teaches and reports
    Organisations,
    /// What colleges teach
    Programmes,
    /// Training plans: a row is a course of a programme
    TrainingPlans,
    /// Classes that enterprises ordered
    Cohorts,
    /// What became of people
    Outcomes,
    /// ESCO's official CSV
    Esco,
    /// O*NET's text files
    Onet,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    #[command(flatten)]
    pub data: Data,
    /// NDJSON, JSON, CSV, XLSX or YAML; text for CVs
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Reads and reports, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// What the files hold; guessed from their names when absent
    #[arg(long, value_enum)]
    pub kind: Option<ImportKind>,
    /// What the rows come from, so that the next import knows them again; the file's name when absent 来源
    #[arg(long, value_name = "NAME", value_parser = source)]
    pub source: Option<String>,
    /// Writes rejected rows here, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub rejected: Option<PathBuf>,
}
