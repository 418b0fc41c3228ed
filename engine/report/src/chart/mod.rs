//! Charts as SVG, drawn from tables: the chain graph, the heat map of node × stage, stacked bars. No script, no font inside;
//! the same file goes into the white paper as vectors.

mod bars;
mod graph;
mod heat;
mod svg;
mod tone;

use bole_engine::model::{Category, Stage};
use bole_engine::wording::{Label, Language};

use heat::Legend;

use crate::out::File;
use crate::{Tables, words};

#[cfg(feature = "pdf")]
pub(crate) use tone::share;

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its name; the name of its file.
    pub name: String,
    /// The drawing.
    pub svg: String,
}

/// All charts of a report, in the language of the report.
#[must_use]
pub fn charts(tables: &Tables, language: Language) -> Vec<Chart> {
    let mut charts = Vec::new();
    let mut add = |name: String, svg: Option<String>| charts.extend(svg.map(|svg| Chart { name, svg }));
    let Some(chains) = tables.named("chains") else { return charts };
    add("chains".into(), bars::seats(chains, "chain_name", language));
    add("stages".into(), heat::stages(chains, "chain_name", Legend::Here, language));
    if let Some(entries) = tables.named("entries") {
        add("stars".into(), bars::stars(entries, language));
    }
    if let (Some(nodes), Some(links)) = (tables.named("nodes"), tables.named("links")) {
        for id in (0..chains.rows.len()).filter_map(|row| chains.id(row, "chain")) {
            let nodes = nodes.of_id("chain", id);
            add(format!("graph-{id}"), graph::chain(&nodes, links, language));
            add(format!("heat-{id}"), heat::stages(&nodes, "node_name", Legend::Beside, language));
        }
    }
    if let Some(by_chain) = tables.named("chain_categories") {
        for category in Category::ALL {
            let table = by_chain.of_id("category", category.as_str());
            add(format!("category-{}", category.as_str()), bars::seats(&table, "chain_name", language));
        }
    }
    charts
}

/// Charts as files.
pub(crate) fn files(charts: &[Chart]) -> Vec<File> {
    charts.iter().map(|chart| File::new(format!("charts/{}.svg", chart.name), chart.svg.clone())).collect()
}

/// The keys of the gap, stage by stage, then what nobody is near.
fn gap_keys() -> Vec<(String, &'static str, &'static str)> {
    let stages = Stage::ALL.into_iter().map(|stage| {
        let (zh, en) = stage.labels();
        (format!("gap_{}", words::data(stage)), zh, en)
    });
    stages.chain([("unreached".to_owned(), "无人可及", "unreached")]).collect()
}
