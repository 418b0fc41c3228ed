//! Key figures: what a reader sees first.

use bole_engine::map::TalentMap;
use bole_engine::model::Stage;
use bole_engine::wording::Label;

use crate::Report;
use crate::columns::columns;
use crate::table::{Cell, Kind, Table, Unit, field};
use crate::words;

/// The stars of the most urgent entries.
const MOST_STARS: u8 = 5;

columns! {
    KEY "key" Kind::Id; "代码", "key"; "关键数据的代码", "Code of the figure"
    NAME "name" Kind::Name; "关键数据", "figure"; "关键数据的名称", "What is told"
    VALUE "value" Kind::Number(Unit::Plain); "数值", "value"; "数值；比率为0至1", "The figure; shares are 0 to 1"
    UNIT "unit" Kind::Name; "单位", "unit"; "单位", "Unit"
}

/// A figure: code, name in both languages, value, unit in both languages.
type Figure = (String, (String, String), Cell, (&'static str, &'static str));

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(KEY, |(key, ..): &Figure| Cell::id(key)),
        field(NAME, |(_, (zh, en), ..): &Figure| Cell::maybe(words::name(zh, en), Cell::Name)),
        field(VALUE, |(_, _, value, _): &Figure| value.clone()),
        field(UNIT, |(.., (zh, en)): &Figure| Cell::maybe(words::name(*zh, *en), Cell::Name)),
    ];
    Table::of("summary", ("关键数据", "Key figures"), figures(report.map), fields)
}

fn figures(map: &TalentMap) -> Vec<Figure> {
    let told = |key: &str, zh: &str, en: &str, value: Cell, unit| {
        (key.to_owned(), (zh.to_owned(), en.to_owned()), value, unit)
    };
    let (seats, people, items, share) =
        (Unit::Seats.names(), Unit::People.names(), Unit::Items.names(), ("比率", "share"));
    let count = |n: usize| Cell::Whole(n as i64);
    let city = &map.city;
    let mut figures = vec![
        told("demanded", "需求席位", "seats demanded", Cell::whole(city.demanded), seats),
        told("filled", "可补席位", "seats that can be filled", Cell::whole(city.filled.total()), seats),
        told("open", "缺口席位", "seats left over", Cell::whole(city.open()), seats),
        told("gap_share", "缺口率", "gap share", Cell::maybe(city.gap_share(), Cell::number), share),
        told("unreached", "无人可及席位", "seats that nobody is near", Cell::whole(city.unreached), seats),
    ];
    for stage in Stage::ALL {
        let (word, (zh, en)) = (words::data(stage), stage.labels());
        let named = |kind: &str, zh_kind: &str, en_kind: &str| {
            (format!("{kind}_{word}"), (format!("{zh}{zh_kind}"), format!("{en_kind} {en}")))
        };
        let (key, name) = named("filled", "可补席位", "seats filled by");
        figures.push((key, name, Cell::whole(*city.filled.of(stage)), seats));
        let (key, name) = named("gap", "缺口席位", "seats left over at");
        figures.push((key, name, Cell::whole(*city.gap.of(stage)), seats));
    }
    let urgent = map.entries.iter().filter(|entry| entry.shortage.stars.is_some_and(|stars| stars.get() == MOST_STARS));
    let short = map.nodes.iter().filter(|node| node.count.open() > 0);
    figures.extend([
        told("chains", "产业链", "chains", count(map.chains.len()), items),
        told("nodes", "节点", "nodes", count(map.nodes.len()), items),
        told("nodes_short", "有缺口的节点", "nodes with a gap", count(short.count()), items),
        told("entries", "目录岗位", "positions of the catalog", count(map.entries.len()), items),
        told("entries_five_stars", "五星紧缺岗位", "positions with five stars", count(urgent.count()), items),
        told("pain_points", "堵点", "pain points", count(map.pain_points.len()), items),
        told("people", "参评人才", "people who may be ranked", Cell::whole(map.head.people), people),
        told("local", "其中常住本市", "of those, living in the city", Cell::whole(map.head.local), people),
        told("orders", "有效订单", "orders in force", Cell::whole(map.head.orders), items),
        told("outcomes", "录用结果记录", "outcomes recorded", Cell::whole(map.head.outcomes), items),
    ]);
    figures
}
