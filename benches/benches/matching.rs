//! Matching orders against synthetic cities of 10,000, 100,000 and 1,000,000 people (seed 2026).
//!
//! Measured: building the index (people already made), one order → exact top 20 with all parts and evidence on one thread,
//! 1,000 orders on all cores, a changed profile until it is seen, bytes a person, share of people examined and scored.
//! Beside it, in the same run, on the same people and orders: a naive scorer (everybody through the same `Brief`), and plain
//! tantivy boolean retrieval (wanted skills joined by OR, which knows nothing of levels, gates and the other criteria).
//!
//! `cargo bench -p bole-benches --bench matching -- 100k` runs one size; without a name 10k and 100k run. `1m` runs only
//! when named: it needs some 6 GB.

use std::hint::black_box;
use std::time::Duration;

use bole_benches::{Boolean, City, Table, resident_bytes, spread, time};
use bole_engine::index::PeopleText;
use bole_engine::matching::{Matcher, Question};
use bole_engine::model::Demand;
use criterion::Criterion;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Size {
    name: &'static str,
    people: usize,
    floors: Floors,
}

struct Floors {
    one: &'static str,
    build: &'static str,
    batch: &'static str,
}

const SIZES: [Size; 3] = [
    Size { name: "10k", people: 10_000, floors: Floors { one: "", build: "", batch: "" } },
    Size { name: "100k", people: 100_000, floors: Floors { one: "0.5 ms", build: "5 s", batch: "0.4 s" } },
    Size { name: "1m", people: 1_000_000, floors: Floors { one: "5 ms", build: "60 s", batch: "" } },
];
/// Runs only when asked for by name.
const ON_REQUEST: &str = "1m";
const ORDERS: usize = 1_000;
/// Orders whose median counts.
const JUDGED: usize = 200;
const ROUNDS: usize = 5;

fn main() {
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |size: &&Size| match &asked[..] {
        [] => size.name != ON_REQUEST,
        names => names.iter().any(|name| name.split('/').any(|part| part == size.name)),
    };
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    SIZES.iter().filter(wanted).for_each(|size| run(size, &mut criterion));
    criterion.final_summary();
}

fn run(size: &Size, criterion: &mut Criterion) {
    let mut table = Table::default();
    let city = City::new(size.people, ORDERS);
    let before = resident_bytes();
    let (columns_took, mut matcher) = time(|| city.matcher());
    let grown = resident_bytes().saturating_sub(before) as usize / size.people;
    let (text_took, text) = time(|| PeopleText::build(&city.profiles));
    table.row("index build: columns, postings, ids", format!("{:.2} s", columns_took.as_secs_f64()), "");
    let build = (columns_took + text_took).as_secs_f64();
    table.row("index build with text", format!("{build:.2} s"), size.floors.build);
    let bytes = matcher.people().bytes() / size.people;
    table.row("bytes a person beside the text index", format!("{bytes} (resident grew by {grown})"), "600");
    one_order(size, &city, &matcher, criterion, &mut table);
    peers(size, &city, &matcher, criterion, &mut table);
    batch(size, &city, &matcher, &mut table);
    if let Ok(text) = text {
        changes(&city, &mut matcher, text, &mut table);
    }
    table.print(&format!("{} people", size.name));
}

fn question(city: &City) -> Question {
    Question::new(city.reference.edition.as_of)
}

fn one_order(size: &Size, city: &City, matcher: &Matcher, criterion: &mut Criterion, table: &mut Table) {
    let question = question(city);
    let demands: Vec<&Demand> = city.orders.iter().map(|order| &order.demand).take(JUDGED).collect();
    let (mut examined, mut scored) = (0, 0);
    for demand in &demands {
        let ranking = matcher.candidates(demand, &question);
        examined += ranking.examined;
        scored += ranking.scored;
    }
    let share = |n: usize| format!("{:.2} %", n as f64 / (demands.len() * size.people) as f64 * 100.0);
    let took = spread(&demands, ROUNDS, |demand| {
        black_box(matcher.candidates(demand, &question));
    });
    table.time(format!("one order, exact top 20 with parts (median of {JUDGED})"), took.median, size.floors.one);
    table.time("… nine of ten orders below", took.p90, "");
    table.time("… slowest order", took.max, "");
    table.row("people examined / scored", format!("{} / {}", share(examined), share(scored)), "");
    let mut next = demands.iter().cycle();
    criterion.bench_function(&format!("{}/order", size.name), |bencher| {
        bencher.iter(|| next.next().map(|demand| matcher.candidates(demand, &question)));
    });
}

fn peers(size: &Size, city: &City, matcher: &Matcher, criterion: &mut Criterion, table: &mut Table) {
    let everybody = Question { exhaustive: true, ..question(city) };
    let few = &city.orders[..JUDGED.min(20)];
    let took = spread(few, 1, |order| {
        black_box(matcher.candidates(&order.demand, &everybody));
    });
    table.time("naive: everybody scored by the same brief", took.median, "");
    let Ok(boolean) = Boolean::build(&city.profiles) else { return };
    let took = spread(&city.orders[..JUDGED], ROUNDS, |order| {
        let _ = black_box(boolean.search(order));
    });
    table.time("tantivy: OR of the wanted skills, top 20", took.median, "");
    let mut next = city.orders.iter().cycle();
    criterion.bench_function(&format!("{}/tantivy-or", size.name), |bencher| {
        bencher.iter(|| next.next().map(|order| boolean.search(order)));
    });
}

fn batch(size: &Size, city: &City, matcher: &Matcher, table: &mut Table) {
    let demands: Vec<Demand> = city.orders.iter().map(|order| order.demand.clone()).collect();
    let question = question(city);
    let best = (0..3).map(|_| time(|| black_box(matcher.candidates_many(&demands, &question))).0).min();
    let took = best.unwrap_or_default().as_secs_f64();
    table.row(format!("{ORDERS} orders, all cores"), format!("{took:.3} s"), size.floors.batch);
}

/// Until a change is seen by ranking, and by text search.
fn changes(city: &City, matcher: &mut Matcher, mut text: PeopleText, table: &mut Table) {
    let mut changed = city.profiles[city.profiles.len() / 2].clone();
    changed.skills.truncate(1);
    let columns: Duration = (0..100).map(|_| time(|| matcher.upsert(&changed)).0).max().unwrap_or_default();
    table.time("changed profile seen by ranking (slowest of 100)", columns, "50 ms");
    let commit = |_| time(|| text.upsert(&changed).and_then(|()| text.commit(0))).0;
    let mut commits: Vec<Duration> = (0..20).map(commit).collect();
    commits.sort_unstable();
    table.time("changed profile seen by text search (median of 20)", commits[commits.len() / 2], "50 ms");
    table.time("… slowest", commits[commits.len() - 1], "50 ms");
}
