//! Seats by region and by park.

use bole_engine::map::PlaceSeats;
use bole_engine::model::{Bilingual, ParkId, RegionCode};

use super::counts;
use crate::Report;
use crate::columns::columns;
use crate::table::{Cell, Kind, Table, field};

columns! {
    REGION "region" Kind::Id; "区划代码", "region code"; "GB/T 2260代码", "Code of GB/T 2260"
    REGION_NAME "region_name" Kind::Name; "地区", "region"; "使用地名称", "Name of the region of use"
    PARK "park" Kind::Id; "园区代码", "park id"; "园区代码", "Id of the park"
    PARK_NAME "park_name" Kind::Name; "园区", "park"; "园区名称", "Name of the park"
}

pub(super) fn tables(report: &Report<'_>) -> Vec<Table> {
    vec![regions(report), parks(report)]
}

fn regions(report: &Report<'_>) -> Table {
    let name = |code: &RegionCode| -> Option<Bilingual> {
        report.reference.vocabulary.region(code.as_str()).map(|region| region.name.clone())
    };
    let mut fields = vec![
        field(REGION, |place: &&PlaceSeats<RegionCode>| Cell::id(&place.id)),
        field(REGION_NAME, |place: &&PlaceSeats<RegionCode>| Cell::maybe(name(&place.id), Cell::Name)),
    ];
    fields.extend(counts::fields(|place: &&PlaceSeats<RegionCode>| place.count));
    Table::of("regions", ("地区供需", "Seats by region"), &report.map.regions, fields)
}

fn parks(report: &Report<'_>) -> Table {
    let name = |id: &ParkId| -> Option<Bilingual> {
        report.reference.edition.parks.iter().find(|park| park.id == *id).map(|park| park.name.clone())
    };
    let mut fields = vec![
        field(PARK, |place: &&PlaceSeats<ParkId>| Cell::id(&place.id)),
        field(PARK_NAME, |place: &&PlaceSeats<ParkId>| Cell::maybe(name(&place.id), Cell::Name)),
    ];
    fields.extend(counts::fields(|place: &&PlaceSeats<ParkId>| place.count));
    Table::of("parks", ("园区供需", "Seats by park"), &report.map.parks, fields)
}
