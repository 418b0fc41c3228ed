//! The fill plan: the flow alone over 500 openings × 10,000 suppliers with 500,000 edges, and whole plans over synthetic
//! cities (seed 2026): matching, both flows and the causes of what is left over.
//!
//! `cargo bench -p bole-benches --bench plan` runs both; `-- flow`, `-- small` (150 openings, 20,000 people), `-- city`
//! (1,000 openings, 200,000 people) or `-- scarce` (the same with twenty times the seats) one.
//! `benches/peers/flow_ortools.py` solves the same 500 × 10,000 with OR-tools.

use std::hint::black_box;
use std::sync::Arc;

use bole_benches::{SEED, Table, peak_bytes, reference, time};
use bole_engine::model::{Bilingual, ByStage, OrganisationId, Programme, ProgrammeId, SkillLevel, TaughtSkill};
use bole_engine::plan::{Demanded, Edge, FillPlan, Network, Opening, Supply, Training};
use bole_engine::sample::City;
use bole_engine::vocabulary::{SkillConcept, Vocabulary};
use criterion::Criterion;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const OPENINGS: usize = 500;
const SUPPLIERS: u32 = 10_000;
/// Edges of one opening: 500,000 in all.
const EDGES: usize = 1_000;
/// Seats of one opening: together as many as there are suppliers.
const SEATS: u32 = 20;

struct Size {
    name: &'static str,
    openings: usize,
    people: usize,
    /// How many times its seats each opening has: a synthetic city orders few.
    times: u32,
    floors: [&'static str; 2],
}

const SIZES: [Size; 3] = [
    Size { name: "small", openings: 150, people: 20_000, times: 1, floors: ["", ""] },
    Size { name: "city", openings: 1_000, people: 200_000, times: 1, floors: ["15 s", "2 GiB"] },
    Size { name: "scarce", openings: 1_000, people: 200_000, times: 20, floors: ["15 s", "2 GiB"] },
];

fn main() {
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    let mut criterion = Criterion::default().configure_from_args().sample_size(20);
    if wanted("flow") {
        flow(&mut criterion);
    }
    SIZES.iter().filter(|size| wanted(size.name)).for_each(whole);
    criterion.final_summary();
}

fn flow(criterion: &mut Criterion) {
    let network = network();
    let mut table = Table::default();
    let best = (0..5).map(|_| time(|| black_box(network.flow()))).min_by_key(|(took, _)| *took);
    let Some((took, flow)) = best else { return };
    table.time("500 openings × 10,000 suppliers, 500,000 edges", took, "170 ms (OR-tools)");
    table.row("seats filled / cost", format!("{} / {}", flow.seats(), network.cost(&flow)), "");
    criterion.bench_function("flow/500x10000", |bencher| bencher.iter(|| network.flow()));
    table.print("flow");
}

/// Random edges of uniform cost, drawn by splitmix64 as in the peer's script.
fn network() -> Network {
    let mut state = SEED;
    let mut draw = move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    };
    let mut opening = |_| {
        let mut costs = std::collections::BTreeMap::new();
        while costs.len() < EDGES {
            let supplier = (draw() % u64::from(SUPPLIERS)) as u32;
            costs.entry(supplier).or_insert((draw() % 1_000_000) as i64);
        }
        let mut edges: Vec<Edge> = costs.into_iter().map(|(supplier, cost)| Edge { cost, supplier }).collect();
        edges.sort_unstable();
        Demanded { seats: SEATS, edges }
    };
    Network { capacities: vec![1; SUPPLIERS as usize], openings: (0..OPENINGS).map(&mut opening).collect() }
}

fn whole(size: &Size) {
    let mut table = Table::default();
    let reference = reference();
    let as_of = reference.edition.as_of;
    let city = City::new(&reference.edition, &reference.vocabulary, SEED);
    let orders = city.orders(size.openings * 2);
    let (read, supply) = time(|| Supply::read(Arc::clone(&reference), as_of, city.profiles(size.people)));
    let mut openings = Opening::of(&reference.edition, &orders, as_of);
    openings.truncate(size.openings);
    openings.iter_mut().for_each(|opening| opening.seats *= size.times);
    table.row("people made and read", format!("{:.2} s", read.as_secs_f64()), "");
    let programmes = programmes(&reference.vocabulary);
    let training = Training { programmes: &programmes, cohorts: &[] };
    let (took, plan) = time(|| FillPlan::make(&supply, &openings, &training));
    let seconds = format!("{:.2} s", took.as_secs_f64());
    table.row(format!("{} openings × {} people", size.openings, size.people), seconds, size.floors[0]);
    let reachable: u64 = plan.openings.iter().map(|opening| u64::from(opening.reachable)).sum();
    let blocked: usize = plan.openings.iter().map(|opening| opening.blocked.len()).sum();
    let count = plan.count;
    table.row("seats demanded", count.demanded.to_string(), "");
    let by_stage = |seats: ByStage<u32>| seats.iter().map(|(_, n)| n.to_string()).collect::<Vec<_>>().join(" + ");
    table.row("filled by attraction + cultivation + retention + utilization", by_stage(count.filled), "");
    table.row("left over at them / unreached", format!("{} / {}", by_stage(count.gap), count.unreached), "");
    table.row("edges in all / blocked told", format!("{reachable} / {blocked}"), "");
    table.row("peak memory", format!("{:.2} GiB", peak_bytes() as f64 / f64::from(1 << 30)), size.floors[1]);
    table.print(size.name);
}

/// Invented programmes that together teach every other skill, so that courses are weighed too.
fn programmes(vocabulary: &Vocabulary) -> Vec<Programme> {
    let taught = |skill: &SkillConcept| {
        let level = SkillLevel::try_from(4).ok()?;
        Some(TaughtSkill { skill: skill.id.clone(), level, hours: None })
    };
    let programme = |(number, skills): (usize, &[SkillConcept])| {
        Some(Programme {
            id: ProgrammeId::new(format!("P-{number}")).ok()?,
            college: OrganisationId::new("C").ok()?,
            name: Bilingual::new("合成专业", "synthetic programme").ok()?,
            major: None,
            skills: skills.iter().step_by(2).filter_map(taught).collect(),
            courses: Vec::new(),
            seats: 40,
            graduates: Vec::new(),
            partners: Vec::new(),
            synthetic: true,
        })
    };
    vocabulary.skills().chunks(20).enumerate().filter_map(programme).collect()
}
