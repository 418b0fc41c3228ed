//! What a white paper is made of: chapters of blocks. A block's figures come from tables; how it looks is the template's.

use bole_engine::wording::Language;

use crate::Tables;
use crate::out::pick;
use crate::table::{Cell, Kind, Table};
use crate::words::proper;

/// Most rows of a table that is kept on one page.
const WHOLE: usize = 13;

/// A chapter.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct Chapter {
    title: String,
    /// Whether it has a number; annexes have none.
    numbered: bool,
    blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Block {
    Para { text: String },
    Heading { text: String, page: bool },
    List { items: Vec<String> },
    Formula { text: String },
    Keys { items: Vec<Key> },
    Figure { path: String, caption: String, source: Option<String> },
    Table { caption: String, columns: Vec<Head>, rows: Vec<Vec<Shown>>, size: f64, whole: bool, source: Option<String> },
}

/// A key figure as people read it; a share stands as per cent, without a unit.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct Key {
    label: String,
    pub(crate) value: String,
    unit: Option<String>,
}

impl Key {
    /// The key figure of a code; none where there is no such figure.
    pub(crate) fn of(tables: &Tables, code: &str, language: Language) -> Option<Self> {
        let summary = tables.named("summary")?;
        let row = (0..summary.rows.len()).find(|&row| summary.id(row, "key") == Some(code))?;
        let shown = |key| summary.shown(row, key, language);
        let (value, unit) = if code.ends_with("share") {
            (summary.cell(row, "value")?.shown(Kind::Share, language), None)
        } else {
            (shown("value"), Some(shown("unit")))
        };
        Some(Self { label: shown("name"), value, unit })
    }
}

/// The head of a column: its share of the width, and whether numbers stand under it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct Head {
    head: String,
    width: f64,
    number: bool,
}

/// A cell as it is shown.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub(crate) enum Shown {
    /// Plain.
    Text(String),
    /// On a colour.
    Filled { text: String, fill: &'static str, ink: &'static str },
}

/// A column to show: its key, its share of the width, and another head than the table's where that is too long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pick {
    key: &'static str,
    width: f64,
    head: Option<(&'static str, &'static str)>,
}

/// A column under its own head.
pub(crate) const fn col(key: &'static str, width: f64) -> Pick {
    Pick { key, width, head: None }
}

/// A column under a shorter head.
pub(crate) const fn short(key: &'static str, width: f64, zh: &'static str, en: &'static str) -> Pick {
    Pick { key, width, head: Some((zh, en)) }
}

/// Writes chapters in one language.
pub(crate) struct Writer {
    pub(crate) language: Language,
    title: String,
    numbered: bool,
    blocks: Vec<Block>,
    done: Vec<Chapter>,
}

impl Writer {
    pub(crate) const fn new(language: Language) -> Self {
        Self { language, title: String::new(), numbered: true, blocks: Vec::new(), done: Vec::new() }
    }

    fn set(&self, text: &str) -> String {
        proper(text, self.language)
    }

    fn say(&self, texts: (&str, &str)) -> String {
        self.set(pick(self.language, texts))
    }

    /// Begins a chapter with a number.
    pub(crate) fn chapter(&mut self, title: (&str, &str)) {
        self.close();
        (self.title, self.numbered) = (self.say(title), true);
    }

    /// Begins an annex.
    pub(crate) fn annex(&mut self, title: (&str, &str)) {
        self.close();
        (self.title, self.numbered) = (self.say(title), false);
    }

    /// A section.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading { text: self.set(text), page: false });
    }

    /// A section on a new page.
    pub(crate) fn page(&mut self, text: &str) {
        self.blocks.push(Block::Heading { text: self.set(text), page: true });
    }

    /// A paragraph; nothing where it says nothing.
    pub(crate) fn para(&mut self, text: &str) {
        if !text.is_empty() {
            self.blocks.push(Block::Para { text: self.set(text) });
        }
    }

    /// A list.
    pub(crate) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| self.set(&item)).collect();
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    /// A formula.
    pub(crate) fn formula(&mut self, text: &str) {
        self.blocks.push(Block::Formula { text: self.set(text) });
    }

    /// Key figures.
    pub(crate) fn keys(&mut self, items: Vec<Key>) {
        self.blocks.push(Block::Keys { items });
    }

    /// A chart by its name.
    pub(crate) fn figure(&mut self, name: &str, caption: &str, source: &Table) {
        let source = Some(self.source(source));
        self.blocks.push(Block::Figure { path: format!("/charts/{name}.svg"), caption: self.set(caption), source });
    }

    /// Rows of a table; a sentence instead where there are none.
    pub(crate) fn table(&mut self, table: &Table, caption: &str, picks: &[Pick], size: f64) {
        let places: Vec<_> = picks.iter().filter_map(|pick| Some((*pick, table.column(pick.key)?))).collect();
        if table.rows.is_empty() {
            return self.para(self.language.pick("本项没有可列的数据。", "There is nothing to list here."));
        }
        let columns = places.iter().map(|(pick_, place)| self.head(*pick_, table, *place)).collect();
        let rows = table.rows.iter().map(|row| places.iter().map(|(_, place)| self.cell(table, row, *place)).collect());
        let whole = table.rows.len() <= WHOLE;
        let (caption, rows, source) = (self.set(caption), rows.collect(), Some(self.source(table)));
        self.blocks.push(Block::Table { caption, columns, rows, size, whole, source });
    }

    fn head(&self, pick_: Pick, table: &Table, place: usize) -> Head {
        let column = &table.columns[place];
        let figure = matches!(column.kind, Kind::Whole(_) | Kind::Share | Kind::Number(_));
        let number = figure && column.key != "stars";
        Head { head: self.say(pick_.head.unwrap_or(column.head)), width: pick_.width, number }
    }

    fn cell(&self, table: &Table, row: &[Cell], place: usize) -> Shown {
        let column = &table.columns[place];
        let text = self.set(&row[place].shown(column.kind, self.language));
        if column.key == "stars" && matches!(row[place], Cell::Whole(_)) {
            return Shown::Text("★".repeat(row[place].figure().unwrap_or_default() as usize));
        }
        match (&row[place], column.key) {
            (Cell::Number(share), "gap_share") => {
                let (fill, ink) = crate::chart::share(Some(*share));
                Shown::Filled { text, fill, ink }
            }
            _ => Shown::Text(text),
        }
    }

    /// Where the figures stand in open data.
    fn source(&self, table: &Table) -> String {
        let name = table.name;
        self.set(&match self.language {
            Language::Zh => format!("数据：data/{name}.csv"),
            Language::En => format!("Data: data/{name}.csv"),
        })
    }

    fn close(&mut self) {
        if !self.blocks.is_empty() {
            let (title, blocks) = (std::mem::take(&mut self.title), std::mem::take(&mut self.blocks));
            self.done.push(Chapter { title, numbered: self.numbered, blocks });
        }
    }

    /// The chapters.
    pub(crate) fn finish(mut self) -> Vec<Chapter> {
        self.close();
        self.done
    }
}
