//! The answer of a ranking.

use crate::fit::{Brief, Dictionary, Facts, Fit, GateOutcome, GateVerdict, Reach, ReachBrief};
use crate::model::{EditionId, EntryId, OrderId, TalentId};

/// A position that a person may be ranked for: an entry of the catalog or an order. Entries come first among equals.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum PositionId {
    /// An entry of the edition.
    Entry(EntryId),
    /// An enterprise's order.
    Order(OrderId),
}

impl PositionId {
    /// The id of the entry or order, as people write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Entry(id) => id.as_str(),
            Self::Order(id) => id.as_str(),
        }
    }
}

/// One place of a ranking.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Candidate<I = TalentId> {
    /// Who, or which position.
    pub id: I,
    /// What the ranking is ordered by, 0 to 100: the fit, the reach, or the geometric mean of both.
    pub score: f64,
    /// How well the person answers the demand, by parts.
    pub fit: Fit,
    /// How well the demand answers the person's wishes, by parts.
    pub reach: Reach,
    /// `pass` or `to_verify`; who fails is not ranked, but can be judged.
    pub gate: GateOutcome,
    /// Each gating requirement with its outcome.
    pub gates: Vec<GateVerdict>,
}

impl<I> Candidate<I> {
    /// Judges once more, with a listener if anybody reads: the same code, and so the same score.
    pub(super) fn told(
        id: I,
        score: f64,
        brief: &Brief,
        reach: &ReachBrief,
        facts: &Facts<'_>,
        dictionary: &Dictionary,
        explain: bool,
    ) -> Self {
        let gate = brief.gate(facts).outcome();
        if explain {
            let (fit, reach) = (brief.explain(facts, dictionary), reach.explain(facts, dictionary));
            return Self { id, score, fit, reach, gate, gates: brief.gates(facts, dictionary) };
        }
        let (fit, reach) = (brief.parts(facts, dictionary), reach.parts(facts, dictionary));
        Self { id, score, fit, reach, gate, gates: Vec::new() }
    }
}

/// Those who fail one requirement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExcludedBy {
    /// Which requirement of the demand, from 0.
    pub requirement: usize,
    /// How many fail it; who fails several is counted at each.
    pub count: usize,
    /// How many fail it and nothing else: what relaxing it alone would bring.
    pub alone: usize,
    /// The first of them by id, as many as were asked for.
    pub ids: Vec<TalentId>,
}

/// Those who are not ranked because they fail a gate.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Excluded {
    /// How many people fail at least one gate.
    pub total: usize,
    /// By requirement, in the demand's order; only requirements that somebody fails.
    pub by_requirement: Vec<ExcludedBy>,
}

/// A ranking, with what it rests on.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ranking<I = TalentId> {
    /// The best, best first; ties by id.
    pub items: Vec<Candidate<I>>,
    /// The excluded, when they were counted.
    pub excluded: Option<Excluded>,
    /// How many could have been ranked before gates: everybody who allows it and is shown to the question's audience, or
    /// every position in force.
    pub total: usize,
    /// Of how many the facts were looked at; the others were ruled out by postings and bounds.
    pub examined: usize,
    /// Of how many the full score was computed.
    pub scored: usize,
    /// The edition.
    pub edition: EditionId,
    /// The method, by id.
    pub method: String,
}

/// What relaxing one requirement would bring.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Relaxation {
    /// Which requirement of the demand, from 0.
    pub requirement: usize,
    /// How many more pass all gates; 0 for a requirement that gates nobody.
    pub candidates_gained: usize,
    /// The score at the last place asked for (or at the last place taken), before; absent when nobody passes.
    pub kth_score_before: Option<f64>,
    /// The same, after.
    pub kth_score_after: Option<f64>,
}
