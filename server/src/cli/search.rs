//! `bole search`: positions of the catalog, in Chinese and English.

use bole_engine::index::{CatalogPage, CatalogQuery, Count};
use bole_engine::reference::Reference;
use bole_engine::wording::{Label, Naming};

use super::args::{Search, Shared};
use super::console::Console;
use super::{Failure, load};
use crate::limits::MAX_PAGE;

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Search) -> Result<(), Failure> {
    if !(1..=MAX_PAGE).contains(&asked.limit) {
        return Err(Failure::Usage(format!("--limit {} is not allowed; allowed: 1 to {MAX_PAGE}", asked.limit)));
    }
    let reference = load::reference(shared)?;
    let query = CatalogQuery {
        text: asked.query.join(" "),
        chains: asked.chain.iter().cloned().collect(),
        segments: asked.segment.into_iter().collect(),
        nodes: asked.node.iter().cloned().collect(),
        categories: asked.category.into_iter().collect(),
        stars: asked.stars.into_iter().collect(),
        limit: asked.limit,
        after: None,
    };
    let search = crate::service::search(&reference).map_err(Failure::work)?;
    let page = search.search(&query).map_err(|e| Failure::Usage(e.to_string()))?;
    if console.for_programs() {
        return console.json(&page);
    }
    tell(console, &page, &reference)
}

fn tell(console: &mut Console<'_>, page: &CatalogPage, reference: &Reference) -> Result<(), Failure> {
    let l = console.language;
    let rows = page.hits.iter().filter_map(|hit| {
        let entry = reference.edition.entries.iter().find(|entry| entry.id == hit.entry)?;
        let node = entry.demand.nodes.first().and_then(|node| reference.node(node.as_str(), l)).unwrap_or("—");
        let stars = entry.shortage_stars.map_or_else(|| "—".into(), |stars| "★".repeat(stars.get().into()));
        let title = l.of(&entry.demand.title);
        let title = if hit.by_sound { format!("~ {title}") } else { title.to_owned() };
        Some(vec![hit.entry.to_string(), title, entry.demand.category.label(l).into(), node.into(), stars])
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        console.say("编号", "id"),
        console.say("岗位", "position"),
        console.say("类别", "category"),
        console.say("产业节点", "node"),
        console.say("紧缺", "shortage"),
    ];
    if !rows.is_empty() {
        console.table(&head, rows)?;
    }
    let total = format!("{} {}", page.total, console.say("个岗位", "position(s)"));
    let chains = counts(&page.facets.chains, |chain| chain.to_string());
    let categories = counts(&page.facets.categories, |category| category.label(l).to_owned());
    let foot = console.dim(format!("{total} · {chains} · {categories}"));
    console.line(foot)
}

fn counts<T>(facet: &[Count<T>], name: impl Fn(&T) -> String) -> String {
    facet.iter().map(|count| format!("{} {}", name(&count.value), count.count)).collect::<Vec<_>>().join(", ")
}
