//! The data dictionary: for people as CSV, for programs as a data package (`specs.frictionlessdata.io/data-package`).

use std::collections::BTreeMap;

use bole_engine::intake::csv_of_lines;
use serde_json::{Value, json};

use super::csv;
use crate::table::{Cell, Column, Kind, Table, Unit, WITHHELD};
use crate::{Report, Tables};

const HEAD: [&str; 12] = [
    "table",
    "table_zh",
    "table_en",
    "rows",
    "column",
    "kind",
    "unit_zh",
    "unit_en",
    "head_zh",
    "head_en",
    "description_zh",
    "description_en",
];

/// One line a column of each table.
pub(super) fn csv(tables: &Tables) -> Vec<u8> {
    let mut lines = vec![HEAD.map(str::to_owned).to_vec()];
    for table in tables.all() {
        lines.extend(table.columns.iter().map(|column| line(table, column)));
    }
    csv_of_lines(&lines, true)
}

fn line(table: &Table, column: &Column) -> Vec<String> {
    let (kind, unit) = (kind(column.kind), unit(column.kind).names());
    let rows = table.rows.len().to_string();
    [
        table.name,
        table.title.0,
        table.title.1,
        &rows,
        column.key,
        kind,
        unit.0,
        unit.1,
        column.head.0,
        column.head.1,
        column.note.0,
        column.note.1,
    ]
    .map(str::to_owned)
    .to_vec()
}

const fn unit(kind: Kind) -> Unit {
    match kind {
        Kind::Whole(unit) | Kind::Number(unit) => unit,
        Kind::Id | Kind::Name | Kind::Word | Kind::Share | Kind::Day => Unit::Plain,
    }
}

/// The type of a column as the data package calls it.
const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Id | Kind::Name | Kind::Word => "string",
        Kind::Whole(_) => "integer",
        Kind::Share | Kind::Number(_) => "number",
        Kind::Day => "date",
    }
}

/// The data package: what the tables are, their columns, words and units.
pub(super) fn package(report: &Report<'_>, tables: &Tables) -> Vec<u8> {
    let head = &report.map.head;
    let package = json!({
        "profile": "tabular-data-package",
        "name": format!("talent-map-{}", head.edition).to_lowercase(),
        "title": head.title.en,
        "title_zh": head.title.zh,
        "version": head.as_of.to_string(),
        "illustrative": head.illustrative,
        "edition": head.edition,
        "method": head.method,
        "method_hash": head.method_hash,
        "inputs_hash": head.inputs_hash,
        "fewest_people": report.fewest(),
        "resources": tables.all().iter().map(resource).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn resource(table: &Table) -> Value {
    let fields: Vec<Value> =
        table.columns.iter().enumerate().flat_map(|(place, column)| fields(table, place, column)).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "title": table.title.1,
        "title_zh": table.title.0,
        "encoding": "utf-8",
        "dialect": { "lineTerminator": "\r\n" },
        "schema": { "fields": fields, "missingValues": ["", WITHHELD] },
    })
}

fn fields(table: &Table, place: usize, column: &Column) -> Vec<Value> {
    let words: BTreeMap<&str, Value> = table.rows.iter().filter_map(|row| word(&row[place])).collect();
    let field = |name: String| {
        let mut field = json!({
            "name": name,
            "type": kind(column.kind),
            "title": column.head.1,
            "title_zh": column.head.0,
            "description": column.note.1,
            "description_zh": column.note.0,
        });
        if unit(column.kind) != Unit::Plain {
            field["unit"] = json!(unit(column.kind).names().1);
        }
        if !words.is_empty() {
            field["words"] = json!(words);
        }
        field
    };
    csv::heads(column).into_iter().map(field).collect()
}

/// A word of a closed list with its labels.
fn word(cell: &Cell) -> Option<(&str, Value)> {
    if let Cell::Word(data, zh, en) = cell { Some((data, json!({ "zh": zh, "en": en }))) } else { None }
}
