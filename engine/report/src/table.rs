//! What every file of a report is written from: tables with described columns and typed cells. A figure is rounded once,
//! when its cell is made, so that all files show the same one.

use bole_engine::model::{Bilingual, Date};
use bole_engine::wording::{Label, Language};

use crate::words;

/// Places after the point that a figure keeps.
const PLACES: f64 = 1e4;

/// In what a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Seats.
    Seats,
    /// People.
    People,
    /// Things counted that are neither.
    Items,
    /// Hours of teaching.
    Hours,
    /// 10,000 CNY a year.
    Pay,
    /// A figure without unit.
    Plain,
}

impl Unit {
    /// Its name in both languages; empty for [`Unit::Plain`].
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Seats => ("席", "seats"),
            Self::People => ("人", "people"),
            Self::Items => ("个", "items"),
            Self::Hours => ("学时", "hours"),
            Self::Pay => ("万元/年", "10,000 CNY a year"),
            Self::Plain => ("", ""),
        }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id or code.
    Id,
    /// A name or sentence in both languages.
    Name,
    /// A word of a closed list, with its label in both languages.
    Word,
    /// A whole number.
    Whole(Unit),
    /// A share; 0 to 1 unless the description says otherwise.
    Share,
    /// A number.
    Number(Unit),
    /// A day.
    Day,
}

/// A column: its key in open data, its head for people, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The key, lower case with underscores.
    pub key: &'static str,
    /// The head, Chinese and English.
    pub head: (&'static str, &'static str),
    /// What its cells hold.
    pub kind: Kind,
    /// What it means, Chinese and English.
    pub note: (&'static str, &'static str),
}

impl Column {
    /// A column.
    #[must_use]
    pub const fn new(
        key: &'static str,
        kind: Kind,
        head: (&'static str, &'static str),
        note: (&'static str, &'static str),
    ) -> Self {
        Self { key, head, kind, note }
    }

    /// The same column under another key and head.
    #[must_use]
    pub const fn called(self, key: &'static str, head: (&'static str, &'static str)) -> Self {
        Self { key, head, ..self }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is no value; never shown as 0.
    Absent,
    /// There is one, and too few people stand behind it.
    Withheld,
    /// An id or code.
    Id(String),
    /// A name or sentence in both languages.
    Name(Bilingual),
    /// A word of a closed list: as in data, in Chinese, in English.
    Word(String, &'static str, &'static str),
    /// A whole number.
    Whole(i64),
    /// A number, rounded to four places.
    Number(f64),
    /// A day.
    Day(Date),
}

impl Cell {
    /// An id.
    #[must_use]
    pub fn id(id: impl ToString) -> Self {
        Self::Id(id.to_string())
    }

    /// Ids, parted by `;` as in the catalog.
    #[must_use]
    pub fn ids<T: ToString>(ids: impl IntoIterator<Item = T>) -> Self {
        let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
        if ids.is_empty() { Self::Absent } else { Self::Id(ids.join(";")) }
    }

    /// A word of a closed list, by its word in data.
    #[must_use]
    pub fn word<W: Label + serde::Serialize>(word: W) -> Self {
        let (zh, en) = word.labels();
        Self::Word(words::data(word), zh, en)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: impl Into<i64>) -> Self {
        Self::Whole(number.into())
    }

    /// A number, rounded to four places; what is no number is absent.
    #[must_use]
    pub fn number(number: f64) -> Self {
        // `+ 0.0` turns −0 into 0, so that no file shows a sign that means nothing.
        if number.is_finite() { Self::Number((number * PLACES).round() / PLACES + 0.0) } else { Self::Absent }
    }

    /// Whether something is so.
    #[must_use]
    pub fn yes(is: bool) -> Self {
        let (word, zh, en) = if is { ("yes", "是", "yes") } else { ("no", "否", "no") };
        Self::Word(word.to_owned(), zh, en)
    }

    /// What is there, or [`Cell::Absent`].
    #[must_use]
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Absent, cell)
    }

    /// The figure, where it is one.
    #[must_use]
    pub const fn figure(&self) -> Option<f64> {
        match self {
            Self::Whole(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Absent | Self::Withheld | Self::Id(_) | Self::Name(_) | Self::Word(..) | Self::Day(_) => None,
        }
    }

    /// What people read, in a language; shares as per cent with one place.
    #[must_use]
    pub fn shown(&self, kind: Kind, language: Language) -> String {
        match self {
            Self::Absent => "–".to_owned(),
            Self::Withheld => language.pick(WITHHELD_LABEL.0, WITHHELD_LABEL.1).to_owned(),
            Self::Id(text) => text.replace(';', language.pick("、", ", ")),
            Self::Name(name) => language.of(name).to_owned(),
            Self::Word(_, zh, en) => language.pick(*zh, *en).to_owned(),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) if kind == Kind::Share => format!("{:.1}%", number * 100.0),
            Self::Number(number) => format!("{number}"),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// The word of open data for a value that is withheld.
pub const WITHHELD: &str = "withheld";
/// What people read instead of it.
pub const WITHHELD_LABEL: (&str, &str) = ("不公布", "withheld");

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name in open data; the name of its files.
    pub name: &'static str,
    /// Its title, Chinese and English.
    pub title: (&'static str, &'static str),
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// A column with how its cell is read from a record.
pub(crate) struct Field<'f, T>(Column, Box<dyn Fn(&T) -> Cell + 'f>);

/// A field.
pub(crate) fn field<'f, T>(column: Column, read: impl Fn(&T) -> Cell + 'f) -> Field<'f, T> {
    Field(column, Box::new(read))
}

impl Table {
    /// A table of records, a field a column.
    pub(crate) fn of<T>(
        name: &'static str,
        title: (&'static str, &'static str),
        records: impl IntoIterator<Item = T>,
        fields: Vec<Field<'_, T>>,
    ) -> Self {
        let row = |record: T| fields.iter().map(|Field(_, read)| read(&record)).collect();
        let rows = records.into_iter().map(row).collect();
        Self { name, title, columns: fields.iter().map(|Field(column, _)| *column).collect(), rows }
    }

    /// A table without columns and rows.
    pub(crate) const fn nothing() -> Self {
        Self { name: "", title: ("", ""), columns: Vec::new(), rows: Vec::new() }
    }

    /// The place of a column.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The cell of a row under a key.
    #[must_use]
    pub fn cell(&self, row: usize, key: &str) -> Option<&Cell> {
        self.rows.get(row)?.get(self.column(key)?)
    }

    /// A figure of a row; 0 where there is none.
    #[must_use]
    pub fn figure(&self, row: usize, key: &str) -> f64 {
        self.cell(row, key).and_then(Cell::figure).unwrap_or_default()
    }

    /// What a cell shows to people; empty where there is no such cell.
    #[must_use]
    pub fn shown(&self, row: usize, key: &str, language: Language) -> String {
        let kind = self.column(key).map(|place| self.columns[place].kind);
        self.cell(row, key).zip(kind).map(|(cell, kind)| cell.shown(kind, language)).unwrap_or_default()
    }

    /// The id or word of a cell, as in data.
    #[must_use]
    pub fn id(&self, row: usize, key: &str) -> Option<&str> {
        if let Cell::Id(text) | Cell::Word(text, ..) = self.cell(row, key)? { Some(text) } else { None }
    }

    /// The rows whose id or word under a key is this one.
    #[must_use]
    pub(crate) fn of_id(&self, key: &str, wanted: &str) -> Self {
        let place = self.column(key);
        self.only(|row| {
            let cell = place.and_then(|place| row.get(place));
            matches!(cell, Some(Cell::Id(text) | Cell::Word(text, ..)) if text == wanted)
        })
    }

    /// At most so many rows with the greatest figures under a key, greatest first, equals in their order; none with 0.
    #[must_use]
    pub(crate) fn most(&self, key: &str, count: usize) -> Self {
        let mut order: Vec<usize> = (0..self.rows.len()).filter(|&row| self.figure(row, key) > 0.0).collect();
        order.sort_by(|&a, &b| self.figure(b, key).total_cmp(&self.figure(a, key)));
        let rows = order.into_iter().take(count).map(|row| self.rows[row].clone()).collect();
        Self { rows, ..self.clone() }
    }

    /// The table with these rows only.
    pub(crate) fn only(&self, keep: impl Fn(&[Cell]) -> bool) -> Self {
        let rows = self.rows.iter().filter(|row| keep(row)).cloned().collect();
        Self { rows, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bole_engine::model::Stage;

    #[test]
    fn a_figure_is_rounded_once_and_nothing_is_not_zero() {
        assert_eq!(Cell::number(1.0 / 3.0), Cell::Number(0.3333));
        assert_eq!(Cell::number(-0.000_01).shown(Kind::Share, Language::En), "0.0%");
        assert_eq!(Cell::number(f64::NAN), Cell::Absent);
        assert_eq!(Cell::Absent.shown(Kind::Share, Language::En), "–");
    }

    #[test]
    fn a_word_is_known_by_its_data_and_by_both_labels() {
        assert_eq!(Cell::word(Stage::Cultivation), Cell::Word("cultivation".into(), "育才", "cultivation"));
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let column = |key| Column::new(key, Kind::Whole(Unit::Items), ("数", "number"), ("数", "number"));
        let fields =
            vec![field(column("n"), |n: &i64| Cell::whole(*n)), field(column("twice"), |n| Cell::whole(2 * n))];
        let table = Table::of("t", ("表", "table"), [1, 2], fields);
        assert_eq!(table.cell(1, "twice"), Some(&Cell::Whole(4)));
        assert_eq!((table.cell(2, "twice"), table.cell(0, "thrice")), (None, None));
    }
}
