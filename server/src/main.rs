//! The `bole` binary.
fn main() {}
