//! A plan for people to read: seats by chain and stage, openings that stay short with the reason, the seats of one opening
//! with masked people, and what a change brings.

use std::collections::BTreeMap;

use bole_engine::model::{ChainId, Stage};
use bole_engine::plan::{FilledOpening, FilledSeat, MovedPlan, Opening, SeatCount, Supplier};
use bole_engine::wording::{self, Label, Naming};

use super::{Made, change};
use crate::cli::Failure;
use crate::cli::console::Console;

/// Causes told of one short opening.
const CAUSES: usize = 3;

/// The whole plan, and the `top` openings with most seats left over.
pub(super) fn plan(console: &mut Console<'_>, made: &Made<'_>, top: usize) -> Result<(), Failure> {
    let (l, plan) = (console.language, made.plan);
    let title = l.of(&made.reference.edition.title).to_owned();
    let head = format!("{} {title}  {}", console.say("填补方案", "Fill plan"), console.dim(plan.as_of));
    console.line(head)?;
    let mut chains: BTreeMap<Option<ChainId>, SeatCount> = BTreeMap::new();
    for opening in &plan.openings {
        *chains.entry(chain(made, opening)).or_default() += opening.count;
    }
    let outside = console.say("链外需求", "outside the chains");
    let names = made.reference.edition.chains.iter().map(|chain| (Some(chain.id.clone()), l.of(&chain.name)));
    let names: Vec<_> = names.chain([(None, outside)]).collect();
    let rows = names.into_iter().filter_map(|(id, name)| Some(row(name, chains.get(&id)?)));
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.push(row(console.say("全市", "city"), &plan.count));
    let stages = Stage::ALL.map(|stage| stage.label(l));
    let gaps = stages.map(|stage| format!("{}{stage}", console.say("缺·", "gap: ")));
    let heads = [console.say("产业链", "chain"), console.say("席位", "seats")];
    let heads = heads.into_iter().chain(stages).chain(gaps.iter().map(String::as_str));
    let heads: Vec<&str> = heads.chain([console.say("无人可及", "unreached")]).collect();
    console.table(&heads, rows)?;
    let mut short: Vec<_> = openings(made).filter(|(_, filled)| filled.count.open() > 0).collect();
    short.sort_by_key(|(_, filled)| std::cmp::Reverse(filled.count.open()));
    short.iter().take(top).try_for_each(|(opening, filled)| self::short(console, made, opening, filled))
}

fn row(name: &str, count: &SeatCount) -> Vec<String> {
    let shown = |seats: u32| if seats == 0 { "·".to_owned() } else { seats.to_string() };
    let figures = count.filled.iter().chain(count.gap.iter()).map(|(_, seats)| shown(*seats));
    [name.to_owned(), count.demanded.to_string()].into_iter().chain(figures).chain([shown(count.unreached)]).collect()
}

/// One opening that stays short: how many seats, why, and who is nearest.
fn short(console: &mut Console<'_>, made: &Made<'_>, opening: &Opening, filled: &FilledOpening) -> Result<(), Failure> {
    let (l, reference) = (console.language, made.reference);
    let count = format!("{}/{}", filled.count.open(), filled.count.demanded);
    let head = [
        console.bold(format!("{} {}", opening.id.as_str(), l.of(&opening.demand.title))),
        console.dim(format!("  {} {count}", console.say("空缺", "open"))),
    ];
    console.line(head.concat())?;
    if let Some(conflict) = &filled.conflict {
        console.note(&format!("  {}", wording::conflict(conflict, &opening.demand, l, reference)))?;
    }
    let mut stages: Vec<Stage> = Vec::new();
    for blocked in &filled.blocked {
        if stages.len() < CAUSES && !stages.contains(&blocked.cause.stage()) {
            stages.push(blocked.cause.stage());
            let name = (made.name)(&blocked.talent);
            let why = wording::cause(&blocked.cause, &opening.demand, l, reference);
            let stage = blocked.cause.stage().label(l);
            console.note(&format!("  {stage}  {name} {} {:.1}  {why}", blocked.talent, blocked.fit))?;
        }
    }
    Ok(())
}

/// The seats of one opening.
pub(super) fn opening(console: &mut Console<'_>, made: &Made<'_>, id: &str) -> Result<(), Failure> {
    let id = change::opening(id, made.openings)?;
    for (opening, filled) in openings(made).filter(|(opening, _)| opening.id == id) {
        let title = format!("{} {}", id.as_str(), console.language.of(&opening.demand.title));
        let title = console.bold(title);
        console.line(title)?;
        let rows: Vec<_> = filled.filled.iter().map(|seat| self::seat(console, made, seat)).collect();
        let heads = [
            console.say("人才", "talent"),
            console.say("环节", "stage"),
            console.say("匹配度", "fit"),
            console.say("方式", "mode"),
            console.say("到岗", "ready"),
            console.say("补训", "taught first"),
        ];
        console.table(&heads, rows)?;
        if filled.count.open() > 0 {
            short(console, made, opening, filled)?;
        }
    }
    Ok(())
}

fn seat(console: &Console<'_>, made: &Made<'_>, seat: &FilledSeat) -> Vec<String> {
    let (l, names) = (console.language, made.reference);
    let by = match &seat.by {
        Supplier::Talent(id) => format!("{} {id}", (made.name)(id)),
        Supplier::Cohort(id) => format!("{} {id}", console.say("班", "class")),
        Supplier::Programme(id) => format!("{} {id}", console.say("专业", "programme")),
    };
    let skill = |id: &str| names.skill(id, l).unwrap_or(id).to_owned();
    let taught = seat.route.taught.iter().map(|one| format!("{} {}→{}", skill(one.skill.as_str()), one.from, one.to));
    let ready = seat.route.ready.map_or_else(String::new, |day| day.to_string());
    vec![
        by,
        seat.route.stage.label(l).to_owned(),
        format!("{:.1}", seat.fit),
        seat.route.mode.label(l).to_owned(),
        ready,
        taught.collect::<Vec<_>>().join(console.say("、", ", ")),
    ]
}

/// What a change, as it was written, brings.
pub(super) fn moved(
    console: &mut Console<'_>,
    made: &Made<'_>,
    change: &str,
    moved: &MovedPlan,
) -> Result<(), Failure> {
    let (head, gap) = (console.say("假如", "what if"), console.say("空缺", "open"));
    let line = console.bold(format!("{head} {change}  {gap} {} → {}", moved.before.open(), moved.after.open()));
    console.line(line)?;
    for opening in moved.openings.iter().filter(|opening| opening.before.open() != opening.after.open()) {
        let title = made.openings.iter().find(|held| held.id == opening.id).map(|held| &held.demand.title);
        let title = title.map_or("", |title| console.language.of(title)).to_owned();
        let (before, after) = (opening.before.open(), opening.after.open());
        console.line(format!("  {} {title}  {gap} {before} → {after}", opening.id.as_str()))?;
    }
    Ok(())
}

fn openings<'m>(made: &Made<'m>) -> impl Iterator<Item = (&'m Opening, &'m FilledOpening)> {
    made.openings.iter().zip(&made.plan.openings)
}

fn chain(made: &Made<'_>, opening: &FilledOpening) -> Option<ChainId> {
    let node = opening.node.as_ref()?;
    made.reference.edition.nodes.iter().find(|held| held.id == *node).map(|held| held.chain.clone())
}
