//! The chains: all of them on two pages, then each with its graph and its heat map.

use super::super::block::{Pick, Writer, col, short};
use super::{Desk, say};
use crate::table::Table;

/// Pain points that a chain's page names.
const NAMED: usize = 4;
/// Nodes in the table that begins the chapter.
const NODES: usize = 30;

pub(super) fn overview(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("产业链总览", "Overview of the chains"));
    let l = desk.language;
    let [nodes, short_nodes] = ["nodes", "nodes_short"].map(|key| desk.key(key));
    writer.para(&say!(
        l,
        "全部{nodes}个节点中，{short_nodes}个有席位补不上。下表与热力图按产业链列出缺口落在哪个阶段：颜色越深，该阶段缺口占需求的比率越高。",
        "Of {nodes} nodes, {short_nodes} have seats left over. The table and the heat map tell for each chain at which stage the \
         gap lies: the darker, the greater its share of the demand."
    ));
    writer.table(
        &desk.table("chains"),
        l.pick("产业链供需与缺口", "Seats and gap by chain"),
        &with_counts(col("chain_name", 3.6)),
        8.0,
    );
    desk.figure(writer, "stages", l.pick("产业链×阶段缺口热力图", "Gap by chain and stage"), "chains");
    writer.page(l.pick("地区与园区", "Regions and parks"));
    writer.para(l.pick(
        "需求写明多个使用地的，计在第一个；未写明的不列。",
        "Demand that names several places is counted at the first; demand that names none is not here.",
    ));
    writer.table(
        &desk.table("regions"),
        l.pick("按使用地", "By region of use"),
        &with_counts(col("region_name", 3.0)),
        8.0,
    );
    writer.table(&desk.table("parks"), l.pick("按园区", "By park"), &with_counts(col("park_name", 3.6)), 8.0);
}

/// A name with counted seats beside it, narrow.
fn with_counts(name: Pick) -> Vec<Pick> {
    vec![
        name,
        short("demanded", 1.0, "需求", "seats"),
        col("filled", 1.0),
        col("open", 1.0),
        short("gap_share", 1.2, "缺口率", "share"),
        short("gap_attraction", 0.9, "引", "attr."),
        short("gap_cultivation", 0.9, "育", "cult."),
        short("gap_retention", 0.9, "留", "ret."),
        short("gap_utilization", 0.9, "用", "util."),
        short("unreached", 1.2, "无人可及", "un-reached"),
        short("weakest", 1.5, "最弱", "weakest"),
    ]
}

pub(super) fn each(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("各链供需图谱", "Gaps by chain and node"));
    let l = desk.language;
    writer.para(l.pick(
        "每条产业链一节：链图自左向右为上游、中游、下游，节点颜色为缺口率，边框为节点强弱；热力图为节点×阶段的缺口席位。链图只画链内联系，跨链联系见开放数据links。",
        "A section a chain. The graph runs from upstream on the left to downstream on the right; the colour of a node is its gap \
         share, its edge its strength. The heat map shows seats left over by node and stage. Links to other chains are not drawn; \
         they stand in the open data (links).",
    ));
    let mut picks = with_counts(col("node_name", 3.6));
    picks.insert(0, short("node", 1.3, "代码", "id"));
    writer.table(
        &desk.table("nodes").most("open", NODES),
        l.pick("缺口最大的节点，按阶段", "Nodes with the largest gap, by stage"),
        &picks,
        8.0,
    );
    let chains = desk.table("chains");
    for row in 0..chains.rows.len() {
        if let Some(id) = chains.id(row, "chain") {
            chain(desk, writer, &chains, row, id);
        }
    }
}

fn chain(desk: &Desk<'_>, writer: &mut Writer, chains: &Table, row: usize, id: &str) {
    let l = desk.language;
    let name = chains.shown(row, "chain_name", l);
    writer.page(&name);
    let [demanded, filled, open, share] =
        ["demanded", "filled", "open", "gap_share"].map(|key| chains.shown(row, key, l));
    let nodes = desk.table("nodes").of_id("chain", id);
    let leaders = desk.leaders(&nodes.most("open", 3), "node_name", "open");
    writer.para(&if leaders.is_empty() {
        say!(l, "需求{demanded}席，可补{filled}席，没有缺口。", "{demanded} seats are demanded and {filled} can be filled; there is no gap.")
    } else {
        say!(
            l,
            "需求{demanded}席，可补{filled}席，缺口{open}席（缺口率{share}）。缺口最大的节点：{leaders}。",
            "{demanded} seats are demanded, {filled} can be filled, {open} are left over ({share}). Largest gaps: {leaders}."
        )
    });
    desk.figure(writer, &format!("graph-{id}"), &say!(l, "{name}链图", "{name}: chain graph"), "nodes");
    desk.figure(
        writer,
        &format!("heat-{id}"),
        &say!(l, "{name}节点×阶段缺口", "{name}: gap by node and stage"),
        "nodes",
    );
    let known: Vec<&str> = (0..nodes.rows.len()).filter_map(|row| nodes.id(row, "node")).collect();
    let pain = desk.table("pain_points");
    let place = pain.column("node");
    let pain = pain.only(|row| {
        place.is_some_and(|place| matches!(&row[place], crate::Cell::Id(id) if known.contains(&id.as_str())))
    });
    let pain = pain.most("seats", NAMED);
    if !pain.rows.is_empty() {
        writer.table(
            &pain,
            &say!(l, "{name}主要堵点", "{name}: main pain points"),
            &[col("node_name", 2.6), col("stage", 1.2), col("cause_text", 4.8), col("people", 0.9), col("seats", 0.9)],
            8.0,
        );
    }
}
