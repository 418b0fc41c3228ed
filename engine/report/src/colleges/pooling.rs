//! Orders pooled into classes, and what they move on the map.

use bole_engine::map::{MovedMap, MovedSeats};
use bole_engine::model::{CohortId, NodeId, TaughtSkill};
use bole_engine::plan::{CohortProposal, Pooling, ServedEntry, ServedOrder, Unpooled};
use bole_engine::wording::{transferability, unsuited};

use super::names::{Names, said};
use super::{
    COHORT, COHORT_NAME, COLLEGE, COLLEGE_NAME, DUE, ENTERPRISE, ENTERPRISE_NAME, FIT, FORM, HOURS, LEAST, MOST, ORDER,
    PROGRAMME, PROGRAMME_NAME, READY, SKILL, SKILL_NAME, START, TO, WHY,
};
use crate::Tables;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    FIRMS "enterprises" Kind::Whole(Unit::Items); "企业数", "enterprises"; "合订的企业数", "Enterprises whose orders it serves"
    SHARE "transferable" Kind::Share; "可迁移学时", "transferable hours"; "增设学时中不止一家需要的比例", "Share of the added hours that more than one asks for"
    SUITS "positions_suited" Kind::Whole(Unit::Items); "适配岗位", "positions suited"; "毕业生适配的目录岗位数", "Positions of the catalog that graduates suit"
    SUITS_FIRMS "enterprises_suited" Kind::Whole(Unit::Items); "适配企业", "enterprises suited"; "毕业生适配其订单的企业数", "Enterprises with an order that graduates suit"
    TRANSFER "transferability" Kind::Name; "可迁移性", "transferability"; "所教内容在多大程度上不限于一家企业", "How far beyond one firm it leads"
    TIED "tied_to" Kind::Id; "主要服务于", "tied to"; "增设学时主要只有该企业需要；无则为空", "The enterprise that alone asks for most of what is added; empty where none"
    VALUE "value" Kind::Number(Unit::Plain); "价值", "value"; "对组班目标的贡献", "What it adds to the objective of pooling"
    WITHOUT "fit_without" Kind::Number(Unit::Plain); "不增设时匹配度", "fit without modules"; "专业原样毕业生的匹配度；不达标为空", "Fit of a graduate of the programme as it is; empty where a gate fails"
    AFTER "gap_after" Kind::Whole(Unit::Seats); "开班后缺口", "gap with the classes"; "各班均开班后没有着落的席位", "Seats left over with the classes"
    CLOSED "closed" Kind::Whole(Unit::Seats); "补上的缺口", "gap closed"; "开班前后缺口之差", "By how much the gap becomes smaller"
}

/// Proposals with what they serve and add, orders that fit none, and, where it was drawn, what they move on the map.
#[must_use]
pub fn pooling(pooling: &Pooling, moved: Option<&MovedMap>, names: &Names<'_>) -> Tables {
    let found = || pooling.proposals.iter();
    let mut sheets = vec![
        proposals(pooling, names),
        orders(found().map(|row| (&row.cohort.id, &row.serves[..])), names),
        catalog(pooling),
        modules(found().map(|row| (&row.cohort.id, &row.cohort.modules[..])), names),
        unpooled(&pooling.unpooled, names),
    ];
    sheets.extend(moved.map(|moved| nodes(&moved.nodes, names)));
    Tables(sheets)
}

fn proposals(pooling: &Pooling, names: &Names<'_>) -> Table {
    type Row<'r> = &'r CohortProposal;
    let fields = vec![
        field(COHORT, |row: &Row<'_>| Cell::id(&row.cohort.id)),
        field(COHORT_NAME, |row: &Row<'_>| Cell::Name(row.cohort.name.clone())),
        field(FORM, |row: &Row<'_>| Cell::word(row.cohort.form)),
        field(COLLEGE, |row: &Row<'_>| Cell::id(&row.cohort.college)),
        field(COLLEGE_NAME, |row: &Row<'_>| names.organisation(&row.cohort.college)),
        field(PROGRAMME, |row: &Row<'_>| Cell::id(&row.cohort.programme)),
        field(PROGRAMME_NAME, |row: &Row<'_>| names.programme(&row.cohort.programme)),
        field(c::SEATS.called("seats", ("席位", "seats")), |row: &Row<'_>| Cell::whole(row.seats())),
        field(LEAST, |row: &Row<'_>| Cell::whole(row.cohort.seats_min)),
        field(MOST, |row: &Row<'_>| Cell::whole(row.cohort.seats_max)),
        field(FIRMS, |row: &Row<'_>| Cell::whole(row.enterprises() as i64)),
        field(START, |row: &Row<'_>| Cell::Day(row.cohort.start)),
        field(READY, |row: &Row<'_>| Cell::Day(row.cohort.ready)),
        field(HOURS, |row: &Row<'_>| Cell::whole(row.hours)),
        field(SHARE, |row: &Row<'_>| Cell::number(row.transfer.share)),
        field(SUITS, |row: &Row<'_>| Cell::whole(row.transfer.positions)),
        field(SUITS_FIRMS, |row: &Row<'_>| Cell::whole(row.transfer.enterprises)),
        field(TRANSFER, |row: &Row<'_>| said(|language| transferability(&row.transfer, language, names.reference))),
        field(TIED, |row: &Row<'_>| Cell::maybe(row.transfer.tied_to.as_ref(), Cell::id)),
        field(VALUE, |row: &Row<'_>| Cell::number(row.value)),
    ];
    Table::of("cohort_proposals", ("组班建议", "Proposed classes"), &pooling.proposals, fields)
}

/// Orders that classes serve, by class.
pub(super) fn orders<'p>(classes: impl Iterator<Item = (&'p CohortId, &'p [ServedOrder])>, names: &Names<'_>) -> Table {
    type Row<'r> = (&'r CohortId, &'r ServedOrder);
    let rows = classes.flat_map(|(class, serves)| serves.iter().map(move |served| (class, served)));
    let fields = vec![
        field(COHORT, |(class, _): &Row<'_>| Cell::id(class)),
        field(ORDER, |(_, served): &Row<'_>| Cell::id(&served.order)),
        field(ENTERPRISE, |(_, served): &Row<'_>| Cell::id(&served.enterprise)),
        field(ENTERPRISE_NAME, |(_, served): &Row<'_>| names.organisation(&served.enterprise)),
        field(c::TITLE, |(_, served): &Row<'_>| names.order_title(&served.order)),
        field(c::SEATS.called("seats", ("席位", "seats")), |(_, served): &Row<'_>| Cell::whole(served.seats)),
        field(DUE, |(_, served): &Row<'_>| Cell::Day(served.due)),
        field(WITHOUT, |(_, served): &Row<'_>| Cell::maybe(served.without_modules, Cell::number)),
        field(FIT, |(_, served): &Row<'_>| Cell::number(served.fit)),
    ];
    Table::of("proposal_orders", ("建议班所服务订单", "Orders of proposed classes"), rows, fields)
}

fn catalog(pooling: &Pooling) -> Table {
    type Row<'r> = (&'r CohortProposal, &'r ServedEntry);
    let rows = pooling.proposals.iter().flat_map(|row| row.catalog.iter().map(move |served| (row, served)));
    let fields = vec![
        field(COHORT, |(row, _): &Row<'_>| Cell::id(&row.cohort.id)),
        field(c::ENTRY, |(_, served): &Row<'_>| Cell::id(&served.entry)),
        field(c::SEATS.called("seats", ("席位", "seats")), |(_, served): &Row<'_>| Cell::whole(served.seats)),
        field(FIT, |(_, served): &Row<'_>| Cell::number(served.fit)),
    ];
    Table::of("proposal_catalog", ("建议班所服务目录岗位", "Catalog in proposed classes"), rows, fields)
}

/// What is added to programmes, by class.
pub(super) fn modules<'p>(
    classes: impl Iterator<Item = (&'p CohortId, &'p [TaughtSkill])>,
    names: &Names<'_>,
) -> Table {
    type Row<'r> = (&'r CohortId, &'r TaughtSkill);
    let rows = classes.flat_map(|(class, modules)| modules.iter().map(move |taught| (class, taught)));
    let fields = vec![
        field(COHORT, |(class, _): &Row<'_>| Cell::id(class)),
        field(SKILL, |(_, taught): &Row<'_>| Cell::id(&taught.skill)),
        field(SKILL_NAME, |(_, taught): &Row<'_>| names.skill(&taught.skill)),
        field(TO, |(_, taught): &Row<'_>| Cell::whole(taught.level.get())),
        field(HOURS, |(_, taught): &Row<'_>| Cell::maybe(taught.hours, Cell::whole)),
    ];
    Table::of("proposal_modules", ("建议增设课程", "Modules of proposed classes"), rows, fields)
}

/// Orders that fit no class, and why.
pub(super) fn unpooled(left: &[Unpooled], names: &Names<'_>) -> Table {
    type Row<'r> = &'r Unpooled;
    let fields = vec![
        field(ORDER, |row: &Row<'_>| Cell::id(&row.order)),
        field(ENTERPRISE, |row: &Row<'_>| Cell::id(&row.enterprise)),
        field(ENTERPRISE_NAME, |row: &Row<'_>| names.organisation(&row.enterprise)),
        field(c::TITLE, |row: &Row<'_>| names.order_title(&row.order)),
        field(c::NODE, |row: &Row<'_>| Cell::maybe(row.node.as_ref(), Cell::id)),
        field(c::SEATS.called("seats", ("席位", "seats")), |row: &Row<'_>| Cell::whole(row.seats)),
        field(WHY, |row: &Row<'_>| {
            Cell::maybe(names.order(&row.order), |order| {
                let (demand, programmes) = (&order.demand, names.programmes);
                said(|language| unsuited(&row.why, demand, programmes, language, names.reference))
            })
        }),
    ];
    Table::of("unpooled_orders", ("未能组班的订单", "Orders that fit no class"), left, fields)
}

/// Nodes without and with the classes.
pub(super) fn nodes(moved: &[MovedSeats<NodeId>], names: &Names<'_>) -> Table {
    type Row<'r> = &'r MovedSeats<NodeId>;
    let fields = vec![
        field(c::NODE, |row: &Row<'_>| Cell::id(&row.id)),
        field(c::NODE_NAME, |row: &Row<'_>| names.node(&row.id)),
        field(c::DEMANDED, |row: &Row<'_>| Cell::whole(row.before.demanded)),
        field(c::OPEN, |row: &Row<'_>| Cell::whole(row.before.open())),
        field(AFTER, |row: &Row<'_>| Cell::whole(row.after.open())),
        field(CLOSED, |row: &Row<'_>| Cell::whole(i64::from(row.before.open()) - i64::from(row.after.open()))),
    ];
    Table::of("map_with_classes", ("开班前后的缺口", "Gap without and with"), moved, fields)
}
