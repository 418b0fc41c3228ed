//! Whole poolings of synthetic cities: every rule of the module's doc holds, and the plan with the classes is never shorter.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::super::left::left;
use crate::matching::PositionId;
use crate::model::{Cohort, CohortStatus, OrderId, Programme};
use crate::plan::tests::cities::REFERENCE;
use crate::plan::*;
use crate::sample::City;

struct Made {
    openings: Vec<Opening>,
    programmes: Vec<Programme>,
    cohorts: Vec<Cohort>,
    supply: Supply,
    plan: FillPlan,
    pooling: Pooling,
}

impl Made {
    fn new(seed: u64) -> Self {
        let (city, as_of) = (City::new(&REFERENCE.edition, &REFERENCE.vocabulary, seed), REFERENCE.edition.as_of);
        let supply = Supply::read(Arc::clone(&REFERENCE), as_of, city.profiles(150));
        let openings = Opening::of(&REFERENCE.edition, &city.orders(400), as_of);
        let (programmes, cohorts) = (city.programmes(), city.cohorts());
        let training = Training { programmes: &programmes, cohorts: &cohorts };
        let plan = FillPlan::make(&supply, &openings, &training);
        let pooling = Pooling::propose(&supply, &openings, &training, &plan);
        Self { openings, programmes, cohorts, supply, plan, pooling }
    }

    fn training(&self) -> Training<'_> {
        Training { programmes: &self.programmes, cohorts: &self.cohorts }
    }

    /// Seats by opening that are not filled, nor those of a class on record.
    fn left(&self) -> BTreeMap<&str, u32> {
        let left = left(&self.openings, &self.cohorts, &self.plan, REFERENCE.edition.as_of);
        left.into_iter().map(|(id, seats)| (id.as_str(), seats)).collect()
    }
}

static CITIES: LazyLock<Vec<Made>> = LazyLock::new(|| [2026, 7].map(Made::new).into());

fn proposals() -> impl Iterator<Item = (&'static Made, &'static CohortProposal)> {
    CITIES.iter().flat_map(|made| made.pooling.proposals.iter().map(move |proposal| (made, proposal)))
}

#[test]
fn every_class_keeps_to_its_form_and_to_the_due_dates() {
    let values = &REFERENCE.method.pool;
    assert!(proposals().count() > 4);
    for (_, proposal) in proposals() {
        let cohort = &proposal.cohort;
        let form = values.form(cohort.form);
        assert!(cohort.clone().checked().is_ok());
        assert!((u32::from(form.seats[0])..=u32::from(form.seats[1])).contains(&proposal.seats()));
        assert!((form.enterprises[0]..=form.enterprises[1]).contains(&(proposal.enterprises() as u16)));
        assert_eq!(proposal.hours, cohort.modules.iter().filter_map(|taught| taught.hours).sum::<u16>());
        assert!(proposal.hours <= form.hours && proposal.value > 0.0);
        assert_eq!(cohort.ready, cohort.start.plus_days(form.days.into()));
        assert!(proposal.serves.iter().all(|served| cohort.ready <= served.due && served.fit >= values.least_fit));
        assert!(proposal.serves.iter().all(|s| s.without_modules.is_none_or(|without| without <= s.fit)));
        let shares: u32 = cohort.shares.iter().map(|share| u32::from(share.seats)).sum();
        let catalog: u32 = proposal.catalog.iter().map(|served| u32::from(served.seats)).sum();
        assert_eq!((shares + catalog, proposal.seats()), (u32::from(cohort.seats_max), u32::from(cohort.seats_max)));
        assert!(f64::from(shares) >= values.ordered_share * f64::from(proposal.seats()));
        assert!((0.0..=1.0).contains(&proposal.transfer.share) && proposal.transfer.positions > 0);
        assert_eq!(proposal.transfer.share < 1.0, !proposal.transfer.tied.is_empty());
    }
}

#[test]
fn every_seat_that_is_left_over_is_pooled_once_or_told_with_the_reason() {
    for made in CITIES.iter() {
        let mut told: BTreeMap<&OrderId, u32> = BTreeMap::new();
        let serves = made.pooling.proposals.iter().flat_map(|proposal| &proposal.serves);
        serves.for_each(|served| *told.entry(&served.order).or_default() += u32::from(served.seats));
        let unpooled = made.pooling.unpooled.iter();
        unpooled.for_each(|order| *told.entry(&order.order).or_default() += u32::from(order.seats));
        let left = made.left();
        for opening in made.openings.iter().filter(|opening| matches!(opening.id, PositionId::Order(_))) {
            let order = OrderId::new(opening.id.as_str()).unwrap();
            assert_eq!(told.get(&order).copied().unwrap_or_default(), left[opening.id.as_str()], "{order}");
        }
        let catalog = made.pooling.proposals.iter().flat_map(|proposal| &proposal.catalog);
        assert!(catalog.clone().all(|served| u32::from(served.seats) <= left[served.entry.as_str()]));
    }
}

#[test]
fn no_programme_teaches_more_than_its_intake() {
    for made in CITIES.iter() {
        let mut years: BTreeMap<_, u32> = BTreeMap::new();
        let held = made.cohorts.iter().filter(|cohort| cohort.status != CohortStatus::Cancelled);
        for cohort in held.chain(made.pooling.proposals.iter().map(|proposal| &proposal.cohort)) {
            *years.entry((&cohort.programme, cohort.start.year())).or_default() += u32::from(cohort.seats_max);
        }
        for ((id, year), seats) in years {
            let proposed = |one: &&CohortProposal| (&one.cohort.programme, one.cohort.start.year()) == (id, year);
            let programme = made.programmes.iter().find(|programme| programme.id == *id).unwrap();
            // Classes on record may be more than the intake; then none is proposed beside them.
            assert!(
                seats <= u32::from(programme.seats) || !made.pooling.proposals.iter().any(|one| proposed(&one)),
                "{id}"
            );
        }
    }
}

#[test]
fn the_value_stays_below_the_bound_and_the_same_inputs_give_the_same_proposals() {
    for made in CITIES.iter() {
        let Pooling { value, bound, .. } = made.pooling;
        assert!(value <= bound && value > bound / 2.0, "{value} of {bound}");
        assert_eq!(Pooling::propose(&made.supply, &made.openings, &made.training(), &made.plan), made.pooling);
    }
}

#[test]
fn the_plan_with_the_classes_fills_their_seats_at_the_fits_that_were_told() {
    for made in CITIES.iter() {
        let agreed = made.pooling.agreed(&made.cohorts);
        let training = Training { programmes: &made.programmes, cohorts: &agreed };
        let with = FillPlan::make(&made.supply, &made.openings, &training);
        assert!(with.count.open() < made.plan.count.open(), "{:?} {:?}", with.count, made.plan.count);
        let classes = made.pooling.proposals.iter().map(|proposal| proposal.cohort.clone()).collect();
        let change = WhatIf::Classes { classes };
        let moved = made.plan.what_if(&made.supply, &made.openings, &made.training(), &change).unwrap();
        assert_eq!((moved.before, moved.after), (made.plan.count, with.count));
        let mut told = BTreeMap::new();
        for proposal in &made.pooling.proposals {
            let serves = proposal.serves.iter();
            told.extend(serves.map(|served| ((&proposal.cohort.id, served.order.as_str()), served.fit)));
        }
        let mut seen = 0;
        for opening in &with.openings {
            for seat in &opening.filled {
                let Supplier::Cohort(class) = &seat.by else { continue };
                if let Some(fit) = told.get(&(class, opening.id.as_str())) {
                    assert!((seat.fit - fit).abs() < 1e-9, "{class}: {} {fit}", seat.fit);
                    seen += 1;
                }
            }
        }
        assert!(seen > 20, "{seen}");
    }
}

#[test]
fn what_is_kept_as_proposed_is_not_proposed_again() {
    for made in CITIES.iter() {
        let kept = made.pooling.proposals.iter().map(|proposal| proposal.cohort.clone());
        let cohorts: Vec<Cohort> = made.cohorts.iter().cloned().chain(kept).collect();
        let training = Training { programmes: &made.programmes, cohorts: &cohorts };
        let plan = FillPlan::make(&made.supply, &made.openings, &training);
        assert_eq!(plan, made.plan, "what is only proposed changes no plan");
        let again = Pooling::propose(&made.supply, &made.openings, &training, &plan);
        let mut seats: BTreeMap<&str, u32> = BTreeMap::new();
        for proposal in made.pooling.proposals.iter().chain(&again.proposals) {
            for served in &proposal.serves {
                *seats.entry(served.order.as_str()).or_default() += u32::from(served.seats);
            }
            for served in &proposal.catalog {
                *seats.entry(served.entry.as_str()).or_default() += u32::from(served.seats);
            }
        }
        let left = made.left();
        assert!(seats.iter().all(|(id, seats)| *seats <= left[id]), "{seats:?}");
        assert!(again.proposals.iter().all(|one| cohorts.iter().all(|held| held.id != one.cohort.id)));
        assert!(again.value < made.pooling.value / 2.0, "{} after {}", again.value, made.pooling.value);
    }
}

#[test]
fn a_filter_lets_through_what_it_names() {
    let made = &CITIES[0];
    let first = &made.pooling.proposals[0];
    let college = PoolFilter { college: Some(first.cohort.college.clone()), ..PoolFilter::default() };
    let of_college = made.pooling.clone().filtered(&college);
    assert!(of_college.proposals.iter().all(|proposal| proposal.cohort.college == first.cohort.college));
    assert!(of_college.unpooled.is_empty() && !of_college.proposals.is_empty());
    let enterprise = PoolFilter { enterprise: Some(first.serves[0].enterprise.clone()), ..PoolFilter::default() };
    let of_enterprise = made.pooling.clone().filtered(&enterprise);
    assert!(of_enterprise.proposals.contains(first));
    assert!(of_enterprise.unpooled.iter().all(|order| order.enterprise == first.serves[0].enterprise));
    let nodes = PoolFilter { nodes: Some(first.nodes.iter().cloned().collect()), ..PoolFilter::default() };
    assert!(made.pooling.clone().filtered(&nodes).proposals.contains(first));
    let nowhere = PoolFilter { nodes: Some(std::collections::BTreeSet::new()), ..PoolFilter::default() };
    assert!(made.pooling.clone().filtered(&nowhere).proposals.is_empty());
}
