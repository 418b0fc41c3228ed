//! What relaxing a requirement would bring. A gate is lifted while scores stay what they are, so that the k-th score can
//! only rise; a wish, which gates nobody, is left out, and people are scored by what remains.

use super::{Matcher, Question, Relaxation, gates};
use crate::fit::{Brief, ReachBrief};
use crate::model::{Demand, Requirement};

impl Matcher {
    /// What relaxing each requirement, alone, would bring; those that bring nothing are left out. Most people gained
    /// first, then the greatest rise of the k-th score, then the demand's order.
    #[must_use]
    pub fn what_if(&self, demand: &Demand, question: &Question) -> Vec<Relaxation> {
        let brief = self.brief(demand, question);
        let excluded = gates::excluded(&self.people, question.audience, &brief, 0);
        let before = self.kth(demand, question, None);
        let relax = |(requirement, asked): (usize, &Requirement)| {
            let gained = excluded.by_requirement.iter().find(|by| by.requirement == requirement);
            let after = match asked.hardness.gates() {
                true => self.kth(demand, question, Some(requirement)),
                false => self.kth(&without(demand, requirement), question, None),
            };
            Relaxation {
                requirement,
                candidates_gained: gained.map_or(0, |by| by.alone),
                kth_score_before: before,
                kth_score_after: after,
            }
        };
        let mut found: Vec<Relaxation> = demand.requirements.iter().enumerate().map(relax).collect();
        found.retain(|relaxation| relaxation.candidates_gained > 0 || rise(relaxation) > 0.0);
        found.sort_by(|a, b| {
            (b.candidates_gained.cmp(&a.candidates_gained))
                .then(rise(b).total_cmp(&rise(a)))
                .then(a.requirement.cmp(&b.requirement))
        });
        found
    }

    /// The score at the last place asked for, or at the last place taken.
    fn kth(&self, demand: &Demand, question: &Question, waived: Option<usize>) -> Option<f64> {
        let (brief, reach) = (self.brief(demand, question), self.reach_brief(demand));
        self.walk(&brief, demand.category, &reach, question, waived).0.last().map(|&(_, score)| score)
    }

    pub(super) fn brief(&self, demand: &Demand, question: &Question) -> Brief {
        Brief::new(demand, &self.reference, self.people.dictionary(), question.as_of)
    }

    pub(super) fn reach_brief(&self, demand: &Demand) -> ReachBrief {
        ReachBrief::new(demand, &self.reference, self.people.dictionary())
    }
}

fn without(demand: &Demand, requirement: usize) -> Demand {
    let mut rest = demand.clone();
    rest.requirements.remove(requirement);
    rest
}

fn rise(relaxation: &Relaxation) -> f64 {
    relaxation.kth_score_after.unwrap_or(0.0) - relaxation.kth_score_before.unwrap_or(0.0)
}
