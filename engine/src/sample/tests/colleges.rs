//! What the city's colleges teach, and what became of its people: whole, by the records, and naming what exists.

use std::collections::{BTreeMap, BTreeSet};

use super::{MANY, SHIPPED};
use crate::model::{Cohort, CohortId, CohortStatus, Course, LifeEventKind, Outcome, OutcomeEvent, Programme};
use crate::plan::{Fate, Placements, Roster};

#[test]
fn colleges_teach_what_positions_ask_for() {
    let city = super::city(37);
    let colleges: BTreeSet<_> = city.town.colleges.iter().map(|college| college.id.to_string()).collect();
    let organisations: BTreeSet<_> = city.organisations().into_iter().map(|known| known.id).collect();
    let programmes = city.programmes();
    let majors: BTreeSet<_> = programmes.iter().filter_map(|programme| programme.major.clone()).collect();
    let asked: BTreeSet<_> = city.town.positions.iter().flat_map(|position| &position.majors).collect();
    let unasked: Vec<_> = majors.iter().filter(|major| !asked.contains(major)).collect();
    assert_eq!(unasked.len(), 2, "{unasked:?}");
    for major in asked {
        assert!(majors.contains(major) || !major.as_str().starts_with('v'), "{major} is taught nowhere");
    }
    for college in &colleges {
        let own = programmes.iter().filter(|programme| programme.college.as_str() == college).count();
        // Nine that are asked for, and one that is not.
        assert!((3..=10).contains(&own), "{college}: {own}");
    }
    for programme in &programmes {
        assert!(programme.synthetic && organisations.contains(&programme.college));
        assert!(programme.partners.iter().all(|partner| organisations.contains(partner)));
        assert!((1..=12).contains(&programme.skills.len()) && programme.graduates.len() == 8, "{programme:?}");
        let json = serde_json::to_string(programme).unwrap();
        assert_eq!(serde_json::from_str::<Programme>(&json).unwrap(), *programme);
    }
    assert_eq!(programmes, super::city(37).programmes());
}

#[test]
fn a_programme_is_taught_as_courses() {
    let programmes = super::city(37).programmes();
    let vocabulary = &SHIPPED.1;
    for programme in &programmes {
        let courses = &programme.courses;
        assert!((30..=60).contains(&courses.len()), "{}: {}", programme.id, courses.len());
        let public = courses.iter().filter(|course| course.skills.is_empty()).count();
        assert!((20..=40).contains(&public), "{}: {public}", programme.id);
        let hours: u32 = courses.iter().filter_map(|course| course.hours).map(u32::from).sum();
        assert!((2000..6000).contains(&hours), "{}: {hours}", programme.id);
        assert!(courses.iter().all(|course| course.term.is_some() && course.code.is_some()));
        let codes: BTreeSet<_> = courses.iter().map(|course| &course.code).collect();
        assert_eq!(codes.len(), courses.len());
        let parts: u32 = programme.skills.iter().filter_map(|taught| taught.hours).map(u32::from).sum();
        let of_courses = courses.iter().flat_map(|course| &course.skills).filter_map(|taught| taught.hours);
        assert_eq!(of_courses.map(u32::from).sum::<u32>(), parts);
    }
    let linked = |course: &Course| {
        let text = course.content.as_deref().unwrap_or_default();
        let named = vocabulary.mentions(text).into_iter();
        let named: BTreeSet<_> = named.map(|mention| &vocabulary.skills()[mention.concept as usize].id).collect();
        course.skills.iter().all(|taught| named.contains(&taught.skill))
    };
    let taught: Vec<_> =
        programmes.iter().flat_map(|p| &p.courses).filter(|course| !course.skills.is_empty()).collect();
    let found = taught.iter().filter(|course| linked(course)).count();
    assert!(found * 100 >= taught.len() * 95, "{found} of {}", taught.len());
}

#[test]
fn colleges_have_accents_of_their_own() {
    let city = super::city(37);
    let of = |position: &crate::sample::position::Position| {
        position.required.iter().chain(&position.preferred).map(|&(skill, _)| skill).collect::<Vec<_>>()
    };
    let asked: BTreeSet<u32> = city.town.positions.iter().flat_map(of).collect();
    let asked: BTreeSet<_> = asked.into_iter().map(|skill| &city.town.words.skills[skill as usize].id).collect();
    let programmes = city.programmes();
    let surplus = |programme: &&Programme| programme.skills.iter().any(|taught| !asked.contains(&taught.skill));
    let with = programmes.iter().filter(surplus).count();
    assert!((programmes.len() / 4..programmes.len()).contains(&with), "{with} of {}", programmes.len());
}

#[test]
fn classes_stand_everywhere_on_their_way() {
    let city = super::city(41);
    let programmes: BTreeMap<_, _> = city.programmes().into_iter().map(|p| (p.id.clone(), p)).collect();
    let organisations: BTreeSet<_> = city.organisations().into_iter().map(|known| known.id).collect();
    let cohorts = city.cohorts();
    let standings: BTreeSet<_> = cohorts.iter().map(|cohort| cohort.status).collect();
    assert!(cohorts.len() > 12 && standings.len() >= 4, "{} {standings:?}", cohorts.len());
    for cohort in &cohorts {
        let programme = &programmes[&cohort.programme];
        assert_eq!(programme.college, cohort.college);
        let asks = |entry: &crate::model::EntryId| {
            city.town
                .positions
                .iter()
                .any(|p| p.entry.id == *entry && p.majors.contains(programme.major.as_ref().unwrap()))
        };
        assert!(cohort.synthetic && !cohort.positions.is_empty() && cohort.positions.iter().all(asks));
        assert!(cohort.shares.iter().all(|share| organisations.contains(&share.enterprise)));
        let over = matches!(cohort.status, CohortStatus::Graduated | CohortStatus::Placed);
        assert_eq!(over, cohort.ready <= city.town.as_of, "{cohort:?}");
        cohort.clone().checked().unwrap();
        let agreed = cohort.agreed_on();
        assert_eq!(agreed.is_some(), cohort.status != CohortStatus::Proposed, "{cohort:?}");
        assert!(agreed.is_none_or(|day| day < cohort.start && day <= city.town.as_of), "{cohort:?}");
    }
}

#[test]
fn classes_have_their_people_and_what_became_of_them_is_told() {
    let city = super::city(41);
    let cohorts = city.cohorts();
    let people: Vec<_> = city.profiles(5000).collect();
    let roster: Roster = people.iter().collect();
    for cohort in &cohorts {
        let has_people =
            matches!(cohort.status, CohortStatus::Running | CohortStatus::Graduated | CohortStatus::Placed);
        let enrolled = roster.enrolled(&cohort.id);
        assert!(enrolled <= usize::from(cohort.seats_max) && (has_people || enrolled == 0), "{enrolled} {cohort:?}");
    }
    let full = |status| {
        let of = cohorts.iter().filter(|cohort| cohort.status == status);
        of.filter(|cohort| roster.enrolled(&cohort.id) >= usize::from(cohort.seats_min)).count()
    };
    let [running, graduated, placed] = [CohortStatus::Running, CohortStatus::Graduated, CohortStatus::Placed].map(full);
    assert!(running >= 3 && graduated + placed >= 3, "{running} {graduated} {placed}");
    let outcomes: Vec<Outcome> = city.outcomes(people.len(), 0).collect();
    let placed = Placements::of(&cohorts, &roster, &outcomes, 12, city.town.as_of);
    let (mut shares, mut others, mut unplaced) = (Fate::default(), Fate::default(), 0);
    for class in placed.classes.values() {
        shares += class.with_shares();
        others += class.others;
        unplaced += class.unplaced;
    }
    assert!(shares.stayed > 10 && shares.left > 2 && shares.open > 10, "{shares:?}");
    assert!(others.began() > 5 && unplaced > 5 && shares.began() > others.began(), "{others:?} {unplaced}");
}

#[test]
fn who_sits_in_a_class_studies_there_and_who_came_from_one_learnt_what_it_taught() {
    let city = super::city(41);
    let programmes: BTreeMap<_, _> = city.programmes().into_iter().map(|p| (p.id.clone(), p)).collect();
    let cohorts: BTreeMap<_, _> = city.cohorts().into_iter().map(|cohort| (cohort.id.clone(), cohort)).collect();
    let mut graduates = 0;
    for person in city.profiles(5000) {
        let Some(cohort) = person.cohort.as_ref().map(|id| &cohorts[id]) else { continue };
        let programme = &programmes[&cohort.programme];
        let course = &person.schooling[0];
        assert_eq!((course.major.as_ref(), course.graduation), (programme.major.as_ref(), Some(cohort.ready.month())));
        assert_eq!(course.start, Some(cohort.start.month()));
        assert!(person.preferences.cohorts.is_empty(), "{person:?}");
        if cohort.status != CohortStatus::Running {
            graduates += 1;
            let held: BTreeSet<_> = person.skills.iter().filter_map(|held| held.skill.as_ref()).collect();
            assert!(programme.skills.iter().all(|taught| held.contains(&taught.skill)), "{person:?}");
            assert!(person.posts.iter().all(|post| post.start >= Some(cohort.ready.month())), "{person:?}");
        }
    }
    assert!(graduates > 50, "{graduates}");
}

#[test]
fn students_wish_for_classes_that_take_in_and_one_class_is_hardly_wished_for() {
    let city = super::city(41);
    let taking = |cohort: &Cohort| matches!(cohort.status, CohortStatus::Agreed | CohortStatus::Enrolling);
    let classes: BTreeMap<_, _> = city.cohorts().into_iter().filter(taking).map(|c| (c.id.clone(), c)).collect();
    let mut wished: BTreeMap<CohortId, u16> = classes.keys().map(|id| (id.clone(), 0)).collect();
    for person in city.profiles(MANY) {
        let wishes = &person.preferences.cohorts;
        let studies = person.schooling.iter().any(|c| c.graduation.is_some_and(|end| end > city.town.month));
        assert!(wishes.len() <= 12 && (wishes.is_empty() || studies), "{person:?}");
        wishes.iter().for_each(|wish| *wished.get_mut(wish).unwrap() += 1);
    }
    let short = wished.iter().filter(|(id, count)| **count < classes[*id].seats_min).count();
    let crowded = wished.iter().filter(|(id, count)| **count > classes[*id].seats_max).count();
    assert!(short >= 1 && crowded >= 2, "{wished:?}");
}

#[test]
fn what_became_of_people_follows_their_records() {
    let city = super::city(43);
    let organisations: BTreeSet<_> = city.organisations().into_iter().map(|known| known.id).collect();
    let entries: BTreeSet<_> = city.town.positions.iter().map(|position| position.entry.id.clone()).collect();
    let orders: BTreeMap<_, _> = city.orders(60).into_iter().map(|order| (order.id.clone(), order)).collect();
    let told: Vec<Outcome> = city.outcomes(MANY, 60).collect();
    assert!((MANY / 3..MANY * 3).contains(&told.len()), "{}", told.len());
    let mut ids = BTreeSet::new();
    for outcome in &told {
        assert!(outcome.synthetic && ids.insert(outcome.id.clone()), "{outcome:?}");
        assert!(organisations.contains(&outcome.organisation), "{outcome:?}");
        assert!(outcome.entry.as_ref().is_none_or(|entry| entries.contains(entry)), "{outcome:?}");
        assert!(outcome.date <= city.town.as_of && outcome.date.year() >= 2020, "{outcome:?}");
        let order = outcome.order.as_ref().map(|order| &orders[order]);
        assert!(order.is_none_or(|order| order.enterprise.id == outcome.organisation && order.entry == outcome.entry));
    }
    let number = told.iter().find(|outcome| matches!(outcome.event, OutcomeEvent::Left { .. })).unwrap().talent.clone();
    let number: usize = number.as_str()[2..].parse::<usize>().unwrap() - 1;
    assert_eq!(
        city.outcomes(number + 1, 60).count(),
        told.iter().filter(|o| o.talent <= city.profile(number).id).count()
    );
}

#[test]
fn every_kind_of_report_is_there_with_reasons_and_answers() {
    let told: Vec<Outcome> = super::city(47).outcomes(MANY, 60).collect();
    let kind = |outcome: &Outcome| std::mem::discriminant(&outcome.event);
    assert_eq!(told.iter().map(kind).collect::<std::collections::HashSet<_>>().len(), 4);
    let reasons: BTreeSet<_> = told
        .iter()
        .filter_map(|outcome| if let OutcomeEvent::Left { reason } = outcome.event { Some(reason) } else { None })
        .collect();
    assert!(reasons.len() >= 9, "{reasons:?}");
    let answered: BTreeSet<_> = told.iter().filter_map(|outcome| outcome.satisfaction).map(|a| a.stage).collect();
    assert_eq!(answered.len(), 4);
    assert!(told.iter().any(|outcome| outcome.order.is_some()));
}

#[test]
fn who_left_had_come() {
    for profile in super::city(53).profiles(MANY) {
        let day = |kind| profile.events.iter().find(|event| event.kind == kind).map(|event| event.date);
        let left = day(LifeEventKind::Outflow).filter(|left| *left <= SHIPPED.0.as_of);
        assert!(
            left.is_none_or(|left| day(LifeEventKind::Inflow).is_some_and(|came| came < left)),
            "{:?}",
            profile.events
        );
    }
}
