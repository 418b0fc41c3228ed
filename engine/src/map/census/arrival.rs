//! Who came to the city and who left it, by the events of the record.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flow, Person};
use crate::model::{Category, Date, EngagementMode, LifeEventKind, Month, Profile, TalentId};

/// Somebody who came to the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Who.
    pub talent: TalentId,
    /// The first day on which the person is told to have come.
    pub came: Date,
    /// The first day after it on which the person is told to have left, where there is one.
    pub left: Option<Date>,
    /// Lives and works elsewhere, and nobody told since when.
    pub lost: bool,
    /// First month of the post held here, where one is held.
    pub works_since: Option<Month>,
    /// Wants to be engaged flexibly or in an enclave only: such people never came to stay, and are counted apart.
    pub flexible: bool,
    /// The category, where it is known.
    pub category: Option<Category>,
}

impl Arrival {
    /// The arrival of a person, where the record tells one up to a day.
    pub(super) fn of(profile: &Profile, person: &Person<'_>, category: Option<Category>, as_of: Date) -> Option<Self> {
        let days = |kind| profile.events.iter().filter(move |event| event.kind == kind).map(|event| event.date);
        let came = days(LifeEventKind::Inflow).filter(|day| *day <= as_of).min()?;
        let left = days(LifeEventKind::Outflow).filter(|day| (came..=as_of).contains(day)).min();
        let modes = &profile.preferences.modes;
        // Whoever commutes in is here at work.
        let works_here = person.held().is_some() && person.works_here() == Some(true);
        Some(Self {
            talent: profile.id.clone(),
            came,
            left,
            lost: left.is_none() && person.lives_elsewhere() && !works_here,
            works_since: person.held().filter(|_| works_here).and_then(|post| post.start),
            flexible: !modes.is_empty() && !modes.contains(&EngagementMode::FullTime),
            category,
        })
    }
}

/// Counts a person's events up to a day: each year once in each direction.
pub(super) fn flows(
    profile: &Profile,
    category: Option<Category>,
    first_year: i16,
    as_of: Date,
    flows: &mut BTreeMap<(i16, Option<Category>), Flow>,
) {
    let moved = profile.events.iter().filter(|event| event.date <= as_of && event.date.year() >= first_year);
    let once: BTreeSet<(i16, bool)> = moved
        .filter_map(|event| match event.kind {
            LifeEventKind::Inflow => Some((event.date.year(), true)),
            LifeEventKind::Outflow => Some((event.date.year(), false)),
            LifeEventKind::Growth | LifeEventKind::Contribution => None,
        })
        .collect();
    for (year, inward) in once {
        let flow = flows.entry((year, category)).or_default();
        *(if inward { &mut flow.came } else { &mut flow.left }) += 1;
    }
}
