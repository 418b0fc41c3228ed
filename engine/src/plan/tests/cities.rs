//! Whole plans over small synthetic cities.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use crate::intake::{Catalog, CatalogFiles};
use crate::model::{EngagementMode, Order, Programme, Stage, TalentId};
use crate::plan::asked::Way;
use crate::plan::classes::classes;
use crate::plan::flow::{Demanded, Edge, Network};
use crate::plan::judged::whole;
use crate::plan::make::Plan;
use crate::plan::*;
use crate::reference::Reference;
use crate::sample::City;

pub(in crate::plan) static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    Arc::new(Reference::new(catalog.vocabulary, edition, method))
});

fn city(people: usize, orders: usize) -> (Supply, Vec<Order>) {
    let city = City::new(&REFERENCE.edition, &REFERENCE.vocabulary, 2026);
    let as_of = REFERENCE.edition.as_of;
    (Supply::read(Arc::clone(&REFERENCE), as_of, city.profiles(people)), city.orders(orders))
}

/// Openings of orders, which ask for few seats, and some entries, which ask for many.
fn some(orders: &[Order], supply: &Supply, most: usize) -> Vec<Opening> {
    Opening::of(&REFERENCE.edition, orders, supply.as_of()).into_iter().rev().take(most).collect()
}

/// Invented programmes that teach every other skill of the vocabulary.
fn programmes() -> Vec<Programme> {
    let skills = REFERENCE.vocabulary.skills().iter().step_by(2);
    let taught: Vec<_> = skills.map(|skill| serde_json::json!({"skill": skill.id, "level": 4})).collect();
    let programme = |(number, skills): (usize, &[serde_json::Value])| {
        let name = serde_json::json!({"zh": "合成专业", "en": "synthetic"});
        let id = format!("P-{number}");
        serde_json::json!({"id": id, "college": "C", "name": name, "seats": 40, "skills": skills, "synthetic": true})
    };
    taught.chunks(20).enumerate().map(|chunk| serde_json::from_value(programme(chunk)).unwrap()).collect()
}

#[test]
fn every_seat_is_filled_open_at_a_stage_or_unreached_and_nobody_is_used_twice() {
    let (supply, orders) = city(400, 12);
    let openings = some(&orders, &supply, 20);
    let plan = FillPlan::make(&supply, &openings, &Training::default());
    let mut used = BTreeSet::new();
    for opening in &plan.openings {
        assert_eq!(opening.count.demanded, opening.count.filled.total() + opening.count.open());
        assert_eq!(opening.filled.len() as u32, opening.count.filled.total());
        assert!(opening.filled.iter().all(|seat| used.insert(seat.by.clone())));
        assert!(opening.blocked.iter().all(|blocked| !used.contains(&Supplier::Talent(blocked.talent.clone()))));
    }
    assert!(plan.count.filled.of(Stage::Utilization) + plan.count.filled.of(Stage::Attraction) > 0, "{:?}", plan.count);
    assert!(plan.count.gap.total() > 0, "{:?}", plan.count);
    assert_eq!(FillPlan::make(&supply, &openings, &Training::default()), plan);
}

#[test]
fn who_is_looked_for_through_the_index_gives_the_plan_of_all_pairs() {
    let (supply, orders) = city(1500, 40);
    let mut openings = some(&orders, &supply, 60);
    openings.iter_mut().for_each(|opening| opening.seats = opening.seats.min(4));
    let programmes = programmes();
    let training = Training { programmes: &programmes, cohorts: &[] };
    let plan = Plan::new(&supply, &openings, &training, classes(&training, supply.roster()), &|_| None);
    let rows = 0..supply.matcher().people().rows() as u32;
    let edges = |at: usize| {
        let edge = |supplier: u32| match plan.judged[at].way(supplier) {
            Way::Open(route, fit) => Some(Edge { supplier, cost: whole(plan.judged[at].cost(&route, fit)) }),
            Way::Shut(..) | Way::None => None,
        };
        let mut edges: Vec<Edge> = rows.clone().filter_map(edge).collect();
        edges.sort_unstable();
        edges
    };
    let demanded = |(at, opening): (usize, &Opening)| Demanded { seats: opening.seats, edges: edges(at) };
    let openings_of_all = openings.iter().enumerate().map(demanded).collect();
    let network = Network { capacities: rows.clone().map(|_| 1).collect(), openings: openings_of_all };
    let (flow, told) = (network.flow(), plan.make());
    for (filled, demanded) in told.openings.iter().zip(&network.openings) {
        assert_eq!(filled.reachable as usize, demanded.edges.len());
    }
    assert_eq!(told.count.filled.total() as usize, flow.seats());
    assert!((told.cost - network.cost(&flow) as f64 / 1e6).abs() < 1e-3, "{} {}", told.cost, network.cost(&flow));
    assert!(flow.seats() > 20 && told.count.open() > 5, "{:?}", told.count);
    assert!(told.count.filled.cultivation > 0 && told.count.gap.cultivation > 0, "{:?}", told.count);
    let used: BTreeSet<_> =
        told.openings.iter().flat_map(|opening| &opening.filled).map(|seat| seat.by.clone()).collect();
    for (at, filled) in told.openings.iter().enumerate().filter(|(_, filled)| filled.count.open() > 0) {
        let free = |row: &u32| {
            let id = TalentId::new(supply.matcher().people().id(*row)).unwrap();
            !used.contains(&Supplier::Talent(id))
        };
        let shut = rows.clone().filter(free).filter(|row| matches!(plan.judged[at].way(*row), Way::Shut(..)));
        assert_eq!(filled.blocked.len(), shut.count(), "{:?}", filled.id);
    }
}

#[test]
fn loosening_never_widens_the_gap() {
    let (supply, orders) = city(500, 20);
    let openings = some(&orders, &supply, 25);
    let training = Training::default();
    let plan = FillPlan::make(&supply, &openings, &training);
    let short = openings.iter().zip(&plan.openings).filter(|(_, filled)| filled.count.open() > 0).take(4);
    let mut tried = 0;
    for (opening, _) in short {
        let requirements = 0..opening.demand.requirements.len();
        let relax = requirements.map(|requirement| WhatIf::Relax { opening: opening.id.clone(), requirement });
        let pay = WhatIf::Pay { opening: opening.id.clone(), percent: 40 };
        let modes = EngagementMode::ALL.map(|mode| WhatIf::Mode { opening: opening.id.clone(), mode });
        let pay = Some(pay).filter(|_| opening.demand.pay.is_some());
        for change in relax.chain(pay).chain(modes) {
            let moved = plan.what_if(&supply, &openings, &training, &change).unwrap();
            assert!(moved.after.open() <= moved.before.open(), "{change:?} {moved:?}");
            assert_eq!(
                moved.openings.iter().map(|m| m.after.demanded).sum::<u32>(),
                moved.openings.iter().map(|m| m.before.demanded).sum::<u32>()
            );
            tried += 1;
        }
    }
    assert!(tried > 20);
}
