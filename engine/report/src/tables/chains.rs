//! Seats of chains, of their segments, and of categories.

use bole_engine::map::{CategorySeats, ChainMap, SegmentMap};

use super::counts;
use crate::Report;
use crate::columns as c;
use crate::table::{Cell, Field, Table, field};

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![chains(report), segments(report), categories(report), by_chain(report)]
}

fn names<'f, T: 'f>(chain: impl Fn(&T) -> &ChainMap + Copy + 'f) -> Vec<Field<'f, T>> {
    vec![
        field(c::CHAIN, move |record| Cell::id(&chain(record).id)),
        field(c::CHAIN_NAME, move |record| Cell::Name(chain(record).name.clone())),
    ]
}

fn chains(report: &Report<'_>) -> Table {
    let mut fields = names(|chain: &&ChainMap| chain);
    fields.extend(counts::fields(|chain: &&ChainMap| chain.count));
    Table::of("chains", ("产业链供需", "Seats by chain"), &report.map.chains, fields)
}

fn segments(report: &Report<'_>) -> Table {
    let records =
        report.map.chains.iter().flat_map(|chain| chain.segments.iter().map(move |segment| (chain, *segment)));
    let mut fields = names(|(chain, _): &(&ChainMap, _)| chain);
    fields.push(field(c::SEGMENT, |(_, segment): &(_, SegmentMap)| Cell::word(segment.segment)));
    fields.extend(counts::fields(|(_, segment): &(&ChainMap, SegmentMap)| segment.count));
    Table::of("segments", ("上中下游供需", "Seats by segment"), records, fields)
}

fn categories(report: &Report<'_>) -> Table {
    let mut fields = vec![field(c::CATEGORY, |seats: &CategorySeats| Cell::word(seats.category))];
    fields.extend(counts::fields(|seats: &CategorySeats| seats.count));
    Table::of("categories", ("四类人才供需", "Seats by category"), report.map.categories.iter().copied(), fields)
}

fn by_chain(report: &Report<'_>) -> Table {
    let records = report.map.chains.iter().flat_map(|chain| chain.categories.iter().map(move |seats| (chain, *seats)));
    let mut fields = names(|(chain, _): &(&ChainMap, _)| chain);
    fields.push(field(c::CATEGORY, |(_, seats): &(_, CategorySeats)| Cell::word(seats.category)));
    fields.extend(counts::fields(|(_, seats): &(&ChainMap, CategorySeats)| seats.count));
    Table::of("chain_categories", ("产业链×类别供需", "Seats by chain and category"), records, fields)
}
