//! The heat map: rows × the four stages, what nobody is near, and the whole; each cell shows seats left over and is coloured
//! by their share of the seats demanded.

use bole_engine::wording::Language;

use super::gap_keys;
use super::svg::{Anchor, Rect, Svg, Type, label};
use super::tone::{self, FAINT, SHARES};
use crate::out::pick;
use crate::table::Table;

const WIDTH: f64 = 600.0;
const LABEL: f64 = 216.0;
const CELL: f64 = 64.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 26.0;

/// Whether a heat map says what its colours mean, or a chart beside it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Legend {
    Here,
    Beside,
}

/// A table with counted seats as a heat map; none without rows with demand.
pub(super) fn stages(table: &Table, name: &str, colours: Legend, language: Language) -> Option<String> {
    let rows: Vec<usize> = (0..table.rows.len()).filter(|&row| table.figure(row, "demanded") > 0.0).collect();
    if rows.is_empty() {
        return None;
    }
    let mut svg = Svg::new(WIDTH, language);
    head(&mut svg, language);
    for (line, &row) in rows.iter().enumerate() {
        draw(&mut svg, table, row, HEAD + line as f64 * ROW, name, language);
    }
    let bottom = HEAD + rows.len() as f64 * ROW;
    if colours == Legend::Beside {
        return Some(svg.finish(bottom + 2.0));
    }
    legend(&mut svg, bottom + 22.0, language);
    Some(svg.finish(bottom + 34.0))
}

/// The columns: the gap by stage and unreached, then all of it.
fn columns() -> Vec<(String, &'static str, &'static str)> {
    gap_keys().into_iter().chain([("open".to_owned(), "缺口合计", "whole gap")]).collect()
}

fn head(svg: &mut Svg, language: Language) {
    let style = Type::new(10.5).bold().at(Anchor::Middle);
    for (place, (_, zh, en)) in columns().into_iter().enumerate() {
        svg.text((LABEL + (place as f64 + 0.5) * CELL, HEAD - 9.0), style, pick(language, (zh, en)));
    }
    let demanded = pick(language, ("需求", "demand"));
    svg.text((LABEL - 8.0, HEAD - 9.0), style.at(Anchor::End), demanded);
}

fn draw(svg: &mut Svg, table: &Table, row: usize, top: f64, name: &str, language: Language) {
    let middle = top + ROW / 2.0 + 4.0;
    label(svg, &table.shown(row, name, language), top + ROW / 2.0, LABEL - 42.0);
    let demanded = table.figure(row, "demanded");
    svg.text((LABEL - 8.0, middle), Type::new(11.0).faint().at(Anchor::End), &format!("{demanded:.0}"));
    for (place, (key, ..)) in columns().iter().enumerate() {
        let seats = table.figure(row, key);
        let (paper, ink) = tone::share(Some(seats / demanded));
        let left = LABEL + place as f64 * CELL;
        svg.fill(Rect { x: left + 1.0, y: top + 1.0, width: CELL - 2.0, height: ROW - 2.0 }, paper, 2.0);
        let text = if seats > 0.0 { format!("{seats:.0}") } else { "·".to_owned() };
        let ink = if seats > 0.0 { ink } else { FAINT };
        svg.text((left + CELL / 2.0, middle), Type::new(11.0).ink(ink).at(Anchor::Middle), &text);
    }
}

/// What the colours mean.
pub(super) fn legend(svg: &mut Svg, y: f64, language: Language) {
    svg.text(
        (0.0, y),
        Type::new(10.0).faint(),
        pick(language, ("颜色：占需求席位的比率", "colour: share of seats demanded")),
    );
    for (class, (_, paper, _)) in SHARES.iter().enumerate() {
        let x = LABEL + class as f64 * CELL;
        svg.edged(Rect { x: x + 2.0, y: y - 10.0, width: 14.0, height: 12.0 }, paper, tone::LINE, "");
        svg.text((x + 20.0, y), Type::new(9.0).faint(), &tone::share_label(class));
    }
}
