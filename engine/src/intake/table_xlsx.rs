//! Rows of a workbook. This is the only module that knows `calamine`.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx};

use super::table::check_cell;
use super::{Cell, MAX_COLUMNS, MAX_ROWS, MAX_XLSX_BYTES, RejectCode, Rejected, Row};
use crate::model::Date;

type Outcome = Result<Row, Rejected>;

/// Rows of the first sheet that has a head and rows.
pub(super) fn read(bytes: &[u8]) -> Vec<Outcome> {
    if let Err(rejected) = check_size(bytes) {
        return vec![Err(rejected)];
    }
    // The workbook reader indexes into what the file claims; a claim that does not hold must not end the process.
    let caught = std::panic::catch_unwind(|| read_sheets(bytes));
    caught.unwrap_or_else(|_| vec![Err(broken("the workbook contradicts itself"))])
}

fn read_sheets(bytes: &[u8]) -> Vec<Outcome> {
    let mut book = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => return vec![Err(broken(error))],
    };
    for sheet in book.sheet_names() {
        let rows = match Sheet::read(&mut book, &sheet) {
            Ok(sheet) => sheet.rows,
            Err(rejected) => vec![Err(rejected)],
        };
        if !rows.is_empty() {
            return rows;
        }
    }
    Vec::new()
}

fn broken(error: impl ToString) -> Rejected {
    Rejected::new(0, "", error, RejectCode::Malformed, "an XLSX workbook that opens")
}

/// Adds up what the packed parts claim to unpack to, from the directory at the end of the file.
fn check_size(bytes: &[u8]) -> Result<(), Rejected> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const SIZE: std::ops::Range<usize> = 24..28;
    let mut unpacked = 0_u64;
    for at in bytes.windows(ENTRY.len()).enumerate().filter(|(_, w)| *w == ENTRY).map(|(at, _)| at) {
        let size = bytes.get(at + SIZE.start..at + SIZE.end).and_then(|b| b.try_into().ok());
        unpacked += u64::from(size.map_or(0, u32::from_le_bytes));
    }
    if unpacked > MAX_XLSX_BYTES {
        let allowed = format!("at most {MAX_XLSX_BYTES} bytes unpacked");
        return Err(Rejected::new(0, "", unpacked, RejectCode::TooLarge, allowed));
    }
    Ok(())
}

#[derive(Default)]
struct Sheet {
    /// By column number; the head is the first row with text.
    columns: BTreeMap<u32, Arc<str>>,
    head_row: Option<u32>,
    rows: Vec<Outcome>,
    current: Row,
    refused: Option<Rejected>,
}

impl Sheet {
    fn read(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Self, Rejected> {
        let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
        let mut sheet = Self::default();
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    sheet.take(row, column, value(cell.get_value()));
                }
                Ok(None) => break,
                Err(error) => {
                    sheet.rows.push(Err(broken(error)));
                    break;
                }
            }
            if sheet.rows.len() > MAX_ROWS {
                break;
            }
        }
        sheet.close_row();
        Ok(sheet)
    }

    fn take(&mut self, row: u32, column: u32, cell: Cell) {
        if cell.is_empty() {
            return;
        }
        if *self.head_row.get_or_insert(row) == row {
            return self.take_head(row, column, &cell);
        }
        let line = u64::from(row) + 1;
        if self.current.line != line {
            self.close_row();
            self.current.line = line;
        }
        let Some(name) = self.columns.get(&column) else { return };
        let text = if let Cell::Text(text) = &cell { text.as_str() } else { "" };
        match check_cell(line, name, text) {
            Ok(()) => drop(self.current.cells.insert(name.clone(), cell)),
            Err(rejected) => self.refused = Some(rejected),
        }
    }

    fn take_head(&mut self, row: u32, column: u32, cell: &Cell) {
        let Some(name) = cell.text() else { return };
        let line = u64::from(row) + 1;
        if self.columns.len() >= MAX_COLUMNS {
            let allowed = format!("at most {MAX_COLUMNS} columns");
            self.rows.push(Err(Rejected::new(line, "", &name, RejectCode::TooLarge, allowed)));
        } else if self.columns.values().any(|other| **other == *name) {
            self.rows.push(Err(Rejected::new(line, &name, &name, RejectCode::Duplicate, "each column once")));
        } else {
            self.columns.insert(column, name.as_ref().into());
        }
    }

    fn close_row(&mut self) {
        let row = std::mem::take(&mut self.current);
        match self.refused.take() {
            Some(rejected) => self.rows.push(Err(rejected)),
            None if row.cells.is_empty() => {}
            None => self.rows.push(Ok(row)),
        }
    }
}

/// Spreadsheets store integers as floats and days as numbers with a format.
fn value(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Int(number) => Cell::Integer(*number),
        DataRef::Float(number) => Cell::of_number(*number),
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
            day.map_or_else(|| Cell::of_number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTime(duration) => Cell::of_number(duration.as_f64()),
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            Date::try_from(day.to_owned()).map_or_else(|_| Cell::of_text(text), Cell::Date)
        }
        DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Error(_) | DataRef::Empty => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    fn workbook() -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("空").unwrap();
        let sheet = book.add_worksheet();
        for (column, head) in ["姓名", "人数", "到岗时间", "电话", "姓名"].iter().enumerate() {
            sheet.write_string(1, column as u16, *head).unwrap();
        }
        sheet.write_string(3, 0, " 张三 ").unwrap();
        sheet.write_number(3, 1, 6.0).unwrap();
        let day = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        sheet.write_datetime_with_format(3, 2, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_number(3, 3, 13_800_000_000.0).unwrap();
        sheet.write_string(4, 0, "x".repeat(32_767)).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn integers_days_and_lines_come_as_they_look() {
        let rows = read(&workbook());
        assert_eq!(rows[0].as_ref().unwrap_err().reason, RejectCode::Duplicate);
        let row = rows[1].as_ref().unwrap();
        assert_eq!(row.line, 4);
        assert_eq!(row.text("姓名").unwrap(), "张三");
        assert_eq!(row.cell("人数"), &Cell::Integer(6));
        assert_eq!(row.cell("到岗时间"), &Cell::Date(Date::new(2026, 3, 1).unwrap()));
        assert_eq!(row.text("电话").unwrap(), "13800000000");
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn a_damaged_workbook_is_a_complaint() {
        let whole = workbook();
        for at in (0..whole.len()).step_by(37) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            read(&damaged);
        }
        assert_eq!(read(&whole[..whole.len() / 2])[0].as_ref().unwrap_err().reason, RejectCode::Malformed);
        assert_eq!(read(b"no workbook")[0].as_ref().unwrap_err().reason, RejectCode::Malformed);
    }

    #[test]
    fn a_workbook_that_unpacks_too_far_is_refused() {
        let mut bomb = workbook();
        let at = bomb.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        bomb[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(read(&bomb)[0].as_ref().unwrap_err().reason, RejectCode::TooLarge);
    }
}
