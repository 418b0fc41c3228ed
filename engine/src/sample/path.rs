//! What somebody did after a class: with whom the work began, and how long it lasted.

use crate::model::{Date, Post};

use super::career::ranked;
use super::dice::Dice;
use super::firm::Firm;
use super::seated::Class;
use super::town::{Town, first_of};

/// Of a thousand graduates: who begins with a firm that has a share, with another of the city, elsewhere; of the others
/// nobody tells anything.
const WITH: [u32; 4] = [660, 160, 70, 110];
/// Of a thousand who began here, how many leave within a year.
const LEAVING: u32 = 240;

/// A time of work after a class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'t> {
    /// Where the work is; none where nobody tells anything.
    pub(super) work: Option<Work<'t>>,
    /// Whether the work is in a city around: then the college tells of it.
    pub(super) away: bool,
    /// The first day.
    pub(super) from: Date,
    /// The day of leaving, where somebody left.
    pub(super) until: Option<Date>,
}

/// Where somebody works.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'t> {
    pub(super) firm: &'t Firm,
    /// The node of the firm and the position, as indexes of the town.
    node: usize,
    pub(super) position: usize,
}

impl<'t> Path<'t> {
    pub(super) fn draw(town: &'t Town, class: &Class, dice: &mut Dice) -> Self {
        let ready = class.cohort.ready.month();
        let (with, began) = (dice.weighted(&WITH), ready.plus(dice.between(0, 2)));
        let until = Some(began.plus(dice.between(2, 11))).filter(|_| dice.chance(LEAVING));
        let from = first_of(began).filter(|from| *from <= town.as_of);
        let work = dice.pick(&class.positions).and_then(|&position| match with {
            0 => with_share(town, class, position, dice),
            1 => elsewhere(town, position, false, dice),
            2 => elsewhere(town, position, true, dice),
            _ => None,
        });
        Self {
            work: work.filter(|_| from.is_some()),
            away: with == 2,
            from: from.unwrap_or(town.as_of),
            until: until.and_then(first_of).filter(|until| with != 2 && *until <= town.as_of),
        }
    }

    /// The post as the record has it.
    pub(super) fn post(&self, town: &Town) -> Option<Post> {
        let work = self.work?;
        let position = &town.positions[work.position];
        Some(Post {
            title: ranked(&position.stem, Some(position.entry.demand.category), 1),
            occupation: position.occupation.clone(),
            node: Some(town.nodes[work.node].id.clone()),
            employer: Some(work.firm.enterprise.name.zh.clone()),
            region: Some(work.firm.region.clone()),
            start: Some(self.from.month()),
            end: self.until.map(|until| until.month().plus(-1)),
        })
    }
}

/// With one of the firms that have a share; with another of the city where none has.
fn with_share<'t>(town: &'t Town, class: &Class, position: usize, dice: &mut Dice) -> Option<Work<'t>> {
    let Some(share) = dice.pick(&class.cohort.shares) else { return elsewhere(town, position, false, dice) };
    let firms =
        town.nodes.iter().enumerate().flat_map(|(node, place)| place.firms.iter().map(move |firm| (node, firm)));
    let (node, firm) = firms.into_iter().find(|(_, firm)| firm.enterprise.id == share.enterprise)?;
    Some(Work { firm, node, position })
}

/// With a firm of the position's node, here or in a city around.
fn elsewhere<'t>(town: &'t Town, position: usize, away: bool, dice: &mut Dice) -> Option<Work<'t>> {
    let node = *dice.pick(&town.positions[position].nodes)?;
    let place = &town.nodes[node];
    let firm = dice.pick(if away { &place.firms_elsewhere } else { &place.firms })?;
    Some(Work { firm, node, position })
}
