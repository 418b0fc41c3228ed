//! A table as CSV: UTF-8 with a mark, so that spreadsheets read Chinese; heads are keys; a name takes two columns, `_zh` and
//! `_en`; a closed word stands as in data. Nothing that a spreadsheet would take for a formula stands bare.

use bole_engine::intake::csv_of_lines;

use crate::table::{Cell, Column, Kind, Table, WITHHELD};

/// The heads of a column.
pub(super) fn heads(column: &Column) -> Vec<String> {
    if column.kind == Kind::Name {
        vec![format!("{}_zh", column.key), format!("{}_en", column.key)]
    } else {
        vec![column.key.to_owned()]
    }
}

/// A table.
pub(super) fn write(table: &Table) -> Vec<u8> {
    let head = table.columns.iter().flat_map(heads).collect();
    let line =
        |row: &Vec<Cell>| row.iter().zip(&table.columns).flat_map(|(cell, column)| texts(cell, column.kind)).collect();
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(table.rows.iter().map(line)).collect();
    csv_of_lines(&lines, true)
}

/// The texts of a cell: two for a name.
fn texts(cell: &Cell, kind: Kind) -> Vec<String> {
    let text = match cell {
        Cell::Absent => String::new(),
        Cell::Withheld => WITHHELD.to_owned(),
        Cell::Id(text) | Cell::Word(text, ..) => text.clone(),
        Cell::Name(name) => return vec![name.zh.clone(), name.en.clone()],
        Cell::Whole(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    };
    vec![text; if kind == Kind::Name { 2 } else { 1 }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Unit, field};
    use crate::words;

    #[test]
    fn a_name_takes_two_columns_and_a_formula_is_disarmed() {
        let name = Column::new("name", Kind::Name, ("名", "name"), ("名", "name"));
        let seats = Column::new("seats", Kind::Whole(Unit::Seats), ("席", "seats"), ("席", "seats"));
        let fields = vec![
            field(name, |_: &i64| words::name("=1+1", "plain").map_or(Cell::Absent, Cell::Name)),
            field(seats, |n: &i64| Cell::whole(*n)),
        ];
        let text = String::from_utf8(write(&Table::of("t", ("表", "table"), [-3], fields))).unwrap();
        assert_eq!(text, "\u{feff}name_zh,name_en,seats\r\n'=1+1,plain,-3\r\n");
    }
}
