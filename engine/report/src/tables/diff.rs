//! What changed against the last edition: its entries, and how the gap moved, the data apart from the method.

use bole_engine::map::{EntryChange, GapEffect};
use bole_engine::model::{Bilingual, EntryId, ShortageStars};

use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    CHANGE "change" Kind::Word; "变化", "change"; "新增、撤下或调整", "Came, went or changed"
    SEATS_BEFORE "headcount_before" Kind::Whole(Unit::Seats); "原需求", "seats before"; "上一版的需求人数", "Seats in the last edition"
    SEATS_AFTER "headcount_after" Kind::Whole(Unit::Seats); "现需求", "seats after"; "本版的需求人数", "Seats in this edition"
    STARS_BEFORE "stars_before" Kind::Whole(Unit::Plain); "原星级", "stars before"; "上一版的紧缺星级", "Stars in the last edition"
    STARS_AFTER "stars_after" Kind::Whole(Unit::Plain); "现星级", "stars after"; "本版的紧缺星级", "Stars in this edition"
    FIELDS "fields" Kind::Id; "其他变动字段", "other fields"; "其他有变动的字段", "Names of the other fields that differ"
    BEFORE "gap_before" Kind::Whole(Unit::Seats); "原缺口", "gap before"; "上一版的缺口", "Gap of the last edition"
    DATA "by_data" Kind::Whole(Unit::Seats); "数据影响", "moved by data"; "新数据、旧方法的缺口减去原缺口", "Gap of the new data by the old method, less the gap before"
    METHOD "by_method" Kind::Whole(Unit::Seats); "方法影响", "moved by method"; "现缺口减去新数据、旧方法的缺口", "Gap after, less that of the new data by the old method"
    AFTER "gap_after" Kind::Whole(Unit::Seats); "现缺口", "gap after"; "本版的缺口", "Gap of this edition"
}

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    report.diff.map_or_else(Vec::new, |diff| vec![entries(&diff.entries), effects(report, &diff.effects)])
}

/// What became of an entry, flat.
struct Row<'d> {
    change: Cell,
    entry: &'d EntryId,
    title: &'d Bilingual,
    seats: (Option<u32>, Option<u32>),
    stars: (Option<ShortageStars>, Option<ShortageStars>),
    fields: &'d [String],
}

fn row(change: &EntryChange) -> Row<'_> {
    let word = |data: &str, zh, en| Cell::Word(data.to_owned(), zh, en);
    match change {
        EntryChange::Came { entry, title, headcount } => {
            let change = word("came", "新增", "came");
            Row { change, entry, title, seats: (None, Some(*headcount)), stars: (None, None), fields: &[] }
        }
        EntryChange::Went { entry, title, headcount } => {
            let change = word("went", "撤下", "went");
            Row { change, entry, title, seats: (Some(*headcount), None), stars: (None, None), fields: &[] }
        }
        EntryChange::Changed { entry, title, headcount, stars, fields } => {
            let change = word("changed", "调整", "changed");
            Row { change, entry, title, seats: (Some(headcount.0), Some(headcount.1)), stars: *stars, fields }
        }
    }
}

fn entries(changes: &[EntryChange]) -> Table {
    let stars = |stars: Option<ShortageStars>| Cell::maybe(stars, |stars| Cell::whole(stars.get()));
    let fields = vec![
        field(CHANGE, |row: &Row<'_>| row.change.clone()),
        field(c::ENTRY, |row: &Row<'_>| Cell::id(row.entry)),
        field(c::TITLE, |row: &Row<'_>| Cell::Name(row.title.clone())),
        field(SEATS_BEFORE, |row: &Row<'_>| Cell::maybe(row.seats.0, Cell::whole)),
        field(SEATS_AFTER, |row: &Row<'_>| Cell::maybe(row.seats.1, Cell::whole)),
        field(STARS_BEFORE, move |row: &Row<'_>| stars(row.stars.0)),
        field(STARS_AFTER, move |row: &Row<'_>| stars(row.stars.1)),
        field(FIELDS, |row: &Row<'_>| Cell::ids(row.fields)),
    ];
    Table::of("edition_changes", ("目录变化", "Changes of the catalog"), changes.iter().map(row), fields)
}

fn effects(report: &Report<'_>, effects: &[GapEffect]) -> Table {
    let name =
        |effect: &GapEffect| effect.node.as_ref().map_or_else(|| report.city_name(), |id| report.node_name(Some(id)));
    let fields = vec![
        field(c::NODE, |effect: &&GapEffect| Cell::maybe(effect.node.as_ref(), Cell::id)),
        field(c::NODE_NAME, move |effect: &&GapEffect| Cell::maybe(name(effect), Cell::Name)),
        field(BEFORE, |effect: &&GapEffect| Cell::whole(effect.before)),
        field(DATA, |effect: &&GapEffect| Cell::whole(effect.data)),
        field(METHOD, |effect: &&GapEffect| Cell::whole(effect.method)),
        field(AFTER, |effect: &&GapEffect| Cell::whole(effect.after)),
    ];
    Table::of("gap_effects", ("缺口变化", "How the gap moved"), effects, fields)
}
