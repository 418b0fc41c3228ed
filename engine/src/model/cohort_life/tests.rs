//! The life of a class: words, changed terms, steps on their days, and what a class lacks.

use serde_json::json;

use super::*;
use crate::model::{CohortReason, RefusalReason};

fn cohort(status: &str) -> Cohort {
    serde_json::from_value(json!({
        "id": "C-1", "programme": "P-1", "college": "QYPT", "name": {"zh": "模具订单班", "en": "Tooling class"},
        "form": "order_class", "seats_min": 20, "seats_max": 30, "start": "2027-03-01", "ready": "2028-02-01",
        "status": status, "shares": [{"enterprise": "E-1", "seats": 10}, {"enterprise": "E-2", "seats": 10}]
    }))
    .unwrap()
}

fn day(text: &str) -> Date {
    Date::try_from(text.to_owned()).unwrap()
}

fn id(text: &str) -> OrganisationId {
    OrganisationId::new(text).unwrap()
}

fn yes(cohort: Cohort, party: &str, on: &str) -> Cohort {
    cohort.said(Agreement::yes(id(party), day(on)), day("2026-12-31")).unwrap()
}

fn agreed() -> Cohort {
    let words = [("QYPT", "2026-12-01"), ("E-2", "2026-12-09"), ("E-1", "2026-12-05")];
    words.into_iter().fold(cohort("proposed"), |cohort, (party, on)| yes(cohort, party, on))
}

fn who(cohort: &Cohort) -> Vec<&str> {
    cohort.agreements.iter().map(|word| word.organisation.as_str()).collect()
}

fn step(to: CohortStatus, on: &str) -> CohortTransition {
    CohortTransition::new(to, CohortReason::allowed_for(to)[0], Some(day(on)), None).unwrap()
}

#[test]
fn a_class_is_agreed_with_the_last_yes_and_on_its_day() {
    let two = yes(yes(cohort("proposed"), "E-2", "2026-12-09"), "QYPT", "2026-12-01");
    assert_eq!((two.status, two.agreed_on()), (CohortStatus::Proposed, None));
    assert_eq!(two.waits_for().map(OrganisationId::as_str).collect::<Vec<_>>(), ["E-1"]);
    let all = yes(two, "E-1", "2026-12-05");
    assert_eq!((all.status, all.agreed_on()), (CohortStatus::Agreed, Some(day("2026-12-09"))));
    assert!(all.clone().checked().is_ok());
}

#[test]
fn a_no_stands_until_the_party_says_yes() {
    let no = Agreement { refusal: Some(RefusalReason::Dates), ..Agreement::yes(id("E-1"), day("2026-12-02")) };
    let refused = cohort("proposed").said(no, day("2026-12-31")).unwrap();
    let rest = yes(yes(refused, "E-2", "2026-12-03"), "QYPT", "2026-12-03");
    assert_eq!(rest.status, CohortStatus::Proposed);
    assert_eq!(yes(rest, "E-1", "2026-12-04").status, CohortStatus::Agreed);
}

#[test]
fn a_word_is_that_of_a_party_of_a_class_that_is_proposed_and_of_a_day_that_has_come() {
    let today = day("2026-12-31");
    let refused = |cohort: Cohort, party: &str, on: &str| {
        cohort.said(Agreement::yes(id(party), day(on)), today).unwrap_err().field
    };
    assert_eq!(refused(cohort("proposed"), "E-3", "2026-12-01"), "organisation");
    assert_eq!(refused(cohort("proposed"), "E-1", "2027-01-01"), "on");
    assert_eq!(refused(cohort("running"), "E-1", "2026-12-01"), "status");
    assert_eq!(agreed().unsaid(&id("E-1")).unwrap_err().field, "status");
    assert_eq!(cohort("proposed").unsaid(&id("E-1")).unwrap_err().field, "organisation");
    assert!(yes(cohort("proposed"), "E-1", "2026-12-01").unsaid(&id("E-1")).unwrap().agreements.is_empty());
}

#[test]
fn a_class_walks_to_work_on_days_that_suit_it() {
    let road = [
        (CohortStatus::Enrolling, "2027-02-01", "2027-03-02"),
        (CohortStatus::Running, "2027-03-01", "2027-02-28"),
        (CohortStatus::Graduated, "2028-02-01", "2028-01-31"),
        (CohortStatus::Placed, "2028-06-01", "2028-01-31"),
    ];
    let today = day("2028-12-31");
    let mut class = agreed();
    for (to, on, wrong) in road {
        let refused = class.clone().transition(&step(to, wrong), 0, today).unwrap_err();
        assert_eq!((refused.field.as_str(), refused.value.as_str()), ("on", wrong), "{to}");
        class = class.transition(&step(to, on), 0, today).unwrap();
        assert_eq!(class.status, to);
    }
    let ahead = agreed().transition(&step(CohortStatus::Enrolling, "2027-02-01"), 0, day("2027-01-31"));
    assert_eq!(ahead.unwrap_err().field, "on");
}

#[test]
fn nobody_steps_over_the_parties() {
    let asked = CohortTransition { to: CohortStatus::Agreed, ..step(CohortStatus::Cancelled, "2026-12-01") };
    let one = yes(cohort("proposed"), "E-1", "2026-12-01");
    let refused = one.transition(&asked, 0, day("2026-12-31")).unwrap_err();
    assert_eq!(refused.field, "to");
    assert!(refused.allowed.contains("QYPT, E-2"), "{refused}");
    let early = cohort("proposed").transition(&step(CohortStatus::Enrolling, "2026-12-01"), 0, day("2026-12-31"));
    assert_eq!(early.unwrap_err().allowed, "cancelled");
}

#[test]
fn teaching_begins_with_as_many_as_the_class_has_seats_for() {
    let begin = |enrolled: usize| {
        cohort("enrolling").transition(&step(CohortStatus::Running, "2027-03-01"), enrolled, day("2027-03-01"))
    };
    for (enrolled, begins) in [(0, true), (19, false), (20, true), (30, true), (31, false)] {
        assert_eq!(begin(enrolled).is_ok(), begins, "{enrolled}");
    }
    let refused = begin(19).unwrap_err();
    assert_eq!((refused.field.as_str(), refused.value.as_str()), ("enrolled", "19"));
    assert!(refused.allowed.starts_with("20 to 30"));
}

#[test]
fn what_a_class_lacks_follows_its_road() {
    let lacks = |status: &str, enrolled: usize| cohort(status).lacks(enrolled);
    assert_eq!(lacks("proposed", 0), Some(CohortLack::Agreement));
    assert_eq!(lacks("agreed", 0), Some(CohortLack::Enrolment));
    assert_eq!((lacks("enrolling", 19), lacks("enrolling", 20)), (Some(CohortLack::People), None));
    assert_eq!((lacks("running", 0), lacks("cancelled", 0)), (None, None));
}

#[test]
fn words_fall_away_with_the_terms_they_were_given_on() {
    let written = |change: &dyn Fn(&mut Cohort)| {
        let mut new = agreed();
        change(&mut new);
        new.written_over(Some(&agreed())).unwrap()
    };
    let named = written(&|class| class.synthetic = true);
    assert_eq!((named.status, who(&named)), (CohortStatus::Agreed, vec!["E-1", "E-2", "QYPT"]));
    let larger = written(&|class| class.seats_max = 40);
    assert_eq!((larger.status, who(&larger)), (CohortStatus::Proposed, vec!["E-1", "E-2"]));
    let shifted = written(&|class| class.shares[0].seats = 12);
    assert_eq!((shifted.status, who(&shifted)), (CohortStatus::Proposed, vec!["E-2"]));
    let later = written(&|class| class.ready = day("2028-03-01"));
    assert_eq!((later.status, who(&later)), (CohortStatus::Proposed, vec![]));
    let left = written(&|class| {
        class.shares.truncate(1);
        class.agreements.clear();
    });
    assert_eq!((left.status, who(&left)), (CohortStatus::Proposed, vec!["E-1"]));
}

#[test]
fn a_college_writes_neither_words_nor_statuses_and_no_terms_of_a_class_under_way() {
    let field = |new: Cohort, before: Option<&Cohort>| new.written_over(before).unwrap_err().field;
    assert_eq!(field(cohort("agreed"), None), "status");
    assert_eq!(field(agreed(), Some(&cohort("proposed"))), "status");
    let early = Cohort { agreements: vec![Agreement::yes(id("E-1"), day("2026-12-01"))], ..cohort("proposed") };
    assert_eq!(field(early, Some(&cohort("proposed"))), "agreements");
    let fewer = Cohort { seats_max: 25, ..cohort("running") };
    assert_eq!(field(fewer, Some(&cohort("running"))), "seats_max");
    assert!(cohort("running").written_over(Some(&cohort("running"))).is_ok());
}

#[test]
fn a_correction_keeps_words_that_are_given_anew() {
    let mut later = agreed();
    later.ready = day("2028-03-01");
    later.agreements[0].on = day("2026-12-20");
    let kept = later.corrected(Some(&agreed()));
    assert_eq!((kept.status, who(&kept)), (CohortStatus::Proposed, vec!["E-1"]));
    let told = Cohort { seats_max: 40, ..cohort("agreed") }.corrected(Some(&cohort("agreed")));
    assert_eq!(told.status, CohortStatus::Proposed, "whose days are not known");
    assert_eq!(cohort("agreed").corrected(Some(&cohort("proposed"))).status, CohortStatus::Agreed, "a clerk's list");
}
