//! Each route and each cause, one person each, in the small world of the fits.

use std::sync::Arc;

use crate::fit::trial::{demand, held_licence, holds, legal, licence, month, must, post, reference, skill, today};
use crate::model::{
    Category, Cohort, Date, Demand, EngagementMode, Hardness, LeavingReason, LifeEvent, LifeEventKind, OrderId,
    Outcome, Pay, PayBasis, Profile, Programme, ProgrammeId, RegionCode, Stage, TalentId,
};
use crate::plan::asked::{Asked, Way};
use crate::plan::course::Taught;
use crate::plan::*;

fn asked() -> Demand {
    let pay = Pay::new(10.0, 20.0, PayBasis::Base).ok();
    Demand { pay, ..demand(Category::Engineer, vec![must(skill("plc", 3)), must(skill("cad", 3))]) }
}

fn programme(skills: &[(&str, u8)]) -> Programme {
    let taught = |&(skill, level): &(&str, u8)| serde_json::json!({"skill": skill, "level": level});
    let skills: Vec<_> = skills.iter().map(taught).collect();
    serde_json::from_value(serde_json::json!({
        "id": "P-1", "college": "C", "name": {"zh": "工", "en": "x"}, "seats": 40, "skills": skills, "synthetic": true
    }))
    .unwrap()
}

/// Ready, here, and between posts.
fn ready() -> Profile {
    Profile {
        synthetic: true,
        skills: vec![holds("plc", 5), holds("cad", 4)],
        posts: vec![post("模具设计工程师", "2-02-07-06", "A-M1", Some(month(2015, 1)), Some(month(2026, 9)))],
        residence: RegionCode::new("441881").ok(),
        ..Profile::empty(TalentId::new("t").unwrap())
    }
}

fn at_work() -> Profile {
    let mut person = ready();
    person.posts[0].end = None;
    person
}

fn learner() -> Profile {
    Profile { skills: vec![holds("plc", 2), holds("tea", 5)], ..ready() }
}

fn abroad() -> Profile {
    Profile { residence: RegionCode::new("440300").ok(), ..ready() }
}

fn event(kind: LifeEventKind, days: i32, note: &str) -> LifeEvent {
    LifeEvent { kind, date: today().plus_days(days), note: Some(note.to_owned()) }
}

fn way_to(demand: &Demand, person: Profile, programmes: &[Programme], outcomes: &[Outcome]) -> Way {
    let supply = Supply::read(Arc::new(reference()), today(), [person]).hearing(outcomes);
    let taught = Taught::of(&Training { programmes, cohorts: &[] });
    Asked::new(&supply, &taught, demand).way(0)
}

fn way(person: Profile) -> Way {
    way_to(&asked(), person, &[], &[])
}

fn stage(way: &Way) -> Option<Stage> {
    match way {
        Way::Open(route, fit) if *fit >= 60.0 => Some(route.stage),
        Way::Open(..) | Way::Shut(..) | Way::None => None,
    }
}

fn cause(way: Way) -> Option<Cause> {
    match way {
        Way::Shut(cause, fit) if fit >= 60.0 => Some(cause),
        Way::Open(..) | Way::Shut(..) | Way::None => None,
    }
}

#[test]
fn who_is_here_free_and_ready_is_put_to_use() {
    assert_eq!(stage(&way(ready())), Some(Stage::Utilization));
    assert_eq!(cause(way(at_work())), Some(Cause::Bound {}));
    let mut looking = at_work();
    looking.preferences.available_from = Some(today());
    assert_eq!(stage(&way(looking)), Some(Stage::Utilization));
}

#[test]
fn who_is_about_to_leave_is_kept() {
    let leaving = Profile { events: vec![event(LifeEventKind::Outflow, 60, "合同到期")], ..at_work() };
    assert_eq!(stage(&way(leaving)), Some(Stage::Retention));
    let mut bound_away = ready();
    bound_away.preferences.regions = vec![RegionCode::new("440300").unwrap()];
    assert_eq!(stage(&way(bound_away.clone())), Some(Stage::Retention));
    bound_away.preferences.regions.push(RegionCode::new("441802").unwrap());
    assert_eq!(stage(&way(bound_away)), Some(Stage::Utilization));
}

#[test]
fn what_is_missing_is_taught_where_a_programme_teaches_it_in_time() {
    let both = [programme(&[("plc", 4), ("cad", 3)])];
    let Way::Open(route, fit) = way_to(&asked(), learner(), &both, &[]) else { panic!("no route") };
    assert_eq!((route.stage, route.taught.len()), (Stage::Cultivation, 1));
    // cad from nothing to 3: three levels of 45 days; plc at 2 of 3 is not needed to be ready.
    assert_eq!((route.taught[0].skill.as_str(), route.taught[0].from, route.taught[0].to), ("cad", 0, 3));
    assert_eq!(route.ready, Some(today().plus_days(135)));
    assert!(fit >= 60.0);
    let soon = Demand { due: Some(today().plus_days(100)), ..asked() };
    let late = cause(way_to(&soon, learner(), &both, &[]));
    assert_eq!(late, Some(Cause::TooLate { ready: today().plus_days(135) }));
    for short in [programme(&[("plc", 4)]), programme(&[("cad", 2)])] {
        let Some(Cause::Untaught { skills }) = cause(way_to(&asked(), learner(), &[short], &[])) else {
            panic!("taught after all")
        };
        assert_eq!(skills.iter().map(|skill| skill.as_str()).collect::<Vec<_>>(), ["cad"]);
    }
}

#[test]
fn hours_that_a_programme_tells_count_instead_of_levels() {
    let mut told = programme(&[("plc", 4), ("cad", 3)]);
    told.skills[1].hours = Some(64);
    let Way::Open(route, _) = way_to(&asked(), learner(), &[told], &[]) else { panic!("no route") };
    // 64 hours at 16 a week.
    assert_eq!(route.ready, Some(today().plus_days(28)));
}

#[test]
fn one_failed_requirement_is_the_cause_and_two_are_too_many() {
    let mut demand = asked();
    demand.requirements.push(legal(licence("lift")));
    let expired = Profile { licences: vec![held_licence("lift", Some(today().plus_days(-1)))], ..ready() };
    assert_eq!(cause(way_to(&demand, expired.clone(), &[], &[])), Some(Cause::Requirement { requirement: 2 }));
    demand.requirements.push(legal(licence("electrician")));
    assert_eq!(way_to(&demand, expired, &[], &[]), Way::None);
}

#[test]
fn ready_outsiders_come_unless_pay_mode_or_place_keeps_them() {
    assert_eq!(stage(&way(abroad())), Some(Stage::Attraction));
    let with = |change: &dyn Fn(&mut Profile)| {
        let mut person = abroad();
        change(&mut person);
        way(person)
    };
    let dear = |person: &mut Profile| person.preferences.pay = Pay::new(20.5, 30.0, PayBasis::Base).ok();
    let weekends = |person: &mut Profile| person.preferences.modes = vec![EngagementMode::Flexible];
    let settled = |person: &mut Profile| person.preferences.regions = vec![RegionCode::new("440300").unwrap()];
    assert_eq!(cause(with(&dear)), Some(Cause::Pay {}));
    assert_eq!(cause(with(&weekends)), Some(Cause::Mode {}));
    assert_eq!(cause(with(&settled)), Some(Cause::Place {}));
    assert_eq!(
        with(&|person| {
            dear(person);
            settled(person);
        }),
        Way::None
    );
    // Who comes at weekends need not wish to live here.
    let flexible = Demand { modes: vec![EngagementMode::FullTime, EngagementMode::Flexible], ..asked() };
    let mut weekender = abroad();
    weekends(&mut weekender);
    settled(&mut weekender);
    let Way::Open(route, _) = way_to(&flexible, weekender, &[], &[]) else { panic!("no route") };
    assert_eq!((route.stage, route.mode), (Stage::Attraction, EngagementMode::Flexible));
}

#[test]
fn who_left_is_a_loss_of_retention_until_a_wish_to_come_back() {
    let left = |days| Profile { events: vec![event(LifeEventKind::Outflow, days, "薪酬")], ..abroad() };
    assert_eq!(cause(way(left(-30))), Some(Cause::Left { reason: Some(LeavingReason::Pay) }));
    assert_eq!(stage(&way(left(-5000))), Some(Stage::Attraction));
    let mut back = left(-30);
    back.preferences.regions = vec![RegionCode::new("441800").unwrap()];
    assert_eq!(stage(&way(back)), Some(Stage::Attraction));
}

fn outcome(event: &str, day: &str) -> Outcome {
    let text = format!(r#"{{"id":"R-1","talent":"t","organisation":"E-1","date":"{day}","event":{event}}}"#);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn an_outcome_tells_who_left_and_why_until_the_next_start() {
    let gone = outcome(r#"{"kind":"left","reason":"housing"}"#, "2026-05-01");
    let told = cause(way_to(&asked(), abroad(), &[], std::slice::from_ref(&gone)));
    assert_eq!(told, Some(Cause::Left { reason: Some(LeavingReason::Housing) }));
    let again = outcome(r#"{"kind":"started"}"#, "2026-06-01");
    assert_eq!(stage(&way_to(&asked(), abroad(), &[], &[gone, again])), Some(Stage::Attraction));
}

#[test]
fn a_home_that_nobody_tells_is_where_the_work_is_or_unknown() {
    let unknown = Profile { residence: None, ..ready() };
    assert_eq!(way(unknown.clone()), Way::None);
    let mut wishing = unknown;
    wishing.preferences.regions = vec![RegionCode::new("441802").unwrap()];
    assert_eq!(stage(&way(wishing)), Some(Stage::Attraction));
    let mut working = Profile { residence: None, ..at_work() };
    working.posts[0].region = RegionCode::new("441803").ok();
    assert_eq!(cause(way(working)), Some(Cause::Bound {}));
}

fn class(more: &serde_json::Value) -> Cohort {
    let mut class = serde_json::json!({
        "id": "K-1", "programme": "P-1", "college": "C", "name": {"zh": "班", "en": "class"}, "form": "order_class",
        "seats_min": 1, "seats_max": 3, "start": "2027-01-01", "ready": "2027-09-01", "status": "agreed",
        "positions": ["E-1"], "synthetic": true
    });
    class.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(class).unwrap()
}

fn filled(cohort: Cohort, seats: u32, due: Option<Date>, change: Option<WhatIf>) -> SeatCount {
    filled_with(Vec::new(), cohort, seats, due, change)
}

fn filled_with(
    people: Vec<Profile>,
    cohort: Cohort,
    seats: u32,
    due: Option<Date>,
    change: Option<WhatIf>,
) -> SeatCount {
    let supply = Supply::read(Arc::new(reference()), today(), people).seating(std::slice::from_ref(&cohort));
    let narrow = Programme { id: ProgrammeId::new("P-3").unwrap(), ..programme(&[("plc", 4)]) };
    let (programmes, cohorts) = ([programme(&[("plc", 4), ("cad", 3)]), narrow], [cohort]);
    let training = Training { programmes: &programmes, cohorts: &cohorts };
    let opening = Opening {
        id: crate::matching::PositionId::Order(OrderId::new("O-1").unwrap()),
        entry: crate::model::EntryId::new("E-1").ok(),
        organisation: crate::model::OrganisationId::new("F-1").ok(),
        seats,
        demand: Demand { due, ..asked() },
    };
    let plan = FillPlan::make(&supply, std::slice::from_ref(&opening), &training);
    match change {
        None => plan.count,
        Some(change) => plan.what_if(&supply, &[opening], &training, &change).unwrap().after,
    }
}

#[test]
fn a_class_fills_at_most_its_seats_and_only_what_it_is_taught_for_in_time() {
    let none = serde_json::json!({});
    assert_eq!(filled(class(&none), 5, None, None).filled.cultivation, 3);
    assert_eq!(filled(class(&none), 2, None, None).filled.cultivation, 2);
    assert_eq!(filled(class(&none), 5, Some(today().plus_days(90)), None).filled.cultivation, 0);
    for other in [
        serde_json::json!({"status": "proposed"}),
        serde_json::json!({"status": "placed"}),
        serde_json::json!({"positions": ["E-2"]}),
        serde_json::json!({"programme": "P-2"}),
    ] {
        assert_eq!(filled(class(&other), 5, None, None).filled.cultivation, 0, "{other}");
    }
    let shared = serde_json::json!({"shares": [
        {"enterprise": "F-1", "order": "O-1", "seats": 1}, {"enterprise": "F-2", "seats": 1}]});
    assert_eq!(filled(class(&shared), 5, None, None).filled.cultivation, 2);
    // A share that names somebody else's order serves nothing of it.
    let foreign = serde_json::json!({"shares": [{"enterprise": "F-2", "order": "O-1", "seats": 3}]});
    assert_eq!(filled(class(&foreign), 5, None, None).filled.cultivation, 0);
}

/// People who are here, free and ready, and have seats in the class `K-1`.
fn seated(count: usize) -> Vec<Profile> {
    let person = |number: usize| Profile {
        id: TalentId::numbered(number as u64),
        cohort: crate::model::CohortId::new("K-1").ok(),
        ..ready()
    };
    (0..count).map(person).collect()
}

#[test]
fn who_has_a_seat_in_a_class_counts_as_its_seat_and_nowhere_else() {
    for (status, put_to_use, taught) in [
        ("proposed", 2, 0),
        ("agreed", 0, 3),
        ("enrolling", 0, 3),
        ("running", 0, 2),
        ("graduated", 2, 0),
        ("cancelled", 2, 0),
    ] {
        let class = class(&serde_json::json!({"status": status}));
        let count = filled_with(seated(2), class, 5, None, None);
        assert_eq!((count.filled.utilization, count.filled.cultivation), (put_to_use, taught), "{status}");
        assert_eq!(count.gap.total(), 0, "{status}: nobody is kept from a seat who has one");
    }
}

#[test]
fn a_class_under_way_brings_no_more_than_are_in_it() {
    let shares =
        serde_json::json!([{"enterprise": "F-1", "order": "O-1", "seats": 2}, {"enterprise": "F-2", "seats": 1}]);
    let running = class(&serde_json::json!({"status": "running", "shares": shares}));
    let brought = |people: usize| filled_with(seated(people), running.clone(), 5, None, None).filled.cultivation;
    // The share of F-2 serves openings of F-2 alone; of one person, the larger share gets it.
    assert_eq!([0, 1, 2, 3, 4].map(brought), [2, 1, 1, 2, 2]);
    let more = WhatIf::CohortSeats { cohort: running.id.clone(), more: 1 };
    assert_eq!(filled_with(seated(1), running, 5, None, Some(more)).filled.cultivation, 2);
}

#[test]
fn what_a_class_is_taught_beyond_its_programme_counts() {
    let narrow = serde_json::json!({"programme": "P-3"});
    assert_eq!(filled(class(&narrow), 5, None, None).filled.cultivation, 0);
    let more = serde_json::json!({"programme": "P-3", "modules": [{"skill": "cad", "level": 3, "hours": 48}]});
    assert_eq!(filled(class(&more), 5, None, None).filled.cultivation, 3);
}

#[test]
fn more_seats_in_a_class_or_a_programme_fill_more() {
    let more = |cohort: &Cohort| WhatIf::CohortSeats { cohort: cohort.id.clone(), more: 1 };
    let (agreed, proposed) = (class(&serde_json::json!({})), class(&serde_json::json!({"status": "proposed"})));
    let change = Some(more(&agreed));
    assert_eq!(filled(agreed, 5, None, change).filled.cultivation, 4);
    let change = Some(more(&proposed));
    assert_eq!(filled(proposed.clone(), 5, None, change).filled.cultivation, 1);
    let change = WhatIf::ProgrammeSeats { programme: proposed.programme.clone(), more: 2 };
    assert_eq!(filled(proposed, 5, None, Some(change)).filled.cultivation, 2);
}

#[test]
fn a_relaxed_requirement_and_raised_pay_and_another_mode_let_the_blocked_in() {
    let mut demand = asked();
    demand.requirements.push(legal(licence("lift")));
    let named = |id: &str, person: Profile| Profile { id: TalentId::new(id).unwrap(), ..person };
    let mut dear = abroad();
    dear.preferences.pay = Pay::new(21.0, 22.0, PayBasis::Base).ok();
    let mut weekender = abroad();
    weekender.preferences.modes = vec![EngagementMode::Flexible];
    let expired = Profile { licences: vec![held_licence("lift", Some(today().plus_days(-1)))], ..ready() };
    let people = [named("a", dear), named("b", weekender), named("c", expired)];
    let supply = Supply::read(Arc::new(reference()), today(), people);
    let id = crate::matching::PositionId::Order(OrderId::new("O-1").unwrap());
    let opening = Opening { id: id.clone(), entry: None, organisation: None, seats: 4, demand };
    let (openings, training) = ([opening], Training::default());
    let plan = FillPlan::make(&supply, &openings, &training);
    assert_eq!((plan.count.gap.attraction, plan.count.gap.utilization, plan.count.unreached), (2, 1, 1));
    let conflict = plan.openings[0].conflict.clone().unwrap();
    let (lift, pay, mode) = (Limit::Requirement { requirement: 2 }, Limit::Pay {}, Limit::Mode {});
    assert_eq!((conflict.near, conflict.together), (3, vec![lift, pay, mode]));
    assert!(conflict.lifts.iter().all(|told| told.people == 1 && told.limits.len() == 1));
    let changes = [
        (WhatIf::Relax { opening: id.clone(), requirement: 2 }, Stage::Utilization),
        (WhatIf::Pay { opening: id.clone(), percent: 10 }, Stage::Attraction),
        (WhatIf::Mode { opening: id.clone(), mode: EngagementMode::Flexible }, Stage::Attraction),
    ];
    for (change, stage) in changes {
        let moved = plan.what_if(&supply, &openings, &training, &change).unwrap();
        assert_eq!((moved.after.open(), *moved.after.filled.of(stage)), (3, 1), "{change:?}");
        assert_eq!(moved.openings.len(), 1);
    }
    let wrong = WhatIf::Relax { opening: id, requirement: 9 };
    assert_eq!(plan.what_if(&supply, &openings, &training, &wrong).unwrap_err().field, "requirement");
    assert_eq!(openings[0].demand.requirements[2].hardness, Hardness::Legal);
}
