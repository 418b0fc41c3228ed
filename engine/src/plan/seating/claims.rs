//! Claims: how strongly each pool wants each student, and why it does not accept one.

use super::BlockedBy;
use super::classes::{ClassPool, Classes, Share};
use super::market::Claim;
use super::student::Student;
use crate::fit::{Dictionary, Facts};
use crate::method::SeatValues;
use crate::model::PriorityGroup;

/// Places of the parts of a strength: priority, points, lot.
const PRIORITY: u32 = 56;
const POINTS: u32 = 48;
/// A fit in full, in points.
const FULL: f64 = 100.0;

/// What a claim tells beside its number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Told {
    pub(super) fit: f64,
    pub(super) priority: Option<PriorityGroup>,
}

/// Why no pool of a class accepts a student: the demand, as a number, with the requirements that fail, as bits.
pub(super) type Refusal = (usize, u64);

/// What came of a student's list.
#[derive(Debug, Clone, Default)]
pub(super) struct Judged {
    pub(super) claims: Vec<Claim>,
    /// By claim.
    pub(super) told: Vec<Told>,
    /// By wish: the refusal, where no pool with seats accepts, those that are taken counted.
    pub(super) refused: Vec<Option<Refusal>>,
}

/// By what a claim is stronger than another.
pub(super) const fn by(stronger: u64, weaker: u64) -> BlockedBy {
    if stronger >> PRIORITY != weaker >> PRIORITY {
        BlockedBy::Priority
    } else if stronger >> POINTS != weaker >> POINTS {
        BlockedBy::Fit
    } else {
        BlockedBy::Lot
    }
}

/// Judges one student: facts of the fit, lot, and values of the method.
pub(super) struct Judge<'j> {
    pub(super) classes: &'j Classes<'j>,
    pub(super) dictionary: &'j Dictionary,
    pub(super) values: SeatValues,
}

impl Judge<'_> {
    /// The claims that follow from a list. Places in it count as they are told, those of unheard wishes too.
    pub(super) fn judge(&self, student: &Student, facts: &Facts<'_>, lot: u64) -> Judged {
        let mut fits = vec![None; self.classes.asked.len()];
        let mut judged = Judged::default();
        for (wish, cohort) in (1..).zip(&student.wishes) {
            let (mut refusal, mut accepted) = (None, false);
            if let Some(&class) = self.classes.numbers.get(cohort) {
                let pools = self.classes.classes[class].pools.clone();
                for pool in pools.filter(|pool| self.classes.pools[*pool].offered) {
                    match self.fit(&self.classes.pools[pool], facts, &mut fits) {
                        Ok(fit) => {
                            accepted = true;
                            self.claim(student, pool, wish, fit, lot, &mut judged);
                        }
                        Err(failed) => refusal = refusal.or(Some(failed)),
                    }
                }
            }
            judged.refused.push(refusal.filter(|_| !accepted));
        }
        judged
    }

    fn claim(&self, student: &Student, pool: usize, wish: u16, fit: f64, lot: u64, judged: &mut Judged) {
        let seats = &self.classes.pools[pool];
        let class = &self.classes.classes[seats.class];
        if seats.seats == 0 {
            return;
        }
        let group = student.group(class.cohort, class.major, &seats.enterprises);
        let points = fit.round();
        let tier = group.map_or(0, |(place, _)| (u8::MAX as usize).saturating_sub(place) as u64);
        let short = if group.is_some() { 0.0 } else { FULL - points };
        judged.claims.push(Claim {
            pool: pool as u32,
            wish,
            strength: tier << PRIORITY | (points as u64) << POINTS | lot,
            cost: u16::from(self.values.wish).saturating_mul(wish - 1).saturating_add(short.clamp(0.0, FULL) as u16),
        });
        judged.told.push(Told { fit, priority: group.map(|(_, group)| group) });
    }

    /// The best fit to a demand of the pool that is open to the student, 0 where the class names none that is known; or the
    /// first demand that is not.
    fn fit(&self, pool: &ClassPool<'_>, facts: &Facts<'_>, fits: &mut [Option<(f64, u64)>]) -> Result<f64, Refusal> {
        let gated = pool.share != Share::Free;
        let (mut best, mut refusal) = (None, None);
        for &(number, conferred) in &pool.asks {
            let brief = &self.classes.asked[number].brief;
            let judge = || (brief.score(facts, self.dictionary), brief.gate(facts).failed);
            let (fit, failed) = *fits[number].get_or_insert_with(judge);
            let failed = failed & !conferred;
            if gated && failed != 0 {
                refusal = refusal.or(Some((number, failed)));
            } else {
                best = Some(best.map_or(fit, |other: f64| other.max(fit)));
            }
        }
        match (best, refusal) {
            (Some(fit), _) => Ok(fit),
            (None, Some(refusal)) => Err(refusal),
            (None, None) => Ok(0.0),
        }
    }
}
