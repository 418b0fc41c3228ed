//! What an entry can be filtered by, and how many entries each choice would leave.

use std::collections::BTreeMap;

use super::CatalogQuery;
use crate::model::{Category, ChainId, Edition, Entry, NodeId, Segment};

/// A value of a facet with the number of entries that choosing it would show.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Count<T> {
    /// The value.
    pub value: T,
    /// Entries that meet the query, this value and the filters of the *other* facets.
    pub count: usize,
}

/// Counts for all facets, values in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CatalogFacets {
    /// By chain.
    pub chains: Vec<Count<ChainId>>,
    /// By segment of the chain.
    pub segments: Vec<Count<Segment>>,
    /// By node.
    pub nodes: Vec<Count<NodeId>>,
    /// By category of talent.
    pub categories: Vec<Count<Category>>,
    /// By shortage stars.
    pub stars: Vec<Count<u8>>,
}

/// The values of one entry.
#[derive(Debug, Clone)]
pub(super) struct Values {
    chains: Vec<ChainId>,
    segments: Vec<Segment>,
    nodes: Vec<NodeId>,
    categories: [Category; 1],
    stars: Vec<u8>,
}

impl Values {
    pub(super) fn of(entry: &Entry, edition: &Edition) -> Self {
        let nodes = || edition.nodes.iter().filter(|node| entry.demand.nodes.contains(&node.id));
        let (mut chains, mut segments): (Vec<_>, Vec<_>) =
            (nodes().map(|n| n.chain.clone()).collect(), nodes().map(|n| n.segment).collect());
        chains.sort();
        chains.dedup();
        segments.sort();
        segments.dedup();
        let mut own = entry.demand.nodes.clone();
        own.sort();
        own.dedup();
        let stars = entry.shortage_stars.map(|s| s.get()).into_iter().collect();
        Self { chains, segments, nodes: own, categories: [entry.demand.category], stars }
    }

    /// Which of the five filters the entry passes.
    fn passes(&self, query: &CatalogQuery) -> [bool; 5] {
        fn any<T: PartialEq>(held: &[T], wanted: &[T]) -> bool {
            wanted.is_empty() || held.iter().any(|value| wanted.contains(value))
        }
        [
            any(&self.chains, &query.chains),
            any(&self.segments, &query.segments),
            any(&self.nodes, &query.nodes),
            any(&self.categories, &query.categories),
            any(&self.stars, &query.stars),
        ]
    }
}

/// Counts while hits are filtered.
#[derive(Default)]
pub(super) struct Counter<'a> {
    chains: BTreeMap<&'a ChainId, usize>,
    segments: BTreeMap<Segment, usize>,
    nodes: BTreeMap<&'a NodeId, usize>,
    categories: BTreeMap<Category, usize>,
    stars: BTreeMap<u8, usize>,
}

impl<'a> Counter<'a> {
    /// Counts an entry that the words found; `true` when it passes every filter.
    pub(super) fn take(&mut self, values: &'a Values, query: &CatalogQuery) -> bool {
        let passed = values.passes(query);
        let others = |own: usize| passed.iter().enumerate().all(|(i, &pass)| pass || i == own);
        if others(0) {
            values.chains.iter().for_each(|v| *self.chains.entry(v).or_default() += 1);
        }
        if others(1) {
            values.segments.iter().for_each(|&v| *self.segments.entry(v).or_default() += 1);
        }
        if others(2) {
            values.nodes.iter().for_each(|v| *self.nodes.entry(v).or_default() += 1);
        }
        if others(3) {
            values.categories.iter().for_each(|&v| *self.categories.entry(v).or_default() += 1);
        }
        if others(4) {
            values.stars.iter().for_each(|&v| *self.stars.entry(v).or_default() += 1);
        }
        passed.iter().all(|&pass| pass)
    }

    pub(super) fn counts(self) -> CatalogFacets {
        fn list<K, T>(counts: BTreeMap<K, usize>, value: impl Fn(K) -> T) -> Vec<Count<T>> {
            counts.into_iter().map(|(key, count)| Count { value: value(key), count }).collect()
        }
        CatalogFacets {
            chains: list(self.chains, Clone::clone),
            segments: list(self.segments, |v| v),
            nodes: list(self.nodes, Clone::clone),
            categories: list(self.categories, |v| v),
            stars: list(self.stars, |v| v),
        }
    }
}
