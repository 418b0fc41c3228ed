//! Where a person stands to the city and to work, read from the record by plain rules; what is not told is unknown.

use std::collections::BTreeMap;

use crate::fit::region_contains;
use crate::model::{
    Date, LeavingReason, LifeEventKind, Outcome, OutcomeEvent, Post, Preferences, Profile, RegionCode, TalentId,
};
use crate::reference::Reference;

/// Whether somebody belongs to the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Home {
    /// Lives in one of its regions; or works in one, where no residence is told.
    Local,
    /// Lives elsewhere.
    Elsewhere,
    /// Neither is told.
    #[default]
    Unknown,
}

/// Where a person stands on the day of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether the person belongs to the city.
    pub home: Home,
    /// Free to move to another seat here: not leaving, and without an open post or looking. Looking is who told a first
    /// day, a pay, an occupation or a node; a region or a mode alone says nothing of a wish to change.
    pub free: bool,
    /// About to leave: an outflow is declared for a later day, or every region wished for lies elsewhere.
    pub leaving: bool,
    /// Left within the method's `plan.left_days`: an outflow without a later inflow, or an outcome that says so.
    pub left: bool,
    /// Wishes to work in the city.
    pub willing: bool,
    /// Has a seat in a class that will bring people: the class's seats count in the person's place, so that nobody counts
    /// twice. No route leads past the class.
    pub seated: bool,
    /// Why the person left or is leaving, where it is known.
    pub reason: Option<LeavingReason>,
}

/// Words by which records name a reason, tried in this order.
const WORDS: [(LeavingReason, &[&str]); 10] = [
    (LeavingReason::Pay, &["薪", "工资", "待遇", "pay", "salary"]),
    (LeavingReason::Growth, &["发展", "晋升", "growth", "career"]),
    (LeavingReason::Housing, &["住房", "房价", "housing"]),
    (LeavingReason::SchoolingOfChildren, &["子女", "上学", "school"]),
    (LeavingReason::Family, &["家庭", "照顾", "family"]),
    (LeavingReason::Commute, &["通勤", "commute"]),
    (LeavingReason::Management, &["管理", "management"]),
    (LeavingReason::SkillMismatch, &["技能不符", "专业不对口", "mismatch"]),
    (LeavingReason::ContractEnd, &["合同", "contract"]),
    (LeavingReason::FurtherStudy, &["深造", "升学", "study"]),
];

/// Reads records for one city and day.
pub(super) struct Reader<'r> {
    city: &'r RegionCode,
    as_of: Date,
    /// The first day on which a leaving still counts.
    since: Date,
}

impl<'r> Reader<'r> {
    pub(super) fn new(reference: &'r Reference, as_of: Date) -> Self {
        let since = as_of.plus_days(-i32::from(reference.method.plan.left_days));
        Self { city: &reference.edition.region, as_of, since }
    }

    pub(super) fn standing(&self, profile: &Profile) -> Standing {
        let (wishes, outflow) = (&profile.preferences, self.outflow(profile));
        let willing = wishes.regions.iter().any(|region| touches(self.city, region));
        let (ahead, left) = (
            outflow.is_some_and(|(day, _)| day > self.as_of),
            outflow.is_some_and(|(day, _)| day <= self.as_of && day >= self.since),
        );
        let leaving = ahead || (!wishes.regions.is_empty() && !willing);
        Standing {
            home: self.home(profile),
            free: !leaving && (self.is_between_posts(profile) || looks(wishes)),
            leaving,
            left,
            willing,
            seated: false,
            reason: outflow.filter(|_| ahead || left).and_then(|(_, reason)| reason),
        }
    }

    /// Who left an organisation within the window and did not begin again with it, with the last reason.
    pub(super) fn left(&self, outcomes: &[Outcome]) -> BTreeMap<TalentId, Option<LeavingReason>> {
        let mut last: BTreeMap<_, (Date, Option<LeavingReason>)> = BTreeMap::new();
        for outcome in outcomes.iter().filter(|outcome| outcome.date <= self.as_of) {
            let reason = match outcome.event {
                OutcomeEvent::Left { reason } => Some(reason),
                OutcomeEvent::Started { .. } => None,
                OutcomeEvent::Shortlisted { .. } | OutcomeEvent::Offered { .. } | OutcomeEvent::State { .. } => {
                    continue;
                }
            };
            let told = last.entry((&outcome.talent, &outcome.organisation)).or_insert((outcome.date, reason));
            // On one day a leaving counts before a start: who is moved within a firm has not left.
            if (outcome.date, reason.is_none()) >= (told.0, told.1.is_none()) {
                *told = (outcome.date, reason);
            }
        }
        let gone = last.into_iter().filter(|(_, (day, reason))| *day >= self.since && reason.is_some());
        gone.map(|((talent, _), (_, reason))| (talent.clone(), reason)).collect()
    }

    fn home(&self, profile: &Profile) -> Home {
        match &profile.residence {
            Some(region) if region_contains(self.city.as_str(), region.as_str()) => Home::Local,
            // A province or the country says no more than nothing.
            Some(region) if !touches(self.city, region) => Home::Elsewhere,
            Some(_) | None if self.works_here(profile) => Home::Local,
            Some(_) | None => Home::Unknown,
        }
    }

    fn works_here(&self, profile: &Profile) -> bool {
        let inside = |region: &RegionCode| region_contains(self.city.as_str(), region.as_str());
        profile.posts.iter().any(|post| self.is_open(post) && post.region.as_ref().is_some_and(inside))
    }

    fn is_between_posts(&self, profile: &Profile) -> bool {
        !profile.posts.iter().any(|post| self.is_open(post))
    }

    fn is_open(&self, post: &Post) -> bool {
        let today = self.as_of.month();
        post.start.is_some_and(|start| start <= today) && post.end.is_none_or(|end| end > today)
    }

    /// The last outflow, unless an inflow followed, with the reason that its note names.
    fn outflow(&self, profile: &Profile) -> Option<(Date, Option<LeavingReason>)> {
        let of = |kind: LifeEventKind| profile.events.iter().filter(move |event| event.kind == kind);
        let out = of(LifeEventKind::Outflow).max_by_key(|event| event.date)?;
        let back = of(LifeEventKind::Inflow).any(|event| event.date > out.date && event.date <= self.as_of);
        (!back).then(|| (out.date, out.note.as_deref().and_then(named)))
    }
}

/// Whether two regions are one, or one contains the other.
pub(super) fn touches(a: &RegionCode, b: &RegionCode) -> bool {
    region_contains(a.as_str(), b.as_str()) || region_contains(b.as_str(), a.as_str())
}

fn looks(wishes: &Preferences) -> bool {
    wishes.available_from.is_some()
        || wishes.pay.is_some()
        || !wishes.occupations.is_empty()
        || !wishes.nodes.is_empty()
}

/// The reason that a note names.
fn named(note: &str) -> Option<LeavingReason> {
    let note = note.to_lowercase();
    WORDS.iter().find(|(_, words)| words.iter().any(|word| note.contains(word))).map(|(reason, _)| *reason)
}
