//! One pair, judged as a ranking judges it: a decision is told again from the records it rested on, without an index.

use super::{Candidate, PositionId, Question, Sort};
use crate::fit::{Brief, Dictionary, FactsBuf, ReachBrief};
use crate::model::{Demand, Profile};
use crate::reference::Reference;

/// One person for a demand: the item that a ranking has for them, bit for bit. Somebody who fails a gate is judged too, and
/// the gate says so. `None` for a person who is not shown to the question's audience.
#[must_use]
pub fn judge(reference: &Reference, demand: &Demand, profile: &Profile, question: &Question) -> Option<Candidate> {
    let shown = question.audience.is_shown(&profile.consent);
    shown.then(|| judged(profile.id.clone(), reference, demand, profile, question))
}

/// One position for a person, likewise. `None` for a person who does not allow ranking.
#[must_use]
pub fn judge_position(
    id: &PositionId,
    reference: &Reference,
    demand: &Demand,
    profile: &Profile,
    question: &Question,
) -> Option<Candidate<PositionId>> {
    profile.consent.ranking.then(|| judged(id.clone(), reference, demand, profile, question))
}

fn judged<I>(id: I, reference: &Reference, demand: &Demand, profile: &Profile, question: &Question) -> Candidate<I> {
    let mut dictionary = Dictionary::default();
    let facts = FactsBuf::of(profile, &mut dictionary);
    let facts = facts.view();
    let brief = Brief::new(demand, reference, &dictionary, question.as_of);
    let reach = ReachBrief::new(demand, reference, &dictionary);
    let reached = if question.sort == Sort::Fit { 0.0 } else { reach.score(&facts, &dictionary) };
    let score = question.sort.key(brief.score(&facts, &dictionary), reached);
    Candidate::told(id, score, &brief, &reach, &facts, &dictionary, question.explain)
}
