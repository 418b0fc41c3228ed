//! People as the map counts them: where they work, and which skills they hold.

use crate::fit::{Facts, PostFact, UNKNOWN};
use crate::index::Audience;
use crate::plan::{Home, Supply};
use crate::reference::Reference;

/// Counts of the people who live in the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Townspeople {
    /// How many they are.
    pub(super) count: u32,
    /// By the edition's nodes: who works there, or did so last.
    pub(super) workers: Vec<u32>,
    /// By the dictionary's skills: who holds it, at any level.
    pub(super) holders: Vec<u32>,
}

impl Townspeople {
    pub(super) fn count(supply: &Supply, reference: &Reference) -> Self {
        let people = supply.matcher().people();
        let dictionary = people.dictionary();
        let mut counted = Self {
            count: 0,
            workers: vec![0; reference.edition.nodes.len()],
            holders: vec![0; dictionary.skills.len()],
        };
        let numbers: Vec<Option<usize>> = dictionary.nodes.iter().map(|node| reference.graph.number(node)).collect();
        for row in people.shown(Audience::Insiders).iter() {
            if supply.standing(row).home != Home::Local {
                continue;
            }
            let facts = people.facts(row);
            counted.count += 1;
            let node = last_node(&facts).and_then(|node| numbers.get(usize::from(node)).copied().flatten());
            node.and_then(|node| counted.workers.get_mut(node)).into_iter().for_each(|workers| *workers += 1);
            for held in facts.skills {
                counted.holders.get_mut(held.skill as usize).into_iter().for_each(|holders| *holders += 1);
            }
        }
        counted
    }
}

/// The node of the post held, or held last, by the dictionary's number; none where that post's node is not known. Posts
/// without dates count where there is no other.
pub(super) fn last_node(facts: &Facts<'_>) -> Option<u16> {
    let when = |post: &&PostFact| {
        let held = post.start.is_some() && post.end.is_none();
        (post.start.is_some() || post.end.is_some(), held, post.end, post.start, post.node)
    };
    facts.posts.iter().max_by_key(when).map(|post| post.node).filter(|node| *node != UNKNOWN)
}
