//! A whole record, field by field; the order of the draws is part of the city and changes every person when it changes.

use crate::model::{Post, Profile, TalentId};

use super::dice::{Dice, Stream};
use super::persona::{Group, Persona};
use super::position::Position;
use super::town::Town;
use super::{career, merits, names, schooling, skills, wishes};

/// The `number`-th person.
pub(super) fn person(town: &Town, seed: u64, number: usize) -> Profile {
    let mut dice = Dice::new(seed, Stream::Person(number as u64));
    let mut profile = Profile::empty(TalentId::numbered(number as u64 + 1));
    profile.synthetic = true;
    let persona = Persona::draw(town, &mut dice);
    profile.consent = wishes::consent(&mut dice);
    profile.name = Some(names::person(&mut dice)).filter(|_| dice.chance(985));
    // Three in a hundred records hold next to nothing.
    if dice.chance(30) {
        sparse(town, &persona, &mut profile, &mut dice);
        return profile;
    }
    profile.skills = skills::held(town, &persona, &mut dice);
    profile.posts = career::posts(town, &persona, &mut dice);
    profile.schooling = schooling::courses(town, &persona, &mut dice);
    profile.titles = merits::titles(town, &persona, &mut dice);
    profile.grades = merits::grades(town, &persona, &mut dice);
    profile.licences = merits::licences(town, &persona, &mut dice);
    profile.achievements = merits::achievements(town, &persona, &mut dice);
    profile.residence = persona.home.clone().filter(|_| dice.chance(950));
    profile.preferences = wishes::preferences(town, &persona, &mut dice);
    profile.events = wishes::events(town, &persona, &mut dice);
    profile.text = text(town, &persona, &profile.posts, &mut dice);
    profile
}

/// A record that somebody began and nobody finished.
fn sparse(town: &Town, persona: &Persona, profile: &mut Profile, dice: &mut Dice) {
    match dice.below(3) {
        0 => profile.posts = career::posts(town, persona, dice).into_iter().rev().take(1).collect(),
        1 => profile.residence.clone_from(&persona.home),
        _ => {}
    }
    for post in &mut profile.posts {
        *post =
            Post { occupation: None, node: None, employer: None, region: None, start: None, end: None, ..post.clone() };
    }
}

/// A few lines of a curriculum vitae that no field holds; one in nine has them.
fn text(town: &Town, persona: &Persona, posts: &[Post], dice: &mut Dice) -> Option<String> {
    if !dice.chance(110) {
        return None;
    }
    let position: Option<&Position> = persona.position.and_then(|index| town.positions.get(index));
    let duties = position.and_then(|p| p.entry.duties.as_ref()).map(|duties| duties.zh.as_str());
    let last = posts.last().map_or("", |post| post.title.as_str());
    Some(match (duties, persona.group) {
        (Some(duties), Group::Student) => format!("在校期间参加实训与社团,希望从事以下工作:{duties}。"),
        (Some(duties), _) => format!("曾任{last},{}{duties}。", dice.one(&["主要", "独立", "协助", "带队"])),
        (None, _) => {
            format!("做{last}多年,{}。", dice.one(&["吃苦耐劳", "愿意学新技术", "想转到工厂上班", "可以加班"]))
        }
    })
}
