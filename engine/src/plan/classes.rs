//! Classes as suppliers of seats: whom they serve, how many, and what their graduates are worth to an opening.

use super::{Graduation, Opening, Roster, Supplier, Supply, Training};
use crate::fit::{Brief, Dictionary, FactsBuf};
use crate::model::{
    Cohort, CohortForm, CohortId, CohortShare, CohortStatus, Date, Demand, EngagementMode, EntryId, OrganisationId,
    Preferences, Profile, Programme, ProgrammeId, TalentId, TaughtSkill,
};
use crate::reference::Reference;

/// Seats of a class that go to the same openings.
#[derive(Debug, Clone)]
pub(super) struct Class<'t> {
    pub(super) by: Supplier,
    programme: &'t Programme,
    /// What is taught beyond the programme.
    modules: &'t [TaughtSkill],
    form: CohortForm,
    /// The day from which its people can work.
    pub(super) ready: Date,
    pub(super) seats: u32,
    scope: Scope<'t>,
}

/// To whom the seats go.
#[derive(Debug, Clone, Copy)]
enum Scope<'t> {
    /// A share that names an order.
    Order(&'t CohortShare),
    /// A share of an enterprise, for its orders of the class's positions.
    Enterprise(&'t OrganisationId, &'t [EntryId]),
    /// Seats without a share: whatever counts for the class's positions.
    Positions(&'t [EntryId]),
    /// Any opening that graduates suit: their fit is at least this.
    Suited(f64),
}

/// Classes that will bring people: agreed on and not yet graduated, since graduates stand in the register themselves. Each
/// comes as its shares and what they leave. A class of a programme that is not on record brings nobody: who knows what it
/// teaches? Who has a seat in one of these is no person of the register as well (`Standing::seated`).
pub(super) fn classes<'t>(training: &Training<'t>, roster: &Roster) -> Vec<Class<'t>> {
    let coming = training.cohorts.iter().filter(|cohort| cohort.status.is_coming());
    in_order(coming.flat_map(|cohort| parts(cohort, training.programmes, roster, 0)).collect())
}

/// Classes on record with some more as if they were agreed on; one of the same id stands in the place of that on record.
pub(super) fn counted(cohorts: &[Cohort], more: &[Cohort]) -> Vec<Cohort> {
    let others = cohorts.iter().filter(|held| more.iter().all(|class| class.id != held.id)).cloned();
    others.chain(more.iter().map(|class| Cohort { status: CohortStatus::Agreed, ..class.clone() })).collect()
}

/// How many people a class brings: its most seats; while it is taught, no more than are in it, where that is on record.
fn brings(cohort: &Cohort, roster: &Roster) -> u32 {
    let (seats, enrolled) = (u32::from(cohort.seats_max), roster.enrolled(&cohort.id));
    match u32::try_from(enrolled) {
        Ok(enrolled) if cohort.status == CohortStatus::Running && enrolled > 0 => enrolled.min(seats),
        Ok(_) | Err(_) => seats,
    }
}

/// The seats of shares where there are fewer people than shares: each in proportion, what is left to the largest
/// remainders, of equal ones to the first.
fn cut(shares: &[CohortShare], people: u32) -> Vec<u32> {
    let all: u64 = shares.iter().map(|share| u64::from(share.seats)).sum();
    if all <= u64::from(people) {
        return shares.iter().map(|share| share.seats.into()).collect();
    }
    let parts = shares.iter().map(|share| u64::from(share.seats) * u64::from(people));
    let mut seats: Vec<u32> = parts.clone().map(|part| (part / all) as u32).collect();
    let mut next: Vec<(std::cmp::Reverse<u64>, usize)> =
        parts.enumerate().map(|(at, part)| (std::cmp::Reverse(part % all), at)).collect();
    next.sort_unstable();
    let left = people - seats.iter().sum::<u32>();
    next.iter().take(left as usize).for_each(|(_, at)| seats[*at] += 1);
    seats
}

/// The same with more seats in one class, which need not be agreed on.
pub(super) fn extended<'t>(training: &Training<'t>, roster: &Roster, cohort: &CohortId, more: u16) -> Vec<Class<'t>> {
    let mut all = classes(training, roster);
    let asked = training.cohorts.iter().find(|held| held.id == *cohort);
    if let Some(asked) = asked.filter(|asked| !asked.status.is_coming()) {
        all.extend(parts(asked, training.programmes, roster, 0).into_iter().take(1).map(|part| Class {
            seats: u32::from(more),
            scope: Scope::Positions(&asked.positions),
            ..part
        }));
    } else if let Some(asked) = asked {
        let rest = parts(asked, training.programmes, roster, more)
            .into_iter()
            .filter(|part| matches!(part.scope, Scope::Positions(_)));
        all.retain(|class| class.by != Supplier::Cohort(cohort.clone()) || !matches!(class.scope, Scope::Positions(_)));
        all.extend(rest);
    }
    in_order(all)
}

/// The same with one more class of a programme, for every opening that its graduates suit: their fit is at least the
/// method's `thresholds.trainable`.
pub(super) fn opened<'t>(
    training: &Training<'t>,
    programme: &ProgrammeId,
    more: u16,
    supply: &Supply,
) -> Vec<Class<'t>> {
    let method = &supply.matcher().reference().method;
    let found = training.programmes.iter().find(|held| held.id == *programme);
    let class = found.map(|programme| Class {
        by: Supplier::Programme(programme.id.clone()),
        programme,
        modules: &[],
        form: CohortForm::OrderClass,
        ready: supply.as_of().plus_days(method.plan.class_days.into()),
        seats: u32::from(more),
        scope: Scope::Suited(method.thresholds.trainable),
    });
    in_order(classes(training, supply.roster()).into_iter().chain(class).collect())
}

fn in_order(mut classes: Vec<Class<'_>>) -> Vec<Class<'_>> {
    classes.sort_by(|a, b| a.by.cmp(&b.by));
    classes
}

fn parts<'t>(cohort: &'t Cohort, programmes: &'t [Programme], roster: &Roster, more: u16) -> Vec<Class<'t>> {
    let Some(programme) = programmes.iter().find(|programme| programme.id == cohort.programme) else {
        return Vec::new();
    };
    let by = Supplier::Cohort(cohort.id.clone());
    let class = |seats: u32, scope| Class {
        by: by.clone(),
        programme,
        modules: &cohort.modules,
        form: cohort.form,
        ready: cohort.ready,
        seats,
        scope,
    };
    let scope = |share: &'t CohortShare| match &share.order {
        Some(_) => Scope::Order(share),
        None => Scope::Enterprise(&share.enterprise, &cohort.positions),
    };
    let people = brings(cohort, roster);
    let seats = cut(&cohort.shares, people);
    let rest = (people + u32::from(more)).saturating_sub(seats.iter().sum());
    let shares = cohort.shares.iter().zip(seats).map(|(share, seats)| class(seats, scope(share)));
    shares.chain([class(rest, Scope::Positions(&cohort.positions))]).filter(|class| class.seats > 0).collect()
}

impl Class<'_> {
    /// What a graduate is worth to an opening, 0 to 100; none where the class does not serve it, comes too late, or its
    /// graduates fail a gate.
    pub(super) fn fit(&self, opening: &Opening, due: Date, reference: &Reference, as_of: Date) -> Option<f64> {
        let least = self.ready.le(&due).then(|| self.serves(opening))??;
        self.worth(&opening.demand, reference, as_of).filter(|fit| *fit >= least)
    }

    /// The fit that a graduate must have for an opening that the class serves.
    fn serves(&self, opening: &Opening) -> Option<f64> {
        let counts = |positions: &[EntryId]| opening.entry.as_ref().is_some_and(|entry| positions.contains(entry));
        let serves = match self.scope {
            Scope::Order(share) => opening.is_of(share),
            Scope::Enterprise(enterprise, positions) => {
                opening.organisation.as_ref() == Some(enterprise) && counts(positions)
            }
            Scope::Positions(positions) => counts(positions),
            Scope::Suited(least) => return Some(least),
        };
        serves.then_some(0.0)
    }

    /// The fit of a graduate to a demand; none where a gate fails.
    fn worth(&self, demand: &Demand, reference: &Reference, as_of: Date) -> Option<f64> {
        let mut dictionary = Dictionary::default();
        let facts =
            FactsBuf::of(&graduate(self.programme, self.modules, self.form, self.ready, reference), &mut dictionary);
        let brief = Brief::new(demand, reference, &dictionary, as_of);
        (brief.gate(&facts.view()).failed == 0).then(|| brief.score(&facts.view(), &dictionary))
    }
}

/// A graduate of whom is known what programme and class say: skills, major, where it is taught and the day from which the
/// person can work. Of two levels of one skill the higher counts, as in every record.
pub(crate) fn graduate(
    programme: &Programme,
    modules: &[TaughtSkill],
    form: CohortForm,
    ready: Date,
    reference: &Reference,
) -> Profile {
    let somebody = Profile {
        synthetic: true,
        residence: Some(reference.edition.region.clone()),
        preferences: Preferences {
            regions: vec![reference.edition.region.clone()],
            modes: vec![EngagementMode::FullTime],
            available_from: Some(ready),
            ..Preferences::default()
        },
        ..Profile::empty(TalentId::numbered(0))
    };
    Graduation::taught(programme, modules, form, ready, None, &reference.vocabulary).written_to(somebody)
}
