//! What people want and allow, and what happened to them in the city.

use crate::model::{
    Category, Consent, Date, EngagementMode as Mode, LifeEvent, LifeEventKind, Pay, Preferences, RegionCode,
};

use super::dice::Dice;
use super::ordinary::WORK;
use super::persona::{Group, Persona};
use super::town::{Town, pay};

/// The person's wishes; whoever does not look for anything has mostly said nothing.
pub(super) fn preferences(town: &Town, persona: &Persona, dice: &mut Dice) -> Preferences {
    let told = match persona.group {
        Group::Seeker => 920,
        Group::Student | Group::Graduate => 750,
        Group::Expert => 850,
        Group::Outsider => 600,
        Group::Scholar => 400,
        Group::Incumbent => 380,
        Group::Ordinary => 280,
    };
    if !dice.chance(told) {
        return Preferences::default();
    }
    let position = persona.position.and_then(|index| town.positions.get(index));
    // Who is content tells at most where and how: a pay, a day or an occupation tell of somebody who looks.
    let content = matches!(persona.group, Group::Incumbent | Group::Graduate | Group::Ordinary);
    let told = |looking, at_work| if content { at_work } else { looking };
    Preferences {
        regions: if dice.chance(760) { regions(town, persona, dice) } else { Vec::new() },
        modes: if dice.chance(770) { modes(persona, dice) } else { Vec::new() },
        pay: wanted_pay(town, persona, dice).filter(|_| dice.chance(told(660, 200))),
        available_from: Some(available(town, persona, dice)).filter(|_| dice.chance(told(600, 150))),
        occupations: position
            .and_then(|p| p.occupation.clone())
            .filter(|_| dice.chance(told(150, 50)))
            .into_iter()
            .collect(),
        nodes: persona
            .node
            .filter(|_| dice.chance(told(120, 50)))
            .map(|node| town.nodes[node].id.clone())
            .into_iter()
            .collect(),
        cohorts: Vec::new(),
    }
}

/// Whether the person means to work in a city around: students often do, outsiders mostly.
fn bound_elsewhere(persona: &Persona, dice: &mut Dice) -> bool {
    dice.chance(match persona.group {
        Group::Student | Group::Graduate => 330,
        Group::Outsider => 520,
        Group::Seeker => 120,
        Group::Expert | Group::Scholar | Group::Incumbent | Group::Ordinary => 50,
    })
}

fn regions(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<RegionCode> {
    let mut wanted: Vec<RegionCode> = Vec::new();
    let mut add = |region: Option<&RegionCode>| {
        if let Some(region) = region.filter(|region| !wanted.contains(region)) {
            wanted.push(region.clone());
        }
    };
    if bound_elsewhere(persona, dice) {
        add(dice.pick(&town.elsewhere));
        add(dice.pick(&town.elsewhere).filter(|_| dice.chance(400)));
        add(Some(&town.city).filter(|_| dice.chance(250)));
        return wanted;
    }
    if dice.chance(500) {
        add(Some(&town.city));
    } else {
        add(persona.home.as_ref().filter(|_| !persona.away).or(Some(&town.city)));
        add(dice.pick(&town.districts).filter(|_| dice.chance(500)));
    }
    wanted
}

fn modes(persona: &Persona, dice: &mut Dice) -> Vec<Mode> {
    let (full_time, flexible, enclave) = match persona.group {
        Group::Expert => (120, 960, 200),
        Group::Outsider => (450, 480, 350),
        Group::Scholar => (500, 400, 200),
        Group::Incumbent | Group::Seeker | Group::Student | Group::Graduate | Group::Ordinary => (970, 90, 20),
    };
    let shares = [(Mode::FullTime, full_time), (Mode::Flexible, flexible), (Mode::Enclave, enclave)];
    shares.into_iter().filter(|&(_, share)| dice.chance(share)).map(|(mode, _)| mode).collect()
}

/// What the person asks for: around the position's pay, more with the years, more outside the city.
fn wanted_pay(town: &Town, persona: &Persona, dice: &mut Dice) -> Option<Pay> {
    let offered = persona.position.and_then(|index| town.positions[index].entry.demand.pay);
    let (low, high) = match (offered, persona.group) {
        (_, Group::Scholar) => (20.0, 40.0),
        (Some(offered), _) => (offered.min, offered.max),
        (None, _) => WORK[persona.ordinary].pay,
    };
    let years = f64::from(persona.years().min(20));
    let factor = match persona.calling {
        Some(Category::Youth) => 0.95,
        _ => 0.7 + years * 0.02,
    };
    let drawn = f64::from(dice.between(88, 118)) / 100.0 * if persona.away { 1.12 } else { 1.0 };
    pay(low * factor * drawn, (low + (high - low) * 0.7) * factor * drawn)
}

fn available(town: &Town, persona: &Persona, dice: &mut Dice) -> Date {
    match persona.group {
        Group::Seeker | Group::Expert => town.as_of.plus_days(dice.between(0, 30)),
        Group::Student => town.as_of.plus_days(dice.between(30, 950)),
        Group::Incumbent | Group::Graduate | Group::Outsider | Group::Scholar | Group::Ordinary => {
            town.as_of.plus_days(dice.between(15, 180))
        }
    }
}

/// What the person allows: one in fifty is never ranked.
pub(super) fn consent(dice: &mut Dice) -> Consent {
    let ranking = !dice.chance(20);
    Consent { ranking, visible: ranking && !dice.chance(40) }
}

/// Why people say that they will leave.
const REASONS: [&str; 5] = ["薪酬", "发展空间", "通勤", "住房", "合同到期"];

/// Events of the person's time with the city; most records have none.
pub(super) fn events(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<LifeEvent> {
    let mut events = Vec::new();
    let mut add = |kind, date: Date, note: Option<&str>| {
        events.push(LifeEvent { kind, date, note: note.map(str::to_owned) });
    };
    let past = |dice: &mut Dice| town.as_of.plus_days(-dice.between(20, (persona.months * 30).clamp(60, 2500)));
    let works_here = matches!(persona.group, Group::Incumbent | Group::Graduate);
    if works_here && dice.chance(260) {
        add(LifeEventKind::Inflow, past(dice), None);
    }
    if works_here && dice.chance(150) {
        add(LifeEventKind::Growth, past(dice), Some(dice.one(&["晋级", "取得证书", "岗位晋升", "完成培训"])));
    }
    if works_here && dice.chance(80) {
        add(LifeEventKind::Contribution, past(dice), Some(dice.one(&["技改项目", "成果转化", "带徒出师", "获奖"])));
    }
    if works_here && dice.chance(55) {
        add(LifeEventKind::Outflow, town.as_of.plus_days(dice.between(20, 360)), Some(dice.one(&REASONS)));
    }
    if persona.away && dice.chance(250) {
        let (left, reason) = (past(dice), dice.one(&REASONS));
        // Whoever left had come: how long before follows from the day itself, so that no other draw moves.
        let stayed = 90 + left.days_since(town.as_of).rem_euclid(37) * 31;
        add(LifeEventKind::Inflow, left.plus_days(-stayed), None);
        add(LifeEventKind::Outflow, left, Some(reason));
    }
    if persona.studies() && dice.chance(90) {
        add(LifeEventKind::Outflow, town.as_of.plus_days(dice.between(200, 950)), Some("拟赴珠三角就业"));
    }
    events
}
