//! Scenarios through the real binary and the real service. They stand in this crate because cargo tells only its own
//! tests where the binary is.

#![expect(clippy::unwrap_used, reason = "scenarios")]

mod access;
mod alignment;
mod audit;
mod classes;
mod cli;
mod common;
mod decisions;
mod doors;
mod editions;
mod faults;
mod fuzz;
mod hardening;
mod http;
mod imports;
mod map;
mod outcomes;
mod plan;
mod pooling;
mod records;
#[cfg(feature = "report")]
mod report;
mod rights;
mod roles;
mod running;
mod seats;
mod sessions;
mod workbooks;
