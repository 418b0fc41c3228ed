//! How near the nodes of the industrial chains are to each other: the one thing that no skill list says. Somebody who has
//! refined copper knows what the rolling mill downstream needs. Distances are computed once an edition; scoring looks up.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::method::ChainValues;
use crate::model::{Edition, Node, NodeId};

/// Links beyond which nodes are strangers.
const FARTHEST: u8 = 4;

/// How two nodes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Kinship {
    /// The same node.
    Same,
    /// The first feeds the other, over one or more links.
    Feeds,
    /// The first is fed by the other, over one or more links.
    FedBy,
    /// Linked by a path that runs both ways, e.g. two suppliers of one node.
    Linked,
    /// The same segment of the same chain.
    Segment,
    /// The same chain.
    Chain,
    /// An industry division in common.
    Division,
    /// Nothing in common.
    None,
}

/// How near one node is to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proximity {
    /// 1 for the same node, down to 0.
    pub value: f64,
    /// What makes them near.
    pub kinship: Kinship,
    /// Links between them when `kinship` is a path; 0 otherwise.
    pub links: u8,
}

impl Proximity {
    /// Strangers.
    pub const NONE: Self = Self { value: 0.0, kinship: Kinship::None, links: 0 };
}

/// All pairs of nodes of an edition.
#[derive(Debug, Clone)]
pub struct ChainGraph {
    numbers: FxHashMap<NodeId, usize>,
    nodes: usize,
    pairs: Vec<Proximity>,
}

impl ChainGraph {
    /// Computes all pairs: the best of links (decaying with their number, up- and downstream alike), segment, chain and
    /// industry division.
    #[must_use]
    pub fn new(edition: &Edition, values: &ChainValues) -> Self {
        let numbers: FxHashMap<NodeId, usize> =
            edition.nodes.iter().enumerate().map(|(i, node)| (node.id.clone(), i)).collect();
        let nodes = edition.nodes.len();
        let (down, around) = adjacency(edition, &numbers);
        let mut pairs = vec![Proximity::NONE; nodes * nodes];
        let downstream: Vec<Vec<u8>> = (0..nodes).map(|from| distances(from, &down)).collect();
        for from in 0..nodes {
            let links = distances(from, &around);
            for to in 0..nodes {
                let path = Path { links: links[to], down: downstream[from][to], up: downstream[to][from] };
                pairs[from * nodes + to] = nearest(&edition.nodes[from], &edition.nodes[to], path, values);
            }
        }
        Self { numbers, nodes, pairs }
    }

    /// The number of a node in this graph.
    #[must_use]
    pub fn number(&self, node: &str) -> Option<usize> {
        self.numbers.get(node).copied()
    }

    /// How near `worked` (by number) is to `wanted`.
    #[must_use]
    pub fn between(&self, worked: usize, wanted: usize) -> Proximity {
        if worked >= self.nodes || wanted >= self.nodes {
            return Proximity::NONE;
        }
        self.pairs[worked * self.nodes + wanted]
    }

    /// How near `worked` is to `wanted`; a node that the edition does not know is near itself alone.
    #[must_use]
    pub fn proximity(&self, worked: &str, wanted: &str) -> Proximity {
        match (self.number(worked), self.number(wanted)) {
            (Some(a), Some(b)) => self.between(a, b),
            _ if worked == wanted => Proximity { value: 1.0, kinship: Kinship::Same, links: 0 },
            _ => Proximity::NONE,
        }
    }
}

/// Distances between two nodes in links; [`u8::MAX`] where no path leads.
#[derive(Clone, Copy)]
struct Path {
    links: u8,
    down: u8,
    up: u8,
}

type Adjacency = Vec<Vec<usize>>;

/// Links along the flow, and in both directions.
fn adjacency(edition: &Edition, numbers: &FxHashMap<NodeId, usize>) -> (Adjacency, Adjacency) {
    let mut down = vec![Vec::new(); edition.nodes.len()];
    let mut around = down.clone();
    for link in &edition.links {
        if let (Some(&from), Some(&to)) = (numbers.get(&link.from), numbers.get(&link.to)) {
            down[from].push(to);
            around[from].push(to);
            around[to].push(from);
        }
    }
    (down, around)
}

/// Links from one node to every other, up to [`FARTHEST`].
fn distances(from: usize, next: &[Vec<usize>]) -> Vec<u8> {
    let mut found = vec![u8::MAX; next.len()];
    let mut queue = VecDeque::from([from]);
    found[from] = 0;
    while let Some(node) = queue.pop_front() {
        if found[node] == FARTHEST {
            continue;
        }
        for &neighbour in &next[node] {
            if found[neighbour] == u8::MAX {
                found[neighbour] = found[node] + 1;
                queue.push_back(neighbour);
            }
        }
    }
    found
}

/// The best of all that joins two nodes; a path wins over a mere membership of the same value.
fn nearest(from: &Node, to: &Node, path: Path, values: &ChainValues) -> Proximity {
    if from.id == to.id {
        return Proximity { value: values.same_node, kinship: Kinship::Same, links: 0 };
    }
    let flow = if path.down == path.links {
        Kinship::Feeds
    } else if path.up == path.links {
        Kinship::FedBy
    } else {
        Kinship::Linked
    };
    let linked = if path.links <= FARTHEST { decay(path.links, values) } else { 0.0 };
    let chain = from.chain == to.chain;
    let candidates = [
        Proximity { value: linked, kinship: flow, links: path.links },
        member(chain && from.segment == to.segment, values.same_segment, Kinship::Segment),
        member(chain, values.same_chain, Kinship::Chain),
        member(share_division(from, to), values.industry_division, Kinship::Division),
    ];
    let best = |best: Proximity, next: Proximity| if next.value > best.value { next } else { best };
    candidates.into_iter().fold(Proximity::NONE, best)
}

const fn member(is: bool, value: f64, kinship: Kinship) -> Proximity {
    if is { Proximity { value, kinship, links: 0 } } else { Proximity::NONE }
}

/// The value over `links` ≥ 1 links: as the method says for one and two, then falling on by the same ratio.
fn decay(links: u8, values: &ChainValues) -> f64 {
    let ratio = if values.linked > 0.0 { (values.two_links / values.linked).min(1.0) } else { 0.0 };
    (1..links).fold(values.linked, |value, _| value * ratio)
}

/// Whether two nodes have the first two digits of an industry code in common.
fn share_division(a: &Node, b: &Node) -> bool {
    let division = |code: &crate::model::IndustryCode| code.as_str().get(..2).map(str::to_owned);
    a.industries.iter().any(|x| b.industries.iter().any(|y| division(x).is_some() && division(x) == division(y)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::trial::{NODES, edition, reference};

    fn between(worked: &str, wanted: &str) -> (f64, Kinship, u8) {
        let near = reference().graph.proximity(worked, wanted);
        (near.value, near.kinship, near.links)
    }

    #[test]
    fn nodes_by_hand() {
        assert_eq!(between("A-M1", "A-M1"), (1.0, Kinship::Same, 0));
        assert_eq!(between("A-U2", "A-M1"), (0.7, Kinship::Feeds, 1));
        assert_eq!(between("A-M1", "A-U2"), (0.7, Kinship::FedBy, 1));
        assert_eq!(between("A-U2", "B-M1"), (0.45, Kinship::Feeds, 2));
        // A-D1 and B-M1 are both fed by A-M1.
        assert_eq!(between("A-D1", "B-M1"), (0.45, Kinship::Linked, 2));
        assert_eq!(between("A-D1", "A-D2"), (0.5, Kinship::Segment, 0));
        assert_eq!(between("A-U1", "A-D2"), (0.35, Kinship::Chain, 0));
        assert_eq!(between("A-D2", "B-D1"), (0.0, Kinship::None, 0));
    }

    #[test]
    fn links_decay_without_end_until_strangers() {
        // Three links: .45·(.45/.7); four: that again, below the shared division of A-U1 and B-D1.
        let three = 0.45 * (0.45 / 0.7);
        assert!((between("A-U2", "B-D1").0 - three).abs() < 1e-12);
        assert_eq!(between("A-U1", "B-D1"), (0.25, Kinship::Division, 0));
    }

    #[test]
    fn nearness_is_the_same_both_ways() {
        for a in NODES {
            for b in NODES {
                assert_eq!(between(a, b).0, between(b, a).0, "{a} {b}");
            }
        }
    }

    #[test]
    fn a_link_more_never_parts_nodes() {
        let values = reference().method.chain;
        let mut more = edition();
        let before = ChainGraph::new(&more, &values);
        let mut link = more.links[0].clone();
        (link.from, link.to) = (more.nodes[4].id.clone(), more.nodes[6].id.clone());
        more.links.push(link);
        let after = ChainGraph::new(&more, &values);
        for a in NODES {
            for b in NODES {
                assert!(after.proximity(a, b).value >= before.proximity(a, b).value, "{a} {b}");
            }
        }
    }

    #[test]
    fn unknown_nodes_are_near_themselves_alone() {
        assert_eq!(between("Z-1", "Z-1").0, 1.0);
        assert_eq!(between("Z-1", "A-M1").0, 0.0);
    }
}
