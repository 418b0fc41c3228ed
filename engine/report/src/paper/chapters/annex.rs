//! The annex: the catalog with stars and the parts of the shortage index, and what the other files hold.

use super::super::block::{Writer, col, short};
use super::{Desk, say};
use crate::table::{Cell, Column, Kind, Table, Unit};
use bole_engine::map::ShortageKind;
use bole_engine::wording::Label;

/// Parts of the shortage index, with heads that are narrow enough.
const PARTS: [(ShortageKind, &str, &str, &str); 5] = [
    (ShortageKind::Ratio, "part_ratio", "供需比", "ratio"),
    (ShortageKind::Gap, "part_gap", "缺口率", "gap"),
    (ShortageKind::TimeToFill, "part_time", "到岗", "time"),
    (ShortageKind::PayPremium, "part_pay", "薪酬", "pay"),
    (ShortageKind::Rarity, "part_rarity", "稀缺", "rarity"),
];

pub(super) fn write(desk: &Desk<'_>, writer: &mut Writer) {
    let l = desk.language;
    writer.annex(("附录A 人才需求目录", "Annex A. Catalog of positions"));
    desk.figure(writer, "stars", l.pick("岗位按紧缺星级的分布", "Positions by stars of shortage"), "entries");
    let mut picks =
        vec![col("entry", 1.4), col("title", 3.6), col("category", 1.3), short("stars", 1.4, "星级", "stars")];
    picks.extend([
        short("demanded", 0.8, "需求", "seats"),
        col("open", 0.8),
        short("pay_min", 1.0, "年薪自", "pay from"),
        short("pay_max", 1.0, "年薪至", "pay to"),
        short("reachable", 1.2, "可及人才", "reach-able"),
    ]);
    writer.table(
        &desk.table("entries"),
        l.pick("岗位、席位与薪酬（万元/年）", "Positions, seats and pay (10,000 CNY a year)"),
        &picks,
        8.0,
    );
    writer.annex(("附录B 紧缺指数分项", "Annex B. Parts of the shortage index"));
    writer.para(l.pick(
        "各分项取值在0与1之间，越高越紧缺；“–”为没有数据。权重见开放数据shortage_parts。",
        "Parts lie between 0 and 1, the higher the shorter; \"–\" is without data. Weights stand in the open data (shortage_parts).",
    ));
    let mut picks = vec![
        col("entry", 1.4),
        col("title", 3.4),
        short("stars", 1.4, "星级", "stars"),
        short("shortage_index", 1.0, "指数", "index"),
    ];
    picks.extend(PARTS.map(|(_, key, zh, en)| short(key, 0.9, zh, en)));
    picks.push(short("confidence", 1.1, "可信度", "confid."));
    writer.table(&parts(desk), l.pick("紧缺指数及其分项", "Shortage index and its parts"), &picks, 8.0);
    files(desk, writer);
}

/// Entries with a column a part of the index.
fn parts(desk: &Desk<'_>) -> Table {
    let (mut entries, parts) = (desk.table("entries"), desk.table("shortage_parts"));
    for row in 0..entries.rows.len() {
        let own = entries.id(row, "entry").map(|id| parts.of_id("entry", id));
        for (kind, ..) in PARTS {
            let part = own.as_ref().map(|own| own.of_id("part", &crate::words::data(kind)));
            let value = part.and_then(|part| part.cell(0, "value").cloned());
            entries.rows[row].push(value.unwrap_or(Cell::Absent));
        }
    }
    entries
        .columns
        .extend(PARTS.map(|(kind, key, ..)| Column::new(key, Kind::Number(Unit::Plain), kind.labels(), ("", ""))));
    entries.name = "shortage_parts";
    entries
}

fn files(desk: &Desk<'_>, writer: &mut Writer) {
    let l = desk.language;
    writer.annex(("附录C 随附文件", "Annex C. Files beside this paper"));
    writer.para(l.pick(
        "所有图表与下列开放数据出自同一组表，数字一致。workbook.xlsx一表一页，可筛选；data/内每表有CSV与JSON两种格式，各列含义见data/dictionary.csv与data/datapackage.json；charts/内为本文图的矢量文件。",
        "All charts and the open data below come from one set of tables, so that figures agree. workbook.xlsx has a sheet a \
         table, with filters; data/ holds each table as CSV and JSON, described by data/dictionary.csv and data/datapackage.json; \
         charts/ holds the charts of this paper as vectors.",
    ));
    writer.list(desk.tables.all().iter().map(|table| {
        let (name, title, rows) = (table.name, crate::out::pick(l, table.title), table.rows.len());
        say!(l, "{name}：{title}，{rows}行", "{name}: {title}, {rows} rows")
    }));
}
