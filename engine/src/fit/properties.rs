//! What must hold for every person and every demand, tried on thousands drawn at random from the small world of `trial`.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::trial::*;
use super::{Brief, Dictionary, FactsBuf, Fit, Gates, ReachBrief};
use crate::model::{
    AchievementKind, AchievementReach, Category, Criterion, Demand, EngagementMode, Need, NodeId, OccupationCode, Pay,
    PayBasis, Preferences, Profile, RegionCode, Requirement, TitleLevel,
};
use crate::reference::Reference;

fn a_skill() -> impl Strategy<Value = &'static str> {
    let all: Vec<&'static str> = SKILLS.into_iter().chain(["~茶艺", "~会计"]).collect();
    select(all)
}

fn a_need() -> impl Strategy<Value = Need> {
    prop_oneof![
        6 => (a_skill(), 1..=5_u8).prop_map(|(name, level)| skill(name, level)),
        1 => select(&EDUCATIONS[..]).prop_map(education),
        1 => vec(select(&MAJORS[..]), 1..3).prop_map(|ids| {
            let any_of = ids.into_iter().map(|id| crate::model::MajorId::new(id).unwrap()).collect();
            Need::Major { any_of }
        }),
        1 => select(&TitleLevel::ALL[..]).prop_map(|at_least| Need::Title { at_least }),
        1 => (0..=7_u8).prop_map(grade),
        1 => (0..=12_u8).prop_map(|years| Need::Experience { years }),
        1 => select(&LICENCES[..]).prop_map(licence),
    ]
}

fn a_requirement() -> impl Strategy<Value = Requirement> {
    (a_need(), 0..3_u8).prop_map(|(need, hardness)| match (hardness, &need) {
        (0, _) => legal(need),
        (1, Need::Skill { .. } | Need::Grade { .. } | Need::Licence { .. }) => must(need),
        _ => wish(need),
    })
}

fn modes() -> impl Strategy<Value = Vec<EngagementMode>> {
    vec(select(&EngagementMode::ALL[..]), 0..3)
}

fn pay() -> impl Strategy<Value = Option<Pay>> {
    option::of(
        (0..40_u8, 0..20_u8).prop_map(|(min, more)| {
            Pay::new(f64::from(min), f64::from(min) + f64::from(more), PayBasis::Base).unwrap()
        }),
    )
}

prop_compose! {
    fn a_demand()(
        category in select(&Category::ALL[..]),
        requirements in vec(a_requirement(), 0..9),
        occupation in option::of(select(&OCCUPATIONS[..])),
        nodes in vec(select(&NODES[..]), 0..3),
        regions in vec(select(&REGIONS[..]), 0..3),
        modes in modes(),
        pay in pay(),
        due in option::of(-400..800_i32),
    ) -> Demand {
        Demand {
            occupation: occupation.map(|code| OccupationCode::new(code).unwrap()),
            nodes: nodes.into_iter().map(|id| NodeId::new(id).unwrap()).collect(),
            regions: regions.into_iter().map(|code| RegionCode::new(code).unwrap()).collect(),
            modes,
            pay,
            due: due.map(|days| today().plus_days(days)),
            ..demand(category, requirements)
        }
        .checked()
        .unwrap()
    }
}

fn a_month() -> impl Strategy<Value = Option<crate::model::Month>> {
    option::of((2000..2029_i32, 1..=12_i32).prop_map(|(year, m)| month(year, m)))
}

prop_compose! {
    fn a_record()(
        skills in vec((a_skill(), 0..=5_u8), 0..6),
        posts in vec((select(vec!["模具工程师", "Mould engineer", "会计", ""]), select(vec!["", "2-02-07-06", "2-02-38-05",
            "6-18-04-01", "2144"]), select(vec!["", "A-U1", "A-U2", "A-D2", "B-D1", "Z-1"]), a_month(), 0..200_i32), 0..4),
        schooling in vec((select(&EDUCATIONS[..]), select(&MAJORS[..]), a_month()), 0..3),
        titles in vec((select(&TitleLevel::ALL[..]), select(&REGIONS[..])), 0..2),
        grades in vec((0..=7_u8, select(vec!["", "2-02-07-13", "6-18-04-01"]), a_month()), 0..2),
        licences in vec((select(&LICENCES[..]), option::of(-50..50_i32)), 0..3),
        achievements in vec((select(&AchievementKind::ALL[..]), select(&AchievementReach::ALL[..]), 1..9_u16), 0..4),
    ) -> Profile {
        let span = |start: Option<crate::model::Month>, months: i32| start.filter(|_| months > 5).map(|s| s.plus(months));
        Profile {
            skills: skills.into_iter().map(|(name, level)| holds(name, level)).collect(),
            posts: posts.into_iter().map(|(t, o, n, start, m)| post(t, o, n, start, span(start, m))).collect(),
            schooling: schooling.into_iter().map(|(level, major, end)| course(level, major, end)).collect(),
            titles: titles.into_iter().map(|(level, region)| title(level, region)).collect(),
            grades: grades.into_iter().map(|(grade, code, awarded)| held_grade(grade, code, awarded)).collect(),
            licences: licences.into_iter().map(|(id, days)| held_licence(id, days.map(|d| today().plus_days(d)))).collect(),
            achievements: achievements.into_iter().map(|(kind, reach, count)| achieved(kind, reach, count)).collect(),
            ..nobody()
        }
    }
}

prop_compose! {
    fn a_person()(
        record in a_record(),
        residence in option::of(select(&REGIONS[..])),
        regions in vec(select(&REGIONS[..]), 0..3),
        modes in modes(),
        pay in pay(),
        free in option::of(-100..400_i32),
        occupations in vec(select(&OCCUPATIONS[..]), 0..3),
        nodes in vec(select(&NODES[..]), 0..3),
    ) -> Profile {
        let preferences = Preferences {
            regions: regions.into_iter().map(|code| RegionCode::new(code).unwrap()).collect(),
            modes,
            pay,
            available_from: free.map(|days| today().plus_days(days)),
            occupations: occupations.into_iter().map(|code| OccupationCode::new(code).unwrap()).collect(),
            nodes: nodes.into_iter().map(|id| NodeId::new(id).unwrap()).collect(),
            cohorts: Vec::new(),
        };
        Profile { residence: residence.map(|code| RegionCode::new(code).unwrap()), preferences, ..record }
    }
}

/// One reference for all cases.
fn world() -> &'static Reference {
    static WORLD: std::sync::OnceLock<Reference> = std::sync::OnceLock::new();
    WORLD.get_or_init(reference)
}

fn explain(demand: &Demand, person: &Profile) -> Fit {
    super::fit(demand, person, world(), today())
}

fn gates(demand: &Demand, person: &Profile) -> Gates {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(person, &mut dictionary);
    Brief::new(demand, world(), &dictionary, today()).gate(&facts.view())
}

fn reversed(person: &Profile) -> Profile {
    let mut other = person.clone();
    other.skills.reverse();
    other.posts.reverse();
    other.schooling.reverse();
    other.titles.reverse();
    other.grades.reverse();
    other.licences.reverse();
    other.achievements.reverse();
    other.preferences.regions.reverse();
    other.preferences.modes.reverse();
    other.preferences.occupations.reverse();
    other.preferences.nodes.reverse();
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_parts_are_the_score(demand in a_demand(), person in a_person()) {
        let fit = explain(&demand, &person);
        let sum = fit.parts.iter().fold(0.0, |sum, part| sum + part.points);
        prop_assert_eq!(sum.to_bits(), fit.score.to_bits());
        let known = fit.parts.iter().filter(|part| part.known).map(|part| part.weight).sum::<f64>();
        prop_assert!((known - fit.confidence).abs() < 1e-9);
        prop_assert_eq!(fit.parts.iter().map(|part| part.criterion).collect::<Vec<_>>(), Criterion::ALL);
    }

    #[test]
    fn told_and_untold_agree_to_the_bit(demand in a_demand(), person in a_person(), others in vec(a_person(), 0..3)) {
        let mut dictionary = Dictionary::default();
        for other in &others {
            let _ = FactsBuf::of(other, &mut dictionary);
        }
        let facts = FactsBuf::of(&person, &mut dictionary);
        let brief = Brief::new(&demand, world(), &dictionary, today());
        let fit = brief.explain(&facts.view(), &dictionary);
        prop_assert_eq!(brief.score(&facts.view(), &dictionary).to_bits(), fit.score.to_bits());
        let reach = ReachBrief::new(&demand, world(), &dictionary);
        let told = reach.explain(&facts.view(), &dictionary);
        prop_assert_eq!(reach.score(&facts.view(), &dictionary).to_bits(), told.score.to_bits());
        // How names are numbered does not show, in numbers or in words.
        prop_assert_eq!(fit, explain(&demand, &person));
        prop_assert_eq!(told, super::reach(&person, &demand, world()));
    }

    #[test]
    fn everything_stays_in_bounds(demand in a_demand(), person in a_person()) {
        let fit = explain(&demand, &person);
        prop_assert!((0.0..=100.0 + 1e-9).contains(&fit.score) && (0.0..=1.0).contains(&fit.confidence));
        for part in &fit.parts {
            prop_assert!((0.0..=1.0).contains(&part.value), "{:?}", part);
            let judged = judged(&fit, part.criterion).unwrap_or(0.0);
            prop_assert!((0.0..=1.0).contains(&judged), "{:?}", part);
        }
        let reach = super::reach(&person, &demand, world());
        prop_assert!((0.0..=100.0 + 1e-9).contains(&reach.score));
        prop_assert!(reach.parts.iter().all(|part| (0.0..=1.0).contains(&part.value)));
    }

    #[test]
    fn the_order_of_lists_never_matters(demand in a_demand(), person in a_person()) {
        let other = reversed(&person);
        prop_assert_eq!(explain(&demand, &person), explain(&demand, &other));
        prop_assert_eq!(super::reach(&person, &demand, world()), super::reach(&other, &demand, world()));
        prop_assert_eq!(gates(&demand, &person), gates(&demand, &other));
    }

    #[test]
    fn silence_never_beats_facts(demand in a_demand(), person in a_person()) {
        prop_assert!(explain(&demand, &person).score >= explain(&demand, &nobody()).score);
    }

    #[test]
    fn a_wanted_skill_more_never_lowers(demand in a_demand(), person in a_person(), level in 0..=5_u8) {
        let before = explain(&demand, &person).score;
        for asked in &demand.requirements {
            let Need::Skill { skill, text, .. } = &asked.need else { continue };
            if person.skills.iter().any(|held| &held.skill == skill && &held.text == text) {
                continue;
            }
            let mut more = person.clone();
            more.skills.push(crate::model::HeldSkill { skill: skill.clone(), text: text.clone(), ..holds("cad", level) });
            prop_assert!(explain(&demand, &more).score >= before);
        }
    }

    #[test]
    fn a_higher_level_never_lowers(demand in a_demand(), person in a_person(), pick in any::<prop::sample::Index>()) {
        let mut higher = person.clone();
        prop_assume!(!higher.skills.is_empty());
        let held = &mut higher.skills[pick.index(person.skills.len())];
        let Some(level) = held.level.filter(|level| level.get() < 5) else { return Ok(()) };
        held.level = crate::model::SkillLevel::try_from(level.get() + 1).ok();
        prop_assert!(explain(&demand, &higher).score >= explain(&demand, &person).score);
        prop_assert_eq!(gates(&demand, &higher).failed & !gates(&demand, &person).failed, 0);
    }

    #[test]
    fn more_record_never_lowers(demand in a_demand(), person in a_person(), kind in select(&AchievementKind::ALL[..])) {
        let mut more = person.clone();
        more.achievements.push(achieved(kind, AchievementReach::National, 1));
        prop_assert!(explain(&demand, &more).score >= explain(&demand, &person).score - 1e-9);
    }

    #[test]
    fn relaxing_never_loses_a_candidate(demand in a_demand(), person in a_person()) {
        let before = gates(&demand, &person);
        for i in 0..demand.requirements.len() {
            let mut relaxed = demand.clone();
            relaxed.requirements[i] = relaxed.requirements[i].relaxed();
            let after = gates(&relaxed, &person);
            prop_assert_eq!(after.failed, before.failed & !(1 << i));
            prop_assert_eq!(after.to_verify, before.to_verify & !(1 << i));
        }
    }

    #[test]
    fn verdicts_agree_with_the_bits(demand in a_demand(), person in a_person()) {
        let (bits, told) = (gates(&demand, &person), super::gates(&demand, &person, world(), today()));
        let gating = demand.requirements.iter().filter(|asked| asked.hardness.gates()).count();
        prop_assert_eq!(told.len(), gating);
        for verdict in told {
            let bit = 1 << verdict.requirement;
            prop_assert_eq!(verdict.outcome == super::GateOutcome::Fail, bits.failed & bit != 0);
            prop_assert_eq!(verdict.outcome == super::GateOutcome::ToVerify, bits.to_verify & bit != 0);
        }
    }

    #[test]
    fn a_fit_comes_back_from_json(demand in a_demand(), person in a_person()) {
        let fit = explain(&demand, &person);
        let back: Fit = serde_json::from_str(&serde_json::to_string(&fit).unwrap()).unwrap();
        prop_assert!((back.score - fit.score).abs() < 1e-9);
        let lengths = |fit: &Fit| fit.parts.iter().map(|part| part.evidence.len()).collect::<Vec<_>>();
        prop_assert_eq!(lengths(&back), lengths(&fit));
    }
}

/// Against "degrees and titles only": a master of the craft from a vocational college beats a doctor who lacks it.
#[test]
fn craft_beats_a_degree() {
    let requirements = || {
        vec![
            must(skill("plc", 4)),
            must(skill("weld", 3)),
            wish(skill("cad", 3)),
            wish(education("11")),
            wish(Need::Title { at_least: TitleLevel::Senior }),
            wish(grade(4)),
        ]
    };
    let alike = Profile {
        residence: RegionCode::new("441802").ok(),
        posts: vec![post("模具设计", "2-02-07-06", "A-M1", Some(month(2018, 1)), None)],
        ..nobody()
    };
    let master = Profile {
        skills: vec![holds("plc", 5), holds("weld", 5), holds("cad", 4)],
        schooling: vec![course("31", "v460301", Some(month(2010, 7)))],
        grades: vec![held_grade(5, "2-02-07-06", Some(month(2018, 7)))],
        achievements: vec![
            achieved(AchievementKind::Contest, AchievementReach::Province, 1),
            achieved(AchievementKind::ProcessInnovation, AchievementReach::Organisation, 2),
        ],
        ..alike.clone()
    };
    let doctor = Profile {
        skills: vec![holds("tea", 5)],
        schooling: vec![course("11", "b080202", Some(month(2016, 7)))],
        titles: vec![title(TitleLevel::Senior, "441802")],
        achievements: vec![achieved(AchievementKind::RepresentativeWork, AchievementReach::International, 5)],
        ..alike
    };
    for category in [Category::Engineer, Category::MasterTechnician] {
        let demand = demand(category, requirements());
        let (master, doctor) = (explain(&demand, &master).score, explain(&demand, &doctor).score);
        assert!(master > doctor + 20.0, "{category:?}: {master} {doctor}");
    }
}

/// Scoring reads nothing that a law or decency forbids; the list is compared with the words of the source itself.
#[test]
fn nothing_forbidden_is_read() {
    let forbidden = [
        "gender",
        "sex",
        "age",
        "birth",
        "born",
        "ethnic",
        "nation",
        "marri",
        "marital",
        "health",
        "photo",
        "hukou",
        "household",
        "religion",
    ];
    for source in [include_str!("facts.rs"), include_str!("dictionary.rs")] {
        let names = source.split(|c: char| !c.is_ascii_alphabetic());
        for name in names.map(str::to_ascii_lowercase) {
            let word = |stem: &str| if stem.len() > 3 { name.starts_with(stem) } else { name == stem };
            assert!(!forbidden.iter().any(|stem| word(stem)), "{name}");
        }
    }
}
