//! The catalog: search with facets, chains, entries, the edition and the method.

use std::collections::BTreeMap;

use actix_web::web::Data;
use bole_engine::index::{CatalogFacets, CatalogQuery, TextError};
use bole_engine::model::{
    Bilingual, Category, Chain, ChainId, Criterion, Date, EditionId, EditionStatus, Entry, EntryId, Invalid, Link,
    Node, NodeId, RegionCode, Segment,
};
use bole_engine::wording::Language;
use serde::de::DeserializeOwned;
use utoipa::{IntoParams, ToSchema};

use super::page::limit;
use super::{Answer, List, work};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::limits::MAX_SEARCH_CHARS;
use crate::round::four;
use crate::service::Service;

/// What is searched for. Filters take several values with commas between.
#[derive(Debug, Default, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchParams {
    /// Words in Chinese or English; none finds every entry.
    #[param(max_length = 200)]
    q: String,
    /// Chains, e.g. `NFM,NEV`.
    chain: String,
    /// Segments: `upstream`, `midstream`, `downstream`.
    segment: String,
    /// Nodes, e.g. `NFM-U1`.
    node: String,
    /// Categories: `scientist`, `engineer`, `master_technician`, `youth`.
    category: String,
    /// Shortage stars, 1 to 5.
    stars: String,
    /// Language of titles.
    language: Language,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl SearchParams {
    fn query(&self) -> Result<CatalogQuery, ApiError> {
        let chars = self.q.chars().count();
        if chars > MAX_SEARCH_CHARS {
            let allowed = format!("at most {MAX_SEARCH_CHARS} characters");
            return Err(ApiError::Query(Invalid::new("q", chars, allowed)));
        }
        Ok(CatalogQuery {
            text: self.q.clone(),
            chains: several("chain", &self.chain)?,
            segments: several("segment", &self.segment)?,
            nodes: several("node", &self.node)?,
            categories: several("category", &self.category)?,
            stars: several("stars", &self.stars)?,
            limit: limit(self.limit)?,
            after: cursor(self.cursor.as_deref())?,
        })
    }
}

/// Values with commas between; a number stands as a number, all else as a word.
fn several<T: DeserializeOwned>(field: &str, text: &str) -> Result<Vec<T>, ApiError> {
    let one = |word: &str| {
        let value = word.parse::<u8>().map_or_else(|_| word.into(), serde_json::Value::from);
        serde_json::from_value(value).map_err(|e| ApiError::Query(Invalid::new(field, word, e.to_string())))
    };
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(one).collect()
}

fn cursor(text: Option<&str>) -> Result<Option<EntryId>, ApiError> {
    let wrong = |text: &str| ApiError::Query(Invalid::new("cursor", text, "the `next` of the page before"));
    text.map(|text| EntryId::new(text).map_err(|_| wrong(text))).transpose()
}

/// An entry found.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct EntryHit {
    /// Its id.
    id: EntryId,
    /// Its title.
    title: String,
    /// By whose criteria candidates are judged.
    category: Category,
    /// The nodes it serves.
    nodes: Vec<NodeId>,
    /// Shortage, 1 to 5.
    stars: Option<u8>,
    /// How well the words match; comparable within one search only.
    #[serde(serialize_with = "four")]
    score: f64,
    /// Whether nothing but the sound matches.
    by_sound: bool,
}

/// A page of entries found, with counts to filter by.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct SearchAnswer {
    /// Entries, best first.
    items: Vec<EntryHit>,
    /// The cursor of the next page; absent on the last.
    next: Option<EntryId>,
    /// Hits on all pages.
    total: usize,
    /// How many entries each filter would leave.
    facets: CatalogFacets,
    /// The edition.
    edition: EditionId,
}

/// Searches the catalog.
#[utoipa::path(get, path = "/v1/search", tag = "catalog", params(SearchParams), responses(
    (status = 200, body = SearchAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn search(service: Data<Service>, Query(asked): Query<SearchParams>) -> Answer {
    let query = asked.query()?;
    work(service, move |service| find(service, &query, asked.language)).await
}

fn find(service: &Service, query: &CatalogQuery, language: Language) -> Result<SearchAnswer, ApiError> {
    let page = service.search.search(query).map_err(|error| refused(&error))?;
    let items = page.hits.iter().filter_map(|hit| {
        let entry = service.entry(hit.entry.as_str())?;
        Some(EntryHit {
            id: entry.id.clone(),
            title: language.of(&entry.demand.title).to_owned(),
            category: entry.demand.category,
            nodes: entry.demand.nodes.clone(),
            stars: entry.shortage_stars.map(|stars| stars.get()),
            score: hit.score,
            by_sound: hit.by_sound,
        })
    });
    let edition = service.reference.edition.id.clone();
    Ok(SearchAnswer { items: items.collect(), next: page.next, total: page.total, facets: page.facets, edition })
}

fn refused(error: &TextError) -> ApiError {
    ApiError::Query(Invalid::new("q", "", error.to_string()))
}

/// A chain with its size.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ChainItem {
    /// Its id.
    id: ChainId,
    /// Its name.
    name: Bilingual,
    /// How many nodes it has.
    nodes: usize,
    /// How many entries serve it.
    entries: usize,
}

/// Lists the chains.
#[utoipa::path(get, path = "/v1/chains", tag = "catalog", responses((status = 200, body = List<ChainItem>)))]
pub(crate) async fn chains(service: Data<Service>) -> Answer {
    work(service, |service| {
        let items = service.reference.edition.chains.iter().map(|chain| ChainItem {
            id: chain.id.clone(),
            name: chain.name.clone(),
            nodes: nodes(service, &chain.id).count(),
            entries: served(service, &chain.id).count(),
        });
        Ok(List { items: items.collect(), next: None })
    })
    .await
}

fn nodes<'a>(service: &'a Service, chain: &'a ChainId) -> impl Iterator<Item = &'a Node> {
    service.reference.edition.nodes.iter().filter(move |node| node.chain == *chain)
}

fn served<'a>(service: &'a Service, chain: &'a ChainId) -> impl Iterator<Item = &'a Entry> {
    let on_chain = move |entry: &&Entry| nodes(service, chain).any(|node| entry.demand.nodes.contains(&node.id));
    service.reference.edition.entries.iter().filter(on_chain)
}

/// A chain with its nodes and what feeds what.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ChainAnswer {
    /// The chain.
    chain: Chain,
    /// Its nodes.
    nodes: Vec<Node>,
    /// Links that begin or end in it.
    links: Vec<Link>,
    /// Entries that serve it.
    entries: Vec<EntryId>,
    /// The edition.
    edition: EditionId,
}

/// Shows a chain.
#[utoipa::path(get, path = "/v1/chains/{id}", tag = "catalog", params(("id" = ChainId, Path)), responses(
    (status = 200, body = ChainAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn chain(service: Data<Service>, Id(id): Id<ChainId>) -> Answer {
    work(service, move |service| {
        let edition = &service.reference.edition;
        let chain = edition.chains.iter().find(|chain| chain.id == id);
        let chain = chain.ok_or_else(|| ApiError::unknown(Kind::Chain, &id))?.clone();
        let inside = |node: &NodeId| nodes(service, &id).any(|own| own.id == *node);
        Ok(ChainAnswer {
            chain,
            nodes: nodes(service, &id).cloned().collect(),
            links: edition.links.iter().filter(|link| inside(&link.from) || inside(&link.to)).cloned().collect(),
            entries: served(service, &id).map(|entry| entry.id.clone()).collect(),
            edition: edition.id.clone(),
        })
    })
    .await
}

/// Which page of entries.
#[derive(Debug, Default, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageParams {
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Lists the entries by id.
#[utoipa::path(get, path = "/v1/entries", tag = "catalog", params(PageParams), responses(
    (status = 200, body = List<Entry>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn entries(service: Data<Service>, Query(asked): Query<PageParams>) -> Answer {
    let (limit, after) = (limit(asked.limit)?, cursor(asked.cursor.as_deref())?);
    work(service, move |service| {
        let mut rest: Vec<&Entry> = service.reference.edition.entries.iter().collect();
        rest.sort_by(|a, b| a.id.cmp(&b.id));
        rest.retain(|entry| after.as_ref().is_none_or(|after| entry.id > *after));
        let more = rest.len() > limit;
        let items: Vec<Entry> = rest.into_iter().take(limit).cloned().collect();
        let next = items.last().filter(|_| more).map(|entry| entry.id.to_string());
        Ok(List { items, next })
    })
    .await
}

/// Shows an entry.
#[utoipa::path(get, path = "/v1/entries/{id}", tag = "catalog", params(("id" = EntryId, Path)), responses(
    (status = 200, body = Entry),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn entry(service: Data<Service>, Id(id): Id<EntryId>) -> Answer {
    let find =
        move |service: &Service| service.entry(id.as_str()).cloned().ok_or_else(|| ApiError::unknown(Kind::Entry, &id));
    work(service, find).await
}

/// The edition in force.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct EditionAnswer {
    /// Its id.
    id: EditionId,
    /// Its title.
    title: Bilingual,
    /// The city.
    region: RegionCode,
    /// The day its facts are given for.
    as_of: Date,
    /// Where it stands.
    status: EditionStatus,
    /// Whether its figures are invented for illustration.
    illustrative: bool,
    /// A note to the reader.
    note: Option<Bilingual>,
    /// How many chains it speaks of.
    chains: usize,
    /// How many nodes.
    nodes: usize,
    /// How many positions it lists.
    entries: usize,
    /// Nodes by segment.
    segments: BTreeMap<Segment, usize>,
}

/// Shows the edition in force.
#[utoipa::path(get, path = "/v1/editions/current", tag = "catalog", responses((status = 200, body = EditionAnswer)))]
pub(crate) async fn edition(service: Data<Service>) -> Answer {
    work(service, |service| {
        let edition = &service.reference.edition;
        let mut segments = BTreeMap::new();
        edition.nodes.iter().for_each(|node| *segments.entry(node.segment).or_default() += 1);
        Ok(EditionAnswer {
            id: edition.id.clone(),
            title: edition.title.clone(),
            region: edition.region.clone(),
            as_of: edition.as_of,
            status: edition.status,
            illustrative: edition.illustrative,
            note: edition.note.clone(),
            chains: edition.chains.len(),
            nodes: edition.nodes.len(),
            entries: edition.entries.len(),
            segments,
        })
    })
    .await
}

/// How fits are judged.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct MethodAnswer {
    /// Its id.
    id: String,
    /// Its title.
    title: Bilingual,
    /// SHA-256 of its file.
    hash: String,
    /// Weights by category and criterion; each category sums to 1.
    weights: BTreeMap<Category, BTreeMap<Criterion, f64>>,
    /// What a criterion counts while nothing is known.
    neutral: BTreeMap<Criterion, f64>,
}

/// Shows the method: every weight that a score rests on.
#[utoipa::path(get, path = "/v1/method", tag = "catalog", responses((status = 200, body = MethodAnswer)))]
pub(crate) async fn method(service: Data<Service>) -> Answer {
    work(service, |service| {
        let method = &service.reference.method;
        let of = |category| Criterion::ALL.map(|k| (k, method.weights(category).of(k))).into();
        Ok(MethodAnswer {
            id: method.id().into(),
            title: method.title().clone(),
            hash: method.hash().into(),
            weights: Category::ALL.map(|category| (category, of(category))).into(),
            neutral: Criterion::ALL.map(|k| (k, method.neutral(k))).into(),
        })
    })
    .await
}
