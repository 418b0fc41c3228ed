//! Seats that are taught beside seats that are demanded and people who seek.
//!
//! `per_100_demanded = seats · 100 / demanded`, `per_100_seekers = seats · 100 / seekers`. **Seekers** of a major are people
//! of the register who live here, are free or about to leave, sit in no class ([`Standing`](crate::plan::Standing)) and are
//! no pupils, and studied the major or one of its class. A seat that several programmes serve is shared among them by their
//! graduates a year: `shared`.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Board;
use super::judged::Judged;
use crate::map::Sources;
use crate::model::{Date, OrganisationId, Programme};
use crate::plan::Home;
use crate::vocabulary::{MajorMatch, Vocabulary};

/// Months of a year.
const YEAR: i32 = 12;

/// Seats of a programme beside demand and seekers.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Balance {
    /// A year's intake.
    pub seats: u16,
    /// Graduates of the last twelve months that are told; of the next twelve where none are; else the intake.
    pub graduates: u32,
    /// Seats of the positions that it serves.
    pub demanded: u32,
    /// Its part of them: each seat is shared among the programmes that serve it, by their graduates. None where it would
    /// tell of another college.
    pub shared: Option<f64>,
    /// People here who look for work and studied the major or one of its class; none where the programme names no major,
    /// or where they are too few to be told.
    pub seekers: Option<u32>,
    /// Its seats for 100 demanded; none where nothing is demanded.
    pub per_100_demanded: Option<f64>,
    /// Its seats for 100 seekers; none where nobody seeks.
    pub per_100_seekers: Option<f64>,
    /// Colleges that serve each position it serves, at the least; not told.
    #[serde(skip)]
    pub(super) rivals: usize,
}

impl Balance {
    /// Seats demanded a graduate a year: shared ones where they are told; none without graduates.
    #[must_use]
    pub fn per_graduate(&self) -> Option<f64> {
        let seats = self.shared.unwrap_or_else(|| f64::from(self.demanded));
        (self.graduates > 0).then(|| seats / f64::from(self.graduates))
    }
}

/// Graduates of a year, as [`Balance::graduates`] says.
pub(super) fn graduates_a_year(programme: &Programme, as_of: Date) -> u32 {
    let within = |months: std::ops::Range<i32>| {
        let told = programme.graduates.iter().filter(|told| months.contains(&as_of.month().since(told.month)));
        told.map(|told| told.count).sum::<u32>()
    };
    [within(0..YEAR), within(-YEAR..0), programme.seats.into()].into_iter().find(|count| *count > 0).unwrap_or(0)
}

/// The balance of each programme, in their order.
pub(super) fn balances(sources: &Sources, board: &Board<'_>, judged: &[Judged<'_>]) -> Vec<Balance> {
    let graduates: Vec<u32> = judged.iter().map(|judged| graduates_a_year(judged.programme, sources.as_of)).collect();
    let mut serving = vec![0_u64; board.asked.len()];
    let mut colleges: Vec<BTreeSet<&OrganisationId>> = vec![BTreeSet::new(); board.asked.len()];
    for (judged, graduates) in judged.iter().zip(&graduates) {
        for (at, _) in judged.serves() {
            serving[at] += u64::from(*graduates);
            colleges[at].insert(&judged.programme.college);
        }
    }
    let studied = studied(sources);
    let balance = |(judged, graduates): (&Judged<'_>, u32)| {
        let demanded: u32 = judged.serves().map(|(at, _)| board.asked[at].opening.seats).sum();
        let part = |(at, _): (usize, _)| {
            let seats = f64::from(board.asked[at].opening.seats);
            if serving[at] == 0 { 0.0 } else { seats * f64::from(graduates) / serving[at] as f64 }
        };
        let seekers = seekers(judged.programme, &studied, &sources.reference().vocabulary);
        let per_100 = |whole: u32| (whole > 0).then(|| f64::from(judged.programme.seats) * 100.0 / f64::from(whole));
        Balance {
            seats: judged.programme.seats,
            graduates,
            demanded,
            shared: Some(judged.serves().map(part).sum()),
            seekers,
            per_100_demanded: per_100(demanded),
            per_100_seekers: seekers.and_then(per_100),
            rivals: judged.serves().map(|(at, _)| colleges[at].len().saturating_sub(1)).min().unwrap_or(usize::MAX),
        }
    };
    judged.iter().zip(graduates).map(balance).collect()
}

/// People here who look for work, by the majors that they studied.
fn studied(sources: &Sources) -> BTreeMap<Vec<&str>, u32> {
    let people = sources.supply.matcher().people();
    let mut studied: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    for row in 0..people.rows() as u32 {
        let standing = sources.supply.standing(row);
        let looks = (standing.free || standing.leaving) && !standing.seated;
        if standing.home != Home::Local || !looks {
            continue;
        }
        let schooling = &people.facts(row).schooling;
        if schooling.iter().any(|course| course.graduation.is_some_and(|end| end > sources.as_of.month())) {
            continue;
        }
        let known = schooling.iter().filter(|course| course.major != crate::fit::UNKNOWN);
        let majors: BTreeSet<&str> = known.map(|course| people.dictionary().majors.name(course.major)).collect();
        if !majors.is_empty() {
            *studied.entry(majors.into_iter().collect()).or_default() += 1;
        }
    }
    studied
}

fn seekers(programme: &Programme, studied: &BTreeMap<Vec<&str>, u32>, vocabulary: &Vocabulary) -> Option<u32> {
    let major = programme.major.as_ref()?;
    let near = |held: &&str| vocabulary.major_match(major.as_str(), held).is_some_and(|near| near >= MajorMatch::Class);
    Some(studied.iter().filter(|(majors, _)| majors.iter().any(&near)).map(|(_, people)| people).sum())
}
