//! Bole (伯乐) matches talent with what an industrial chain demands, and says why.
//!
//! ```text
//! catalogs, uploads → intake → store → index → matching (fit, gates, reach) → faces
//!                     └ vocabulary, method, graph ┘
//! ```
//!
//! - A [`fit::Fit`] is a sum of eight parts, each with its evidence; the explanation *is* the score.
//! - Gates stand apart from the score: [`matching::Ranking`] counts who fails them, and by which requirement.
//! - The index never changes an answer: the top k found through it are the top k of scoring everybody.
//! - Weights, neutral values and credits are data ([`method::Method`]); qualification weighs at most 0.15.
//! - No HTTP, no environment, no clock, no network: dates and seeds come in as arguments.
//!
//! ```
//! use std::sync::Arc;
//! use bole_engine::{intake::{Catalog, CatalogFiles}, matching::{Matcher, Question}, reference::Reference, sample::City};
//!
//! let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
//! let (_, edition) = catalog.editions.pop_first().ok_or("no edition")?;
//! let (_, method) = catalog.methods.pop_first().ok_or("no method")?;
//! let reference = Arc::new(Reference::new(catalog.vocabulary, edition, method));
//! let city = City::new(&reference.edition, &reference.vocabulary, 2026);
//! let matcher = Matcher::build(Arc::clone(&reference), city.profiles(500));
//! let order = &city.orders(1)[0];
//! let ranking = matcher.candidates(&order.demand, &Question::new(reference.edition.as_of));
//! assert!(ranking.items.windows(2).all(|pair| pair[0].score >= pair[1].score));
//! # Ok::<(), &str>(())
//! ```

pub mod alignment;
pub mod classify;
pub mod demand;
pub mod digest;
pub mod evaluate;
pub mod fit;
pub mod graph;
pub mod index;
pub mod intake;
#[cfg(feature = "store")]
pub mod loading;
pub mod map;
pub mod matching;
pub mod method;
pub mod model;
pub mod plan;
pub mod reference;
pub mod sample;
#[cfg(feature = "store")]
pub mod store;
pub mod text;
pub mod vocabulary;
pub mod wording;
