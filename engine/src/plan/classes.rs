//! Classes as suppliers of seats: whom they serve, how many, and what their graduates are worth to an opening.

use super::{Opening, Training};
use crate::fit::{Brief, Dictionary, FactsBuf};
use crate::matching::PositionId;
use crate::model::{
    Cohort, CohortStatus, Date, Demand, EducationCode, EngagementMode, HeldSkill, OrderId, OrganisationId, Preferences,
    Profile, Programme, Schooling, SkillSource, TalentId,
};
use crate::reference::Reference;
use crate::vocabulary::MajorLevel;

/// Seats of a class that go to the same openings.
#[derive(Debug, Clone)]
pub(super) struct Class<'t> {
    pub(super) cohort: &'t Cohort,
    pub(super) programme: &'t Programme,
    pub(super) seats: u32,
    scope: Scope<'t>,
}

/// To whom the seats go.
#[derive(Debug, Clone, Copy)]
enum Scope<'t> {
    /// A share that names an order.
    Order(&'t OrderId),
    /// A share of an enterprise, for its orders of the class's positions.
    Enterprise(&'t OrganisationId),
    /// Seats without a share: whatever counts for the class's positions.
    Positions,
}

/// Classes that will bring people: agreed on and not yet graduated, since graduates stand in the register themselves. Each
/// comes as its shares and what they leave. A class of a programme that is not told teaches nobody knows what, and counts
/// for nothing.
pub(super) fn classes<'t>(training: &Training<'t>) -> Vec<Class<'t>> {
    let mut cohorts: Vec<&Cohort> = training.cohorts.iter().filter(|cohort| is_coming(cohort.status)).collect();
    cohorts.sort_by(|a, b| a.id.cmp(&b.id));
    cohorts.into_iter().flat_map(|cohort| parts(cohort, training.programmes)).collect()
}

const fn is_coming(status: CohortStatus) -> bool {
    match status {
        CohortStatus::Agreed | CohortStatus::Enrolling | CohortStatus::Running => true,
        CohortStatus::Proposed | CohortStatus::Graduated | CohortStatus::Placed => false,
    }
}

fn parts<'t>(cohort: &'t Cohort, programmes: &'t [Programme]) -> Vec<Class<'t>> {
    let Some(programme) = programmes.iter().find(|programme| programme.id == cohort.programme) else {
        return Vec::new();
    };
    let class = |seats: u16, scope| Class { cohort, programme, seats: u32::from(seats), scope };
    let scope = |share: &'t crate::model::CohortShare| match &share.order {
        Some(order) => Scope::Order(order),
        None => Scope::Enterprise(&share.enterprise),
    };
    let shared: u16 = cohort.shares.iter().map(|share| share.seats).sum();
    let rest = class(cohort.seats_max.saturating_sub(shared), Scope::Positions);
    let shares = cohort.shares.iter().map(|share| class(share.seats, scope(share)));
    shares.chain([rest]).filter(|class| class.seats > 0).collect()
}

impl Class<'_> {
    /// What a graduate is worth to an opening, 0 to 100; none where the class does not serve it, comes too late, or its
    /// graduates fail a gate.
    pub(super) fn fit(&self, opening: &Opening, due: Date, reference: &Reference, as_of: Date) -> Option<f64> {
        let serves = self.cohort.ready <= due && self.serves(opening);
        serves.then(|| worth(self.programme, self.cohort.ready, &opening.demand, reference, as_of))?
    }

    fn serves(&self, opening: &Opening) -> bool {
        let counts = || opening.entry.as_ref().is_some_and(|entry| self.cohort.positions.contains(entry));
        match self.scope {
            Scope::Order(order) => opening.id == PositionId::Order(order.clone()),
            Scope::Enterprise(enterprise) => opening.organisation.as_ref() == Some(enterprise) && counts(),
            Scope::Positions => counts(),
        }
    }
}

/// The fit of a graduate of a programme to a demand; none where a gate fails.
pub(super) fn worth(
    programme: &Programme,
    ready: Date,
    demand: &Demand,
    reference: &Reference,
    as_of: Date,
) -> Option<f64> {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(&graduate(programme, ready, reference)?, &mut dictionary);
    let brief = Brief::new(demand, reference, &dictionary, as_of);
    (brief.gate(&facts.view()).failed == 0).then(|| brief.score(&facts.view(), &dictionary))
}

/// A graduate of whom is known what the programme says: its skills, its major, where it is taught and when it ends.
fn graduate(programme: &Programme, ready: Date, reference: &Reference) -> Option<Profile> {
    let held = |taught: &crate::model::TaughtSkill| HeldSkill {
        skill: Some(taught.skill.clone()),
        text: None,
        level: Some(taught.level),
        source: SkillSource::Course,
    };
    let schooling = Schooling {
        level: programme.major.as_ref().and_then(|major| level(major.as_str(), reference)),
        major: programme.major.clone(),
        major_text: None,
        school: None,
        start: None,
        graduation: Some(ready.month()),
    };
    Some(Profile {
        synthetic: true,
        skills: programme.skills.iter().map(held).collect(),
        schooling: vec![schooling],
        residence: Some(reference.edition.region.clone()),
        preferences: Preferences {
            regions: vec![reference.edition.region.clone()],
            modes: vec![EngagementMode::FullTime],
            available_from: Some(ready),
            ..Preferences::default()
        },
        ..Profile::empty(TalentId::new("graduate").ok()?)
    })
}

/// The level that a programme leads to, by the list that its major stands in.
fn level(major: &str, reference: &Reference) -> Option<EducationCode> {
    let code = match reference.vocabulary.major(major)?.level {
        MajorLevel::Postgraduate => "14",
        MajorLevel::Undergraduate => "21",
        MajorLevel::VocationalCollege => "31",
        MajorLevel::VocationalSecondary => "41",
    };
    EducationCode::new(code).ok()
}
