//! What the years have brought: skill grades, professional titles, licences, achievements.

use crate::model::{
    Achievement, AchievementKind as Kind, AchievementReach as Reach, Category, HeldGrade, HeldLicence, HeldTitle,
    OccupationCode, SkillGrade, TitleLevel,
};

use super::dice::Dice;
use super::ordinary::WORK;
use super::persona::{Group, Persona};
use super::town::Town;

/// Skill grades, for those who work with their hands.
pub(super) fn grades(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<HeldGrade> {
    let (ordinal, code) = match (persona.calling, persona.position) {
        (Some(Category::MasterTechnician), Some(index)) => {
            (raised(grade(persona, dice), town, persona, index, dice), graded_in(town, persona, index))
        }
        (Some(Category::Youth), Some(index)) if dice.chance(220) => {
            // Grades are awarded in services, farming and making alone: major classes 4 to 6.
            let code = town.positions[index].occupation.clone();
            (dice.between(1, 3), code.filter(|code| code.as_str().starts_with(['4', '5', '6'])))
        }
        (None, _) if WORK[persona.ordinary].graded && persona.group == Group::Ordinary && dice.chance(350) => {
            (grade(persona, dice).min(4), town.words.occupation(WORK[persona.ordinary].code))
        }
        _ => return Vec::new(),
    };
    // One in ten is not on record.
    let Some(grade) =
        u8::try_from(ordinal).ok().and_then(|n| SkillGrade::try_from(n).ok()).filter(|_| dice.chance(900))
    else {
        return Vec::new();
    };
    let awarded = town.month.plus(-dice.between(0, persona.months.clamp(1, 96)));
    vec![HeldGrade {
        grade,
        occupation: code.filter(|_| dice.chance(800)),
        awarded: Some(awarded).filter(|_| dice.chance(700)),
    }]
}

fn graded_in(town: &Town, persona: &Persona, position: usize) -> Option<OccupationCode> {
    let trade = persona.trade.and_then(|trade| town.trades.get(trade)).map(|(code, _)| code.clone());
    trade.or_else(|| town.positions[position].occupation.clone())
}

/// Firms see to it that people grow into the grade that their position asks for.
fn raised(by_years: i32, town: &Town, persona: &Persona, position: usize, dice: &mut Dice) -> i32 {
    let asked = town.positions[position].grade.map_or(0, |grade| i32::from(grade.get()));
    let grown = persona.trade.is_none() && persona.years() >= 8 && dice.chance(300);
    if grown { by_years.max(asked) } else { by_years }
}

/// The grade that the years give, 0 to 7; the two above senior technician are rare.
fn grade(persona: &Persona, dice: &mut Dice) -> i32 {
    let by_years = match persona.years() {
        ..2 => dice.between(0, 1),
        2..4 => 1,
        4..7 => 2,
        7..12 => 2 + i32::from(dice.chance(600)),
        12..18 => 3 + i32::from(dice.chance(400)),
        _ => 3 + i32::from(dice.chance(550)) + i32::from(dice.chance(300)),
    };
    let rare = if by_years == 5 && persona.gift > 0 && dice.chance(150) { dice.between(1, 2) } else { 0 };
    (by_years + if persona.gift > 0 { i32::from(by_years < 5) } else { 0 } + rare).clamp(0, 7)
}

/// Professional titles, for engineers and scientists and a few technicians who crossed the ladder.
pub(super) fn titles(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<HeldTitle> {
    let years = persona.years() + 2 * persona.gift;
    let level = match persona.calling {
        Some(Category::Scientist) if years >= 14 => TitleLevel::Senior,
        Some(Category::Scientist) if years >= 7 => TitleLevel::AssociateSenior,
        Some(Category::Scientist) => TitleLevel::Intermediate,
        Some(Category::Engineer) if years >= 18 && dice.chance(120) => TitleLevel::Senior,
        Some(Category::Engineer) if years >= 11 && dice.chance(550) => TitleLevel::AssociateSenior,
        Some(Category::Engineer) if years >= 5 => TitleLevel::Intermediate,
        Some(Category::Engineer) if years >= 1 => TitleLevel::Assistant,
        Some(Category::MasterTechnician) if years >= 12 && dice.chance(80) => TitleLevel::Assistant,
        None if persona.group == Group::Scholar => TitleLevel::Intermediate,
        _ => return Vec::new(),
    };
    // Many who could hold a title never applied, or the record has none.
    if dice.chance(230) {
        return Vec::new();
    }
    let place = if persona.away { dice.pick(&town.elsewhere).cloned() } else { Some(town.city.clone()) };
    vec![HeldTitle {
        level,
        name: Some(title_name(town, persona, level).to_owned()).filter(|_| dice.chance(850)),
        awarded_in: place.filter(|_| dice.chance(700)),
    }]
}

fn title_name(town: &Town, persona: &Persona, level: TitleLevel) -> &'static str {
    let farm = persona.node.is_some_and(|node| town.nodes[node].chain == "AGR");
    let names = match persona.calling {
        Some(Category::Scientist) => ["研究实习员", "研究实习员", "助理研究员", "副研究员", "研究员"],
        None => ["助教", "助教", "讲师", "副教授", "教授"],
        _ if farm => ["农业技术员", "助理农艺师", "农艺师", "高级农艺师", "推广研究员"],
        _ => ["技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"],
    };
    names[usize::from(level.rank()) - 1]
}

/// Licences that the law asks for at the position: most hold them, some let them run out.
pub(super) fn licences(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<HeldLicence> {
    let Some(position) = persona.position.and_then(|index| town.positions.get(index)) else { return Vec::new() };
    let share = if persona.studies() { 80 } else { 860 };
    let mut held = Vec::new();
    for licence in &position.licences {
        if dice.chance(share) {
            let until = town.as_of.plus_days(dice.between(-90, 1400));
            held.push(HeldLicence { licence: licence.clone(), valid_until: Some(until).filter(|_| dice.chance(750)) });
        }
    }
    held
}

/// A line of what people of a calling bring about: kind, how many of a thousand have it, the most alike.
type Line = (Kind, u32, i32);

const OF_SCIENTISTS: [Line; 6] = [
    (Kind::RepresentativeWork, 850, 5),
    (Kind::PeerReview, 600, 4),
    (Kind::LongProject, 600, 4),
    (Kind::PatentGranted, 450, 6),
    (Kind::PatentConverted, 230, 2),
    (Kind::Standard, 100, 1),
];
const OF_ENGINEERS: [Line; 5] = [
    (Kind::ProjectResult, 600, 6),
    (Kind::ProcessInnovation, 430, 4),
    (Kind::PatentGranted, 280, 5),
    (Kind::PatentConverted, 130, 2),
    (Kind::Standard, 120, 2),
];
const OF_TECHNICIANS: [Line; 6] = [
    (Kind::ApprenticesTrained, 400, 16),
    (Kind::Contest, 150, 2),
    (Kind::ProcessInnovation, 130, 2),
    (Kind::ProjectResult, 70, 2),
    (Kind::WorkshopLead, 50, 1),
    (Kind::Certificate, 140, 2),
];
const OF_YOUTH: [Line; 4] =
    [(Kind::Internship, 560, 2), (Kind::Certificate, 450, 3), (Kind::Contest, 170, 2), (Kind::ProjectResult, 40, 1)];
const OF_SCHOLARS: [Line; 2] = [(Kind::RepresentativeWork, 800, 5), (Kind::LongProject, 200, 1)];
const OF_OTHERS: [Line; 1] = [(Kind::Certificate, 90, 1)];

/// What the person has brought about.
pub(super) fn achievements(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<Achievement> {
    let lines: &[Line] = match persona.calling {
        Some(Category::Scientist) => &OF_SCIENTISTS,
        Some(Category::Engineer) => &OF_ENGINEERS,
        Some(Category::MasterTechnician) => &OF_TECHNICIANS,
        Some(Category::Youth) => &OF_YOUTH,
        None if persona.group == Group::Scholar => &OF_SCHOLARS,
        None => &OF_OTHERS,
    };
    // A fifth of the records have no achievements, whatever the person did.
    if dice.chance(200) {
        return Vec::new();
    }
    let ripe = ripe(persona);
    let mut done = Vec::new();
    for &(kind, share, most) in lines {
        if dice.chance(share * ripe / 100) {
            done.push(achievement(town, persona, kind, most, dice));
        }
    }
    follow_projects(&mut done, i16::try_from(town.month.year()).unwrap_or(i16::MAX));
    done
}

/// A conversion comes of a project: within two years of one that the record dates, where it dates one.
fn follow_projects(done: &mut [Achievement], now: i16) {
    let project = |done: &&Achievement| matches!(done.kind, Kind::ProjectResult | Kind::LongProject);
    let Some(ended) = done.iter().filter(project).find_map(|done| done.year) else { return };
    for converted in done.iter_mut().filter(|done| done.kind == Kind::PatentConverted) {
        converted.year = converted.year.map(|drawn| (ended + drawn.rem_euclid(3)).min(now));
    }
}

/// In a hundred, how much of a calling's usual results the years have let ripen.
fn ripe(persona: &Persona) -> u32 {
    if persona.calling == Some(Category::Youth) {
        return if persona.gift > 0 { 130 } else { 100 };
    }
    let years = u32::try_from(persona.years()).unwrap_or(0);
    (25 + years * 8).min(100) + if persona.gift > 0 { 30 } else { 0 }
}

fn achievement(town: &Town, persona: &Persona, kind: Kind, most: i32, dice: &mut Dice) -> Achievement {
    let count = 1 + dice.zipf(usize::try_from(most).unwrap_or(1));
    let back = dice.between(0, persona.years().clamp(1, 15));
    Achievement {
        kind,
        reach: reach(kind, persona, dice),
        count: u16::try_from(count).unwrap_or(1),
        year: i16::try_from(town.month.year() - back).ok().filter(|_| dice.chance(650)),
        note: None,
    }
}

fn reach(kind: Kind, persona: &Persona, dice: &mut Dice) -> Reach {
    let far = i32::from(persona.gift > 0) + i32::from(persona.calling == Some(Category::Scientist));
    // Contests are held beyond the plant; internships and apprentices stay in it.
    let weights: &[u32] = if kind == Kind::Contest { &[25, 40, 25, 9, 1] } else { &[74, 15, 8, 3] };
    let within = matches!(kind, Kind::Internship | Kind::ApprenticesTrained);
    let drawn = if within { 0 } else { dice.weighted(weights) as i32 + far };
    Reach::ALL[drawn.clamp(0, 4) as usize]
}
