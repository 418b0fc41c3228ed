//! Nodes worked in against the demand's nodes: `v = max_{j,n} proximity(j,n)·recency(j)` over the posts `j` with a known
//! node and the nodes `n` of the demand. Proximity is the chain graph's: 1 for the same node, falling over links up- and
//! downstream alike, over segment, chain and industry division.

use super::recency::Recency;
use super::{Dictionary, Evidence, Facts, Listener, PostFact};
use crate::graph::{ChainGraph, Proximity};
use crate::method::ChainValues;
use crate::model::{Date, Demand};

/// The nodes of a demand.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// By node number: the proximity to the nearest of the demand's nodes, and which that is.
    nearest: Vec<(Proximity, u8)>,
    nodes: Vec<String>,
    recency: Recency,
}

impl Asked {
    pub(super) fn new(
        demand: &Demand,
        values: &ChainValues,
        graph: &ChainGraph,
        dictionary: &Dictionary,
        as_of: Date,
    ) -> Self {
        let nodes: Vec<String> = demand.nodes.iter().map(|node| node.as_str().to_owned()).collect();
        let recency = Recency::new(values.recency_half_life_years, as_of);
        if nodes.is_empty() {
            return Self { nearest: Vec::new(), nodes, recency };
        }
        let wanted: Vec<Option<usize>> = nodes.iter().map(|node| graph.number(node)).collect();
        let nearest = dictionary.nodes.iter().map(|held| {
            let worked = graph.number(held);
            let mut best = (Proximity::NONE, 0);
            for (i, (name, wanted)) in nodes.iter().zip(&wanted).enumerate() {
                let next = match (worked, *wanted) {
                    (Some(a), Some(b)) => graph.between(a, b),
                    _ => graph.proximity(held, name),
                };
                if next.value > best.0.value {
                    best = (next, i as u8);
                }
            }
            best
        });
        Self { nearest: nearest.collect(), nodes, recency }
    }

    /// The value of the best post; `None` when the demand names no node or no post's node is known.
    pub(super) fn judge(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        if self.nodes.is_empty() {
            return None;
        }
        let mut best: Option<(f64, &PostFact)> = None;
        for post in facts.posts {
            let Some((proximity, _)) = self.nearest(post) else { continue };
            let value = proximity.value * self.recency.of(post);
            if best.is_none_or(|(most, _)| value > most) {
                best = Some((value, post));
            }
        }
        let (value, post) = best?;
        listener.hear(|| self.tell(value, post, facts, dictionary));
        Some(value)
    }

    #[inline]
    fn nearest(&self, post: &PostFact) -> Option<(Proximity, u8)> {
        self.nearest.get(usize::from(post.node)).copied()
    }

    /// Among posts of equal value, the first by its names is told, so that numbering does not show.
    fn tell(&self, value: f64, best: &PostFact, facts: &Facts, dictionary: &Dictionary) -> Evidence {
        let worth = |post: &PostFact| self.nearest(post).map(|(near, _)| near.value * self.recency.of(post));
        let equals = facts.posts.iter().filter(|post| worth(post).is_some_and(|worth| worth >= value));
        let key = |post: &PostFact| (dictionary.nodes.name(post.node).to_owned(), post.start, post.end);
        let post = equals.min_by_key(|post| key(post)).unwrap_or(best);
        let (proximity, asked) = self.nearest(post).unwrap_or((Proximity::NONE, 0));
        Evidence::ChainNode {
            asked: self.nodes.get(usize::from(asked)).cloned().unwrap_or_default(),
            held: dictionary.nodes.name(post.node).to_owned(),
            kinship: proximity.kinship,
            links: proximity.links,
            recency: self.recency.of(post),
        }
    }
}
