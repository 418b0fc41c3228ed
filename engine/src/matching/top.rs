//! The k best so far: by key, ties by id.

use std::cmp::Ordering;

/// One in the running.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<I> {
    /// What the ranking is ordered by, descending.
    pub(super) key: f64,
    /// Decides between equal keys, ascending.
    pub(super) id: I,
    /// Which row or position.
    pub(super) row: u32,
}

impl<I: Ord> Place<I> {
    /// Less is better.
    fn order(&self, other: &Self) -> Ordering {
        other.key.total_cmp(&self.key).then_with(|| self.id.cmp(&other.id))
    }
}

/// At most `k` places. Places are kept in order: k is small, and few candidates come in once the best have.
#[derive(Debug)]
pub(super) struct Top<I> {
    k: usize,
    places: Vec<Place<I>>,
}

impl<I: Ord + Copy> Top<I> {
    pub(super) fn new(k: usize) -> Self {
        Self { k, places: Vec::with_capacity(k.min(64)) }
    }

    /// The key that a newcomer must at least equal; below every key while there is room.
    #[inline]
    pub(super) fn bar(&self) -> f64 {
        if self.places.len() < self.k { f64::NEG_INFINITY } else { self.places[self.k - 1].key }
    }

    /// Puts one in the running.
    pub(super) fn offer(&mut self, key: f64, row: u32, id: impl FnOnce() -> I) {
        if key < self.bar() {
            return;
        }
        let place = Place { key, id: id(), row };
        let at = self.places.partition_point(|held| held.order(&place) == Ordering::Less);
        if at == self.k {
            return;
        }
        self.places.truncate(self.k - 1);
        self.places.insert(at, place);
    }

    /// The places, best first.
    pub(super) fn into_places(self) -> Vec<Place<I>> {
        self.places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_best_with_ties_by_id() {
        let mut top = Top::new(3);
        assert_eq!(top.bar(), f64::NEG_INFINITY);
        for (row, (key, id)) in [(1.0, "d"), (2.0, "c"), (2.0, "a"), (2.0, "b"), (0.5, "a")].into_iter().enumerate() {
            top.offer(key, row as u32, || id);
        }
        assert_eq!(top.bar(), 2.0);
        let ids: Vec<_> = top.into_places().into_iter().map(|place| (place.id, place.row)).collect();
        assert_eq!(ids, [("a", 2), ("b", 3), ("c", 1)]);
    }
}
