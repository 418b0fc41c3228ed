//! One node, and everything that its figures can be traced to: its positions, who would fill their seats, what keeps the
//! rest empty, and where people could come from.

use bole_engine::map::{EntryMap, NodeMap};
use bole_engine::model::{NodeId, Stage};
use bole_engine::plan::{FilledOpening, Supplier};
use bole_engine::wording::{Label, Language, Naming};

use super::heat::{self, Row};
use super::{Drawn, city, evidence};
use crate::cli::Failure;
use crate::cli::console::{Console, broken};

/// Openings shown.
const OPENINGS: usize = 8;
/// Seats shown of an opening.
const SEATS: usize = 3;
/// Pain points shown of a stage.
const POINTS: usize = 4;
/// Nodes shown from which people could come.
const TRANSFERS: usize = 6;

/// Prints a node.
pub(super) fn node(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &NodeId) -> Result<(), Failure> {
    let Some(node) = drawn.map.nodes.iter().find(|node| node.id == *id) else { return Ok(()) };
    head(console, drawn, node)?;
    entries(console, drawn, id)?;
    seats(console, drawn, id)?;
    points(console, drawn, id)?;
    transfers(console, drawn, id)
}

/// The openings of a plan whose seats are a node's.
pub(super) fn openings<'d>(drawn: &'d Drawn<'_>, id: &'d NodeId) -> impl Iterator<Item = &'d FilledOpening> {
    drawn.plan.openings.iter().filter(move |opening| drawn.map.node_of(opening) == Some(id))
}

fn head(console: &mut Console<'_>, drawn: &Drawn<'_>, node: &NodeMap) -> Result<(), Failure> {
    let l = console.language;
    let chain = drawn.map.chains.iter().find(|chain| chain.id == node.chain);
    let title = console.bold(format!("{} {}", node.id, l.of(&node.name)));
    let chain = chain.map_or("", |chain| l.of(&chain.name));
    console.line(format!("{title} · {chain} · {}", node.segment.label(l)))?;
    let talent = node.talent.map_or_else(|| console.say("无需求", "no demand"), |status| status.label(l));
    let (status, workers) = (node.status.label(l), node.workers);
    let said = match l {
        Language::Zh => format!("目录：{status} · 人才：{talent} · 本地从业 {workers} 人"),
        Language::En => format!("the catalog says {status} · talent {talent} · {workers} people here work in it"),
    };
    let said = console.dim(said);
    console.line(said)?;
    let total = city::row(console, console.say("合计", "all"), node.count, true);
    let rows: Vec<Row> = node.categories.iter().map(|seats| city::category(console, seats)).chain([total]).collect();
    heat::heat(console, console.say("人才类别", "category"), console.say("短板", "weakest"), &rows)?;
    console.line("")
}

fn title(console: &mut Console<'_>, zh: &str, en: &str) -> Result<(), Failure> {
    let text = console.bold(console.language.pick(zh, en));
    console.line(text)
}

fn entries(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &NodeId) -> Result<(), Failure> {
    let l = console.language;
    let own: Vec<&EntryMap> = drawn.map.entries.iter().filter(|entry| entry.node.as_ref() == Some(id)).collect();
    if own.is_empty() {
        return Ok(());
    }
    title(console, "岗位与紧缺度", "Positions and their shortage")?;
    for entry in own {
        let (open, demanded, reachable) = (entry.count.open(), entry.count.demanded, entry.reachable);
        let counts = match l {
            Language::Zh => format!("空缺 {open}/{demanded} 席 · 可及 {reachable} 人"),
            Language::En => format!("{open} of {demanded} seats open · {reachable} people in reach"),
        };
        let index = entry.shortage.index.map_or_else(String::new, |index| format!(" {index:.2}"));
        let stars = evidence::stars(&entry.shortage);
        console.line(format!("  {} {} · {stars}{index} · {counts}", entry.id, l.of(&entry.title)))?;
        let known = format!("{} {:.0}%", console.say("数据覆盖", "known"), entry.shortage.confidence * 100.0);
        let parts = format!("{} · {known}", evidence::parts(&entry.shortage, l));
        for line in broken(&parts, console.columns - 6) {
            let line = console.dim(format!("      {}", line.trim_end()));
            console.line(line)?;
        }
    }
    console.line("")
}

fn seats(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &NodeId) -> Result<(), Failure> {
    let mut own: Vec<&FilledOpening> = openings(drawn, id).collect();
    if own.is_empty() {
        return Ok(());
    }
    title(console, "席位从何而来", "Who would fill the seats")?;
    // Stable: equals stay in the order of the plan.
    own.sort_by_key(|opening| std::cmp::Reverse(opening.count.open()));
    let more = own.len().saturating_sub(OPENINGS);
    for opening in own.into_iter().take(OPENINGS) {
        self::opening(console, drawn, opening)?;
    }
    if more > 0 {
        let text = console.dim(format!("  {} {more}", console.say("另有需求", "and more openings:")));
        console.line(text)?;
    }
    console.line("")
}

fn opening(console: &mut Console<'_>, drawn: &Drawn<'_>, opening: &FilledOpening) -> Result<(), Failure> {
    let l = console.language;
    let filled = opening.count.filled.iter().filter(|(_, seats)| **seats > 0);
    let mut by: Vec<String> = filled.map(|(stage, seats)| format!("{} {seats}", stage.label(l))).collect();
    let open = opening.count.open();
    if open > 0 {
        by.push(console.bold(format!("{} {open}", console.say("空缺", "open"))));
    }
    let firm = opening.organisation.as_ref().map_or_else(String::new, |firm| format!(" · {firm}"));
    let id = opening.id.as_str();
    let seats = console.say("席", "seats");
    console.line(format!("  {id}{firm} · {} {seats}: {}", opening.count.demanded, by.join(" · ")))?;
    for seat in opening.filled.iter().take(SEATS) {
        let who = match &seat.by {
            Supplier::Talent(id) => format!("{} {id}", (drawn.name)(id).unwrap_or_else(|| "—".into())),
            Supplier::Cohort(id) => format!("{} {id}", console.say("班级", "class")),
            Supplier::Programme(id) => format!("{} {id}", console.say("专业", "programme")),
        };
        let ready =
            seat.route.ready.map_or_else(String::new, |day| format!(" · {} {day}", console.say("可到岗", "ready")));
        let fit = console.say("适配", "fit");
        let line = console.dim(format!("        {} · {who} · {fit} {:.1}{ready}", seat.route.stage.label(l), seat.fit));
        console.line(line)?;
    }
    Ok(())
}

fn points(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &NodeId) -> Result<(), Failure> {
    if !drawn.map.pain_points.iter().any(|point| point.node.as_ref() == Some(id)) {
        return Ok(());
    }
    title(console, "痛点与证据", "Pain points and their evidence")?;
    for stage in Stage::ALL {
        let own = drawn.map.pain_points.iter().filter(|point| point.node.as_ref() == Some(id) && point.stage == stage);
        for point in own.take(POINTS) {
            evidence::line(console, point, drawn.reference, "")?;
            evidence::facts(console, point, drawn)?;
        }
    }
    console.line("")
}

fn transfers(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &NodeId) -> Result<(), Failure> {
    let own: Vec<_> = drawn.map.transfers.iter().filter(|transfer| transfer.to == *id).take(TRANSFERS).collect();
    if own.is_empty() {
        return Ok(());
    }
    title(console, "相邻节点可转岗", "People who could move from nodes nearby")?;
    for transfer in own {
        let l = console.language;
        let name = drawn.reference.node(transfer.from.as_str(), l).unwrap_or_default();
        let (people, near) = (transfer.people, transfer.proximity);
        let said = match l {
            Language::Zh => format!("  {} {name} · {people} 人 · 相近度 {near:.2}", transfer.from),
            Language::En => format!("  {} {name} · {people} people · proximity {near:.2}", transfer.from),
        };
        console.line(said)?;
    }
    Ok(())
}
