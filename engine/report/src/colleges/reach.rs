//! Positions within a person's reach.

use bole_engine::alignment::{NearestTeaching, PositionInReach, TaughtIn};
use bole_engine::wording;

use super::names::{Names, listed, said};
use super::{COHORT, COLLEGE_NAME, DUE, FIT, POSITION, POSITION_NAME, PROGRAMME, READY, START};
use crate::Tables;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    AFTER "fit_after" Kind::Number(Unit::Plain); "补课后匹配度", "fit after teaching"; "补齐所缺技能后的匹配度", "Fit after what is missing is taught"
    NOW "ready_now" Kind::Word; "现可胜任", "ready now"; "现在是否胜任", "Whether the person is ready now"
    WAY "way" Kind::Name; "途径", "way"; "从现在到胜任的途径", "How the person gets there"
    MISSING "missing" Kind::Name; "所缺技能", "missing"; "应先补的技能", "What is to be taught first"
    IN_TIME "in_time" Kind::Word; "来得及", "in time"; "是否赶得上到岗期限", "Whether that is by the due date"
    TAUGHT_IN "taught_in" Kind::Name; "去处", "taught in"; "教授所缺技能的班级或专业", "The class or programme that teaches it"
    TEACHES "teaches" Kind::Id; "可补技能", "teaches"; "所教的所缺技能", "Which of the missing skills it teaches"
}

/// Positions within reach, and where what is missing is taught.
#[must_use]
pub fn reach(found: &[&PositionInReach], names: &Names<'_>) -> Tables {
    Tables(vec![positions(found), nearest(found, names)])
}

fn positions(found: &[&PositionInReach]) -> Table {
    type Row<'r> = &'r PositionInReach;
    let fields = vec![
        field(POSITION, |row: &Row<'_>| Cell::id(row.position.as_str())),
        field(POSITION_NAME, |row: &Row<'_>| Cell::Name(row.title.clone())),
        field(c::CATEGORY, |row: &Row<'_>| Cell::word(row.category)),
        field(c::NODE, |row: &Row<'_>| Cell::maybe(row.node.as_ref(), Cell::id)),
        field(c::DEMANDED, |row: &Row<'_>| Cell::whole(row.seats)),
        field(FIT, |row: &Row<'_>| Cell::number(row.fit)),
        field(NOW, |row: &Row<'_>| Cell::yes(row.ready)),
        field(AFTER, |row: &Row<'_>| Cell::number(row.after)),
        field(WAY, |row: &Row<'_>| said(|language| wording::reach(row, language))),
        field(MISSING, |row: &Row<'_>| listed(row.missing.iter().map(|skill| &skill.name))),
        field(READY, |row: &Row<'_>| Cell::maybe(row.by, Cell::Day)),
        field(DUE, |row: &Row<'_>| Cell::Day(row.due)),
        field(IN_TIME, |row: &Row<'_>| Cell::yes(row.in_time)),
    ];
    Table::of("positions_in_reach", ("可及岗位", "Positions within reach"), found.iter().copied(), fields)
}

fn nearest(found: &[&PositionInReach], names: &Names<'_>) -> Table {
    type Row<'r> = (&'r PositionInReach, &'r NearestTeaching);
    let rows = found.iter().flat_map(|&row| row.nearest.iter().map(move |place| (row, place)));
    let fields = vec![
        field(POSITION, |(row, _): &Row<'_>| Cell::id(row.position.as_str())),
        field(POSITION_NAME, |(row, _): &Row<'_>| Cell::Name(row.title.clone())),
        field(TAUGHT_IN, |(_, place): &Row<'_>| Cell::Name(place.name.clone())),
        field(COHORT, |(_, place): &Row<'_>| match &place.by {
            TaughtIn::Cohort(id) => Cell::id(id),
            TaughtIn::Programme(_) => Cell::Absent,
        }),
        field(PROGRAMME, |(_, place): &Row<'_>| match &place.by {
            TaughtIn::Programme(id) => Cell::id(id),
            TaughtIn::Cohort(_) => Cell::Absent,
        }),
        field(COLLEGE_NAME, |(_, place): &Row<'_>| names.organisation(&place.college)),
        field(TEACHES, |(_, place): &Row<'_>| Cell::ids(&place.teaches)),
        field(c::SEATS, |(_, place): &Row<'_>| Cell::whole(place.seats)),
        field(START, |(_, place): &Row<'_>| Cell::maybe(place.start, Cell::Day)),
        field(READY, |(_, place): &Row<'_>| Cell::Day(place.ready)),
    ];
    Table::of("nearest_teaching", ("就近补课", "Where it is taught"), rows, fields)
}
