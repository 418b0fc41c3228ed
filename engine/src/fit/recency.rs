//! How much a post still says: 1 while it is held, halving with every half-life after its end.

use super::PostFact;
use crate::model::Date;

/// Months that the table covers; older posts count like the oldest.
const MONTHS: usize = 480;

/// Weight of a post without dates: as if it had ended one half-life ago, so that it is neither thrown away nor preferred
/// to a post that is known to be held.
const UNDATED: f64 = 0.5;

/// Weights by months since the end of a post.
#[derive(Debug, Clone)]
pub(super) struct Recency {
    now: i32,
    months: Box<[f64]>,
}

impl Recency {
    /// `½^(months / half-life)` for every month.
    pub(super) fn new(half_life_years: f64, as_of: Date) -> Self {
        let step = libm::exp2(-1.0 / (12.0 * half_life_years));
        let weights = std::iter::successors(Some(1.0), |weight| Some(weight * step));
        Self { now: as_of.month().number(), months: weights.take(MONTHS).collect() }
    }

    /// The weight of a post.
    #[inline]
    pub(super) fn of(&self, post: &PostFact) -> f64 {
        match (post.start, post.end) {
            (_, Some(end)) => {
                let months = (self.now - end.number()).max(0) as usize;
                self.months[months.min(MONTHS - 1)]
            }
            (Some(_), None) => 1.0,
            (None, None) => UNDATED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Month;

    fn post(start: Option<i32>, end: Option<i32>) -> PostFact {
        let month = |year| Month::new(year, 11).unwrap();
        PostFact { title: 0, occupation: 0, node: 0, start: start.map(month), end: end.map(month) }
    }

    #[test]
    fn a_post_counts_half_after_each_half_life() {
        let recency = Recency::new(8.0, Date::new(2026, 11, 20).unwrap());
        assert_eq!(recency.of(&post(Some(2020), None)), 1.0);
        assert_eq!(recency.of(&post(Some(2010), Some(2026))), 1.0);
        assert!((recency.of(&post(Some(2010), Some(2018))) - 0.5).abs() < 1e-12);
        assert!((recency.of(&post(None, Some(2010))) - 0.25).abs() < 1e-12);
        assert_eq!(recency.of(&post(None, None)), UNDATED);
        assert!(recency.of(&post(None, Some(1930))) > 0.0);
    }
}
