//! Search over people by words and concepts. A commit makes changes visible; the index lives in memory and is built anew
//! from the store.

use tantivy::collector::TopDocs;
use tantivy::schema::{Field, STORED, STRING, Schema, Value};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use super::terms::{WORDS, Words, wanted};
use super::{MAX_PAGE, TextError, query, short_enough, text_field};
use crate::model::{Profile, TalentId};

/// Threads that index; more would only wait on two cores.
const THREADS: usize = 2;
/// Memory for documents that are not yet in a segment, all threads together.
const ARENA: usize = 200_000_000;

/// A person found.
#[derive(Debug, Clone, PartialEq)]
pub struct TextHit {
    /// Who.
    pub id: TalentId,
    /// How well the words match; comparable within one search only.
    pub score: f64,
}

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    concepts: Field,
    words: Field,
}

/// The searchable words of people who allow ranking.
pub struct PeopleText {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
}

impl PeopleText {
    /// Nobody yet.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index cannot be made in memory.
    pub fn new() -> Result<Self, TextError> {
        let mut schema = Schema::builder();
        let fields = Fields {
            id: schema.add_text_field("id", STRING | STORED),
            concepts: schema.add_text_field("concepts", STRING),
            words: text_field(&mut schema, "words", WORDS),
        };
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(WORDS, Words);
        let writer = index.writer_with_num_threads(THREADS, ARENA)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { writer, reader, fields })
    }

    /// Reads everybody and commits.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn build<'a>(profiles: impl IntoIterator<Item = &'a Profile>) -> Result<Self, TextError> {
        let mut people = Self::new()?;
        for profile in profiles {
            people.add(profile)?;
        }
        people.commit()?;
        Ok(people)
    }

    /// Puts a person in who is not yet in the index; visible after [`Self::commit`].
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn add(&mut self, profile: &Profile) -> Result<(), TextError> {
        if profile.consent.ranking {
            self.writer.add_document(document(profile, self.fields))?;
        }
        Ok(())
    }

    /// Puts a person in, or replaces what was known; visible after [`Self::commit`].
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn upsert(&mut self, profile: &Profile) -> Result<(), TextError> {
        self.delete(&profile.id);
        self.add(profile)
    }

    /// Takes a person out; visible after [`Self::commit`].
    pub fn delete(&mut self, id: &TalentId) {
        self.writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
    }

    /// Makes all changes visible.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index fails.
    pub fn commit(&mut self) -> Result<(), TextError> {
        self.writer.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    /// How many people are visible.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reader.searcher().num_docs() as usize
    }

    /// Whether nobody is visible.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best for these words (titles, skills, free text) or concepts (ids of skills, occupations and nodes), best
    /// first, ties by id; at most `limit`, itself at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// [`TextError::QueryTooLong`]; [`TextError::Index`] when the index fails.
    pub fn search(&self, text: &str, concepts: &[String], limit: usize) -> Result<Vec<TextHit>, TextError> {
        short_enough(text)?;
        let limit = limit.clamp(1, MAX_PAGE);
        let words = query::any_group(&wanted(text), &[(self.fields.words, 1.0)]);
        let query = query::union(vec![words, query::any_term(concepts, self.fields.concepts)]);
        let searcher = self.reader.searcher();
        // One more than the page, and then as many as share the last score: ties are cut by id, not by where they lie.
        let mut room = limit + 1;
        let mut found = loop {
            let found = searcher.search(query.as_ref(), &TopDocs::with_limit(room).order_by_score())?;
            let tied = found.len() == room && found[limit - 1].0 <= found[room - 1].0;
            if !tied {
                break found;
            }
            room *= 4;
        };
        found.truncate(room);
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
}

fn document(profile: &Profile, fields: Fields) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.id, profile.id.as_str());
    for held in &profile.skills {
        match (&held.skill, &held.text) {
            (Some(id), _) => document.add_text(fields.concepts, id.as_str()),
            (None, Some(text)) => document.add_text(fields.words, text),
            (None, None) => {}
        }
    }
    for post in &profile.posts {
        document.add_text(fields.words, &post.title);
        post.occupation.iter().for_each(|code| document.add_text(fields.concepts, code.as_str()));
        post.node.iter().for_each(|node| document.add_text(fields.concepts, node.as_str()));
    }
    let names = profile.titles.iter().filter_map(|title| title.name.as_ref());
    let majors = profile.schooling.iter().filter_map(|course| course.major_text.as_ref());
    names.chain(majors).chain(&profile.text).for_each(|text| document.add_text(fields.words, text));
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HeldSkill, Post, SkillSource};

    fn person(id: &str, title: &str, skill: &str) -> Profile {
        let mut profile = Profile::empty(TalentId::new(id).unwrap());
        profile.posts.push(Post {
            title: title.into(),
            occupation: None,
            node: None,
            employer: None,
            region: None,
            start: None,
            end: None,
        });
        let skill = crate::model::SkillId::new(skill).ok();
        profile.skills.push(HeldSkill { skill, text: None, level: None, source: SkillSource::Declared });
        profile
    }

    fn found(people: &PeopleText, text: &str, concepts: &[&str]) -> Vec<String> {
        let concepts: Vec<String> = concepts.iter().map(|c| (*c).to_owned()).collect();
        people.search(text, &concepts, 2).unwrap().into_iter().map(|hit| hit.id.to_string()).collect()
    }

    #[test]
    fn people_are_found_by_words_and_concepts_with_ties_by_id() {
        let city: Vec<_> = ["c", "a", "d", "b"].iter().map(|id| person(id, "数控机床操作工", "plc")).collect();
        let people = PeopleText::build(&city).unwrap();
        assert_eq!(found(&people, "数控", &[]), ["a", "b"]);
        assert_eq!(found(&people, "", &["plc"]), ["a", "b"]);
        assert!(found(&people, "", &[]).is_empty());
    }

    #[test]
    fn a_change_is_visible_after_a_commit() {
        let mut people = PeopleText::build(&[person("a", "数控机床操作工", "plc")]).unwrap();
        people.upsert(&person("a", "茶艺师", "tea")).unwrap();
        people.upsert(&person("b", "焊工", "weld")).unwrap();
        people.commit().unwrap();
        assert!(found(&people, "数控", &["plc"]).is_empty());
        assert_eq!(found(&people, "茶艺", &[]), ["a"]);
        people.delete(&TalentId::new("b").unwrap());
        people.commit().unwrap();
        assert_eq!((people.len(), found(&people, "焊工", &[])), (1, Vec::new()));
    }
}
