//! A workbook, read back.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};

/// A workbook, read back: rows of texts by sheet; the first sheet is the cover.
pub(super) struct Read(pub(super) BTreeMap<String, Vec<Vec<String>>>);

impl Read {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let rows = |sheet: calamine::Range<calamine::Data>| {
            sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
        };
        Self(book.worksheets().into_iter().map(|(name, sheet)| (name, rows(sheet))).collect())
    }

    pub(super) fn file(path: &str) -> Self {
        Self::of(&std::fs::read(path).unwrap())
    }

    /// What a column of a sheet holds.
    pub(super) fn column(&self, sheet: &str, head: &str) -> Vec<&str> {
        let rows = self.0.get(sheet).unwrap_or_else(|| panic!("{sheet}: {:?}", self.0.keys()));
        let place = rows[0].iter().position(|cell| cell == head).unwrap_or_else(|| panic!("{head}: {:?}", rows[0]));
        rows[1..].iter().map(|row| row[place].as_str()).collect()
    }

    /// What the cover says beside a label.
    pub(super) fn cover(&self, label: &str) -> Option<&str> {
        let cover = self.0.get("Contents").or_else(|| self.0.get("目录")).unwrap();
        cover.iter().find(|row| row[0] == label).map(|row| row[1].as_str())
    }

    pub(super) fn says(&self, text: &str) -> bool {
        self.0.values().flatten().flatten().any(|cell| cell.contains(text))
    }
}
