//! The index never changes an answer: over random cities with few names, so that ties and edges abound, the walk finds
//! what scoring everybody finds, bit for bit, also after changes.

use proptest::prelude::*;

use super::Sort;
use super::matcher::appraise;
use super::sweep::Sweep;
use super::testing::{REFERENCE, SKILLS, as_of, held};
use super::walk::{Scratch, Walk};
use crate::fit::{Brief, Dictionary, Facts, SkillFact};
use crate::index::{Audience, People};
use crate::model::{
    Achievement, AchievementKind, AchievementReach, Bilingual, Category, Consent, Demand, EngagementMode, Hardness,
    HeldLicence, LicenceId, Month, Need, NodeId, OccupationCode, Pay, PayBasis, Post, Profile, RegionCode, Requirement,
    SkillId, SkillLevel, TalentId,
};

pub(super) fn post((occupation, node, year, years): (u8, u8, i32, Option<i32>)) -> Post {
    Post {
        title: format!("title {occupation}"),
        occupation: OccupationCode::new(format!("6-0{occupation}-01-01")).ok().filter(|_| occupation > 0),
        node: NodeId::new("M1").ok().filter(|_| node == 1),
        employer: None,
        region: None,
        start: Month::new(year, 1).ok(),
        end: years.and_then(|years| Month::new(year + years, 1).ok()),
    }
}

prop_compose! {
    pub(super) fn a_profile()(
        id in 0_u8..40,
        skills in prop::collection::vec((0..SKILLS, 0_u8..6), 0..5),
        posts in prop::collection::vec((0_u8..4, 0_u8..3, 2014_i32..2026, prop::option::of(0_i32..3)), 0..4),
        credits in prop::collection::vec(0_usize..13, 0..3),
        licence in 0_u8..3,
        residence in 0_u8..3,
        pay in prop::option::of(5_u8..30),
        ranking in prop::bool::weighted(0.9),
        visible in prop::bool::weighted(0.8),
    ) -> Profile {
        let mut profile = Profile::empty(TalentId::new(format!("T-{id}")).unwrap());
        profile.skills = skills.into_iter().map(|(number, level)| held(number, level)).collect();
        profile.posts = posts.into_iter().map(post).collect();
        profile.achievements = credits.into_iter().map(|kind| Achievement {
            kind: AchievementKind::ALL[kind], reach: AchievementReach::City, count: 1, year: None, note: None,
        }).collect();
        profile.licences = (0..licence).map(|i| HeldLicence {
            licence: LicenceId::new(format!("L{i}")).unwrap(), valid_until: None,
        }).collect();
        profile.residence = RegionCode::new(format!("44180{residence}")).ok().filter(|_| residence > 0);
        profile.preferences.pay = pay.and_then(|pay| Pay::new(f64::from(pay), f64::from(pay) + 5.0, PayBasis::Base).ok());
        profile.consent = Consent { ranking, visible };
        profile
    }
}

prop_compose! {
    pub(super) fn a_demand()(
        skills in prop::collection::vec((0..SKILLS, 1_u8..6, prop::bool::ANY), 0..4),
        licence in prop::bool::weighted(0.3),
        years in 0_u8..6,
        category in 0_usize..4,
        place in prop::bool::ANY,
        occupation in 0_u8..3,
    ) -> Demand {
        let mut requirements: Vec<Requirement> = skills.into_iter().map(|(number, level, must)| {
            let skill = SkillId::new(format!("s{number}")).ok();
            let need = Need::Skill { skill, text: None, level: SkillLevel::try_from(level).unwrap() };
            Requirement::new(need, if must { Hardness::Must } else { Hardness::Preferred }, None).unwrap()
        }).collect();
        if licence {
            let need = Need::Licence { licence: LicenceId::new("L1").unwrap() };
            requirements.push(Requirement::new(need, Hardness::Legal, Some("law".into())).unwrap());
        }
        requirements.push(Requirement::new(Need::Experience { years }, Hardness::Preferred, None).unwrap());
        Demand {
            title: Bilingual::new("岗", "title 1").unwrap(),
            category: Category::ALL[category],
            nodes: if place { vec![NodeId::new("M1").unwrap()] } else { Vec::new() },
            occupation: OccupationCode::new(format!("6-0{occupation}-01-01")).ok().filter(|_| occupation > 0),
            requirements,
            pay: Pay::new(10.0, 20.0, PayBasis::Base).ok(),
            modes: vec![EngagementMode::FullTime],
            regions: if place { vec![RegionCode::new("441801").unwrap()] } else { Vec::new() },
            due: None,
        }
    }
}

fn brief(demand: &Demand, people: &People) -> Brief {
    Brief::new(demand, &REFERENCE, people.dictionary(), as_of())
}

/// Any function of the facts will do: the walk does not know what reach means.
fn wish(facts: &Facts<'_>) -> f64 {
    f64::from(facts.person.residence % 7) * 10.0 + facts.posts.len() as f64
}

/// One walk over the same people.
#[derive(Clone, Copy)]
struct Asked<'a> {
    brief: &'a Brief,
    category: Category,
    audience: Audience,
    sort: Sort,
    k: usize,
    waived: usize,
}

impl Asked<'_> {
    fn ids(self, people: &People, exhaustive: bool) -> Vec<(String, u64)> {
        let walk = Walk::new(people, self.brief, self.category, &wish, self.sort, self.k);
        let walk = walk.shown_to(self.audience).waiving(self.waived);
        let found = if exhaustive { walk.everybody() } else { walk.best(&mut Scratch::default()) };
        found.0.into_iter().map(|place| (place.id.to_owned(), place.key.to_bits())).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_walk_finds_what_scoring_everybody_finds(
        city in prop::collection::vec(a_profile(), 0..80),
        changes in prop::collection::vec((a_profile(), prop::bool::ANY), 0..12),
        demand in a_demand(),
        k in 1_usize..12,
        waived in 0_usize..8,
    ) {
        let mut people = People::build(Dictionary::default(), appraise(&REFERENCE), city);
        for (profile, leave) in changes {
            if leave { people.delete(&profile.id); } else { people.upsert(&profile); }
        }
        let brief = brief(&demand, &people);
        let asked = Asked { brief: &brief, category: demand.category, audience: Audience::Insiders, sort: Sort::Fit, k, waived };
        for audience in [Audience::Insiders, Audience::Enterprises] {
            for sort in [Sort::Fit, Sort::Reach, Sort::Both] {
                let asked = Asked { audience, sort, ..asked };
                prop_assert_eq!(asked.ids(&people, false), asked.ids(&people, true));
            }
        }
        let both = [asked, Asked { audience: Audience::Enterprises, ..asked }];
        let before = both.map(|asked| asked.ids(&people, false));
        people.compact();
        prop_assert_eq!(before, both.map(|asked| asked.ids(&people, false)));
    }

    #[test]
    fn a_sweep_misses_nobody(
        city in prop::collection::vec(a_profile(), 0..80),
        demand in a_demand(),
        waived in prop::num::u64::ANY,
        granted in prop::num::u64::ANY,
        floor in 20.0_f64..70.0,
        least in 0.0_f64..50.0,
    ) {
        let people = People::build(Dictionary::default(), appraise(&REFERENCE), city);
        let brief = brief(&demand, &people);
        let mut among = crate::index::Rows::default();
        among.reset(people.rows());
        among.put_all((0..people.rows() as u32).filter(|row| row % 5 != 0));
        let sweep = Sweep { among: &among, waived, granted, floor, least };
        let found = std::cell::RefCell::new(Vec::new());
        let visit = |row| found.borrow_mut().push(row);
        let walk = Walk::new(&people, &brief, demand.category, &wish, Sort::Fit, 1).sweeping(&sweep, &visit);
        walk.best(&mut Scratch::default());
        let found = found.into_inner();
        for row in among.iter() {
            let facts = people.facts(row);
            let skills = taught(&brief, &facts, granted);
            let fit = |facts: &Facts<'_>| brief.score(facts, people.dictionary());
            let passes = brief.gate(&facts).failed & !waived == 0;
            if passes && fit(&facts) >= least && fit(&Facts { skills: &skills, ..facts }) >= floor {
                prop_assert!(found.contains(&row), "{row}");
            }
        }
        prop_assert!(found.iter().all(|row| among.contains(*row)));
    }
}

/// The skills of a person after those of some requirements were taught as far as they are asked for.
fn taught(brief: &Brief, facts: &Facts<'_>, requirements: u64) -> Vec<SkillFact> {
    let mut skills = facts.skills.to_vec();
    let rows: Vec<_> = brief.rows().collect();
    for wanted in brief.wanted().filter(|wanted| wanted.exact && requirements >> wanted.requirement & 1 == 1) {
        skills.push(SkillFact { skill: wanted.skill, level: rows[usize::from(wanted.row)].level });
    }
    skills
}
