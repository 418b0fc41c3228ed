//! The few shapes that charts are made of, as SVG text with fixed decimals.

use std::fmt::Write as _;

use super::tone::{FAINT, INK, PAPER};
use crate::words::proper;
use bole_engine::wording::Language;

/// Fonts in the order in which they are looked for.
const FONTS: &str = "Noto Sans CJK SC, Source Han Sans SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif";

/// Where a text stands by its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) ink: &'static str,
    pub(super) anchor: Anchor,
    pub(super) bold: bool,
}

impl Type {
    /// Plain text that begins at its place.
    pub(super) const fn new(size: f64) -> Self {
        Self { size, ink: INK, anchor: Anchor::Start, bold: false }
    }

    pub(super) const fn ink(self, ink: &'static str) -> Self {
        Self { ink, ..self }
    }

    pub(super) const fn faint(self) -> Self {
        Self { ink: FAINT, ..self }
    }

    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A drawing that is being made.
pub(super) struct Svg {
    width: f64,
    language: Language,
    body: String,
}

impl Svg {
    pub(super) const fn new(width: f64, language: Language) -> Self {
        Self { width, language, body: String::new() }
    }

    /// A rectangle with a fill.
    pub(super) fn fill(&mut self, Rect { x, y, width, height }: Rect, fill: &str, round: f64) {
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{round:.1}" fill="{fill}"/>"#
        );
    }

    /// A rectangle with a fill and an edge.
    pub(super) fn edged(&mut self, Rect { x, y, width, height }: Rect, fill: &str, edge: &str, dashes: &str) {
        let dashes = if dashes.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dashes}""#) };
        let _ = writeln!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="4" fill="{fill}" stroke="{edge}" stroke-width="1.6"{dashes}/>"#
        );
    }

    /// A curve from point to point that leaves and arrives level; `bend` is how far it swings.
    pub(super) fn curve(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), bends: (f64, f64), ink: &str) {
        let (c1, c2) = (x1 + bends.0, x2 + bends.1);
        let _ = writeln!(
            self.body,
            r#"<path d="M{x1:.1} {y1:.1}C{c1:.1} {y1:.1} {c2:.1} {y2:.1} {x2:.1} {y2:.1}" fill="none" stroke="{ink}" stroke-width="1"/>"#
        );
    }

    /// A filled path.
    pub(super) fn shape(&mut self, points: &[(f64, f64)], fill: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let _ = writeln!(self.body, r#"<path d="M{}Z" fill="{fill}"/>"#, points.join("L"));
    }

    /// A text.
    pub(super) fn text(&mut self, (x, y): (f64, f64), style: Type, text: &str) {
        let anchor = match style.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if style.bold { r#" font-weight="bold""# } else { "" };
        let text = escaped(&proper(text, self.language));
        let (size, ink) = (style.size, style.ink);
        let _ = writeln!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size:.1}" fill="{ink}" text-anchor="{anchor}"{weight}>{text}</text>"#
        );
    }

    /// The drawing, so high.
    pub(super) fn finish(self, height: f64) -> String {
        let (width, body) = (self.width, self.body);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} \
             {height:.0}\" font-family=\"{FONTS}\">\n<rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"{PAPER}\"/>\n{body}</svg>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// About how wide a text is at a size: a Chinese character is as wide as high, others a bit more than half.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum::<f64>() * size
}

/// The label of a row in one line or two, its block centred on a height.
pub(super) fn label(svg: &mut Svg, text: &str, middle: f64, most: f64) {
    let one = lines(text, 11.0, most, 1);
    if one.concat() == text.trim_end() {
        return svg.text((0.0, middle + 4.0), Type::new(11.0), text);
    }
    let two = lines(text, 9.0, most, 2);
    let first = middle + 3.0 - (two.len() - 1) as f64 * 5.0;
    for (number, line) in two.iter().enumerate() {
        svg.text((0.0, first + number as f64 * 10.0), Type::new(9.0), line);
    }
}

/// A text in at most so many lines that fit; the last is cut where it does not.
pub(super) fn lines(text: &str, size: f64, most: f64, count: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(|c: char| c == ' ' || c == '/' || !c.is_ascii()) {
        // A mark that closes hangs over the edge rather than begin a line.
        let hangs = word.starts_with([')', ',', '\u{3001}']);
        let full = !hangs
            && lines
                .last()
                .is_some_and(|line| !line.is_empty() && width(&format!("{line}{}", word.trim_end()), size) > most);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
    }
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            while width(&format!("{last}…"), size) > most && last.pop().is_some() {}
            *last = format!("{}…", last.trim_end());
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_breaks_between_words_and_is_cut_where_it_does_not_fit() {
        assert_eq!(lines("铜冶炼与电解精炼", 10.0, 40.0, 3), ["铜冶炼与", "电解精炼"]);
        assert_eq!(lines("copper smelting works", 10.0, 60.0, 2), ["copper", "smelting…"]);
    }

    #[test]
    fn what_would_be_markup_is_text() {
        let mut svg = Svg::new(10.0, Language::En);
        svg.text((0.0, 0.0), Type::new(9.0), "a<b & \"c\"");
        assert!(svg.finish(5.0).contains("a&lt;b &amp; &quot;c&quot;"));
    }
}
