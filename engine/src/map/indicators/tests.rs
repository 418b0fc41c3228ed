//! Indicators over small cities that are counted by hand, and over nobody.

use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::fit::trial;
use crate::map::{IndicatorKind, IndicatorScope, IndicatorState, MapHead};
use crate::model::{Bilingual, Category, College, CollegeId, Date, Profile, Stage};
use crate::plan::SeatCount;
use crate::reference::Reference;

fn map() -> TalentMap {
    let reference = trial::reference();
    let edition = &reference.edition;
    let head = MapHead {
        edition: edition.id.clone(),
        title: edition.title.clone(),
        status: edition.status,
        region: edition.region.clone(),
        as_of: trial::today(),
        method: String::new(),
        method_hash: String::new(),
        inputs_hash: String::new(),
        people: 0,
        local: 0,
        orders: 0,
        outcomes: 0,
        illustrative: true,
    };
    TalentMap {
        head,
        city: SeatCount::default(),
        outside: SeatCount::default(),
        chains: Vec::new(),
        nodes: Vec::new(),
        categories: Vec::new(),
        regions: Vec::new(),
        parks: Vec::new(),
        entries: Vec::new(),
        pain_points: Vec::new(),
        transfers: Vec::new(),
        indicators: Vec::new(),
    }
}

fn told(people: &[Profile], outcomes: &[Outcome]) -> Vec<Indicator> {
    let mut edition = trial::edition();
    let college = |id: &str| College {
        id: CollegeId::new(id).unwrap(),
        name: Bilingual::new(format!("{id}学院"), format!("College {id}")).unwrap(),
        in_city: true,
    };
    edition.colleges = ["A", "B", "C"].map(college).into();
    let Reference { vocabulary, method, .. } = trial::reference();
    let mut census = Census::new(Arc::new(Reference::new(vocabulary, edition, method)), trial::today());
    people.iter().for_each(|person| census.add(person));
    let programme = json!({"id": "P", "college": "A", "name": {"zh": "甲", "en": "A"}, "seats": 5});
    let programmes = [serde_json::from_value(programme).unwrap()];
    indicators(&Facts { census: &census, outcomes, programmes: &programmes, map: &map() })
}

fn profile(number: usize, more: &serde_json::Value) -> Profile {
    let mut person = json!({"id": format!("T-{number}"), "residence": "441802"});
    person.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(person).unwrap()
}

fn outcome(number: usize, talent: usize, organisation: &str, date: &str, event: &serde_json::Value) -> Outcome {
    let json = json!({"id": format!("R-{number}"), "talent": format!("T-{talent}"), "organisation": organisation,
        "date": date, "event": event});
    serde_json::from_value(json).unwrap()
}

fn find(
    told: &[Indicator],
    kind: IndicatorKind,
    of: &IndicatorScope,
    cohort: Option<i16>,
    window: Option<u8>,
) -> Indicator {
    let mut found = told.iter().filter(|i| i.kind == kind && i.of == *of && i.cohort == cohort && i.window == window);
    let one = found.next().unwrap_or_else(|| panic!("{kind:?} {of:?} {cohort:?} {window:?}")).clone();
    assert_eq!(found.next(), None);
    one
}

/// Category, days after 2022-03-01 of the leaving.
fn came(people: &[(Category, Option<i32>)]) -> Vec<Profile> {
    let start = Date::new(2022, 3, 1).unwrap();
    let person = |(number, (category, left)): (usize, &(Category, Option<i32>))| {
        let mut events = vec![json!({"kind": "inflow", "date": start})];
        events.extend(left.map(|days| json!({"kind": "outflow", "date": start.plus_days(days)})));
        profile(number, &json!({"events": events, "category": {"category": category, "by": "x", "reason": "y"}}))
    };
    people.iter().enumerate().map(person).collect()
}

#[test]
fn a_cohort_is_watched_through_its_windows() {
    let mut people = vec![(Category::Engineer, None); 20];
    people.extend([(Category::Engineer, Some(300)); 6]);
    people.extend([(Category::Engineer, Some(1000)); 5]);
    let told = told(&came(&people), &[]);
    let at = |window| find(&told, IndicatorKind::Retention, &IndicatorScope::City, Some(2022), Some(window));
    assert_eq!((at(36).numerator, at(36).denominator, at(36).state), (Some(20.0), Some(31.0), IndicatorState::Known));
    assert_eq!((at(12).value, at(24).value), (Some(25.0 / 31.0), Some(25.0 / 31.0)));
    let empty = find(&told, IndicatorKind::Retention, &IndicatorScope::City, Some(2020), Some(36));
    assert_eq!((empty.value, empty.denominator, empty.state), (None, None, IndicatorState::NotAvailable));
}

#[test]
fn windows_between_which_few_left_are_not_told_both() {
    let mut people = vec![(Category::Engineer, None); 20];
    people.extend([(Category::Engineer, Some(300)); 6]);
    people.push((Category::Engineer, Some(1000)));
    let told = told(&came(&people), &[]);
    let at = |window| find(&told, IndicatorKind::Retention, &IndicatorScope::City, Some(2022), Some(window)).state;
    assert_eq!([12, 24, 36].map(at), [IndicatorState::Withheld, IndicatorState::Withheld, IndicatorState::Known]);
}

#[test]
fn a_category_of_few_takes_another_with_it() {
    let of = |category, count| vec![(category, None); count];
    let people = [
        of(Category::Engineer, 30),
        of(Category::Scientist, 3),
        of(Category::Youth, 12),
        of(Category::MasterTechnician, 20),
    ];
    let told = told(&came(&people.concat()), &[]);
    let state = |of| find(&told, IndicatorKind::Retention, &of, Some(2022), Some(36)).state;
    let categories = Category::ALL.map(|category| state(IndicatorScope::Category(category)));
    let (known, withheld) = (IndicatorState::Known, IndicatorState::Withheld);
    assert_eq!(categories, [withheld, known, known, withheld]);
    assert_eq!(state(IndicatorScope::City), known);
}

#[test]
fn who_was_not_watched_to_the_end_is_censored() {
    let start = Date::new(2024, 1, 10).unwrap();
    let person = |number| profile(number, &json!({"events": [{"kind": "inflow", "date": start}]}));
    let people: Vec<Profile> = (0..20).map(person).collect();
    let left = json!({"kind": "left", "reason": "pay"});
    let mut outcomes: Vec<Outcome> = (0..5).map(|number| outcome(number, number, "E-1", "2024-06-01", &left)).collect();
    // Number 5 leaves and begins again elsewhere in the city; the college reports, but employs nobody.
    outcomes.push(outcome(5, 5, "E-1", "2024-06-01", &left));
    outcomes.push(outcome(6, 5, "E-2", "2024-09-01", &json!({"kind": "started"})));
    outcomes.push(outcome(7, 6, "A", "2024-09-01", &left));
    let told = told(&people, &outcomes);
    let at = |window| find(&told, IndicatorKind::Retention, &IndicatorScope::City, Some(2024), Some(window));
    assert_eq!((at(12).state, at(12).value), (IndicatorState::Known, Some(0.75)));
    assert_eq!((at(36).state, at(36).value, at(36).numerator), (IndicatorState::Censored, None, None));
    assert_eq!(at(36).denominator, Some(20.0));
}

fn graduates(college: &str, here: usize, away: usize, from: usize) -> Vec<Profile> {
    let person = |number: usize| {
        let residence = if number < here { "441802" } else { "440114" };
        profile(
            from + number,
            &json!({
            "residence": residence, "posts": [{"title": "工", "start": "2025-07"}],
            "schooling": [{"school": format!("{college}学院"), "graduation": "2025-06"}]}),
        )
    };
    (0..here + away).map(person).collect()
}

#[test]
fn local_employment_tells_both_denominators_and_withholds_small_colleges() {
    let mut people = [graduates("A", 30, 10, 0), graduates("B", 20, 20, 100), graduates("C", 6, 2, 200)].concat();
    people[..6].iter_mut().for_each(|person| person.posts.clear());
    let told = told(&people, &[]);
    let of = |scope, cohort| find(&told, IndicatorKind::LocalEmployment, &scope, cohort, None);
    let city = of(IndicatorScope::City, None);
    assert_eq!((city.numerator, city.denominator), (Some(50.0), Some(82.0)));
    let college = |id: &str| of(IndicatorScope::College(CollegeId::new(id).unwrap()), None).state;
    // Of C only two work elsewhere; A goes with it, so that nobody subtracts.
    assert_eq!(
        ["A", "B", "C"].map(college),
        [IndicatorState::Withheld, IndicatorState::Known, IndicatorState::Withheld]
    );
    assert_eq!(city.parts[0].value, 50.0 / 88.0);
}

#[test]
fn starting_pay_needs_ten_and_leaves_variable_pay_out() {
    let started = |number: usize, basis: &str| {
        let pay = 4.0 + number as f64;
        let event = json!({"kind": "started", "pay": {"min": pay, "max": pay + 1.0, "basis": basis}});
        outcome(number, number, "E-1", "2025-08-01", &event)
    };
    let people = graduates("A", 12, 0, 0);
    let pay = |outcomes: &[Outcome]| {
        find(&told(&people, outcomes), IndicatorKind::StartingPay, &IndicatorScope::City, Some(2025), None)
    };
    let mut outcomes: Vec<Outcome> = (0..9).map(|number| started(number, "base")).collect();
    outcomes.push(started(9, "total"));
    assert_eq!((pay(&outcomes).state, pay(&outcomes).value), (IndicatorState::Withheld, None));
    outcomes.extend((10..12).map(|number| started(number, "base")));
    let known = pay(&outcomes);
    assert_eq!((known.value, known.denominator), (Some(9.5), Some(11.0)));
    let parts: Vec<_> = known.parts.iter().map(|part| (part.name.as_str(), part.value)).collect();
    assert_eq!(parts, [("p25", 7.0), ("p75", 12.0), ("here", 9.5)]);
}

#[test]
fn satisfaction_counts_answers_and_withholds_few_people() {
    let answer = |number: usize, talent: usize, stage: &str, score: u8| {
        let mut told = outcome(number, talent, "E-1", "2025-08-01", &json!({"kind": "started"}));
        told.satisfaction = serde_json::from_value(json!({"stage": stage, "score": score})).unwrap();
        told
    };
    let mut outcomes: Vec<Outcome> = (0..6).map(|number| answer(number, number, "retention", 4)).collect();
    outcomes.extend((6..12).map(|number| answer(number, number, "retention", 1)));
    outcomes.extend((12..32).map(|number| answer(number, number % 4, "attraction", 5)));
    let told = told(&[], &outcomes);
    let of = |stage| find(&told, IndicatorKind::Satisfaction, &IndicatorScope::Stage(stage), None, None);
    let retention = of(Stage::Retention);
    assert_eq!((retention.value, retention.parts[0].value), (Some(2.5), 0.5));
    assert_eq!(
        (of(Stage::Attraction).state, of(Stage::Utilization).state),
        (IndicatorState::Withheld, IndicatorState::NotAvailable)
    );
}

#[test]
fn nobody_is_not_available_and_never_zero() {
    let told = told(&[], &[]);
    let kinds: std::collections::BTreeSet<_> = told.iter().map(|indicator| indicator.kind).collect();
    assert_eq!(kinds.len(), 10);
    for indicator in &told {
        assert_eq!((indicator.state, indicator.value, indicator.numerator), (IndicatorState::NotAvailable, None, None));
    }
    assert!(told.windows(2).all(|pair| (pair[0].kind, &pair[0].of) <= (pair[1].kind, &pair[1].of)));
}
