//! The parts of a fit as one bar of coloured segments, exact to an eighth of a column. Without colours each part is a
//! letter, so that the bar can still be read.

use bole_engine::fit::Part;
use bole_engine::model::Criterion;
use bole_engine::wording::{Label, Language};
use owo_colors::{OwoColorize, Style, XtermColors};

/// Left blocks of one to seven eighths.
const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/// The part of the bar that nobody earned.
const TRACK: XtermColors = XtermColors::MineShaft;

/// Colours that stay apart on dark and on light, and for most who see fewer colours.
const fn colour(criterion: Criterion) -> u8 {
    match criterion {
        Criterion::Skills => 33,
        Criterion::Occupation => 44,
        Criterion::Chain => 35,
        Criterion::Achievement => 214,
        Criterion::Qualification => 170,
        Criterion::Experience => 105,
        Criterion::Place => 180,
        Criterion::Terms => 246,
    }
}

const fn letter(criterion: Criterion) -> char {
    match criterion {
        Criterion::Skills => 'S',
        Criterion::Occupation => 'O',
        Criterion::Chain => 'C',
        Criterion::Achievement => 'A',
        Criterion::Qualification => 'Q',
        Criterion::Experience => 'E',
        Criterion::Place => 'P',
        Criterion::Terms => 'T',
    }
}

fn ink(criterion: Criterion) -> XtermColors {
    XtermColors::from(colour(criterion))
}

/// Draws the parts over `columns` columns, which stand for 100 points.
pub(super) fn bar(parts: &[Part], columns: usize, coloured: bool) -> String {
    let eighths = (columns * 8) as f64;
    let mut sum = 0.0;
    let mut ends = Vec::with_capacity(parts.len());
    for part in parts {
        sum += part.points;
        ends.push((part.criterion, (sum / 100.0 * eighths).round() as usize));
    }
    (0..columns).map(|column| if coloured { block(&ends, column) } else { plain(&ends, column) }).collect()
}

/// The part that covers an eighth.
fn at(ends: &[(Criterion, usize)], eighth: usize) -> Option<Criterion> {
    ends.iter().find(|(_, end)| eighth < *end).map(|(criterion, _)| *criterion)
}

/// One column: the part at its left edge, and what follows it.
fn block(ends: &[(Criterion, usize)], column: usize) -> String {
    let first = column * 8;
    let Some(left) = at(ends, first) else { return "━".color(TRACK).dimmed().to_string() };
    let width = (first..first + 8).take_while(|&eighth| at(ends, eighth) == Some(left)).count();
    if width == 8 {
        return "█".color(ink(left)).to_string();
    }
    let edge = EIGHTHS[width];
    match at(ends, first + 7) {
        Some(right) => edge.style(Style::new().color(ink(left)).on_color(ink(right))).to_string(),
        None => edge.color(ink(left)).to_string(),
    }
}

fn plain(ends: &[(Criterion, usize)], column: usize) -> String {
    at(ends, column * 8 + 4).map_or('·', letter).to_string()
}

/// What each segment means.
pub(super) fn legend(language: Language, coloured: bool) -> String {
    let one = |criterion: Criterion| {
        let label = criterion.label(language);
        if coloured {
            format!("{} {label}", "█".color(ink(criterion)))
        } else {
            format!("{}={label}", letter(criterion))
        }
    };
    Criterion::ALL.map(one).join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(points: [f64; 8]) -> Vec<Part> {
        let part = |(criterion, points)| Part {
            criterion,
            weight: 0.125,
            value: 1.0,
            known: true,
            points,
            evidence: Vec::new(),
        };
        Criterion::ALL.into_iter().zip(points).map(part).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_the_score() {
        let half = parts([25.0, 25.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(bar(&half, 20, false), "SSSSSOOOOO··········");
        assert_eq!(bar(&parts([12.5; 8]), 8, false), "SOCAQEPT");
        assert_eq!(bar(&parts([0.0; 8]), 4, false), "····");
    }

    #[test]
    fn a_coloured_bar_takes_the_same_columns() {
        let uneven = bar(&parts([33.3, 7.1, 3.3, 9.9, 1.0, 0.2, 4.4, 5.5]), 24, true);
        let mut plain = String::new();
        let mut escape = false;
        for c in uneven.chars() {
            match c {
                '\u{1b}' => escape = true,
                'm' if escape => escape = false,
                c if !escape => plain.push(c),
                _ => {}
            }
        }
        assert_eq!(plain.chars().count(), 24, "{plain}");
    }

    #[test]
    fn the_legend_names_all_eight() {
        assert_eq!(legend(Language::Zh, false).matches('=').count(), 8);
    }
}
