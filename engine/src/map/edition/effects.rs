//! How the seats left over moved, and what moved them. Three maps tell the two causes apart:
//!
//! ```text
//! old data, old method ──data──→ new data, old method ──method──→ new data, new method
//! ```

use std::collections::BTreeMap;

use crate::map::{EditionDiff, GapEffect, TalentMap};
use crate::model::NodeId;

impl EditionDiff {
    /// Adds the effects on the gap: `before` is the map of the first edition, `between` that of the second with its own
    /// data by the first one's method, `after` that of the second. A node that one of them does not have counts 0.
    #[must_use]
    pub fn with_effects(mut self, before: &TalentMap, between: &TalentMap, after: &TalentMap) -> Self {
        let open = |map: &TalentMap| map.city.open();
        let city = effect(None, open(before), open(between), open(after));
        let [old, middle, new] = [before, between, after].map(by_node);
        let left = before.nodes.iter().filter(|node| !new.contains_key(&node.id));
        let nodes = after.nodes.iter().chain(left).map(|node| {
            let of = |map: &BTreeMap<&NodeId, u32>| map.get(&node.id).copied().unwrap_or(0);
            effect(Some(node.id.clone()), of(&old), of(&middle), of(&new))
        });
        let moved = nodes.filter(|effect| effect.data != 0 || effect.method != 0);
        self.effects = std::iter::once(city).chain(moved).collect();
        self
    }
}

fn by_node(map: &TalentMap) -> BTreeMap<&NodeId, u32> {
    map.nodes.iter().map(|node| (&node.id, node.count.open())).collect()
}

fn effect(node: Option<NodeId>, before: u32, between: u32, after: u32) -> GapEffect {
    let data = i64::from(between) - i64::from(before);
    let method = i64::from(after) - i64::from(between);
    GapEffect { node, before, data, method, after }
}
