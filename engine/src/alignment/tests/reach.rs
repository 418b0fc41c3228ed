//! What a person can reach.

use super::*;
use crate::fit::trial::{holds, month, must, post, skill};
use crate::model::{RegionCode, TalentId};
use crate::plan::{Opening, Training};

fn person(skills: &[(&str, u8)]) -> Profile {
    Profile {
        skills: skills.iter().map(|(name, level)| holds(name, *level)).collect(),
        posts: vec![post("模具设计工程师", "2-02-07-06", "A-M1", Some(month(2015, 1)), Some(month(2026, 9)))],
        residence: RegionCode::new("441881").ok(),
        ..Profile::empty(TalentId::new("t").unwrap())
    }
}

fn reached(person: &Profile, programmes: &[Programme], cohorts: &[Cohort]) -> Vec<PositionInReach> {
    let orders = [order("O-1", "E-1", 3, vec![must(skill("plc", 3)), must(skill("cad", 3))])];
    let reference = reference();
    let openings = Opening::of(&reference.edition, &orders, today());
    within_reach(person, &reference, today(), &openings, &Training { programmes, cohorts }, 10)
}

fn class(id: &str, start: &str, ready: &str) -> Cohort {
    serde_json::from_value(json!({"id": id, "programme": "P-1", "college": "C-1", "name": {"zh": "班", "en": "class"},
        "form": "order_class", "modules": [{"skill": "cad", "level": 3}], "seats_min": 1, "seats_max": 25,
        "start": start, "ready": ready, "status": "enrolling"}))
    .unwrap()
}

#[test]
fn who_is_ready_reaches_it_now() {
    let found = reached(&person(&[("plc", 4), ("cad", 3)]), &[], &[]);
    assert!(found[0].ready && found[0].missing.is_empty() && found[0].by == Some(today()), "{found:?}");
    assert_eq!(found[0].after.to_bits(), found[0].fit.to_bits());
    let mut silent = person(&[("plc", 4), ("cad", 3)]);
    silent.consent.ranking = false;
    assert!(reached(&silent, &[], &[]).is_empty(), "who does not allow ranking is not ranked");
}

#[test]
fn what_is_missing_is_taught_where_most_of_it_is_and_soonest() {
    let programmes = [programme("P-1", "C-1", None, &[("plc", 3)]), programme("P-2", "C-2", None, &[("cad", 4)])];
    let cohorts = [class("K-1", "2026-12-01", "2027-06-01"), class("K-0", "2026-01-01", "2026-12-30")];
    let found = reached(&person(&[("plc", 3)]), &programmes, &cohorts);
    let found = &found[0];
    assert!(!found.ready && found.after >= 60.0 && found.fit < found.after && found.in_time, "{found:?}");
    let missing: Vec<_> =
        found.missing.iter().map(|lack| (lack.skill.as_str(), lack.from, lack.to, lack.taught)).collect();
    assert_eq!(missing, [("cad", 0, 3, true)]);
    let nearest: Vec<_> = found.nearest.iter().map(|place| (&place.by, place.all, place.seats)).collect();
    let [(TaughtIn::Cohort(first), true, 25), (TaughtIn::Programme(second), true, 40)] = nearest[..] else {
        panic!("{nearest:?}")
    };
    assert_eq!((first.as_str(), second.as_str()), ("K-1", "P-2"), "a class that has begun is too late to join");
}

#[test]
fn what_nobody_teaches_is_told_as_such() {
    let found = reached(&person(&[("plc", 3)]), &[], &[]);
    assert_eq!((found[0].by, found[0].in_time, found[0].missing[0].taught), (None, false, false));
    assert!(found[0].nearest.is_empty());
}

#[test]
fn who_is_too_far_does_not_reach_it() {
    let stranger = Profile { skills: vec![holds("tea", 5)], ..Profile::empty(TalentId::new("t").unwrap()) };
    assert!(reached(&stranger, &[programme("P-1", "C-1", None, &[("plc", 5), ("cad", 5)])], &[]).is_empty());
}
