//! Benchmarks and workloads, side by side with peers.
