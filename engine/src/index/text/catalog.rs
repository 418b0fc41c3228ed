//! Search over the positions of an edition, in Chinese and English.
//!
//! Words decide; sound only orders what words leave tied, and what is found by sound alone stands below every true hit:
//! hits are ordered by (words score, sound score, id).

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::Query;
use tantivy::schema::{Field, Schema};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexReader, TantivyDocument};

use super::facets::{Counter, Values};
use super::terms::{SOUNDS, Sounds, WORDS, Words, wanted, wanted_sounds};
use super::{CatalogFacets, MAX_PAGE, TextError, query, short_enough, text_field};
use crate::model::{Bilingual, Category, ChainId, Edition, Entry, EntryId, Need, NodeId, Segment, SkillId};

/// How much a term weighs by the field it is found in: the name says most, the duties least.
const TITLE: f32 = 4.0;
const SKILLS: f32 = 2.0;
const PLACE: f32 = 1.5;
const DUTIES: f32 = 1.0;
/// Memory for building; an edition is small.
const ARENA: usize = 30_000_000;

/// What is searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CatalogQuery {
    /// Words; when blank, every entry is found, ordered by id.
    pub text: String,
    /// Any of these chains; empty for all. So for the other filters.
    pub chains: Vec<ChainId>,
    /// Segments.
    pub segments: Vec<Segment>,
    /// Nodes.
    pub nodes: Vec<NodeId>,
    /// Categories.
    pub categories: Vec<Category>,
    /// Shortage stars, 1 to 5.
    pub stars: Vec<u8>,
    /// Most hits of the page, at most [`MAX_PAGE`].
    pub limit: usize,
    /// The last id of the page before.
    pub after: Option<EntryId>,
}

/// An entry found.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CatalogHit {
    /// The entry.
    pub entry: EntryId,
    /// How well the words match, above 0; comparable within one search only. 0 without words and for a hit by sound.
    pub score: f64,
    /// Whether nothing but the sound matches: a guess at a slip of the pen, not a hit.
    pub by_sound: bool,
}

/// A page of hits.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CatalogPage {
    /// Hits, best first, ties by id.
    pub hits: Vec<CatalogHit>,
    /// Hits on all pages.
    pub total: usize,
    /// Counts under the query.
    pub facets: CatalogFacets,
    /// Cursor of the next page, if there is one.
    pub next: Option<EntryId>,
}

struct Fields {
    title: Field,
    skills: Field,
    place: Field,
    duties: Field,
    sound: Field,
}

/// The searchable catalog of one edition.
pub struct CatalogSearch {
    reader: IndexReader,
    fields: Fields,
    entries: Vec<(EntryId, Values)>,
}

impl CatalogSearch {
    /// Reads an edition. `names` gives all names of a skill, both languages and aliases.
    ///
    /// # Errors
    /// [`TextError::Index`] when the index cannot be made in memory.
    pub fn build(edition: &Edition, names: impl Fn(&SkillId) -> Vec<String>) -> Result<Self, TextError> {
        let mut schema = Schema::builder();
        let fields = Fields {
            title: text_field(&mut schema, "title", WORDS),
            skills: text_field(&mut schema, "skills", WORDS),
            place: text_field(&mut schema, "place", WORDS),
            duties: text_field(&mut schema, "duties", WORDS),
            sound: text_field(&mut schema, "sound", SOUNDS),
        };
        let tokenizers = TokenizerManager::new();
        tokenizers.register(WORDS, Words);
        tokenizers.register(SOUNDS, Sounds);
        let builder = Index::builder().schema(schema.build()).tokenizers(tokenizers);
        let mut entries: Vec<&Entry> = edition.entries.iter().collect();
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        let mut writer = builder.single_segment_index_writer(RamDirectory::create(), ARENA)?;
        for entry in &entries {
            writer.add_document(document(entry, edition, &fields, &names))?;
        }
        let reader = writer.finalize()?.reader()?;
        let entries = entries.into_iter().map(|e| (e.id.clone(), Values::of(e, edition))).collect();
        Ok(Self { reader, fields, entries })
    }

    /// Finds entries.
    ///
    /// # Errors
    /// [`TextError::QueryTooLong`], [`TextError::UnknownCursor`]; [`TextError::Index`] when the index fails.
    pub fn search(&self, query: &CatalogQuery) -> Result<CatalogPage, TextError> {
        short_enough(&query.text)?;
        let mut counter = Counter::default();
        let mut hits = Vec::new();
        for (at, words, sound) in self.scores(&query.text)? {
            let (id, values) = &self.entries[at];
            if counter.take(values, query) {
                hits.push((words, sound, id));
            }
        }
        hits.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(b.2)));
        let start = match &query.after {
            None => 0,
            Some(cursor) => {
                let at = hits.iter().position(|(.., id)| *id == cursor);
                at.ok_or_else(|| TextError::UnknownCursor { cursor: cursor.to_string() })? + 1
            }
        };
        let total = hits.len();
        let limit = query.limit.clamp(1, MAX_PAGE);
        let hit = |(words, sound, id): (f32, f32, &EntryId)| CatalogHit {
            entry: id.clone(),
            score: f64::from(words),
            by_sound: words == 0.0 && sound > 0.0,
        };
        let hits: Vec<CatalogHit> = hits.into_iter().skip(start).take(limit).map(hit).collect();
        let more = start + hits.len() < total;
        let next = hits.last().filter(|_| more).map(|hit| hit.entry.clone());
        Ok(CatalogPage { hits, total, facets: counter.counts(), next })
    }

    /// `(entry, words score, sound score)` of all that match, in any order.
    fn scores(&self, text: &str) -> Result<Vec<(usize, f32, f32)>, TextError> {
        let groups = wanted(text);
        if groups.is_empty() && text.trim().is_empty() {
            return Ok((0..self.entries.len()).map(|at| (at, 0.0, 0.0)).collect());
        }
        let Fields { title, skills, place, duties, sound } = self.fields;
        let fields = [(title, TITLE), (skills, SKILLS), (place, PLACE), (duties, DUTIES)];
        let mut scores = vec![(0.0_f32, 0.0_f32); self.entries.len()];
        for (at, score) in self.all(query::any_group(&groups, &fields).as_ref())? {
            scores[at].0 = score;
        }
        for (at, score) in self.all(query::whole_group(&wanted_sounds(text), sound).as_ref())? {
            scores[at].1 = score;
        }
        let found = scores.into_iter().enumerate().filter(|(_, (words, sound))| *words > 0.0 || *sound > 0.0);
        Ok(found.map(|(at, (words, sound))| (at, words, sound)).collect())
    }

    fn all(&self, query: &dyn Query) -> Result<Vec<(usize, f32)>, TextError> {
        let all = TopDocs::with_limit(self.entries.len().max(1)).order_by_score();
        let found = self.reader.searcher().search(query, &all)?;
        Ok(found.into_iter().map(|(score, address)| (address.doc_id as usize, score)).collect())
    }
}

fn document(
    entry: &Entry,
    edition: &Edition,
    fields: &Fields,
    names: &impl Fn(&SkillId) -> Vec<String>,
) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    let mut both = |field: Field, name: &Bilingual| {
        document.add_text(field, &name.zh);
        document.add_text(field, &name.en);
    };
    both(fields.title, &entry.demand.title);
    if let Some(duties) = &entry.duties {
        both(fields.duties, duties);
    }
    for node in edition.nodes.iter().filter(|node| entry.demand.nodes.contains(&node.id)) {
        both(fields.place, &node.name);
        if let Some(chain) = edition.chains.iter().find(|chain| chain.id == node.chain) {
            both(fields.place, &chain.name);
        }
    }
    document.add_text(fields.sound, &entry.demand.title.zh);
    for skill in skill_words(entry, names) {
        document.add_text(fields.sound, &skill);
        document.add_text(fields.skills, &skill);
    }
    document
}

fn skill_words(entry: &Entry, names: &impl Fn(&SkillId) -> Vec<String>) -> Vec<String> {
    let mut words = Vec::new();
    for requirement in &entry.demand.requirements {
        if let Need::Skill { skill, text, .. } = &requirement.need {
            words.extend(skill.iter().flat_map(names));
            words.extend(text.clone());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::testing::edition;

    fn search() -> CatalogSearch {
        CatalogSearch::build(&edition(), |skill| match skill.as_str() {
            "cnc" => vec!["数控编程".into(), "CNC programming".into(), "加工中心".into()],
            "mould" => vec!["注塑".into(), "injection moulding".into()],
            _ => Vec::new(),
        })
        .unwrap()
    }

    fn ids(text: &str) -> Vec<String> {
        let query = CatalogQuery { text: text.into(), limit: 10, ..CatalogQuery::default() };
        search().search(&query).unwrap().hits.into_iter().map(|hit| hit.entry.to_string()).collect()
    }

    #[test]
    fn a_part_of_a_word_finds_the_whole_in_either_script_and_language() {
        assert_eq!(ids("数控")[0], "P1");
        assert_eq!(ids("數控")[0], "P1");
        assert_eq!(ids("CNC")[0], "P1");
        assert_eq!(ids("machinists")[0], "P1");
        assert_eq!(ids("注塑"), ["P2"]);
    }

    #[test]
    fn sound_alone_stands_below_every_true_hit() {
        // 铸塑 sounds like 注塑 but is another word; 铸 is in P3 alone.
        let query = CatalogQuery { text: "铸塑 铸造".into(), limit: 10, ..CatalogQuery::default() };
        let hits = search().search(&query).unwrap().hits;
        let shown: Vec<_> = hits.iter().map(|hit| (hit.entry.as_str(), hit.by_sound)).collect();
        assert_eq!(shown, [("P3", false), ("P2", true)]);
        assert_eq!(ids("shukong"), ["P1"]);
    }

    #[test]
    fn facets_count_what_a_choice_would_show() {
        let query =
            CatalogQuery { categories: vec![Category::Engineer], stars: vec![5], limit: 10, ..CatalogQuery::default() };
        let page = search().search(&query).unwrap();
        assert_eq!(page.total, 1);
        let by_category: Vec<_> = page.facets.categories.iter().map(|c| (c.value, c.count)).collect();
        assert_eq!(by_category, [(Category::Engineer, 1), (Category::MasterTechnician, 1)]);
        let by_stars: Vec<_> = page.facets.stars.iter().map(|c| (c.value, c.count)).collect();
        assert_eq!(by_stars, [(3, 1), (5, 1)]);
        assert_eq!(page.facets.chains.len(), 1);
    }

    #[test]
    fn pages_join_without_a_gap() {
        let search = search();
        let mut query = CatalogQuery { limit: 2, ..CatalogQuery::default() };
        let first = search.search(&query).unwrap();
        query.after = first.next.clone();
        let second = search.search(&query).unwrap();
        let all: Vec<_> = first.hits.iter().chain(&second.hits).map(|hit| hit.entry.as_str()).collect();
        assert_eq!((all, second.next), (vec!["P1", "P2", "P3"], None));
        query.after = Some(EntryId::new("nobody").unwrap());
        assert!(matches!(search.search(&query), Err(TextError::UnknownCursor { .. })));
        query.text = "长".repeat(super::super::MAX_QUERY_CHARS + 1);
        assert!(matches!(search.search(&query), Err(TextError::QueryTooLong { .. })));
    }
}
