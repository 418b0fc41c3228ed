//! Worked by hand.

use super::*;
use crate::fit::trial::{course, holds, month, must, skill, wish};
use crate::map::IndicatorState;
use crate::model::{MajorId, Need, SkillLevel, TalentId};
use crate::plan::FillPlan;

fn major(id: &str) -> Requirement {
    wish(Need::Major { any_of: vec![MajorId::new(id).unwrap()] })
}

#[test]
fn a_cell_is_the_share_of_what_is_asked_that_is_taught() {
    let asked = vec![must(skill("plc", 4)), must(skill("weld", 2)), wish(skill("~茶艺", 3)), must(skill("spc", 3))];
    let world = World {
        orders: vec![order("O-1", "E-1", 10, asked)],
        programmes: vec![programme("P-1", "C-1", None, &[("siemens", 5), ("weld", 1), ("spc", 3), ("tea", 2)])],
        ..World::default()
    };
    let told = world.aligned();
    let cell = &told.programmes[0].cells[0];
    // plc through siemens .6, weld ½, spc in full, the free words not at all: over 3½.
    assert!((cell.figure.unwrap() - (0.6 + 0.5 + 1.0) / 3.5).abs() < 1e-12, "{cell:?}");
    let states: Vec<_> = cell.skills.iter().map(|part| (part.name.en.as_str(), &part.coverage)).collect();
    assert!(
        matches!(states[0], ("plc", Coverage::Related { through, taught: 5, .. }) if through.as_str() == "siemens")
    );
    assert!(matches!(states[1], ("spc", Coverage::Covered { taught: 3 })), "{states:?}");
    assert!(matches!(states[2], ("weld", Coverage::TooLow { taught: 1 })), "{states:?}");
    assert!(matches!(states[3], ("茶艺", Coverage::Missing {})), "{states:?}");
    assert_eq!(cell.served, [ServedBy::Skills {}]);
    let surplus: Vec<_> = told.programmes[0].surplus.iter().map(|s| (s.skill.as_str(), s.asked_elsewhere)).collect();
    assert_eq!(surplus, [("tea", false)]);
}

#[test]
fn a_programme_that_teaches_all_is_whole() {
    let asked = vec![must(skill("plc", 3)), wish(skill("weld", 2)), must(skill("cad", 5))];
    let world = World {
        orders: vec![order("O-1", "E-1", 3, asked)],
        programmes: vec![programme("P-1", "C-1", None, &[("plc", 3), ("weld", 4), ("cad", 5)])],
        ..World::default()
    };
    let row = &world.aligned().programmes[0];
    assert!((row.figure.unwrap() - 1.0).abs() < 1e-12);
    assert!(row.add.is_empty() && row.surplus.is_empty(), "{row:?}");
}

#[test]
fn urgency_comes_from_the_due_date_and_the_gap() {
    let mut soon = order("O-1", "E-1", 4, vec![must(skill("plc", 3))]);
    soon.demand.due = Some(today());
    let late = order("O-2", "E-1", 4, vec![must(skill("plc", 3))]);
    let world = World { orders: vec![soon, late], ..World::default() };
    let sources = world.sources();
    let weights = |plan: Option<&FillPlan>| {
        let told = Alignment::of(&sources, plan);
        told.positions.iter().map(|position| position.weight).collect::<Vec<_>>()
    };
    assert_eq!(weights(None), [4.0 * 1.5, 4.0]);
    // Nobody is there: all seats are left over.
    assert_eq!(weights(Some(&sources.plan())), [4.0 * 2.5, 8.0]);
}

#[test]
fn a_position_is_served_by_the_major_or_its_class_by_a_class_or_by_skills() {
    let asked = |id: &str, major_id: &str| order(id, "E-1", 1, vec![must(skill("plc", 3)), major(major_id)]);
    let class = json!({"id": "K-1", "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "class"},
        "form": "order_class", "shares": [{"enterprise": "E-1", "order": "O-3", "seats": 1}], "seats_min": 1,
        "seats_max": 5, "start": "2026-12-01", "ready": "2027-12-01", "status": "agreed"});
    let world = World {
        orders: vec![asked("O-1", "b080213"), asked("O-2", "b080601"), asked("O-3", "b090101")],
        programmes: vec![programme("P-1", "C-1", Some("b080202"), &[("tea", 1)])],
        cohorts: vec![serde_json::from_value(class).unwrap()],
        ..World::default()
    };
    let row = &world.aligned().programmes[0];
    let served: Vec<&[ServedBy]> = row.cells.iter().map(|cell| cell.served.as_slice()).collect();
    assert_eq!(served[0], [ServedBy::Major { asked: MajorId::new("b080213").unwrap() }]);
    assert!(served[1].is_empty(), "a major of the same field is too far");
    assert_eq!(served[2], [ServedBy::Class {}]);
}

#[test]
fn a_skill_is_told_with_the_seats_that_it_opens() {
    let asked =
        |id: &str, enterprise: &str| order(id, enterprise, 5, vec![must(skill("plc", 3)), must(skill("weld", 2))]);
    let mut other = programme("P-2", "C-2", None, &[("weld", 2)]);
    (other.skills[0].level, other.skills[0].hours) = (SkillLevel::try_from(4).unwrap(), Some(72));
    let world = World {
        orders: vec![asked("O-1", "E-1"), asked("O-2", "E-2")],
        programmes: vec![programme("P-1", "C-1", None, &[("plc", 3)]), other],
        ..World::default()
    };
    let told = world.aligned();
    let add = &told.programmes[0].add[0];
    // Two of the four levels that another programme teaches in 72 hours.
    assert_eq!((add.skill.as_str(), add.from, add.to, add.hours, add.estimated), ("weld", 0, 2, 36, false));
    assert_eq!((add.seats, add.unlocks.len(), add.positions, add.enterprises, add.chains), (10, 2, 2, Some(2), 1));
    assert!((add.gain - 0.5).abs() < 1e-12);
    // A programme teaches it and tells no hours: the method's hours a level, three levels, as a class would add them.
    let hours = 3 * reference().method.pool.hours_a_level;
    let back = told.programmes[1].add.iter().find(|skill| skill.skill.as_str() == "plc").unwrap();
    assert_eq!((back.hours, back.estimated), (hours, false));
}

#[test]
fn seats_graduates_and_seekers_are_set_against_each_other() {
    let seeker = |id: &str, major: &str| Profile {
        schooling: vec![course("31", major, Some(month(2020, 6)))],
        residence: crate::model::RegionCode::new("441802").ok(),
        ..Profile::empty(TalentId::new(id).unwrap())
    };
    let mut pupil = seeker("T-4", "b080202");
    pupil.schooling.push(course("31", "b080202", Some(month(2028, 6))));
    let world = World {
        people: vec![seeker("T-1", "b080202"), seeker("T-2", "b080213"), seeker("T-3", "b090101"), pupil],
        orders: vec![order("O-1", "E-1", 10, vec![must(skill("plc", 3)), major("b080202")])],
        programmes: vec![
            programme("P-1", "C-1", Some("b080202"), &[("plc", 3)]),
            programme("P-2", "C-2", None, &[("plc", 3)]),
            programme("P-3", "C-2", Some("b090101"), &[("tea", 3)]),
        ],
        ..World::default()
    };
    let told = world.aligned();
    let balance = &told.programmes[0].balance;
    assert_eq!((balance.demanded, balance.graduates, balance.seekers), (10, 20, Some(2)));
    assert_eq!((balance.per_100_demanded, balance.per_100_seekers), (Some(400.0), Some(2000.0)));
    assert_eq!(balance.shared, Some(5.0), "two programmes of 20 graduates share ten seats");
    assert_eq!(told.programmes[0].warning.level, WarningLevel::Orange, "a quarter of a seat a graduate");
    let nobody = &told.programmes[2].warning;
    assert_eq!((nobody.level, nobody.demanded, nobody.graduates), (WarningLevel::Red, 0, 20));
    assert_eq!((nobody.figure, nobody.local.state), (None, IndicatorState::NotAvailable));
    assert_eq!(told.programmes[2].balance.per_100_demanded, None, "nothing is demanded: not 0, but none");
}

#[test]
fn the_three_indicators_compare_two_structures() {
    let asks = |id: &str, seats: u16, majors: &[&str]| {
        let any_of = majors.iter().map(|id| MajorId::new(*id).unwrap()).collect();
        order(id, "E-1", seats, vec![wish(Need::Major { any_of })])
    };
    let world = World {
        // Field 08 has 30 seats, 09 has 10; v46 is no catalogue in which anybody teaches.
        orders: vec![
            asks("O-1", 20, &["b080202", "b080601"]),
            asks("O-2", 20, &["b080202", "b090101"]),
            asks("O-3", 7, &["v460301"]),
        ],
        programmes: vec![programme("P-1", "C-1", Some("b080202"), &[]), programme("P-2", "C-1", Some("b090101"), &[])],
        ..World::default()
    };
    let told = world.aligned().indicators;
    assert_eq!((told.graduates, told.demanded, told.unattributed), (40, 40, 7));
    let fields: Vec<_> =
        told.fields.iter().map(|fit| (fit.field.digits.as_str(), fit.specific, fit.deviation)).collect();
    assert_eq!(fields, [("08", Some(0.5 / 0.75), Some(0.5)), ("09", Some(2.0), Some(-0.5))]);
    assert_eq!(told.overall, Some(0.75));
    let empty = World { programmes: Vec::new(), ..world }.aligned().indicators;
    assert_eq!((empty.overall, empty.demanded), (None, 0));
}

#[test]
fn what_became_of_graduates_is_told_unless_they_are_few() {
    let graduate = |number: usize| Profile {
        schooling: vec![crate::model::Schooling {
            school: Some("一院".into()),
            ..course("31", "b080202", Some(month(2024, 6)))
        }],
        skills: vec![holds("plc", 3)],
        ..Profile::empty(TalentId::new(format!("T-{number}")).unwrap())
    };
    let started = |number: usize| -> Outcome {
        let event = json!({"kind": "started", "pay": {"min": 6.0, "max": 8.0, "basis": "base"}});
        serde_json::from_value(json!({"id": format!("R-{number}"), "talent": format!("T-{number}"), "order": "O-1",
            "entry": "N-1", "organisation": "E-1", "date": "2024-09-01", "event": event}))
        .unwrap()
    };
    let world = |began: usize| World {
        entries: vec![entry("N-1", 9, vec![must(skill("plc", 3))])],
        people: (0..20).map(graduate).collect(),
        outcomes: (0..began).map(started).collect(),
        programmes: vec![programme("P-1", "C-1", Some("b080202"), &[("plc", 3)])],
        ..World::default()
    };
    let told = |began| world(began).aligned().programmes.remove(0).placements;
    let many = told(12);
    assert_eq!((many.people, many.placed), (Some(20), Share::of(12, 20)));
    assert_eq!((many.relevant, many.starting_pay), (Share::of(12, 12), Some(7.0)));
    assert_eq!((many.local.state, many.left_early.state), (IndicatorState::NotAvailable, IndicatorState::NotAvailable));
    let few = told(2);
    assert_eq!((few.placed, few.starting_pay), (Share::WITHHELD, None));
}
