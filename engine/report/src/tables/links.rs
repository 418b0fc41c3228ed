//! The chain graph: what feeds what.

use bole_engine::model::Link;

use crate::Report;
use crate::columns::columns;
use crate::table::{Cell, Kind, Table, field};

columns! {
    FROM "from" Kind::Id; "上家节点", "from"; "供给一方的节点", "The node that feeds"
    TO "to" Kind::Id; "下家节点", "to"; "承接一方的节点", "The node that is fed"
    WHAT "what" Kind::Name; "流转物", "what flows"; "流转的物料、部件或服务", "What flows"
}

pub(super) fn table(report: &Report<'_>) -> Table {
    let fields = vec![
        field(FROM, |link: &&Link| Cell::id(&link.from)),
        field(TO, |link: &&Link| Cell::id(&link.to)),
        field(WHAT, |link: &&Link| Cell::Name(link.what.clone())),
    ];
    Table::of("links", ("产业链联系", "Links of the chain graph"), &report.reference.edition.links, fields)
}
