//! What a matching in numbers says of people and classes.

use std::collections::BTreeMap;

use super::claims::{Judged, by};
use super::classes::{Asked, Classes, OfferedClass, Share};
use super::market::{Claim, Market};
use super::settle::Settled;
use super::student::Student;
use super::takeover::gives;
use super::told::{
    BlockedBy, BlockingPair, Placement, SeatPlan, SeatedClass, SharePlaced, ShortClass, ShortWhy, UnfilledSeats,
    UnheardWish, UnplacedStudent, UnplacedWhy, WishFate, WishOutcome,
};
use super::{Mechanism, Offer};
use crate::matching::PositionId;
use crate::model::{Cohort, CohortId, Date, OrderId, OrganisationId, TalentId};

/// A settled market with what its numbers stand for.
pub(super) struct Telling<'t> {
    pub(super) offer: &'t Offer<'t>,
    pub(super) classes: &'t Classes<'t>,
    /// With their lots.
    pub(super) students: &'t [(u64, Student)],
    pub(super) judged: &'t [Judged],
    pub(super) market: &'t Market,
    pub(super) settled: &'t Settled,
}

/// Counts of the wishes of students.
#[derive(Default, Clone, Copy)]
struct Wished {
    /// Who wish for a class.
    wished: u32,
    /// Who wish for it most.
    first: u32,
}

impl Telling<'_> {
    pub(super) fn plan(&self, mechanism: Mechanism, seed: u64, as_of: Date) -> SeatPlan {
        let (placed, unplaced) = (self.placed(), self.unplaced());
        let classes = self.seated_classes();
        SeatPlan {
            mechanism,
            seed,
            as_of,
            students: (placed.len() + unplaced.len()) as u32,
            ranks: ranks(&placed),
            unfilled: unfilled(&classes),
            classes,
            placed,
            unplaced,
            blocking: self.blocking(),
            short: self.short(),
            unheard: self.unheard(),
        }
    }

    fn id(&self, student: u32) -> &TalentId {
        &self.students[student as usize].1.id
    }

    fn cohort(&self, claim: &Claim) -> &OfferedClass<'_> {
        &self.classes.classes[self.market.class(claim)]
    }

    fn placed(&self) -> Vec<Placement> {
        let place = |(student, claim): (u32, &Claim)| {
            let number = self.settled.placed[student as usize]? as usize;
            let (told, pool) = (self.judged[student as usize].told[number], &self.classes.pools[claim.pool as usize]);
            let (enterprise, order) = whose(pool.share);
            Some(Placement {
                student: self.id(student).clone(),
                cohort: self.cohort(claim).cohort.id.clone(),
                enterprise,
                order,
                wish: claim.wish,
                fit: told.fit,
                priority: told.priority,
            })
        };
        let mut placed: Vec<Placement> = self.market.won(&self.settled.placed).filter_map(place).collect();
        placed.sort_by(|a, b| a.student.cmp(&b.student));
        placed
    }

    fn unplaced(&self) -> Vec<UnplacedStudent> {
        let (open, weakest) = (self.settled.open(self.market), self.weakest());
        let without = (0..self.students.len()).filter(|&student| self.settled.placed[student].is_none());
        let of = |student: usize| {
            let wishes = self.fates(student, &open, &weakest);
            // Who wishes for nothing that this plan is about is none of its students.
            let concerned = wishes.iter().any(|wish| wish.fate != WishOutcome::NotAsked {});
            let Student { id, ranking, .. } = &self.students[student].1;
            let (why, wishes) = if *ranking { (why(&wishes), wishes) } else { (UnplacedWhy::Consent, Vec::new()) };
            concerned.then(|| UnplacedStudent { student: id.clone(), why, wishes })
        };
        let mut unplaced: Vec<UnplacedStudent> = without.filter_map(of).collect();
        unplaced.sort_by(|a, b| a.student.cmp(&b.student));
        unplaced
    }

    /// By pool, the weakest claim that it holds.
    fn weakest(&self) -> Vec<Option<u64>> {
        let mut weakest: Vec<Option<u64>> = vec![None; self.market.pools.len()];
        for (_, claim) in self.market.won(&self.settled.placed) {
            let held = &mut weakest[claim.pool as usize];
            *held = Some(held.map_or(claim.strength, |strength| strength.min(claim.strength)));
        }
        weakest
    }

    fn fates(&self, student: usize, open: &[bool], weakest: &[Option<u64>]) -> Vec<WishFate> {
        let wishes = (1..).zip(&self.students[student].1.wishes);
        let fate = |(wish, cohort): (u16, &CohortId)| WishFate {
            cohort: cohort.clone(),
            wish,
            fate: self.fate(student, wish, cohort, open, weakest),
        };
        wishes.map(fate).collect()
    }

    fn known(&self, cohort: &CohortId) -> Option<&Cohort> {
        self.classes.known.get(cohort).copied()
    }

    fn fate(
        &self,
        student: usize,
        wish: u16,
        cohort: &CohortId,
        open: &[bool],
        weakest: &[Option<u64>],
    ) -> WishOutcome {
        let Some(&class) = self.classes.numbers.get(cohort) else {
            return match self.known(cohort).map(|held| held.status) {
                None => WishOutcome::Unknown {},
                Some(status) if gives(status) => WishOutcome::NotAsked {},
                Some(status) => WishOutcome::NotTaking { status },
            };
        };
        if let Some((number, failed)) = self.judged[student].refused.get(usize::from(wish) - 1).copied().flatten() {
            return self.refused(&self.classes.asked[number], failed);
        }
        if !open[class] {
            return WishOutcome::Closed {};
        }
        let claims = self.market.students[student].iter().filter(|claim| claim.wish == wish);
        let beaten = claims.map(|claim| {
            let weakest = weakest[claim.pool as usize]?;
            (weakest > claim.strength).then(|| by(weakest, claim.strength))
        });
        // Told is what comes nearest; none where some claim is not beaten.
        WishOutcome::Full { by: beaten.collect::<Option<Vec<_>>>().and_then(|by| by.into_iter().max()) }
    }

    fn refused(&self, asked: &Asked<'_>, failed: u64) -> WishOutcome {
        let requirements = asked.requirements(failed);
        let mut kinds: Vec<String> = requirements.iter().map(|asked| asked.need.kind().to_owned()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let hidden = self.offer.college.is_some() && matches!(asked.position, PositionId::Order(_));
        let requirements = if hidden { Vec::new() } else { requirements };
        WishOutcome::Refused { position: asked.position.clone(), kinds, requirements }
    }

    fn blocking(&self) -> Vec<BlockingPair> {
        let open = self.settled.open(self.market);
        let pairs = self.market.blocking(&self.settled.placed, &open);
        let told = |pair: super::Pair| {
            let claim = &self.market.students[pair.student as usize][pair.claim as usize];
            BlockingPair {
                student: self.id(pair.student).clone(),
                cohort: self.cohort(claim).cohort.id.clone(),
                wish: claim.wish,
                by: pair.weaker.map_or(BlockedBy::FreeSeat, |weaker| by(claim.strength, weaker)),
            }
        };
        let mut pairs: Vec<BlockingPair> = pairs.into_iter().map(told).collect();
        pairs.sort_by(|a, b| (&a.student, a.wish).cmp(&(&b.student, b.wish)));
        pairs
    }

    /// By class, the students who wish for it.
    fn wished(&self) -> Vec<Wished> {
        let mut wished = vec![Wished::default(); self.classes.classes.len()];
        for (_, student) in self.students {
            for (place, cohort) in student.wishes.iter().enumerate() {
                if let Some(&class) = self.classes.numbers.get(cohort) {
                    wished[class].wished += 1;
                    wished[class].first += u32::from(place == 0);
                }
            }
        }
        wished
    }

    fn seated_classes(&self) -> Vec<SeatedClass> {
        let (open, wished) = (self.settled.open(self.market), self.wished());
        let mut taken = vec![0_u32; self.market.pools.len()];
        self.market.won(&self.settled.placed).for_each(|(_, claim)| taken[claim.pool as usize] += 1);
        let share = |number: usize| {
            let pool = &self.classes.pools[number];
            let (enterprise, order) = whose(pool.share);
            SharePlaced { enterprise, order, seats: pool.seats, placed: taken[number] }
        };
        let of = |(number, class): (usize, &OfferedClass<'_>)| {
            let shares: Vec<SharePlaced> = class.pools.clone().map(share).collect();
            SeatedClass {
                cohort: class.cohort.id.clone(),
                held: open[number],
                seats_min: class.cohort.seats_min,
                seats_max: class.cohort.seats_max,
                seated: class.seated,
                wished: wished[number].wished,
                first: wished[number].first,
                placed: shares.iter().map(|share| share.placed).sum(),
                shares,
            }
        };
        self.classes.classes.iter().enumerate().map(of).collect()
    }

    fn short(&self) -> Vec<ShortClass> {
        let (wished, accepted) = (self.wished(), self.market.wished());
        let of = |closed: &super::Closed| {
            let number = closed.class as usize;
            let class = &self.classes.classes[number];
            let least = self.market.minima[number];
            ShortClass {
                cohort: class.cohort.id.clone(),
                seats_min: class.cohort.seats_min,
                seated: class.seated,
                wished: wished[number].wished,
                accepted: accepted[number],
                had: closed.had,
                why: match (wished[number].wished < least, accepted[number] < least) {
                    (true, _) => ShortWhy::FewWishes,
                    (false, true) => ShortWhy::Refusals,
                    (false, false) => ShortWhy::Elsewhere,
                },
                missed: self.missed(number),
            }
        };
        self.settled.closed.iter().map(of).collect()
    }

    fn missed(&self, class: usize) -> Vec<TalentId> {
        let rather = |student: &u32| {
            self.market.dearer(&self.settled.placed, *student).any(|(_, claim)| self.market.class(claim) == class)
        };
        let students = (0..self.students.len() as u32).filter(rather);
        let mut missed: Vec<TalentId> = students.map(|student| self.id(student).clone()).collect();
        missed.sort_unstable();
        missed
    }

    fn unheard(&self) -> Vec<UnheardWish> {
        let mut counts: BTreeMap<&CohortId, u32> = BTreeMap::new();
        for cohort in self.students.iter().flat_map(|(_, student)| &student.wishes) {
            let heard = self.classes.numbers.contains_key(cohort);
            if !heard && !self.known(cohort).is_some_and(|held| gives(held.status)) {
                *counts.entry(cohort).or_default() += 1;
            }
        }
        let told = |(cohort, students): (&CohortId, u32)| {
            let status = self.known(cohort).map(|held| held.status);
            UnheardWish { cohort: cohort.clone(), status, students }
        };
        counts.into_iter().map(told).collect()
    }
}

fn whose(share: Share<'_>) -> (Option<OrganisationId>, Option<OrderId>) {
    match share {
        Share::Enterprise(enterprise, order) => (Some(enterprise.clone()), order.cloned()),
        Share::Free => (None, None),
    }
}

/// Why nothing came of a list.
fn why(wishes: &[WishFate]) -> UnplacedWhy {
    let any = |which: &dyn Fn(&WishOutcome) -> bool| wishes.iter().any(|wish| which(&wish.fate));
    if any(&|fate| *fate == WishOutcome::Closed {}) {
        UnplacedWhy::Closed
    } else if any(&|fate| matches!(fate, WishOutcome::Full { .. })) {
        UnplacedWhy::Full
    } else if any(&|fate| matches!(fate, WishOutcome::Refused { .. })) {
        UnplacedWhy::Refused
    } else {
        UnplacedWhy::NoWish
    }
}

fn ranks(placed: &[Placement]) -> Vec<u32> {
    let mut ranks = vec![0; placed.iter().map(|place| usize::from(place.wish)).max().unwrap_or(0)];
    placed.iter().for_each(|place| ranks[usize::from(place.wish) - 1] += 1);
    ranks
}

fn unfilled(classes: &[SeatedClass]) -> Vec<UnfilledSeats> {
    let left = |class: &SeatedClass| {
        let shares = class.shares.iter().filter(|share| share.seats > share.placed);
        let told = shares.map(|share| UnfilledSeats {
            cohort: class.cohort.clone(),
            enterprise: share.enterprise.clone(),
            order: share.order.clone(),
            seats: share.seats - share.placed,
        });
        told.collect::<Vec<_>>()
    };
    classes.iter().filter(|class| class.held).flat_map(left).collect()
}
