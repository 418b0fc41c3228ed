//! Positions within a person's reach, what the person lacks for each, and where and by when it is taught.
//!
//! A position is **within reach** where the person is ready now (fit at least the method's `thresholds.ready`, no gate
//! failed), or comes near (fit at least `thresholds.trainable`) and is ready after being taught skills of the vocabulary: the
//! course of the fill plan, one skill after another. Whether the person is free, and where the person lives, is not asked:
//! that is for the person to say.
//!
//! The **nearest** teaching is the one that teaches most of what is missing, then the one that is over first, by id: classes
//! that are to come and begin on the day or later, with what their modules teach, and programmes, whose next intake is over
//! after the method's `plan.class_days`.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::skill::name;
use crate::fit::{Brief, Dictionary, FactsBuf};
use crate::matching::PositionId;
use crate::model::{
    Bilingual, Category, Cohort, CohortId, CohortStatus, Date, EntryId, NodeId, OrganisationId, Profile, Programme,
    ProgrammeId, SkillId, TaughtSkill,
};
use crate::plan::{Courses, Opening, Teaching, Training, due};
use crate::reference::Reference;

/// Places where a person can be taught that are told of one position.
const NEAREST: usize = 3;

/// A position that a person fills now or after being taught.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PositionInReach {
    /// The entry or order.
    pub position: PositionId,
    /// Its name.
    pub title: Bilingual,
    /// The category.
    pub category: Category,
    /// The entry that it counts for.
    pub entry: Option<EntryId>,
    /// The main node.
    pub node: Option<NodeId>,
    /// Seats to be filled.
    pub seats: u32,
    /// The day by which they are to be filled.
    pub due: Date,
    /// The fit now, 0 to 100.
    pub fit: f64,
    /// Whether the person is ready now.
    pub ready: bool,
    /// The fit after what is missing is taught; the fit now where nothing is.
    pub after: f64,
    /// What is to be taught first, in the order of the demand.
    pub missing: Vec<MissingSkill>,
    /// The day on which the person is ready, one skill taught after another; none where nobody teaches all of it.
    pub by: Option<Date>,
    /// Whether that is by the due date.
    pub in_time: bool,
    /// Where it is taught: what teaches most of it first.
    pub nearest: Vec<NearestTeaching>,
}

/// A skill that a person lacks for a position.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MissingSkill {
    /// Which.
    pub skill: SkillId,
    /// Its name.
    pub name: Bilingual,
    /// The level held; 0 for none.
    pub from: u8,
    /// The level asked.
    pub to: u8,
    /// Whether some programme teaches it so far.
    pub taught: bool,
}

/// A class or programme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum TaughtIn {
    /// A class to come.
    Cohort(CohortId),
    /// The next intake of a programme.
    Programme(ProgrammeId),
}

/// Where missing skills are taught.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NearestTeaching {
    /// The class or programme.
    pub by: TaughtIn,
    /// Its name.
    pub name: Bilingual,
    /// Whose it is.
    pub college: OrganisationId,
    /// Which of the missing skills it teaches as far as is asked, by id.
    pub teaches: Vec<SkillId>,
    /// Whether that is all of them.
    pub all: bool,
    /// Its seats.
    pub seats: u16,
    /// First day of teaching; none for the next intake of a programme.
    pub start: Option<Date>,
    /// The day on which its people can work.
    pub ready: Date,
}

/// Positions within a person's reach: those for which the person is ready first, then those for which soonest, by fit after
/// teaching, by id; at most `most`. None for who does not allow ranking.
#[must_use]
pub fn within_reach(
    profile: &Profile,
    reference: &Reference,
    as_of: Date,
    openings: &[Opening],
    training: &Training<'_>,
    most: usize,
) -> Vec<PositionInReach> {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    let person = Person { facts, dictionary: knowing(dictionary, openings), reference, as_of };
    let teaching = Teaching::of(training);
    let places = places(training, reference, as_of);
    let of = |opening: &Opening| person.reach(opening, &teaching, &places);
    let mut found: Vec<PositionInReach> = openings.par_iter().filter_map(of).collect();
    found.retain(|_| profile.consent.ranking);
    found.sort_by(|a, b| {
        let rank = |found: &PositionInReach| (!found.ready, found.by.is_none(), found.by);
        (rank(a).cmp(&rank(b))).then(b.after.total_cmp(&a.after)).then_with(|| a.position.cmp(&b.position))
    });
    found.truncate(most);
    found
}

/// The dictionary with every skill that is asked for, so that it can be taught.
fn knowing(mut dictionary: Dictionary, openings: &[Opening]) -> Dictionary {
    let asked: BTreeSet<&SkillId> = openings.iter().flat_map(|opening| super::board::skills(&opening.demand)).collect();
    asked.into_iter().for_each(|skill| {
        dictionary.skill(skill);
    });
    dictionary
}

struct Person<'p> {
    facts: FactsBuf,
    dictionary: Dictionary,
    reference: &'p Reference,
    as_of: Date,
}

impl Person<'_> {
    fn reach(&self, opening: &Opening, teaching: &Teaching, places: &[Place<'_>]) -> Option<PositionInReach> {
        let (method, facts) = (&self.reference.method, self.facts.view());
        let brief = Brief::new(&opening.demand, self.reference, &self.dictionary, self.as_of);
        let (fit, failed) = (brief.score(&facts, &self.dictionary), brief.gate(&facts).failed);
        let ready = fit >= method.thresholds.ready && failed == 0;
        if fit < method.thresholds.trainable && !ready {
            return None;
        }
        let due = due(&opening.demand, method, self.as_of);
        let found = PositionInReach {
            position: opening.id.clone(),
            title: opening.demand.title.clone(),
            category: opening.demand.category,
            entry: opening.entry.clone(),
            node: opening.demand.nodes.first().cloned(),
            seats: opening.seats,
            due,
            fit,
            ready,
            after: fit,
            missing: Vec::new(),
            by: Some(self.as_of),
            in_time: self.as_of <= due,
            nearest: Vec::new(),
        };
        if ready {
            return Some(found);
        }
        let courses = Courses::new(&brief, teaching, &self.dictionary, &method.plan);
        let course = courses.course(&brief, &facts, &self.dictionary, failed, method.thresholds.ready)?;
        let taught = course.taught.iter().map(|taught| self.missing(&taught.skill, taught.from, taught.to, true));
        let mut missing: Vec<MissingSkill> = taught.collect();
        let untaught = course.untaught.iter().map(|lack| self.missing(&lack.skill, lack.from, lack.to, false));
        missing.extend(untaught);
        let by = course.untaught.is_empty().then(|| self.as_of.plus_days(course.days));
        let nearest = nearest(&missing, places);
        Some(PositionInReach {
            after: course.fit,
            by,
            in_time: by.is_some_and(|by| by <= due),
            nearest,
            missing,
            ..found
        })
    }

    fn missing(&self, skill: &SkillId, from: u8, to: u8, taught: bool) -> MissingSkill {
        MissingSkill { name: name(skill, &self.reference.vocabulary), skill: skill.clone(), from, to, taught }
    }
}

/// A class or programme that a person could join.
struct Place<'t> {
    by: TaughtIn,
    name: &'t Bilingual,
    college: &'t OrganisationId,
    seats: u16,
    start: Option<Date>,
    ready: Date,
    taught: Vec<&'t TaughtSkill>,
}

/// Classes to come and programmes, by what is over first, then by id.
fn places<'t>(training: &Training<'t>, reference: &Reference, as_of: Date) -> Vec<Place<'t>> {
    let of = |id: &ProgrammeId| training.programmes.iter().find(|programme| programme.id == *id);
    let class = |cohort: &'t Cohort| {
        let programme = of(&cohort.programme)?;
        Some(Place {
            by: TaughtIn::Cohort(cohort.id.clone()),
            name: &cohort.name,
            college: &cohort.college,
            seats: cohort.seats_max,
            start: Some(cohort.start),
            ready: cohort.ready,
            taught: programme.skills.iter().chain(&cohort.modules).collect(),
        })
    };
    let ready = as_of.plus_days(reference.method.plan.class_days.into());
    let programme = |programme: &'t Programme| Place {
        by: TaughtIn::Programme(programme.id.clone()),
        name: &programme.name,
        college: &programme.college,
        seats: programme.seats,
        start: None,
        ready,
        taught: programme.skills.iter().collect(),
    };
    let joinable = training.cohorts.iter().filter(|cohort| is_open(cohort.status) && cohort.start >= as_of);
    let mut places: Vec<Place<'t>> = joinable.filter_map(class).collect();
    places.extend(training.programmes.iter().map(programme));
    places.sort_by(|a, b| (a.ready, &a.by).cmp(&(b.ready, &b.by)));
    places
}

/// Whether somebody may still join.
const fn is_open(status: CohortStatus) -> bool {
    match status {
        CohortStatus::Proposed | CohortStatus::Agreed | CohortStatus::Enrolling => true,
        CohortStatus::Running | CohortStatus::Graduated | CohortStatus::Placed | CohortStatus::Cancelled => false,
    }
}

/// What teaches most of what is missing, then is over first.
fn nearest(missing: &[MissingSkill], places: &[Place<'_>]) -> Vec<NearestTeaching> {
    let teaches = |place: &Place<'_>| -> Vec<SkillId> {
        let far = |missing: &&MissingSkill| {
            place.taught.iter().any(|taught| taught.skill == missing.skill && taught.level.get() >= missing.to)
        };
        let skills: BTreeSet<&SkillId> = missing.iter().filter(far).map(|missing| &missing.skill).collect();
        skills.into_iter().cloned().collect()
    };
    let mut found: Vec<(Vec<SkillId>, &Place<'_>)> = places.iter().map(|place| (teaches(place), place)).collect();
    found.retain(|(skills, _)| !skills.is_empty());
    // Stable: what is over first stays first among equals.
    found.sort_by_key(|(skills, _)| std::cmp::Reverse(skills.len()));
    let told = |(teaches, place): (Vec<SkillId>, &Place<'_>)| NearestTeaching {
        by: place.by.clone(),
        name: place.name.clone(),
        college: place.college.clone(),
        all: teaches.len() == missing.len(),
        teaches,
        seats: place.seats,
        start: place.start,
        ready: place.ready,
    };
    found.into_iter().take(NEAREST).map(told).collect()
}
