//! Full text: search over the catalog with facets, and over people. This is the only place that knows tantivy.
//! Texts pass through `text` like every other; what words mean is left to the vocabulary.

mod catalog;
mod error;
mod facets;
mod people;
mod query;
mod terms;

use tantivy::schema::{Field, IndexRecordOption, SchemaBuilder, TextFieldIndexing, TextOptions};

pub use catalog::{CatalogHit, CatalogPage, CatalogQuery, CatalogSearch};
pub use error::TextError;
pub use facets::{CatalogFacets, Count};
pub use people::{Opened, PeopleReader, PeopleText, RebuildReason, TextHit};

/// Longest query of a search, in characters.
pub const MAX_QUERY_CHARS: usize = 256;
/// Most hits of one page.
pub const MAX_PAGE: usize = 200;

fn text_field(schema: &mut SchemaBuilder, name: &str, tokenizer: &str) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(IndexRecordOption::WithFreqs);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn short_enough(query: &str) -> Result<(), TextError> {
    let chars = query.chars().count();
    if chars > MAX_QUERY_CHARS { Err(TextError::QueryTooLong { chars }) } else { Ok(()) }
}
