//! Orders: a position of the catalog as an invented firm would ask for it.

use crate::model::{
    Category, Demand, EngagementMode, Hardness, Need, Order, OrderId, OrderStatus, Requirement, SkillLevel,
};

use super::dice::{Dice, Stream};
use super::firm::Firm;
use super::position::Position;
use super::town::{Town, pay};

/// Days that an order has been in force at most.
const MOST_DAYS_OPEN: i32 = 200;

/// Skills that firms ask for in words that no vocabulary has.
const EXTRA_SKILLS: [&str; 8] = [
    "会看老设备图纸",
    "能适应两班倒",
    "熟悉本地供应商",
    "做过客户验厂",
    "会粤语",
    "有外协管理经验",
    "会开厂内叉车",
    "熟悉旧线改造",
];

/// The `number`-th order; `None` where the edition has no positions.
pub(super) fn order(town: &Town, seed: u64, number: usize) -> Option<Order> {
    let mut dice = Dice::new(seed, Stream::Order(number as u64));
    let category = Category::ALL[dice.weighted(&[4, 48, 37, 11])];
    let index = town.draw_ordered(category, &mut dice).or_else(|| (!town.positions.is_empty()).then_some(0))?;
    let position = &town.positions[index];
    let firm = firm(town, position, &mut dice)?;
    let due = town.as_of.plus_days(dice.between(30, 545));
    Some(Order {
        id: OrderId::new(format!("O-{:06}", number + 1)).ok()?,
        enterprise: firm.enterprise.clone(),
        entry: Some(position.entry.id.clone()).filter(|_| dice.chance(900)),
        seats: seats(position.entry.demand.category, &mut dice),
        valid_until: Some(town.as_of.plus_days(dice.between(30, due.days_since(town.as_of)))),
        demand: Demand {
            requirements: requirements(town, position, &mut dice),
            pay: offered(position, &mut dice),
            modes: modes(position, &mut dice),
            regions: vec![firm.region.clone()],
            due: Some(due),
            ..position.entry.demand.clone()
        },
        status: OrderStatus::Open,
        filled: 0,
        synthetic: true,
        posted: Some(town.as_of.plus_days(-dice.between(5, MOST_DAYS_OPEN))),
    })
}

fn firm<'a>(town: &'a Town, position: &Position, dice: &mut Dice) -> Option<&'a Firm> {
    let node = match dice.pick(&position.nodes) {
        Some(&node) => node,
        None => dice.below(town.nodes.len()),
    };
    dice.pick(&town.nodes.get(node)?.firms)
}

fn seats(category: Category, dice: &mut Dice) -> u16 {
    let most = match category {
        Category::Scientist => 2,
        Category::Engineer => 16,
        Category::MasterTechnician => 30,
        Category::Youth => 30,
    };
    let seats = 1 + if category == Category::Youth { dice.below(most) } else { dice.zipf(most) };
    u16::try_from(seats).unwrap_or(1)
}

/// The position's requirements with a firm's own accent: a level higher or lower, a wish turned into a must or back, one
/// dropped, one more.
fn requirements(town: &Town, position: &Position, dice: &mut Dice) -> Vec<Requirement> {
    let mut asked: Vec<Requirement> =
        position.entry.demand.requirements.iter().filter_map(|own| varied(own, dice)).collect();
    if dice.chance(300) {
        asked.extend(one_more(town, position, dice));
    }
    if dice.chance(80) {
        let text = dice.one(&EXTRA_SKILLS).to_owned();
        let need = Need::Skill { skill: None, text: Some(text), level: SkillLevel::MIN };
        asked.extend(Requirement::new(need, Hardness::Preferred, None));
    }
    asked
}

fn varied(own: &Requirement, dice: &mut Dice) -> Option<Requirement> {
    let Need::Skill { skill, text, level } = &own.need else {
        // What a law asks for, every firm asks for; a wish about degree, title or years is left out now and then.
        return (own.hardness != Hardness::Preferred || dice.chance(850)).then(|| own.clone());
    };
    let step = [0, 1, -1][dice.weighted(&[70, 17, 13])];
    let level = u8::try_from((i32::from(level.get()) + step).clamp(1, 5)).ok();
    let level = level.and_then(|level| SkillLevel::try_from(level).ok())?;
    let hardness = match (own.hardness, dice.below(100)) {
        (Hardness::Preferred, ..10) => Hardness::Must,
        (Hardness::Preferred, 90..) => return None,
        (Hardness::Must, ..15) => Hardness::Preferred,
        (hardness, _) => hardness,
    };
    let need = Need::Skill { skill: skill.clone(), text: text.clone(), level };
    Requirement::new(need, hardness, own.basis.clone()).ok()
}

fn one_more(town: &Town, position: &Position, dice: &mut Dice) -> Option<Requirement> {
    let at = dice.zipf(position.pool.len());
    let skill = *position.pool.get(at)?;
    if position.required.iter().chain(&position.preferred).any(|&(asked, _)| asked == skill) {
        return None;
    }
    let level = SkillLevel::try_from(if dice.chance(500) { 2 } else { 3 }).ok()?;
    let need = Need::Skill { skill: Some(town.words.skills[skill as usize].id.clone()), text: None, level };
    Requirement::new(need, Hardness::Preferred, None).ok()
}

fn offered(position: &Position, dice: &mut Dice) -> Option<crate::model::Pay> {
    let around = position.entry.demand.pay?;
    let factor = f64::from(dice.between(88, 116)) / 100.0;
    pay(around.min * factor, around.max * factor).filter(|_| dice.chance(940))
}

fn modes(position: &Position, dice: &mut Dice) -> Vec<EngagementMode> {
    let mut modes = position.entry.demand.modes.clone();
    for (mode, share) in [(EngagementMode::Flexible, 60), (EngagementMode::Enclave, 30)] {
        if !modes.contains(&mode) && dice.chance(share) {
            modes.push(mode);
        }
    }
    modes
}
