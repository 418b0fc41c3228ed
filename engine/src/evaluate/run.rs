//! A run: the ranking of every query of a set.

use std::fmt::Write;

use rayon::prelude::*;

use super::RetrievalSet;
use crate::vocabulary::{Form, Link, Linker};

/// How deep each query is ranked. What lies below counts as not found.
pub const DEPTH: usize = 1000;
/// The name of the run in its lines.
const TAG: &str = "bole";
/// Scores are written with six places, and each is below the one before by this at least: other tools sort
/// by score and break ties in their own way.
const STEP: f64 = 1e-6;

/// The rankings of a set's queries.
#[derive(Clone, Debug)]
pub struct RetrievalRun<'a> {
    pub(super) set: &'a RetrievalSet,
    /// The ranking of each query.
    pub(super) rankings: Vec<Vec<Link>>,
    /// The same as if rows that equal the query were not in the corpus.
    pub(super) without_equal: Vec<Vec<Link>>,
}

impl<'a> RetrievalRun<'a> {
    /// Ranks every query of a set with a linker over its corpus, on all cores; the result does not depend on
    /// their number.
    #[must_use]
    pub fn of(set: &'a RetrievalSet) -> RetrievalRun<'a> {
        let forms = set.forms.iter().map(|(concept, text)| Form { concept: *concept, text: text.clone() });
        let linker = Linker::build(forms);
        let ranked = set.queries.par_iter().map(|query| linker.rank(&query.text, DEPTH)).collect();
        let others = set.queries.par_iter().map(|query| linker.rank_unequal(&query.text, DEPTH)).collect();
        RetrievalRun { set, rankings: ranked, without_equal: others }
    }
}

/// The run in the format of TREC, a line for each query and concept: `query Q0 concept place score tag`.
///
/// Columns are parted by a space, or by a tab if some id has white space in it.
#[must_use]
pub fn trec_run(run: &RetrievalRun<'_>) -> String {
    let spaced = |id: &String| id.contains(char::is_whitespace);
    let tabs = run.set.ids.iter().any(spaced) || run.set.queries.iter().any(|query| spaced(&query.id));
    let gap = if tabs { '\t' } else { ' ' };
    let mut out = String::new();
    for (query, ranking) in run.set.queries.iter().zip(&run.rankings) {
        let mut score = f64::INFINITY;
        for (place, link) in (1_usize..).zip(ranking) {
            score = link.score.min(score - STEP);
            let id = &run.set.ids[link.concept as usize];
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}{gap}Q0{gap}{id}{gap}{place}{gap}{score:.6}{gap}{TAG}", query.id);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_in_order_with_falling_scores() {
        let set = RetrievalSet::parse("b\twelder\na\twelder\nc\tnurse\n", "q\tWelder\n", "q\t0\ta\t1\n").unwrap();
        let run = trec_run(&RetrievalRun::of(&set));
        assert_eq!(run, "q Q0 b 1 1.000000 bole\nq Q0 a 2 0.999999 bole\n");
    }

    #[test]
    fn ids_with_spaces_are_parted_by_tabs() {
        let set = RetrievalSet::parse("a\twelder\n", "my q\twelder\n", "my q\t0\ta\t1\n").unwrap();
        assert_eq!(trec_run(&RetrievalRun::of(&set)), "my q\tQ0\ta\t1\t1.000000\tbole\n");
    }
}
