//! Majors against demand: what each programme teaches of what each position and node asks, what it lacks, what would open
//! most seats to its graduates, how many seats it has for those demanded, and what became of its graduates. Judging is
//! `fit`'s: a programme is worth what a graduate is of whom is known what the programme says.
//!
//! ```text
//! cell(programme, position) = Σ_i share_i · c_i        c_i of the skills criterion, share_i = W_o/ΣW · a_i/Σa
//! figure(programme)         = Σ_p W_p · cell_p / Σ W_p over the positions that it serves
//! W_o = seats · (1 + due · d + gap · g)                d = 1 − days left / horizon, g = share of seats that the plan leaves
//! ```
//!
//! A programme **serves** a position that asks for its major or one of the same class, that a class of it is held for, or
//! of whose skills it teaches at least the method's `alignment.serves`. What is told to colleges rests on the catalog and on
//! orders of [`MIN_ORGANISATIONS`](crate::demand::MIN_ORGANISATIONS) enterprises or more: [`GuardedAlignment`].

mod advice;
mod balance;
mod board;
mod college;
mod figures;
mod fitting;
mod guarded;
mod judged;
mod placed;
mod reach;
mod share;
mod skill;
#[cfg(test)]
mod tests;
mod warning;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use advice::SkillToAdd;
pub use balance::Balance;
pub use board::{NodeDemand, Position, Urgency};
pub use college::{CollegeAlignment, OtherColleges};
pub use figures::{Cell, NodeCell, PositionPart, ServedBy, Surplus};
pub use fitting::{Field, FieldFit, FitIndicators};
pub use guarded::GuardedAlignment;
pub use placed::{ClassOutcome, Placements};
pub use reach::{MissingSkill, NearestTeaching, PositionInReach, TaughtIn, within_reach};
pub use share::Share;
pub use skill::{Coverage, SkillPart};
pub use warning::{Warning, WarningLevel};

use crate::map::Sources;
use crate::model::{Bilingual, Date, EditionId, MajorId, OrganisationId, ProgrammeId};
use crate::plan::{FillPlan, Opening, Teaching};
use board::Board;
use figures::Row;
use judged::Judged;

/// All programmes against all demand at a date.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alignment {
    /// The edition.
    pub edition: EditionId,
    /// The method, by id.
    pub method: String,
    /// The day for which it is judged.
    pub as_of: Date,
    /// Whether demand of fewer than three enterprises is left out.
    pub guarded: bool,
    /// Positions that are asked for, entries first, by id: the columns of the matrix.
    pub positions: Vec<Position>,
    /// Nodes at which something is asked for, by id.
    pub nodes: Vec<NodeDemand>,
    /// Programmes, by id: the rows.
    pub programmes: Vec<ProgrammeAlignment>,
    /// How far the structure of what is taught is that of what is asked for, over the city.
    pub indicators: FitIndicators,
}

/// One programme against all demand.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProgrammeAlignment {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its name.
    pub name: Bilingual,
    /// Whose it is.
    pub college: OrganisationId,
    /// The major, where it is one of the vocabulary.
    pub major: Option<MajorId>,
    /// How much of what the positions that it serves ask is taught, 0 to 1, weighted by seats and urgency: the sum of the
    /// points of `parts`. None where it serves none.
    pub figure: Option<f64>,
    /// The positions that it serves, in the order of the columns.
    pub parts: Vec<PositionPart>,
    /// The row of the matrix, a cell a position, in the order of the columns.
    pub cells: Vec<Cell>,
    /// The same by node, in the order of the nodes.
    pub nodes: Vec<NodeCell>,
    /// Skills that it teaches and that no position it serves asks for, by id.
    pub surplus: Vec<Surplus>,
    /// Skills to add: those that open most seats to its graduates first.
    pub add: Vec<SkillToAdd>,
    /// Its seats beside what is demanded, and who seeks.
    pub balance: Balance,
    /// Whether to warn of the major, and on what evidence.
    pub warning: Warning,
    /// What became of its graduates.
    pub placements: Placements,
    /// What became of the people of its classes, by class.
    pub classes: Vec<ClassOutcome>,
}

impl Alignment {
    /// Holds every programme against everything asked for. The plan tells which seats stay empty; without one, urgency is
    /// by due dates alone. The same records give the same alignment, in whatever order they come.
    #[must_use]
    pub fn of(sources: &Sources, plan: Option<&FillPlan>) -> Self {
        let openings = Opening::of(&sources.reference().edition, &sources.orders, sources.as_of);
        Self::over(sources, &openings, plan, false)
    }

    /// The same over some openings.
    fn over(sources: &Sources, openings: &[Opening], plan: Option<&FillPlan>, guarded: bool) -> Self {
        let reference = sources.reference();
        let (board, graduates) = Board::new(sources, openings, plan, guarded);
        let programmes = &sources.programmes;
        let judge = |(programme, facts)| Judged::of(&board, programme, facts, &sources.cohorts);
        let judged: Vec<Judged<'_>> = programmes.par_iter().zip(&graduates).map(judge).collect();
        let balances = balance::balances(sources, &board, &judged);
        let placements = placed::placements(sources, &board, &judged, guarded);
        let classes = placed::classes(sources, &judged);
        // What another college teaches in how many hours is its own to tell.
        let everywhere = Teaching::by(programmes);
        let mut teaching: BTreeMap<&OrganisationId, Teaching> = BTreeMap::new();
        for college in programmes.iter().map(|programme| &programme.college).filter(|_| guarded) {
            let own = || Teaching::by(programmes.iter().filter(|programme| programme.college == *college));
            teaching.entry(college).or_insert_with(own);
        }
        let rows = judged.par_iter().zip(balances).zip(placements).zip(classes);
        let row = |(((judged, balance), placements), classes): (((&Judged<'_>, Balance), Placements), _)| {
            let add = advice::skills(&board, judged, teaching.get(&judged.programme.college).unwrap_or(&everywhere));
            let figures = Row::of(&board, judged);
            let warning = Warning::of(&reference.method.alignment.warning, &balance, &placements, figures.figure);
            ProgrammeAlignment {
                programme: judged.programme.id.clone(),
                name: judged.programme.name.clone(),
                college: judged.programme.college.clone(),
                major: judged.programme.major.clone(),
                figure: figures.figure,
                parts: figures.parts,
                cells: figures.cells,
                nodes: figures.nodes,
                surplus: figures.surplus,
                add,
                balance,
                warning,
                placements,
                classes,
            }
        };
        Self {
            edition: reference.edition.id.clone(),
            method: reference.method.id().to_owned(),
            as_of: sources.as_of,
            guarded,
            programmes: rows.map(row).collect(),
            indicators: FitIndicators::of(reference, programmes.iter(), openings, sources.as_of),
            positions: board.told_positions(),
            nodes: board.told_nodes(),
        }
    }

    /// The same without the skills behind each cell and the surplus: the matrix as a page draws it.
    #[must_use]
    pub fn matrix(mut self) -> Self {
        self.programmes.iter_mut().for_each(ProgrammeAlignment::without_skills);
        self
    }
}

impl ProgrammeAlignment {
    /// Leaves the skills behind each cell out.
    fn without_skills(&mut self) {
        self.cells.iter_mut().for_each(|cell| cell.skills.clear());
        self.nodes.iter_mut().for_each(|cell| cell.skills.clear());
    }
}
