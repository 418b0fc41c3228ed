//! What a college may see: its own programmes in full, and the others only together, where [`MIN_ORGANISATIONS`] of them or
//! more stand behind a figure. With fewer, each of those would be told to the other.
//!
//! Others are summed by field of majors and in all. A field with fewer other colleges is withheld; while the withheld fields
//! hold fewer than that together, or are one alone, the smallest of the others goes along, and if none is left, the sum: its
//! difference to the fields that are told would be theirs. A field that nobody else teaches looks the same as one withheld.
//! A college's part of shared seats is told where at least as many others serve each position that it serves; else a
//! warning is found by all seats demanded.

use std::collections::{BTreeMap, BTreeSet};

use super::fitting::{Field, FitIndicators};
use super::guarded::GuardedAlignment;
use super::warning::Warning;
use super::{NodeDemand, Position, ProgrammeAlignment};
use crate::demand::MIN_ORGANISATIONS;
use crate::map::withhold::is_small;
use crate::model::{Date, EditionId, OrganisationId, Programme};
use crate::reference::Reference;
use crate::vocabulary::Vocabulary;

/// The alignment as one college sees it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CollegeAlignment {
    /// The edition.
    pub edition: EditionId,
    /// The method, by id.
    pub method: String,
    /// The day for which it is judged.
    pub as_of: Date,
    /// Whose it is.
    pub college: OrganisationId,
    /// Whether demand of fewer than three enterprises is left out: always.
    pub guarded: bool,
    /// The columns.
    pub positions: Vec<Position>,
    /// Nodes at which something is asked for.
    pub nodes: Vec<NodeDemand>,
    /// Its own programmes, by id.
    pub programmes: Vec<ProgrammeAlignment>,
    /// How far the structure of what it teaches is that of what is asked for.
    pub indicators: FitIndicators,
    /// All other colleges together; none where they are too few.
    pub others: Option<OtherColleges>,
    /// Other colleges by field; a field that is not here is taught by none or by too few.
    pub others_by_field: Vec<OtherColleges>,
}

/// Other colleges together.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OtherColleges {
    /// The field; none for all of them, and for programmes whose major is not known.
    pub field: Option<Field>,
    /// How many they are, three or more.
    pub colleges: usize,
    /// Their programmes.
    pub programmes: u32,
    /// Their intake of a year.
    pub seats: u32,
    /// Their graduates a year.
    pub graduates: u32,
    /// The mean of their figures, by intake; none where none serves a position.
    pub figure: Option<f64>,
}

impl GuardedAlignment {
    /// What a college sees. A college without programmes sees the others only.
    #[must_use]
    pub fn for_college(&self, reference: &Reference, college: &OrganisationId) -> CollegeAlignment {
        let whole = &self.whole;
        let own = |row: &&ProgrammeAlignment| row.college == *college;
        let told = |row: &ProgrammeAlignment| told(row.clone(), &reference.method);
        let taught = self.programmes.iter().filter(|programme: &&Programme| programme.college == *college);
        let others: Vec<&ProgrammeAlignment> = whole.programmes.iter().filter(|row| !own(row)).collect();
        let (others, others_by_field) = together(&reference.vocabulary, &others);
        CollegeAlignment {
            edition: whole.edition.clone(),
            method: whole.method.clone(),
            as_of: whole.as_of,
            college: college.clone(),
            guarded: whole.guarded,
            positions: whole.positions.clone(),
            nodes: whole.nodes.clone(),
            programmes: whole.programmes.iter().filter(own).map(told).collect(),
            indicators: FitIndicators::of(reference, taught, &self.openings, whole.as_of),
            others,
            others_by_field,
        }
    }
}

impl CollegeAlignment {
    /// The same without the skills behind each cell.
    #[must_use]
    pub fn matrix(mut self) -> Self {
        self.programmes.iter_mut().for_each(ProgrammeAlignment::without_skills);
        self
    }
}

/// A row of the college's own without what it would tell of others, or of few people.
fn told(mut row: ProgrammeAlignment, method: &crate::method::Method) -> ProgrammeAlignment {
    let balance = &mut row.balance;
    if balance.rivals < MIN_ORGANISATIONS {
        balance.shared = None;
    }
    if balance.seekers.is_some_and(|seekers| is_small(seekers, method.indicators.threshold)) {
        (balance.seekers, balance.per_100_seekers) = (None, None);
    }
    row.warning = Warning::of(&method.alignment.warning, balance, &row.placements, row.figure);
    row
}

/// What may be told of other colleges: all of them, and by field.
fn together(vocabulary: &Vocabulary, others: &[&ProgrammeAlignment]) -> (Option<OtherColleges>, Vec<OtherColleges>) {
    let mut fields: BTreeMap<Option<Field>, Vec<&ProgrammeAlignment>> = BTreeMap::new();
    for row in others {
        let field = row.major.as_ref().and_then(|major| Field::of(major, vocabulary));
        fields.entry(field).or_default().push(row);
    }
    let hidden = hidden(&fields);
    let of = |(field, rows): (&Option<Field>, &Vec<&ProgrammeAlignment>)| sum(field.clone(), rows);
    let shown = fields.iter().filter(|(field, _)| !hidden.contains(*field)).map(of).collect();
    let held = colleges(hidden.iter().flat_map(|field| &fields[*field]));
    let whole =
        colleges(others.iter()).len() >= MIN_ORGANISATIONS && (hidden.is_empty() || held.len() >= MIN_ORGANISATIONS);
    (whole.then(|| sum(None, others)), shown)
}

/// Fields that are not told.
fn hidden<'f>(fields: &'f BTreeMap<Option<Field>, Vec<&ProgrammeAlignment>>) -> BTreeSet<&'f Option<Field>> {
    let few = |rows: &[&ProgrammeAlignment]| colleges(rows.iter()).len() < MIN_ORGANISATIONS;
    let mut hidden: BTreeSet<&Option<Field>> =
        fields.iter().filter(|(_, rows)| few(rows)).map(|(field, _)| field).collect();
    loop {
        let held = colleges(hidden.iter().flat_map(|field| &fields[*field]));
        let enough = hidden.is_empty() || (hidden.len() > 1 && held.len() >= MIN_ORGANISATIONS);
        let others = fields.iter().filter(|(field, _)| !hidden.contains(field));
        let smallest = others.min_by_key(|(field, rows)| (colleges(rows.iter()).len(), rows.len(), *field));
        match smallest {
            Some((field, _)) if !enough => hidden.insert(field),
            _ => return hidden,
        };
    }
}

fn colleges<'r>(rows: impl Iterator<Item = &'r &'r ProgrammeAlignment>) -> BTreeSet<&'r OrganisationId> {
    rows.map(|row| &row.college).collect()
}

fn sum(field: Option<Field>, rows: &[&ProgrammeAlignment]) -> OtherColleges {
    let figures = || rows.iter().filter_map(|row| Some((f64::from(row.balance.seats), row.figure?)));
    let seats: f64 = figures().map(|(seats, _)| seats).sum();
    let points: f64 = figures().map(|(seats, figure)| seats * figure).sum();
    OtherColleges {
        field,
        colleges: colleges(rows.iter()).len(),
        programmes: rows.len() as u32,
        seats: rows.iter().map(|row| u32::from(row.balance.seats)).sum(),
        graduates: rows.iter().map(|row| row.balance.graduates).sum(),
        figure: (seats > 0.0).then(|| points / seats),
    }
}
