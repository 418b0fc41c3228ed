//! What a college learns of others, and of enterprises.

use super::*;
use crate::fit::trial::{course, month, must, skill, wish};
use crate::model::{MajorId, Need, OrganisationId};

fn asked() -> Vec<Requirement> {
    let any_of = vec![MajorId::new("b080202").unwrap()];
    vec![must(skill("plc", 3)), wish(skill("weld", 2)), wish(Need::Major { any_of })]
}

fn order_of(id: &str, enterprise: &str, seats: u16) -> Order {
    let mut order = order(id, enterprise, seats, vec![must(skill("cad", 5))]);
    order.entry = crate::model::EntryId::new("N-1").ok();
    order
}

/// A college of one's own and some others, each with one programme of the same field.
fn world(others: usize) -> World {
    let programmes = (0..=others)
        .map(|number| programme(&format!("P-{number}"), &format!("C-{number}"), Some("b080202"), &[("plc", 2)]));
    World { entries: vec![entry("N-1", 30, asked())], programmes: programmes.collect(), ..World::default() }
}

fn own(world: &World) -> CollegeAlignment {
    let sources = world.sources();
    GuardedAlignment::of(&sources).for_college(sources.reference(), &OrganisationId::new("C-0").unwrap())
}

fn changed(world: &World) -> World {
    let mut other = world.clone();
    let programme = other.programmes.last_mut().unwrap();
    programme.seats = 77;
    programme.graduates[0].count = 63;
    programme.skills = serde_json::from_value(
        json!([{"skill": "plc", "level": 3, "hours": 11}, {"skill": "weld", "level": 2, "hours": 9}]),
    )
    .unwrap();
    other
}

#[test]
fn of_one_or_two_other_colleges_nothing_is_told() {
    for others in [1, 2] {
        let world = world(others);
        let told = own(&world);
        assert_eq!(told.programmes.len(), 1);
        assert!(told.others.is_none() && told.others_by_field.is_empty());
        assert_eq!(told.programmes[0].balance.shared, None, "a part would tell of the other");
        assert_eq!(told, own(&changed(&world)), "nothing of it depends on the others");
    }
}

#[test]
fn of_three_other_colleges_their_sum_is_told_and_nothing_else_changes() {
    let world = world(3);
    let (before, after) = (own(&world), own(&changed(&world)));
    let (sum, other) = (before.others.clone().unwrap(), after.others.clone().unwrap());
    assert_eq!((sum.colleges, sum.programmes, sum.seats, sum.graduates), (3, 3, 120, 60));
    assert_eq!((other.seats, other.graduates), (157, 103));
    assert!(other.figure > sum.figure);
    let mut same = after;
    (same.others, same.others_by_field) = (before.others.clone(), before.others_by_field.clone());
    for (same, before) in same.programmes.iter_mut().zip(&before.programmes) {
        // Seats are shared by the sum of the graduates of three others.
        (same.balance.shared, same.warning) = (before.balance.shared, before.warning.clone());
    }
    assert_eq!(same, before);
}

#[test]
fn one_field_is_never_withheld_alone() {
    let mut world = world(6);
    let majors = ["b080202", "b080202", "b080202", "b080202", "b090101", "b090101", "b090101"];
    for (programme, major) in world.programmes.iter_mut().zip(majors) {
        programme.major = MajorId::new(major).ok();
    }
    assert_eq!(own(&world).others_by_field.len(), 2, "two fields of three others each");
    world.programmes[6].major = MajorId::new("v460301").ok();
    let told = own(&world);
    // 09 has two colleges and v46 one: withheld together they are three, and so is what is left of the sum.
    assert_eq!(told.others_by_field.len(), 1);
    assert!(told.others.is_some());
    world.programmes[6].college = OrganisationId::new("C-5").unwrap();
    let told = own(&world);
    assert!(told.others_by_field.is_empty(), "with two withheld colleges the third field goes along");
    assert!(told.others.is_some(), "five others together");
}

#[test]
fn who_orders_is_absent_where_it_is_withheld_and_never_nobody() {
    let mut world = world(1);
    world.orders = [("O-1", "E-1"), ("O-2", "E-2"), ("O-3", "E-3")].map(|(id, by)| order_of(id, by, 15)).to_vec();
    let told = own(&world);
    assert!(!told.positions.is_empty() && !told.programmes[0].add.is_empty(), "the world shows nothing");
    let text = serde_json::to_string(&told).unwrap();
    assert!(!text.contains("\"orders\"") && !text.contains("\"enterprises\""), "{text}");
    let whole = serde_json::to_value(world.aligned()).unwrap();
    assert_eq!((&whole["positions"][0]["orders"], &whole["positions"][0]["enterprises"]), (&json!(3), &json!(3)));
    world.orders.clear();
    let whole = serde_json::to_value(world.aligned()).unwrap();
    assert_eq!(whole["positions"][0]["orders"], 0, "to those who see orders nobody is 0");
}

#[test]
fn demand_of_two_enterprises_is_not_told() {
    let mut world = world(1);
    let whole = own(&world);
    assert_eq!(whole.positions[0].seats, 30, "what the catalog lists");
    world.orders = vec![order_of("O-1", "E-1", 20), order_of("O-2", "E-2", 25)];
    assert_eq!(own(&world), whole);
    world.orders.push(order("O-4", "E-4", 9, asked()));
    assert_eq!(own(&world), whole, "an order of no entry");
    world.orders.extend([("O-3", "E-3"), ("O-5", "E-2"), ("O-6", "E-1")].map(|(id, by)| order_of(id, by, 5)));
    assert_eq!(own(&world), whole, "beside the demand of all four, 60 seats of three would tell the fourth's 9");
    world.orders.retain(|order| order.id.as_str() != "O-4");
    let told = own(&world);
    assert_eq!(told.positions[0].seats, 60, "three enterprises");
    assert_eq!((told.positions[0].orders, told.positions[0].enterprises), (None, None));
    let whole = &world.aligned().positions[0];
    assert_eq!((whole.orders, whole.enterprises), (Some(5), Some(3)), "to those who see orders it is");
    let asks_cad =
        |row: &ProgrammeAlignment| row.cells.iter().any(|cell| cell.skills.iter().any(|p| p.name.en == "cad"));
    assert!(!told.programmes.iter().any(asks_cad), "what an order asks itself is not told");
    assert!(world.aligned().programmes.iter().any(asks_cad), "but to those who see orders it is");
}

#[test]
fn a_college_without_programmes_sees_only_the_sum() {
    let world = world(3);
    let sources = world.sources();
    let told = GuardedAlignment::of(&sources).for_college(sources.reference(), &OrganisationId::new("C-9").unwrap());
    assert!(told.programmes.is_empty());
    assert_eq!(told.others.unwrap().colleges, 4);
}

/// Twenty graduates of the college's programme, of whom so many began to work within the year.
fn graduates(college: usize, began: usize) -> (Vec<Profile>, Vec<Outcome>) {
    let school = ["一院", "二院"][college - 1];
    let graduate = |number: usize| Profile {
        schooling: vec![crate::model::Schooling {
            school: Some(school.into()),
            ..course("31", "b080202", Some(month(2024, 6)))
        }],
        ..Profile::empty(crate::model::TalentId::new(format!("T-{college}-{number}")).unwrap())
    };
    let started = |number: usize| -> Outcome {
        serde_json::from_value(json!({"id": format!("R-{college}-{number}"), "talent": format!("T-{college}-{number}"),
            "organisation": "E-1", "date": "2024-09-01", "event": {"kind": "started"}}))
        .unwrap()
    };
    ((0..20).map(graduate).collect(), (0..began).map(started).collect())
}

#[test]
fn what_became_of_graduates_is_not_withheld_for_the_sake_of_another_college() {
    let placed = |others: usize| {
        let ((mut people, mut outcomes), more) = (graduates(1, 12), graduates(2, others));
        people.extend(more.0);
        outcomes.extend(more.1);
        let world = World { people, outcomes, ..world(2) };
        let sources = world.sources();
        let (whole, guarded) = (Alignment::of(&sources, None), GuardedAlignment::of(&sources));
        let of = |id: &str| {
            let own = guarded.for_college(sources.reference(), &OrganisationId::new(id).unwrap());
            own.programmes[0].placements.placed
        };
        ([1, 2].map(|at| whole.programmes[at].placements.placed), [of("C-1"), of("C-2")])
    };
    // Nineteen of twenty: the one is withheld, and what would tell of the one goes along where all stand in one table.
    let (whole, own) = placed(19);
    assert_eq!(whole, [Share::WITHHELD, Share::WITHHELD]);
    assert_eq!(own, [Share::of(12, 20), Share::WITHHELD]);
    // What a college reads is the same whatever became of others.
    assert_eq!(placed(10).1[0], own[0]);
}
