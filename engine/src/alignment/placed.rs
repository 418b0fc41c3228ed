//! What became of a programme's graduates, and of the people of its classes: evidence beside what is taught.
//!
//! Graduates are people of the register whose last graduation, in the years of cohorts, is of the college and the major.
//! - `local`: of those at work whose place of work is known, who works here (the census's rule);
//! - `placed`: of those who graduated `graduate_months` ago or earlier, who began with an organisation that is no college
//!   within that time;
//! - `relevant`: of those who began at a position of the catalog that is told, whose position the programme serves;
//! - `left_early`: of those of whom it is known six months after they began, who had left;
//! - `starting_pay`: the median of the middles of base pay with which they began, of at least `pay_threshold` people.
//!
//! Each is a table of all programmes and the graduates of none, and is told as such tables are
//! ([`published`](crate::map::withhold::published)): small cells are withheld, with what would give them away. A
//! college reads its own alone, so that what is told to colleges is a table a college: nothing of it is withheld for
//! another's sake.

use std::collections::{BTreeMap, BTreeSet};

use super::board::Board;
use super::judged::Judged;
use super::share::Share;
use crate::map::withhold::{Rows, published};
use crate::map::{ClassFigures, Graduate, Sources, Work, base_pay, quantile};
use crate::matching::PositionId;
use crate::model::{
    CohortId, CollegeId, Date, EntryId, OrderId, OrganisationId, Outcome, OutcomeEvent, ProgrammeId, TalentId,
};
use crate::plan::{self, fate_of};

/// What became of some people.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Placements {
    /// How many they are; none where they are too few to be told.
    pub people: Option<u32>,
    /// Who works here, of those at work whose place is known.
    pub local: Share,
    /// Who began to work within the method's `graduate_months`.
    pub placed: Share,
    /// Who began at a position that the programme serves, of those whose position is told.
    pub relevant: Share,
    /// Who left within half a year, of those who began so long ago.
    pub left_early: Share,
    /// Median starting pay in 万元 a year; none where too few tell it.
    pub starting_pay: Option<f64>,
}

/// What became of the people of a class that graduated: shares of what is told of it elsewhere ([`ClassFigures`]), so that the
/// two together tell no more.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClassOutcome {
    /// The class.
    pub cohort: CohortId,
    /// Its people on record; none where they are too few to be told.
    pub people: Option<u32>,
    /// Who began to work, of its people.
    pub placed: Share,
    /// Who began with an enterprise that has a share, of those who began.
    pub with_shares: Share,
    /// Who left within half a year, of those of whom it is known.
    pub left_early: Share,
}

/// What is known of one person.
#[derive(Debug, Clone, Default)]
struct Path {
    local: Option<bool>,
    placed: Option<bool>,
    relevant: Option<bool>,
    left_early: Option<bool>,
    pay: Option<f64>,
}

/// Placements of each programme, in their order; as one table of all colleges, or where each reads its own, as one a college.
pub(super) fn placements(
    sources: &Sources,
    board: &Board<'_>,
    judged: &[Judged<'_>],
    by_college: bool,
) -> Vec<Placements> {
    let told = Told::of(sources);
    let served: Vec<BTreeSet<EntryId>> = judged.iter().map(|judged| served(board, judged)).collect();
    let mut groups: Vec<Vec<Path>> = vec![Vec::new(); judged.len()];
    // Graduates of no programme: without them the sums of a college would tell of the others.
    let mut rest: BTreeMap<Option<CollegeId>, Vec<Path>> = BTreeMap::new();
    for (talent, graduate) in sources.census.graduates() {
        let programme = judged.iter().position(|judged| is_of(graduate, judged, sources));
        let path = told.path(talent, graduate, programme.map(|at| &served[at]));
        match programme {
            Some(at) => groups[at].push(path),
            None => rest.entry(school(graduate, sources).filter(|_| by_college)).or_default().push(path),
        }
    }
    let mut published: BTreeMap<usize, Placements> = BTreeMap::new();
    for (college, rows) in tables(sources, judged, by_college) {
        let mut table: Vec<Vec<Path>> = rows.iter().map(|&at| std::mem::take(&mut groups[at])).collect();
        table.push(rest.remove(&college).unwrap_or_default());
        published.extend(rows.into_iter().zip(published_of(sources, &table)));
    }
    published.into_values().collect()
}

/// Programmes that are told in one table, as their places; with the college where each has its own.
fn tables(sources: &Sources, judged: &[Judged<'_>], by_college: bool) -> BTreeMap<Option<CollegeId>, Vec<usize>> {
    let mut tables: BTreeMap<Option<CollegeId>, Vec<usize>> = BTreeMap::new();
    for (at, judged) in judged.iter().enumerate() {
        let college = sources.colleges.get(&judged.programme.college).filter(|_| by_college).cloned();
        tables.entry(college).or_default().push(at);
    }
    tables
}

/// What became of the people of the classes of each programme, in their order.
pub(super) fn classes(sources: &Sources, judged: &[Judged<'_>]) -> Vec<Vec<ClassOutcome>> {
    let values = &sources.reference().method.indicators;
    let (roster, months) = (sources.supply.roster(), values.graduate_months);
    let followed = plan::Placements::of(&sources.cohorts, roster, &sources.outcomes, months, sources.as_of);
    let graduated = sources.cohorts.iter().filter(|cohort| followed.classes.contains_key(&cohort.id));
    let told = graduated.map(|cohort| {
        let figures = ClassFigures::of(cohort, roster, &followed, values.threshold, sources.as_of);
        (&cohort.programme, ClassOutcome::of(figures))
    });
    let told: Vec<(&ProgrammeId, ClassOutcome)> = told.collect();
    let of = |judged: &Judged<'_>| {
        let own = told.iter().filter(|(programme, _)| **programme == judged.programme.id);
        own.map(|(_, outcome)| outcome.clone()).collect()
    };
    judged.iter().map(of).collect()
}

/// The college that somebody graduated from.
fn school(graduate: &Graduate, sources: &Sources) -> Option<CollegeId> {
    sources.reference().edition.colleges.get(graduate.college).map(|college| college.id.clone())
}

impl ClassOutcome {
    /// The shares that the told figures of a class make; where one of their numbers is withheld, so is the share.
    fn of(figures: ClassFigures) -> Self {
        let sum = |rows: &mut dyn Iterator<Item = Option<u32>>| rows.sum::<Option<u32>>();
        let began = sum(&mut figures.placed.iter().map(|row| row.began));
        let with_shares = figures.placed.iter().filter(|row| row.enterprise.is_some());
        let share = |part: Option<u32>, whole: Option<u32>| {
            part.zip(whole).map_or(Share::WITHHELD, |(part, whole)| Share::of(part, whole))
        };
        let left = sum(&mut figures.placed.iter().map(|row| row.left));
        let known = sum(&mut figures.placed.iter().map(|row| Some(row.left? + row.stayed?)));
        Self {
            with_shares: share(sum(&mut with_shares.map(|row| row.began)), began),
            placed: share(began, figures.enrolled),
            left_early: share(left, known),
            people: figures.enrolled,
            cohort: figures.cohort,
        }
    }
}

/// Whether a graduate is one of a programme.
fn is_of(graduate: &Graduate, judged: &Judged<'_>, sources: &Sources) -> bool {
    let major = graduate.major.is_some() && graduate.major == judged.programme.major;
    let college = school(graduate, sources);
    major && college.is_some() && college.as_ref() == sources.colleges.get(&judged.programme.college)
}

/// The entries of the catalog that a programme serves.
fn served(board: &Board<'_>, judged: &Judged<'_>) -> BTreeSet<EntryId> {
    let ids = judged.serves().map(|(at, _)| board.position_id(board.asked[at].position));
    ids.filter_map(|id| if let PositionId::Entry(entry) = id { Some(entry) } else { None }).collect()
}

/// What organisations told of people, by person.
struct Told<'s> {
    sources: &'s Sources,
    outcomes: BTreeMap<&'s TalentId, Vec<&'s Outcome>>,
    /// The entries that orders belong to.
    entries: BTreeMap<&'s OrderId, &'s EntryId>,
}

impl<'s> Told<'s> {
    /// What employers told up to the day; what a college reports is no employment with itself.
    fn of(sources: &'s Sources) -> Self {
        let colleges: BTreeSet<&OrganisationId> =
            sources.programmes.iter().map(|programme| &programme.college).collect();
        let mut outcomes: BTreeMap<&TalentId, Vec<&Outcome>> = BTreeMap::new();
        for outcome in sources.outcomes.iter().filter(|outcome| outcome.date <= sources.as_of) {
            if !colleges.contains(&outcome.organisation) {
                outcomes.entry(&outcome.talent).or_default().push(outcome);
            }
        }
        outcomes.values_mut().for_each(|told| told.sort_by_key(|outcome| (outcome.date, &outcome.id)));
        let entries = sources.orders.iter().filter_map(|order| Some((&order.id, order.entry.as_ref()?))).collect();
        Self { sources, outcomes, entries }
    }

    fn path(&self, talent: &TalentId, graduate: &Graduate, serves: Option<&BTreeSet<EntryId>>) -> Path {
        let within = i32::from(self.sources.reference().method.indicators.graduate_months);
        let after = |date: Date| date.month().since(graduate.month);
        let told = self.outcomes.get(talent).map_or(&[][..], Vec::as_slice);
        let begun = |told: &&&Outcome| matches!(told.event, OutcomeEvent::Started { .. }) && after(told.date) >= 0;
        let start = told.iter().find(begun).copied();
        let soon = start.is_some_and(|start| after(start.date) <= within);
        Path {
            local: match graduate.work {
                Work::Here => Some(true),
                Work::Away => Some(false),
                Work::Somewhere | Work::Nowhere => None,
            },
            placed: (soon || after(self.sources.as_of) > within).then_some(soon),
            relevant: start.zip(serves).and_then(|(start, serves)| Some(serves.contains(self.entry(start)?))),
            left_early: start.and_then(|start| left_early(start, told)),
            pay: start.and_then(|start| base_pay(&start.event)),
        }
    }

    /// The position of the catalog that a start is at.
    fn entry(&self, start: &'s Outcome) -> Option<&'s EntryId> {
        start.entry.as_ref().or_else(|| self.entries.get(start.order.as_ref()?).copied())
    }
}

/// Whether somebody left within six months; none while nobody told.
fn left_early(start: &Outcome, told: &[&Outcome]) -> Option<bool> {
    let fate = fate_of(start, told);
    (fate.open == 0).then_some(fate.left > 0)
}

/// What may be told of groups of people: each measure as one table over all of them.
fn published_of(sources: &Sources, groups: &[Vec<Path>]) -> Vec<Placements> {
    let values = &sources.reference().method.indicators;
    let heads: Vec<Vec<u32>> = groups.iter().map(|group| vec![group.len() as u32]).collect();
    let people = published(&heads, values.threshold, Rows::Whole).rows;
    let shares = |of: &dyn Fn(&Path) -> Option<bool>| shares(groups, values.threshold, of);
    let (local, placed) = (shares(&|path| path.local), shares(&|path| path.placed));
    let (relevant, left_early) = (shares(&|path| path.relevant), shares(&|path| path.left_early));
    let pays = |group: &Vec<Path>| {
        let mut pays: Vec<f64> = group.iter().filter_map(|path| path.pay).collect();
        pays.sort_by(f64::total_cmp);
        quantile(&pays, 0.5).filter(|_| pays.len() >= values.pay_threshold as usize)
    };
    let told = |(at, group): (usize, &Vec<Path>)| Placements {
        people: people[at],
        local: local[at],
        placed: placed[at],
        relevant: relevant[at],
        left_early: left_early[at],
        starting_pay: pays(group),
    };
    groups.iter().enumerate().map(told).collect()
}

/// A share of each group.
fn shares(groups: &[Vec<Path>], threshold: u32, of: &dyn Fn(&Path) -> Option<bool>) -> Vec<Share> {
    let count = |group: &Vec<Path>, which: bool| group.iter().filter(|path| of(path) == Some(which)).count() as u32;
    let cells: Vec<Vec<u32>> = groups.iter().map(|group| vec![count(group, true), count(group, false)]).collect();
    let table = published(&cells, threshold, Rows::Whole);
    let share = |row: Vec<Option<u32>>| match row[..] {
        [Some(yes), Some(no)] => Share::of(yes, yes + no),
        _ => Share::WITHHELD,
    };
    table.cells.into_iter().map(share).collect()
}
