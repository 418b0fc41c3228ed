//! Scopes that part the same people: each has its indicator, and what is withheld of one must not be had from the others
//! and the sum.

use std::collections::BTreeSet;

use crate::map::withhold::{Rows, published};
use crate::map::{Indicator, IndicatorScope};

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

/// The figure of the city in all and for each year, and of each other scope in all; one that `of` gives no name is not told.
pub(super) fn by_year_and<K: Ord + Clone, const N: usize>(
    by_year: &Split<i16, N>,
    others: &Split<K, N>,
    threshold: u32,
    of: impl Fn(&K) -> Option<IndicatorScope>,
    figure: impl Fn(IndicatorScope, [u32; N]) -> Indicator,
) -> Vec<Indicator> {
    let ((years, whole), (hidden, total)) = (by_year.withheld(threshold), others.withheld(threshold));
    let mut told = vec![figure(IndicatorScope::City, by_year.whole()).withheld_if(whole || total)];
    told.extend(by_year.rows.iter().map(|(year, people)| {
        figure(IndicatorScope::City, *people).of_cohort(Some(*year)).withheld_if(years.contains(year))
    }));
    told.extend(
        others
            .rows
            .iter()
            .filter_map(|(scope, people)| Some(figure(of(scope)?, *people).withheld_if(hidden.contains(scope)))),
    );
    told
}
