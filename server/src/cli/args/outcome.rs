//! `bole outcome`.

use std::path::PathBuf;

use bole_engine::model::{EntryId, OrderId, OrganisationId, TalentId};
use clap::{Args, Subcommand, ValueEnum};

use super::carry::Import;
use super::place::Data;
use super::value::id;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Outcome {
    /// Lists outcomes by id 列出
    List(OutcomeList),
    /// Takes one outcome in, as JSON or from a file 登记
    Record(OutcomeRecord),
    /// Takes files of outcomes in 导入
    Import(Import),
}

/// What happened, without more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EventKind {
    /// Considered for an order, or no longer
    Shortlisted,
    /// A post was offered
    Offered,
    /// Began to work
    Started,
    /// Left
    Left,
    /// How it stands a while after the start
    State,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OutcomeList {
    #[command(flatten)]
    pub data: Data,
    /// Only of this person
    #[arg(long, value_parser = id::<TalentId>, value_name = "ID")]
    pub talent: Option<TalentId>,
    /// Only reported by this organisation
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub organisation: Option<OrganisationId>,
    /// Only of this order
    #[arg(long, value_parser = id::<OrderId>, value_name = "ID")]
    pub order: Option<OrderId>,
    /// Only of this entry
    #[arg(long, value_parser = id::<EntryId>, value_name = "ID")]
    pub entry: Option<EntryId>,
    /// Only of this kind
    #[arg(long, value_enum)]
    pub event: Option<EventKind>,
    /// How many
    #[arg(long, default_value_t = crate::limits::DEFAULT_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct OutcomeRecord {
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub given: Given,
}

/// Where the outcome is.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct Given {
    /// The outcome as JSON
    pub json: Option<String>,
    /// A file with one outcome as JSON
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}
