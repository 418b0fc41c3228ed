//! Clocks and quantiles.

use std::time::{Duration, Instant};

/// How long something took, and what it gave.
pub fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let given = work();
    (start.elapsed(), given)
}

/// Quantiles of many times.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// Half are below.
    pub median: Duration,
    /// Nine of ten are below.
    pub p90: Duration,
    /// The longest.
    pub max: Duration,
}

/// Runs `work` on each item `rounds` times, keeps each item's best time (the rest is what else the machine did), and
/// tells how the items spread.
pub fn spread<I>(items: &[I], rounds: usize, mut work: impl FnMut(&I)) -> Spread {
    let mut best: Vec<Duration> =
        items.iter().map(|item| (0..rounds.max(1)).map(|_| time(|| work(item)).0).min().unwrap_or_default()).collect();
    best.sort_unstable();
    let at = |share: f64| best.get((best.len() as f64 * share) as usize).or(best.last()).copied().unwrap_or_default();
    Spread { median: at(0.5), p90: at(0.9), max: at(1.0) }
}

/// Bytes of this process in memory; 0 where the system does not tell.
#[must_use]
pub fn resident_bytes() -> u64 {
    told("VmRSS:")
}

/// The most bytes that this process ever had in memory; 0 where the system does not tell.
#[must_use]
pub fn peak_bytes() -> u64 {
    told("VmHWM:")
}

fn told(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
