//! A class written down as the record that it would be, with who takes which seats.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{Draft, sum};
use super::make::Pool;
use super::terms::Term;
use super::{CohortProposal, ServedEntry, ServedOrder};
use crate::digest::sha256;
use crate::matching::PositionId;
use crate::model::{
    Bilingual, Cohort, CohortId, CohortShare, CohortStatus, Date, EntryId, NodeId, PriorityGroup, Programme,
    TaughtSkill,
};
use crate::plan::Opening;

/// Who takes the seats of a class.
#[derive(Default)]
struct Takers {
    serves: Vec<ServedOrder>,
    catalog: Vec<ServedEntry>,
    positions: BTreeSet<EntryId>,
    nodes: BTreeMap<NodeId, u32>,
}

impl Pool<'_> {
    /// Drafts as proposals: those of most value first. Ids on record are left to their classes.
    pub(super) fn proposals(&self, drafts: &[Draft]) -> Vec<CohortProposal> {
        let mut taken: BTreeSet<CohortId> = self.training.cohorts.iter().map(|cohort| cohort.id.clone()).collect();
        let written = drafts.iter().filter_map(|draft| self.proposal(draft, &mut taken));
        let mut proposals: Vec<CohortProposal> = written.collect();
        proposals.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.cohort.id.cmp(&b.cohort.id)));
        proposals
    }

    fn proposal(&self, draft: &Draft, taken: &mut BTreeSet<CohortId>) -> Option<CohortProposal> {
        let (number, term) = *self.roles.get(draft.carrier)?;
        let takers = self.takers(draft);
        let id = id(self.programme(number), term.start, taken)?;
        let modules = draft.lessons.iter().filter_map(|lesson| self.judge.told(lesson)).collect();
        let cohort = cohort(self.programme(number), &term, id, &takers, modules).checked().ok()?;
        taken.insert(cohort.id.clone());
        Some(CohortProposal {
            cohort,
            hours: u16::try_from(sum(&draft.lessons)).unwrap_or(u16::MAX),
            transfer: self.transfer(draft),
            value: draft.value,
            nodes: takers.nodes(),
            serves: takers.serves,
            catalog: takers.catalog,
        })
    }

    fn takers(&self, draft: &Draft) -> Takers {
        let mut takers = Takers::default();
        for seats in &draft.seats {
            let asked = &self.judge.asked[seats.opening];
            // No form of class has more than `Cohort::MAX_SEATS`.
            let count = u16::try_from(seats.count).unwrap_or(u16::MAX);
            takers.positions.extend(asked.opening.entry.clone());
            if let Some(node) = self.node(asked.opening) {
                *takers.nodes.entry(node.clone()).or_default() += seats.count;
            }
            match (&asked.opening.id, &asked.opening.organisation) {
                (PositionId::Order(order), Some(enterprise)) => takers.serves.push(ServedOrder {
                    order: order.clone(),
                    enterprise: enterprise.clone(),
                    seats: count,
                    due: asked.due,
                    fit: seats.fit,
                    without_modules: seats.without,
                }),
                (PositionId::Entry(entry), _) => {
                    takers.catalog.push(ServedEntry { entry: entry.clone(), seats: count, fit: seats.fit });
                }
                (PositionId::Order(_), None) => {}
            }
        }
        takers.serves.sort_by(|a, b| a.order.cmp(&b.order));
        takers.catalog.sort_by(|a, b| a.entry.cmp(&b.entry));
        takers
    }

    /// The node at which an opening counts on the map: that of its entry, or else the first that it names.
    pub(super) fn node<'o>(&'o self, opening: &'o Opening) -> Option<&'o NodeId> {
        let edition = &self.supply.matcher().reference().edition;
        edition.node_of(opening.entry.as_ref(), &opening.demand)
    }
}

impl Takers {
    /// Most seats first, then by id.
    fn nodes(&self) -> Vec<NodeId> {
        let mut nodes: Vec<(&NodeId, &u32)> = self.nodes.iter().collect();
        nodes.sort_by_key(|(_, seats)| std::cmp::Reverse(**seats));
        nodes.into_iter().map(|(node, _)| node.clone()).collect()
    }
}

fn cohort(programme: &Programme, term: &Term<'_>, id: CohortId, takers: &Takers, modules: Vec<TaughtSkill>) -> Cohort {
    let share = |served: &ServedOrder| CohortShare {
        enterprise: served.enterprise.clone(),
        order: Some(served.order.clone()),
        seats: served.seats,
    };
    let ordered = takers.serves.iter().map(|served| served.seats);
    let pupils = vec![PriorityGroup::Programme, PriorityGroup::College];
    Cohort {
        id,
        programme: programme.id.clone(),
        college: programme.college.clone(),
        name: name(&programme.name, term.start),
        form: term.form,
        positions: takers.positions.iter().cloned().collect(),
        shares: takers.serves.iter().map(share).collect(),
        modules,
        agreements: Vec::new(),
        priorities: if term.values.pupils { pupils } else { vec![PriorityGroup::Employees] },
        seats_min: term.values.seats[0],
        seats_max: ordered.chain(takers.catalog.iter().map(|served| served.seats)).fold(0, u16::saturating_add),
        start: term.start,
        ready: term.ready,
        status: CohortStatus::Proposed,
        synthetic: programme.synthetic,
    }
}

/// The first id of a programme's classes from a day on that is free; a digest stands for an id that would be too long.
fn id(programme: &Programme, start: Date, taken: &BTreeSet<CohortId>) -> Option<CohortId> {
    let numbered = |number: usize| {
        let id = programme.id.as_str();
        let own = CohortId::new(format!("POOL-{id}-{start}-{number}"));
        own.or_else(|_| CohortId::new(format!("POOL-{}-{start}-{number}", &sha256(id.as_bytes())[..16]))).ok()
    };
    (1..=taken.len() + 1).filter_map(numbered).find(|id| !taken.contains(id))
}

/// The programme's name with the start of the class.
fn name(programme: &Bilingual, start: Date) -> Bilingual {
    let (year, month) = (start.year(), start.month().number() % 12 + 1);
    let (zh, en) = (&programme.zh, &programme.en);
    let named = Bilingual::new(format!("{zh}定制班（{year}年{month}月）"), format!("{en}: class of {year}-{month:02}"));
    named.unwrap_or_else(|_| programme.clone())
}
