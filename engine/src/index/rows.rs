//! A set of rows as bits.

/// Rows as bits, 64 to a word. Grows as rows are put in; a row beyond its end is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    words: Vec<u64>,
}

impl Rows {
    /// No rows, with room for `rows` of them.
    #[must_use]
    pub fn with_room(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)] }
    }

    /// Empties the set and makes room for `rows`, keeping its memory.
    pub fn reset(&mut self, rows: usize) {
        self.words.clear();
        self.words.resize(rows.div_ceil(64), 0);
    }

    /// Puts a row in; `true` when it was not there.
    #[inline]
    pub fn insert(&mut self, row: u32) -> bool {
        let (word, bit) = (row as usize / 64, 1 << (row % 64));
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        let fresh = self.words[word] & bit == 0;
        self.words[word] |= bit;
        fresh
    }

    /// Puts many rows in, quickest when they ascend; rows beyond the room that [`Self::reset`] made are left out.
    pub fn put_all(&mut self, rows: impl Iterator<Item = u32>) {
        let (mut at, mut bits) = (0, 0_u64);
        for row in rows {
            let word = row as usize / 64;
            if word != at {
                self.put_word(at, bits);
                (at, bits) = (word, 0);
            }
            bits |= 1 << (row % 64);
        }
        self.put_word(at, bits);
    }

    #[inline]
    fn put_word(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.words.get_mut(at) {
            *word |= bits;
        }
    }

    /// Takes a row out; `true` when it was there.
    pub fn remove(&mut self, row: u32) -> bool {
        let bit = 1 << (row % 64);
        let Some(word) = self.words.get_mut(row as usize / 64) else { return false };
        let held = *word & bit != 0;
        *word &= !bit;
        held
    }

    /// Whether a row is in the set.
    #[inline]
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word & (1 << (row % 64)) != 0)
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        bits(self.words.iter().copied())
    }

    /// Puts in what the other set holds.
    pub fn add(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(own, their)| *own |= their);
    }

    /// Keeps only what the other set holds too.
    pub fn keep(&mut self, other: &Self) {
        let theirs = other.words.iter().chain(std::iter::repeat(&0));
        self.words.iter_mut().zip(theirs).for_each(|(own, their)| *own &= their);
    }

    /// The rows that both sets hold, ascending.
    pub fn both<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        bits(self.words.iter().zip(&other.words).map(|(a, b)| a & b))
    }

    /// Bytes on the heap.
    #[must_use]
    pub(crate) fn bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

fn bits(words: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    words.enumerate().flat_map(|(at, word)| {
        let lowest_out = |&left: &u64| Some(left & (left - 1)).filter(|&rest| rest != 0);
        std::iter::successors(Some(word).filter(|&word| word != 0), lowest_out)
            .map(move |left| at as u32 * 64 + left.trailing_zeros())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in() {
        let mut rows = Rows::with_room(10);
        for row in [3, 63, 64, 200] {
            assert!(rows.insert(row));
            assert!(!rows.insert(row));
        }
        assert_eq!(rows.iter().collect::<Vec<_>>(), [3, 63, 64, 200]);
        assert!(rows.remove(64) && !rows.remove(64) && !rows.remove(9999));
        assert_eq!(rows.len(), 3);
        assert!(rows.contains(200) && !rows.contains(64) && !rows.contains(100_000));
        let mut other = Rows::with_room(64);
        other.insert(63);
        assert_eq!(rows.both(&other).collect::<Vec<_>>(), [63]);
        let mut kept = rows.clone();
        kept.keep(&other);
        assert_eq!(kept.iter().collect::<Vec<_>>(), [63]);
        rows.reset(200);
        rows.put_all([3, 5, 70, 4, 199, 9_999].into_iter());
        assert_eq!(rows.iter().collect::<Vec<_>>(), [3, 4, 5, 70, 199]);
        rows.reset(5);
        assert!(rows.is_empty());
    }
}
