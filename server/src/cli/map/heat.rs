//! Heat: seats by stage as one line a place, shaded by their share of the seats demanded there. Without colours the shade
//! is a block, so that a print and a screen reader still tell.

use bole_engine::map::{SHADES, shade};
use bole_engine::model::Stage;
use bole_engine::plan::SeatCount;
use bole_engine::wording::{Label, Language};
use owo_colors::{Style, XtermColors};

use crate::cli::Failure;
use crate::cli::console::{Console, fit};

/// Columns of a cell of heat.
const CELL: usize = 8;
/// Columns of a plain figure.
const FIGURE: usize = 7;
/// Columns at the end, for what else is said of a row.
const NOTE: usize = 14;
/// Blocks of the shades.
const BLOCKS: [char; 4] = ['░', '▒', '▓', '█'];
/// Colours of the shades, pale to red; dark letters can be read on all of them.
const COLOURS: [u8; 4] = [230, 222, 215, 203];
/// Colour of the letters on them.
const INK: u8 = 16;

/// One line of a heat map.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) count: SeatCount,
    pub(super) note: String,
    /// Whether it sums others.
    pub(super) total: bool,
}

/// Prints lines of places by stages, and what the shades mean.
pub(super) fn heat(console: &mut Console<'_>, title: &str, note: &str, rows: &[Row]) -> Result<(), Failure> {
    let name = console.columns.saturating_sub(2 * FIGURE + (Stage::ALL.len() + 1) * CELL + NOTE + 1);
    let stages = Stage::ALL.map(|stage| centred(short(stage, console.language), CELL)).concat();
    let none = centred(console.say("够不着", "nobody"), CELL);
    let head = [
        fit(title, name),
        right(console.say("需求", "seats"), FIGURE),
        right(console.say("落实", "filled"), FIGURE),
        " ".into(),
        stages,
        none,
        fit(&format!(" {note}"), NOTE),
    ];
    let head = console.bold(head.concat().trim_end());
    console.line(head)?;
    rows.iter().try_for_each(|row| self::row(console, name, row))
}

/// The label of a stage where it fits a cell, cut as dictionaries do where not.
fn short(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (_, Language::Zh) => stage.label(language),
        (Stage::Attraction, Language::En) => "attr.",
        (Stage::Cultivation, Language::En) => "cult.",
        (Stage::Retention, Language::En) => "ret.",
        (Stage::Utilization, Language::En) => "util.",
    }
}

/// Says what shades and columns mean.
pub(super) fn legend(console: &mut Console<'_>) -> Result<(), Failure> {
    let share = |number: usize| format!("≥{:.0}%", SHADES[number] * 100.0);
    let shade = |number: usize| if number == 0 { ">0".to_owned() } else { share(number) };
    let shades: Vec<String> = (0..SHADES.len()).map(|n| format!("{} {}", swatch(console, n), shade(n))).collect();
    let text = console.say(
        "空缺席位按“去掉一项限制就能补上”的环节归类，占该行需求的比例；够不着 = 去掉任何一项限制也补不上",
        "seats left over, by the stage at which lifting one limit would fill them, as a share of the row's seats; nobody = no \
         single limit is the cause",
    );
    console.line(shades.join("  "))?;
    console.note(text)
}

fn row(console: &mut Console<'_>, name: usize, row: &Row) -> Result<(), Failure> {
    let Row { count, .. } = row;
    let filled = count.gap_share().map_or_else(|| "–".into(), |open| format!("{:.0}%", (1.0 - open) * 100.0));
    let stages: String = count.gap.iter().map(|(_, &gap)| shaded(console, gap, count.demanded)).collect();
    let name = fit(&row.name, name);
    let line = [
        if row.total { console.bold(name) } else { name },
        right(&count.demanded.to_string(), FIGURE),
        right(&filled, FIGURE),
        " ".into(),
        stages,
        shaded(console, count.unreached, count.demanded),
        format!(" {}", row.note),
    ];
    console.line(line.concat().trim_end())
}

fn shaded(console: &Console<'_>, seats: u32, demanded: u32) -> String {
    match usize::from(shade(seats, demanded)).checked_sub(1) {
        None => centred("·", CELL),
        Some(shade) => cell(console, shade, &seats.to_string()),
    }
}

fn swatch(console: &Console<'_>, shade: usize) -> String {
    if console.colour {
        return console.style("  ", Style::new().on_color(XtermColors::from(COLOURS[shade])));
    }
    BLOCKS[shade].to_string()
}

fn cell(console: &Console<'_>, shade: usize, text: &str) -> String {
    if console.colour {
        let style = Style::new().color(XtermColors::from(INK)).on_color(XtermColors::from(COLOURS[shade]));
        return format!(" {} ", console.style(centred(text, CELL - 2), style));
    }
    let block = BLOCKS[shade];
    format!(" {block}{}{block} ", centred(text, CELL - 4))
}

fn centred(text: &str, columns: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    let room = columns.saturating_sub(text.width());
    fit(&format!("{}{text}", " ".repeat(room - room / 2)), columns)
}

fn right(text: &str, columns: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    format!("{}{text}", " ".repeat(columns.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_their_columns() {
        assert_eq!(centred("12", 6), "  12  ");
        assert_eq!(centred("引才", 8), "  引才  ");
        assert_eq!(right("需求", 7), "   需求");
    }
}
