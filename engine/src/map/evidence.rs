//! Pain points counted. Two kinds of facts are behind them: people whom one limit alone keeps from an opening with seats left
//! over, as the fill plan found them; and leavings that organisations reported within `plan.left_days` before the day, which
//! count at retention where the person worked. A person counts once for a cause at a node.

use std::collections::{BTreeMap, BTreeSet};

use super::placed::{Atlas, Placed};
use super::{PainCause, PainFact, PainPoint, Sources};
use crate::fit::Brief;
use crate::matching::PositionId;
use crate::model::{Demand, EntryId, Need, NodeId, Order, Outcome, OutcomeEvent, Stage, TalentId};
use crate::plan::{Blocked, Cause};

/// Node (by the edition's order, those outside last), stage and cause.
type Key = (Option<usize>, Stage, PainCause);

/// What stands behind one cause.
#[derive(Default)]
struct Tally<'t> {
    people: BTreeSet<&'t TalentId>,
    /// Touched openings with their seats left over.
    openings: BTreeMap<PositionId, u32>,
    entries: BTreeSet<&'t EntryId>,
    facts: BTreeMap<(&'t TalentId, PositionId), f64>,
}

/// Counts what keeps seats empty: by node, stage, most people first.
pub(super) fn pain_points(sources: &Sources, atlas: &Atlas<'_>, placed: &[Placed<'_>]) -> Vec<PainPoint> {
    let mut tallies: BTreeMap<Key, Tally<'_>> = BTreeMap::new();
    for place in placed.iter().filter(|place| place.opening.count.open() > 0) {
        for blocked in &place.opening.blocked {
            for cause in causes(&blocked.cause, place.demand) {
                let tally = tallies.entry((place.node, cause.stage(), cause)).or_default();
                tally.touch(place);
                tally.count(blocked, &place.opening.id);
            }
        }
    }
    Leavings::new(sources, atlas, placed).count(&mut tallies);
    let nodes = &sources.reference().edition.nodes;
    let mut points: Vec<(Option<usize>, PainPoint)> = tallies
        .into_iter()
        .map(|((node, stage, cause), tally)| (node, tally.told(node.map(|node| nodes[node].id.clone()), stage, cause)))
        .collect();
    // Stable: equals stay in the order of their causes.
    points.sort_by_key(|(node, point)| (node.is_none(), *node, point.stage, std::cmp::Reverse(point.people)));
    points.into_iter().map(|(_, point)| point).collect()
}

/// What of a demand a cause speaks of, so that causes of several openings add up. One for each skill that nobody teaches.
fn causes(cause: &Cause, demand: Option<&Demand>) -> Vec<PainCause> {
    match cause {
        Cause::Requirement { requirement } => {
            let asked = demand.and_then(|demand| demand.requirements.get(*requirement));
            asked.map(|asked| asked_for(&asked.need)).into_iter().collect()
        }
        Cause::Untaught { skills } => skills.iter().map(|skill| PainCause::Untaught { skill: skill.clone() }).collect(),
        Cause::Left { reason } => vec![PainCause::Left { reason: *reason }],
        Cause::Bound {} => vec![PainCause::Bound {}],
        Cause::TooLate { .. } => vec![PainCause::TooLate {}],
        Cause::Pay {} => vec![PainCause::Pay {}],
        Cause::Mode {} => vec![PainCause::Mode {}],
        Cause::Place {} => vec![PainCause::Place {}],
    }
}

fn asked_for(need: &Need) -> PainCause {
    match need {
        Need::Skill { skill, text, .. } => {
            let linked = skill.as_ref().map(|skill| skill.as_str().to_owned());
            PainCause::Skill { skill: linked.or_else(|| text.clone()).unwrap_or_default() }
        }
        Need::Education { at_least } => PainCause::Education { level: at_least.clone() },
        Need::Major { any_of } => PainCause::Major { major: any_of.first().cloned() },
        Need::Title { at_least } => PainCause::Title { level: *at_least },
        Need::Grade { at_least } => PainCause::Grade { grade: *at_least },
        Need::Experience { years } => PainCause::Experience { years: *years },
        Need::Licence { licence } => PainCause::Licence { licence: licence.clone() },
    }
}

impl<'t> Tally<'t> {
    fn touch(&mut self, place: &Placed<'t>) {
        self.openings.insert(place.opening.id.clone(), place.opening.count.open());
        self.entries.extend(&place.opening.entry);
    }

    fn count(&mut self, blocked: &'t Blocked, position: &PositionId) {
        self.people.insert(&blocked.talent);
        self.facts.insert((&blocked.talent, position.clone()), blocked.fit);
    }

    fn told(self, node: Option<NodeId>, stage: Stage, cause: PainCause) -> PainPoint {
        let mut facts: Vec<PainFact> = self
            .facts
            .into_iter()
            .map(|((talent, position), fit)| PainFact { talent: talent.clone(), position, fit })
            .collect();
        // Stable: equals stay in the order of people, then positions.
        facts.sort_by(|a, b| b.fit.total_cmp(&a.fit));
        facts.truncate(PainPoint::MAX_FACTS);
        PainPoint {
            node,
            stage,
            cause,
            people: self.people.len() as u32,
            openings: self.openings.len() as u32,
            seats: self.openings.values().sum(),
            entries: self.entries.into_iter().cloned().collect(),
            facts,
        }
    }
}

/// Leavings as organisations report them, with the openings of the map.
struct Leavings<'t, 'a> {
    sources: &'t Sources,
    atlas: &'a Atlas<'t>,
    orders: BTreeMap<&'t str, &'t Order>,
    placed: BTreeMap<&'t PositionId, Placed<'t>>,
    briefs: BTreeMap<PositionId, Brief>,
}

impl<'t, 'a> Leavings<'t, 'a> {
    fn new(sources: &'t Sources, atlas: &'a Atlas<'t>, placed: &[Placed<'t>]) -> Self {
        Self {
            sources,
            atlas,
            orders: sources.orders.iter().map(|order| (order.id.as_str(), order)).collect(),
            placed: placed.iter().map(|place| (&place.opening.id, *place)).collect(),
            briefs: BTreeMap::new(),
        }
    }

    fn count(mut self, tallies: &mut BTreeMap<Key, Tally<'t>>) {
        let days = i32::from(self.sources.reference().method.plan.left_days);
        for outcome in &self.sources.outcomes {
            let OutcomeEvent::Left { reason } = outcome.event else { continue };
            if !(0..=days).contains(&self.sources.as_of.days_since(outcome.date)) {
                continue;
            }
            let Some((position, demand, entry)) = self.position(outcome) else { continue };
            let node = self.atlas.node(entry, demand.nodes.first());
            let cause = PainCause::Left { reason: Some(reason) };
            let tally = tallies.entry((node, cause.stage(), cause)).or_default();
            tally.people.insert(&outcome.talent);
            match self.placed.get(&position) {
                Some(place) => tally.touch(place),
                None => drop(tally.openings.insert(position.clone(), 0)),
            }
            if let Some(fit) = self.fit(outcome, &position, demand) {
                tally.facts.entry((&outcome.talent, position)).or_insert(fit);
            }
        }
    }

    /// Where the person worked: the order, or else the entry; the latter also where the order is gone.
    fn position(&self, outcome: &'t Outcome) -> Option<(PositionId, &'t Demand, Option<usize>)> {
        let order = outcome.order.as_ref().and_then(|id| self.orders.get(id.as_str()));
        if let Some(order) = order {
            let entry = self.atlas.entry(order.entry.as_ref().or(outcome.entry.as_ref()));
            return Some((PositionId::Order(order.id.clone()), &order.demand, entry));
        }
        let entry = self.atlas.entry(outcome.entry.as_ref())?;
        let found = &self.sources.reference().edition.entries[entry];
        Some((PositionId::Entry(found.id.clone()), &found.demand, Some(entry)))
    }

    /// The fit today of a person who may be ranked; a person who may not is counted, and not named.
    fn fit(&mut self, outcome: &Outcome, position: &PositionId, demand: &Demand) -> Option<f64> {
        let (reference, people) = (self.sources.reference(), self.sources.supply.matcher().people());
        let row = people.row(outcome.talent.as_str())?;
        let brief = self
            .briefs
            .entry(position.clone())
            .or_insert_with(|| Brief::new(demand, reference, people.dictionary(), self.sources.as_of));
        Some(brief.score(&people.facts(row), people.dictionary()))
    }
}
