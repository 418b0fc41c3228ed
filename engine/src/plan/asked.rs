//! An opening made ready to be held against everybody: by which route a person gets to a seat of it, or what alone keeps
//! the person from it.
//!
//! A person who lives here, is free and ready goes by `utilization`; who is ready and about to leave by `retention`; who is
//! free or about to leave, near enough and ready after teaching by `cultivation`; somebody ready from elsewhere by
//! `attraction`. Ready: fit ≥ the method's `thresholds.ready` and no gate failed.

use super::course::{Course, Courses};
use super::standing::{Home, touches};
use super::{Cause, Limit, Route, Standing, Supply};
use crate::fit::{Brief, Facts};
use crate::index::Rows;
use crate::matching::Sweep;
use crate::method::Method;
use crate::model::{Category, Date, Demand, EngagementMode, EngagementModes, RegionCode, Stage};

/// How a person stands to an opening.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Way {
    /// Gets there, with a fit.
    Open(Route, f64),
    /// One limit stands between, with the fit that it keeps off.
    Shut(Cause, f64),
    /// More than one limit, or too far.
    None,
}

/// Somebody whom limits keep off.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    pub(super) row: u32,
    /// Bits of [`Limit`].
    pub(super) limits: u128,
    /// The cause and the fit that it keeps off, where it is one limit alone.
    pub(super) shut: Option<(Cause, f64)>,
}

/// One demand, compiled for the people of a supply.
pub(super) struct Asked<'s> {
    supply: &'s Supply,
    brief: Brief,
    courses: Courses,
    due: Date,
    ready: f64,
    trainable: f64,
    /// Most that is offered.
    offered: Option<f32>,
    modes: EngagementModes,
    /// By region number: whether a wish for it is a wish to work here.
    here: Vec<bool>,
}

impl<'s> Asked<'s> {
    pub(super) fn new(supply: &'s Supply, taught: &super::course::Taught, demand: &Demand) -> Self {
        let (matcher, as_of) = (supply.matcher(), supply.as_of());
        let (reference, dictionary) = (matcher.reference(), matcher.people().dictionary());
        let method = &reference.method;
        let brief = Brief::new(demand, reference, dictionary, as_of);
        let places =
            if demand.regions.is_empty() { std::slice::from_ref(&reference.edition.region) } else { &demand.regions };
        let here =
            |name: &str| RegionCode::new(name).is_ok_and(|wish| places.iter().any(|place| touches(place, &wish)));
        Self {
            supply,
            courses: Courses::new(&brief, taught, dictionary, &method.plan),
            brief,
            due: due(demand, method, as_of),
            ready: method.thresholds.ready,
            trainable: method.thresholds.trainable,
            offered: demand.pay.map(|pay| pay.max as f32),
            modes: demand.modes.iter().copied().collect(),
            here: dictionary.regions.iter().map(here).collect(),
        }
    }

    /// How the person of a row gets to a seat.
    pub(super) fn way(&self, row: u32) -> Way {
        let (facts, standing) = (self.supply.matcher().people().facts(row), self.supply.standing(row));
        match standing.home {
            _ if standing.seated => Way::None,
            Home::Local => self.here(&facts, standing),
            Home::Elsewhere => self.abroad(&facts, standing),
            Home::Unknown if standing.willing => self.abroad(&facts, standing),
            Home::Unknown => Way::None,
        }
    }

    /// Every limit that keeps the person of a row off who would be ready but for them, with the cause where it is one limit
    /// alone; none for a person who gets there or is too far.
    pub(super) fn kept(&self, row: u32) -> Option<Kept> {
        match self.way(row) {
            Way::Open(..) => None,
            Way::Shut(cause, fit) => {
                Some(Kept { row, limits: Limit::of_cause(&cause).bit(), shut: Some((cause, fit)) })
            }
            Way::None => self.limits(row).map(|limits| Kept { row, limits, shut: None }),
        }
    }

    fn limits(&self, row: u32) -> Option<u128> {
        let (facts, standing) = (self.supply.matcher().people().facts(row), self.supply.standing(row));
        if standing.seated || self.score(&facts) < self.ready || (standing.home == Home::Unknown && !standing.willing) {
            return None;
        }
        let mut limits = u128::from(self.brief.gate(&facts).failed);
        let mut unless = |holds: bool, limit: Limit| limits |= if holds { 0 } else { limit.bit() };
        if standing.home == Home::Local {
            unless(standing.free || standing.leaving, Limit::Bound {});
        } else if standing.left && !standing.willing {
            unless(false, Limit::Left {});
        } else {
            unless(self.pays(&facts), Limit::Pay {});
            unless(self.suits(&facts), Limit::Mode {});
            unless(self.is_near(&facts, self.mode(&facts)), Limit::Place {});
        }
        Some(limits)
    }

    /// Visits people who may be ready.
    pub(super) fn ready_among(&self, category: Category, among: &Rows, waived: u64, visit: &dyn Fn(u32)) {
        let sweep = Sweep { among, waived, granted: 0, floor: self.ready, least: self.ready };
        self.supply.matcher().sweep(&self.brief, category, &sweep, visit);
    }

    /// Visits people who may be ready when the skills of some requirements, as bits, are taught.
    pub(super) fn taught_among(&self, category: Category, among: &Rows, skills: u64, visit: &dyn Fn(u32)) {
        let sweep = Sweep { among, waived: skills, granted: skills, floor: self.ready, least: self.trainable };
        self.supply.matcher().sweep(&self.brief, category, &sweep, visit);
    }

    /// Requirements whose skills a programme teaches far enough, as bits.
    pub(super) const fn taught(&self) -> u64 {
        self.courses.taught
    }

    /// Requirements whose skills could be taught, as bits.
    pub(super) const fn teachable(&self) -> u64 {
        self.courses.teachable
    }

    fn here(&self, facts: &Facts<'_>, standing: Standing) -> Way {
        let (fit, failed) = (self.score(facts), self.brief.gate(facts).failed);
        let ready = fit >= self.ready;
        match (ready && failed == 0, standing.free, standing.leaving) {
            (true, true, _) => return Way::Open(self.route(Stage::Utilization, facts), fit),
            (true, _, true) => return Way::Open(self.route(Stage::Retention, facts), fit),
            (true, false, false) => return Way::Shut(Cause::Bound {}, fit),
            (false, false, false) => return Way::None,
            (false, ..) => {}
        }
        let course = if fit >= self.trainable { self.course(facts, failed) } else { Way::None };
        if ready && failed.is_power_of_two() && !matches!(course, Way::Open(..)) {
            return Way::Shut(Cause::Requirement { requirement: failed.trailing_zeros() as usize }, fit);
        }
        course
    }

    fn course(&self, facts: &Facts<'_>, failed: u64) -> Way {
        let dictionary = self.supply.matcher().people().dictionary();
        let Some(course) = self.courses.course(&self.brief, facts, dictionary, failed, self.ready) else {
            return Way::None;
        };
        let Course { taught, untaught, days, fit } = course;
        if !untaught.is_empty() {
            let skills = untaught.into_iter().map(|untaught| untaught.skill).collect();
            return Way::Shut(Cause::Untaught { skills }, fit);
        }
        let ready = self.supply.as_of().plus_days(days);
        if ready > self.due {
            return Way::Shut(Cause::TooLate { ready }, fit);
        }
        let route = self.route(Stage::Cultivation, facts);
        Way::Open(Route { ready: Some(ready), taught, ..route }, fit)
    }

    fn abroad(&self, facts: &Facts<'_>, standing: Standing) -> Way {
        let fit = self.score(facts);
        if fit < self.ready || self.brief.gate(facts).failed != 0 {
            return Way::None;
        }
        if standing.left && !standing.willing {
            return Way::Shut(Cause::Left { reason: standing.reason }, fit);
        }
        let route = self.route(Stage::Attraction, facts);
        match (self.pays(facts), self.suits(facts), self.is_near(facts, route.mode)) {
            (true, true, true) => Way::Open(route, fit),
            (false, true, true) => Way::Shut(Cause::Pay {}, fit),
            (true, false, true) => Way::Shut(Cause::Mode {}, fit),
            (true, true, false) => Way::Shut(Cause::Place {}, fit),
            _ => Way::None,
        }
    }

    /// Whether the most that is offered covers the least that is asked; what is not told is no limit.
    fn pays(&self, facts: &Facts<'_>) -> bool {
        match (self.offered, facts.person.pay) {
            (Some(offered), Some((least, _))) => least <= offered,
            (None, _) | (_, None) => true,
        }
    }

    fn suits(&self, facts: &Facts<'_>) -> bool {
        facts.person.modes.is_empty() || facts.person.modes.meets(self.modes)
    }

    /// Whether the person's wishes leave room for the place of use; who comes at times or works elsewhere for here need
    /// not wish to live here.
    fn is_near(&self, facts: &Facts<'_>, mode: EngagementMode) -> bool {
        mode != EngagementMode::FullTime || facts.wished_regions.is_empty() || self.wishes_here(facts)
    }

    fn wishes_here(&self, facts: &Facts<'_>) -> bool {
        facts.wished_regions.iter().any(|wish| self.here.get(usize::from(*wish)).copied().unwrap_or(false))
    }

    fn route(&self, stage: Stage, facts: &Facts<'_>) -> Route {
        Route { stage, mode: self.mode(facts), ready: None, taught: Vec::new() }
    }

    /// The first mode that suits both; full time only where the place suits too, if there is another. Who names none is
    /// taken for the first that is offered.
    fn mode(&self, facts: &Facts<'_>) -> EngagementMode {
        let theirs = facts.person.modes;
        let both = |mode: &EngagementMode| self.modes.contains(*mode) && (theirs.is_empty() || theirs.contains(*mode));
        let suits = |mode: &EngagementMode| both(mode) && (theirs.is_empty() || self.is_near(facts, *mode));
        let offered = |mode: &EngagementMode| self.modes.contains(*mode);
        let first = |which: &dyn Fn(&EngagementMode) -> bool| EngagementMode::ALL.into_iter().find(|mode| which(mode));
        first(&suits).or_else(|| first(&both)).or_else(|| first(&offered)).unwrap_or(EngagementMode::FullTime)
    }

    fn score(&self, facts: &Facts<'_>) -> f64 {
        self.brief.score(facts, self.supply.matcher().people().dictionary())
    }
}

/// The day by which a seat must be filled: as told, or the method's horizon.
pub(crate) fn due(demand: &Demand, method: &Method, as_of: Date) -> Date {
    demand.due.unwrap_or_else(|| as_of.plus_days(method.plan.horizon_days.into()))
}
