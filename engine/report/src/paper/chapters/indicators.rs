//! Indicators of talent work.

use bole_engine::wording::Language;

use super::super::block::{Writer, col, short};
use super::{Desk, say};
use crate::table::{Cell, Kind, Table};

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    let all = desk.table("indicators");
    if all.rows.is_empty() {
        return;
    }
    writer.chapter(("指标", "Indicators"));
    let l = desk.language;
    writer.para(l.pick(
        "每项指标列出分子、分母、队列与来源。“观察期未满”的值按已观察到的人估计；“不公布”的值背后人数过少，或可由合计反推；“暂无数据”不等于0。分位数等分项见开放数据indicator_parts。",
        "Each indicator comes with numerator, denominator, cohort and source. Where the window has not passed the value is an \
         estimate from those seen so far; withheld values rest on too few people, or could be computed from totals; \"not \
         available\" is not 0. Quartiles and other parts stand in the open data (indicator_parts).",
    ));
    let mut told = all.only(|row| known(&all, row));
    percent(&mut told, l);
    let (withheld, absent) = (count(&all, "withheld"), count(&all, "not_available"));
    writer.para(&say!(
        l,
        "全部{total}项指标中，{withheld}项不公布，{absent}项暂无数据；下表列出全市各项与其余有值的各项。",
        "Of {total} indicators {withheld} are withheld and {absent} have no data; the table lists all of the city and the \
         others that have a value.",
        total = all.rows.len()
    ));
    writer.table(
        &told,
        l.pick("引育留用指标", "Indicators of the four stages"),
        &[
            col("indicator", 3.4),
            col("of_name", 3.0),
            col("cohort", 1.0),
            short("window_months", 1.0, "月", "months"),
            col("value", 1.3),
            col("unit", 1.5),
            col("numerator", 1.4),
            short("denominator", 1.3, "分母", "denom."),
            col("state", 1.7),
        ],
        8.0,
    );
}

fn count(table: &Table, state: &str) -> usize {
    table.of_id("state", state).rows.len()
}

/// Whether the paper lists an indicator: all of the city, and others that have a value.
fn known(table: &Table, row: &[Cell]) -> bool {
    let at = |key| table.column(key).and_then(|place| row.get(place));
    let city = matches!(at("scope"), Some(Cell::Id(scope)) if scope == "city");
    city || at("value").and_then(Cell::figure).is_some()
}

/// Shares as per cent, beside values in other units.
fn percent(table: &mut Table, language: Language) {
    let Some(place) = table.column("value") else { return };
    for row in 0..table.rows.len() {
        if table.id(row, "unit") == Some("share") && table.rows[row][place].figure().is_some() {
            table.rows[row][place] = Cell::Id(table.rows[row][place].shown(Kind::Share, language));
        }
    }
}
