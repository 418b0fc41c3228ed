//! How far the structure of what is taught is that of what is asked for.
//!
//! For each field f (the first two digits of a major, within one catalogue of majors and its edition), with `g_f` its
//! share of a year's graduates and `d_f` its share of demanded seats:
//!
//! - specific `g_f / d_f`: 1 where a field teaches as many as are asked for, of all;
//! - overall `Σ_f min(g_f, d_f) = 1 − ½ Σ_f |g_f − d_f|`: the similarity of two structures (J. M. Finger, M. E.
//!   Kreinin, 1979);
//! - deviation `d_f / g_f − 1`, the structural deviation (结构偏离度): above 0 demand outruns teaching, below 0 the reverse.
//!
//! A demanded seat counts for the fields of the majors that its opening asks for, in equal parts; only for catalogues of
//! majors in which they teach, since a seat for doctors says nothing of vocational colleges. Seats that ask for no such
//! major are told as `unattributed`. Graduates are those of a year, as the balance counts them. An empty denominator is none.

use std::collections::{BTreeMap, BTreeSet};

use super::balance::graduates_a_year;
use super::judged::majors;
use crate::model::{Date, MajorId, Programme};
use crate::plan::Opening;
use crate::reference::Reference;
use crate::vocabulary::{MajorLevel, Vocabulary};

/// Digits of a field.
const DIGITS: usize = 2;

/// A field of majors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Field {
    /// The catalogue of majors.
    pub level: MajorLevel,
    /// Its edition.
    pub edition: String,
    /// The first two digits of its majors.
    pub digits: String,
}

impl Field {
    /// The field of a major of the vocabulary.
    pub(super) fn of(major: &MajorId, vocabulary: &Vocabulary) -> Option<Self> {
        let major = vocabulary.major(major.as_str())?;
        let digits = major.digits().get(..DIGITS)?.to_owned();
        Some(Self { level: major.level, edition: major.edition.clone(), digits })
    }
}

/// The indicators of one field.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldFit {
    /// The field.
    pub field: Field,
    /// Graduates a year.
    pub graduates: u32,
    /// Seats demanded.
    pub demanded: f64,
    /// `g_f`: share of all graduates; none where there are none.
    pub graduates_share: Option<f64>,
    /// `d_f`: share of all demanded seats that count for a field; none where there are none.
    pub demanded_share: Option<f64>,
    /// `g_f / d_f`; none where nothing is demanded of it.
    pub specific: Option<f64>,
    /// `d_f / g_f − 1`; none where nobody graduates from it.
    pub deviation: Option<f64>,
}

/// The three indicators, with what they were counted from.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FitIndicators {
    /// The day.
    pub as_of: Date,
    /// Graduates a year of programmes whose major is known.
    pub graduates: u32,
    /// Demanded seats that count for a field.
    pub demanded: u32,
    /// Demanded seats that count for none.
    pub unattributed: u32,
    /// `Σ min(g_f, d_f)`, 0 to 1; none where there are no graduates or nothing is demanded.
    pub overall: Option<f64>,
    /// Fields that are taught or asked for, in order.
    pub fields: Vec<FieldFit>,
}

impl FitIndicators {
    /// Of some programmes, against demand for the fields of the catalogues in which they teach.
    pub(super) fn of<'p>(
        reference: &Reference,
        programmes: impl Iterator<Item = &'p Programme> + Clone,
        openings: &[Opening],
        as_of: Date,
    ) -> Self {
        let vocabulary = &reference.vocabulary;
        let field = |programme: &Programme| Field::of(programme.major.as_ref()?, vocabulary);
        let levels = programmes.clone().filter_map(field).map(|field| (field.level, field.edition)).collect();
        let mut taught: BTreeMap<Field, u32> = BTreeMap::new();
        for programme in programmes {
            if let Some(field) = field(programme) {
                *taught.entry(field).or_default() += graduates_a_year(programme, as_of);
            }
        }
        let (asked, demanded, unattributed) = demand(openings, &levels, vocabulary);
        Self::from(&taught, &asked, (demanded, unattributed), as_of)
    }

    fn from(
        taught: &BTreeMap<Field, u32>,
        asked: &BTreeMap<Field, f64>,
        (demanded, unattributed): (u32, u32),
        as_of: Date,
    ) -> Self {
        let graduates: u32 = taught.values().sum();
        let share = |part: f64, whole: u32| (whole > 0).then(|| part / f64::from(whole));
        let fit = |field: &Field| {
            let (own, seats) = (taught.get(field).copied().unwrap_or(0), asked.get(field).copied().unwrap_or(0.0));
            let (g, d) = (share(own.into(), graduates), share(seats, demanded));
            FieldFit {
                field: field.clone(),
                graduates: own,
                demanded: seats,
                graduates_share: g,
                demanded_share: d,
                specific: ratio(g, d),
                deviation: ratio(d, g).map(|ratio| ratio - 1.0),
            }
        };
        let fields: BTreeSet<&Field> = taught.keys().chain(asked.keys()).collect();
        let fields: Vec<FieldFit> = fields.into_iter().map(fit).collect();
        let common = fields.iter().map(|fit| Some(fit.graduates_share?.min(fit.demanded_share?)));
        let overall: Option<f64> = common.sum();
        let overall = overall.filter(|_| graduates > 0 && demanded > 0);
        Self { as_of, graduates, demanded, unattributed, overall, fields }
    }
}

fn ratio(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    let (a, b) = a.zip(b)?;
    (b > 0.0).then(|| a / b)
}

/// Seats by field, those that count for one, and those that count for none.
fn demand(
    openings: &[Opening],
    levels: &BTreeSet<(MajorLevel, String)>,
    vocabulary: &Vocabulary,
) -> (BTreeMap<Field, f64>, u32, u32) {
    let (mut asked, mut demanded, mut unattributed) = (BTreeMap::<Field, f64>::new(), 0, 0);
    let mut openings: Vec<&Opening> = openings.iter().collect();
    openings.sort_by(|a, b| a.id.cmp(&b.id));
    for opening in openings {
        let fields = majors(opening).filter_map(|major| Field::of(major, vocabulary));
        let known = |field: &Field| levels.contains(&(field.level, field.edition.clone()));
        let fields: BTreeSet<Field> = fields.filter(known).collect();
        let part = f64::from(opening.seats) / fields.len().max(1) as f64;
        *(if fields.is_empty() { &mut unattributed } else { &mut demanded }) += opening.seats;
        for field in fields {
            *asked.entry(field).or_default() += part;
        }
    }
    (asked, demanded, unattributed)
}
