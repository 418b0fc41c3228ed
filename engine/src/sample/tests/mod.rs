//! The city as a whole: it repeats itself, it is whole in form, it names what exists, and its shares are a city's.

mod colleges;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::dice::{Dice, Stream};
use super::noise::OLD_CODES;
use super::persona::{Group, Persona};
use super::*;
use crate::intake::{Catalog, CatalogFiles};
use crate::model::{AchievementKind, Category, Hardness, Need, OccupationCode, RegionCode, uscc_check};

const MANY: usize = 4000;

fn bytes(profile: &Profile) -> String {
    serde_json::to_string(profile).unwrap()
}

fn share(count: usize, of: usize) -> f64 {
    count as f64 / of as f64
}

#[track_caller]
fn assert_share(what: &str, count: usize, of: usize, low: f64, high: f64) {
    let share = share(count, of);
    assert!((low..=high).contains(&share), "{what}: {share:.3}, expected {low} to {high}");
}

#[test]
fn a_seed_repeats_itself_on_any_number_of_threads() {
    let here: Vec<String> = city(7).profiles(500).map(|p| bytes(&p)).collect();
    let again = city(7);
    let there: Vec<String> = (0..500).into_par_iter().map(|i| bytes(&again.profile(i))).collect();
    assert_eq!(here, there);
    assert_eq!(city(7).orders(50), again.orders(50));
}

#[test]
fn another_seed_is_another_city() {
    let (one, two) = (city(7), city(8));
    let same = (0..300).filter(|&i| bytes(&one.profile(i)) == bytes(&two.profile(i))).count();
    assert_eq!(same, 0);
    assert_ne!(one.orders(5), two.orders(5));
}

#[test]
fn a_person_does_not_depend_on_how_many_are_asked_for() {
    let city = city(7);
    let few: Vec<Profile> = city.profiles(20).collect();
    let many: Vec<Profile> = city.profiles(200).collect();
    assert_eq!(few[..], many[..20]);
    assert_eq!(city.profile(13), few[13]);
    assert_eq!(few[13].id.as_str(), "T-00000014");
    assert_eq!(city.orders(3)[..], city.orders(30)[..3]);
}

#[test]
fn every_record_is_whole_and_reads_back() {
    let city = city(3);
    for profile in city.profiles(MANY) {
        assert!(profile.synthetic);
        let read: Profile = serde_json::from_str(&bytes(&profile)).unwrap();
        assert_eq!(read, profile);
        assert!(profile.skills.len() <= 14 && profile.posts.len() <= 5, "{profile:?}");
        profile.checked().unwrap();
    }
    for order in city.orders(400) {
        assert!(order.synthetic);
        let read: Order = serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
        assert_eq!(read, order);
    }
}

/// Everything that a record may name, as the shipped files have it.
struct Known {
    regions: BTreeSet<RegionCode>,
    nodes: BTreeSet<String>,
    majors: BTreeSet<String>,
    licences: BTreeSet<String>,
    town: Town,
}

impl Known {
    fn of(city: &City) -> Self {
        let town = city.town.clone();
        Self {
            regions: town.words.regions.clone(),
            nodes: town.nodes.iter().map(|node| node.id.as_str().to_owned()).collect(),
            majors: town.positions.iter().flat_map(|p| &p.majors).map(|major| major.as_str().to_owned()).collect(),
            licences: town.positions.iter().flat_map(|p| &p.licences).map(|l| l.as_str().to_owned()).collect(),
            town,
        }
    }

    fn occupation(&self, code: &OccupationCode) -> bool {
        self.town.words.occupations.contains_key(code) || OLD_CODES.contains(&code.as_str())
    }

    fn check(&self, profile: &Profile) {
        for skill in profile.skills.iter().filter_map(|held| held.skill.as_ref()) {
            assert!(self.town.words.skill(skill.as_str()).is_some(), "{skill}");
        }
        for post in &profile.posts {
            assert!(post.node.as_ref().is_none_or(|node| self.nodes.contains(node.as_str())), "{post:?}");
            assert!(post.occupation.as_ref().is_none_or(|code| self.occupation(code)), "{post:?}");
            assert!(!post.title.trim().is_empty(), "{post:?}");
        }
        for grade in &profile.grades {
            assert!(grade.occupation.as_ref().is_none_or(|code| self.occupation(code)), "{grade:?}");
        }
        for major in profile.schooling.iter().filter_map(|course| course.major.as_ref()) {
            assert!(self.majors.contains(major.as_str()), "{major}");
        }
        for held in &profile.licences {
            assert!(self.licences.contains(held.licence.as_str()), "{held:?}");
        }
        let places = profile.posts.iter().filter_map(|post| post.region.as_ref());
        for region in places.chain(&profile.residence).chain(&profile.preferences.regions) {
            assert!(self.regions.contains(region), "{region}");
        }
    }
}

#[test]
fn records_name_what_exists_but_for_old_codes() {
    let city = city(5);
    let known = Known::of(&city);
    city.profiles(MANY).for_each(|profile| known.check(&profile));
    let old = city.profiles(MANY).flat_map(|p| p.posts).filter_map(|post| post.occupation);
    let old = old.filter(|code| OLD_CODES.contains(&code.as_str())).count();
    assert!(old > 20, "{old} old codes: nothing to be wary of");
}

#[test]
fn the_shares_are_those_of_a_city() {
    let city = city(11);
    let mut callings: BTreeMap<Option<Category>, usize> = BTreeMap::new();
    let mut groups = [0; 8];
    for i in 0..20_000 {
        let persona = Persona::draw(&city.town, &mut Dice::new(city.seed, Stream::Person(i)));
        *callings.entry(persona.calling).or_default() += 1;
        groups[persona.group as usize] += 1;
    }
    let of = |category| callings.get(&category).copied().unwrap_or(0);
    assert_share("scientists", of(Some(Category::Scientist)), 20_000, 0.002, 0.010);
    assert_share("engineers", of(Some(Category::Engineer)), 20_000, 0.13, 0.18);
    assert_share("technicians", of(Some(Category::MasterTechnician)), 20_000, 0.28, 0.36);
    assert_share("youth in the chains", of(Some(Category::Youth)), 20_000, 0.15, 0.20);
    assert_share("outside the chains", of(None), 20_000, 0.30, 0.40);
    assert_share("students", groups[Group::Student as usize], 20_000, 0.12, 0.17);
    assert_share("outsiders", groups[Group::Outsider as usize], 20_000, 0.07, 0.11);
    assert_share("scholars", groups[Group::Scholar as usize], 20_000, 0.003, 0.010);
}

#[test]
fn facts_are_missing_each_at_its_own_rate() {
    let people: Vec<Profile> = city(13).profiles(MANY).collect();
    let skills: Vec<_> = people.iter().flat_map(|p| &p.skills).collect();
    let posts: Vec<_> = people.iter().flat_map(|p| &p.posts).filter(|post| post.node.is_some()).collect();
    assert_share("levels", skills.iter().filter(|s| s.level.is_none()).count(), skills.len(), 0.17, 0.28);
    assert_share(
        "codes in the chains",
        posts.iter().filter(|p| p.occupation.is_none()).count(),
        posts.len(),
        0.33,
        0.52,
    );
    let bare = people.iter().filter(|p| p.skills.is_empty() && p.schooling.is_empty() && p.grades.is_empty()).count();
    assert_share("almost empty", bare, MANY, 0.02, 0.045);
    let silent = people.iter().filter(|p| p.preferences.regions.is_empty()).count();
    assert_share("places unsaid", silent, MANY, 0.4, 0.75);
    assert_share("never ranked", people.iter().filter(|p| !p.consent.ranking).count(), MANY, 0.012, 0.030);
    let unlinked = skills.iter().filter(|s| s.skill.is_none()).count();
    assert_share("unlinked skills", unlinked, skills.len(), 0.1, 0.35);
}

#[test]
fn hands_rise_without_degrees_and_degrees_come_without_hands() {
    let people: Vec<Profile> = city(17).profiles(MANY).collect();
    let doctor = |p: &Profile| p.schooling.iter().any(|c| c.level.as_ref().is_some_and(|l| l.as_str() == "11"));
    let schooled = |p: &Profile| {
        p.schooling.iter().any(|c| c.level.as_ref().is_some_and(|l| ["11", "14", "21", "31"].contains(&l.as_str())))
    };
    let masters = people.iter().filter(|p| p.grades.iter().any(|g| g.grade.get() >= 4) && !schooled(p)).count();
    assert!(masters > 100, "{masters} senior technicians without a degree");
    let unhandy = people.iter().filter(|p| doctor(p) && p.posts.iter().all(|post| post.node.is_none())).count();
    assert!(unhandy > 8, "{unhandy} doctors without a day in a plant");
}

#[test]
fn time_runs_forward_and_students_graduate_later() {
    let city = city(19);
    let now = city.town.month;
    for profile in city.profiles(MANY) {
        let dated: Vec<_> = profile.posts.iter().filter_map(|post| post.start.map(|start| (start, post.end))).collect();
        assert!(dated.iter().all(|&(start, end)| start <= now && end.is_none_or(|end| end <= now)), "{profile:?}");
        let in_turn = dated.windows(2).all(|pair| pair[0].1.is_some_and(|end| end <= pair[1].0));
        assert!(in_turn, "posts overlap: {:?}", profile.posts);
    }
    let coming = city.profiles(MANY).flat_map(|p| p.schooling).filter_map(|c| c.graduation).filter(|&g| g > now);
    let months: Vec<i32> = coming.map(|graduation| graduation.since(now)).collect();
    assert!(months.iter().all(|months| *months <= 36), "{months:?}");
    assert_share("expected graduations", months.len(), MANY, 0.12, 0.17);
}

#[test]
fn merits_fit_the_calling() {
    let city = city(23);
    for (i, profile) in city.profiles(MANY).enumerate() {
        let persona = Persona::draw(&city.town, &mut Dice::new(city.seed, Stream::Person(i as u64)));
        let has = |kind| profile.achievements.iter().any(|a| a.kind == kind);
        let technician = persona.calling == Some(Category::MasterTechnician);
        assert!(technician || !has(AchievementKind::WorkshopLead), "{profile:?}");
        assert!(persona.calling == Some(Category::Youth) || !has(AchievementKind::Internship), "{profile:?}");
    }
}

#[test]
fn no_record_has_a_key_that_may_not_be_judged_by() {
    const FORBIDDEN: [&str; 16] = [
        "gender",
        "sex",
        "age",
        "birth",
        "birthday",
        "birth_date",
        "ethnicity",
        "nation",
        "marriage",
        "married",
        "health",
        "photo",
        "hukou",
        "household",
        "id_number",
        "phone",
    ];
    fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        if let Some(map) = value.as_object() {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        value.as_array().into_iter().flatten().for_each(|item| keys(item, found));
    }
    let mut found = BTreeSet::new();
    for profile in city(29).profiles(1000) {
        keys(&serde_json::to_value(profile).unwrap(), &mut found);
    }
    assert!(found.contains("skills") && found.contains("consent"));
    for key in FORBIDDEN {
        assert!(!found.contains(key), "{key}");
    }
}

#[test]
fn orders_are_the_catalog_with_an_accent() {
    let city = city(31);
    let known = Known::of(&city);
    let orders = city.orders(600);
    assert_eq!(orders.len(), 600);
    assert_eq!(orders[0].id.as_str(), "O-000001");
    let mut changed = 0;
    for order in &orders {
        assert!((1..=30).contains(&order.seats));
        assert_eq!(uscc_check(order.enterprise.uscc.as_deref().unwrap()), Ok(true));
        assert!(order.enterprise.name.zh.contains("示例") && order.enterprise.name.en.contains("Example"));
        let due = order.demand.due.unwrap();
        assert!((28..=550).contains(&due.days_since(city.town.as_of)));
        assert!(order.valid_until.unwrap() <= due);
        assert!(order.demand.regions.iter().all(|region| known.regions.contains(region)));
        let Some(position) = city.town.positions.iter().find(|p| Some(&p.entry.id) == order.entry.as_ref()) else {
            continue;
        };
        changed += usize::from(order.demand.requirements != position.entry.demand.requirements);
        let legal = |requirements: &[crate::model::Requirement]| {
            requirements.iter().filter(|r| r.hardness == Hardness::Legal).count()
        };
        assert_eq!(legal(&order.demand.requirements), legal(&position.entry.demand.requirements));
    }
    assert_share("orders with an accent", changed, 600, 0.6, 0.95);
    let in_words = |need: &Need| matches!(need, Need::Skill { skill: None, .. });
    let worded = orders.iter().filter(|o| o.demand.requirements.iter().any(|r| in_words(&r.need))).count();
    assert_share("orders with a skill in words", worded, 600, 0.03, 0.15);
}

#[test]
fn a_catalog_without_positions_has_people_and_no_orders() {
    let city = city_of(7, |edition| edition.entries.clear());
    let people: Vec<Profile> = city.profiles(300).collect();
    assert!(people.iter().any(|p| !p.posts.is_empty()));
    assert!(people.iter().flat_map(|p| &p.posts).all(|post| post.node.is_none()));
    assert!(city.orders(10).is_empty());
}

#[test]
fn a_catalog_with_nothing_has_people_too() {
    let city = city_of(7, |edition| {
        edition.entries.clear();
        edition.nodes.clear();
        edition.links.clear();
        edition.chains.clear();
        edition.colleges.clear();
        edition.parks.clear();
    });
    assert!(city.profiles(300).all(|p| p.checked().is_ok()));
}

fn city(seed: u64) -> City {
    city_of(seed, |_| {})
}

fn city_of(seed: u64, change: impl Fn(&mut Edition)) -> City {
    let mut edition = SHIPPED.0.clone();
    change(&mut edition);
    City::new(&edition, &SHIPPED.1, seed)
}

/// The shipped edition and vocabulary, read once.
static SHIPPED: LazyLock<(Edition, Vocabulary)> = LazyLock::new(|| {
    let (catalog, _) = Catalog::read(&CatalogFiles::shipped());
    (catalog.editions.into_values().next().unwrap(), catalog.vocabulary)
});
