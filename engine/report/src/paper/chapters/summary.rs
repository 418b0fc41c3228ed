//! The summary: key figures, the three findings that matter, one chart.

use super::super::block::{Key, Writer, col, short};
use super::{Desk, say};

/// Key figures on the first page, in two rows.
const KEYS: [&str; 8] =
    ["demanded", "filled", "open", "gap_share", "nodes_short", "entries_five_stars", "orders", "people"];
/// Chains and nodes that the summary names.
const NAMED: usize = 3;
/// Nodes in its table.
const LISTED: usize = 10;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("摘要", "Summary"));
    writer.keys(KEYS.iter().filter_map(|code| Key::of(desk.tables, code, desk.language)).collect());
    let l = desk.language;
    let [demanded, filled, open, share] = ["demanded", "filled", "open", "gap_share"].map(|key| desk.key(key));
    let [chains, entries, unreached] = ["chains", "entries", "unreached"].map(|key| desk.key(key));
    writer.para(&say!(
        l,
        "本期目录覆盖{chains}条产业链、{entries}个岗位，需补充{demanded}个席位。以现有人才、在册班次和有效订单测算，可补{filled}席，缺口{open}席，缺口率{share}；其中{unreached}席放宽任何一项限制都无人可及。",
        "The catalog covers {chains} chains and {entries} positions and asks for {demanded} seats. By the people, classes and \
         orders on record {filled} of them can be filled; {open} are left over, a gap of {share}. For {unreached} of these \
         nobody is near enough, whichever single limit is lifted."
    ));
    let [attraction, cultivation, retention, utilization] =
        ["gap_attraction", "gap_cultivation", "gap_retention", "gap_utilization"].map(|key| desk.key(key));
    writer.para(&say!(
        l,
        "缺口按所卡住的阶段分：引才{attraction}席、育才{cultivation}席、留才{retention}席、用才{utilization}席。每一席都归到放宽一项限制即可补上的那个阶段，并以具体人数为据。",
        "By the stage at which it is stuck, the gap is {attraction} seats at attraction, {cultivation} at cultivation, \
         {retention} at retention and {utilization} at utilization. Each seat is counted at the stage where lifting one limit \
         would fill it, with people counted as evidence."
    ));
    let (chains, nodes) = (desk.table("chains").most("open", NAMED), desk.table("nodes").most("open", NAMED));
    let (chains, nodes) = (desk.leaders(&chains, "chain_name", "open"), desk.leaders(&nodes, "node_name", "open"));
    if !chains.is_empty() {
        writer.para(&say!(
            l,
            "缺口最大的产业链是{chains}；缺口最大的节点是{nodes}。责任部门与建议措施见第七章。",
            "The largest gaps are in the chains {chains}, and at the nodes {nodes}. Who would have to act, and how, stands in \
             chapter 7."
        ));
    }
    desk.figure(writer, "chains", l.pick("各产业链席位的去向", "What becomes of the seats of each chain"), "chains");
    writer.table(
        &desk.table("nodes").most("open", LISTED),
        l.pick("缺口最大的节点", "Nodes with the largest gap"),
        &[
            col("node", 1.0),
            col("node_name", 3.4),
            col("status", 1.0),
            short("demanded", 0.9, "需求", "seats"),
            col("filled", 0.9),
            col("open", 0.9),
            short("gap_share", 1.1, "缺口率", "share"),
            short("weakest", 1.2, "最弱阶段", "weakest"),
        ],
        8.5,
    );
}
