//! The faces of Bole: the command line `bole` and the HTTP service. They parse, call the engine, and show what it says;
//! every judgement, and every word about one, comes from `bole-engine`.
//!
//! - [`auth`]: who may come in: keys, and what each role may do at each address.
//! - [`cli`]: commands, tables for people and JSON for programs, exit codes 0, 1 and 2.
//! - [`config`]: settings of the service, with their defaults in `config.toml`.
//! - [`error`]: the one table from error to status and stable code.

mod aligned;
pub mod answer;
pub mod app;
pub mod auth;
mod bundle;
pub mod catalogs;
pub mod cli;
pub mod clock;
pub mod cohort_life;
pub mod config;
pub mod consents;
pub mod crowd;
mod decisions;
pub mod dump;
mod editions;
pub mod error;
pub mod extract;
#[cfg(feature = "report")]
pub mod fonts;
pub mod fresh;
mod handlers;
mod life;
pub mod limits;
mod lists;
pub mod live;
pub mod mask;
pub mod metrics;
pub mod middleware;
pub mod openapi;
pub mod opened;
mod order_life;
pub mod page;
mod past;
mod rejects;
mod rights;
pub mod round;
pub mod routes;
pub mod service;
pub mod shield;
pub mod tasks;
pub mod tls;
pub mod words;
pub(crate) mod workbooks;
