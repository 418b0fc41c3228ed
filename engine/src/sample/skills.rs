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

/// Skills that are in no vocabulary, as people of any work write them.
const FREE_TEXT: [&str; 16] = [
    "听声辨故障",
    "进口设备说明书翻译",
    "厂内叉车",
    "行车操作",
    "小型技改",
    "客户验厂接待",
    "台账整理",
    "带新人",
    "看图",
    "现场急修",
    "夜班值守",
    "装车发货",
    "粤语沟通",
    "瑶语沟通",
    "简单日语",
    "旧机改造",
];

/// The same, as people of a chain write them.
fn craft_words(chain: &str) -> [&'static str; 3] {
    match chain {
        "NFM" => ["盘条上料", "看铝水", "打磨抛光"],
        "POL" => ["换网操作", "配色打样", "冲板修整"],
        "CER" => ["看火色", "手工施釉", "砖坯修边"],
        "EQP" => ["老式龙门铣", "手工刮研配合面", "手绘草图"],
        "EIN" => ["飞线", "机柜理线", "手工补焊"],
        "BIO" => ["手工刮膏", "称量复核", "膏体手感判断"],
        "FOD" => ["手工剥笋", "糖度估测", "开罐检查"],
        "AGR" => ["手工分茶", "土法烘焙", "看鸡冠辨病"],
        "GRN" => ["爬塔巡检", "组件冲洗", "听水声辨气蚀"],
        _ => ["手工活", "老设备", "现场经验"],
    }
}

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
        let chain = persona.node.filter(|_| dice.chance(500)).map(|node| town.nodes[node].chain.as_str());
        let words = match chain {
            Some(chain) => dice.one(&craft_words(chain)),
            None => dice.one(&FREE_TEXT),
        };
        skills.push(free_text(words, dice));
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
