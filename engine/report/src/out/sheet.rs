//! The workbook: one sheet a table, with a frozen head, a filter, widths that fit, and the first sheet that says what the
//! others hold. This is the only module that writes XLSX.

use bole_engine::wording::Language;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

use super::pick;
use crate::table::{Cell, Column, Kind, Table};
use crate::{Cover, ReportError, Tables};

/// Ink of heads, paper of heads, lines.
const INK: Color = Color::RGB(0xFF_FF_FF);
const HEAD: Color = Color::RGB(0x1F_4E_79);
const LINE: Color = Color::RGB(0xD9_DE_E4);
/// The narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (8, 48);
/// Most characters of a cell: the limit of XLSX.
const MAX_TEXT: usize = 32_767;
/// Longest name of a sheet.
const MAX_NAME: usize = 31;

/// All tables as a workbook in a language.
///
/// # Errors
/// [`ReportError::Workbook`] when a limit of XLSX is passed.
pub fn workbook(cover: &Cover, tables: &Tables, language: Language) -> Result<Vec<u8>, ReportError> {
    write(cover, tables, language).map_err(|error| ReportError::Workbook(error.to_string()))
}

fn write(cover: &Cover, tables: &Tables, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::parse_from_str(&format!("{}T00:00:00", cover.as_of))?;
    book.set_properties(&DocProperties::new().set_title(language.of(&cover.title)).set_creation_datetime(&day));
    contents(book.add_worksheet(), cover, tables, language)?;
    for table in tables.all() {
        sheet(book.add_worksheet(), table, language)?;
    }
    book.save_to_buffer()
}

fn head_format() -> Format {
    let format = Format::new().set_bold().set_font_color(INK).set_background_color(HEAD).set_text_wrap();
    format.set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// The name of a sheet: the title, without what XLSX forbids.
fn name(table: &Table, language: Language) -> String {
    let title = pick(language, table.title);
    title.chars().filter(|c| !r"[]:*?/\".contains(*c)).take(MAX_NAME).collect()
}

fn contents(sheet: &mut Worksheet, cover: &Cover, tables: &Tables, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(language.pick("目录", "Contents"))?;
    sheet.write_with_format(0, 0, language.of(&cover.title), &Format::new().set_bold().set_font_size(14))?;
    let lines = cover.lines(language);
    for (number, (label, value)) in lines.iter().enumerate() {
        sheet.write(number as u32 + 1, 0, *label)?.write(number as u32 + 1, 1, value)?;
    }
    // A line is left free between what the cover says and the list of sheets.
    let top = lines.len() as u32 + 2;
    let format = head_format();
    for (place, title) in [("表", "sheet"), ("行数", "rows"), ("数据表名", "name in data")].into_iter().enumerate()
    {
        sheet.write_with_format(top, place as u16, pick(language, title), &format)?;
    }
    for (number, table) in tables.all().iter().enumerate() {
        let (row, name) = (top + 1 + number as u32, name(table, language));
        sheet.write_url(row, 0, Url::new(format!("internal:'{name}'!A1")).set_text(&name))?;
        sheet.write(row, 1, table.rows.len() as u32)?.write(row, 2, table.name)?;
    }
    sheet.set_column_width(0, 34)?.set_column_width(1, 24)?.set_column_width(2, 34)?;
    Ok(())
}

fn sheet(sheet: &mut Worksheet, table: &Table, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(name(table, language))?;
    let format = head_format();
    for (place, column) in table.columns.iter().enumerate() {
        let place = place as u16;
        sheet.write_with_format(0, place, pick(language, column.head), &format)?;
        sheet.set_column_width(place, width(table, usize::from(place), column, language) as f64)?;
        sheet.set_column_format(place, &body(column.kind))?;
    }
    for (number, row) in table.rows.iter().enumerate() {
        for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            write_cell(sheet, (number as u32 + 1, place as u16), cell, column, language)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, table.rows.len() as u32, table.columns.len() as u16 - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn body(kind: Kind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Share => format.set_num_format("0.0%"),
        Kind::Whole(_) => format.set_num_format("0"),
        Kind::Name => format.set_text_wrap(),
        Kind::Id | Kind::Word | Kind::Number(_) | Kind::Day => format,
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, place): (u32, u16),
    cell: &Cell,
    column: &Column,
    language: Language,
) -> Result<(), XlsxError> {
    let format = body(column.kind);
    match cell {
        Cell::Absent => sheet.write_blank(row, place, &format)?,
        Cell::Whole(number) => sheet.write_with_format(row, place, *number as f64, &format)?,
        Cell::Number(number) => sheet.write_with_format(row, place, *number, &format)?,
        Cell::Withheld | Cell::Id(_) | Cell::Name(_) | Cell::Word(..) | Cell::Day(_) => {
            sheet.write_with_format(row, place, held(cell.shown(column.kind, language)), &format)?
        }
    };
    Ok(())
}

/// A text as far as a cell holds it.
fn held(text: String) -> String {
    if text.chars().count() <= MAX_TEXT {
        return text;
    }
    text.chars().take(MAX_TEXT - 1).chain(['…']).collect()
}

/// The width of a column in characters: a Chinese one takes two.
fn width(table: &Table, place: usize, column: &Column, language: Language) -> usize {
    let wide = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let cells = table.rows.iter().map(|row| wide(&row[place].shown(column.kind, language)));
    let most = cells.chain([wide(pick(language, column.head)) + 3]).max().unwrap_or_default();
    (most + 1).clamp(WIDTHS.0, WIDTHS.1)
}
