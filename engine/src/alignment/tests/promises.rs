//! What holds of every alignment.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::fit::trial::{must, skill, wish};
use crate::intake::{Catalog, CatalogFiles};
use crate::reference::Reference;
use crate::sample::City;

static REFERENCE: LazyLock<Arc<Reference>> = LazyLock::new(|| {
    let (mut catalog, _) = Catalog::read(&CatalogFiles::shipped());
    let (_, edition) = catalog.editions.pop_first().unwrap();
    let (_, method) = catalog.methods.pop_first().unwrap();
    Arc::new(Reference::new(catalog.vocabulary, edition, method))
});

static CITY: LazyLock<Alignment> = LazyLock::new(|| {
    let city = City::new(&REFERENCE.edition, &REFERENCE.vocabulary, 2026);
    let (orders, programmes, cohorts) = (city.orders(60), city.programmes(), city.cohorts());
    let as_of = REFERENCE.edition.as_of;
    let outcomes = city.outcomes(1500, 60).collect();
    let sources =
        Sources::read(Arc::clone(&REFERENCE), as_of, city.profiles(1500), orders, programmes, cohorts, outcomes);
    Alignment::of(&sources, Some(&sources.plan()))
});

#[test]
fn the_parts_are_the_figure() {
    let (mut cells, mut served) = (0, 0);
    for row in &CITY.programmes {
        for (cell, position) in row.cells.iter().zip(&CITY.positions) {
            assert_eq!(cell.position, position.id);
            let sum: f64 = cell.skills.iter().map(|part| part.points).sum();
            assert_eq!(cell.figure, (!cell.skills.is_empty()).then_some(sum));
            let weight: f64 = cell.skills.iter().map(|part| part.weight).sum();
            assert!(cell.skills.is_empty() || (weight - 1.0).abs() < 1e-9, "{weight}");
            assert!(cell.figure.is_none_or(|figure| (0.0..=1.0 + 1e-9).contains(&figure)));
            cells += usize::from(cell.figure.is_some());
        }
        let sum: f64 = row.parts.iter().map(|part| part.points).sum();
        assert_eq!(row.figure, (!row.parts.is_empty()).then_some(sum));
        served += row.parts.len();
        for cell in &row.nodes {
            assert_eq!(cell.figure, Some(cell.skills.iter().map(|part| part.points).sum()));
        }
    }
    assert!(cells > 1000 && served > 50, "{cells} {served}");
}

#[test]
fn the_city_has_advice_balances_and_indicators() {
    assert!(CITY.programmes.iter().any(|row| row.add.iter().any(|skill| skill.seats > 0)));
    assert!(CITY.programmes.iter().any(|row| row.balance.seekers.is_some_and(|seekers| seekers > 0)));
    assert!(CITY.indicators.overall.is_some_and(|overall| overall > 0.0 && overall <= 1.0), "{:?}", CITY.indicators);
    let shared: f64 = CITY.programmes.iter().filter_map(|row| row.balance.shared).sum();
    let demanded: u32 = CITY.positions.iter().map(|position| position.seats).sum();
    assert!(shared <= f64::from(demanded) + 1e-6, "a seat is shared once: {shared} of {demanded}");
}

const SKILLS: [&str; 6] = ["plc", "siemens", "hmi", "weld", "spc", "cad"];

prop_compose! {
    fn skills()(levels in prop::array::uniform6(0..6_u8)) -> Vec<(&'static str, u8)> {
        SKILLS.into_iter().zip(levels).filter(|(_, level)| *level > 0).collect()
    }
}

prop_compose! {
    fn a_world()(taught in prop::collection::vec(skills(), 1..4), asked in prop::collection::vec((skills(), 1..30_u16), 1..6))
        -> World {
        let programmes = taught.iter().enumerate().map(|(at, taught)| {
            programme(&format!("P-{at}"), &format!("C-{at}"), Some("b080202"), taught)
        });
        let orders = asked.iter().enumerate().map(|(at, (asked, seats))| {
            let requirement = |(n, &(name, level)): (usize, &(&str, u8))| {
                if n % 2 == 0 { must(skill(name, level)) } else { wish(skill(name, level)) }
            };
            order(&format!("O-{at}"), &format!("E-{}", at % 3), *seats, asked.iter().enumerate().map(requirement).collect())
        });
        World { programmes: programmes.collect(), orders: orders.collect(), ..World::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn teaching_more_never_lowers_a_figure(world in a_world(), which in 0..6_usize, level in 1..6_u8) {
        let before = world.aligned();
        let mut more = world;
        let taught = &mut more.programmes[0].skills;
        let level = crate::model::SkillLevel::try_from(level).unwrap();
        let added = serde_json::from_value::<crate::model::TaughtSkill>(json!({"skill": SKILLS[which], "level": level})).unwrap();
        match taught.iter_mut().find(|held| held.skill == added.skill) {
            Some(held) => held.level = held.level.max(level),
            None => taught.push(added),
        }
        let after = more.aligned();
        let (before, after) = (&before.programmes[0], &after.programmes[0]);
        for (a, b) in before.cells.iter().zip(&after.cells) {
            prop_assert!(a.figure.unwrap_or(0.0) <= b.figure.unwrap_or(0.0) + 1e-12);
            prop_assert!(a.fit <= b.fit + 1e-9);
            prop_assert!(a.served.iter().all(|by| b.served.contains(by)), "what is served stays served");
        }
        for (a, b) in before.nodes.iter().zip(&after.nodes) {
            prop_assert!(a.figure.unwrap_or(0.0) <= b.figure.unwrap_or(0.0) + 1e-12);
        }
    }

    #[test]
    fn advice_is_what_teaching_it_brings(world in a_world()) {
        let before = world.aligned();
        let Some(first) = before.programmes[0].add.first() else { return Ok(()) };
        let mut taught = world;
        let skills = &mut taught.programmes[0].skills;
        skills.retain(|held| held.skill != first.skill);
        skills.push(serde_json::from_value(json!({"skill": first.skill, "level": first.to})).unwrap());
        let after = taught.aligned();
        let aligned = reference().method.alignment.aligned;
        for id in &first.unlocks {
            let cell = |row: &ProgrammeAlignment| row.cells.iter().find(|cell| cell.position == *id).cloned().unwrap();
            let (a, b) = (cell(&before.programmes[0]), cell(&after.programmes[0]));
            prop_assert!(a.figure.unwrap() < aligned);
            prop_assert!(b.figure.unwrap() >= aligned - 1e-9 || b.fit >= reference().method.thresholds.ready);
        }
    }

    #[test]
    fn the_order_of_the_records_changes_nothing(world in a_world()) {
        let mut turned = world.clone();
        turned.programmes.reverse();
        turned.orders.reverse();
        prop_assert_eq!(world.aligned(), turned.aligned());
    }
}
