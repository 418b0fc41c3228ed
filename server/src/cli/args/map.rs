//! What draws: `bole map`.

use bole_engine::model::{ChainId, Date, NodeId};
use clap::Args;

use super::place::Data;
use super::value::{date, id};

#[derive(Debug, Args)]
pub(in crate::cli) struct Map {
    #[command(flatten)]
    pub data: Data,
    /// The day for which it is drawn, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// One chain, node by node, e.g. NFM
    #[arg(long, value_parser = id::<ChainId>, conflicts_with = "node")]
    pub chain: Option<ChainId>,
    /// One node with the evidence behind its figures, e.g. NFM-U1
    #[arg(long, value_parser = id::<NodeId>)]
    pub node: Option<NodeId>,
}
