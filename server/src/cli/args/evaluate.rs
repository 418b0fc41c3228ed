//! `bole evaluate`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Evaluate {
    /// Ranks a corpus for each query: MAP, MRR, hit@1, hit@5 with intervals
    Retrieval(Retrieval),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Retrieval {
    /// Ids and texts to be found
    #[arg(long, value_name = "TSV")]
    pub corpus: PathBuf,
    /// Ids and texts to look for
    #[arg(long, value_name = "TSV")]
    pub queries: PathBuf,
    /// Which belongs to which
    #[arg(long, value_name = "TSV")]
    pub qrels: PathBuf,
    /// Writes a TREC run here
    #[arg(long, value_name = "FILE")]
    pub run: Option<PathBuf>,
    /// The seed of the bootstrap
    #[arg(long, default_value_t = 2026)]
    pub seed: u64,
}
