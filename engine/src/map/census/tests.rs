//! People who are counted by hand.

use super::*;
use crate::fit::trial;
use crate::model::{
    Achievement, AchievementKind, AchievementReach, Bilingual, College, CollegeId, EngagementMode, LifeEvent,
    LifeEventKind, Month, RegionCode,
};
use crate::reference::Reference;

fn census() -> Census {
    let mut edition = trial::edition();
    let name = Bilingual::new("甲学院", "College A").unwrap();
    edition.colleges = vec![College { id: CollegeId::new("A").unwrap(), name, in_city: true }];
    let Reference { vocabulary, method, .. } = trial::reference();
    Census::new(Arc::new(Reference::new(vocabulary, edition, method)), trial::today())
}

fn region(code: &str) -> Option<RegionCode> {
    Some(RegionCode::new(code).unwrap())
}

fn event(kind: LifeEventKind, date: (i16, i8, i8)) -> LifeEvent {
    LifeEvent { kind, date: Date::new(date.0, date.1, date.2).unwrap(), note: None }
}

fn counted(people: impl IntoIterator<Item = Profile>) -> Census {
    let mut census = census();
    people.into_iter().for_each(|person| census.add(&person));
    census
}

fn worker(residence: &str, employer: &str) -> Profile {
    let mut person = trial::nobody();
    person.residence = region(residence);
    let mut post = trial::post("焊工", "6-18-02-04", "A-M1", Some(trial::month(2020, 1)), None);
    post.employer = Some(employer.to_owned());
    person.posts = vec![post];
    person
}

#[test]
fn people_are_here_by_residence_else_by_work() {
    let mut commuter = worker("440114", "甲厂");
    commuter.posts[0].region = region("441802");
    let mut unsaid = worker("441802", "甲厂");
    unsaid.residence = None;
    let mut works_here = unsaid.clone();
    works_here.posts[0].region = region("441881");
    let census = counted([worker("441802", "甲厂"), commuter, unsaid, works_here]);
    assert_eq!(census.heads.iter().sum::<u32>(), 2);
    let chain = ChainId::new("A").unwrap();
    assert_eq!(census.heads_of_chain[&chain].iter().sum::<u32>(), 2);
    assert_eq!(census.employers["甲厂"][&Some(chain)], 2);
}

#[test]
fn an_arrival_is_followed_to_the_leaving() {
    let mut person = worker("440114", "甲厂");
    person.events = vec![
        event(LifeEventKind::Outflow, (2021, 5, 1)),
        event(LifeEventKind::Inflow, (2022, 5, 1)),
        event(LifeEventKind::Inflow, (2023, 5, 1)),
        event(LifeEventKind::Outflow, (2025, 5, 1)),
        event(LifeEventKind::Outflow, (2027, 5, 1)),
    ];
    let mut flexible = worker("440114", "甲厂");
    flexible.preferences.modes = vec![EngagementMode::Flexible];
    flexible.events = vec![event(LifeEventKind::Inflow, (2022, 5, 1))];
    let census = counted([person, flexible, worker("441802", "甲厂")]);
    let told: Vec<_> =
        census.arrivals.iter().map(|a| (a.came.year(), a.left.map(Date::year), a.lost, a.flexible)).collect();
    assert_eq!(told, [(2022, Some(2025), false, false), (2022, None, true, true)]);
    let moved =
        |year: i16| census.flows.iter().filter(move |((at, _), _)| *at == year).map(|(_, flow)| (flow.came, flow.left));
    assert_eq!(moved(2022).next(), Some((2, 0)));
    assert_eq!((moved(2025).next(), moved(2027).next()), (Some((0, 1)), None));
}

#[test]
fn graduates_work_here_or_elsewhere_or_study_on() {
    let graduate = |residence: &str, month: Month, more: Option<Month>| {
        let mut person = worker(residence, "甲厂");
        person.id = TalentId::new(format!("g-{residence}-{month}-{}", more.is_some())).unwrap();
        let of = |month| {
            let mut course = trial::course("31", "v460301", Some(month));
            course.school = Some(" 甲學院".to_owned());
            course
        };
        person.schooling = [Some(month), more].into_iter().flatten().map(of).collect();
        person
    };
    let (june, next) = (trial::month(2025, 6), trial::month(2027, 6));
    let people = [graduate("441802", june, None), graduate("440114", june, None), graduate("441802", june, Some(next))];
    let census = counted(people.into_iter().chain([graduate("441802", trial::month(2012, 6), None)]));
    let told: Vec<_> = census.graduates.values().map(|graduate| (graduate.year(), graduate.work)).collect();
    assert_eq!(told, [(2025, Work::Away), (2025, Work::Here), (2025, Work::Nowhere)]);
}

#[test]
fn a_conversion_counts_for_one_project_of_its_years() {
    let done = |kind, year: i16, count| {
        let (reach, note) = (AchievementReach::City, None);
        Achievement { kind, reach, count, year: Some(year), note }
    };
    let (project, converted) = (AchievementKind::ProjectResult, AchievementKind::PatentConverted);
    let mut projects = Projects::default();
    // 2021 can be converted to 2024, 2024 from 2024: one of the two conversions of 2024 each; that of 2019 is too early.
    let lines = [done(project, 2021, 1), done(project, 2024, 2), done(converted, 2024, 2), done(converted, 2019, 9)];
    projects.add(&lines, &(2020..=2026), 3);
    projects.add(&[done(project, 2015, 4), done(converted, 2015, 4)], &(2020..=2026), 3);
    projects.add(&[done(AchievementKind::LongProject, 2022, 1)], &(2020..=2026), 3);
    assert_eq!(projects, Projects { people: 2, converting: 1, finished: 4, converted: 2 });
}
