//! Queries built by hand: the usual query parser makes one phrase of a Chinese sentence, which then finds nothing.

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Share of a Han run's pairs that must be found, so that one common pair (工程) does not drag in everything.
const ENOUGH: f64 = 0.5;

/// Any of the groups; of each group, half its terms or more, each in its best field.
pub(super) fn any_group(groups: &[Vec<String>], fields: &[(Field, f32)]) -> Box<dyn Query> {
    let group = |terms: &Vec<String>| {
        let least = ((terms.len() as f64 * ENOUGH).ceil() as usize).max(1);
        let terms = terms.iter().map(|term| best_field(term, fields)).collect();
        Box::new(BooleanQuery::union_with_minimum_required_clauses(terms, least)) as Box<dyn Query>
    };
    union(groups.iter().map(group).collect())
}

/// Any of the groups; of each group, every term.
pub(super) fn whole_group(groups: &[Vec<String>], field: Field) -> Box<dyn Query> {
    let term = |term: &String| (Occur::Must, best_field(term, &[(field, 1.0)]));
    let group = |terms: &Vec<String>| Box::new(BooleanQuery::new(terms.iter().map(term).collect())) as Box<dyn Query>;
    union(groups.iter().map(group).collect())
}

/// Any of the terms in one field.
pub(super) fn any_term(terms: &[String], field: Field) -> Box<dyn Query> {
    union(terms.iter().map(|term| best_field(term, &[(field, 1.0)])).collect())
}

/// Either query; scores add up.
pub(super) fn union(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::union(queries)) }
}

fn best_field(term: &str, fields: &[(Field, f32)]) -> Box<dyn Query> {
    let one = |&(field, boost): &(Field, f32)| {
        let query = TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), boost)) as Box<dyn Query>
    };
    match fields {
        [only] => one(only),
        _ => Box::new(DisjunctionMaxQuery::new(fields.iter().map(one).collect())),
    }
}
