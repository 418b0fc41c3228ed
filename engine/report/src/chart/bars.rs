//! Stacked bars: seats by what becomes of them; positions by stars.

use bole_engine::wording::Language;

use super::gap_keys;
use super::svg::{Anchor, Rect, Svg, Type, label, width};
use super::tone::{FILLED, GAPS, PAPER};
use crate::out::pick;
use crate::table::Table;

const WIDTH: f64 = 600.0;
const LABEL: f64 = 178.0;
const RIGHT: f64 = 84.0;
const ROW: f64 = 24.0;
const TOP: f64 = 42.0;
/// Stars of a position, most first.
const STARS: [u8; 5] = [5, 4, 3, 2, 1];

/// Rows with seats as bars: filled, then the gap by stage; none without demand.
pub(super) fn seats(table: &Table, name: &str, language: Language) -> Option<String> {
    let rows: Vec<usize> = (0..table.rows.len()).filter(|&row| table.figure(row, "demanded") > 0.0).collect();
    let most = rows.iter().map(|&row| table.figure(row, "demanded")).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let mut series = vec![("filled".to_owned(), FILLED, pick(language, ("可补", "filled")))];
    series.extend(gap_keys().into_iter().zip(GAPS).map(|((key, zh, en), ink)| (key, ink, pick(language, (zh, en)))));
    let mut svg = Svg::new(WIDTH, language);
    legend(&mut svg, &series, language);
    let scale = (WIDTH - LABEL - RIGHT) / most;
    for (line, &row) in rows.iter().enumerate() {
        let top = TOP + line as f64 * ROW;
        label(&mut svg, &table.shown(row, name, language), top + ROW / 2.0, LABEL - 10.0);
        let mut x = LABEL;
        for (key, ink, _) in &series {
            let (value, wide) = (table.figure(row, key), table.figure(row, key) * scale);
            if value > 0.0 {
                svg.fill(Rect { x, y: top + 4.0, width: wide, height: ROW - 8.0 }, ink, 0.0);
            }
            if wide > width(&format!("{value:.0}"), 9.0) + 4.0 {
                let style = Type::new(9.0).ink(PAPER).at(Anchor::Middle);
                svg.text((x + wide / 2.0, top + 16.0), style, &format!("{value:.0}"));
            }
            x += wide;
        }
        let (demanded, share) = (table.shown(row, "demanded", language), table.shown(row, "gap_share", language));
        svg.text((x + 6.0, top + 16.0), Type::new(10.0).faint(), &format!("{demanded} · {share}"));
    }
    Some(svg.finish(TOP + rows.len() as f64 * ROW + 6.0))
}

fn legend(svg: &mut Svg, series: &[(String, &'static str, &'static str)], language: Language) {
    let mut x = 0.0;
    for (number, (_, ink, name)) in series.iter().enumerate() {
        let text = match number {
            0 => (*name).to_owned(),
            number if number == series.len() - 1 => (*name).to_owned(),
            _ => format!("{}{name}", pick(language, ("缺口·", "gap: "))),
        };
        svg.fill(Rect { x, y: 4.0, width: 12.0, height: 12.0 }, ink, 2.0);
        svg.text((x + 17.0, 14.0), Type::new(10.0), &text);
        x += 17.0 + width(&text, 10.0) + 12.0;
    }
    let right = pick(language, ("条末：需求席位 · 缺口率", "at the end: seats · gap share"));
    svg.text((WIDTH, 31.0), Type::new(9.5).faint().at(Anchor::End), right);
}

/// How many positions have how many stars; none where none has any.
pub(super) fn stars(entries: &Table, language: Language) -> Option<String> {
    let count =
        |stars: u8| (0..entries.rows.len()).filter(|&row| entries.figure(row, "stars") == f64::from(stars)).count();
    let counts = STARS.map(count);
    let most = counts.into_iter().max().filter(|&most| most > 0)?;
    let mut svg = Svg::new(WIDTH, language);
    for (line, (stars, count)) in STARS.into_iter().zip(counts).enumerate() {
        let top = 4.0 + line as f64 * ROW;
        let marks = "★".repeat(usize::from(stars));
        svg.text((LABEL - 12.0, top + 16.0), Type::new(12.0).ink(GAPS[2]).at(Anchor::End), &marks);
        let wide = count as f64 / most as f64 * (WIDTH - LABEL - RIGHT);
        svg.fill(Rect { x: LABEL, y: top + 4.0, width: wide, height: ROW - 8.0 }, GAPS[1], 0.0);
        let share = count as f64 / entries.rows.len() as f64 * 100.0;
        let text = format!("{count} ({share:.0}%)");
        svg.text((LABEL + wide + 6.0, top + 16.0), Type::new(10.0).faint(), &text);
    }
    Some(svg.finish(4.0 + 5.0 * ROW + 4.0))
}
