//! The report: means over queries with their intervals.

use serde::Serialize;

use super::RetrievalSet;
use super::bootstrap::{Estimate, RESAMPLES, estimate};
use super::measure::{Measured, measure};
use super::run::{DEPTH, RetrievalRun};
use super::set::Query;
use crate::text::normalise;
use crate::vocabulary::Link;

/// Means over queries, each with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// The number of queries measured.
    pub queries: usize,
    /// Mean average precision.
    pub map: Estimate,
    /// Mean reciprocal rank.
    pub mrr: Estimate,
    /// The share of queries whose first concept is relevant.
    pub hit_at_1: Estimate,
    /// The share of queries with a relevant concept among the first five.
    pub hit_at_5: Estimate,
}

/// What a run is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RetrievalReport {
    /// Concepts in the corpus.
    pub concepts: usize,
    /// Rows of the corpus.
    pub forms: usize,
    /// Queries left out because nothing relevant is judged for them.
    pub unjudged: usize,
    /// Relevant judgements of ids that the corpus does not have; they count as missed.
    pub absent: usize,
    /// How deep each query was ranked.
    pub depth: usize,
    /// The seed of the intervals.
    pub seed: u64,
    /// How often the queries were drawn anew for them.
    pub resamples: usize,
    /// The official figures.
    pub all: Measures,
    /// The same as if corpus rows whose normalised text equals the query's did not exist. Sets of synonyms
    /// often leave the query's own text unjudged, which punishes finding it.
    pub without_equal: Measures,
}

/// Ranks and measures a set; `seed` draws the intervals.
#[must_use]
pub fn evaluate_retrieval(set: &RetrievalSet, seed: u64) -> RetrievalReport {
    RetrievalRun::of(set).report(seed)
}

impl RetrievalRun<'_> {
    /// Measures the run; `seed` draws the intervals.
    #[must_use]
    pub fn report(&self, seed: u64) -> RetrievalReport {
        let queries = &self.set.queries;
        let all: Vec<Measured> = queries
            .iter()
            .zip(&self.rankings)
            .map(|(query, ranking)| score(query, ranking, query.relevant.len() + query.absent))
            .collect();
        let left = self.left_without_equal();
        let without: Vec<Measured> = queries
            .iter()
            .zip(&self.without_equal)
            .zip(left)
            .filter(|(_, left)| *left > 0)
            .map(|((query, ranking), left)| score(query, ranking, left))
            .collect();
        RetrievalReport {
            concepts: self.set.ids.len(),
            forms: self.set.forms.len(),
            unjudged: self.set.unjudged,
            absent: queries.iter().map(|query| query.absent).sum(),
            depth: DEPTH,
            seed,
            resamples: RESAMPLES,
            all: measures(&all, seed),
            without_equal: measures(&without, seed),
        }
    }

    /// For each query, how many relevant concepts keep a row when those equal to the query go.
    fn left_without_equal(&self) -> Vec<usize> {
        let keys: Vec<(u32, String)> = self.set.forms.iter().map(|(c, text)| (*c, normalise(text))).collect();
        let mut keys_of: Vec<Vec<&str>> = vec![Vec::new(); self.set.ids.len()];
        for (concept, key) in &keys {
            keys_of[*concept as usize].push(key);
        }
        let left = |query: &Query| {
            let own = normalise(&query.text);
            let stays = |&&concept: &&u32| keys_of[concept as usize].iter().any(|&key| key != own);
            query.relevant.iter().filter(stays).count() + query.absent
        };
        self.set.queries.iter().map(left).collect()
    }
}

fn score(query: &Query, ranking: &[Link], relevant: usize) -> Measured {
    measure(ranking.iter().map(|link| query.relevant.contains(&link.concept)), relevant)
}

fn measures(all: &[Measured], seed: u64) -> Measures {
    let mean = |of: fn(&Measured) -> f64| estimate(&all.iter().map(of).collect::<Vec<f64>>(), seed);
    Measures {
        queries: all.len(),
        map: mean(|m| m.average_precision),
        mrr: mean(|m| m.reciprocal_rank),
        hit_at_1: mean(|m| m.hit_at_1),
        hit_at_5: mean(|m| m.hit_at_5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPUS: &str = "a\tcook\nb\tpastry cook\nc\tcook helper\nd\tnurse\ne\tnurse aide\n";

    #[test]
    fn means_over_queries_by_hand() {
        // “cook” finds the equal a first, and d never: AP = (1/1)/2. “nurse” finds the equal d first: AP = 1.
        let set =
            RetrievalSet::parse(CORPUS, "q\tcook\nr\tnurse\ns\tno judgement\n", "q\t0\ta\t1\nq\t0\td\t1\nr\t0\td\t1\n");
        let report = evaluate_retrieval(&set.unwrap(), 3);
        assert_eq!((report.concepts, report.forms, report.unjudged, report.all.queries), (5, 5, 1, 2));
        assert_eq!((report.all.map.value, report.all.mrr.value, report.all.hit_at_1.value), (0.75, 1.0, 1.0));
    }

    #[test]
    fn rows_equal_to_the_query_are_left_out_beside_the_official_figure() {
        // “cook” itself is unjudged and leads: AP ½. Without it the relevant b leads: AP 1.
        let corpus = "a\tcook\nb\tpastry cook\n";
        let set = RetrievalSet::parse(corpus, "q\tcook\n", "q\t0\tb\t1\n").unwrap();
        let report = evaluate_retrieval(&set, 3);
        assert_eq!((report.all.map.value, report.without_equal.map.value), (0.5, 1.0));
        // A concept keeps its other rows; one without any is neither ranked nor missed.
        let set =
            RetrievalSet::parse("a\tcook\na\tcook helper\nb\tcook\n", "q\tcook\n", "q\t0\ta\t1\nq\t0\tb\t1\n").unwrap();
        assert_eq!(evaluate_retrieval(&set, 3).without_equal.map.value, 1.0);
        let set = RetrievalSet::parse("b\tcook\n", "q\tcook\n", "q\t0\tb\t1\n").unwrap();
        assert_eq!(evaluate_retrieval(&set, 3).without_equal.queries, 0);
    }

    #[test]
    fn absent_ids_count_as_missed() {
        let set = RetrievalSet::parse("b\tcook\n", "q\tcook\n", "q\t0\tb\t1\nq\t0\tgone\t1\n").unwrap();
        let report = evaluate_retrieval(&set, 3);
        assert_eq!((report.all.map.value, report.absent), (0.5, 1));
    }

    #[test]
    fn the_same_set_and_seed_give_the_same_report() {
        let set = RetrievalSet::parse(CORPUS, "q\tcook\nr\tnurse\n", "q\t0\tb\t1\nr\t0\td\t1\n").unwrap();
        assert_eq!(evaluate_retrieval(&set, 5), evaluate_retrieval(&set, 5));
    }
}
