//! The largest gaps with what could be done, and by whom.

use bole_engine::wording::{Department, Label};

use super::super::block::{Writer, col, short};
use super::{Desk, say};
use crate::table::{Cell, Table};
use crate::words;

/// Nodes in the table of the largest gaps.
const NODES: f64 = 12.0;
/// Measures that are listed for a department.
const LISTED: usize = 6;

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    writer.chapter(("主要缺口与对策建议", "Largest gaps and recommendations"));
    let l = desk.language;
    writer.para(l.pick(
        "建议由数据得出：先按缺口席位排出节点，再由该节点的堵点查出责任部门与对应措施，每条建议都附有支撑它的席位数与人数。措施是对策方向，采纳与否由责任部门研定。",
        "Recommendations follow from data: nodes come by seats left over; the pain points of a node name who would have to act and \
         what the measure is. Each carries the seats and people that speak for it. Whether to take it up is for the department to \
         decide.",
    ));
    let all = desk.table("recommendations");
    let place = all.column("rank");
    let first = all.only(|row| place.and_then(|place| row[place].figure()).is_some_and(|rank| rank <= NODES));
    writer.table(
        &once(first),
        l.pick("缺口最大的节点与建议", "Nodes with the largest gaps, and measures"),
        &[
            short("rank", 0.5, "序", "#"),
            col("node_name", 2.0),
            col("open", 0.7),
            col("cause_text", 2.7),
            col("people", 1.0),
            col("seats", 0.7),
            col("department", 1.8),
            col("measure", 3.0),
        ],
        7.5,
    );
    for department in Department::ALL {
        by(desk, writer, &all, department);
    }
}

/// A node is named once; the rows below tell its further causes.
fn once(mut table: Table) -> Table {
    let places: Vec<usize> = ["rank", "node_name", "open"].iter().filter_map(|key| table.column(key)).collect();
    for row in (1..table.rows.len()).rev() {
        if table.cell(row, "rank") == table.cell(row - 1, "rank") {
            for place in &places {
                table.rows[row][*place] = Cell::Id(String::new());
            }
        }
    }
    table
}

fn by(desk: &Desk<'_>, writer: &mut Writer, all: &Table, department: Department) {
    let l = desk.language;
    let own = all.of_id("department", &words::data(department)).most("seats", LISTED);
    if own.rows.is_empty() {
        return;
    }
    writer.heading(department.label(l));
    writer.list((0..own.rows.len()).map(|row| {
        let [node, cause, measure, seats, people] =
            ["node_name", "cause_text", "measure", "seats", "people"].map(|key| own.shown(row, key, l));
        let people = match own.cell(row, "people") {
            Some(Cell::Whole(_)) => say!(l, "、{people}人", ", {people} people"),
            Some(Cell::Withheld) => say!(l, "，人数不公布", ", people withheld"),
            _ => String::new(),
        };
        say!(
            l,
            "{node}：{measure}。依据：{cause}，{seats}席{people}。",
            "{node}: {measure}. Evidence: {cause}; {seats} seats{people}."
        )
    }));
}
