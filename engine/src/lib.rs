//! Bole: the industrial talent-demand matching engine.

pub mod classify;
pub mod evaluate;
pub mod fit;
pub mod graph;
pub mod index;
pub mod intake;
pub mod matching;
pub mod method;
pub mod model;
pub mod reference;
pub mod sample;
pub mod store;
pub mod text;
pub mod vocabulary;
pub mod wording;
