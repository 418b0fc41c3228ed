//! The demand side: openings compiled once for the graduates of all programmes, summed to positions and nodes.

use std::collections::{BTreeMap, BTreeSet};

use super::skill::Key;
use crate::fit::{Brief, Dictionary, FactsBuf};
use crate::map::Sources;
use crate::matching::PositionId;
use crate::model::{
    Bilingual, Category, ChainId, CohortForm, Date, Demand, EntryId, Need, NodeId, OrganisationId, SkillId,
};
use crate::plan::{FillPlan, Opening, due, graduate};
use crate::reference::Reference;

/// A position that is asked for: an entry with the orders that belong to it, or an order that belongs to none.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Position {
    /// The entry or order.
    pub id: PositionId,
    /// Its name.
    pub title: Bilingual,
    /// The category.
    pub category: Category,
    /// The main node; none for demand from outside the chains.
    pub node: Option<NodeId>,
    /// Seats to be filled.
    pub seats: u32,
    /// What its seats weigh together: `Σ seats · (1 + due · d + gap · g)`.
    pub weight: f64,
    /// What makes it urgent.
    pub urgency: Urgency,
    /// Orders in it; absent where it is withheld who orders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<u32>,
    /// Enterprises behind those; absent with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enterprises: Option<u32>,
}

/// What makes seats urgent.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Urgency {
    /// The first day by which a seat is to be filled.
    pub due: Date,
    /// Seats that the plan leaves over; none where no plan tells.
    pub gap: Option<u32>,
    /// Weight of a seat in the mean, 1 or more.
    pub factor: f64,
}

/// A node at which something is asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NodeDemand {
    /// The node.
    pub node: NodeId,
    /// Its name.
    pub name: Bilingual,
    /// Its chain.
    pub chain: ChainId,
    /// Seats to be filled at it.
    pub seats: u32,
    /// What they weigh.
    pub weight: f64,
}

/// One skill asked in an opening.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    /// Its place in [`Board::keys`].
    pub(super) key: usize,
    /// `a_i/Σa`.
    pub(super) share: f64,
}

/// An opening, compiled.
pub(super) struct Asked<'o> {
    pub(super) opening: &'o Opening,
    pub(super) brief: Brief,
    /// In the order of the brief's rows.
    pub(super) rows: Vec<Share>,
    /// Every skill that earns something, by number, and whether it is one that is asked for.
    earning: Vec<(u32, bool)>,
    /// `seats · factor`.
    pub(super) weight: f64,
    due: Date,
    gap: Option<u32>,
    /// Its place in [`Board::positions`].
    pub(super) position: usize,
}

impl Asked<'_> {
    /// Skills that earn something here, by number.
    pub(super) fn earning(&self) -> impl Iterator<Item = u32> + '_ {
        self.earning.iter().map(|(skill, _)| *skill)
    }

    /// Whether a skill is asked for itself; none where it earns nothing.
    pub(super) fn earns(&self, skill: u32) -> Option<bool> {
        let at = self.earning.binary_search_by_key(&skill, |(skill, _)| *skill).ok()?;
        Some(self.earning[at].1)
    }
}

/// All demand, ready to be held against programmes.
pub(super) struct Board<'o> {
    pub(super) reference: &'o Reference,
    pub(super) dictionary: Dictionary,
    pub(super) keys: Vec<Key>,
    pub(super) asked: Vec<Asked<'o>>,
    /// Openings of each position.
    pub(super) positions: Vec<Vec<usize>>,
    /// Openings at each node, by node.
    pub(super) nodes: Vec<(NodeId, Vec<usize>)>,
    /// Whether openings do not say who orders: nothing is counted of that, which is not none.
    pub(super) guarded: bool,
}

impl<'o> Board<'o> {
    /// Compiles openings for the graduates of the programmes, in whose order these come beside it.
    pub(super) fn new(
        sources: &'o Sources,
        openings: &'o [Opening],
        plan: Option<&FillPlan>,
        guarded: bool,
    ) -> (Self, Vec<FactsBuf>) {
        let (reference, as_of) = (sources.reference(), sources.as_of);
        let mut dictionary = Dictionary::default();
        let graduates = sources.programmes.iter().map(|programme| {
            FactsBuf::of(&graduate(programme, &[], CohortForm::OrderClass, as_of, reference), &mut dictionary)
        });
        let graduates = graduates.collect();
        let keys: BTreeSet<Key> = openings.iter().flat_map(|opening| keys(&opening.demand)).collect();
        let keys: Vec<Key> = keys.into_iter().collect();
        keys.iter().filter_map(Key::skill).for_each(|skill| {
            dictionary.skill(&skill);
        });
        let gaps: BTreeMap<&PositionId, u32> =
            plan.iter().flat_map(|plan| &plan.openings).map(|filled| (&filled.id, filled.count.open())).collect();
        let mut openings: Vec<&Opening> = openings.iter().collect();
        openings.sort_by(|a, b| a.id.cmp(&b.id));
        let places = places(&openings);
        let asked = openings.iter().zip(&places).map(|(opening, position)| {
            // A plan of another day may leave more seats over than there are.
            let gap = gaps.get(&opening.id).map(|gap| opening.seats.min(*gap));
            asked(opening, *position, gap, &keys, (reference, &dictionary, as_of))
        });
        let asked: Vec<Asked<'_>> = asked.collect();
        let count = places.iter().max().map_or(0, |last| last + 1);
        let mut positions = vec![Vec::new(); count];
        let mut nodes: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (at, asked) in asked.iter().enumerate() {
            positions[asked.position].push(at);
            if let Some(node) = asked.opening.demand.nodes.first() {
                nodes.entry(node.clone()).or_default().push(at);
            }
        }
        let nodes = nodes.into_iter().collect();
        (Self { reference, dictionary, keys, asked, positions, nodes, guarded }, graduates)
    }

    /// Whether an opening is open to graduates: by the share of its skills that is taught, or by their fit.
    pub(super) fn is_open(&self, taught: Option<f64>, passes: bool, fit: f64) -> bool {
        let method = &self.reference.method;
        taught.is_some_and(|taught| taught >= method.alignment.aligned) || (passes && fit >= method.thresholds.ready)
    }

    /// The id of a position: the entry that its openings count for, else the order.
    pub(super) fn position_id(&self, position: usize) -> PositionId {
        position_id(self.asked[self.positions[position][0]].opening)
    }

    pub(super) fn told_positions(&self) -> Vec<Position> {
        (0..self.positions.len()).map(|position| self.told_position(position)).collect()
    }

    fn told_position(&self, position: usize) -> Position {
        let of = || self.positions[position].iter().map(|&at| &self.asked[at]);
        let id = self.position_id(position);
        let entry = |id: &EntryId| self.reference.edition.entries.iter().find(|entry| entry.id == *id);
        let first = &self.asked[self.positions[position][0]];
        let listed = match &id {
            PositionId::Entry(id) => entry(id).map(|entry| &entry.demand),
            PositionId::Order(_) => None,
        };
        let demand = listed.unwrap_or(&first.opening.demand);
        let (seats, weight) =
            (of().map(|asked| asked.opening.seats).sum(), of().map(|asked| asked.weight).sum::<f64>());
        let firms = || of().filter_map(|asked| asked.opening.organisation.as_ref());
        let told = |count: usize| (!self.guarded).then_some(count as u32);
        Position {
            title: demand.title.clone(),
            category: demand.category,
            node: demand.nodes.first().cloned(),
            seats,
            weight,
            urgency: Urgency {
                due: of().map(|asked| asked.due).fold(first.due, Date::min),
                gap: of().map(|asked| asked.gap).sum(),
                factor: weight / f64::from(seats),
            },
            orders: told(firms().count()),
            enterprises: told(firms().collect::<BTreeSet<&OrganisationId>>().len()),
            id,
        }
    }

    pub(super) fn told_nodes(&self) -> Vec<NodeDemand> {
        let told = |(id, openings): &(NodeId, Vec<usize>)| {
            let node = self.reference.edition.nodes.iter().find(|node| node.id == *id)?;
            Some(NodeDemand {
                node: id.clone(),
                name: node.name.clone(),
                chain: node.chain.clone(),
                seats: openings.iter().map(|&at| self.asked[at].opening.seats).sum(),
                weight: openings.iter().map(|&at| self.asked[at].weight).sum(),
            })
        };
        self.nodes.iter().filter_map(told).collect()
    }
}

/// The id of the position that an opening counts for.
fn position_id(opening: &Opening) -> PositionId {
    opening.entry.clone().map_or_else(|| opening.id.clone(), PositionId::Entry)
}

/// The place of each opening's position among all, by id.
fn places(openings: &[&Opening]) -> Vec<usize> {
    let ids: BTreeSet<PositionId> = openings.iter().map(|opening| position_id(opening)).collect();
    let places: BTreeMap<&PositionId, usize> = ids.iter().zip(0..).collect();
    openings.iter().map(|opening| places[&position_id(opening)]).collect()
}

/// The skills that a demand asks for, in its order: as many as a brief has rows.
fn keys(demand: &Demand) -> impl Iterator<Item = Key> + '_ {
    let asked = demand.requirements.iter().take(Demand::MAX_REQUIREMENTS);
    asked.filter_map(|requirement| {
        let Need::Skill { skill, text, level } = &requirement.need else { return None };
        let name = skill.as_ref().map_or_else(|| text.clone().unwrap_or_default(), ToString::to_string);
        let required = requirement.hardness.gates();
        Some(Key { name, known: skill.is_some(), asked: level.get(), required })
    })
}

/// Skills of the vocabulary that a demand asks for.
pub(super) fn skills(demand: &Demand) -> impl Iterator<Item = &SkillId> {
    demand
        .requirements
        .iter()
        .filter_map(|asked| if let Need::Skill { skill, .. } = &asked.need { skill.as_ref() } else { None })
}

fn asked<'o>(
    opening: &'o Opening,
    position: usize,
    gap: Option<u32>,
    all: &[Key],
    (reference, dictionary, as_of): (&Reference, &Dictionary, Date),
) -> Asked<'o> {
    let method = &reference.method;
    let brief = Brief::new(&opening.demand, reference, dictionary, as_of);
    let total: f64 = brief.rows().map(|row| row.weight).sum();
    let row = |(key, row): (Key, crate::fit::WantedRow)| {
        let key = all.binary_search(&key).ok()?;
        (total > 0.0).then(|| Share { key, share: row.weight / total })
    };
    let rows = keys(&opening.demand).zip(brief.rows()).filter_map(row).collect();
    let due = due(&opening.demand, method, as_of);
    let horizon = f64::from(method.plan.horizon_days);
    let near = (1.0 - f64::from(due.days_since(as_of)) / horizon).clamp(0.0, 1.0);
    let short = gap.map_or(0.0, |gap| f64::from(gap) / f64::from(opening.seats.max(1)));
    let factor = 1.0 + method.alignment.due * near + method.alignment.gap * short;
    let mut earning: Vec<(u32, bool)> = brief.wanted().map(|wanted| (wanted.skill, wanted.exact)).collect();
    earning.sort_unstable_by_key(|(skill, exact)| (*skill, !exact));
    earning.dedup_by_key(|(skill, _)| *skill);
    Asked { opening, brief, rows, earning, weight: f64::from(opening.seats) * factor, due, gap, position }
}
