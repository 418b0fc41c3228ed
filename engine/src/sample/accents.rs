//! What sets colleges apart: skills that positions ask for and a college leaves out, skills that it teaches though no
//! position asks for them, and majors that nobody asks for.

use std::collections::BTreeSet;

use crate::model::{MajorId, SkillId, SkillLevel, TaughtSkill};

use super::dice::Dice;
use super::town::Town;

/// The skills that most positions ask for are taught everywhere; of the others a college leaves some out.
const KEPT: usize = 4;
/// How often one of the others is left out, in a thousand.
const LEFT_OUT: u32 = 140;
/// Most skills beyond what is asked.
const SURPLUS: i32 = 2;
/// Hours of such a skill: a term's course.
const HOURS: u16 = 48;

/// Majors that are taught though no position asks for them, with the skills that they teach. A college whose name has the
/// word teaches it.
pub(super) const UNASKED: [(&str, &str, &[&str]); 2] = [
    ("v540101", "工商", &["rural-tourism", "customer-service", "other-languages", "exhibition-promotion"]),
    ("v570102", "清远", &["training-delivery", "short-video", "office"]),
];

/// What a college makes of the skills that are asked of its major, `most` at most.
pub(super) fn accented(town: &Town, asked: Vec<TaughtSkill>, most: usize, dice: &mut Dice) -> Vec<TaughtSkill> {
    let mut taught: Vec<TaughtSkill> = Vec::new();
    for (number, skill) in asked.into_iter().enumerate() {
        let left_out = dice.chance(LEFT_OUT);
        if number < KEPT || !left_out {
            taught.push(skill);
        }
    }
    let wanted = wanted(town);
    for _ in 0..dice.between(0, SURPLUS) {
        if taught.len() >= most {
            break;
        }
        let beside = dice.pick(&taught).and_then(|known| town.words.skill(known.skill.as_str()));
        let near = beside.map(|skill| town.words.skills[skill as usize].near.as_slice()).unwrap_or_default();
        let ids = near.iter().map(|&skill| &town.words.skills[skill as usize].id);
        let mut new = ids.filter(|id| !wanted.contains(id) && taught.iter().all(|known| known.skill != **id));
        let skill = new.next().cloned();
        taught.extend(skill.and_then(|skill| lesson(skill, 1 + dice.below(3) as u8)));
    }
    taught
}

/// The skills of a major that nobody asks for, as far as the vocabulary has them.
pub(super) fn unasked(town: &Town, skills: &[&str], dice: &mut Dice) -> Vec<TaughtSkill> {
    let known = skills.iter().filter(|id| town.words.skill(id).is_some());
    known.filter_map(|id| lesson(SkillId::new(*id).ok()?, 2 + dice.below(2) as u8)).collect()
}

/// Whether positions ask for a major.
pub(super) fn is_asked(town: &Town, major: Option<&MajorId>) -> bool {
    town.positions.iter().flat_map(|position| &position.majors).any(|asked| Some(asked) == major)
}

fn lesson(skill: SkillId, level: u8) -> Option<TaughtSkill> {
    let level = SkillLevel::try_from(level).ok()?;
    Some(TaughtSkill { skill, level, hours: Some(u16::from(level.get()) * HOURS / 2 + HOURS / 2) })
}

/// Every skill that a position asks for.
fn wanted(town: &Town) -> BTreeSet<&SkillId> {
    let asked = town.positions.iter().flat_map(|position| position.required.iter().chain(&position.preferred));
    asked.map(|&(skill, _)| &town.words.skills[skill as usize].id).collect()
}
