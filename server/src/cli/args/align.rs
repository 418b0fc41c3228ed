//! What holds majors against demand: `bole align`.

use bole_engine::model::{Date, NodeId, OrganisationId, ProgrammeId, TalentId};
use clap::Args;

use super::place::Data;
use super::value::{date, id};
use super::written::Written;

#[derive(Debug, Args)]
pub(in crate::cli) struct Align {
    #[command(flatten)]
    pub data: Data,
    /// The day for which it is judged, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// One programme: positions, skills to add, surplus, balance, graduates; with --node or --position the skills asked there
    #[arg(long, value_parser = id::<ProgrammeId>, value_name = "ID")]
    pub programme: Option<ProgrammeId>,
    /// One node, programme by programme, e.g. NFM-U1
    #[arg(long, value_parser = id::<NodeId>, value_name = "ID", conflicts_with_all = ["position", "xlsx", "csv"])]
    pub node: Option<NodeId>,
    /// One position, programme by programme: an entry's id, or that of an order of no entry
    #[arg(long, value_name = "ID", conflicts_with_all = ["xlsx", "csv"])]
    pub position: Option<String>,
    /// What one college may see: its own programmes, and the others only together
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID", conflicts_with_all = ["node", "position"])]
    pub college: Option<OrganisationId>,
    /// What one person can reach, and what is to be learned first
    #[arg(long, value_parser = id::<TalentId>, value_name = "ID", conflicts_with_all = ["programme", "node", "position", "college"])]
    pub person: Option<TalentId>,
    /// How many rows of a list are told
    #[arg(long, default_value_t = 10)]
    pub top: usize,
    #[command(flatten)]
    pub written: Written,
}
