//! The exact top k without scoring everybody.
//!
//! A score is `Σ_k points_k`, and each criterion's points lie between 0 and its weight. So once some of them are known, the
//! sum of the known points and of the other weights bounds the score from above; who is bounded below the k-th score is
//! left out, and cannot have been in the top k. The walk goes: postings of the wanted skills rule out who fails a must;
//! the skills of the rest are judged, which puts everybody into a bucket by bound; buckets are taken from the top, the
//! other criteria are judged one after another, heaviest first, until the bound falls below the k-th score. What remains
//! is scored by [`Brief::score`]: the bounds choose whom to score, never what the score is.

use super::Sort;
use super::top::{Place, Top};
use crate::fit::{Brief, Facts, Wanted, WantedRow};
use crate::index::{People, Rows};
use crate::model::Criterion;

/// What a bound may be off by, in points of 100: bounds are summed in another order than scores, and kept in `f32`.
const MARGIN: f64 = 1e-3;
/// Buckets of bounds from 0 to 100.
const BUCKETS: usize = 256;
/// Ends a bucket's list.
const END: u32 = u32::MAX;

/// Memory that one walk leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    reachable: Rows,
    union: Rows,
    bounded: Vec<Bounded>,
}

#[derive(Debug, Clone, Copy)]
struct Bounded {
    row: u32,
    /// Upper bound of the fit, 0 to 100.
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

/// One walk.
pub(super) struct Walk<'a> {
    people: &'a People,
    brief: &'a Brief,
    reach: Reached<'a>,
    sort: Sort,
    /// Requirements whose gates are lifted, as bits.
    waived: u64,
    /// The criteria after skills, heaviest first, each with its weight in points.
    stages: [(Criterion, f64); Criterion::ALL.len() - 1],
    top: Top<&'a str>,
    effort: Effort,
}

impl<'a> Walk<'a> {
    /// A walk for the best `k`; `reach` is asked when it decides the order.
    pub(super) fn new(people: &'a People, brief: &'a Brief, reach: Reached<'a>, sort: Sort, k: usize) -> Self {
        let mut stages = [(Criterion::Skills, 0.0); Criterion::ALL.len() - 1];
        let others = Criterion::ALL.into_iter().filter(|&criterion| criterion != Criterion::Skills);
        stages.iter_mut().zip(others).for_each(|(stage, other)| *stage = (other, brief.weight(other) * 100.0));
        stages.sort_by(|a, b| b.1.total_cmp(&a.1));
        Self { people, brief, reach, sort, waived: 0, stages, top: Top::new(k), effort: Effort::default() }
    }

    /// The same walk with the gate of a requirement lifted; scores stay what they are.
    pub(super) fn waiving(self, requirement: usize) -> Self {
        Self { waived: self.waived | 1 << requirement, ..self }
    }

    /// Scores everybody.
    pub(super) fn everybody(mut self) -> (Vec<Place<&'a str>>, Effort) {
        for row in self.people.alive().iter() {
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
        let mut wanted: Vec<Wanted> = self.brief.wanted().collect();
        wanted.sort_unstable_by_key(|want| (want.row, want.skill));
        let gated = self.gating_rows().next().is_some();
        let Scratch { reachable, union, bounded } = scratch;
        reachable.reset(self.people.rows());
        if gated {
            self.passing(&wanted, reachable, union);
        } else {
            wanted.iter().for_each(|want| self.put_holders(want.skill, reachable));
        }
        self.take(reachable, bounded);
        if !gated {
            self.take_rest(reachable);
        }
        (self.top.into_places(), self.effort)
    }

    /// Rows that hold something for every gating skill, or of whom no skill is known.
    fn passing(&self, wanted: &[Wanted], reachable: &mut Rows, union: &mut Rows) {
        let mut first = true;
        for row in self.gating_rows() {
            let skills = wanted.iter().filter(|want| usize::from(want.row) == row);
            let into = if first { &mut *reachable } else { &mut *union };
            into.reset(self.people.rows());
            skills.for_each(|want| self.put_holders(want.skill, into));
            self.people.unskilled().iter().for_each(|&row| {
                into.insert(row);
            });
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

    fn put_holders(&self, skill: u32, into: &mut Rows) {
        for posting in self.people.holders(skill).into_iter().flatten() {
            into.insert(posting.row());
        }
    }

    /// Judges the skills of the reachable, then takes them in descending bound.
    fn take(&mut self, reachable: &Rows, bounded: &mut Vec<Bounded>) {
        let mut heads = [END; BUCKETS];
        bounded.clear();
        let rest: f64 = self.stages.iter().map(|(_, weight)| weight).sum();
        let weight = self.brief.weight(Criterion::Skills) * 100.0;
        for row in reachable.both(self.people.alive()) {
            let bound = weight * self.counted(Criterion::Skills, &self.people.facts(row)) + rest;
            let bucket = ((bound / 100.0 * BUCKETS as f64) as usize).min(BUCKETS - 1);
            bounded.push(Bounded { row, bound: bound as f32, next: heads[bucket] });
            heads[bucket] = bounded.len() as u32 - 1;
        }
        self.effort.examined += bounded.len();
        for (bucket, &head) in heads.iter().enumerate().rev() {
            let most = (bucket + 1) as f64 / BUCKETS as f64 * 100.0;
            if bucket + 1 < BUCKETS && !self.may_enter(most) {
                break;
            }
            let mut at = head;
            while let Some(&Bounded { row, bound, next }) = bounded.get(at as usize) {
                self.consider(row, f64::from(bound));
                at = next;
            }
        }
    }

    /// Takes those that no posting led to, if any of them can still come in.
    fn take_rest(&mut self, seen: &Rows) {
        let rest: f64 = self.stages.iter().map(|(_, weight)| weight).sum();
        let weight = self.brief.weight(Criterion::Skills) * 100.0;
        // Nothing wanted is held, or nothing is known: either counts as the neutral value.
        let bound = weight * self.brief.neutral(Criterion::Skills) + rest;
        if self.may_enter(bound) {
            let people = self.people;
            for row in people.alive().iter().filter(|&row| !seen.contains(row)) {
                self.effort.examined += 1;
                self.consider(row, bound);
            }
        }
    }

    /// Judges criterion after criterion while the row can still come in.
    fn consider(&mut self, row: u32, mut bound: f64) {
        if !self.may_enter(bound) {
            return;
        }
        let facts = self.people.facts(row);
        if !self.passes(&facts) {
            return;
        }
        for (criterion, weight) in self.stages {
            bound -= weight * (1.0 - self.counted(criterion, &facts));
            if !self.may_enter(bound) {
                return;
            }
        }
        self.score(row, &facts);
    }

    fn score(&mut self, row: u32, facts: &Facts<'_>) {
        self.effort.scored += 1;
        let fit = self.brief.score(facts, self.people.dictionary());
        let reach = if self.sort == Sort::Fit { 0.0 } else { (self.reach)(facts) };
        self.top.offer(self.sort.key(fit, reach), row, || self.people.id(row));
    }

    #[inline]
    fn counted(&self, criterion: Criterion, facts: &Facts<'_>) -> f64 {
        self.brief.counted(criterion, facts, self.people.dictionary())
    }

    /// Whether a row whose fit is at most `bound` can still come in.
    #[inline]
    fn may_enter(&self, bound: f64) -> bool {
        self.sort.key(bound + MARGIN, 100.0) >= self.top.bar()
    }
}
