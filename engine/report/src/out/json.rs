//! A table as JSON: a list of objects, keys in the order of the columns. A name is `{zh, en}`; what is absent is `null`;
//! what is withheld is the word for it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::table::{Cell, Table, WITHHELD};

/// A table. Written by hand line by line, so that keys keep the order of the columns and a row is one line.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut text = String::from("[");
    for (number, row) in table.rows.iter().enumerate() {
        text.push_str(if number == 0 { "\n{" } else { ",\n{" });
        for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}{}: {}", json!(column.key), value(cell));
        }
        text.push('}');
    }
    text.push_str("\n]\n");
    text.into_bytes()
}

/// A cell.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Absent => Value::Null,
        Cell::Withheld => json!(WITHHELD),
        Cell::Id(text) | Cell::Word(text, ..) => json!(text),
        Cell::Name(name) => json!({ "zh": name.zh, "en": name.en }),
        Cell::Whole(number) => json!(number),
        Cell::Number(number) => json!(number),
        Cell::Day(day) => json!(day.to_string()),
    }
}
