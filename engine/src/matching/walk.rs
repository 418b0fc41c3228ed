//! The exact top k without scoring everybody.
//!
//! A score is `Σ_k points_k`, and [`Bounds`] say from a few small reads what each criterion can be at most. Who is bounded
//! below the k-th score cannot be in the top k. The walk goes: postings tell who holds each skill asked, or a related one;
//! those of the gating skills rule out who fails one; the rest are bounded by which skills they hold and by their careers,
//! and put into buckets; buckets are taken from the top, levels of skills and the other criteria are judged one after
//! another, the heaviest first, until the bound falls below the k-th score. What remains passes its gates and is scored
//! by [`Brief::score`]: the bounds choose whom to score, never what the score is.

use super::Sort;
use super::bounds::{Bounds, Earned, Holders};
use super::sweep::Sweep;
use super::top::{Place, Top};
use crate::fit::{Brief, Facts, WantedRow};
use crate::index::{Audience, People, Rows};
use crate::model::{Category, Criterion};

/// What a bound may be off by, in points of 100: bounds are summed in another order than scores, and kept in `f32`.
const MARGIN: f64 = 1e-3;
/// Buckets of bounds from 0 to 100.
const BUCKETS: usize = 256;
/// Who can earn less than this share of the skills' points waits until the bar stands: most never need a second look.
const LATE: f32 = 0.5;
/// Ends a bucket's list.
const END: u32 = u32::MAX;

/// Memory that one walk leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    reachable: Rows,
    union: Rows,
    /// By row of the demand.
    holders: Vec<Holders>,
    bounded: Vec<Bounded>,
    /// Rows that wait, each with the most that its skills can earn.
    late: Vec<(u32, f32)>,
}

#[derive(Debug, Clone, Copy)]
struct Bounded {
    row: u32,
    /// Upper bound of the fit without skills, in points.
    standing: f32,
    /// Upper bound of the fit, in points.
    bound: f32,
    /// The next in the same bucket.
    next: u32,
}

/// How many were looked at, and how many scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Effort {
    pub(super) examined: usize,
    pub(super) scored: usize,
}

/// How far a demand meets a person's wishes, 0 to 100.
pub(super) type Reached<'a> = &'a dyn Fn(&Facts<'_>) -> f64;

/// Who is told of each row that a sweep finds.
pub(super) type Visit<'a> = &'a dyn Fn(u32);

/// One walk.
pub(super) struct Walk<'a> {
    people: &'a People,
    brief: &'a Brief,
    reach: Reached<'a>,
    sort: Sort,
    /// Who is shown.
    among: &'a Rows,
    /// Requirements whose gates are lifted, as bits.
    waived: u64,
    /// The least fit with what is granted, and without.
    floor: f64,
    least: f64,
    visit: Option<Visit<'a>>,
    bounds: Bounds<'a>,
    /// The criteria after skills, heaviest first, each with its weight in points.
    stages: [(Criterion, f64); Criterion::ALL.len() - 1],
    top: Top<&'a str>,
    effort: Effort,
}

impl<'a> Walk<'a> {
    /// A walk for the best `k` for a demand of a category; `reach` is asked when it decides the order.
    pub(super) fn new(
        people: &'a People,
        brief: &'a Brief,
        category: Category,
        reach: Reached<'a>,
        sort: Sort,
        k: usize,
    ) -> Self {
        let mut stages = [(Criterion::Skills, 0.0); Criterion::ALL.len() - 1];
        let others = Criterion::ALL.into_iter().filter(|&criterion| criterion != Criterion::Skills);
        stages.iter_mut().zip(others).for_each(|(stage, other)| *stage = (other, brief.weight(other) * 100.0));
        stages.sort_by(|a, b| b.1.total_cmp(&a.1));
        let bounds = Bounds::new(people, brief, category);
        let among = people.shown(Audience::Insiders);
        Self {
            people,
            brief,
            reach,
            sort,
            among,
            waived: 0,
            floor: f64::NEG_INFINITY,
            least: f64::NEG_INFINITY,
            visit: None,
            bounds,
            stages,
            top: Top::new(k),
            effort: Effort::default(),
        }
    }

    /// The same walk among those whom an audience is shown.
    pub(super) fn shown_to(self, audience: Audience) -> Self {
        Self { among: self.people.shown(audience), ..self }
    }

    /// The same walk with the gate of a requirement lifted; scores stay what they are.
    pub(super) fn waiving(self, requirement: usize) -> Self {
        Self { waived: self.waived | 1 << requirement, ..self }
    }

    /// The same walk for a sweep: nobody is scored, and everybody is visited who may reach its floor.
    pub(super) fn sweeping(self, sweep: &Sweep<'a>, visit: Visit<'a>) -> Self {
        let Sweep { among, waived, granted, floor, least } = *sweep;
        let bounds = self.bounds.granting(granted, self.brief);
        Self { among, waived, floor, least, visit: Some(visit), bounds, ..self }
    }

    /// Scores everybody.
    pub(super) fn everybody(mut self) -> (Vec<Place<&'a str>>, Effort) {
        for row in self.among.iter() {
            let facts = self.people.facts(row);
            self.effort.examined += 1;
            if self.passes(&facts) {
                self.score(row, &facts);
            }
        }
        (self.top.into_places(), self.effort)
    }

    /// Scores whom it must.
    pub(super) fn best(mut self, scratch: &mut Scratch) -> (Vec<Place<&'a str>>, Effort) {
        let Scratch { reachable, union, holders, bounded, late } = scratch;
        self.hold(holders);
        let holders = &holders[..self.brief.rows().len()];
        let gated = self.gating_rows().next().is_some();
        reachable.reset(self.people.rows());
        if gated {
            self.passing(holders, reachable, union);
        } else {
            holders.iter().for_each(|holders| add(reachable, holders));
        }
        self.take(reachable, holders, bounded, late);
        self.take_late(late);
        if gated {
            self.take_unskilled();
        } else {
            self.take_rest(reachable);
        }
        (self.top.into_places(), self.effort)
    }

    /// Reads the postings: who holds what is asked, row by row of the demand.
    fn hold(&self, holders: &mut Vec<Holders>) {
        let rows = self.brief.rows().len();
        if holders.len() < rows {
            holders.resize_with(rows, Holders::default);
        }
        for row in &mut holders[..rows] {
            row.own.reset(self.people.rows());
            row.related.reset(self.people.rows());
        }
        for want in self.brief.wanted() {
            let row = &mut holders[usize::from(want.row)];
            let into = if want.exact { &mut row.own } else { &mut row.related };
            into.put_all(self.people.holders(want.skill).into_iter().flatten().map(|posting| posting.row()));
        }
    }

    /// Rows that hold something for every gating skill.
    fn passing(&self, holders: &[Holders], reachable: &mut Rows, union: &mut Rows) {
        let mut first = true;
        for row in self.gating_rows() {
            let into = if first { &mut *reachable } else { &mut *union };
            into.reset(self.people.rows());
            add(into, &holders[row]);
            if !first {
                reachable.keep(union);
            }
            first = false;
        }
    }

    /// Places in [`Brief::rows`] of the skills that gate.
    fn gating_rows(&self) -> impl Iterator<Item = usize> + use<'a> {
        let waived = self.waived;
        let gates = move |row: &WantedRow| row.gates && waived >> row.requirement & 1 == 0;
        self.brief.rows().enumerate().filter(move |(_, row)| gates(row)).map(|(place, _)| place)
    }

    #[inline]
    fn passes(&self, facts: &Facts<'_>) -> bool {
        self.brief.gate(facts).failed & !self.waived == 0
    }

    /// Bounds the reachable, then takes them in descending bound.
    fn take(&mut self, reachable: &Rows, holders: &[Holders], bounded: &mut Vec<Bounded>, late: &mut Vec<(u32, f32)>) {
        let mut heads = [END; BUCKETS];
        bounded.clear();
        late.clear();
        let early = self.bounds.all_skills() * LATE;
        for row in reachable.both(self.among) {
            let Earned { own, most } = self.bounds.skills_at_most(row, holders);
            if most < early {
                late.push((row, most));
                continue;
            }
            let standing = self.bounds.standing(row).sum();
            if !self.is_near(f64::from(standing + own)) {
                continue;
            }
            let bound = standing + most;
            let bucket = ((bound / 100.0 * BUCKETS as f32) as usize).min(BUCKETS - 1);
            bounded.push(Bounded { row, standing, bound, next: heads[bucket] });
            heads[bucket] = bounded.len() as u32 - 1;
        }
        self.effort.examined += bounded.len() + late.len();
        for (bucket, &head) in heads.iter().enumerate().rev() {
            let most = (bucket + 1) as f64 / BUCKETS as f64 * 100.0;
            if bucket + 1 < BUCKETS && !self.may_enter(most) {
                break;
            }
            let mut at = head;
            while let Some(&Bounded { row, standing, bound, next }) = bounded.get(at as usize) {
                if self.may_enter(f64::from(bound)) {
                    self.consider(row, standing);
                }
                at = next;
            }
        }
    }

    /// Takes those that waited, against the bar that the others have set.
    fn take_late(&mut self, late: &[(u32, f32)]) {
        let most = f64::from(self.bounds.all_standing());
        for &(row, skills) in late {
            if !self.may_enter(f64::from(skills) + most) {
                continue;
            }
            let standing = self.bounds.standing(row).sum();
            if self.may_enter(f64::from(standing + skills)) {
                self.consider(row, standing);
            }
        }
    }

    /// Takes those of whom no skill is known: their gates of skills are to be verified, and their skills earn the least.
    fn take_unskilled(&mut self) {
        let (people, among) = (self.people, self.among);
        if !self.may_enter(f64::from(self.bounds.skills_floor().most + self.bounds.all_standing())) {
            return;
        }
        for &row in people.unskilled().iter().filter(|&&row| among.contains(row)) {
            self.effort.examined += 1;
            self.consider(row, self.bounds.standing(row).sum());
        }
    }

    /// Takes those that no posting led to.
    fn take_rest(&mut self, seen: &Rows) {
        let Earned { own, most } = self.bounds.skills_floor();
        let all = self.bounds.all_standing();
        if !self.may_enter(f64::from(most + all)) || !self.is_near(f64::from(own + all)) {
            return;
        }
        for row in self.among.iter().filter(|&row| !seen.contains(row)) {
            self.effort.examined += 1;
            let standing = self.bounds.standing(row).sum();
            if self.is_near(f64::from(standing + own)) {
                self.consider(row, standing);
            }
        }
    }

    /// Judges criterion after criterion while the row can still come in.
    fn consider(&mut self, row: u32, standing: f32) {
        let Earned { own, most } = self.bounds.skills(row);
        let (mut bound, granted) = (f64::from(standing + most), f64::from(most - own));
        if !self.may_enter(bound) || !self.is_near(bound - granted) {
            return;
        }
        let (facts, standing) = (self.people.facts(row), self.bounds.standing(row));
        for (criterion, weight) in self.stages {
            bound -= standing.of(criterion, weight) - weight * self.counted(criterion, &facts);
            if !self.may_enter(bound) || !self.is_near(bound - granted) {
                return;
            }
        }
        if self.passes(&facts) {
            self.score(row, &facts);
        }
    }

    fn score(&mut self, row: u32, facts: &Facts<'_>) {
        self.effort.scored += 1;
        if let Some(visit) = self.visit {
            return visit(row);
        }
        let fit = self.brief.score(facts, self.people.dictionary());
        let reach = if self.sort == Sort::Fit { 0.0 } else { (self.reach)(facts) };
        self.top.offer(self.sort.key(fit, reach), row, || self.people.id(row));
    }

    /// Whether a row whose fit is at most `bound`, with nothing granted, can be looked for.
    #[inline]
    fn is_near(&self, bound: f64) -> bool {
        bound + MARGIN >= self.least
    }

    #[inline]
    fn counted(&self, criterion: Criterion, facts: &Facts<'_>) -> f64 {
        self.brief.counted(criterion, facts, self.people.dictionary())
    }

    /// Whether a row whose fit is at most `bound` can still come in.
    #[inline]
    fn may_enter(&self, bound: f64) -> bool {
        self.sort.key(bound + MARGIN, 100.0) >= self.top.bar().max(self.floor)
    }
}

/// Adds everybody who holds anything for a row of the demand.
fn add(into: &mut Rows, holders: &Holders) {
    into.add(&holders.own);
    into.add(&holders.related);
}
