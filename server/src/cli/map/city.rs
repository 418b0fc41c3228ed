//! The city and a chain: heat maps, and where most seats are left over.

use bole_engine::map::{CategorySeats, ChainMap, EntryMap, NodeMap, TalentMap};
use bole_engine::model::{ChainId, NodeId, NodeStatus};
use bole_engine::plan::SeatCount;
use bole_engine::wording::{Label, Language, Naming};

use super::heat::{self, Row};
use super::{Drawn, evidence};
use crate::cli::Failure;
use crate::cli::console::Console;

/// Entries that are named.
const ENTRIES: usize = 10;
/// Pain points that are named.
const POINTS: usize = 8;

/// Prints the city: what it comes to, chain by chain and stage by stage, and where most seats are left over.
pub(super) fn city(console: &mut Console<'_>, drawn: &Drawn<'_>) -> Result<(), Failure> {
    head(console, drawn)?;
    chains(console, drawn)?;
    console.line("")?;
    categories(console, &drawn.map)?;
    console.line("")?;
    gaps(console, drawn, |_| true)?;
    console.line("")?;
    let hint = console.say(
        "bole map --chain 链  按节点展开；bole map --node 节点  看证据",
        "bole map --chain C opens a chain by nodes; bole map --node N shows the evidence",
    );
    console.note(hint)
}

/// Prints a chain node by node.
pub(super) fn chain(console: &mut Console<'_>, drawn: &Drawn<'_>, id: &ChainId) -> Result<(), Failure> {
    head(console, drawn)?;
    let Drawn { map, reference, .. } = drawn;
    let l = console.language;
    let Some(found) = map.chains.iter().find(|chain| chain.id == *id) else { return Ok(()) };
    let mut rows = vec![row(console, l.of(&found.name), found.count, true)];
    for segment in &found.segments {
        let name = format!("  {}", segment.segment.label(l));
        rows.push(Row { name, count: segment.count, note: String::new(), total: true });
        let nodes = map.nodes.iter().filter(|node| node.chain == *id && node.segment == segment.segment);
        rows.extend(nodes.map(|node| of_node(console, node)));
    }
    heat::heat(console, console.say("节点", "node"), console.say("产业/人才", "chain/talent"), &rows)?;
    heat::legend(console)?;
    console.line("")?;
    let own = |node: &NodeId| map.nodes.iter().any(|n| n.id == *node && n.chain == *id);
    gaps(console, drawn, |entry| entry.node.as_ref().is_some_and(own))?;
    console.line("")?;
    let title = console.bold(console.say("主要痛点", "Main pain points"));
    console.line(title)?;
    let mut points: Vec<_> = map.pain_points.iter().filter(|point| point.node.as_ref().is_some_and(own)).collect();
    points.sort_by_key(|point| std::cmp::Reverse((point.seats, point.people)));
    for point in points.into_iter().take(POINTS) {
        let node = point.node.as_ref().and_then(|node| reference.node(node.as_str(), l)).unwrap_or_default().to_owned();
        evidence::line(console, point, reference, &node)?;
    }
    Ok(())
}

/// Prints what the map rests on, and the city in figures.
pub(super) fn head(console: &mut Console<'_>, drawn: &Drawn<'_>) -> Result<(), Failure> {
    let TalentMap { head, city, .. } = &drawn.map;
    let l = console.language;
    let word = console.say("产业人才地图", "industrial talent map");
    let title = console.bold(format!("{} · {word} · {}", l.of(&head.title), head.as_of));
    console.line(title)?;
    if head.illustrative {
        let note = console.say("图中数据含合成示例。", "Synthetic data is among what this map is drawn from.");
        console.note(note)?;
    }
    let share = city.gap_share().map_or_else(|| "–".to_owned(), |open| format!("{:.0}%", (1.0 - open) * 100.0));
    let (demanded, filled, gap, unreached) = (city.demanded, city.filled.total(), city.gap.total(), city.unreached);
    let seats = match l {
        Language::Zh => {
            format!("需求 {demanded} 席 · 可落实 {filled} 席（{share}）· 缺口 {gap} 席 · 够不着 {unreached} 席")
        }
        Language::En => {
            format!("{demanded} seats · {filled} filled ({share}) · {gap} open by one limit · {unreached} out of reach")
        }
    };
    console.line(seats)?;
    let (people, local, orders, outcomes, method) = (head.people, head.local, head.orders, head.outcomes, &head.method);
    let base = match l {
        Language::Zh => {
            format!("依据：{people} 人（本地 {local} 人）· {orders} 份在效订单 · {outcomes} 条结果 · 方法 {method}")
        }
        Language::En => {
            format!(
                "from {people} people ({local} here) · {orders} orders in force · {outcomes} outcomes · method {method}"
            )
        }
    };
    let base = console.dim(format!("{base} · {}", &head.inputs_hash[..head.inputs_hash.len().min(12)]));
    console.line(base)?;
    console.line("")
}

/// Prints chains by stages.
pub(super) fn chains(console: &mut Console<'_>, drawn: &Drawn<'_>) -> Result<(), Failure> {
    let map = &drawn.map;
    let l = console.language;
    let chain = |chain: &ChainMap| row(console, format!("{} {}", chain.id, l.of(&chain.name)), chain.count, false);
    let mut rows: Vec<Row> = map.chains.iter().map(chain).collect();
    if map.outside.demanded > 0 {
        rows.push(row(console, console.say("链外", "outside the chains"), map.outside, false));
    }
    rows.push(row(console, console.say("全市", "city"), map.city, true));
    heat::heat(console, console.say("产业链", "chain"), console.say("短板", "weakest"), &rows)?;
    heat::legend(console)
}

fn categories(console: &mut Console<'_>, map: &TalentMap) -> Result<(), Failure> {
    let rows: Vec<Row> = map.categories.iter().map(|seats| category(console, seats)).collect();
    heat::heat(console, console.say("人才类别", "category"), console.say("短板", "weakest"), &rows)
}

/// Prints entries with most seats left over.
fn gaps(console: &mut Console<'_>, drawn: &Drawn<'_>, own: impl Fn(&EntryMap) -> bool) -> Result<(), Failure> {
    let mut entries: Vec<&EntryMap> =
        drawn.map.entries.iter().filter(|entry| own(entry) && entry.count.open() > 0).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.count.open()));
    let l = console.language;
    let row = |entry: &&EntryMap| {
        let node = entry.node.as_ref().map_or("–", |node| node.as_str());
        vec![
            l.of(&entry.title).to_owned(),
            node.to_owned(),
            entry.category.label(l).to_owned(),
            format!("{}/{}", entry.count.open(), entry.count.demanded),
            evidence::stars(&entry.shortage),
            weakest(console, &entry.count),
        ]
    };
    let rows: Vec<_> = entries.iter().take(ENTRIES).map(row).collect();
    let head = console.say(
        ["空缺最多的岗位", "节点", "类别", "空缺/需求", "紧缺度", "短板"],
        ["most seats left over", "node", "category", "open/seats", "shortage", "weakest"],
    );
    console.table(&head, rows)
}

fn of_node(console: &Console<'_>, node: &NodeMap) -> Row {
    let l = console.language;
    Row {
        name: format!("    {} {}", node.id, l.of(&node.name)),
        count: node.count,
        note: format!("{}/{}", node.status.label(l), node.talent.map_or("–", |status: NodeStatus| status.label(l))),
        total: false,
    }
}

/// Seats with the stage at which most of the gap lies.
pub(super) fn row(console: &Console<'_>, name: impl Into<String>, count: SeatCount, total: bool) -> Row {
    Row { name: name.into(), count, note: weakest(console, &count), total }
}

/// Seats of a category.
pub(super) fn category(console: &Console<'_>, seats: &CategorySeats) -> Row {
    row(console, seats.category.label(console.language), seats.count, false)
}

/// The stage at which most of the gap lies.
fn weakest(console: &Console<'_>, count: &SeatCount) -> String {
    count.weakest().map_or("–", |stage| stage.label(console.language)).to_owned()
}
