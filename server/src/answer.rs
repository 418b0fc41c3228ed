//! Rankings as they are answered: rounded to four places, lean unless more is asked for, with sentences on request.

use bole_engine::fit::{Evidence, GateOutcome, GateVerdict, Mark, Part};
use bole_engine::matching::{Candidate, Excluded, PositionId, Question, Ranking, Sort};
use bole_engine::model::{Bilingual, Criterion, Date, DecisionId, EditionId, TalentId};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use crate::round::four;
use crate::service::Service;

/// How much is told of each place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Explain {
    /// Scores alone.
    None,
    /// The parts of the fit, without their evidence.
    #[default]
    Brief,
    /// Parts and gates with their evidence, as codes and as sentences.
    Full,
}

/// The method that judged.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct MethodRef {
    /// Its id.
    pub id: String,
    /// SHA-256 of its file.
    pub hash: String,
}

impl MethodRef {
    /// The method of reference data.
    #[must_use]
    pub fn of(reference: &Reference) -> Self {
        Self { id: reference.method.id().into(), hash: reference.method.hash().into() }
    }
}

/// A sentence in both languages.
pub(crate) fn both(say: impl Fn(Language) -> String) -> Bilingual {
    Bilingual { zh: say(Language::Zh), en: say(Language::En) }
}

/// A refusal, written in English where it arose, for people.
pub(crate) fn refusal(told: &str) -> Bilingual {
    both(|language| wording::refusal(told, language).into_owned())
}

/// Evidence as codes and values, and as a sentence.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct Said {
    /// The sentence.
    pub sentence: String,
    /// How it marks the requirement of which it speaks, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Codes and values.
    pub evidence: Evidence,
}

fn said(evidence: &[Evidence], language: Language, reference: &Reference) -> Vec<Said> {
    let one = |evidence: &Evidence| Said {
        sentence: wording::sentence(evidence, language, reference),
        mark: evidence.mark(),
        evidence: evidence.clone(),
    };
    evidence.iter().map(one).collect()
}

/// What one criterion gives.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct PartAnswer {
    /// Which.
    pub criterion: Criterion,
    /// Its weight, 0 to 1.
    #[serde(serialize_with = "four")]
    pub weight: f64,
    /// Its value, 0 to 1.
    #[serde(serialize_with = "four")]
    pub value: f64,
    /// `weight · value · 100`; the parts' points sum to the fit.
    #[serde(serialize_with = "four")]
    pub points: f64,
    /// Whether facts were known; the method's neutral value counts otherwise.
    pub known: bool,
    /// Why, when `explain` is `full`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Said>,
}

/// A gating requirement.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct GateAnswer {
    /// Index in the demand's requirements.
    pub requirement: usize,
    /// How the person stands to it.
    pub outcome: GateOutcome,
    /// Why.
    pub evidence: Vec<Said>,
}

/// One place of a ranking.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct PlaceAnswer<I> {
    /// Who, or which position.
    pub id: I,
    /// The masked name of the person, or the title of the position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the ranking is ordered by, 0 to 100.
    #[serde(serialize_with = "four")]
    pub score: f64,
    /// How well the person answers the demand, 0 to 100.
    #[serde(serialize_with = "four")]
    pub fit: f64,
    /// How well the demand answers the person's wishes, 0 to 100.
    #[serde(serialize_with = "four")]
    pub reach: f64,
    /// Share of the fit's weight that rests on known facts, 0 to 1.
    #[serde(serialize_with = "four")]
    pub confidence: f64,
    /// `pass` or `to_verify`.
    pub gate: GateOutcome,
    /// The parts of the fit, unless `explain` is `none`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartAnswer>,
    /// The gates, when `explain` is `full`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<GateAnswer>,
}

/// A ranking, with what it rests on.
#[derive(Debug, Clone, serde::Serialize, ToSchema)]
pub struct RankingAnswer<I> {
    /// The id under which it is recorded; absent where it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// The best, best first; ties by id.
    pub items: Vec<PlaceAnswer<I>>,
    /// Who is not ranked, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded: Option<Excluded>,
    /// How many could have been ranked.
    pub total: usize,
    /// Of how many the facts were looked at.
    pub examined: usize,
    /// By what the ranking is ordered.
    pub sort: Sort,
    /// The day for which people were judged.
    pub as_of: Date,
    /// The edition.
    pub edition: EditionId,
    /// Whether the edition's figures are invented for illustration.
    pub illustrative: bool,
    /// The method.
    pub method: MethodRef,
}

/// Candidates for a demand.
pub type CandidatesAnswer = RankingAnswer<TalentId>;
/// Positions for a person.
pub type PositionsAnswer = RankingAnswer<PositionId>;

/// What has a name to show.
pub trait Named {
    /// The name, masked where it is a person's.
    fn name(&self, service: &Service, language: Language) -> Option<String>;
}

impl Named for TalentId {
    fn name(&self, service: &Service, _: Language) -> Option<String> {
        service.masked(self)
    }
}

impl Named for PositionId {
    fn name(&self, service: &Service, language: Language) -> Option<String> {
        match self {
            Self::Entry(id) => service.entry(id.as_str()).map(|entry| language.of(&entry.demand.title).to_owned()),
            // An order whose record cannot be read is shown without its title.
            Self::Order(id) => service.live.order(id).map(|order| language.of(&order.demand.title).to_owned()),
        }
    }
}

impl<I: Clone + Named> RankingAnswer<I> {
    /// Rounds and tells a ranking, in full.
    #[must_use]
    pub fn new(found: &Ranking<I>, asked: &Question, service: &Service, language: Language) -> Self {
        let reference = &*service.reference;
        let place = |place: &Candidate<I>| {
            let name = place.id.name(service, language);
            PlaceAnswer::new(place, name, reference, language)
        };
        Self {
            decision: None,
            items: found.items.iter().map(place).collect(),
            excluded: found.excluded.clone(),
            total: found.total,
            examined: found.examined,
            sort: asked.sort,
            as_of: asked.as_of,
            edition: found.edition.clone(),
            illustrative: reference.edition.illustrative,
            method: MethodRef::of(reference),
        }
    }

    /// Leaves out what was not asked for.
    #[must_use]
    pub fn told(mut self, explain: Explain) -> Self {
        for place in &mut self.items {
            match explain {
                Explain::Full => {}
                Explain::Brief => place.parts.iter_mut().for_each(|part| part.evidence.clear()),
                Explain::None => place.parts.clear(),
            }
            if explain != Explain::Full {
                place.gates.clear();
            }
        }
        self
    }
}

impl<I: Clone> PlaceAnswer<I> {
    /// Rounds and tells one place, in full.
    #[must_use]
    pub fn new(place: &Candidate<I>, name: Option<String>, reference: &Reference, language: Language) -> Self {
        let part = |part: &Part| PartAnswer {
            criterion: part.criterion,
            weight: part.weight,
            value: part.value,
            points: part.points,
            known: part.known,
            evidence: said(&part.evidence, language, reference),
        };
        let gate = |gate: &GateVerdict| GateAnswer {
            requirement: gate.requirement,
            outcome: gate.outcome,
            evidence: said(&gate.evidence, language, reference),
        };
        Self {
            id: place.id.clone(),
            name,
            score: place.score,
            fit: place.fit.score,
            reach: place.reach.score,
            confidence: place.fit.confidence,
            gate: place.gate,
            parts: place.fit.parts.iter().map(part).collect(),
            gates: place.gates.iter().map(gate).collect(),
        }
    }
}
