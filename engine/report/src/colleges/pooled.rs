//! Pooling as a college or an enterprise is told it. Which of it that is, `bole_engine::map` decides.

use bole_engine::map::{OthersSeats, SeenMap, SeenPooling, SeenProposal};

use super::names::Names;
use super::pooling::{SHARE, SUITS, SUITS_FIRMS, modules, nodes, orders, unpooled};
use super::{
    COHORT, COHORT_NAME, COLLEGE, COLLEGE_NAME, FORM, HOURS, LEAST, MOST, PROGRAMME, PROGRAMME_NAME, READY, START,
};
use crate::Tables;
use crate::columns::columns;
use crate::table::{Cell, Column, Kind, Table, Unit, field};

columns! {
    POSITIONS "positions" Kind::Id; "目录岗位", "positions"; "为哪些目录岗位培养，只列可告知的", "Positions that it is for, as far as they may be named"
    NODES "nodes" Kind::Id; "节点", "nodes"; "席位计入哪些节点，只列可告知的", "Nodes at which its seats count, as far as they may be named"
    OWN "seats_own" Kind::Whole(Unit::Seats); "本企业席位", "own seats"; "本企业订单的席位；院校为0", "Seats of the reader's own orders; 0 for a college"
    OTHERS "seats_others" Kind::Whole(Unit::Seats); "其他企业席位", "seats of others"; "其他企业的席位合计；不足三家不公布", "Seats of all other enterprises together; withheld where they are fewer than three"
    CATALOG "seats_catalog" Kind::Whole(Unit::Seats); "目录席位", "seats for the catalog"; "订单之外为目录岗位留的席位；其他企业不足三家不公布", "Seats beyond orders, for the catalog; withheld where the other enterprises are fewer than three"
    ONE_ALONE "tied_skills" Kind::Name; "只有一家需要的技能", "skills asked for by one alone"; "增设技能中只有一家企业需要的；无则为空", "Added skills that one enterprise alone asks for; empty where none"
    TIED "tied_to" Kind::Word; "主要服务于", "tied to"; "增设学时主要只有一家需要时，是本企业还是其他企业", "Whether it is the reader or another who alone asks for most of what is added; empty where nobody does"
}

/// Classes that concern a reader, the reader's own orders, what is added, own orders that fit none, and the nodes that move
/// as far as they are told.
#[must_use]
pub fn seen_pooling(pooling: &SeenPooling, moved: &SeenMap, names: &Names<'_>) -> Tables {
    let found = || pooling.proposals.iter();
    Tables(vec![
        proposals(&pooling.proposals, names),
        orders(found().map(|row| (&row.id, &row.own[..])), names),
        modules(found().map(|row| (&row.id, &row.modules[..])), names),
        unpooled(&pooling.unpooled, names),
        nodes(&moved.nodes, names),
    ])
}

fn proposals(found: &[SeenProposal], names: &Names<'_>) -> Table {
    type Row<'r> = &'r SeenProposal;
    let others = |column: Column, of: fn(OthersSeats) -> u32| {
        field(column, move |row: &Row<'_>| row.others.map_or(Cell::Withheld, |seats| Cell::whole(of(seats))))
    };
    let fields = vec![
        field(COHORT, |row: &Row<'_>| Cell::id(&row.id)),
        field(COHORT_NAME, |row: &Row<'_>| Cell::Name(row.name.clone())),
        field(FORM, |row: &Row<'_>| Cell::word(row.form)),
        field(COLLEGE, |row: &Row<'_>| Cell::id(&row.college)),
        field(COLLEGE_NAME, |row: &Row<'_>| names.organisation(&row.college)),
        field(PROGRAMME, |row: &Row<'_>| Cell::id(&row.programme)),
        field(PROGRAMME_NAME, |row: &Row<'_>| names.programme(&row.programme)),
        field(POSITIONS, |row: &Row<'_>| Cell::ids(&row.positions)),
        field(NODES, |row: &Row<'_>| Cell::ids(&row.nodes)),
        field(LEAST, |row: &Row<'_>| Cell::whole(row.seats_min)),
        field(MOST, |row: &Row<'_>| Cell::whole(row.seats_max)),
        field(OWN, |row: &Row<'_>| Cell::whole(row.own.iter().map(|own| i64::from(own.seats)).sum::<i64>())),
        others(OTHERS, |seats| seats.seats),
        others(CATALOG, |seats| seats.catalog),
        field(START, |row: &Row<'_>| Cell::Day(row.start)),
        field(READY, |row: &Row<'_>| Cell::Day(row.ready)),
        field(HOURS, |row: &Row<'_>| Cell::whole(row.hours)),
        field(SHARE, |row: &Row<'_>| Cell::number(row.transfer.share)),
        field(SUITS, |row: &Row<'_>| Cell::whole(row.transfer.positions)),
        field(SUITS_FIRMS, |row: &Row<'_>| row.transfer.enterprises.map_or(Cell::Withheld, Cell::whole)),
        field(ONE_ALONE, |row: &Row<'_>| names.skills(&row.transfer.tied)),
        field(TIED, |row: &Row<'_>| Cell::maybe(row.transfer.tied_to, Cell::word)),
    ];
    Table::of("cohort_proposals", ("组班建议", "Proposed classes"), found, fields)
}
