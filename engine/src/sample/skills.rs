//! What people can do: the skills of the position that a career runs near at noisy levels, those around it, and what
//! anybody learns; 2 to 14 a person, the common ones far more often than the rare.

use crate::model::{HeldSkill, SkillLevel, SkillSource};

use super::dice::Dice;
use super::ordinary::WORK;
use super::persona::{Group, Persona};
use super::position::Position;
use super::town::Town;

/// Most skills of one person.
const MAX_SKILLS: usize = 14;

/// Skills that are in no vocabulary, as people write them.
const FREE_TEXT: [&str; 28] = [
    "看火色",
    "手工分茶",
    "老式龙门铣",
    "听声辨故障",
    "进口设备说明书翻译",
    "厂内叉车",
    "行车操作",
    "打磨抛光",
    "小型技改",
    "盘条上料",
    "客户验厂接待",
    "台账整理",
    "带新人",
    "看图",
    "配色打样",
    "现场急修",
    "夜班值守",
    "冲板修整",
    "换网操作",
    "手工刮膏",
    "土法烘焙",
    "装车发货",
    "开槽打样",
    "手绘草图",
    "粤语沟通",
    "瑶语沟通",
    "简单日语",
    "旧机改造",
];

/// A set under construction: an index of the vocabulary and the level.
struct Bag {
    held: Vec<(u32, i32)>,
}

impl Bag {
    fn put(&mut self, skill: u32, level: i32) {
        if self.held.len() < MAX_SKILLS && self.held.iter().all(|&(held, _)| held != skill) {
            self.held.push((skill, level.clamp(1, 5)));
        }
    }
}

/// The skills of a life.
pub(super) fn held(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<HeldSkill> {
    let mut skills = match persona.position.and_then(|index| town.positions.get(index)) {
        Some(position) => in_chain(town, persona, position, dice),
        None => outside(town, persona, dice),
    };
    if dice.chance(120) && skills.len() < MAX_SKILLS {
        skills.push(free_text(dice.one(&FREE_TEXT), dice));
    }
    skills
}

fn in_chain(town: &Town, persona: &Persona, position: &Position, dice: &mut Dice) -> Vec<HeldSkill> {
    let mut bag = Bag { held: Vec::with_capacity(MAX_SKILLS) };
    let shift = shift(persona, position);
    let share = core_share(persona);
    for &(skill, level) in &position.required {
        if dice.chance(share) {
            bag.put(skill, level + shift + noise(dice));
        }
    }
    for &(skill, level) in &position.preferred {
        if dice.chance(share / 2) {
            bag.put(skill, level + shift + noise(dice));
        }
    }
    let wanted = 3 + dice.zipf(12) + usize::from(persona.years() > 6);
    for _ in bag.held.len()..wanted.min(MAX_SKILLS) {
        let near = dice.chance(780) && !position.pool.is_empty();
        let list = if near { &position.pool } else { &town.general };
        let at = dice.zipf(list.len());
        if let Some(&skill) = list.get(at) {
            bag.put(skill, 2 + shift.min(1) + dice.between(-1, 2));
        }
    }
    let source = if persona.studies() { SkillSource::Course } else { SkillSource::Declared };
    bag.held.iter().map(|&(skill, level)| written(town, skill, level, source, dice)).collect()
}

/// People are a little below what a catalog asks for more often than above it.
fn noise(dice: &mut Dice) -> i32 {
    [0, -1, 1, -2][dice.weighted(&[40, 32, 18, 10])]
}

/// How far the person's levels stand above or below those that the position asks for.
fn shift(persona: &Persona, position: &Position) -> i32 {
    let by_years = if persona.studies() { -1 } else { ((persona.years() - position.years) / 5).clamp(-2, 1) };
    by_years + persona.gift.min(1)
}

/// In a thousand, how often a required skill is held.
const fn core_share(persona: &Persona) -> u32 {
    let of_group = match persona.group {
        Group::Incumbent | Group::Outsider | Group::Expert => 740,
        Group::Seeker => 600,
        Group::Graduate => 560,
        Group::Student => 430,
        Group::Scholar | Group::Ordinary => 0,
    };
    // Whoever works in a trade beside the position knows the position's skills by halves.
    if persona.trade.is_some() { of_group / 2 } else { of_group }
}

fn outside(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<HeldSkill> {
    let mut skills = Vec::with_capacity(5);
    let of_work: [&str; 4] = if persona.group == Group::Scholar {
        ["文献综述", "课堂教学", "问卷设计", "论文写作"]
    } else {
        WORK[persona.ordinary].skills
    };
    for text in of_work {
        if skills.len() < 2 || dice.chance(480) {
            skills.push(free_text(text, dice));
        }
    }
    let known =
        town.words.skill(if persona.group == Group::Scholar { "statistics" } else { WORK[persona.ordinary].known });
    for skill in known.into_iter().chain(town.general.first().copied()) {
        let id = &town.words.skills[skill as usize].id;
        if dice.chance(300) && skills.iter().all(|held: &HeldSkill| held.skill.as_ref() != Some(id)) {
            let level = dice.between(1, 4);
            skills.push(written(town, skill, level, SkillSource::Declared, dice));
        }
    }
    skills
}

fn free_text(text: &str, dice: &mut Dice) -> HeldSkill {
    let level = level(dice.between(1, 4)).filter(|_| dice.chance(600));
    HeldSkill { skill: None, text: Some(text.to_owned()), level, source: SkillSource::Declared }
}

/// A skill as records have it: one in six without a level, a few as the person wrote it and not linked.
fn written(town: &Town, skill: u32, value: i32, source: SkillSource, dice: &mut Dice) -> HeldSkill {
    let word = &town.words.skills[skill as usize];
    let form = dice.pick(&word.forms).unwrap_or(&word.zh);
    let (id, text) = match dice.weighted(&[880, 90, 30]) {
        1 => (Some(word.id.clone()), Some(form.clone())),
        2 => (None, Some(form.clone())),
        _ => (Some(word.id.clone()), None),
    };
    let source = match dice.weighted(&[780, 130, 90]) {
        1 => SkillSource::Certified,
        2 => SkillSource::Employer,
        _ => source,
    };
    HeldSkill { skill: id, text, level: level(value).filter(|_| dice.chance(825)), source }
}

fn level(value: i32) -> Option<SkillLevel> {
    u8::try_from(value.clamp(1, 5)).ok().and_then(|value| SkillLevel::try_from(value).ok())
}
