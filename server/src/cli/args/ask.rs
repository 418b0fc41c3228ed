//! What asks and judges: `bole match`, `plan`, `classify`, `search`, `check`.

use std::path::PathBuf;

use bole_engine::matching::{Places, Sort};
use bole_engine::model::{Category, ChainId, Date, NodeId, Segment};
use clap::Args;

use super::place::Data;
use super::value::{date, id, sort, word};

#[derive(Debug, Args)]
pub(in crate::cli) struct Match {
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub orders: Orders,
    /// Places of a ranking
    #[arg(long, default_value_t = Places::default().get())]
    pub top: usize,
    /// By fit, by reach (the person's wishes), or both (their geometric mean)
    #[arg(long, default_value = "fit", value_parser = sort, value_name = "fit|reach|both")]
    pub sort: Sort,
    /// Scores everybody, to check the index: the answer is the same
    #[arg(long)]
    pub exhaustive: bool,
    /// Names who fails a gate, and counts them by requirement
    #[arg(long)]
    pub excluded: bool,
    /// Says what relaxing each requirement would bring
    #[arg(long)]
    pub what_if: bool,
    /// The day for which people are judged, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Plan {
    #[command(flatten)]
    pub data: Data,
    /// The day for which the plan is made, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many openings that stay short are told, most empty seats first
    #[arg(long, default_value_t = 5)]
    pub top: usize,
    /// The seats of one opening, by the id of the order or entry
    #[arg(long, value_name = "ID")]
    pub opening: Option<String>,
    /// What a change would bring: cohort:ID:SEATS, programme:ID:SEATS, relax:OPENING:NUMBER of the requirement from 1,
    /// pay:OPENING:PERCENT, mode:OPENING:MODE; more than once for several, each tried alone
    #[arg(long, value_name = "CHANGE")]
    pub what_if: Vec<String>,
}

/// Which orders.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct Orders {
    /// A file with one order
    #[arg(long, value_name = "FILE")]
    pub order: Option<PathBuf>,
    /// A file with many: NDJSON, JSON, CSV or XLSX
    #[arg(long, value_name = "FILE")]
    pub orders: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct Classify {
    /// Everybody in a data folder
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// One file of profiles
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Search {
    /// Words, in Chinese or English; none lists everything
    pub query: Vec<String>,
    /// Only this chain, e.g. NFM
    #[arg(long, value_parser = id::<ChainId>)]
    pub chain: Option<ChainId>,
    /// Only this node, e.g. NFM-U1
    #[arg(long, value_parser = id::<NodeId>)]
    pub node: Option<NodeId>,
    /// Only this segment
    #[arg(long, value_parser = word::<Segment>, value_name = "upstream|midstream|downstream")]
    pub segment: Option<Segment>,
    /// Only this category
    #[arg(long, value_parser = word::<Category>, value_name = "scientist|engineer|master_technician|youth")]
    pub category: Option<Category>,
    /// Only this many shortage stars
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
    pub stars: Option<u8>,
    /// How many
    #[arg(long, default_value_t = crate::limits::DEFAULT_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// Writes the manifest's rows and sha256 anew into the folder of --catalog
    #[arg(long)]
    pub update_manifest: bool,
}
