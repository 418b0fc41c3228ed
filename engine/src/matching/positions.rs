//! Positions for a person: every entry and every order in force is judged; they are few beside people.

use std::collections::BTreeMap;

use super::top::Top;
use super::{Candidate, Excluded, Matcher, PositionId, Question, Ranking, Sort};
use crate::fit::{Brief, Dictionary, FactsBuf, ReachBrief};
use crate::model::{Date, Demand, Edition, Order, OrderId, Profile};

/// Entries of the edition and orders of enterprises.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions {
    all: BTreeMap<PositionId, Position>,
}

#[derive(Debug, Clone)]
struct Position {
    demand: Demand,
    valid_until: Option<Date>,
}

impl Positions {
    pub(super) fn of(edition: &Edition) -> Self {
        let entry = |entry: &crate::model::Entry| {
            let position = Position { demand: entry.demand.clone(), valid_until: None };
            (PositionId::Entry(entry.id.clone()), position)
        };
        Self { all: edition.entries.iter().map(entry).collect() }
    }

    pub(super) fn upsert(&mut self, order: &Order) {
        if !order.status.is_live() {
            self.delete(&order.id);
            return;
        }
        let position = Position { demand: order.demand.clone(), valid_until: order.valid_until };
        self.all.insert(PositionId::Order(order.id.clone()), position);
    }

    pub(super) fn delete(&mut self, id: &OrderId) -> bool {
        self.all.remove(&PositionId::Order(id.clone())).is_some()
    }

    fn in_force(&self, as_of: Date) -> impl Iterator<Item = (&PositionId, &Demand)> {
        let open = move |position: &&Position| position.valid_until.is_none_or(|last| as_of <= last);
        self.all.iter().filter_map(move |(id, position)| Some((id, &Some(position).filter(open)?.demand)))
    }
}

impl Matcher {
    /// The best positions for a person, known to the matcher or not. Positions that the person is barred from by a gate
    /// are not among them; `excluded` tells how many they are. A person who does not allow ranking gets none.
    #[must_use]
    pub fn positions(&self, profile: &Profile, question: &Question) -> Ranking<PositionId> {
        let mut dictionary = Dictionary::default();
        let facts = FactsBuf::of(profile, &mut dictionary);
        let facts = facts.view();
        let (mut total, mut barred) = (0, 0);
        let mut judged = Vec::new();
        let mut top = Top::new(question.top.get());
        for (id, demand) in self.positions.in_force(question.as_of).filter(|_| profile.consent.ranking) {
            total += 1;
            let brief = Brief::new(demand, &self.reference, &dictionary, question.as_of);
            if brief.gate(&facts).failed != 0 {
                barred += 1;
                continue;
            }
            let reach = ReachBrief::new(demand, &self.reference, &dictionary);
            let reached = if question.sort == Sort::Fit { 0.0 } else { reach.score(&facts, &dictionary) };
            let key = question.sort.key(brief.score(&facts, &dictionary), reached);
            top.offer(key, judged.len() as u32, || id);
            judged.push((brief, reach));
        }
        let place = |place: super::top::Place<&PositionId>| {
            let (brief, reach) = &judged[place.row as usize];
            Candidate::told(place.id.clone(), place.key, brief, reach, &facts, &dictionary, question.explain)
        };
        let excluded = question.count.then(|| Excluded { total: barred, by_requirement: Vec::new() });
        let items = top.into_places().into_iter().map(place).collect();
        self.ranking(items, excluded, total, super::walk::Effort { examined: total, scored: judged.len() })
    }
}
