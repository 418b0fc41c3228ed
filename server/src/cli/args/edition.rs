//! `bole edition`.

use bole_engine::model::{Date, EditionId, EntryId};
use clap::{Args, Subcommand};

use super::place::Data;
use super::value::{date, id};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum EditionCommand {
    /// Lists editions by id 列出
    List(EditionList),
    /// Shows an edition with its positions 查看
    Show(EditionShow),
    /// Compiles a draft from the edition in force, orders and people 编制草案
    Compile(EditionCompile),
    /// Lists what is proposed for a draft, with the reasons 变更建议
    Changes(EditionShow),
    /// Accepts or drops what is proposed 审核
    Review(EditionReview),
    /// Draws plan and map: of a draft from the records of now, of a published edition again from those of then 绘制地图
    Map(EditionShow),
    /// Publishes a draft, one way, with what its map rests on 发布
    Publish(EditionShow),
    /// Tells what came, went and changed, and how the gap moved 版本比较
    Diff(EditionDiffArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditionList {
    #[command(flatten)]
    pub data: Data,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditionShow {
    #[command(flatten)]
    pub data: Data,
    /// Which edition
    #[arg(value_parser = id::<EditionId>)]
    pub id: EditionId,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditionCompile {
    #[command(flatten)]
    pub data: Data,
    /// The id of the draft, e.g. qingyuan-2027
    #[arg(value_parser = id::<EditionId>)]
    pub id: EditionId,
    /// The day its facts are given for, YYYY-MM-DD; today when absent
    #[arg(long, value_parser = date, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// The edition it comes from; the one in force when absent
    #[arg(long, value_parser = id::<EditionId>, value_name = "ID")]
    pub from: Option<EditionId>,
    /// Its title in Chinese; that of the edition it comes from when absent
    #[arg(long, requires = "title_en", value_name = "TEXT")]
    pub title_zh: Option<String>,
    /// Its title in English
    #[arg(long, requires = "title_zh", value_name = "TEXT")]
    pub title_en: Option<String>,
}

#[derive(Debug, Args)]
#[group(id = "verdict", required = true, multiple = false, args = ["accept", "drop"])]
pub(in crate::cli) struct EditionReview {
    #[command(flatten)]
    pub data: Data,
    /// Which draft
    #[arg(value_parser = id::<EditionId>)]
    pub id: EditionId,
    /// The proposal about this position; all that nobody has looked at yet when absent
    #[arg(long, value_parser = id::<EntryId>, value_name = "ID")]
    pub entry: Option<EntryId>,
    /// It stays in the draft
    #[arg(long)]
    pub accept: bool,
    /// The position stands as in the last edition again
    #[arg(long)]
    pub drop: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditionDiffArgs {
    #[command(flatten)]
    pub data: Data,
    /// From which edition
    #[arg(value_parser = id::<EditionId>)]
    pub from: EditionId,
    /// To which
    #[arg(value_parser = id::<EditionId>)]
    pub to: EditionId,
}
