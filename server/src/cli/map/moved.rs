//! The map without and with some classes: each part whose seats move as two lines of heat.

use bole_engine::map::MovedMap;
use bole_engine::plan::SeatCount;
use bole_engine::reference::Reference;

use super::heat::{self, Row};
use crate::cli::Failure;
use crate::cli::console::Console;

/// Nodes shown.
const NODES: usize = 12;

/// Prints the city, its chains and those nodes where most seats move.
pub(in crate::cli) fn moved(console: &mut Console<'_>, reference: &Reference, moved: &MovedMap) -> Result<(), Failure> {
    let (l, edition) = (console.language, &reference.edition);
    let city = (console.say("全市", "city").to_owned(), moved.before, moved.after);
    let chains = moved.chains.iter().map(|part| {
        let name = edition.chains.iter().find(|chain| chain.id == part.id).map_or("", |chain| l.of(&chain.name));
        (format!("{} {name}", part.id), part.before, part.after)
    });
    let mut most: Vec<_> = moved.nodes.iter().collect();
    most.sort_by_key(|part| std::cmp::Reverse(part.before.open() - part.after.open().min(part.before.open())));
    let nodes = most.into_iter().take(NODES).map(|part| {
        let name = edition.nodes.iter().find(|node| node.id == part.id).map_or("", |node| l.of(&node.name));
        (format!("{} {name}", part.id), part.before, part.after)
    });
    let parts: Vec<(String, SeatCount, SeatCount)> = std::iter::once(city).chain(chains).chain(nodes).collect();
    let rows: Vec<Row> = parts.into_iter().flat_map(|part| lines(console, part)).collect();
    heat::heat(console, console.say("不办班 → 办班", "without → with"), console.say("空缺", "open"), &rows)?;
    heat::legend(console)
}

fn lines(console: &Console<'_>, (name, before, after): (String, SeatCount, SeatCount)) -> [Row; 2] {
    let line = |name: String, count: SeatCount, note: String| Row { name, count, note, total: false };
    let with = format!("  {}", console.say("→ 办班", "→ with classes"));
    [line(name, before, before.open().to_string()), line(with, after, format!("{} → {}", before.open(), after.open()))]
}
