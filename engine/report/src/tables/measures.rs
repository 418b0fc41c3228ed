//! Recommendations: for each node with a gap, greatest first, the measures that its pain points ask for and who would have
//! to act. Nothing is recommended without the count that speaks for it.

use bole_engine::map::{NodeMap, PainCause, PainPoint};
use bole_engine::model::Bilingual;
use bole_engine::wording::{Language, department, measure};

use super::pain;
use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};
use crate::words;

/// Most measures for one node, each for a cause of another kind.
const MEASURES: usize = 3;

columns! {
    RANK "rank" Kind::Whole(Unit::Plain); "次序", "rank"; "按缺口席位由多到少", "By seats left over, most first"
    DEPARTMENT "department" Kind::Word; "责任部门", "department"; "牵头部门", "Who would have to act"
    MEASURE "measure" Kind::Name; "建议措施", "measure"; "按原因对应的措施", "The measure that the cause calls for"
}

/// A node with one cause of its gap; no point for seats that nobody is near enough for.
struct Advice<'r> {
    rank: usize,
    node: &'r NodeMap,
    point: Option<&'r PainPoint>,
}

impl Advice<'_> {
    fn cause(&self) -> Option<&PainCause> {
        self.point.map(|point| &point.cause)
    }
}

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(RANK, |advice: &Advice<'_>| Cell::Whole(advice.rank as i64)),
        field(c::NODE, |advice: &Advice<'_>| Cell::id(&advice.node.id)),
        field(c::NODE_NAME, |advice: &Advice<'_>| Cell::Name(advice.node.name.clone())),
        field(c::DEMANDED, |advice: &Advice<'_>| Cell::whole(advice.node.count.demanded)),
        field(c::OPEN, |advice: &Advice<'_>| Cell::whole(advice.node.count.open())),
        field(c::STAGE, |advice: &Advice<'_>| Cell::maybe(advice.point, |point| Cell::word(point.stage))),
        field(c::CAUSE, |advice: &Advice<'_>| {
            Cell::Id(advice.cause().map_or_else(|| "unreached".to_owned(), pain::code))
        }),
        field(c::CAUSE_TEXT, |advice: &Advice<'_>| Cell::maybe(cause(report, advice), Cell::Name)),
        field(c::PEOPLE, |advice: &Advice<'_>| Cell::maybe(advice.point, |point| report.people(point.people))),
        field(c::SEATS, |advice: &Advice<'_>| {
            Cell::whole(advice.point.map_or(advice.node.count.unreached, |point| point.seats))
        }),
        field(DEPARTMENT, |advice: &Advice<'_>| Cell::word(department(advice.cause()))),
        field(MEASURE, |advice: &Advice<'_>| {
            let said = |language| measure(advice.cause(), language, report.reference);
            Cell::maybe(words::name(said(Language::Zh), said(Language::En)), Cell::Name)
        }),
    ];
    Table::of("recommendations", ("缺口与建议", "Gaps and recommendations"), advice(report), fields)
}

fn cause(report: &Report<'_>, advice: &Advice<'_>) -> Option<Bilingual> {
    advice.cause().map_or_else(
        || words::name("放宽任何一项限制都无人可及", "nobody is near enough, whichever limit is lifted"),
        |cause| pain::said(report, cause),
    )
}

fn advice<'r>(report: &Report<'r>) -> Vec<Advice<'r>> {
    let map = report.map;
    let mut nodes: Vec<&NodeMap> = map.nodes.iter().filter(|node| node.count.open() > 0).collect();
    nodes.sort_by(|a, b| b.count.open().cmp(&a.count.open()).then_with(|| a.id.cmp(&b.id)));
    let mut advice = Vec::new();
    for (place, node) in nodes.into_iter().enumerate() {
        let rank = place + 1;
        let mut points: Vec<&PainPoint> =
            map.pain_points.iter().filter(|point| point.node.as_ref() == Some(&node.id)).collect();
        // The cause behind most seats first; of equals the one that keeps most people out.
        points.sort_by(|a, b| (b.seats, b.people).cmp(&(a.seats, a.people)).then_with(|| a.cause.cmp(&b.cause)));
        let mut kinds = Vec::new();
        points.retain(|point| {
            let kind = std::mem::discriminant(&point.cause);
            let new = !kinds.contains(&kind);
            kinds.push(kind);
            new
        });
        advice.extend(points.into_iter().take(MEASURES).map(|point| Advice { rank, node, point: Some(point) }));
        if node.count.unreached > 0 {
            advice.push(Advice { rank, node, point: None });
        }
    }
    advice
}
