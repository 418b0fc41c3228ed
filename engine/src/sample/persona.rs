//! Who a person is before any field is written: the group, the calling, the position that the life runs near, the years.

use crate::model::{Category, RegionCode};

use super::dice::Dice;
use super::ordinary;
use super::town::Town;

/// How a person stands towards the city's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Works in the chains.
    Incumbent,
    /// Worked in the chains and looks for work.
    Seeker,
    /// Is enrolled.
    Student,
    /// Graduated less than three years ago and works.
    Graduate,
    /// Works in a city around.
    Outsider,
    /// Retired or free, comes for days or projects.
    Expert,
    /// A doctor of the sciences who has never stood in a plant.
    Scholar,
    /// Lives by work outside the chains.
    Ordinary,
}

/// Groups, their callings and how many of a thousand people belong to them.
const KINDS: [(Group, Option<Category>, u32); 16] = [
    (Group::Incumbent, Some(Category::Scientist), 4),
    (Group::Incumbent, Some(Category::Engineer), 85),
    (Group::Incumbent, Some(Category::MasterTechnician), 228),
    (Group::Seeker, Some(Category::Engineer), 16),
    (Group::Seeker, Some(Category::MasterTechnician), 48),
    (Group::Student, Some(Category::Youth), 115),
    (Group::Student, None, 30),
    (Group::Graduate, Some(Category::Youth), 45),
    (Group::Outsider, Some(Category::Scientist), 3),
    (Group::Outsider, Some(Category::Engineer), 42),
    (Group::Outsider, Some(Category::MasterTechnician), 35),
    (Group::Outsider, Some(Category::Youth), 12),
    (Group::Expert, Some(Category::Engineer), 9),
    (Group::Expert, Some(Category::MasterTechnician), 7),
    (Group::Scholar, None, 6),
    (Group::Ordinary, None, 315),
];

const WEIGHTS: [u32; KINDS.len()] = {
    let mut weights = [0; KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() {
        weights[at] = KINDS[at].2;
        at += 1;
    }
    weights
};

/// A life in short.
#[derive(Debug, Clone)]
pub(super) struct Persona {
    pub(super) group: Group,
    /// By whose criteria the person would be judged; `None` outside the chains.
    pub(super) calling: Option<Category>,
    /// The position that the career runs near, an index of the town; `None` outside the chains.
    pub(super) position: Option<usize>,
    /// The node worked in now, an index of the town.
    pub(super) node: Option<usize>,
    /// An occupation of production instead of the position's own, an index of the town's trades.
    pub(super) trade: Option<usize>,
    /// The row of work outside the chains.
    pub(super) ordinary: usize,
    /// Months of work so far.
    pub(super) months: i32,
    /// Of a student: how many years ago the course began.
    pub(super) class: i32,
    /// −1 below, 0 as, 1 above, 2 far above what the years would give.
    pub(super) gift: i32,
    pub(super) home: Option<RegionCode>,
    /// Works in a city around.
    pub(super) away: bool,
}

impl Persona {
    pub(super) fn draw(town: &Town, dice: &mut Dice) -> Self {
        let (group, calling, _) = KINDS[dice.weighted(&WEIGHTS)];
        let position = calling.and_then(|category| town.draw_position(at_work(group, category, dice), dice));
        // An edition without positions still has a city: its people live outside the chains.
        let (group, calling) = match (calling, position) {
            (Some(_), None) => (Group::Ordinary, None),
            _ => (group, calling),
        };
        let node = position.and_then(|index| workplace(town, index, dice));
        let technician = calling == Some(Category::MasterTechnician);
        let away = group == Group::Outsider && !town.elsewhere.is_empty();
        Self {
            group,
            calling,
            position,
            node,
            trade: position.filter(|_| technician && dice.chance(260)).and_then(|p| trade(town, p, dice)),
            ordinary: ordinary::draw(dice),
            months: months(group, calling, dice),
            class: dice.between(0, 2),
            gift: [-1, 0, 1, 2][dice.weighted(&[20, 50, 25, 5])],
            home: home(town, away, node, dice),
            away,
        }
    }

    /// Full years of work.
    pub(super) const fn years(&self) -> i32 {
        self.months / 12
    }

    pub(super) const fn studies(&self) -> bool {
        matches!(self.group, Group::Student)
    }
}

/// Young people also train for technicians' positions, and young workers stand on the lowest of them.
fn at_work(group: Group, category: Category, dice: &mut Dice) -> Category {
    let begins = matches!(group, Group::Student | Group::Graduate);
    if begins && dice.chance(400) {
        Category::MasterTechnician
    } else if begins && dice.chance(120) {
        Category::Engineer
    } else {
        category
    }
}

fn trade(town: &Town, position: usize, dice: &mut Dice) -> Option<usize> {
    dice.pick(&town.positions[position].trades).copied()
}

fn workplace(town: &Town, position: usize, dice: &mut Dice) -> Option<usize> {
    let main = dice.pick(&town.positions[position].nodes).copied()?;
    // Nodes without a position of their own have people too: they come from beside it.
    let beside = dice.chance(150).then(|| dice.pick(&town.nodes[main].linked).copied()).flatten();
    Some(beside.unwrap_or(main))
}

fn months(group: Group, calling: Option<Category>, dice: &mut Dice) -> i32 {
    let (low, high) = match (group, calling) {
        (Group::Student, _) => return 0,
        (Group::Graduate, _) | (Group::Outsider, Some(Category::Youth)) => return dice.between(2, 34),
        (Group::Expert, _) => (240, 440),
        (Group::Scholar, _) => (0, 180),
        (_, Some(Category::Scientist)) => (48, 360),
        (_, Some(Category::Engineer)) => (8, 300),
        _ => (6, 340),
    };
    // The middle of a working life is the commonest, the young outnumber the old.
    let a = dice.between(low, high);
    let b = dice.between(low, low + (high - low) * 2 / 3);
    (a + b) / 2
}

fn home(town: &Town, away: bool, node: Option<usize>, dice: &mut Dice) -> Option<RegionCode> {
    // Some work here and live in a city around: commuting is common.
    if away || dice.chance(40) {
        return dice.pick(&town.elsewhere).cloned();
    }
    let near = node.map_or(&town.districts, |node| &town.nodes[node].regions);
    let places = if near.is_empty() || dice.chance(250) { &town.districts } else { near };
    dice.pick(places).cloned()
}
