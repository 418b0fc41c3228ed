//! `bole align`: majors against demand, from the city to a programme to a skill; what a college may see; what a person can
//! reach.

mod city;
mod column;
mod heat;
mod programme;
mod reach;

use bole_engine::alignment::{Alignment, GuardedAlignment, NodeDemand, Position, ProgrammeAlignment};
use bole_engine::map::Sources;
use bole_report::Names;
use serde_json::json;

use super::args::{Align, Shared};
use super::console::{Console, spinner};
use super::{Failure, load};
use crate::opened::Opened;
use crate::round::rounded;
use crate::workbooks::Book;

/// An alignment as it is told: of the city or of a college.
struct Told<'t> {
    sources: &'t Sources,
    positions: &'t [Position],
    nodes: &'t [NodeDemand],
    programmes: &'t [ProgrammeAlignment],
}

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Align) -> Result<(), Failure> {
    let opened = Opened::existing(&asked.data.place())?;
    let reference = load::in_force(shared, &opened)?;
    let as_of = asked.as_of.map_or_else(crate::clock::today, Ok)?;
    if let Some(person) = &asked.person {
        return reach::run(console, shared, &opened, (person, as_of, asked));
    }
    let at = opened.wait(opened.store().head())?;
    let sources = load::sources(console, &reference, &opened, as_of)?;
    let turning = spinner(console.say("对接测算", "aligning"));
    if let Some(college) = &asked.college {
        let alignment = GuardedAlignment::of(&sources).for_college(&reference, college);
        turning.finish_and_clear();
        let told = Told {
            sources: &sources,
            positions: &alignment.positions,
            nodes: &alignment.nodes,
            programmes: &alignment.programmes,
        };
        match &asked.programme {
            Some(_) => of_programme(console, &told, asked),
            None if console.for_programs() => console.json(&rounded(serde_json::to_value(alignment.clone().matrix())?)),
            None => city::college(console, &told, &alignment),
        }?;
        let book = || Ok(book(&opened, &told, asked, |names| Book::college(&alignment, names))?.guarded(true).at(at));
        return asked.written.write(console, book);
    }
    let alignment = Alignment::of(&sources, Some(&sources.plan()));
    turning.finish_and_clear();
    let Alignment { positions, nodes, programmes, .. } = &alignment;
    let told = Told { sources: &sources, positions, nodes, programmes };
    match (&asked.programme, &asked.node, &asked.position) {
        (Some(_), ..) => of_programme(console, &told, asked),
        (None, Some(node), _) => column::node(console, &told, node),
        (None, None, Some(position)) => column::position(console, &told, position),
        (None, None, None) if console.for_programs() => {
            console.json(&rounded(serde_json::to_value(alignment.clone().matrix())?))
        }
        (None, None, None) => city::city(console, &told, &alignment),
    }?;
    let book = || Ok(book(&opened, &told, asked, |names| Book::city(&alignment, names))?.at(at));
    asked.written.write(console, book)
}

/// The tables of a programme where one is asked for, else of all.
fn book(
    opened: &Opened,
    told: &Told<'_>,
    asked: &Align,
    all: impl FnOnce(&Names<'_>) -> Book,
) -> Result<Book, Failure> {
    let organisations = load::all(opened)?;
    let Sources { programmes, cohorts, orders, .. } = told.sources;
    let names = Names::new(told.sources.reference()).organisations(&organisations);
    let names = names.programmes(programmes).cohorts(cohorts).orders(orders);
    let row = told.programmes.iter().find(|row| Some(&row.programme) == asked.programme.as_ref());
    Ok(match row {
        Some(row) => Book::programme(row, (told.positions, told.nodes), told.sources.as_of, &names),
        None => all(&names),
    })
}

fn of_programme(console: &mut Console<'_>, told: &Told<'_>, asked: &Align) -> Result<(), Failure> {
    let Some(id) = &asked.programme else { return Ok(()) };
    let found = told.programmes.iter().find(|row| row.programme == *id);
    let row = found.ok_or_else(|| {
        let known: Vec<&str> = told.programmes.iter().map(|row| row.programme.as_str()).collect();
        let allowed = console.say("允许", "allowed");
        Failure::Usage(format!("--programme {id}; {allowed}: {}", known.join(" ")))
    })?;
    match (&asked.node, &asked.position) {
        (Some(node), _) => {
            known_node(console, told, node)?;
            let cell = row.nodes.iter().find(|cell| cell.node == *node);
            programme::skills(console, row, cell.map_or(&[][..], |cell| &cell.skills))
        }
        (_, Some(position)) => {
            let at = known_position(console, told, position)?;
            programme::skills(console, row, &row.cells[at].skills)
        }
        (None, None) if console.for_programs() => {
            console.json(&rounded(json!({"positions": told.positions, "alignment": row})))
        }
        (None, None) => programme::programme(console, told, row, asked.top),
    }
}

/// The place of a position among the columns.
fn known_position(console: &Console<'_>, told: &Told<'_>, id: &str) -> Result<usize, Failure> {
    let text = console.say("没有需要填补的这个岗位；见 bole plan", "no such position with seats; see bole plan");
    let found = told.positions.iter().position(|position| position.id.as_str() == id);
    found.ok_or_else(|| Failure::Usage(format!("--position {id}: {text}")))
}

/// The place of a node among those at which something is asked for.
fn known_node(console: &Console<'_>, told: &Told<'_>, id: &bole_engine::model::NodeId) -> Result<usize, Failure> {
    let text = console.say("该节点没有需求；见 bole map --chain", "nothing is asked for there; see bole map --chain");
    let found = told.nodes.iter().position(|node| node.node == *id);
    found.ok_or_else(|| Failure::Usage(format!("--node {id}: {text}")))
}

/// A figure as it is shown: a percentage, or a dash.
fn percent(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| format!("{:.0}%", figure * 100.0))
}

/// A number with one place, or a dash.
fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}
