//! What changed against the last edition.

use super::super::block::{Writer, col};
use super::{Desk, say};

/// Most rows of changed entries.
const LISTED: usize = 80;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    let Some(diff) = desk.report.diff else { return };
    writer.chapter(("与上一版的比较", "Against the last edition"));
    let (l, from, to) = (desk.language, &diff.from, &diff.to);
    let changes = desk.table("edition_changes");
    let [came, went, changed] = ["came", "went", "changed"].map(|word| changes.of_id("change", word).rows.len());
    writer.para(&say!(
        l,
        "与{from}相比，{to}新增{came}个岗位，撤下{went}个，调整{changed}个。",
        "Against {from}, {to} has {came} new positions, {went} are gone and {changed} changed."
    ));
    let effects = desk.table("gap_effects");
    if !effects.rows.is_empty() {
        writer.para(l.pick(
            "缺口的变化分为两部分：数据变化所致与方法变化所致，两者之和等于总变化。",
            "How the gap moved falls into two: what the data moved and what the method moved; together they are the whole change.",
        ));
        writer.table(
            &effects,
            l.pick("缺口变化的来源", "What moved the gap"),
            &[
                col("node_name", 3.6),
                col("gap_before", 1.0),
                col("by_data", 1.0),
                col("by_method", 1.0),
                col("gap_after", 1.0),
            ],
            8.5,
        );
    }
    let listed = crate::table::Table { rows: changes.rows.iter().take(LISTED).cloned().collect(), ..changes };
    writer.table(
        &listed,
        l.pick("岗位变化", "Changed positions"),
        &[
            col("change", 0.9),
            col("title", 3.6),
            col("headcount_before", 0.9),
            col("headcount_after", 0.9),
            col("stars_before", 0.9),
            col("stars_after", 0.9),
            col("fields", 2.2),
        ],
        8.5,
    );
}
