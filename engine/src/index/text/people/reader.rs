//! Searching people. A reader is cheap to clone and goes on while changes are written.

use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{IndexReader, TantivyDocument, Term};

use super::super::terms::wanted;
use super::super::{MAX_PAGE, TextError, query, short_enough};
use super::rarity::Rarity;
use super::schema::{Fields, HIDDEN};
use crate::index::Audience;
use crate::model::TalentId;

/// A person found.
#[derive(Debug, Clone, PartialEq)]
pub struct TextHit {
    /// Who.
    pub id: TalentId,
    /// How well the words match; comparable within one search only.
    pub score: f64,
}

/// Searches what the last commit made visible.
#[derive(Clone)]
pub struct PeopleReader {
    reader: Arc<IndexReader>,
    fields: Fields,
}

impl PeopleReader {
    pub(super) fn new(reader: IndexReader, fields: Fields) -> Self {
        Self { reader: Arc::new(reader), fields }
    }

    /// Shows the last commit to all clones.
    pub(super) fn reload(&self) -> Result<(), TextError> {
        Ok(self.reader.reload()?)
    }

    /// How many people can be found by insiders.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reader.searcher().num_docs() as usize
    }

    /// Whether nobody can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best for these words (titles, skills, free text) or concepts (ids of skills, occupations and nodes), best
    /// first, ties by id; at most `limit`, itself at most [`MAX_PAGE`]. Who may not be shown to the audience is not
    /// found, and changes no score.
    ///
    /// # Errors
    /// [`TextError::QueryTooLong`]; [`TextError::Index`] when the index fails.
    pub fn search(
        &self,
        text: &str,
        concepts: &[String],
        audience: Audience,
        limit: usize,
    ) -> Result<Vec<TextHit>, TextError> {
        short_enough(text)?;
        let limit = limit.clamp(1, MAX_PAGE);
        let query = self.query(text, concepts, audience);
        let searcher = self.reader.searcher();
        let rarity = Rarity::new(&searcher, self.hidden(), audience)?;
        // One more than the page, and then as many as share the last score: ties are cut by id, not by where they lie.
        let mut room = limit + 1;
        let found = loop {
            let best = TopDocs::with_limit(room).order_by_score();
            let found = searcher.search_with_statistics_provider(query.as_ref(), &best, &rarity)?;
            let tied = found.len() == room && found[limit - 1].0 <= found[room - 1].0;
            if !tied {
                break found;
            }
            room *= 4;
        };
        let mut hits = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document: TantivyDocument = searcher.doc(address)?;
            let id = document.get_first(self.fields.id).and_then(|value| value.as_str()).unwrap_or_default();
            let id = TalentId::new(id).map_err(|refused| TextError::Index(refused.to_string()))?;
            hits.push(TextHit { id, score: f64::from(score) });
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        hits.truncate(limit);
        Ok(hits)
    }

    fn query(&self, text: &str, concepts: &[String], audience: Audience) -> Box<dyn Query> {
        let words = query::any_group(&wanted(text), &[(self.fields.words, 1.0)]);
        let asked = query::union(vec![words, query::any_term(concepts, self.fields.concepts)]);
        match audience {
            Audience::Insiders => asked,
            Audience::Enterprises => {
                let hidden: Box<dyn Query> = Box::new(TermQuery::new(self.hidden(), IndexRecordOption::Basic));
                Box::new(BooleanQuery::new(vec![(Occur::Must, asked), (Occur::MustNot, hidden)]))
            }
        }
    }

    fn hidden(&self) -> Term {
        Term::from_field_text(self.fields.flags, HIDDEN)
    }
}
