//! Whole plans over small synthetic cities.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::*;
use crate::intake::{Catalog, CatalogFiles};
use crate::model::{Order, Stage};
use crate::reference::Reference;
use crate::sample::City;

static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
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

#[test]
fn every_seat_is_filled_open_at_a_stage_or_unreached_and_nobody_is_used_twice() {
    let (supply, orders) = city(400, 12);
    let openings: Vec<Opening> =
        Opening::of(&REFERENCE.edition, &orders, supply.as_of()).into_iter().rev().take(20).collect();
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
