//! A peer: plain boolean retrieval by tantivy, the wanted skills joined by OR, best twenty by BM25. It finds people who
//! share words with the order; levels, gates, chain and the other criteria it does not know.

use bole_engine::model::{Need, Order, Profile};
use tantivy::collector::TopDocs;
use tantivy::query::BooleanQuery;
use tantivy::schema::{Field, STRING, Schema};
use tantivy::{Index, IndexReader, TantivyDocument, TantivyError, Term};

/// An index of skills, a document each person.
pub struct Boolean {
    reader: IndexReader,
    skills: Field,
}

impl Boolean {
    /// Reads everybody.
    ///
    /// # Errors
    /// Whatever tantivy says.
    pub fn build(profiles: &[Profile]) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let skills = schema.add_text_field("skills", STRING);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
        for profile in profiles {
            let mut document = TantivyDocument::default();
            for id in profile.skills.iter().filter_map(|held| held.skill.as_ref()) {
                document.add_text(skills, id.as_str());
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(Self { reader: index.reader()?, skills })
    }

    /// The best twenty for an order; their number.
    ///
    /// # Errors
    /// Whatever tantivy says.
    pub fn search(&self, order: &Order) -> Result<usize, TantivyError> {
        let term = |need: &Need| {
            let Need::Skill { skill: Some(id), .. } = need else { return None };
            Some(Term::from_field_text(self.skills, id.as_str()))
        };
        let terms = order.demand.requirements.iter().filter_map(|asked| term(&asked.need)).collect();
        let query = BooleanQuery::new_multiterms_query(terms);
        Ok(self.reader.searcher().search(&query, &TopDocs::with_limit(20).order_by_score())?.len())
    }
}
