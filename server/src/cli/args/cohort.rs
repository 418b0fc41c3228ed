//! `bole cohort`.

use bole_engine::model::{
    ChainId, CohortId, CohortReason, CohortStatus, Date, NodeId, OrganisationId, ProgrammeId, RefusalReason,
};
use bole_engine::plan::seating::Mechanism;
use clap::{Args, Subcommand};

use super::order::Reminders;
use super::place::Data;
use super::value::{date, id, word};
use super::written::Written;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CohortCommand {
    /// Pools the seats that the plan leaves over into classes of the city's programmes 组班建议
    Propose(CohortPropose),
    /// Lists classes by id 列出
    List(CohortList),
    /// Shows a class, who agreed, and what became of its people 查看
    Show(CohortShow),
    /// Gives a party's word on a proposed class, or takes it back 确认或拒绝
    Agree(CohortAgree),
    /// Moves a class a step on 变更状态
    Step(CohortStep),
    /// Lists classes that begin soon, or should have, and lack something 开班提醒
    Reminders(Reminders),
    /// Gives the seats of classes to the students who wish for them 席位安排
    Seats(CohortSeats),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortPropose {
    #[command(flatten)]
    pub data: Data,
    /// The day for which it is made, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Only classes that serve this chain, e.g. NFM
    #[arg(long, value_parser = id::<ChainId>, conflicts_with = "node")]
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
    #[command(flatten)]
    pub written: Written,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortList {
    #[command(flatten)]
    pub data: Data,
    /// Only those that stand so
    #[arg(long, value_parser = word::<CohortStatus>, value_name = "STATUS")]
    pub status: Option<CohortStatus>,
    /// Only of this college
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub college: Option<OrganisationId>,
    /// Only of this programme
    #[arg(long, value_parser = id::<ProgrammeId>, value_name = "ID")]
    pub programme: Option<ProgrammeId>,
    /// How many; 20 when absent, and all where they are written to files
    #[arg(long)]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub written: Written,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortShow {
    #[command(flatten)]
    pub data: Data,
    /// Which class
    #[arg(value_parser = id::<CohortId>)]
    pub id: CohortId,
    /// The day up to which its people are followed, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub written: Written,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct CohortAgree {
    #[command(flatten)]
    pub data: Data,
    /// Which class
    #[arg(value_parser = id::<CohortId>)]
    pub id: CohortId,
    /// Whose word: the college, or an enterprise with a share
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub party: OrganisationId,
    /// A no, and why
    #[arg(long, value_parser = word::<RefusalReason>, value_name = "seats|dates|curriculum|cost|no_demand|other")]
    pub refuse: Option<RefusalReason>,
    /// Takes the word back that was given
    #[arg(long, conflicts_with_all = ["refuse", "on"])]
    pub take_back: bool,
    /// The day on which it was given, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub on: Option<Date>,
    /// Why it is given for the party, e.g. the contract that it signed
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortStep {
    #[command(flatten)]
    pub data: Data,
    /// Which class
    #[arg(value_parser = id::<CohortId>)]
    pub id: CohortId,
    /// Where to
    #[arg(long, value_parser = word::<CohortStatus>, value_name = "enrolling|running|graduated|placed|cancelled")]
    pub to: CohortStatus,
    /// Why, by code, e.g. `enrolment_opened`; a wrong one is told which there are
    #[arg(long, value_parser = word::<CohortReason>, value_name = "CODE")]
    pub reason: CohortReason,
    /// The day on which it was taken, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub on: Option<Date>,
    /// Words about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CohortSeats {
    #[command(flatten)]
    pub data: Data,
    /// How seats are given: stable (nobody gains by telling other wishes) or optimal (most placed, best in sum)
    #[arg(long, value_parser = word::<Mechanism>, value_name = "stable|optimal", default_value = "stable")]
    pub mechanism: Mechanism,
    /// The seed of the lots between equals; publish it before wishes close
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub seed: u64,
    /// The day for which it is made, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// Only these classes; may be told several times
    #[arg(long, value_parser = id::<CohortId>, value_name = "ID")]
    pub class: Vec<CohortId>,
    /// Only classes of this college
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub college: Option<OrganisationId>,
    #[command(flatten)]
    pub written: Written,
}
