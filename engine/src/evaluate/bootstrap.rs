//! How far a mean over queries may be trusted: the percentile bootstrap.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// How often the queries are drawn anew. The ends of a 95 % interval then rest on 25 draws each.
pub const RESAMPLES: usize = 1000;
/// What lies outside the interval on each side.
const TAIL: f64 = 0.025;

/// A mean over queries with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// The mean of `values` and its interval; zeros if there are none. The same seed gives the same ends.
pub(super) fn estimate(values: &[f64], seed: u64) -> Estimate {
    let count = values.len();
    if count == 0 {
        return Estimate { value: 0.0, low: 0.0, high: 0.0 };
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut mean_of_draw =
        || (0..count).map(|_| values[random.random_range(0..count as u64) as usize]).sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| mean_of_draw()).collect();
    means.sort_by(f64::total_cmp);
    let tail = (TAIL * RESAMPLES as f64) as usize;
    Estimate { value: values.iter().sum::<f64>() / count as f64, low: means[tail], high: means[RESAMPLES - 1 - tail] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_mean_and_narrows_with_more_queries() {
        let few: Vec<f64> = (0..20).map(|i| f64::from(i % 2)).collect();
        let many: Vec<f64> = (0..2000).map(|i| f64::from(i % 2)).collect();
        let (few, many) = (estimate(&few, 7), estimate(&many, 7));
        for found in [few, many] {
            assert!(found.low < 0.5 && 0.5 < found.high && found.value == 0.5);
        }
        // The standard error of a coin over 2,000 throws is .011: the interval is about .044 wide.
        assert!((many.high - many.low - 0.044).abs() < 0.01);
        assert!(few.high - few.low > 5.0 * (many.high - many.low));
    }

    #[test]
    fn a_seed_gives_the_same_and_another_seed_another_interval() {
        let values: Vec<f64> = (0..50).map(|i| f64::from(i) / 50.0).collect();
        assert_eq!(estimate(&values, 1), estimate(&values, 1));
        assert_ne!(estimate(&values, 1), estimate(&values, 2));
        assert_eq!(estimate(&[], 1).value, 0.0);
    }
}
