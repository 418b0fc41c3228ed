//! The chain graph: nodes by segment from left to right, what feeds what, coloured by the share of seats left over; the
//! edge of a node tells whether the edition calls it strong, weak or missing.

use std::collections::BTreeMap;

use bole_engine::model::{NodeStatus, Segment};
use bole_engine::wording::{Label, Language};

use super::heat;
use super::svg::{Anchor, Rect, Svg, Type, lines};
use super::tone::{self, LINE, STATUS};
use crate::out::pick;
use crate::table::{Cell, Table};
use crate::words;

const WIDTH: f64 = 600.0;
const BOX: f64 = 160.0;
const HIGH: f64 = 46.0;
const GAP: f64 = 9.0;
const TOP: f64 = 34.0;

/// One chain: its nodes, and the links between them; none without nodes.
pub(super) fn chain(nodes: &Table, links: &Table, language: Language) -> Option<String> {
    let places = places(nodes)?;
    let lowest = places.values().map(|place| place.y + HIGH).fold(0.0, f64::max);
    let mut svg = Svg::new(WIDTH, language);
    for (number, segment) in Segment::ALL.into_iter().enumerate() {
        let style = Type::new(12.0).bold().faint().at(Anchor::Middle);
        svg.text((left(number) + BOX / 2.0, TOP - 14.0), style, segment.label(language));
    }
    draw_links(&mut svg, links, &places);
    for row in 0..nodes.rows.len() {
        if let Some(place) = nodes.id(row, "node").and_then(|id| places.get(id)) {
            node(&mut svg, nodes, row, *place, language);
        }
    }
    legend(&mut svg, lowest + 26.0, language);
    heat::legend(&mut svg, lowest + 46.0, language);
    Some(svg.finish(lowest + 58.0))
}

fn left(segment: usize) -> f64 {
    segment as f64 * (WIDTH - BOX) / 2.0
}

/// Where each node stands: a column a segment, columns centred on each other.
fn places(nodes: &Table) -> Option<BTreeMap<String, Rect>> {
    let mut columns: [Vec<&str>; 3] = Default::default();
    for row in 0..nodes.rows.len() {
        let segment = nodes.id(row, "segment")?;
        let number = Segment::ALL.into_iter().position(|known| words::data(known) == segment)?;
        columns[number].push(nodes.id(row, "node")?);
    }
    let most = columns.iter().map(Vec::len).max().filter(|&most| most > 0)?;
    let mut places = BTreeMap::new();
    for (number, column) in columns.iter().enumerate() {
        let down = (most - column.len()) as f64 * (HIGH + GAP) / 2.0;
        for (line, id) in column.iter().enumerate() {
            let y = TOP + down + line as f64 * (HIGH + GAP);
            places.insert((*id).to_owned(), Rect { x: left(number), y, width: BOX, height: HIGH });
        }
    }
    Some(places)
}

fn draw_links(svg: &mut Svg, links: &Table, places: &BTreeMap<String, Rect>) {
    for row in 0..links.rows.len() {
        let end = |key| links.id(row, key).and_then(|id| places.get(id));
        let (Some(from), Some(to)) = (end("from"), end("to")) else { continue };
        let (y1, y2) = (from.y + HIGH / 2.0, to.y + HIGH / 2.0);
        let ink = "#9fb0c0";
        if to.x > from.x {
            let (x1, x2) = (from.x + BOX, to.x);
            let swing = (x2 - x1) / 2.0;
            svg.curve((x1, y1), (x2 - 5.0, y2), (swing, -swing), ink);
            svg.shape(&[(x2, y2), (x2 - 6.0, y2 - 3.0), (x2 - 6.0, y2 + 3.0)], ink);
        } else if to.x < from.x {
            // Back along the flow: recycling and the like.
            let (x1, x2) = (from.x, to.x + BOX);
            let swing = (x1 - x2) / 2.0;
            svg.curve((x1, y1 + 8.0), (x2 + 5.0, y2 + 8.0), (-swing, swing), ink);
            svg.shape(&[(x2, y2 + 8.0), (x2 + 6.0, y2 + 5.0), (x2 + 6.0, y2 + 11.0)], ink);
        } else {
            let (x, swing) = (from.x + BOX, 18.0);
            svg.curve((x, y1 + 6.0), (x + 5.0, y2 - 6.0), (swing, swing), ink);
            svg.shape(&[(x, y2 - 6.0), (x + 6.0, y2 - 9.0), (x + 6.0, y2 - 3.0)], ink);
        }
    }
}

fn node(svg: &mut Svg, nodes: &Table, row: usize, place: Rect, language: Language) {
    let share = nodes.cell(row, "gap_share").and_then(Cell::figure);
    let (paper, ink) = tone::share(share);
    let status = nodes.id(row, "status").unwrap_or_default();
    let (_, edge, dashes) = STATUS.into_iter().find(|(word, ..)| *word == status).unwrap_or(("", LINE, ""));
    svg.edged(place, paper, edge, dashes);
    let ink = if share.is_none() { tone::INK } else { ink };
    let name = lines(&nodes.shown(row, "node_name", language), 10.0, BOX - 14.0, 2);
    let first = place.y + if name.len() == 1 { 19.0 } else { 13.0 };
    for (line, text) in name.iter().enumerate() {
        svg.text((place.x + 7.0, first + line as f64 * 12.0), Type::new(10.0).ink(ink).bold(), text);
    }
    let figures = if share.is_none() {
        pick(language, ("无需求", "no demand")).to_owned()
    } else {
        let (demanded, open) = (nodes.figure(row, "demanded"), nodes.figure(row, "open"));
        let (seats, gap) = (pick(language, ("需求", "seats")), pick(language, ("缺口", "gap")));
        format!("{seats} {demanded:.0} · {gap} {open:.0}")
    };
    svg.text((place.x + 7.0, place.y + HIGH - 6.5), Type::new(9.0).ink(ink), &figures);
    let status = nodes.shown(row, "status", language);
    svg.text((place.x + BOX - 7.0, place.y + HIGH - 6.5), Type::new(9.0).ink(ink).at(Anchor::End), &status);
}

fn legend(svg: &mut Svg, y: f64, language: Language) {
    svg.text((0.0, y), Type::new(10.0).faint(), pick(language, ("边框：节点强弱", "edge: strength of the node")));
    let statuses = [NodeStatus::Strong, NodeStatus::Weak, NodeStatus::Missing];
    for (number, ((_, edge, dashes), status)) in STATUS.into_iter().zip(statuses).enumerate() {
        let x = 216.0 + number as f64 * 110.0;
        svg.edged(Rect { x: x + 2.0, y: y - 10.0, width: 24.0, height: 12.0 }, tone::PAPER, edge, dashes);
        svg.text((x + 32.0, y), Type::new(10.0).faint(), status.label(language));
    }
}
