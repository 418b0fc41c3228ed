//! Judging one person: 2,000 synthetic people (seed 2026) against 200 orders of the shipped catalog.
//!
//! Measured, each a call: the untold score, the gates, the told fit with its evidence, and making a brief of an order for a
//! dictionary of the size that these people fill. `cargo bench -p bole-benches --bench fit`.

use std::cell::Cell;
use std::hint::black_box;

use bole_benches::City;
use bole_engine::fit::{Brief, Dictionary, FactsBuf};
use criterion::Criterion;

const PEOPLE: usize = 2_000;
const ORDERS: usize = 200;

fn main() {
    let city = City::new(PEOPLE, ORDERS);
    let mut dictionary = Dictionary::default();
    let people: Vec<FactsBuf> = city.profiles.iter().map(|profile| FactsBuf::of(profile, &mut dictionary)).collect();
    let as_of = city.reference.edition.as_of;
    let brief = |i: usize| Brief::new(&city.orders[i].demand, &city.reference, &dictionary, as_of);
    let briefs: Vec<Brief> = (0..city.orders.len()).map(brief).collect();
    let turn = Cell::new(0_usize);
    let next = || {
        turn.set(turn.get() + 1);
        // The same order for a run of people, as in a ranking.
        (&briefs[turn.get() / PEOPLE % briefs.len()], people[turn.get() % PEOPLE].view())
    };
    let mut criterion = Criterion::default().configure_from_args().sample_size(30);
    criterion.bench_function("fit/score", |bench| {
        bench.iter(|| {
            let (brief, facts) = next();
            black_box(brief.score(&facts, &dictionary))
        });
    });
    criterion.bench_function("fit/gate", |bench| {
        bench.iter(|| {
            let (brief, facts) = next();
            black_box(brief.gate(&facts))
        });
    });
    criterion.bench_function("fit/explain", |bench| {
        bench.iter(|| {
            let (brief, facts) = next();
            black_box(brief.explain(&facts, &dictionary))
        });
    });
    let order = Cell::new(0_usize);
    criterion.bench_function("fit/brief", |bench| {
        bench.iter(|| {
            order.set(order.get() + 1);
            black_box(brief(order.get() % city.orders.len()))
        });
    });
    criterion.final_summary();
}
