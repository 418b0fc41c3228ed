//! Pooling as a college or an enterprise is told it: the classes that concern it, without what would tell of the orders of
//! others.
//!
//! A college gets the classes of its programmes; an enterprise those in which orders of its own sit, with their seats, and
//! why others of its own fit none. Of the other enterprises' orders in a class the sum is told where [`MIN_ORGANISATIONS`]
//! of them stand behind it. With fewer nothing is told that their seats follow from: neither how many a class fills (the
//! bounds of its form stand there, which the method tells everybody) nor how many of these are for the catalog. A class of
//! nobody else's orders looks the same. A position or a node is named where the reader's orders, the catalog's demand or so
//! many enterprises stand behind it. What a class is worth, and the sums of the whole pooling, are told to neither.
//!
//! How the map moves by these classes is told by the same measure ([`SeenMap`]), and so is a class once it is on record
//! ([`SharedCohort`]).

mod moved;
mod shared;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use moved::SeenMap;
pub use shared::{SeenCohort, SharedCohort};

use super::Sources;
use crate::demand::MIN_ORGANISATIONS;
use crate::method::PoolValues;
use crate::model::{
    Bilingual, Cohort, CohortForm, CohortId, Date, EntryId, NodeId, Order, OrderId, OrganisationId, PoolReader,
    PriorityGroup, ProgrammeId, SkillId, TaughtSkill,
};
use crate::plan::{CohortProposal, Pooling, ServedOrder, Unpooled, Unsuited};

/// Pooling as its reader is told it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenPooling {
    /// The day for which it is made.
    pub as_of: Date,
    /// Fewest enterprises in a sum of others.
    pub min_organisations: usize,
    /// Classes that concern the reader, by id.
    pub proposals: Vec<SeenProposal>,
    /// An enterprise's own orders with seats that fit no class, by id; without the seats of others, where too few came
    /// together.
    pub unpooled: Vec<Unpooled>,
}

/// A proposed class as its reader is told it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenProposal {
    /// The id that the class would have.
    pub id: CohortId,
    /// The programme that it would be a class of.
    pub programme: ProgrammeId,
    /// Who would teach.
    pub college: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// Its form.
    pub form: CohortForm,
    /// Positions that it is for, as far as they may be named.
    pub positions: Vec<EntryId>,
    /// Nodes at which its seats count, as far as they may be named; by id.
    pub nodes: Vec<NodeId>,
    /// What is added to the programme.
    pub modules: Vec<TaughtSkill>,
    /// Hours added.
    pub hours: u16,
    /// Who comes first to its seats.
    pub priorities: Vec<PriorityGroup>,
    /// Fewest seats for which a class of its form is held.
    pub seats_min: u16,
    /// Most seats of a class of its form.
    pub seats_max: u16,
    /// First day of teaching.
    pub start: Date,
    /// The day from which its people can work.
    pub ready: Date,
    /// The reader's own orders that it serves, by id; a college has none.
    pub own: Vec<ServedOrder>,
    /// Everybody else's together; none where they are too few.
    pub others: Option<OthersSeats>,
    /// How far beyond one firm it leads.
    pub transfer: SeenTransfer,
    /// Whether it was made up for demonstration.
    pub synthetic: bool,
}

/// What other enterprises take of a class, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OthersSeats {
    /// Their seats. How many they are is not told: as many seats as enterprises would be one each.
    pub seats: u32,
    /// Seats of the class beyond orders, for the catalog's demand.
    pub catalog: u32,
}

/// How far beyond one firm a class leads, as its reader is told it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenTransfer {
    /// Positions of the catalog that its graduates suit, whoever asks.
    pub positions: u32,
    /// Enterprises with an order that its graduates suit; none where those beside the reader are too few.
    pub enterprises: Option<u32>,
    /// Share of the added hours that the catalog or more than one enterprise asks for, 0 to 1; 1 where nothing is added.
    pub share: f64,
    /// Added skills that one enterprise alone asks for, by id.
    pub tied: Vec<SkillId>,
    /// Whose the added hours are, where more of them than the method's `pool.tied_share` are asked for by one alone.
    pub tied_to: Option<TiedTo>,
}

/// To whom a class is tied, without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TiedTo {
    /// The reader.
    Reader,
    /// Another enterprise.
    Another,
}

/// Whether so many enterprises may not be told of: some, and too few.
fn few(enterprises: &BTreeSet<&OrganisationId>) -> bool {
    (1..MIN_ORGANISATIONS).contains(&enterprises.len())
}

impl SeenPooling {
    /// What a reader is told of a pooling of these sources.
    #[must_use]
    pub fn of(sources: &Sources, pooling: &Pooling, reader: &PoolReader) -> Self {
        let Pooling { as_of, proposals, unpooled, .. } = pooling.clone().filtered(&reader.into());
        let telling = Telling::new(sources, reader);
        let mut told: Vec<SeenProposal> = proposals.iter().map(|proposal| telling.proposal(proposal)).collect();
        // Their order is that of what they are worth, which seats of others are part of.
        told.sort_by(|a, b| a.id.cmp(&b.id));
        let unpooled = unpooled.into_iter().map(alone).collect();
        Self { as_of, min_organisations: MIN_ORGANISATIONS, proposals: told, unpooled }
    }
}

/// An order that fits no class, without what of others came together with it: neither how many, nor which of the two lacks.
fn alone(mut order: Unpooled) -> Unpooled {
    if let Unsuited::TooFew { seats, enterprises, .. } = &mut order.why {
        (*seats, *enterprises) = (None, None);
    }
    order
}

/// What is told of classes to one reader.
struct Telling<'s> {
    sources: &'s Sources,
    orders: BTreeMap<&'s OrderId, &'s Order>,
    reader: &'s PoolReader,
}

impl<'s> Telling<'s> {
    fn new(sources: &'s Sources, reader: &'s PoolReader) -> Self {
        let orders = sources.orders.iter().map(|order| (&order.id, order)).collect();
        Self { sources, orders, reader }
    }

    fn values(&self) -> &'s PoolValues {
        &self.sources.reference().method.pool
    }

    /// The node at which an order counts on the map.
    fn node(&self, order: &OrderId) -> Option<&'s NodeId> {
        let order = self.orders.get(order)?;
        self.sources.reference().edition.node_of(order.entry.as_ref(), &order.demand)
    }

    /// Orders of a class that are not the reader's.
    fn others<'p>(&self, proposal: &'p CohortProposal) -> impl Iterator<Item = &'p ServedOrder> {
        proposal.serves.iter().filter(|served| !self.reader.is(&served.enterprise))
    }

    fn proposal(&self, proposal: &CohortProposal) -> SeenProposal {
        let CohortProposal { cohort, serves, hours, .. } = proposal.clone();
        let (positions, nodes) = self.places(proposal);
        let Cohort { id, programme, college, name, form, modules, priorities, start, ready, synthetic, .. } = cohort;
        let [seats_min, seats_max] = self.values().form(form).seats;
        SeenProposal {
            id,
            programme,
            college,
            name,
            form,
            positions,
            nodes,
            modules,
            hours,
            priorities,
            seats_min,
            seats_max,
            start,
            ready,
            own: serves.into_iter().filter(|served| self.reader.is(&served.enterprise)).collect(),
            others: self.sum(proposal),
            transfer: self.transfer(proposal),
            synthetic,
        }
    }

    fn sum(&self, proposal: &CohortProposal) -> Option<OthersSeats> {
        let enterprises: BTreeSet<_> = self.others(proposal).map(|served| &served.enterprise).collect();
        (enterprises.len() >= MIN_ORGANISATIONS).then(|| OthersSeats {
            seats: self.others(proposal).map(|served| u32::from(served.seats)).sum(),
            catalog: proposal.catalog.iter().map(|served| u32::from(served.seats)).sum(),
        })
    }

    /// Positions and nodes of a class that may be named.
    fn places(&self, proposal: &CohortProposal) -> (Vec<EntryId>, Vec<NodeId>) {
        let edition = &self.sources.reference().edition;
        let entry = |served: &ServedOrder| self.orders.get(&served.order).and_then(|order| order.entry.as_ref());
        let catalog = || proposal.catalog.iter().map(|served| &served.entry);
        let node = |entry: &EntryId| edition.entries.iter().find(|held| held.id == *entry)?.demand.nodes.first();
        let positions = self.named(proposal, catalog().collect(), entry);
        let nodes = self.named(proposal, catalog().filter_map(node).collect(), |served| self.node(&served.order));
        let known = |position: &&EntryId| positions.contains(*position);
        let positions = proposal.cohort.positions.iter().filter(known).cloned().collect();
        (positions, nodes.into_iter().cloned().collect())
    }

    /// Places of the catalog's demand, of the reader's orders, and of enough others.
    fn named<'n, P: Ord>(
        &self,
        proposal: &CohortProposal,
        catalog: BTreeSet<&'n P>,
        place: impl Fn(&ServedOrder) -> Option<&'n P>,
    ) -> BTreeSet<&'n P> {
        let mut behind: BTreeMap<&P, BTreeSet<&OrganisationId>> = BTreeMap::new();
        let mut named = catalog;
        for served in &proposal.serves {
            match place(served) {
                Some(place) if self.reader.is(&served.enterprise) => drop(named.insert(place)),
                Some(place) => drop(behind.entry(place).or_default().insert(&served.enterprise)),
                None => {}
            }
        }
        named.extend(behind.into_iter().filter(|(_, enterprises)| !few(enterprises)).map(|(place, _)| place));
        named
    }

    fn transfer(&self, proposal: &CohortProposal) -> SeenTransfer {
        let transfer = proposal.transfer.clone();
        let beside = transfer.enterprises.saturating_sub(u32::from(matches!(self.reader, PoolReader::Enterprise(_))));
        let tied = |firm: &OrganisationId| if self.reader.is(firm) { TiedTo::Reader } else { TiedTo::Another };
        SeenTransfer {
            positions: transfer.positions,
            enterprises: (beside as usize >= MIN_ORGANISATIONS).then_some(transfer.enterprises),
            share: transfer.share,
            tied_to: transfer.tied_to.as_ref().map(tied),
            tied: transfer.tied,
        }
    }
}
