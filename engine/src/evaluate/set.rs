//! A labelled set: corpus, queries and judgements, read from tab-separated text without head lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use thiserror::Error;

/// Which of the three files is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetrievalFile {
    /// `id <tab> text`; several rows of one id are forms of one concept.
    Corpus,
    /// `id <tab> text`.
    Queries,
    /// `query id <tab> 0 <tab> corpus id <tab> grade`.
    Qrels,
}

impl RetrievalFile {
    fn columns(self) -> &'static [&'static str] {
        match self {
            RetrievalFile::Corpus | RetrievalFile::Queries => &["id", "text"],
            RetrievalFile::Qrels => &["query id", "0", "corpus id", "grade"],
        }
    }
}

impl fmt::Display for RetrievalFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RetrievalFile::Corpus => "corpus",
            RetrievalFile::Queries => "queries",
            RetrievalFile::Qrels => "qrels",
        })
    }
}

/// Why a labelled set cannot be read. All are the caller's to mend.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RetrievalError {
    /// A line has another number of columns.
    #[error("{file}, line {line}: {found} columns; allowed are {}, with a tab between: {}", file.columns().len(), file.columns().join(", "))]
    Columns {
        /// The file.
        file: RetrievalFile,
        /// The line, from 1.
        line: usize,
        /// The columns found.
        found: usize,
    },
    /// A column that must say something is empty.
    #[error("{file}, line {line}: the column “{column}” is empty; allowed is any text")]
    Empty {
        /// The file.
        file: RetrievalFile,
        /// The line, from 1.
        line: usize,
        /// The name of the column.
        column: &'static str,
    },
    /// A query id stands twice.
    #[error("queries, line {line}: the id “{id}” stands in line {first} already; allowed is one line for each id")]
    Twice {
        /// The line, from 1.
        line: usize,
        /// The line of its first appearance.
        first: usize,
        /// The id.
        id: String,
    },
    /// A grade is no whole number.
    #[error(
        "qrels, line {line}: the grade “{value}” is not a whole number; allowed are 0 (not relevant) and above (relevant)"
    )]
    Grade {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// A file has no line.
    #[error("{file}: there is no line; allowed is at least one: {}", file.columns().join(" <tab> "))]
    NoLines {
        /// The file.
        file: RetrievalFile,
    },
    /// No query has a relevant judgement, so that nothing can be measured.
    #[error("qrels: no query of the set has a relevant judgement; allowed is a set with at least one")]
    NothingJudged,
}

/// A query with what is relevant to it.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) id: String,
    pub(super) text: String,
    /// Relevant concepts by number.
    pub(super) relevant: BTreeSet<u32>,
    /// Relevant ids that the corpus does not have: they count as missed.
    pub(super) absent: usize,
}

/// A labelled set that can be ranked and measured.
#[derive(Clone, Debug)]
pub struct RetrievalSet {
    /// Ids of the concepts in order of their first row.
    pub(super) ids: Vec<String>,
    /// Concept and text of each row.
    pub(super) forms: Vec<(u32, String)>,
    /// The queries that have something relevant, in order of the file.
    pub(super) queries: Vec<Query>,
    /// Queries without a relevant judgement, which are left out.
    pub(super) unjudged: usize,
}

impl RetrievalSet {
    /// Reads a set from the text of its three files. Empty lines and a byte order mark are skipped; judgements
    /// of queries that the set does not have are ignored, so that a part of the queries can be measured.
    ///
    /// # Errors
    /// The first line that is wrong, with file, line, value, and what is allowed.
    pub fn parse(corpus: &str, queries: &str, qrels: &str) -> Result<RetrievalSet, RetrievalError> {
        let mut ids = Vec::new();
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut forms = Vec::new();
        for (_, [id, text]) in rows::<2>(RetrievalFile::Corpus, corpus)? {
            let number = *numbers.entry(id).or_insert_with(|| {
                ids.push(id.to_owned());
                ids.len() as u32 - 1
            });
            forms.push((number, text.to_owned()));
        }
        let mut all = parse_queries(queries)?;
        judge(&mut all, &numbers, qrels)?;
        let asked = all.len();
        all.retain(|query| query.absent + query.relevant.len() > 0);
        match all.is_empty() {
            true => Err(RetrievalError::NothingJudged),
            false => Ok(RetrievalSet { ids, forms, unjudged: asked - all.len(), queries: all }),
        }
    }
}

fn parse_queries(text: &str) -> Result<Vec<Query>, RetrievalError> {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let mut queries = Vec::new();
    for (line, [id, text]) in rows::<2>(RetrievalFile::Queries, text)? {
        if let Some(first) = lines.insert(id, line) {
            return Err(RetrievalError::Twice { line, first, id: id.to_owned() });
        }
        queries.push(Query { id: id.to_owned(), text: text.to_owned(), relevant: BTreeSet::new(), absent: 0 });
    }
    Ok(queries)
}

fn judge(queries: &mut [Query], numbers: &BTreeMap<&str, u32>, qrels: &str) -> Result<(), RetrievalError> {
    let places: BTreeMap<String, usize> = queries.iter().enumerate().map(|(i, query)| (query.id.clone(), i)).collect();
    let mut absent: BTreeSet<(usize, &str)> = BTreeSet::new();
    for (line, [query, _, id, grade]) in rows::<4>(RetrievalFile::Qrels, qrels)? {
        let relevant = grade.trim().parse::<i64>();
        let relevant = relevant.map_err(|_| RetrievalError::Grade { line, value: grade.to_owned() })?;
        let Some(&place) = places.get(query).filter(|_| relevant > 0) else { continue };
        match numbers.get(id) {
            Some(&number) => {
                queries[place].relevant.insert(number);
            }
            None => {
                absent.insert((place, id));
            }
        }
    }
    for (place, _) in absent {
        queries[place].absent += 1;
    }
    Ok(())
}

/// The rows of a file with their line numbers.
fn rows<const N: usize>(file: RetrievalFile, text: &str) -> Result<Vec<(usize, [&str; N])>, RetrievalError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let rows: Vec<(usize, [&str; N])> = lines.map(|(line, text)| row(file, line, text)).collect::<Result<_, _>>()?;
    if rows.is_empty() { Err(RetrievalError::NoLines { file }) } else { Ok(rows) }
}

fn row<const N: usize>(file: RetrievalFile, line: usize, text: &str) -> Result<(usize, [&str; N]), RetrievalError> {
    let columns: Vec<&str> = text.split('\t').collect();
    let found = columns.len();
    let columns: [&str; N] = columns.try_into().map_err(|_| RetrievalError::Columns { file, line, found })?;
    match columns.iter().zip(file.columns()).find(|(value, _)| value.trim().is_empty()) {
        Some((_, column)) => Err(RetrievalError::Empty { file, line, column }),
        None => Ok((line, columns)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(corpus: &str, queries: &str, qrels: &str) -> String {
        RetrievalSet::parse(corpus, queries, qrels).unwrap_err().to_string()
    }

    #[test]
    fn rows_of_one_id_are_forms_of_one_concept() {
        let set = RetrievalSet::parse(
            "\u{FEFF}a\tx\r\n\r\nb\ty\na\tz\n",
            "q\tx\nr\ty\n",
            "q\t0\ta\t2\nq\t0\tb\t0\ns\t0\ta\t1\n",
        );
        let set = set.unwrap();
        assert_eq!(set.ids, ["a", "b"]);
        assert_eq!(set.forms, [(0, "x".into()), (1, "y".into()), (0, "z".into())]);
        assert_eq!((set.queries.len(), set.unjudged), (1, 1));
        assert_eq!(set.queries[0].relevant, BTreeSet::from([0]));
    }

    #[test]
    fn a_relevant_id_outside_the_corpus_is_counted_once() {
        let set = RetrievalSet::parse("a\tx\n", "q\tx\n", "q\t0\tnone\t1\nq\t0\tnone\t1\n").unwrap();
        assert_eq!((set.queries[0].absent, set.queries[0].relevant.len()), (1, 0));
    }

    #[test]
    fn errors_name_file_line_value_and_what_is_allowed() {
        assert_eq!(
            error("a\n", "q\tx\n", "q\t0\ta\t1\n"),
            "corpus, line 1: 1 columns; allowed are 2, with a tab between: id, text"
        );
        assert_eq!(
            error("a\tx\n", "q\t \n", "q\t0\ta\t1\n"),
            "queries, line 1: the column “text” is empty; allowed is any text"
        );
        let twice = error("a\tx\n", "q\tx\n\nq\ty\n", "q\t0\ta\t1\n");
        assert_eq!(twice, "queries, line 3: the id “q” stands in line 1 already; allowed is one line for each id");
        let grade = error("a\tx\n", "q\tx\n", "q\t0\ta\tyes\n");
        assert!(grade.starts_with("qrels, line 1: the grade “yes” is not a whole number"), "{grade}");
        assert!(error("", "q\tx\n", "q\t0\ta\t1\n").starts_with("corpus: there is no line"));
        assert!(error("a\tx\n", "q\tx\n", "q\t0\ta\t0\n").starts_with("qrels: no query"));
    }
}
