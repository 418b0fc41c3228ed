//! One position or node, programme by programme: what teaches most of what it asks first.

use bole_engine::alignment::ProgrammeAlignment;
use bole_engine::model::NodeId;
use bole_engine::wording;
use serde_json::json;

use super::{Told, known_node, known_position, percent};
use crate::cli::Failure;
use crate::cli::console::Console;
use crate::round::rounded;

pub(super) fn position(console: &mut Console<'_>, told: &Told<'_>, id: &str) -> Result<(), Failure> {
    let at = known_position(console, told, id)?;
    let position = &told.positions[at];
    let rows = ranked(told, |row| row.cells[at].figure);
    if console.for_programs() {
        let cells = rows.iter().map(|row| json!({"programme": row.programme, "name": row.name, "cell": row.cells[at]}));
        return console.json(&rounded(json!({"position": position, "programmes": cells.collect::<Vec<_>>()})));
    }
    let l = console.language;
    let title = format!("{id} {}", l.of(&position.title));
    title_line(console, &title, position.seats)?;
    let heads = [
        console.say("专业", "programme"),
        console.say("名称", "name"),
        console.say("院校", "college"),
        console.say("对接度", "aligned"),
        console.say("毕业生匹配度", "graduate's fit"),
        console.say("对应依据", "serves it since"),
    ];
    let reference = told.sources.reference();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cell = &row.cells[at];
            let why: Vec<String> = cell.served.iter().map(|by| wording::served_by(by, l, reference)).collect();
            let name = l.of(&row.name).to_owned();
            let (figure, fit) = (percent(cell.figure), format!("{:.1}", cell.fit));
            vec![row.programme.to_string(), name, row.college.to_string(), figure, fit, why.join(l.pick("；", "; "))]
        })
        .collect();
    console.table(&heads, rows)
}

pub(super) fn node(console: &mut Console<'_>, told: &Told<'_>, id: &NodeId) -> Result<(), Failure> {
    let at = known_node(console, told, id)?;
    let node = &told.nodes[at];
    let cell = |row: &ProgrammeAlignment| row.nodes.iter().find(|cell| cell.node == *id).cloned();
    let rows = ranked(told, |row| cell(row)?.figure);
    if console.for_programs() {
        let cells = rows.iter().map(|row| json!({"programme": row.programme, "name": row.name, "cell": cell(row)}));
        return console.json(&rounded(json!({"node": node, "programmes": cells.collect::<Vec<_>>()})));
    }
    let title = format!("{id} {}", console.language.of(&node.name));
    title_line(console, &title, node.seats)?;
    let heads = [
        console.say("专业", "programme"),
        console.say("名称", "name"),
        console.say("院校", "college"),
        console.say("对接度", "aligned"),
        console.say("对应席位", "seats served"),
    ];
    let rows = rows.into_iter().map(|row| {
        let cell = cell(row);
        let name = console.language.of(&row.name).to_owned();
        let served = cell.as_ref().map_or(0, |cell| cell.served).to_string();
        vec![row.programme.to_string(), name, row.college.to_string(), percent(cell.and_then(|c| c.figure)), served]
    });
    let rows: Vec<_> = rows.collect();
    console.table(&heads, rows)
}

fn title_line(console: &mut Console<'_>, title: &str, seats: u32) -> Result<(), Failure> {
    let seats = format!("  {} {seats}", console.say("席位", "seats"));
    let line = format!("{}{}", console.bold(title), console.dim(seats));
    console.line(line)
}

/// Programmes, by a figure, the highest first, then by id.
fn ranked<'t>(told: &Told<'t>, figure: impl Fn(&ProgrammeAlignment) -> Option<f64>) -> Vec<&'t ProgrammeAlignment> {
    let mut rows: Vec<(f64, &ProgrammeAlignment)> =
        told.programmes.iter().map(|row| (figure(row).unwrap_or(-1.0), row)).collect();
    rows.sort_by(|(a, row), (b, other)| b.total_cmp(a).then_with(|| row.programme.cmp(&other.programme)));
    rows.into_iter().map(|(_, row)| row).collect()
}
