//! Scopes that part the same people: each has its indicator, and what is withheld of one must not be had from the others
//! and the sum.

use std::collections::BTreeSet;

use crate::map::withhold::{Rows, published};

/// People of some scopes by what became of them, `N` ways; every scope of a split is of the same whole.
pub(super) struct Split<K, const N: usize> {
    /// Scopes with their people, by scope.
    pub(super) rows: Vec<(K, [u32; N])>,
}

impl<K: Ord + Clone, const N: usize> Split<K, N> {
    /// All scopes together.
    pub(super) fn whole(&self) -> [u32; N] {
        std::array::from_fn(|column| self.rows.iter().map(|(_, row)| row[column]).sum())
    }

    /// Which scopes are withheld, and whether the whole is.
    pub(super) fn withheld(&self, threshold: u32) -> (BTreeSet<K>, bool) {
        let cells: Vec<Vec<u32>> = self.rows.iter().map(|(_, row)| row.to_vec()).collect();
        let told = published(&cells, threshold, Rows::Whole);
        let hidden = self.rows.iter().zip(&told.rows).filter(|(_, total)| total.is_none());
        (hidden.map(|((scope, _), _)| scope.clone()).collect(), told.total.is_none())
    }
}
