//! What may stand on the command line, by family of commands.

mod align;
mod ask;
mod audit;
mod carry;
mod cohort;
mod edition;
mod evaluate;
mod map;
mod order;
mod outcome;
mod place;
#[cfg(feature = "report")]
mod report;
mod service;
mod value;
mod written;

use std::ffi::OsString;
use std::path::PathBuf;

use bole_engine::wording::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use align::Align;
pub(super) use ask::{Check, Classify, Match, Plan, Search};
pub(super) use audit::{AuditCommand, AuditList, Purge};
pub(super) use carry::{Dump, Import, ImportKind, Restore, Sample, Snapshot};
pub(super) use cohort::{CohortAgree, CohortCommand, CohortList, CohortPropose, CohortSeats, CohortShow, CohortStep};
pub(super) use edition::{EditionCommand, EditionCompile, EditionDiffArgs, EditionList, EditionReview, EditionShow};
pub(super) use evaluate::{Evaluate, Retrieval};
pub(super) use map::Map;
pub(super) use order::{Order, OrderExpire, OrderList, OrderTransition, Reminders};
pub(super) use outcome::{Outcome, OutcomeList, OutcomeRecord};
pub(super) use place::Data;
#[cfg(feature = "report")]
pub(super) use report::Report;
pub(super) use service::{Demo, Key, KeyCreate, KeyRevoke, Serve};
use value::language;
pub(super) use written::Written;

/// 伯乐 Bole: who fits this seat of the industrial chain, and why.
#[derive(Debug, Parser)]
#[command(name = "bole", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Shared {
    /// Language of answers 语言; zh unless LANG begins with en
    #[arg(long, global = true, value_parser = language, value_name = "zh|en")]
    pub language: Option<Language>,
    /// A table for people, JSON for programs 输出格式
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// A folder of catalogs instead of the shipped one 目录数据
    #[arg(long, global = true, value_name = "DIR")]
    pub catalog: Option<PathBuf>,
}

/// The language asked for on a command line that cannot be read otherwise.
pub(super) fn language_of(args: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = args.iter().filter_map(|word| word.to_str()).collect();
    let beside = words.windows(2).find(|pair| pair[0] == "--language").map(|pair| pair[1]);
    let joined = words.iter().find_map(|word| word.strip_prefix("--language="));
    language(beside.or(joined)?).ok()
}

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Table,
    Json,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// A synthetic city, one order and its ten best, then the service on loopback 演示
    Demo(Demo),
    /// The HTTP service over a data folder 启动服务
    Serve(Serve),
    /// Keys to the service: who may come in 访问密钥
    #[command(subcommand)]
    Key(Key),
    /// Orders: listed, moved a step on, expired, reminded of 订单
    #[command(subcommand)]
    Order(Order),
    /// What became of people: listed, recorded, imported 人才去向
    #[command(subcommand)]
    Outcome(Outcome),
    /// Editions of the catalog: compiled, reviewed, mapped, published, compared 目录版本
    #[command(subcommand)]
    Edition(EditionCommand),
    /// Ranks candidates for orders 为订单匹配人才
    Match(Match),
    /// Who fills which seat, by which stage, what stays empty and why 填补方案
    Plan(Plan),
    /// Classes that enterprises order: proposed out of many orders 定制班
    #[command(subcommand)]
    Cohort(CohortCommand),
    /// Majors against demand: what is taught, missing and surplus, what to add, warnings; what a person can reach 专业对接
    Align(Align),
    /// Takes people, orders, programmes, cohorts and outcomes into a data folder 导入数据
    Import(Import),
    /// Writes everything out, as JSON lines that any version and either database can take in 导出全部
    Dump(Dump),
    /// Takes a dump into an empty store 恢复
    Restore(Restore),
    /// Copies the database of a data folder while a service runs on it 快照
    Snapshot(Snapshot),
    /// Writes the talent map as white paper, workbook, charts and open data 白皮书
    #[cfg(feature = "report")]
    Report(Report),
    /// Measures ranking quality on labelled sets 评测
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Sorts people into the four categories 人才分类
    Classify(Classify),
    /// The industrial talent map: gaps by chain, node and stage, and the evidence behind them 产业人才地图
    Map(Map),
    /// Searches the catalog 检索目录
    Search(Search),
    /// Checks the catalog: vocabulary, edition, method, manifest 校验目录
    Check(Check),
    /// The audit log and the decisions: verifies, lists, purges 审计
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Writes a synthetic city as NDJSON: people, orders, organisations, programmes, cohorts, outcomes 生成示例数据
    Sample(Sample),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn closed_lists_say_what_is_allowed() {
        let refused = Cli::try_parse_from(["bole", "search", "--category", "boss"]).unwrap_err().to_string();
        assert!(refused.contains("master_technician"), "{refused}");
        assert!(Cli::try_parse_from(["bole", "search", "--category", "youth", "数控"]).is_ok());
    }

    #[test]
    fn a_match_names_one_source_of_orders() {
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d"]).is_err());
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d", "--order", "a", "--orders", "b"]).is_err());
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d", "--order", "a"]).is_ok());
    }
}
