//! What may stand on the command line.

use std::path::PathBuf;

use bole_engine::matching::{Places, Sort};
use bole_engine::model::{
    Category, ChainId, Date, ImportWork, KeyId, Moment, NodeId, OrderId, OrderStatus, OrganisationId, Role, Segment,
    TransitionReason,
};
use bole_engine::wording::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::opened::Place;
use crate::order_life::{DEFAULT_DAYS, MAX_DAYS};

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
    /// Ranks candidates for orders 为订单匹配人才
    Match(Match),
    /// Takes people and orders into a data folder 导入数据
    Import(Import),
    /// Writes everything out, as JSON lines that any version and either database can take in 导出全部
    Dump(Dump),
    /// Takes a dump into an empty store 恢复
    Restore(Restore),
    /// Copies the database of a data folder while a service runs on it 快照
    Snapshot(Snapshot),
    /// Measures ranking quality on labelled sets 评测
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Sorts people into the four categories 人才分类
    Classify(Classify),
    /// Searches the catalog 检索目录
    Search(Search),
    /// Checks the catalog: vocabulary, edition, method, manifest 校验目录
    Check(Check),
    /// The audit log and the decisions: verifies, lists, purges 审计
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Writes a synthetic city as profiles.ndjson and orders.ndjson 生成示例数据
    Sample(Sample),
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How many people the city has
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    pub profiles: u32,
    /// The seed: the same seed gives the same city
    #[arg(long, default_value_t = 2026)]
    pub seed: u64,
    /// Prints and exits, without serving
    #[arg(long)]
    pub once: bool,
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Keeps the city in this folder instead of a temporary one
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Where records are: a data folder, or PostgreSQL.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Data {
    /// The data folder; beside --database it holds the index only 数据目录
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the folder's own database 数据库
    #[arg(long, value_name = "URL", value_parser = postgres)]
    pub database: Option<String>,
}

impl Data {
    /// The place that they name.
    pub(super) fn place(&self) -> Place {
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

#[derive(Debug, Clone, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub data: Data,
    /// A file of settings over the defaults
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The port, over file and environment
    #[arg(long)]
    pub port: Option<u16>,
    /// Speaks TLS with this certificate (PEM, with its chain) 证书
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of the certificate (PEM) 私钥
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Makes a key and shows its token, once 创建
    Create(KeyCreate),
    /// Lists keys, without their secrets 列出
    List(Data),
    /// Takes a key back, at once and for good 吊销
    Revoke(KeyRevoke),
}

#[derive(Debug, Clone, Args)]
pub(super) struct KeyCreate {
    #[command(flatten)]
    pub data: Data,
    /// What the holder is
    #[arg(long, value_parser = word::<Role>, value_name = "bureau|enterprise|college|auditor|service")]
    pub role: Role,
    /// Whose key it is; the organisation is made where it is not known yet
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub organisation: OrganisationId,
    /// The name of an organisation that is not known yet; its id when absent
    #[arg(long)]
    pub name: Option<String>,
    /// What the key is for
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,
    /// The last day on which it opens, YYYY-MM-DD (UTC), or a moment such as 2026-12-31T16:00:00Z
    #[arg(long, value_parser = expiry, value_name = "DATE")]
    pub expires: Option<Moment>,
}

#[derive(Debug, Args)]
pub(super) struct KeyRevoke {
    #[command(flatten)]
    pub data: Data,
    /// The key's id, e.g. K-0123456789ab
    #[arg(value_parser = id::<KeyId>)]
    pub id: KeyId,
}

#[derive(Debug, Args)]
pub(super) struct Dump {
    #[command(flatten)]
    pub data: Data,
    /// A new or empty folder; what it will hold is personal data and the hashes of keys
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    pub data: Data,
    /// The folder of a dump
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    /// The data folder 数据目录
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
    /// A file that is not there yet; in a folder of its own, as `bole.db`, it is a data folder
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Match {
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

/// Which orders.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Orders {
    /// A file with one order
    #[arg(long, value_name = "FILE")]
    pub order: Option<PathBuf>,
    /// A file with many: NDJSON, JSON, CSV or XLSX
    #[arg(long, value_name = "FILE")]
    pub orders: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Classify {
    /// Everybody in a data folder
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// One file of profiles
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Search {
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
pub(super) struct Check {
    /// Writes the manifest's rows and sha256 anew into the folder of --catalog
    #[arg(long)]
    pub update_manifest: bool,
}

#[derive(Debug, Args)]
pub(super) struct Sample {
    /// How many people
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
pub(super) enum ImportKind {
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
    /// ESCO's official CSV
    Esco,
    /// O*NET's text files
    Onet,
}

#[derive(Debug, Args)]
pub(super) struct Import {
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

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Holds each entry against the one before; exit code 1 names the first that does not hold 校验
    Verify(Data),
    /// Lists entries, oldest first 列出
    List(AuditList),
    /// Takes out decisions and entries that need not be kept any longer 清除过期
    Purge(Purge),
}

#[derive(Debug, Args)]
pub(super) struct AuditList {
    #[command(flatten)]
    pub data: Data,
    /// Only entries after this number
    #[arg(long, default_value_t = 0)]
    pub after: u64,
    /// How many
    #[arg(long, default_value_t = crate::limits::MAX_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(super) struct Purge {
    #[command(flatten)]
    pub data: Data,
    /// Only what is older than this day; what the retention no longer asks for when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub before: Option<Date>,
    /// A file of settings over the defaults
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Evaluate {
    /// Ranks a corpus for each query: MAP, MRR, hit@1, hit@5 with intervals
    Retrieval(Retrieval),
}

#[derive(Debug, Args)]
pub(super) struct Retrieval {
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

#[derive(Debug, Subcommand)]
pub(super) enum Order {
    /// Lists orders by id 列出
    List(OrderList),
    /// Moves an order a step on 变更状态
    Transition(OrderTransition),
    /// Moves the orders whose last day is past to expired 到期处理
    Expire(OrderExpire),
    /// Lists orders that expire soon, or should have 到期提醒
    Reminders(OrderReminders),
}

#[derive(Debug, Args)]
pub(super) struct OrderList {
    #[command(flatten)]
    pub data: Data,
    /// Only those that stand so
    #[arg(long, value_parser = word::<OrderStatus>, value_name = "STATUS")]
    pub status: Option<OrderStatus>,
    /// Only of this category
    #[arg(long, value_parser = word::<Category>, value_name = "scientist|engineer|master_technician|youth")]
    pub category: Option<Category>,
    /// Only of this enterprise
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub organisation: Option<OrganisationId>,
    /// How many
    #[arg(long, default_value_t = crate::limits::DEFAULT_PAGE)]
    pub limit: usize,
}

#[derive(Debug, Args)]
pub(super) struct OrderTransition {
    #[command(flatten)]
    pub data: Data,
    /// Which order
    #[arg(value_parser = id::<OrderId>)]
    pub id: OrderId,
    /// Where to
    #[arg(long, value_parser = word::<OrderStatus>, value_name = "verified|open|part_filled|filled|expired|withdrawn")]
    pub to: OrderStatus,
    /// Why, by code, e.g. published; a wrong one is told which there are
    #[arg(long, value_parser = word::<TransitionReason>, value_name = "CODE")]
    pub reason: TransitionReason,
    /// Seats filled in all, after the step; needed where some stay open
    #[arg(long, value_name = "SEATS")]
    pub filled: Option<u16>,
    /// Words about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct OrderExpire {
    #[command(flatten)]
    pub data: Data,
    /// Orders whose last day lies before this one expire, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct OrderReminders {
    #[command(flatten)]
    pub data: Data,
    /// The day from which days are counted, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many days ahead
    #[arg(long, default_value_t = DEFAULT_DAYS, value_parser = clap::value_parser!(u16).range(0..=i64::from(MAX_DAYS)))]
    pub days: u16,
}

/// A word of a closed list, by the name it has in data.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    use serde::de::IntoDeserializer;
    let text: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(text).map_err(|e| e.to_string())
}

fn language(text: &str) -> Result<Language, String> {
    word(text)
}

fn sort(text: &str) -> Result<Sort, String> {
    word(text)
}

fn id<T: TryFrom<String, Error = bole_engine::model::Invalid>>(text: &str) -> Result<T, String> {
    T::try_from(text.to_owned()).map_err(|e| e.to_string())
}

fn source(name: &str) -> Result<String, String> {
    ImportWork::check_source(name).map(|()| name.to_owned()).map_err(|e| e.to_string())
}

fn date(text: &str) -> Result<Date, String> {
    id(text)
}

/// The first moment after a day, or a moment as it is.
fn expiry(text: &str) -> Result<Moment, String> {
    match date(text) {
        Ok(last) => id(&format!("{}T00:00:00Z", last.plus_days(1))),
        Err(_) => id(text),
    }
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
    fn a_key_opens_on_its_last_day() {
        assert_eq!(expiry("2026-12-31").unwrap().to_string(), "2027-01-01T00:00:00.000Z");
        assert_eq!(expiry("2026-12-31T16:00:00+08:00").unwrap().to_string(), "2026-12-31T08:00:00.000Z");
        assert!(expiry("soon").is_err());
    }

    #[test]
    fn a_match_names_one_source_of_orders() {
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d"]).is_err());
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d", "--order", "a", "--orders", "b"]).is_err());
        assert!(Cli::try_parse_from(["bole", "match", "--data", "d", "--order", "a"]).is_ok());
    }
}
