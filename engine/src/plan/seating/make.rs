//! How a seat plan is made: people are read once, judged against the classes they wish for, and matched.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::claims::{Judge, Judged};
use super::classes::{Classes, Reading};
use super::market::{Market, Pool};
use super::student::{Reader, Student};
use super::tell::Telling;
use super::{Mechanism, Offer, SeatPlan, lot};
use crate::matching::Matcher;
use crate::model::{CohortId, Date, Profile, TalentId};
use crate::reference::Reference;

impl SeatPlan {
    /// Gives the seats of an offer to people who wish for them. Of two records of one id the later counts; people without
    /// a wish are passed over, and so are people with a seat in a class that is neither over nor called off: it stays
    /// taken. The same people, offer, day, mechanism and seed give the same plan, in whichever order they come.
    #[must_use]
    pub fn make(
        reference: &Arc<Reference>,
        offer: &Offer<'_>,
        as_of: Date,
        mechanism: Mechanism,
        seed: u64,
        people: impl IntoIterator<Item = Profile>,
    ) -> Self {
        let reader = Reader::new(&reference.edition, as_of, offer);
        let mut students: BTreeMap<TalentId, Student> = BTreeMap::new();
        let wishing = people.into_iter().filter(|profile| match reader.student(profile) {
            Some(student) => {
                students.insert(profile.id.clone(), student);
                true
            }
            None => students.remove(&profile.id).is_some(),
        });
        let matcher = Matcher::build(Arc::clone(reference), wishing);
        let seated = offer.seated.cloned().unwrap_or_else(|| seated(students.values()));
        let students = in_order(seed, students.into_values());
        let (people, dictionary) = (matcher.people(), matcher.people().dictionary());
        let reading = Reading { offer, reference, dictionary, as_of, seated: &seated };
        let classes = Classes::read(&reading);
        let judge = Judge { classes: &classes, dictionary, values: reference.method.seats };
        let judged = |(lot, student): &(u64, Student)| match people.row(student.id.as_str()) {
            Some(row) if student.ranking => judge.judge(student, &people.facts(row), *lot),
            Some(_) | None => Judged::default(),
        };
        let mut judged: Vec<Judged> = students.par_iter().map(judged).collect();
        let market = market(&classes, &mut judged);
        let settled = market.settle(mechanism);
        let telling = Telling {
            offer,
            classes: &classes,
            students: &students,
            judged: &judged,
            market: &market,
            settled: &settled,
        };
        telling.plan(mechanism, seed, as_of)
    }
}

/// By class, how many have a seat already.
fn seated<'s>(students: impl Iterator<Item = &'s Student>) -> BTreeMap<CohortId, u32> {
    let mut seated = BTreeMap::new();
    for cohort in students.filter_map(|student| student.seat.as_ref()) {
        *seated.entry(cohort.clone()).or_default() += 1;
    }
    seated
}

/// Students without a seat, the greatest lot first, so that a student's number says who wins between equals.
fn in_order(seed: u64, students: impl Iterator<Item = Student>) -> Vec<(u64, Student)> {
    let wishing = students.filter(|student| student.seat.is_none());
    let mut students: Vec<(u64, Student)> = wishing.map(|student| (lot(seed, &student.id), student)).collect();
    students.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    students
}

fn market(classes: &Classes<'_>, judged: &mut [Judged]) -> Market {
    let pool = |pool: &super::classes::ClassPool<'_>| Pool { class: pool.class as u32, seats: pool.seats };
    let least =
        |class: &super::classes::OfferedClass<'_>| u32::from(class.cohort.seats_min).saturating_sub(class.seated);
    Market {
        students: judged.iter_mut().map(|judged| std::mem::take(&mut judged.claims)).collect(),
        pools: classes.pools.iter().map(pool).collect(),
        minima: classes.classes.iter().map(least).collect(),
    }
}
