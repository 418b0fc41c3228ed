//! How rare a word is among those who may be shown. Counting only them, and only the living, keeps scores from telling of
//! anybody else, and makes an index that followed changes score like one made anew.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::Audience;

/// Terms of a person of usual length. Given and not measured, since the measure would count the dead and the hidden.
const USUAL_TERMS: u64 = 100;

/// Counts for the score of a search (BM25).
pub(super) struct Rarity<'a> {
    searcher: &'a Searcher,
    /// By segment: who is left out.
    hidden: Vec<Option<BitSet>>,
    people: u64,
}

impl<'a> Rarity<'a> {
    /// `hidden` is the term of those whom enterprises may not see.
    pub(super) fn new(searcher: &'a Searcher, hidden: Term, audience: Audience) -> tantivy::Result<Self> {
        let mut left_out = Vec::new();
        let mut people = searcher.num_docs();
        for segment in searcher.segment_readers() {
            let mut rows = None;
            if audience == Audience::Enterprises {
                let mut set = BitSet::with_max_value(segment.max_doc());
                people -= each(segment, &hidden, |doc| {
                    set.insert(doc);
                    true
                })?;
                rows = Some(set);
            }
            left_out.push(rows);
        }
        Ok(Self { searcher, hidden: left_out, people })
    }
}

impl Bm25StatisticsProvider for Rarity<'_> {
    fn total_num_tokens(&self, _: Field) -> tantivy::Result<u64> {
        Ok(self.people * USUAL_TERMS)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.people)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut count = 0;
        for (segment, hidden) in self.searcher.segment_readers().iter().zip(&self.hidden) {
            count += each(segment, term, |doc| hidden.as_ref().is_none_or(|hidden| !hidden.contains(doc)))?;
        }
        Ok(count)
    }
}

/// Of how many of the living who have a term `counts` is true.
fn each(segment: &SegmentReader, term: &Term, mut counts: impl FnMut(u32) -> bool) -> tantivy::Result<u64> {
    let postings = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
    let Some(mut postings) = postings else { return Ok(0) };
    let mut count = 0;
    let mut doc = postings.doc();
    while doc != TERMINATED {
        count += u64::from(!segment.is_deleted(doc) && counts(doc));
        doc = postings.advance();
    }
    Ok(count)
}
