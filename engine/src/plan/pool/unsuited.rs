//! Why an order fits no class: told of the programme that comes nearest.

use std::collections::BTreeMap;

use super::judge::{Asked, Verdict};
use super::make::{Pool, suits_term};
use super::pack::{Left, gather};
use super::problem::Class;
use super::{Unpooled, Unsuited};
use crate::matching::PositionId;
use crate::model::{OrderId, ProgrammeId};

/// Orders with seats that no proposal serves, by id.
pub(super) fn unpooled(pool: &Pool<'_>, served: &BTreeMap<&OrderId, u32>, left: &Left) -> Vec<Unpooled> {
    let mut unpooled: Vec<Unpooled> = Vec::new();
    for (number, asked) in pool.judge.asked.iter().enumerate() {
        let (PositionId::Order(order), Some(enterprise)) = (&asked.opening.id, &asked.opening.organisation) else {
            continue;
        };
        let seats = asked.left.saturating_sub(served.get(order).copied().unwrap_or_default());
        if seats > 0 {
            unpooled.push(Unpooled {
                order: order.clone(),
                enterprise: enterprise.clone(),
                node: pool.node(asked.opening).cloned(),
                seats: u16::try_from(seats).unwrap_or(u16::MAX),
                why: pool.why(number, asked, left),
            });
        }
    }
    unpooled.sort_by(|a, b| a.order.cmp(&b.order));
    unpooled
}

impl Pool<'_> {
    fn why(&self, number: usize, asked: &Asked<'_>, left: &Left) -> Unsuited {
        let category = asked.opening.demand.category;
        let held: Vec<_> = self.terms.iter().filter(|term| term.values.categories.contains(&category)).collect();
        let earliest = held.iter().map(|term| term.ready).min();
        match earliest {
            _ if !asked.here => Unsuited::Elsewhere {},
            None => Unsuited::Category { category },
            Some(earliest) if earliest > asked.due => Unsuited::TooSoon { earliest },
            Some(_) => self.carried(number, left).unwrap_or_else(|| self.nearest(number, asked)),
        }
    }

    /// What became of the carriers that suit an opening; none where none does.
    fn carried(&self, number: usize, left: &Left) -> Option<Unsuited> {
        let problem = &self.problem;
        let suiting = problem.carriers.iter().enumerate();
        let suiting = suiting.filter(|(_, carrier)| carrier.suits.iter().any(|suit| suit.opening == number));
        let suiting: Vec<usize> = suiting.map(|(at, _)| at).collect();
        let programme = |carrier: usize| self.programme(self.roles[carrier].0).id.clone();
        let room =
            |carrier: &&usize| left.groups[problem.carriers[**carrier].group] >= problem.carriers[**carrier].seats[0];
        let first = *suiting.first()?;
        let open: Vec<usize> = suiting.iter().filter(room).copied().collect();
        let gathered = open.into_iter().map(|carrier| gather(problem, carrier, left));
        let near = |class: &Class| (problem.holds(class), class.seats(), std::cmp::Reverse(class.carrier));
        let Some(class) = gathered.max_by_key(near) else {
            return Some(Unsuited::Full { programme: programme(first) });
        };
        let (programme, least) = (programme(class.carrier), &self.roles[class.carrier].1.values);
        Some(if problem.lacks(&class) {
            let (seats, enterprises) = (Some(class.seats()), Some(problem.firms(&class).len() as u32));
            let [least, least_enterprises] = [least.seats[0], least.enterprises[0]];
            Unsuited::TooFew { programme, seats, least, enterprises, least_enterprises }
        } else {
            Unsuited::Unworthy { programme }
        })
    }

    /// What keeps the programme that comes nearest: hours, then untaught skills, then the fit, then what is no skill.
    fn nearest(&self, number: usize, asked: &Asked<'_>) -> Unsuited {
        let most = self.terms.iter().filter(|term| suits_term(asked, term)).map(|term| term.values.hours).max();
        let verdicts = self.verdicts.iter().zip(self.training.programmes);
        let verdicts = verdicts.flat_map(|(kinds, programme)| kinds.iter().map(|kind| (kind, &programme.id)));
        let why = verdicts.filter_map(|(verdicts, programme)| {
            Some(why(verdicts.get(number)?.as_ref()?, programme, most.unwrap_or_default(), self.values().least_fit))
        });
        let best = why.min_by(|(_, a), (_, b)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        best.map_or(Unsuited::Category { category: asked.opening.demand.category }, |(why, _)| why)
    }
}

/// Why a programme does not serve an opening, and how far it is from it: by kind, then by measure.
fn why(verdict: &Verdict, programme: &ProgrammeId, most: u16, least: f64) -> (Unsuited, (u8, f64)) {
    let programme = programme.clone();
    match verdict {
        Verdict::Suits(suit) => {
            let hours = suit.lessons.iter().map(|lesson| lesson.hours).fold(0, u16::saturating_add);
            if hours > most {
                (Unsuited::TooLong { programme, hours, most }, (1, hours.into()))
            } else {
                (Unsuited::Full { programme }, (0, 0.0))
            }
        }
        Verdict::Untaught { skills, fit } => (Unsuited::Untaught { programme, skills: skills.clone() }, (2, -fit)),
        Verdict::TooFar { fit } => (Unsuited::TooFar { programme, fit: *fit, least }, (3, -fit)),
        Verdict::Barred { requirement } => (Unsuited::Barred { requirement: *requirement }, (4, *requirement as f64)),
    }
}
