//! One programme held against every opening: what its graduate is worth to each, and how far it teaches each skill asked.

use super::board::{Asked, Board};
use super::figures::ServedBy;
use super::skill::Coverage;
use crate::fit::FactsBuf;
use crate::model::{Cohort, Criterion, EntryId, MajorId, Need, Programme};
use crate::plan::Opening;
use crate::vocabulary::{MajorMatch, Vocabulary};

/// A programme against all openings.
pub(super) struct Judged<'p> {
    pub(super) programme: &'p Programme,
    pub(super) facts: &'p FactsBuf,
    /// By opening.
    pub(super) openings: Vec<Worth>,
    /// By skill asked: `c_i` and the coverage; none where no opening with the skill was held against it.
    pub(super) skills: Vec<(f64, Coverage)>,
}

/// What a graduate is worth to an opening.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Worth {
    /// The fit, 0 to 100.
    pub(super) fit: f64,
    /// Whether no gate fails.
    pub(super) passes: bool,
    /// Share of the skills asked that is taught; none where none is asked.
    pub(super) taught: Option<f64>,
    /// Why the programme serves it; empty where it does not.
    pub(super) served: Vec<ServedBy>,
}

impl<'p> Judged<'p> {
    pub(super) fn of(board: &Board<'_>, programme: &'p Programme, facts: &'p FactsBuf, cohorts: &[Cohort]) -> Self {
        let mut skills = vec![(0.0, Coverage::Missing {}); board.keys.len()];
        let mut told = vec![false; board.keys.len()];
        let classes: Vec<&Cohort> =
            cohorts.iter().filter(|cohort| cohort.programme == programme.id && cohort.status.is_coming()).collect();
        let view = facts.view();
        let worth = |asked: &Asked<'_>| {
            if asked.rows.iter().any(|row| !told[row.key]) {
                let fit = asked.brief.explain(&view, &board.dictionary);
                let part = fit.parts.iter().find(|part| part.criterion == Criterion::Skills);
                let values = asked.brief.skill_values(&view);
                let evidence = part.map_or(&[][..], |part| &part.evidence);
                for ((row, value), evidence) in asked.rows.iter().zip(values).zip(evidence) {
                    skills[row.key] = (value, Coverage::of(evidence, &board.reference.vocabulary));
                    told[row.key] = true;
                }
            }
            let taught = taught(asked, &asked.brief.skill_values(&view));
            Worth {
                fit: asked.brief.score(&view, &board.dictionary),
                passes: asked.brief.gate(&view).failed == 0,
                taught,
                served: served(board, asked, programme, &classes, taught),
            }
        };
        let openings = board.asked.iter().map(worth).collect();
        Self { programme, facts, openings, skills }
    }

    /// The openings that it serves, with what they are worth.
    pub(super) fn serves(&self) -> impl Iterator<Item = (usize, &Worth)> {
        self.openings.iter().enumerate().filter(|(_, worth)| !worth.served.is_empty())
    }
}

/// `Σ share_i · c_i`; none where no skill is asked.
pub(super) fn taught(asked: &Asked<'_>, values: &[f64]) -> Option<f64> {
    let points = asked.rows.iter().zip(values).map(|(row, value)| row.share * value);
    (!asked.rows.is_empty()).then(|| points.sum())
}

/// Why a programme serves an opening.
fn served(
    board: &Board<'_>,
    asked: &Asked<'_>,
    programme: &Programme,
    classes: &[&Cohort],
    taught: Option<f64>,
) -> Vec<ServedBy> {
    let opening = asked.opening;
    let held = |cohort: &&Cohort| {
        let named = |entry: &EntryId| cohort.positions.contains(entry);
        opening.entry.as_ref().is_some_and(named) || cohort.shares.iter().any(|share| opening.is_of(share))
    };
    let major = programme.major.as_ref().and_then(|major| asks_for(opening, major, &board.reference.vocabulary));
    let class = classes.iter().any(held).then_some(ServedBy::Class {});
    let least = board.reference.method.alignment.serves;
    let skills = taught.filter(|taught| *taught >= least).map(|_| ServedBy::Skills {});
    major.into_iter().chain(class).chain(skills).collect()
}

/// The major that an opening asks for and that is the programme's or of its class: the first by the order of the demand.
fn asks_for(opening: &Opening, major: &MajorId, vocabulary: &Vocabulary) -> Option<ServedBy> {
    let near = |wanted: &&MajorId| {
        vocabulary.major_match(wanted.as_str(), major.as_str()).is_some_and(|near| near >= MajorMatch::Class)
    };
    majors(opening).find(near).map(|wanted| ServedBy::Major { asked: wanted.clone() })
}

/// The majors that an opening asks for.
pub(super) fn majors(opening: &Opening) -> impl Iterator<Item = &MajorId> {
    opening.demand.requirements.iter().filter_map(|asked| any_of(&asked.need)).flatten()
}

const fn any_of(need: &Need) -> Option<&Vec<MajorId>> {
    if let Need::Major { any_of } = need { Some(any_of) } else { None }
}
