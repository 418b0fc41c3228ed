//! One cell of a table and one row of cells, whatever file they came from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Date;

/// Characters that part a list inside one cell; a comma does not, since names hold commas.
pub const LIST_SEPARATORS: [char; 4] = [';', '；', '\n', '|'];

/// Largest whole number that a float holds exactly; spreadsheets store integers as floats.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or blank text.
    #[default]
    Empty,
    /// Text without blanks around it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Another number; finite.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A list (JSON, YAML).
    List(Vec<Cell>),
    /// Named values (JSON, YAML), in the order of the input.
    Map(Vec<(String, Cell)>),
}

impl Cell {
    /// Text as a cell: trimmed, and empty when nothing is left.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            trimmed => Self::Text(trimmed.to_owned()),
        }
    }

    /// A float as a cell: whole numbers become integers, so that 6 is not `6.0`; what is not finite is empty.
    #[must_use]
    pub fn of_number(number: f64) -> Self {
        if !number.is_finite() {
            return Self::Empty;
        }
        if number.fract() == 0.0 && number.abs() <= MAX_EXACT {
            return Self::Integer(number as i64);
        }
        Self::Number(number)
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.iter().all(Self::is_empty),
            Self::Map(fields) => fields.is_empty(),
            Self::Integer(_) | Self::Number(_) | Self::Bool(_) | Self::Date(_) => false,
        }
    }

    /// The cell as one text; lists are joined by `;`. `None` when empty or a map.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Empty | Self::Map(_) => None,
            Self::Text(text) => Some(Cow::Borrowed(text.as_str())).filter(|text| !text.is_empty()),
            Self::Integer(number) => Some(Cow::Owned(number.to_string())),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Bool(yes) => Some(Cow::Borrowed(if *yes { "true" } else { "false" })),
            Self::Date(date) => Some(Cow::Owned(date.to_string())),
            Self::List(items) => {
                let texts: Vec<_> = items.iter().filter_map(Self::text).collect();
                Some(texts.join(";")).filter(|text| !text.is_empty()).map(Cow::Owned)
            }
        }
    }

    /// The cell as a list: a list as it is, text parted at [`LIST_SEPARATORS`].
    #[must_use]
    pub fn items(&self) -> Vec<Cow<'_, str>> {
        match self {
            Self::List(items) => items.iter().filter_map(Self::text).collect(),
            Self::Text(text) => {
                text.split(LIST_SEPARATORS).map(str::trim).filter(|t| !t.is_empty()).map(Cow::Borrowed).collect()
            }
            Self::Empty | Self::Integer(_) | Self::Number(_) | Self::Bool(_) | Self::Date(_) | Self::Map(_) => {
                self.text().into_iter().collect()
            }
        }
    }

    /// The cell as a number, also when written as text.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.replace([',', '，'], "").parse().ok().filter(|n: &f64| n.is_finite()),
            Self::Empty | Self::Bool(_) | Self::Date(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The cell as a whole number, also when written as text.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Text(text) => text.parse().ok().or_else(|| {
                let number = Self::of_number(self.number()?);
                if let Self::Integer(number) = number { Some(number) } else { None }
            }),
            Self::Empty | Self::Number(_) | Self::Bool(_) | Self::Date(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The cell as yes or no, in either language.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            Self::Integer(number @ (0 | 1)) => Some(*number == 1),
            Self::Text(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "1" | "是" => Some(true),
                "false" | "no" | "n" | "0" | "否" => Some(false),
                _ => None,
            },
            Self::Empty | Self::Integer(_) | Self::Number(_) | Self::Date(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The cell as a day, also when written as text, with 年月日 too.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Empty | Self::Map(_) => None,
            Self::Text(_) | Self::Integer(_) | Self::Number(_) | Self::Bool(_) | Self::List(_) => {
                Date::try_from(self.text()?.replace(['年', '月'], "-").replace('日', "")).ok()
            }
        }
    }

    /// The cell as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Empty => serde_json::Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Number(number) => (*number).into(),
            Self::Bool(yes) => (*yes).into(),
            Self::Date(date) => date.to_string().into(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(fields) => fields.iter().map(|(name, cell)| (name.clone(), cell.to_json())).collect(),
        }
    }
}

/// A row: its line in the input and its cells by column. Columns without a value are absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Line of the input, from 1; of an XLSX sheet the row.
    pub line: u64,
    /// Cells by column.
    pub cells: BTreeMap<Arc<str>, Cell>,
}

impl Row {
    /// The cell of a column; empty when the column is absent.
    #[must_use]
    pub fn cell(&self, column: &str) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// The cell of a column as text.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<Cow<'_, str>> {
        self.cell(column).text()
    }

    /// The row as a JSON object.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        self.cells.iter().map(|(name, cell)| (name.to_string(), cell.to_json())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_floats_are_integers() {
        assert_eq!(Cell::of_number(6.0).text().unwrap(), "6");
        assert_eq!(Cell::of_number(13_800_000_000.0).text().unwrap(), "13800000000");
        assert_eq!(Cell::of_number(6.5), Cell::Number(6.5));
        assert_eq!(Cell::of_number(f64::NAN), Cell::Empty);
        assert_eq!(Cell::of_text("12.0").integer(), Some(12));
        assert_eq!(Cell::of_text("1,200").integer(), Some(1200));
    }

    #[test]
    fn lists_are_parted_by_either_semicolon_and_bar() {
        let cell = Cell::of_text(" PLC编程:4；数控加工 ; a, b |c");
        assert_eq!(cell.items(), ["PLC编程:4", "数控加工", "a, b", "c"]);
        assert!(Cell::of_text("  ").is_empty());
    }

    #[test]
    fn days_are_read_from_dates_text_and_numbers() {
        let day = Date::new(2026, 3, 1).unwrap();
        for cell in
            [Cell::Date(day), Cell::of_text("2026/3/1"), Cell::of_text("2026年3月1日"), Cell::Integer(20_260_301)]
        {
            assert_eq!(cell.date(), Some(day), "{cell:?}");
        }
    }
}
