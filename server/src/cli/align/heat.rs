//! The matrix of programmes by positions, a character a cell: the share of what a position asks that is taught.

use bole_engine::alignment::{Position, ProgrammeAlignment};

use super::Told;
use crate::cli::Failure;
use crate::cli::console::{Console, fit};

/// Where each shade begins.
const SHADES: [f64; 4] = [0.2, 0.4, 0.6, 0.8];
/// What is drawn below the first shade, and from each on.
const BLOCKS: [char; 5] = ['·', '░', '▒', '▓', '█'];
/// Columns of a name.
const NAME: usize = 26;

/// Prints the matrix, positions grouped by chain; as many as the screen has columns for.
pub(super) fn matrix(console: &mut Console<'_>, told: &Told<'_>) -> Result<(), Failure> {
    let mut columns: Vec<(&str, usize)> =
        told.positions.iter().enumerate().map(|(at, position)| (chain(position), at)).collect();
    columns.sort();
    let groups: Vec<&[(&str, usize)]> = columns.chunk_by(|a, b| a.0 == b.0).collect();
    let mut room = console.columns.saturating_sub(NAME + 1);
    let fits = |group: &&&[(&str, usize)]| {
        let fits = group.len() < room;
        room -= if fits { group.len() + 1 } else { 0 };
        fits
    };
    let shown: Vec<&[(&str, usize)]> = groups.iter().filter(fits).copied().collect();
    let heads: Vec<String> = shown.iter().map(|group| fit(group[0].0, group.len())).collect();
    let head = format!("{} {}", fit(console.say("专业 × 岗位", "programme × position"), NAME), heads.join(" "));
    let head = console.bold(head.trim_end());
    console.line(head)?;
    for row in told.programmes {
        let cells: Vec<String> =
            shown.iter().map(|group| group.iter().map(|(_, at)| block(row, *at)).collect()).collect();
        console.line(format!("{} {}", fit(console.language.of(&row.name), NAME), cells.join(" ")))?;
    }
    let shades = SHADES.iter().zip(&BLOCKS[1..]).map(|(least, block)| format!("{block} ≥{:.0}%", least * 100.0));
    let legend: Vec<String> = shades.collect();
    let text = console.say("所要求技能中教到的份额", "share of the skills asked that is taught");
    console.note(&format!("{}  {text}", legend.join("  ")))?;
    let hidden = told.positions.len() - shown.iter().map(|group| group.len()).sum::<usize>();
    if hidden > 0 {
        let text =
            console.say("个岗位屏宽不够未列，见 --format json", "positions have no room here; see --format json");
        console.note(&format!("{hidden} {text}"))?;
    }
    Ok(())
}

/// The chain of a position: the first part of its node's id.
fn chain(position: &Position) -> &str {
    position.node.as_ref().map_or("–", |node| node.as_str().split('-').next().unwrap_or_default())
}

fn block(row: &ProgrammeAlignment, at: usize) -> char {
    row.cells.get(at).and_then(|cell| cell.figure).map_or(' ', |figure| BLOCKS[shade(figure)])
}

/// How many shades begin at or below a figure.
fn shade(figure: f64) -> usize {
    SHADES.iter().filter(|&&least| figure >= least).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shade_begins_on_its_border() {
        assert_eq!([0.0, 0.19, 0.2, 0.4, 0.59, 0.6, 0.8, 1.0].map(shade), [0, 0, 1, 2, 2, 3, 4, 4]);
    }
}
