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

    /// The most that a post at a node can earn: what it earns while it is held.
    pub(super) fn at_most(&self, node: u16) -> f64 {
        self.nearest.get(usize::from(node)).map_or(0.0, |(proximity, _)| proximity.value)
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

#[cfg(test)]
mod tests {
    use super::super::trial::{demand, fit, judged, month, nobody, post};
    use crate::fit::{Evidence, Kinship};
    use crate::model::{Category, Criterion, Post, Profile};

    fn value(posts: Vec<Post>) -> Option<f64> {
        judged(&fit(&demand(Category::Engineer, Vec::new()), &Profile { posts, ..nobody() }), Criterion::Chain)
    }

    fn worked(node: &str, end: Option<i32>) -> Post {
        post("x", "", node, Some(month(2000, 1)), end.map(|year| month(year, 11)))
    }

    #[test]
    fn a_worked_example() {
        // A-U2 feeds A-M1: .7, ended 10 years ago at a half-life of 10: .35; A-D2 is in the same chain: .35 held now.
        assert!((value(vec![worked("A-U2", Some(2016))]).unwrap() - 0.35).abs() < 1e-12);
        assert_eq!(value(vec![worked("A-D2", None)]), Some(0.35));
    }

    #[test]
    fn up_and_downstream_are_alike() {
        assert_eq!(value(vec![worked("A-U2", None)]), value(vec![worked("A-D1", None)]));
        assert_eq!(value(vec![worked("A-U1", None)]), value(vec![worked("B-D1", None)]));
    }

    #[test]
    fn the_road_is_told() {
        let person = Profile { posts: vec![worked("A-U1", None)], ..nobody() };
        let fit = fit(&demand(Category::Engineer, Vec::new()), &person);
        let evidence = &fit.parts[Criterion::Chain as usize].evidence;
        assert!(matches!(evidence[0], Evidence::ChainNode { kinship: Kinship::Feeds, links: 2, .. }), "{evidence:?}");
    }

    #[test]
    fn work_outside_the_chains_is_unknown() {
        assert_eq!(value(vec![post("x", "2144", "", None, None)]), None);
        assert_eq!(value(vec![worked("Z-9", None)]), Some(0.0));
    }
}
