//! All that a command writes to: the answer, in a language and a format, and progress on standard error.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use bole_engine::wording::Language;
use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use owo_colors::{OwoColorize, Style};
use unicode_width::UnicodeWidthStr;

use super::Failure;
use super::args::{Format, Shared};
use super::columns::laid_out;

/// Columns when the terminal does not say.
const DEFAULT_COLUMNS: u16 = 100;
/// Columns that no layout goes below or above: lines get unreadable either way.
const COLUMNS: std::ops::RangeInclusive<u16> = 72..=120;

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// The language asked for; else that of the system, where it is English.
pub(super) fn language(asked: Option<Language>) -> Language {
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].map(variable).into_iter().find(|v| !v.is_empty());
    let english = system.is_some_and(|v| v.starts_with("en"));
    asked.unwrap_or(if english { Language::En } else { Language::Zh })
}

/// Where answers go, and how.
pub(super) struct Console<'a> {
    out: &'a mut dyn Write,
    pub(super) language: Language,
    pub(super) format: Format,
    /// Whether colours are shown: on a terminal, unless `NO_COLOR` is set.
    pub(super) colour: bool,
    /// Columns to fill.
    pub(super) columns: usize,
}

impl<'a> Console<'a> {
    pub(super) fn new(shared: &Shared, out: &'a mut dyn Write) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let forced = !variable("CLICOLOR_FORCE").is_empty();
        let columns = variable("COLUMNS").parse().ok().or_else(|| Table::new().width()).unwrap_or(DEFAULT_COLUMNS);
        Self {
            out,
            language: language(shared.language),
            format: shared.format,
            colour: (terminal || forced) && variable("NO_COLOR").is_empty(),
            columns: usize::from(columns.clamp(*COLUMNS.start(), *COLUMNS.end())),
        }
    }

    /// One of two texts.
    pub(super) fn say<T: Copy>(&self, zh: T, en: T) -> T {
        self.language.pick(zh, en)
    }

    /// A line of the answer.
    pub(super) fn line(&mut self, text: impl std::fmt::Display) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// The answer is to be seen now.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// A value as indented JSON.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut *self.out, value)?;
        self.line("")
    }

    /// Whether programs read the answer.
    pub(super) fn for_programs(&self) -> bool {
        self.format == Format::Json
    }

    /// Text in a style, plain where colours are off.
    pub(super) fn style(&self, text: impl std::fmt::Display, style: Style) -> String {
        if self.colour { text.style(style).to_string() } else { text.to_string() }
    }

    /// Bold.
    pub(super) fn bold(&self, text: impl std::fmt::Display) -> String {
        self.style(text, Style::new().bold())
    }

    /// In the background.
    pub(super) fn dim(&self, text: impl std::fmt::Display) -> String {
        self.style(text, Style::new().dimmed())
    }

    /// A paragraph in the background, broken at the console's width.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Failure> {
        for line in broken(text, self.columns - 2) {
            let line = self.dim(line.trim_end());
            self.line(line)?;
        }
        Ok(())
    }

    /// A table with a head, as wide as the console at most; ids stay whole.
    pub(super) fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<(), Failure> {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Disabled);
        let head = head.iter().map(|&title| title.to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
        let mut laid = laid_out(&rows, self.columns).into_iter();
        table.set_header(laid.next().into_iter().flatten().map(|title| {
            let cell = Cell::new(title);
            if self.colour { cell.add_attribute(Attribute::Bold) } else { cell }
        }));
        table.add_rows(laid);
        self.line(table)
    }
}

/// Marks that never begin a line.
const CLOSING: [char; 9] = ['。', ',', '、', ';', ':', ')', '」', '?', '!'];

/// Text in lines of at most so many columns, broken after spaces and Chinese characters.
pub(super) fn broken(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(|c: char| c == ' ' || !c.is_ascii()) {
        // A mark that closes hangs over the edge rather than begin a line.
        let hangs = word.starts_with(CLOSING);
        if !hangs && lines.last().is_some_and(|line| line.width() + word.trim_end().width() > columns) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
    }
    lines
}

/// Text filled up or cut to a number of columns; a Chinese character takes two.
pub(super) fn fit(text: &str, columns: usize) -> String {
    let wide = text.width();
    if wide <= columns {
        return format!("{text}{}", " ".repeat(columns - wide));
    }
    let mut cut = String::new();
    for c in text.chars() {
        if cut.width() + c.to_string().width() > columns.saturating_sub(1) {
            break;
        }
        cut.push(c);
    }
    let rest = columns.saturating_sub(cut.width() + 1);
    format!("{cut}…{}", " ".repeat(rest))
}

/// A bar on standard error for `length` steps; hidden where nobody watches.
pub(super) fn progress(length: u64, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len} {elapsed}");
    let bar = ProgressBar::new(length).with_message(what.to_owned());
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// A turning mark on standard error for work of unknown length.
pub(super) fn spinner(what: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(what.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(fit("数控", 6), "数控  ");
        assert_eq!(fit("数控加工", 6), "数控… ");
        assert_eq!(fit("数控加工", 6).width(), 6);
        assert_eq!(fit("abc", 3), "abc");
    }

    #[test]
    fn a_paragraph_breaks_between_words_and_between_chinese_characters() {
        assert_eq!(broken("one two three", 8), ["one two ", "three"]);
        assert_eq!(broken("数控加工", 4), ["数控", "加工"]);
        assert_eq!(broken("数控CNC加工", 6), ["数控", "CNC加", "工"]);
        assert_eq!(broken("数控。加工", 4), ["数控。", "加工"]);
    }
}
