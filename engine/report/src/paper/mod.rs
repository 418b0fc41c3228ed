//! The white paper: what is said (`chapters/`), on what it is built (`block`), how it is set (`template.typ`, `world`), in
//! which letters (`fonts`).

mod block;
mod chapters;
mod fonts;
mod world;

use std::collections::BTreeMap;

use bole_engine::wording::Language;

pub use fonts::{FAMILIES, Fonts};

use crate::chart::Chart;
use crate::words::proper;
use crate::{File, Report, ReportError, Tables};
use block::{Chapter, Key};

/// Key figures on the cover.
const HIGHLIGHTS: [&str; 4] = ["demanded", "filled", "open", "gap_share"];

/// Labels of the template.
#[derive(serde::Serialize)]
struct Labels {
    contents: &'static str,
    figure: &'static str,
    table: &'static str,
}

/// A line of the cover.
#[derive(serde::Serialize)]
struct Cover {
    label: String,
    value: String,
}

/// What the template reads.
#[derive(serde::Serialize)]
struct Paper {
    lang: &'static str,
    region: &'static str,
    font: &'static str,
    kicker: String,
    headline: String,
    title: String,
    running: String,
    author: String,
    caution: Option<String>,
    year: i16,
    month: i8,
    day: i8,
    numbering: &'static str,
    labels: Labels,
    cover: Vec<Cover>,
    highlights: Vec<Key>,
    chapters: Vec<Chapter>,
}

/// The white paper of a report, as PDF.
///
/// # Errors
/// [`ReportError::Glyph`] when the font lacks a character of the text or of a chart; [`ReportError::Paper`].
pub fn paper(report: &Report<'_>, tables: &Tables, charts: &[Chart], fonts: &Fonts) -> Result<File, ReportError> {
    let mut files = BTreeMap::new();
    for chart in charts {
        fonts.cover(&chart.svg)?;
        files.insert(format!("/charts/{}.svg", chart.name), chart.svg.clone().into_bytes());
    }
    let names = charts.iter().map(|chart| chart.name.as_str()).collect();
    let highlights = HIGHLIGHTS.iter().filter_map(|code| Key::of(tables, code, report.language)).collect();
    let paper = content(report, chapters::write(report, tables, &names), highlights, fonts);
    let paper = serde_json::to_vec(&paper).map_err(|error| ReportError::Paper(error.to_string()))?;
    files.insert("/paper.json".to_owned(), paper);
    let head = &report.map.head;
    let ident = format!("bole {} {} {} {}", head.edition, head.as_of, head.inputs_hash, head.method_hash);
    Ok(File::new("white-paper.pdf", world::set(files, fonts, &ident)?))
}

fn content(report: &Report<'_>, chapters: Vec<Chapter>, highlights: Vec<Key>, fonts: &Fonts) -> Paper {
    let (head, language) = (&report.map.head, report.language);
    let say = |zh: &str, en: &str| proper(language.pick(zh, en), language);
    let city = report.city_name().map(|name| language.of(&name).to_owned()).unwrap_or_else(|| head.region.to_string());
    let line = |label: String, value: String| Cover { label, value };
    let caution = say(
        "本白皮书依据合成的示例数据生成，所有人员、企业与数字均为虚构，不是统计数据。",
        "This paper was made from synthetic sample data: people, enterprises and figures are invented. It holds no statistics.",
    );
    let date = head.as_of.to_string();
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i16>().unwrap_or_default());
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    Paper {
        lang: language.pick("zh", "en"),
        region: language.pick("cn", "gb"),
        font: fonts.family(),
        kicker: say("产业人才地图", "INDUSTRIAL TALENT MAP"),
        headline: match language {
            Language::Zh => format!("{city}重点产业人才供需白皮书"),
            Language::En => format!("{city}: talent supply and demand of key industries"),
        },
        title: proper(language.of(&head.title), language),
        running: date.clone(),
        author: say("伯乐（Bole）产业人才匹配引擎", "Bole, industrial talent-demand matching"),
        caution: head.illustrative.then_some(caution),
        year: year.unwrap_or_default(),
        month: month.unwrap_or(1) as i8,
        day: day.unwrap_or(1) as i8,
        numbering: language.pick("一、", "1"),
        labels: Labels {
            contents: language.pick("目  录", "Contents"),
            figure: language.pick("图", "Figure"),
            table: language.pick("表", "Table"),
        },
        cover: vec![
            line(say("城市", "City"), city),
            line(say("数据日期", "Day of the figures"), date),
            line(say("目录版次", "Edition of the catalog"), head.edition.to_string()),
            line(say("评价方法", "Method"), head.method.clone()),
        ],
        highlights,
        chapters,
    }
}
