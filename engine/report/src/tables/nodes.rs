//! Seats of nodes, whole and by category.

use bole_engine::map::{CategorySeats, NodeMap};

use super::counts;
use crate::Report;
use crate::columns as c;
use crate::table::{Cell, Field, Table, field};

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![nodes(report), by_category(report)]
}

fn names<'f, T: 'f>(node: impl Fn(&T) -> &NodeMap + Copy + 'f) -> Vec<Field<'f, T>> {
    vec![
        field(c::CHAIN, move |record| Cell::id(&node(record).chain)),
        field(c::SEGMENT, move |record| Cell::word(node(record).segment)),
        field(c::NODE, move |record| Cell::id(&node(record).id)),
        field(c::NODE_NAME, move |record| Cell::Name(node(record).name.clone())),
    ]
}

fn nodes(report: &Report<'_>) -> Table {
    let mut fields = names(|node: &&NodeMap| node);
    fields.push(field(c::STATUS, |node: &&NodeMap| Cell::word(node.status)));
    fields.push(field(c::TALENT, |node: &&NodeMap| Cell::maybe(node.talent, Cell::word)));
    fields.push(field(c::WORKERS, |node: &&NodeMap| report.people(node.workers)));
    fields.extend(counts::fields(|node: &&NodeMap| node.count));
    Table::of("nodes", ("节点供需", "Seats by node"), &report.map.nodes, fields)
}

fn by_category(report: &Report<'_>) -> Table {
    let records = report.map.nodes.iter().flat_map(|node| node.categories.iter().map(move |seats| (node, *seats)));
    let mut fields = names(|(node, _): &(&NodeMap, _)| node);
    fields.push(field(c::CATEGORY, |(_, seats): &(_, CategorySeats)| Cell::word(seats.category)));
    fields.extend(counts::fields(|(_, seats): &(&NodeMap, CategorySeats)| seats.count));
    Table::of("node_categories", ("节点×类别供需", "Seats by node and category"), records, fields)
}
