//! The seat plan: 10,000 students × 500 classes with 50 wishes each, as numbers by both mechanisms (seed 2026), and a whole
//! plan with the fits of 10,000 synthetic people.
//!
//! `cargo bench -p bole-benches --bench seats` runs all; `-- even` (as many seats as students), `-- scarce` (8 seats for 10
//! students), `-- ample` (12 seats), `-- shares` (two pools a class), `-- minima` (every class has to fill) or
//! `-- whole` one. `benches/peers/seats_python.py` is deferred acceptance in plain Python over the same even market.

use std::hint::black_box;
use std::sync::Arc;

use bole_benches::{SEED, Table, reference, time};
use bole_engine::model::{Bilingual, Cohort, CohortForm, CohortId, CohortStatus, Date, OrganisationId, ProgrammeId};
use bole_engine::plan::seating::{Claim, Market, Mechanism, Offer, Pool, SeatPlan};
use bole_engine::sample::City;
use criterion::Criterion;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STUDENTS: usize = 10_000;
const CLASSES: u32 = 500;
const WISHES: usize = 50;

/// A market: seats of a class in all, pools of a class, the least that a class must have.
struct Kind {
    name: &'static str,
    seats: u32,
    pools: u32,
    least: u32,
}

const KINDS: [Kind; 5] = [
    Kind { name: "even", seats: 20, pools: 1, least: 0 },
    Kind { name: "scarce", seats: 16, pools: 1, least: 0 },
    Kind { name: "ample", seats: 24, pools: 1, least: 0 },
    Kind { name: "shares", seats: 20, pools: 2, least: 0 },
    Kind { name: "minima", seats: 24, pools: 1, least: 18 },
];

fn main() {
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    KINDS.iter().filter(|kind| wanted(kind.name)).for_each(|kind| matched(&mut criterion, kind));
    if wanted("whole") {
        whole();
    }
    criterion.final_summary();
}

fn matched(criterion: &mut Criterion, kind: &Kind) {
    let market = market(kind);
    let mut table = Table::default();
    for (mechanism, floor) in [(Mechanism::Stable, "100 ms"), (Mechanism::Optimal, "300 ms")] {
        let best = (0..3).map(|_| time(|| black_box(market.settle(mechanism)))).min_by_key(|(took, _)| *took);
        let Some((took, settled)) = best else { return };
        let name = format!("{}, {STUDENTS} × {CLASSES}, {WISHES} wishes each", mechanism.as_str());
        table.time(&name, took, if kind.least == 0 { floor } else { "" });
        let open = settled.open(&market);
        let (took, pairs) = time(|| market.blocking(&settled.placed, &open));
        let placed = settled.placed.iter().flatten().count();
        let counts =
            format!("{placed} / {} / {} / {:.1} ms", pairs.len(), settled.closed.len(), took.as_secs_f64() * 1e3);
        table.row("placed / blocking / closed / time to list pairs", counts, "");
        if kind.least == 0 {
            let id = format!("seats/{}/{}", kind.name, mechanism.as_str());
            criterion.bench_function(&id, |bencher| bencher.iter(|| market.settle(mechanism)));
        }
    }
    table.print(kind.name);
}

/// Numbers drawn by splitmix64, as in the peer's script.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % most
    }

    /// Different classes, the lower numbers oftener.
    fn list(&mut self) -> Vec<u32> {
        let mut list = Vec::new();
        while list.len() < WISHES {
            let class = self.below(u64::from(CLASSES)).min(self.below(u64::from(CLASSES))) as u32;
            if !list.contains(&class) {
                list.push(class);
            }
        }
        list
    }
}

/// Lists and claims: whole points of fit, equal ones decided by the student's number; five points a place of the list.
fn market(kind: &Kind) -> Market {
    let mut draw = Draw(SEED);
    let student = |_| {
        let list = draw.list();
        let of = |(place, class): (usize, u32)| {
            let points = 40 + draw.below(60);
            (0..kind.pools).map(move |part| {
                let cost = place as u16 * 5 + (100 - points as u16);
                Claim { pool: class * kind.pools + part, wish: place as u16 + 1, strength: points, cost }
            })
        };
        list.into_iter().enumerate().flat_map(of).collect::<Vec<_>>()
    };
    let pool = |pool: u32| Pool { class: pool / kind.pools, seats: kind.seats / kind.pools };
    Market {
        students: (0..STUDENTS).map(student).collect(),
        pools: (0..CLASSES * kind.pools).map(pool).collect(),
        minima: vec![kind.least; CLASSES as usize],
    }
}

fn whole() {
    let reference = reference();
    let as_of = reference.edition.as_of;
    let city = City::new(&reference.edition, &reference.vocabulary, SEED);
    let entries: Vec<_> = reference.edition.entries.iter().map(|entry| entry.id.clone()).collect();
    let cohorts: Vec<Cohort> =
        (0..CLASSES).filter_map(|n| class(n, &entries[n as usize % entries.len()], as_of)).collect();
    let mut draw = Draw(SEED);
    let people: Vec<_> = city
        .profiles(STUDENTS)
        .map(|mut person| {
            person.preferences.cohorts = draw.list().into_iter().map(|n| cohorts[n as usize].id.clone()).collect();
            person
        })
        .collect();
    let organisations = city.organisations();
    let offer = Offer {
        cohorts: &cohorts,
        programmes: &[],
        orders: &[],
        organisations: &organisations,
        college: None,
        only: &[],
        seated: None,
    };
    let mut table = Table::default();
    for mechanism in [Mechanism::Stable, Mechanism::Optimal] {
        let read = people.clone();
        let (took, plan) = time(|| SeatPlan::make(&Arc::clone(&reference), &offer, as_of, mechanism, SEED, read));
        table.time(format!("{}: read, judged, matched, told", mechanism.as_str()), took, "");
        let first = plan.ranks.first().copied().unwrap_or_default();
        table.row(
            "placed / first wishes / classes closed",
            format!("{} / {first} / {}", plan.placed.len(), plan.short.len()),
            "",
        );
    }
    table.print("whole");
}

fn class(number: u32, entry: &bole_engine::model::EntryId, as_of: Date) -> Option<Cohort> {
    Some(Cohort {
        id: CohortId::new(format!("COH-{number:03}")).ok()?,
        programme: ProgrammeId::new("P").ok()?,
        college: OrganisationId::new("C").ok()?,
        name: Bilingual::new("合成班", "synthetic class").ok()?,
        form: CohortForm::OrderClass,
        positions: vec![entry.clone()],
        shares: Vec::new(),
        modules: Vec::new(),
        agreements: Vec::new(),
        priorities: Vec::new(),
        seats_min: 10,
        seats_max: 20,
        start: as_of.plus_days(100),
        ready: as_of.plus_days(600),
        status: CohortStatus::Enrolling,
        synthetic: true,
    })
}
