//! Where people could come from: flexible introduction, and neighbouring nodes.

use super::super::block::{Writer, col};
use super::Desk;

/// Rows of the table of transfers.
const LISTED: usize = 16;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("柔性引才与可转移人才", "Flexible introduction and transferability"));
    let l = desk.language;
    writer.heading(l.pick("引才的方式", "Modes of attraction"));
    writer.para(l.pick(
        "引才可以是全职，也可以是柔性（周末专家、候鸟人才）或飞地（在广州、深圳等地工作、为本市所用）。下表为补充方案中靠引才补上的席位。",
        "People may come full time, flexibly (weekend experts, migratory birds) or through an enclave (at work elsewhere, used \
         here). The table counts the seats that the plan fills by attraction.",
    ));
    let attraction = desk.table("routes").of_id("stage", "attraction");
    writer.table(
        &attraction,
        l.pick("靠引才补上的席位", "Seats filled by attraction"),
        &[col("chain_name", 4.0), col("mode", 2.0), col("seats", 1.0), col("mean_fit", 1.4)],
        9.0,
    );
    writer.heading(l.pick("可转移人才", "Transferability"));
    writer.para(l.pick(
        "相邻节点上，有人只差一项限制或经培养即可转到有缺口的节点。邻近度为两节点在产业链图上的远近，1为同一节点。",
        "At neighbouring nodes there are people whom only one limit keeps from a seat left over, or who would be ready after \
         teaching. Proximity is how near two nodes are on the chain graph; 1 is the same node.",
    ));
    writer.table(
        &desk.table("transfers").most("people", LISTED),
        l.pick("可转移人才最多的节点对", "Pairs of nodes with most people who could move"),
        &[col("from_name", 3.4), col("to_name", 3.4), col("proximity", 1.2), col("people", 1.0)],
        8.5,
    );
}
