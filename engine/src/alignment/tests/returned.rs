//! What comes back of a class: its people among the graduates of the map, what became of them beside what is taught.

use super::*;
use crate::fit::trial::{must, skill};
use crate::map::{Indicator, IndicatorKind, IndicatorScope, TalentMap};
use crate::model::{CollegeId, Post, TalentId};
use crate::plan::Graduation;

fn class(status: &str) -> Cohort {
    serde_json::from_value(
        json!({"id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "class"},
        "form": "order_class", "seats_min": 1, "seats_max": 30, "start": "2022-09-01", "ready": "2025-07-01",
        "status": status, "shares": [{"enterprise": "E-1", "seats": 30}], "synthetic": true}),
    )
    .unwrap()
}

/// A class of twenty people who work here; twelve began with the firm of its share, five of them left soon.
fn world(graduated: bool) -> World {
    let programme = programme("P-1", "C-1", Some("b080202"), &[("plc", 3)]);
    let class = class(if graduated { "graduated" } else { "running" });
    let vocabulary = reference().vocabulary;
    let left = Graduation::of(&class, &programme, Some("一院"), &vocabulary);
    let person = |number: usize| {
        let post: Post =
            serde_json::from_value(json!({"title": "技术员", "region": "441802", "start": "2025-08"})).unwrap();
        let id = TalentId::new(format!("T-{number:02}")).unwrap();
        let person = Profile { cohort: Some(class.id.clone()), posts: vec![post], ..Profile::empty(id) };
        if graduated { left.written_to(person) } else { person }
    };
    let told = |number: usize, kind: &str, date: &str, event: serde_json::Value| -> Outcome {
        let id = format!("R-{number:02}-{kind}");
        serde_json::from_value(json!({"id": id, "talent": format!("T-{number:02}"), "organisation": "E-1",
            "entry": "N-1", "date": date, "event": event}))
        .unwrap()
    };
    let started = |number| told(number, "started", "2025-08-01", json!({"kind": "started"}));
    let later = |number| match number {
        0..5 => told(number, "left", "2025-10-01", json!({"kind": "left", "reason": "pay"})),
        _ => told(number, "state", "2026-02-01", json!({"kind": "state", "months": 6, "employed_here": true})),
    };
    World {
        entries: vec![entry("N-1", 9, vec![must(skill("plc", 3))])],
        people: (0..20).map(person).collect(),
        outcomes: (0..12).map(started).chain((0..12).map(later)).collect(),
        programmes: vec![programme],
        cohorts: vec![class],
        ..World::default()
    }
}

/// Local employment of the college over all years.
fn employed(world: &World) -> Indicator {
    let sources = world.sources();
    let map = TalentMap::draw(&sources, &sources.plan());
    let of = IndicatorScope::College(CollegeId::new("C-1").unwrap());
    let employed =
        |told: &&Indicator| told.kind == IndicatorKind::LocalEmployment && told.of == of && told.cohort.is_none();
    map.indicators.iter().find(employed).unwrap().clone()
}

#[test]
fn people_of_a_class_are_graduates_of_the_map_once_it_has_graduated() {
    assert_eq!(employed(&world(false)).denominator, None);
    let told = employed(&world(true));
    assert_eq!((told.numerator, told.denominator), (Some(20.0), Some(20.0)));
}

#[test]
fn what_became_of_a_class_stands_beside_what_its_programme_teaches() {
    let running = world(false).aligned().programmes.remove(0);
    assert_eq!((running.placements.people, running.classes.len()), (Some(0), 0));
    let programme = world(true).aligned().programmes.remove(0);
    let graduates = &programme.placements;
    assert_eq!((graduates.people, graduates.placed), (Some(20), Share::of(12, 20)));
    assert_eq!((graduates.relevant, graduates.left_early), (Share::of(12, 12), Share::of(5, 12)));
    let class = &programme.classes[0];
    assert_eq!((class.cohort.as_str(), class.people), ("K-1", Some(20)));
    assert_eq!((class.placed, class.with_shares), (Share::of(12, 20), Share::of(12, 12)));
    assert_eq!(class.left_early, Share::of(5, 12));
}
