//! One inverted index: features of documents, weighted by rarity.
//!
//! Rarity is `idf(t) = ln(1 + (N − n + ½)/(n + ½))` for words and `ln((N+1)/(n+1)) + 1` for n-grams
//! (N documents, n of them with t): the first forgets what nearly all documents say, the second keeps a
//! floor, since an n-gram is common by nature.

use rustc_hash::FxHashMap;

use super::features::Feature;

/// How soon repetition of a word saturates: the usual value of BM25.
const SATURATION: f32 = 1.2;
/// How much a long form is held against it: the usual value of BM25.
const LENGTH: f32 = 0.75;

/// How a channel compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weighting {
    /// The cosine of vectors weighted by frequency (logarithmic) and rarity.
    Cosine,
    /// BM25 without its constant factor, as a share of the query's whole weight: in [0, 1).
    Bm25,
}

/// A weighted feature by number: of a query, or a posting's document and weight.
pub(super) type Weighted = (u32, f32);

/// An inverted index over documents 0, 1, 2, …
#[derive(Clone, Debug)]
pub(super) struct Channel {
    weighting: Weighting,
    numbers: FxHashMap<u64, u32>,
    rarity: Vec<f32>,
    /// The rarity of a feature that no document has.
    unseen: f32,
    /// Where the postings of feature i begin; one more at the end.
    starts: Vec<u32>,
    postings: Vec<Weighted>,
}

impl Channel {
    /// Builds the index over documents of merged features.
    pub(super) fn build<'a>(documents: impl Iterator<Item = &'a [Feature]>, weighting: Weighting) -> Channel {
        Channel::build_with_rows(documents, weighting).0
    }

    /// Builds the index, and gives back what each document was indexed with.
    pub(super) fn build_with_rows<'a>(
        documents: impl Iterator<Item = &'a [Feature]>,
        weighting: Weighting,
    ) -> (Channel, Vec<Vec<Weighted>>) {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut rows: Vec<Vec<Weighted>> = Vec::new();
        for document in documents {
            let mut row = Vec::with_capacity(document.len());
            for &(key, weight) in document {
                let number = *numbers.entry(key).or_insert(counts.len() as u32);
                if number as usize == counts.len() {
                    counts.push(0);
                }
                counts[number as usize] += 1;
                row.push((number, weight));
            }
            rows.push(row);
        }
        let total = rows.len() as f32;
        let rarity: Vec<f32> = counts.iter().map(|&count| weighting.rarity(total, count as f32)).collect();
        weighting.weigh(&mut rows, &rarity);
        let (starts, postings) = invert(&rows, &counts);
        let unseen = weighting.rarity(total, 0.0);
        (Channel { weighting, numbers, rarity, unseen, starts, postings }, rows)
    }

    /// The query's features as this channel weighs them. What no document has still counts in the whole.
    pub(super) fn query(&self, features: &[Feature]) -> Vec<Weighted> {
        let mut whole = 0.0;
        let mut query = Vec::with_capacity(features.len());
        for &(key, weight) in features {
            let number = self.numbers.get(&key).copied();
            let rarity = number.map_or(self.unseen, |n| self.rarity[n as usize]);
            let weight = self.weighting.frequency(weight) * rarity;
            whole += self.weighting.share(weight);
            query.extend(number.map(|n| (n, weight)));
        }
        let whole = self.weighting.norm(whole);
        query.iter_mut().for_each(|(_, weight)| *weight /= whole);
        query
    }

    /// Adds `factor ·` the likeness of each document to `scores`, one a document.
    pub(super) fn add(&self, query: &[Weighted], factor: f32, scores: &mut [f32]) {
        for &(number, weight) in query {
            let weight = weight * factor;
            for &(document, value) in self.postings(number) {
                scores[document as usize] += weight * value;
            }
        }
    }

    /// The rarity of a feature.
    pub(super) fn rarity(&self, number: u32) -> f32 {
        self.rarity[number as usize]
    }

    fn postings(&self, number: u32) -> &[Weighted] {
        let number = number as usize;
        &self.postings[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

impl Weighting {
    fn rarity(self, total: f32, count: f32) -> f32 {
        match self {
            Weighting::Cosine => libm::logf((total + 1.0) / (count + 1.0)) + 1.0,
            Weighting::Bm25 => libm::logf(1.0 + (total - count + 0.5) / (count + 0.5)),
        }
    }

    fn frequency(self, count: f32) -> f32 {
        match self {
            Weighting::Cosine if count > 1.0 => 1.0 + libm::logf(count),
            Weighting::Cosine | Weighting::Bm25 => count,
        }
    }

    fn share(self, weight: f32) -> f32 {
        match self {
            Weighting::Cosine => weight * weight,
            Weighting::Bm25 => weight,
        }
    }

    fn norm(self, whole: f32) -> f32 {
        let norm = match self {
            Weighting::Cosine => whole.sqrt(),
            Weighting::Bm25 => whole,
        };
        norm.max(f32::MIN_POSITIVE)
    }

    /// Turns the counts of each document into weights.
    fn weigh(self, rows: &mut [Vec<Weighted>], rarity: &[f32]) {
        let length = |row: &[Weighted]| row.iter().map(|&(_, count)| count).sum::<f32>();
        let mean = rows.iter().map(|row| length(row)).sum::<f32>() / (rows.len().max(1) as f32);
        for row in rows {
            let long = length(row) / mean.max(f32::MIN_POSITIVE);
            let damping = SATURATION * (1.0 - LENGTH + LENGTH * long);
            for (number, value) in row.iter_mut() {
                *value = match self {
                    Weighting::Cosine => self.frequency(*value) * rarity[*number as usize],
                    Weighting::Bm25 => *value / (*value + damping),
                };
            }
            if self == Weighting::Cosine {
                let norm = self.norm(row.iter().map(|&(_, value)| value * value).sum());
                row.iter_mut().for_each(|(_, value)| *value /= norm);
            }
        }
    }
}

/// Documents' rows of features → features' postings of documents, documents in order.
fn invert(rows: &[Vec<Weighted>], counts: &[u32]) -> (Vec<u32>, Vec<Weighted>) {
    let mut starts = Vec::with_capacity(counts.len() + 1);
    let mut end = 0;
    starts.push(0);
    for &count in counts {
        end += count;
        starts.push(end);
    }
    let mut next = starts.clone();
    let mut postings = vec![(0, 0.0); end as usize];
    for (document, row) in (0..).zip(rows) {
        for &(number, value) in row {
            postings[next[number as usize] as usize] = (document, value);
            next[number as usize] += 1;
        }
    }
    (starts, postings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(weighting: Weighting, documents: &[&[Feature]], query: &[Feature]) -> Vec<f32> {
        let channel = Channel::build(documents.iter().copied(), weighting);
        let mut scores = vec![0.0; documents.len()];
        channel.add(&channel.query(query), 1.0, &mut scores);
        scores
    }

    #[test]
    fn cosine_by_hand() {
        // Two documents, one with {1}, one with {1, 2}: idf(1) = ln(3/3)+1 = 1, idf(2) = ln(3/2)+1 = 1.4055.
        let found = scores(Weighting::Cosine, &[&[(1, 1.0)], &[(1, 1.0), (2, 1.0)]], &[(1, 1.0)]);
        assert!((found[0] - 1.0).abs() < 1e-6);
        assert!((found[1] - 1.0 / (1.0_f32 + 1.4055 * 1.4055).sqrt()).abs() < 1e-4);
    }

    #[test]
    fn bm25_by_hand() {
        // Lengths 1 and 3, mean 2. Feature 1 is in both: idf = ln(1 + 0.5/2.5) = 0.1823; 9 is in none:
        // ln(1 + 2.5/0.5) = 1.7918. Share of 1 in the query = 0.1823/1.9741 = 0.0924.
        let found = scores(Weighting::Bm25, &[&[(1, 1.0)], &[(1, 1.0), (2, 2.0)]], &[(1, 1.0), (9, 1.0)]);
        assert!((found[0] - 0.0924 / (1.0 + 1.2 * 0.625)).abs() < 1e-4);
        assert!((found[1] - 0.0924 / (1.0 + 1.2 * 1.375)).abs() < 1e-4);
    }
}
