//! Finding: the columns, postings and texts that say which people, or positions, can be in the top k.
//! Judging is left to `fit`; ranking to `matching`.

mod audience;
mod columns;
mod ids;
mod people;
mod postings;
mod rows;
#[cfg(test)]
pub(crate) mod testing;
mod text;

pub use audience::Audience;
pub(crate) use columns::{Career, Glances};
pub use columns::{Ceilings, NO_CEILING};
pub use people::{Appraise, People};
pub use postings::Posting;
pub use rows::Rows;
pub use text::{
    CatalogFacets, CatalogHit, CatalogPage, CatalogQuery, CatalogSearch, Count, MAX_PAGE, MAX_QUERY_CHARS, Opened,
    PeopleReader, PeopleText, RebuildReason, TextError, TextHit,
};
