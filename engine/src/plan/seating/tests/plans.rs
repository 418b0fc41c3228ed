//! What a plan says of people and classes, in the small world of the fits.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::city::*;
use crate::model::{Cohort, CohortId, OrganisationId, Profile};
use crate::plan::seating::*;

#[test]
fn an_enterprise_refuses_who_fails_a_gate_that_the_class_does_not_teach() {
    let shared = |programme: &str, seats_max: u16| {
        class("K-1", &with(ordered(), &json!({"programme": programme, "seats_max": seats_max})))
    };
    let people = || vec![other("T-1", &["K-1"])];
    let refused = City::of(vec![shared("P-1", 1)]).plan(people());
    assert_eq!(why(&refused), [("T-1", UnplacedWhy::Refused)]);
    let told = serde_json::to_value(&refused.unplaced[0].wishes[0].fate).unwrap();
    assert_eq!(
        (told["kind"].as_str(), told["position"].clone()),
        (Some("refused"), json!({"kind": "order", "id": "O-1"}))
    );
    assert_eq!(told["requirements"][0]["need"]["skill"], "plc");
    // What the class teaches keeps nobody off; free seats accept everybody.
    let taught = City::of(vec![shared("P-2", 1)]).plan(people());
    assert_eq!(placed(&taught), [("T-1", "K-1", Some("F-1"))]);
    let free = City::of(vec![shared("P-1", 2)]).plan(people());
    assert_eq!(placed(&free), [("T-1", "K-1", None)]);
    assert_eq!(
        free.unfilled.iter().map(|left| (left.enterprise.is_some(), left.seats)).collect::<Vec<_>>(),
        [(true, 1)]
    );
}

#[test]
fn a_share_is_for_an_order_of_its_own_enterprise_alone() {
    let shared = |enterprise: &str| {
        let share = json!({"shares": [{"enterprise": enterprise, "order": "O-1", "seats": 1}], "seats_max": 1});
        City::of(vec![class("K-1", &share)]).plan(vec![other("T-1", &["K-1"])])
    };
    assert_eq!(why(&shared("F-1")), [("T-1", UnplacedWhy::Refused)]);
    // What F-1 asks for is no matter of F-2's share, and F-2's people learn nothing of it.
    let foreign = shared("F-2");
    assert_eq!(placed(&foreign), [("T-1", "K-1", Some("F-2"))]);
    assert_eq!(foreign.placed[0].fit, 0.0);
}

#[test]
fn a_college_learns_of_an_order_which_kinds_of_needs_failed_and_no_more() {
    let city = City::of(vec![class("K-1", &with(ordered(), &json!({"seats_max": 1})))]);
    let college = OrganisationId::new("C").unwrap();
    let plan =
        seats(&Offer { college: Some(&college), ..city.offer() }, Mechanism::Stable, 1, vec![other("T-1", &["K-1"])]);
    let told = serde_json::to_value(&plan.unplaced[0].wishes[0].fate).unwrap();
    let order = json!({"kind": "order", "id": "O-1"});
    assert_eq!(told, json!({"kind": "refused", "position": order, "kinds": ["skill"]}));
}

#[test]
fn priority_comes_before_fit_and_fit_before_the_lot() {
    let pupil = |id: &str, school: &str, major: &str, graduation: &str| {
        let course = json!({"school": school, "major": major, "graduation": graduation});
        Profile { schooling: vec![read(course)], ..other(id, &["K-1"]) }
    };
    let one = |more: &Value| {
        class(
            "K-1",
            &with(
                json!({"seats_max": 1, "programme": "P-2", "shares": [
        {"enterprise": "F-1", "order": "O-1", "seats": 1}]}),
                more,
            ),
        )
    };
    let people = || {
        let worker = json!({"title": "x", "employer": "Sample F-1", "start": "2020-01"});
        vec![
            able("T-1", 5, &["K-1"]),
            pupil("T-2", "示例C", "v460301", "2027-06"),
            pupil("T-3", "C", "b080202", "2027-06"),
            Profile { posts: vec![read(worker)], ..other("T-4", &["K-1"]) },
            pupil("T-5", "示例C", "v460301", "2026-06"),
            pupil("T-6", "示例D", "v460301", "2027-06"),
        ]
    };
    let first = |priorities: &Value| {
        let plan = City::of(vec![one(&json!({"priorities": priorities}))]).plan(people());
        let place = &plan.placed[0];
        (place.student.as_str().to_owned(), place.priority.map(crate::model::PriorityGroup::as_str))
    };
    assert_eq!(first(&json!([])), ("T-1".to_owned(), None));
    assert_eq!(first(&json!(["programme"])), ("T-2".to_owned(), Some("programme")));
    assert_eq!(first(&json!(["employees", "programme"])), ("T-4".to_owned(), Some("employees")));
    // Of the two pupils of the college the lot decides, since they fit alike; the graduate is none.
    assert_eq!(first(&json!(["college"])).1, Some("college"));
    assert!(["T-2", "T-3"].contains(&&*first(&json!(["college"])).0));
    let plan = City::of(vec![one(&json!({"priorities": ["programme"]}))]).plan(people());
    let by: Vec<_> = plan.unplaced.iter().map(|student| student.wishes[0].fate.clone()).collect();
    assert!(by.iter().all(|fate| *fate == WishOutcome::Full { by: Some(BlockedBy::Priority) }), "{by:?}");
}

#[test]
fn the_lot_decides_between_equals_and_follows_from_the_seed() {
    let city = City::of(vec![class("K-1", &json!({"seats_max": 1}))]);
    let people = || (0..5).map(|n| student(&format!("T-{n}"), &["K-1"])).collect::<Vec<_>>();
    let winner = |seed| seats(&city.offer(), Mechanism::Stable, seed, people()).placed[0].student.clone();
    for seed in 0..20 {
        let best = people().into_iter().map(|student| student.id).max_by_key(|id| lot(seed, id));
        assert_eq!(Some(winner(seed)), best);
    }
    assert!((0..20).map(winner).collect::<BTreeSet<_>>().len() > 2);
}

#[test]
fn wishes_that_cannot_be_heard_are_told() {
    let cohorts = vec![
        class("K-1", &json!({})),
        class("K-2", &json!({"status": "running"})),
        class("K-3", &json!({"college": "D"})),
    ];
    let city = City::of(cohorts);
    let mut barred = student("T-4", &["K-1"]);
    barred.consent.ranking = false;
    let people = || {
        let lists: [&[&str]; 3] = [&["K-9", "K-1"], &["K-2", "K-9"], &["K-3"]];
        let students = lists.iter().enumerate().map(|(n, list)| student(&format!("T-{}", n + 1), list));
        students.chain([barred.clone(), student("T-5", &[])]).collect::<Vec<_>>()
    };
    let plan = city.plan(people());
    assert_eq!(placed(&plan), [("T-1", "K-1", None), ("T-3", "K-3", None)]);
    assert_eq!((plan.placed[0].wish, &*plan.ranks), (2, &[1, 1][..]));
    assert_eq!(why(&plan), [("T-2", UnplacedWhy::NoWish), ("T-4", UnplacedWhy::Consent)]);
    let unheard = serde_json::to_value(&plan.unheard).unwrap();
    assert_eq!(
        unheard,
        json!([{"cohort": "K-2", "status": "running", "students": 1}, {"cohort": "K-9", "students": 2}])
    );
    // A college learns nothing of wishes for classes of another.
    let (college, only) = (OrganisationId::new("D").unwrap(), [CohortId::new("K-1").unwrap()]);
    let own = seats(&Offer { college: Some(&college), ..city.offer() }, Mechanism::Stable, 1, people());
    assert_eq!(placed(&own), [("T-3", "K-3", None)]);
    assert!(own.unplaced.is_empty() && own.unheard.is_empty(), "{own:?}");
    let one = seats(&Offer { only: &only, ..city.offer() }, Mechanism::Stable, 1, people());
    assert_eq!(placed(&one), [("T-1", "K-1", None)]);
    assert_eq!(why(&one), [("T-2", UnplacedWhy::NoWish), ("T-4", UnplacedWhy::Consent)]);
}

#[test]
fn a_college_is_not_told_that_a_class_of_another_is_dearer() {
    let of = |id: &str, college: &str, seats_max: u16| class(id, &json!({"college": college, "seats_max": seats_max}));
    let running = class("K-4", &json!({"status": "running"}));
    let city = City::of(vec![of("K-1", "C", 2), of("K-2", "C", 1), of("K-3", "D", 1), running]);
    let people = |lists: [&[&str]; 5]| (1..).zip(lists).map(|(n, list)| able(&format!("T-{n}"), n, list)).collect();
    let lists: [&[&str]; 5] =
        [&["K-3", "K-1"], &["K-3", "K-2", "K-1"], &["K-1", "K-9", "K-3", "K-2"], &["K-3"], &["K-3", "K-4"]];
    let own: [&[&str]; 5] = [&["K-1"], &["K-2", "K-1"], &["K-1", "K-2"], &[], &["K-4"]];
    let college = OrganisationId::new("C").unwrap();
    for mechanism in [Mechanism::Stable, Mechanism::Optimal] {
        let plan = |lists| seats(&Offer { college: Some(&college), ..city.offer() }, mechanism, 1, people(lists));
        let told = plan(lists);
        assert_eq!(told.placed.iter().map(|place| place.wish).collect::<Vec<_>>(), [1, 1, 1]);
        assert_eq!((&*told.ranks, told.students), (&[3][..], 4));
        assert_eq!(told.classes.iter().map(|class| class.first).collect::<Vec<_>>(), [2, 1]);
        assert_eq!((told.unplaced[0].student.as_str(), told.unplaced[0].wishes[0].wish), ("T-5", 1));
        assert_eq!(told, plan(own), "nothing of it depends on wishes for classes of others");
    }
    let all = city.plan(people(lists));
    assert!(all.placed.iter().any(|place| place.wish == 2), "of all classes a list is one");
}

#[test]
fn who_has_a_seat_keeps_it() {
    let city = City::of(vec![class("K-1", &with(ordered(), &json!({"seats_min": 2})))]);
    let seated = |id: &str| Profile { cohort: CohortId::new("K-1").ok(), ..able(id, 5, &["K-1"]) };
    let plan = city.plan(vec![seated("T-1"), other("T-2", &["K-1"]), able("T-3", 1, &["K-1"])]);
    let class = &plan.classes[0];
    // The share's seat is the one that is taken; with one more the class has its minimum.
    assert_eq!((class.seated, class.placed, class.shares[0].seats, class.shares[1].placed), (1, 1, 0, 1));
    assert_eq!((plan.placed.len(), plan.students), (1, 2));
    assert!(plan.short.is_empty());
}

#[test]
fn seats_that_are_taken_refuse_nobody() {
    let shares =
        json!({"shares": [{"enterprise": "F-1", "order": "O-1", "seats": 1}, {"enterprise": "F-2", "seats": 1}]});
    let city = City::of(vec![class("K-1", &shares)]);
    let seated = |id: &str| Profile { cohort: CohortId::new("K-1").ok(), ..student(id, &[]) };
    let one = city.plan(vec![seated("T-1"), other("T-3", &["K-1"])]);
    assert_eq!(placed(&one), [("T-3", "K-1", Some("F-2"))]);
    // F-1 refuses, F-2 would not: the class is full, and that is what the student is told.
    let full = city.plan(vec![seated("T-1"), seated("T-2"), other("T-3", &["K-1"])]);
    assert_eq!(why(&full), [("T-3", UnplacedWhy::Full)]);
    assert_eq!(full.unplaced[0].wishes[0].fate, WishOutcome::Full { by: None });
    // Seats that were counted before stand for people who are not there any more.
    let counted = BTreeMap::from([(CohortId::new("K-1").unwrap(), 2)]);
    let again =
        seats(&Offer { seated: Some(&counted), ..city.offer() }, Mechanism::Stable, 1, vec![other("T-3", &["K-1"])]);
    assert_eq!(again, full);
}

#[test]
fn a_class_that_does_not_enrol_yet_is_planned_where_it_is_named_and_taken_over_later() {
    let mut city = City::of(vec![class("K-1", &json!({"status": "agreed"})), class("K-2", &json!({"seats_max": 1}))]);
    let people = || vec![student("T-1", &["K-1", "K-2"]), student("T-2", &["K-1"])];
    let plan = city.plan(people());
    assert_eq!(placed(&plan), [("T-1", "K-2", None)]);
    let unheard = serde_json::to_value(&plan.unheard).unwrap();
    assert_eq!(unheard, json!([{"cohort": "K-1", "status": "agreed", "students": 2}]));
    let nobody = BTreeMap::new();
    plan.check_room(&city.cohorts, &nobody).unwrap();
    let full = BTreeMap::from([(CohortId::new("K-2").unwrap(), 1)]);
    assert_eq!(plan.check_room(&city.cohorts, &full).unwrap_err().field, "cohort");
    let only = [CohortId::new("K-1").unwrap()];
    let ahead = seats(&Offer { only: &only, ..city.offer() }, Mechanism::Stable, 1, people());
    assert_eq!((placed(&ahead).len(), ahead.unheard.len()), (2, 0));
    assert!(ahead.check_room(&city.cohorts, &nobody).unwrap_err().allowed.contains("enrolling"));
    city.cohorts[0].status = crate::model::CohortStatus::Enrolling;
    ahead.check_room(&city.cohorts, &nobody).unwrap();
    let missing = ahead.check_room(&city.cohorts[1..], &nobody).unwrap_err();
    assert_eq!((missing.field.as_str(), missing.value.as_str()), ("cohort", "K-1"));
}

#[test]
fn a_plan_of_too_many_shares_is_refused_by_name_of_the_limit() {
    let one = class("K-1", &ordered());
    let many = |classes: usize| {
        let class = |n| Cohort { id: CohortId::new(format!("K-{n}")).unwrap(), ..one.clone() };
        City::of((0..classes).map(class).collect()).offer().check_size()
    };
    many(Offer::MAX_POOLS / 2).unwrap();
    let refused = many(Offer::MAX_POOLS / 2 + 1).unwrap_err();
    assert_eq!((refused.field.as_str(), refused.value.as_str()), ("classes", "4002"));
    assert!(refused.allowed.contains("4000"), "{refused}");
}

#[test]
fn a_class_under_its_minimum_is_told_with_its_reason_and_whom_it_missed() {
    let few = |id: &str, more: &Value| class(id, &with(json!({"seats_min": 2}), more));
    let refusing = json!({"seats_max": 2, "shares": [{"enterprise": "F-1", "order": "O-1", "seats": 2}]});
    let city =
        City::of(vec![few("K-1", &json!({})), few("K-2", &refusing), few("K-3", &json!({})), few("K-4", &json!({}))]);
    let plan = city.plan(vec![
        student("T-1", &["K-1", "K-4"]),
        other("T-2", &["K-2", "K-3", "K-4"]),
        other("T-3", &["K-4", "K-2", "K-3"]),
        student("T-4", &[]),
    ]);
    let short = |short: &ShortClass| {
        let missed: Vec<String> = short.missed.iter().map(ToString::to_string).collect();
        (short.cohort.to_string(), short.why, (short.wished, short.accepted, short.had), missed)
    };
    let told: Vec<_> = plan.short.iter().map(short).collect();
    assert_eq!(
        told,
        [
            ("K-2".to_owned(), ShortWhy::Refusals, (2, 0, 0), vec![]),
            ("K-1".to_owned(), ShortWhy::FewWishes, (1, 1, 1), vec!["T-1".to_owned()]),
            ("K-3".to_owned(), ShortWhy::Elsewhere, (2, 2, 1), vec!["T-2".to_owned()]),
        ]
    );
    assert_eq!(placed(&plan).len(), 2);
    assert_eq!(why(&plan).iter().map(|(_, why)| *why).collect::<Vec<_>>(), [UnplacedWhy::Closed]);
    assert!(plan.blocking.is_empty());
}

/// Every student's list of three classes, the skill held and the place among the people.
fn a_crowd() -> impl Strategy<Value = Vec<(Vec<&'static str>, u8)>> {
    let list = Just(vec!["K-1", "K-2", "K-3"]).prop_shuffle();
    let student = (list, 0..=3_usize, 0..=5_u8).prop_map(|(mut list, told, level)| {
        list.truncate(told);
        (list, level)
    });
    prop::collection::vec(student, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_same_people_in_any_order_give_the_same_bytes(crowd in a_crowd(), seed in 0..3_u64, shift in 0..12_usize) {
        let city = City::of(vec![
            class("K-1", &ordered()),
            class("K-2", &with(ordered(), &json!({"programme": "P-2", "seats_min": 2, "seats_max": 4}))),
            class("K-3", &json!({"seats_max": 3})),
        ]);
        let people: Vec<Profile> = crowd.iter().enumerate().map(|(n, (list, level))| match level {
            0 => other(&format!("T-{n}"), list),
            level => able(&format!("T-{n}"), *level, list),
        }).collect();
        let mut turned = people.clone();
        turned.rotate_left(shift % people.len().max(1));
        let mut offered = city.cohorts.clone();
        offered.reverse();
        for mechanism in [Mechanism::Stable, Mechanism::Optimal] {
            let plan = seats(&city.offer(), mechanism, seed, people.clone());
            let again = seats(&Offer { cohorts: &offered, ..city.offer() }, mechanism, seed, turned.clone());
            prop_assert_eq!(serde_json::to_vec(&plan).unwrap(), serde_json::to_vec(&again).unwrap());
            prop_assert_eq!(plan.students as usize, crowd.iter().filter(|(list, _)| !list.is_empty()).count());
            for class in &plan.classes {
                let total: u32 = class.shares.iter().map(|share| share.placed).sum();
                prop_assert!(class.shares.iter().all(|share| share.placed <= share.seats) && total == class.placed);
                let least = if class.held { u32::from(class.seats_min) } else { 0 };
                prop_assert!(class.placed >= least && (class.held || class.placed == 0));
            }
            prop_assert!(mechanism == Mechanism::Optimal || plan.blocking.is_empty());
        }
    }
}
