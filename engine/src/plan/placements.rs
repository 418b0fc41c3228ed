//! What became of the people of classes: with whom they began to work, and who was still there six months later.
//!
//! A start counts for a class from its first day where it is with an enterprise that has a share (an apprentice begins
//! before the class ends), and from the month in which its people can work with anybody else; until `graduate_months` of the
//! method's indicators after that month. Of several the one with a share counts, then one that an employer reports, then
//! the first. A college reports of work elsewhere. Six months on, a report of that state counts, or a later one of somebody
//! still there; a leaving before then counts as one; otherwise nobody knows yet.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::Roster;
use crate::model::{Cohort, CohortId, Date, MonthsAfter, OrganisationId, Outcome, OutcomeEvent, ProgrammeId, TalentId};

/// Days of the six months after which it is asked who is still there.
const SIX_MONTHS: i32 = 183;

/// People who began to work, by what is known of them six months later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fate {
    /// Still there after six months.
    pub stayed: u32,
    /// Left before.
    pub left: u32,
    /// Nobody told yet.
    pub open: u32,
}

impl Fate {
    /// How many began.
    #[must_use]
    pub const fn began(&self) -> u32 {
        self.stayed + self.left + self.open
    }
}

impl AddAssign for Fate {
    fn add_assign(&mut self, other: Self) {
        self.stayed += other.stayed;
        self.left += other.left;
        self.open += other.open;
    }
}

/// What became of the people of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassPlacements {
    /// The programme that it was a class of.
    pub programme: ProgrammeId,
    /// Who began with an enterprise that has a share, by enterprise; one that nobody began with is there too.
    pub shares: BTreeMap<OrganisationId, Fate>,
    /// Who began with anybody else.
    pub others: Fate,
    /// People of whom no start is told.
    pub unplaced: u32,
}

impl ClassPlacements {
    /// Everybody of the class who is on record.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.began().began() + self.unplaced
    }

    /// Who began with an enterprise that has a share.
    #[must_use]
    pub fn with_shares(&self) -> Fate {
        let mut all = Fate::default();
        self.shares.values().for_each(|fate| all += *fate);
        all
    }

    /// Who began with anybody.
    #[must_use]
    pub fn began(&self) -> Fate {
        let mut all = self.with_shares();
        all += self.others;
        all
    }
}

/// What became of the people of classes that have graduated.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placements {
    /// By class; one whose people are not on record is not here.
    pub classes: BTreeMap<CohortId, ClassPlacements>,
}

impl Placements {
    /// Follows the people of each class that graduated, up to a day. `months` are those after graduation within which a
    /// start counts (`indicators.graduate_months` of the method).
    #[must_use]
    pub fn of(cohorts: &[Cohort], roster: &Roster, outcomes: &[Outcome], months: u8, as_of: Date) -> Self {
        let over = cohorts.iter().filter(|cohort| cohort.status.is_over());
        let known: Vec<&Cohort> = over.filter(|cohort| roster.everybody(&cohort.id).next().is_some()).collect();
        let mut told: BTreeMap<&TalentId, Vec<&Outcome>> = BTreeMap::new();
        for outcome in outcomes.iter().filter(|outcome| outcome.date <= as_of) {
            if roster.knows(&outcome.talent) {
                told.entry(&outcome.talent).or_default().push(outcome);
            }
        }
        let classes = known.into_iter().map(|cohort| (cohort.id.clone(), follow(cohort, roster, &told, months)));
        Self { classes: classes.collect() }
    }
}

fn follow(cohort: &Cohort, roster: &Roster, told: &BTreeMap<&TalentId, Vec<&Outcome>>, months: u8) -> ClassPlacements {
    let shares = cohort.shares.iter().map(|share| (share.enterprise.clone(), Fate::default())).collect();
    let mut class =
        ClassPlacements { programme: cohort.programme.clone(), shares, others: Fate::default(), unplaced: 0 };
    for person in roster.everybody(&cohort.id) {
        let told = told.get(person).map_or(&[][..], Vec::as_slice);
        let Some(start) = start(cohort, told, months) else {
            class.unplaced += 1;
            continue;
        };
        let fate = class.shares.get_mut(&start.organisation).unwrap_or(&mut class.others);
        *fate += fate_of(start, told);
    }
    class
}

/// The start that counts.
fn start<'o>(cohort: &Cohort, told: &[&'o Outcome], months: u8) -> Option<&'o Outcome> {
    let shares = |outcome: &Outcome| cohort.shares.iter().any(|share| share.enterprise == outcome.organisation);
    let counts = |outcome: &&&Outcome| {
        let after = outcome.date.month().since(cohort.ready.month());
        let early = if shares(outcome) { outcome.date >= cohort.start } else { after >= 0 };
        matches!(outcome.event, OutcomeEvent::Started { .. }) && early && after <= i32::from(months)
    };
    let rank = |outcome: &&&Outcome| {
        (!shares(outcome), outcome.organisation == cohort.college, outcome.date, outcome.id.clone())
    };
    told.iter().filter(counts).min_by_key(rank).copied()
}

/// How it stood six months after a start.
pub(crate) fn fate_of(start: &Outcome, told: &[&Outcome]) -> Fate {
    let there = told.iter().filter(|outcome| outcome.organisation == start.organisation && outcome.date >= start.date);
    let later = start.date.plus_days(SIX_MONTHS);
    let (mut stayed, mut left) = (false, false);
    for outcome in there {
        match outcome.event {
            OutcomeEvent::State { months, employed_here, .. } => {
                stayed |= employed_here;
                left |= !employed_here && months == MonthsAfter::ALL[0];
            }
            OutcomeEvent::Left { .. } => {
                left |= outcome.date < later;
                stayed |= outcome.date >= later;
            }
            OutcomeEvent::Shortlisted { .. } | OutcomeEvent::Offered { .. } | OutcomeEvent::Started { .. } => {}
        }
    }
    match (left, stayed) {
        (true, _) => Fate { left: 1, ..Fate::default() },
        (false, true) => Fate { stayed: 1, ..Fate::default() },
        (false, false) => Fate { open: 1, ..Fate::default() },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{CohortStatus, Profile};

    fn cohort() -> Cohort {
        serde_json::from_value(json!({
            "id": "K-1", "programme": "P-1", "college": "C", "name": {"zh": "班", "en": "class"}, "form": "order_class",
            "seats_min": 1, "seats_max": 30, "start": "2023-09-01", "ready": "2026-01-01", "status": "graduated",
            "shares": [{"enterprise": "E-1", "seats": 5}, {"enterprise": "E-2", "seats": 5}]
        }))
        .unwrap()
    }

    fn told(person: &str, by: &str, date: &str, event: serde_json::Value) -> Outcome {
        let id = format!("R-{person}-{by}-{date}");
        serde_json::from_value(json!({"id": id, "talent": person, "organisation": by, "date": date, "event": event}))
            .unwrap()
    }

    fn person(name: &str) -> Profile {
        Profile { cohort: Some(cohort().id), ..Profile::empty(TalentId::new(name).unwrap()) }
    }

    fn placed(outcomes: &[Outcome]) -> ClassPlacements {
        followed(["a", "b", "c"].map(person), outcomes)
    }

    fn followed(people: [Profile; 3], outcomes: &[Outcome]) -> ClassPlacements {
        let (cohort, roster) = (cohort(), people.iter().collect());
        let as_of = Date::new(2026, 11, 21).unwrap();
        let all = Placements::of(&[cohort], &roster, outcomes, 12, as_of);
        all.classes.into_values().next().unwrap()
    }

    fn fates(class: &ClassPlacements) -> Vec<(u32, u32, u32)> {
        class.shares.values().chain([&class.others]).map(|fate| (fate.stayed, fate.left, fate.open)).collect()
    }

    #[test]
    fn each_person_counts_once_where_the_start_is_that_counts() {
        let start = json!({"kind": "started"});
        let class = placed(&[
            told("a", "E-9", "2026-01-15", start.clone()),
            told("a", "E-2", "2026-03-01", start.clone()),
            told("b", "C", "2026-02-01", start.clone()),
            told("b", "E-9", "2026-04-01", start.clone()),
            told("nobody", "E-1", "2026-02-01", start),
        ]);
        assert_eq!(fates(&class), [(0, 0, 0), (0, 0, 1), (0, 0, 1)]);
        assert_eq!((class.people(), class.unplaced, class.with_shares().began()), (3, 1, 1));
    }

    #[test]
    fn who_sits_in_another_class_since_still_counts_for_the_one_that_is_over() {
        let second = person("a").seated_in(&CohortId::new("K-2").unwrap(), true).unwrap();
        let start = [told("a", "E-2", "2026-03-01", json!({"kind": "started"}))];
        assert_eq!(followed([second, person("b"), person("c")], &start), placed(&start));
    }

    #[test]
    fn a_start_counts_in_its_time() {
        let start = json!({"kind": "started"});
        for (by, day, counts) in [
            ("E-1", "2023-08-31", false),
            ("E-1", "2023-09-01", true),
            ("E-9", "2025-12-31", false),
            ("E-9", "2026-01-01", true),
            ("E-9", "2026-11-22", false),
        ] {
            let class = placed(&[told("a", by, day, start.clone())]);
            assert_eq!(class.unplaced, if counts { 2 } else { 3 }, "{by} {day}");
        }
    }

    #[test]
    fn six_months_on_it_is_known_who_is_still_there() {
        let state = |months: u8, here: bool| json!({"kind": "state", "months": months, "employed_here": here});
        let left = json!({"kind": "left", "reason": "pay"});
        for (day, event, fate) in [
            ("2026-08-01", state(6, true), (1, 0, 0)),
            ("2026-08-01", state(6, false), (0, 1, 0)),
            ("2026-09-01", state(12, true), (1, 0, 0)),
            ("2026-08-01", state(12, false), (0, 0, 1)),
            ("2026-08-02", left.clone(), (0, 1, 0)),
            ("2026-08-04", left, (1, 0, 0)),
        ] {
            let begun = told("a", "E-1", "2026-02-01", json!({"kind": "started"}));
            let class = placed(&[begun, told("a", "E-1", day, event.clone())]);
            assert_eq!(fates(&class)[0], fate, "{day} {event}");
        }
    }

    #[test]
    fn a_class_that_is_taught_or_whose_people_are_unknown_tells_nothing() {
        let as_of = Date::new(2026, 11, 21).unwrap();
        assert!(Placements::of(&[cohort()], &Roster::default(), &[], 12, as_of).classes.is_empty());
        let taught = Cohort { status: CohortStatus::Running, ..cohort() };
        assert!(Placements::of(&[taught], &[person("a")].iter().collect(), &[], 12, as_of).classes.is_empty());
    }
}
