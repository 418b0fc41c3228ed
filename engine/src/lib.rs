//! Bole: the industrial talent-demand matching engine.

pub mod model;
