//! Classes as pools of seats: which take in, in which parts, for which demands, and what they confer.

use std::collections::BTreeMap;

use super::takeover::{gives, will_give};
use crate::fit::{Brief, Dictionary, FactsBuf};
use crate::matching::PositionId;
use crate::model::{
    Cohort, CohortId, CohortShare, Date, Demand, Invalid, MajorId, Order, OrderId, Organisation, OrganisationId,
    Profile, Programme, Requirement, TalentId,
};
use crate::plan::Graduation;
use crate::reference::Reference;

/// What the city offers, and which of it is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'o> {
    /// Classes on record.
    pub cohorts: &'o [Cohort],
    /// Programmes on record.
    pub programmes: &'o [Programme],
    /// Orders on record.
    pub orders: &'o [Order],
    /// Organisations on record: schools and employers stand in people's records by name.
    pub organisations: &'o [Organisation],
    /// Whose classes are planned, and whose alone count in students' lists; none for all.
    pub college: Option<&'o OrganisationId>,
    /// Which classes are planned, those among them too that are agreed on and do not enrol yet; all that enrol where none is
    /// named.
    pub only: &'o [CohortId],
    /// By class, how many have a seat already; none where people's records tell.
    pub seated: Option<&'o BTreeMap<CohortId, u32>>,
}

impl<'o> Offer<'o> {
    /// The classes that are planned, by id.
    #[must_use]
    pub fn classes(&self) -> Vec<&'o Cohort> {
        let asked = |cohort: &&Cohort| {
            let named = self.only.contains(&cohort.id);
            self.college.is_none_or(|college| cohort.college == *college)
                && (gives(cohort.status) || named && will_give(cohort.status))
                && (self.only.is_empty() || named)
        };
        let classes: BTreeMap<&CohortId, &Cohort> =
            self.cohorts.iter().filter(asked).map(|cohort| (&cohort.id, cohort)).collect();
        classes.into_values().collect()
    }
}

impl Offer<'_> {
    /// Refuses more pools of seats than one plan is made for.
    ///
    /// # Errors
    /// `Invalid` with field `classes`.
    pub fn check_size(&self) -> Result<(), Invalid> {
        let pools: usize = self.classes().iter().map(|class| shares(class).len()).sum();
        if pools <= Self::MAX_POOLS {
            return Ok(());
        }
        let allowed = format!(
            "classes with at most {} shares in one plan, free seats counted as one each; name some",
            Self::MAX_POOLS
        );
        Err(Invalid::new("classes", pools, allowed))
    }

    /// Most pools of seats in one plan, each a share of a class or its free seats. The optimal mechanism keeps a number for
    /// each pair of them, 64 MB here, and solves once more for each class that it closes.
    pub const MAX_POOLS: usize = 4_000;
}

/// Whose seats a pool holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share<'o> {
    /// Of an enterprise, for an order where it names one.
    Enterprise(&'o OrganisationId, Option<&'o OrderId>),
    /// Of nobody.
    Free,
}

impl<'o> Share<'o> {
    const fn of(share: &'o CohortShare) -> Self {
        Self::Enterprise(&share.enterprise, share.order.as_ref())
    }
}

/// A demand that students of some pools are held against.
pub(super) struct Asked<'o> {
    pub(super) position: PositionId,
    pub(super) demand: &'o Demand,
    pub(super) brief: Brief,
}

/// Seats of one class that go by the same claims.
pub(super) struct ClassPool<'o> {
    /// Which class, by number.
    pub(super) class: usize,
    pub(super) share: Share<'o>,
    /// Seats, those that are taken already left out.
    pub(super) seats: u32,
    /// Whether it has seats at all, those that are taken counted.
    pub(super) offered: bool,
    /// Demands, as numbers in [`Classes::asked`], each with the gating requirements that the class confers, as bits.
    pub(super) asks: Vec<(usize, u64)>,
    /// Whose employees count as such.
    pub(super) enterprises: Vec<&'o OrganisationId>,
}

/// A class with its pools.
pub(super) struct OfferedClass<'o> {
    pub(super) cohort: &'o Cohort,
    pub(super) major: Option<&'o MajorId>,
    /// Its pools, as numbers.
    pub(super) pools: std::ops::Range<usize>,
    /// Seats that are taken already.
    pub(super) seated: u32,
}

/// All classes of a plan.
pub(super) struct Classes<'o> {
    pub(super) classes: Vec<OfferedClass<'o>>,
    pub(super) pools: Vec<ClassPool<'o>>,
    pub(super) asked: Vec<Asked<'o>>,
    /// Classes of the plan by id.
    pub(super) numbers: BTreeMap<&'o CohortId, usize>,
    /// All classes on record.
    pub(super) known: BTreeMap<&'o CohortId, &'o Cohort>,
}

/// What classes are read with.
pub(super) struct Reading<'o, 'r> {
    pub(super) offer: &'r Offer<'o>,
    pub(super) reference: &'o Reference,
    pub(super) dictionary: &'r Dictionary,
    pub(super) as_of: Date,
    /// By class, how many have a seat already.
    pub(super) seated: &'r BTreeMap<CohortId, u32>,
}

impl<'o> Classes<'o> {
    pub(super) fn read(reading: &Reading<'o, '_>) -> Self {
        let known = reading.offer.cohorts.iter().map(|cohort| (&cohort.id, cohort)).collect();
        let mut classes =
            Self { classes: Vec::new(), pools: Vec::new(), asked: Vec::new(), numbers: BTreeMap::new(), known };
        let mut known = BTreeMap::new();
        for (number, cohort) in reading.offer.classes().into_iter().enumerate() {
            classes.numbers.insert(&cohort.id, number);
            classes.add(number, cohort, reading, &mut known);
        }
        classes
    }

    fn add(
        &mut self,
        class: usize,
        cohort: &'o Cohort,
        reading: &Reading<'o, '_>,
        known: &mut BTreeMap<PositionId, usize>,
    ) {
        let programme = reading.offer.programmes.iter().find(|programme| programme.id == cohort.programme);
        let first = self.pools.len();
        let seated = reading.seated.get(&cohort.id).copied().unwrap_or_default();
        let mut taken = seated;
        for (share, seats) in shares(cohort) {
            // Seats that are taken were given in the same order.
            let gone = taken.min(seats);
            taken -= gone;
            let asks = self.asks(cohort, share, programme, reading, known);
            let enterprises = match share {
                Share::Enterprise(enterprise, _) => vec![enterprise],
                Share::Free => cohort.shares.iter().map(|share| &share.enterprise).collect(),
            };
            self.pools.push(ClassPool { class, share, seats: seats - gone, offered: seats > 0, asks, enterprises });
        }
        let major = programme.and_then(|programme| programme.major.as_ref());
        self.classes.push(OfferedClass { cohort, major, pools: first..self.pools.len(), seated });
    }

    /// The demands of a share: that of its order, or those of the class's positions.
    fn asks(
        &mut self,
        cohort: &'o Cohort,
        share: Share<'o>,
        programme: Option<&Programme>,
        reading: &Reading<'o, '_>,
        known: &mut BTreeMap<PositionId, usize>,
    ) -> Vec<(usize, u64)> {
        let named = cohort.shares.iter().find(|held| Share::of(held) == share);
        let order = named
            .and_then(|share| reading.offer.orders.iter().find(|order| share.is_for(&order.id, &order.enterprise.id)));
        let demands: Vec<(PositionId, &Demand)> = match order {
            Some(order) => vec![(PositionId::Order(order.id.clone()), &order.demand)],
            None => {
                let entries = reading.reference.edition.entries.iter();
                let of = entries.filter(|entry| cohort.positions.contains(&entry.id));
                of.map(|entry| (PositionId::Entry(entry.id.clone()), &entry.demand)).collect()
            }
        };
        let ask = |(position, demand): (PositionId, &'o Demand)| {
            let number = *known.entry(position.clone()).or_insert_with(|| {
                let brief = Brief::new(demand, reading.reference, reading.dictionary, reading.as_of);
                self.asked.push(Asked { position, demand, brief });
                self.asked.len() - 1
            });
            (number, programme.map_or(0, |programme| conferred(demand, cohort, programme, reading)))
        };
        demands.into_iter().map(ask).collect()
    }
}

impl Asked<'_> {
    /// The requirements that some bits tell.
    pub(super) fn requirements(&self, bits: u64) -> Vec<Requirement> {
        let told = self.demand.requirements.iter().enumerate().filter(|(i, _)| *i < 64 && bits >> i & 1 == 1);
        told.map(|(_, requirement)| requirement.clone()).collect()
    }
}

/// Shares in the order of the record, those of one enterprise and order as one, then the free seats.
fn shares(cohort: &Cohort) -> Vec<(Share<'_>, u32)> {
    let mut shares: Vec<(Share<'_>, u32)> = Vec::new();
    for held in &cohort.shares {
        let share = Share::of(held);
        match shares.iter_mut().find(|(other, _)| *other == share) {
            Some((_, seats)) => *seats += u32::from(held.seats),
            None => shares.push((share, held.seats.into())),
        }
    }
    let shared: u32 = shares.iter().map(|(_, seats)| seats).sum();
    shares.push((Share::Free, u32::from(cohort.seats_max).saturating_sub(shared)));
    shares
}

/// Gating requirements that a graduate of the class is known to meet, as bits: what it teaches, and the major and the
/// degree that it leads to.
fn conferred(demand: &Demand, cohort: &Cohort, programme: &Programme, reading: &Reading<'_, '_>) -> u64 {
    let Ok(somebody) = TalentId::new("graduate") else { return 0 };
    let left = Graduation::of(cohort, programme, None, &reading.reference.vocabulary);
    let graduate = left.written_to(Profile::empty(somebody));
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(&graduate, &mut dictionary);
    let gates = Brief::new(demand, reading.reference, &dictionary, reading.as_of).gate(&facts.view());
    !(gates.failed | gates.to_verify)
}
