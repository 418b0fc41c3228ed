//! Seats in classes, one after another.

use super::*;

fn class(id: &str) -> CohortId {
    CohortId::new(id).unwrap()
}

fn person() -> Profile {
    Profile::empty(TalentId::new("T-1").unwrap())
}

#[test]
fn a_class_that_is_over_stays_with_the_person_and_one_that_was_left_does_not() {
    let first = person().seated_in(&class("K-1"), false).unwrap();
    assert!(first.former_cohorts.is_empty());
    let second = first.clone().seated_in(&class("K-2"), true).unwrap();
    assert_eq!((second.cohort.clone(), &*second.former_cohorts), (Some(class("K-2")), &[class("K-1")][..]));
    let left = second.seated_in(&class("K-3"), false).unwrap();
    assert_eq!((left.cohort.clone(), &*left.former_cohorts), (Some(class("K-3")), &[class("K-1")][..]));
    let back = left.seated_in(&class("K-1"), true).unwrap();
    assert_eq!(back.former_cohorts, [class("K-3")], "no class stands twice");
}

#[test]
fn more_classes_than_are_kept_are_refused_and_none_is_forgotten() {
    let seated = |number: usize| {
        (0..=number)
            .try_fold(person(), |person, class| person.seated_in(&CohortId::new(format!("K-{class}")).unwrap(), true))
    };
    assert_eq!(seated(Profile::MAX_FORMER_COHORTS).unwrap().former_cohorts.len(), Profile::MAX_FORMER_COHORTS);
    assert_eq!(seated(Profile::MAX_FORMER_COHORTS + 1).unwrap_err().field, "former_cohorts");
    let twice = Profile { cohort: Some(class("K-1")), former_cohorts: vec![class("K-1")], ..person() };
    assert_eq!(twice.checked().unwrap_err().field, "former_cohorts");
}
