//! Transferability: neighbouring nodes that hold people who could move to where seats are left over.

use bole_engine::map::Transfer;

use crate::Report;
use crate::columns::{self as c, columns};
use crate::table::{Cell, Kind, Table, Unit, field};

columns! {
    FROM "from" Kind::Id; "来源节点", "from"; "人员现在或最近工作的节点", "Where the people work, or did so last"
    TO "to" Kind::Id; "目标节点", "to"; "有缺口的节点", "Where seats are left over"
    PROXIMITY "proximity" Kind::Number(Unit::Plain); "链上邻近度", "proximity"; "两节点在产业链图上的邻近度，0至1", "How near the two are on the chain graph, 0 to 1"
}

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(TO, |move_: &&Transfer| Cell::id(&move_.to)),
        field(c::NODE_NAME.called("to_name", ("目标节点", "to")), |move_: &&Transfer| {
            Cell::maybe(report.node_name(Some(&move_.to)), Cell::Name)
        }),
        field(FROM, |move_: &&Transfer| Cell::id(&move_.from)),
        field(c::NODE_NAME.called("from_name", ("来源节点", "from")), |move_: &&Transfer| {
            Cell::maybe(report.node_name(Some(&move_.from)), Cell::Name)
        }),
        field(PROXIMITY, |move_: &&Transfer| Cell::number(move_.proximity)),
        field(c::PEOPLE, |move_: &&Transfer| report.people(move_.people)),
    ];
    Table::of("transfers", ("可转移人才", "Transferability"), &report.map.transfers, fields)
}
