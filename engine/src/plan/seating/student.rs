//! What a seat plan reads of a person beside the facts of the fit: the list of classes, where the person studies and works.

use std::collections::{BTreeMap, BTreeSet};

use super::Offer;
use crate::model::{
    Cohort, CohortId, CohortStatus, Date, Edition, MajorId, Organisation, OrganisationId, PriorityGroup, Profile,
    TalentId,
};
use crate::text::normalise;

/// Somebody who wishes for classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Student {
    pub(super) id: TalentId,
    /// Classes, the dearest first; in a plan of one college those of that college alone, so that no place among them tells
    /// of another's.
    pub(super) wishes: Vec<CohortId>,
    /// Whether the person allows being ranked by a program.
    pub(super) ranking: bool,
    /// The class in which the person has a seat already.
    pub(super) seat: Option<CohortId>,
    /// Where the person is a pupil, with the major.
    pupil: BTreeSet<(OrganisationId, Option<MajorId>)>,
    /// Who employs the person.
    employers: BTreeSet<OrganisationId>,
}

/// Reads people: schools and employers stand in records by name.
pub(super) struct Reader {
    as_of: Date,
    /// Organisations by name and by id, normalised.
    names: BTreeMap<String, OrganisationId>,
    /// Classes whose seats are taken: known, and neither over nor called off.
    held: BTreeSet<CohortId>,
    /// The classes of the college whose plan it is; none for a plan of all.
    own: Option<BTreeSet<CohortId>>,
}

impl Reader {
    pub(super) fn new(edition: &Edition, as_of: Date, offer: &Offer<'_>) -> Self {
        let Offer { organisations, cohorts, college, .. } = *offer;
        let words = |held: &Organisation| {
            let school = held.in_edition(edition).map_or(&held.name, |college| &college.name);
            [held.id.as_str(), &held.name.zh, &held.name.en, &school.zh, &school.en].map(normalise)
        };
        let names = organisations.iter().rev().flat_map(|held| words(held).map(|name| (name, held.id.clone())));
        let over = |cohort: &&Cohort| {
            !matches!(cohort.status, CohortStatus::Graduated | CohortStatus::Placed | CohortStatus::Cancelled)
        };
        let of = |college: &OrganisationId| {
            let own = cohorts.iter().filter(|cohort| cohort.college == *college);
            own.map(|cohort| cohort.id.clone()).collect()
        };
        Self {
            own: college.map(of),
            as_of,
            names: names.filter(|(name, _)| !name.is_empty()).collect(),
            held: cohorts.iter().filter(over).map(|cohort| cohort.id.clone()).collect(),
        }
    }

    /// The student; none for who wishes for no class and has no seat in one.
    pub(super) fn student(&self, profile: &Profile) -> Option<Student> {
        let seat = profile.cohort.clone().filter(|cohort| self.held.contains(cohort));
        let own = |cohort: &&CohortId| self.own.as_ref().is_none_or(|own| own.contains(*cohort));
        let wishes: Vec<CohortId> = profile.preferences.cohorts.iter().filter(own).cloned().collect();
        if wishes.is_empty() && seat.is_none() {
            return None;
        }
        let today = self.as_of.month();
        let studies = profile.schooling.iter().filter(|course| course.graduation.is_some_and(|end| end > today));
        let works = profile
            .posts
            .iter()
            .filter(|post| post.start.is_some_and(|start| start <= today) && post.end.is_none_or(|end| end > today));
        let school = |name: &Option<String>| self.named(name.as_deref());
        Some(Student {
            id: profile.id.clone(),
            wishes,
            ranking: profile.consent.ranking,
            seat,
            pupil: studies.filter_map(|course| Some((school(&course.school)?, course.major.clone()))).collect(),
            employers: works.filter_map(|post| self.named(post.employer.as_deref())).collect(),
        })
    }

    fn named(&self, name: Option<&str>) -> Option<OrganisationId> {
        self.names.get(&normalise(name?)).cloned()
    }
}

impl Student {
    /// The first of a class's priority groups that the student belongs to, as its place among them. `enterprises` are those
    /// whose employees count: the one whose share it is, or all with a share for the free seats.
    pub(super) fn group(
        &self,
        cohort: &Cohort,
        major: Option<&MajorId>,
        enterprises: &[&OrganisationId],
    ) -> Option<(usize, PriorityGroup)> {
        let belongs = |group: &PriorityGroup| match group {
            PriorityGroup::Programme => {
                let studies = |(school, studied): &(OrganisationId, Option<MajorId>)| {
                    *school == cohort.college && studied.as_ref() == major
                };
                major.is_some() && self.pupil.iter().any(studies)
            }
            PriorityGroup::College => self.pupil.iter().any(|(school, _)| *school == cohort.college),
            PriorityGroup::Employees => enterprises.iter().any(|enterprise| self.employers.contains(*enterprise)),
        };
        cohort.priorities.iter().copied().enumerate().find(|(_, group)| belongs(group))
    }
}
