//! `bole cohort`.

use bole_engine::model::{ChainId, Date, NodeId, OrganisationId};
use clap::{Args, Subcommand};

use super::place::Data;
use super::value::{date, id};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CohortCommand {
    /// Pools the seats that the plan leaves over into classes of the city's programmes 组班建议
    Propose(CohortPropose),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortPropose {
    #[command(flatten)]
    pub data: Data,
    /// The day for which it is made, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Only classes that serve this chain, e.g. NFM
    #[arg(long, value_parser = id::<ChainId>)]
    pub chain: Option<ChainId>,
    /// Only classes that serve this node, e.g. NFM-U1
    #[arg(long, value_parser = id::<NodeId>)]
    pub node: Option<NodeId>,
    /// Only classes that serve orders of this enterprise
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub enterprise: Option<OrganisationId>,
    /// Only classes of this college
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub college: Option<OrganisationId>,
    /// How many classes, and how many orders that fit none
    #[arg(long, default_value_t = 10)]
    pub top: usize,
    /// The talent map without and with these classes, by chain and node 地图对比
    #[arg(long)]
    pub map: bool,
    /// Writes these classes as records with status proposed 存为建议
    #[arg(long)]
    pub save: bool,
}
