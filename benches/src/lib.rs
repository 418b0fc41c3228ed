//! What the benchmarks share: a synthetic city of a size, orders, peers, timing and a table.

mod city;
mod peer;
mod service;
mod table;
mod timing;

pub use city::{City, SEED, reference};
pub use peer::Boolean;
pub use service::{Connection, Service};
pub use table::Table;
pub use timing::{Spread, peak_bytes, resident_bytes, spread, time};
