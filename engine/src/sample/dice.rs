//! The only source of chance in the city: one stream of numbers per person, order, college, history or pool.
//! The draws are made here and not by a distribution of the `rand` family, whose values may change between versions.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// What a stream of numbers belongs to; the high bits keep the kinds apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    Person(u64),
    Order(u64),
    Pool,
    /// A college's programmes and classes.
    College(u64),
    /// Which classes a person wishes for; apart from the person, whose record it must not change.
    Wishes(u64),
    /// The courses of a programme; apart from the programme, whose seats they must not change.
    Courses(u64),
    /// What somebody did after a class; apart from the person, whose other draws it must not change.
    Class(u64),
    /// What became of a person; apart from the person, whose record it must not change.
    History(u64),
}

/// A stream of numbers that depends on the seed and the stream alone.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64, stream: Stream) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(match stream {
            Stream::Person(number) => number,
            Stream::Order(number) => number | 1 << 62,
            Stream::Wishes(number) => number | 1 << 61,
            Stream::Pool => 1 << 63,
            Stream::College(number) => (number + 1) | 1 << 63,
            Stream::Courses(number) => number | 3 << 60,
            Stream::Class(number) => number | 1 << 60,
            Stream::History(number) => number | 3 << 62,
        });
        Self(rng)
    }

    /// A number from 0 to `n − 1`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let scaled = u64::from(self.0.next_u32()) * (n as u64);
        (scaled >> 32) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// Whether something that happens `permille` times in a thousand happens now.
    pub(super) fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille as usize
    }

    /// One of a table that is never empty.
    pub(super) fn one<T: Copy, const N: usize>(&mut self, table: &[T; N]) -> T {
        table[self.below(N)]
    }

    /// One of a list; none of an empty one.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len());
        list.get(at)
    }

    /// An index, drawn by weight.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut left = self.below(total as usize) as u32;
        for (index, &weight) in weights.iter().enumerate() {
            if left < weight {
                return index;
            }
            left -= weight;
        }
        weights.len().saturating_sub(1)
    }

    /// An index below `n` by Zipf's law: the k-th is drawn with a weight of 1/k. Flattens out after [`ZIPF_TABLE`].
    pub(super) fn zipf(&mut self, n: usize) -> usize {
        let n = n.min(ZIPF_TABLE);
        let Some(&total) = ZIPF.get(n.saturating_sub(1)) else { return 0 };
        let drawn = self.below(total as usize) as u32;
        ZIPF[..n].partition_point(|&sum| sum <= drawn)
    }
}

/// Longest list that Zipf's law is drawn over.
const ZIPF_TABLE: usize = 64;

/// Running sums of 10⁶/k.
const ZIPF: [u32; ZIPF_TABLE] = {
    let mut sums = [0; ZIPF_TABLE];
    let (mut sum, mut k) = (0, 0);
    while k < ZIPF_TABLE {
        sum += 1_000_000 / (k as u32 + 1);
        sums[k] = sum;
        k += 1;
    }
    sums
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_apart_and_repeatable() {
        let first = |seed, stream| Dice::new(seed, stream).below(1 << 30);
        assert_eq!(first(1, Stream::Person(7)), first(1, Stream::Person(7)));
        assert_ne!(first(1, Stream::Person(7)), first(2, Stream::Person(7)));
        assert_ne!(first(1, Stream::Person(7)), first(1, Stream::Person(8)));
        let kinds = [
            Stream::Person(7),
            Stream::Order(7),
            Stream::Pool,
            Stream::College(7),
            Stream::Courses(7),
            Stream::Class(7),
            Stream::History(7),
        ];
        let drawn: std::collections::BTreeSet<_> = kinds.into_iter().map(|stream| first(1, stream)).collect();
        assert_eq!(drawn.len(), kinds.len());
    }

    #[test]
    fn draws_stay_in_bounds_and_follow_their_weights() {
        let mut dice = Dice::new(1, Stream::Pool);
        let mut drawn = [0; 3];
        for _ in 0..6000 {
            drawn[dice.weighted(&[1, 0, 2])] += 1;
            assert!((-2..=3).contains(&dice.between(-2, 3)));
            assert!(dice.zipf(5) < 5);
        }
        assert_eq!(drawn[1], 0);
        assert!((1800..2200).contains(&drawn[0]), "{drawn:?}");
        assert_eq!((dice.below(0), dice.zipf(0)), (0, 0));
        assert_eq!(dice.pick::<u8>(&[]), None);
    }

    #[test]
    fn the_first_is_drawn_twice_as_often_as_the_second() {
        let mut dice = Dice::new(3, Stream::Pool);
        let mut drawn = [0; 40];
        for _ in 0..40_000 {
            drawn[dice.zipf(40)] += 1;
        }
        let ratio = f64::from(drawn[0]) / f64::from(drawn[1]);
        assert!((1.8..2.2).contains(&ratio), "{ratio}");
    }
}
