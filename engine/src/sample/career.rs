//! Careers: one to five posts among linked nodes, with rank rising by the years.

use crate::model::{Category, Month, OccupationCode, Post};

use super::dice::Dice;
use super::firm::Firm;
use super::noise;
use super::ordinary::WORK;
use super::persona::{Group, Persona};
use super::position::Position;
use super::town::Town;

/// Most posts of one career.
const MAX_POSTS: i32 = 5;

/// What ranks are called, lowest first, by calling.
const SCIENTIST_RANKS: [&str; 5] = ["助理研究员", "助理研究员", "副研究员", "研究员", "首席专家"];
const ENGINEER_RANKS: [&str; 5] = ["助理工程师", "工程师", "工程师", "高级工程师", "总工程师"];
const SKILLED_RANKS: [&str; 5] = ["学徒", "操作工", "技工", "技师", "高级技师"];
const YOUTH_RANKS: [&str; 5] = ["实习生", "见习技术员", "技术员", "技术员", "技术员"];

/// The posts of a life, newest last.
pub(super) fn posts(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<Post> {
    if persona.studies() {
        return internship(town, persona, dice).into_iter().collect();
    }
    let spans = spans(town, persona, dice);
    let mut node = persona.node;
    let mut posts: Vec<Post> = Vec::with_capacity(spans.len());
    let mut worked = persona.months;
    for (at, &(start, end)) in spans.iter().enumerate().rev() {
        let newest = at + 1 == spans.len();
        if !newest {
            node = earlier_node(town, node, dice);
        }
        let mut post = match persona.position {
            Some(_) => post_in_chain(town, persona, node, worked / 12, newest, dice),
            None => ordinary_post(town, persona, dice),
        };
        date(&mut post, start, if newest { still_held(persona, end, dice) } else { Some(end) }, dice);
        worked -= end.since(start);
        posts.push(post);
    }
    posts.reverse();
    posts
}

/// First and last month of each post, oldest first, with a gap now and then.
fn spans(town: &Town, persona: &Persona, dice: &mut Dice) -> Vec<(Month, Month)> {
    if persona.months == 0 {
        return Vec::new();
    }
    let posts = (1 + dice.between(0, 1 + persona.years() / 5)).min(MAX_POSTS);
    let idle = match persona.group {
        Group::Seeker => dice.between(1, 14),
        Group::Expert => dice.between(0, 48),
        Group::Incumbent | Group::Student | Group::Graduate | Group::Outsider | Group::Scholar | Group::Ordinary => 0,
    };
    let mut end = town.month.plus(-idle);
    let mut left = persona.months;
    let mut spans = Vec::with_capacity(posts as usize);
    for rest in (1..=posts).rev() {
        let length =
            if rest == 1 { left } else { (left / rest + dice.between(-left / (rest * 3), left / (rest * 3))).max(1) };
        let start = end.plus(-length);
        spans.push((start, end));
        left -= length;
        if left < 1 {
            break;
        }
        end = start.plus(-if dice.chance(300) { dice.between(1, 5) } else { 0 });
    }
    spans.reverse();
    spans
}

fn still_held(persona: &Persona, end: Month, dice: &mut Dice) -> Option<Month> {
    match persona.group {
        Group::Seeker => Some(end),
        Group::Expert => dice.chance(700).then_some(end),
        Group::Incumbent | Group::Student | Group::Graduate | Group::Outsider | Group::Scholar | Group::Ordinary => {
            None
        }
    }
}

/// Where the person worked before: the same node, one that feeds it or is fed, the chain, or anywhere.
fn earlier_node(town: &Town, node: Option<usize>, dice: &mut Dice) -> Option<usize> {
    let from = node?;
    let place = &town.nodes[from];
    match dice.weighted(&[50, 27, 14, 9]) {
        1 => dice.pick(&place.linked).copied().or(node),
        2 => dice.pick(&place.mates).copied().or(node),
        3 => Some(dice.below(town.nodes.len())),
        _ => node,
    }
}

fn post_in_chain(
    town: &Town,
    persona: &Persona,
    node: Option<usize>,
    years: i32,
    newest: bool,
    dice: &mut Dice,
) -> Post {
    let (title, code) = work(town, persona, node, years, newest, dice);
    let firm = node.and_then(|node| firm(town, persona, node, newest, dice));
    Post {
        title,
        occupation: occupation(town, code, dice),
        node: node.filter(|_| dice.chance(720)).map(|node| town.nodes[node].id.clone()),
        employer: firm.filter(|_| dice.chance(860)).map(|firm| noise::employer(firm, dice)),
        region: firm.filter(|_| dice.chance(800)).map(|firm| firm.region.clone()),
        start: None,
        end: None,
    }
}

/// The title of a post, and the code that fits it.
fn work<'a>(
    town: &'a Town,
    persona: &Persona,
    node: Option<usize>,
    years: i32,
    newest: bool,
    dice: &mut Dice,
) -> (String, Option<&'a OccupationCode>) {
    if let Some((code, name)) = persona.trade.and_then(|trade| town.trades.get(trade)) {
        return (noise::title(name, None, dice), Some(code));
    }
    let Some(index) = persona.position else { return (String::new(), None) };
    let own = &town.positions[index];
    let beside = node.filter(|_| !newest && dice.chance(600)).and_then(|node| town.position_at(node, own, dice));
    if beside.is_none() && strays(town, own, node) {
        let title = if persona.calling == Some(Category::MasterTechnician) {
            dice.one(&["普工", "操作工", "包装工", "仓管员", "叉车司机"])
        } else {
            dice.one(&["技术员", "助理工程师", "项目助理", "文员"])
        };
        return (noise::title(title, None, dice), None);
    }
    let position = beside.unwrap_or(own);
    let rank = rank(years, persona.gift, dice);
    let title = &position.entry.demand.title;
    let fits = years >= position.years;
    let name = match &position.occupation_name {
        _ if fits && dice.chance(250) => title.zh.clone(),
        Some(name) if persona.calling == Some(Category::MasterTechnician) && dice.chance(550) => name.clone(),
        _ => ranked(&position.stem, persona.calling, rank),
    };
    (noise::title(&name, Some(&title.en), dice), position.occupation.as_ref())
}

/// Whether a node lies in another chain than the position: nobody makes tea in a copper works.
fn strays(town: &Town, own: &Position, node: Option<usize>) -> bool {
    let home =
        |node: usize| own.nodes.iter().any(|&own| own == node || town.nodes[own].chain == town.nodes[node].chain);
    node.is_some_and(|node| !home(node))
}

/// The work and the rank in one word: 铝型材挤压 + 技师, but 焊工 and not 焊工操作工.
pub(super) fn ranked(work: &str, calling: Option<Category>, rank: usize) -> String {
    let rank = match (calling, ranks(calling)[rank]) {
        (Some(Category::MasterTechnician), "操作工" | "技工") if work.ends_with('工') => "",
        (_, rank) => rank,
    };
    format!("{work}{rank}")
}

const fn ranks(calling: Option<Category>) -> &'static [&'static str; 5] {
    match calling {
        Some(Category::Scientist) => &SCIENTIST_RANKS,
        Some(Category::Engineer) => &ENGINEER_RANKS,
        Some(Category::Youth) => &YOUTH_RANKS,
        _ => &SKILLED_RANKS,
    }
}

fn rank(years: i32, gift: i32, dice: &mut Dice) -> usize {
    let by_years = match years {
        ..2 => 0,
        2..5 => 1,
        5..11 => 2,
        _ => 3,
    };
    let lift = gift.min(1) - i32::from(dice.chance(300));
    // The highest rank of all is one person's in a plant.
    let top = if years >= 15 && dice.chance(250) { 4 } else { 3 };
    (by_years + lift + i32::from(top == 4)).clamp(0, top) as usize
}

fn firm<'a>(town: &'a Town, persona: &Persona, node: usize, newest: bool, dice: &mut Dice) -> Option<&'a Firm> {
    let place = &town.nodes[node];
    // People who work elsewhere began here sometimes, and people who work here came from elsewhere.
    let crossed = !newest && dice.chance(200);
    let firms = if persona.away != crossed { &place.firms_elsewhere } else { &place.firms };
    dice.pick(firms)
}

/// The code as records have it: often missing, sometimes another work's, sometimes of an older edition.
fn occupation(town: &Town, code: Option<&OccupationCode>, dice: &mut Dice) -> Option<OccupationCode> {
    match dice.weighted(&[350, 26, 14, 610]) {
        0 => None,
        1 => dice.pick(&town.positions).and_then(|position| position.occupation.clone()),
        2 => noise::old_code(dice),
        _ => code.cloned(),
    }
}

fn ordinary_post(town: &Town, persona: &Persona, dice: &mut Dice) -> Post {
    if persona.group == Group::Scholar {
        return scholar_post(town, dice);
    }
    let work = &WORK[persona.ordinary];
    let code = town.words.occupation(work.code).filter(|_| dice.chance(600));
    Post {
        title: noise::title(dice.one(&work.titles), None, dice),
        occupation: if dice.chance(15) { noise::old_code(dice) } else { code },
        node: None,
        employer: dice.chance(800).then(|| work.employer.to_owned()),
        region: persona.home.clone().filter(|_| dice.chance(700)),
        start: None,
        end: None,
    }
}

fn scholar_post(town: &Town, dice: &mut Dice) -> Post {
    let title = dice.one(&["讲师", "博士后", "高校教师", "副教授", "科研助理", "学术编辑"]);
    let employer = dice.one(&["岭南示例大学", "示例社会科学研究院", "珠江示例理工大学"]);
    Post {
        title: title.to_owned(),
        occupation: None,
        node: None,
        employer: Some(employer.to_owned()),
        region: dice.pick(&town.elsewhere).cloned(),
        start: None,
        end: None,
    }
}

fn internship(town: &Town, persona: &Persona, dice: &mut Dice) -> Option<Post> {
    let position = town.positions.get(persona.position?)?;
    let node = persona.node.filter(|_| persona.class > 0 && dice.chance(600))?;
    let firm = dice.pick(&town.nodes[node].firms)?;
    let mut post = Post {
        title: format!("{}{}", position.stem, dice.one(&["实习生", "实习", "顶岗实习", "学徒(实习)"])),
        occupation: position.occupation.clone().filter(|_| dice.chance(300)),
        node: Some(town.nodes[node].id.clone()).filter(|_| dice.chance(800)),
        employer: Some(noise::employer(firm, dice)),
        region: Some(firm.region.clone()).filter(|_| dice.chance(800)),
        start: None,
        end: None,
    };
    let end = town.month.plus(-dice.between(1, 10));
    date(&mut post, end.plus(-dice.between(2, 6)), Some(end), dice);
    Some(post)
}

/// Writes the months, or leaves both out: a start alone would say that the post is still held.
fn date(post: &mut Post, start: Month, end: Option<Month>, dice: &mut Dice) {
    if dice.chance(930) {
        post.start = Some(start);
        post.end = end;
    }
}
