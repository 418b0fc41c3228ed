//! The other direction: how far a demand answers what a person wishes. `reach = Σ_a w[a]·v_a·100` over place, pay, mode,
//! occupation and chain; a wish that is not known counts [`NEUTRAL`], shown as unknown.
//!
//! Weights stand here and not in the method: they rank offers for a person, and no decision about a person rests on them.

use std::cmp::Ordering;

use super::codes::{AskedCode, CodeClass};
use super::{Deaf, Dictionary, Evidence, Facts, Listener, UNKNOWN, place, terms};
use crate::graph::Proximity;
use crate::model::Demand;
use crate::reference::Reference;

/// What an unspoken wish counts: less than a wish met, more than one passed over, since most people can be asked.
const NEUTRAL: f64 = 0.3;
/// Value of an offer where the person lives, while no place is wished for.
const AT_HOME: f64 = 0.9;

/// What a person may wish about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Aspect {
    /// Where.
    Place,
    /// For how much.
    Pay,
    /// In which mode.
    Mode,
    /// As what.
    Occupation,
    /// In which part of the chain.
    Chain,
}

impl Aspect {
    /// All five, in summing order.
    pub const ALL: [Self; 5] = [Self::Place, Self::Pay, Self::Mode, Self::Occupation, Self::Chain];

    /// Its weight; the five sum to 1. Place and pay decide most moves, the occupation a person looks for comes next.
    #[must_use]
    pub const fn weight(self) -> f64 {
        match self {
            Self::Place | Self::Pay => 0.3,
            Self::Occupation => 0.2,
            Self::Mode | Self::Chain => 0.1,
        }
    }
}

/// How far a demand answers a person's wishes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reach {
    /// 0 to 100: the sum of the parts' points, in their order.
    pub score: f64,
    /// Share of the weight that rests on wishes that are known, 0 to 1.
    pub confidence: f64,
    /// The five aspects, in the order of [`Aspect::ALL`].
    pub parts: Vec<ReachPart>,
}

/// What one aspect gives.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReachPart {
    /// Which.
    pub aspect: Aspect,
    /// Its weight, 0 to 1.
    pub weight: f64,
    /// Its value, 0 to 1.
    pub value: f64,
    /// Whether the wish is known.
    pub known: bool,
    /// `weight · value · 100`.
    pub points: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// A demand made ready to be held against many people's wishes.
#[derive(Debug, Clone)]
pub struct ReachBrief {
    place: place::Asked,
    terms: terms::Asked,
    /// By occupation number; `None` for a code that cannot be compared.
    classes: Vec<Option<CodeClass>>,
    class_values: [f64; 5],
    /// By node number.
    nodes: Vec<Proximity>,
    has_nodes: bool,
}

impl ReachBrief {
    /// Compiles a demand. It never fails.
    #[must_use]
    pub fn new(demand: &Demand, reference: &Reference, dictionary: &Dictionary) -> Self {
        let Reference { vocabulary, graph, method, .. } = reference;
        let values = &method.occupation;
        let classes = demand.occupation.as_ref().map_or_else(Vec::new, |code| {
            let asked = AskedCode::new(code.as_str());
            dictionary.occupations.iter().map(|wish| asked.class_of(wish)).collect()
        });
        let near = |wish: &str| {
            let offers = demand.nodes.iter().map(|node| graph.proximity(wish, node.as_str()));
            offers.fold(Proximity::NONE, |best, next| if next.value > best.value { next } else { best })
        };
        Self {
            place: place::Asked::new(demand, &method.place, vocabulary, dictionary),
            terms: terms::Asked::new(demand, &method.terms),
            classes,
            class_values: [0.0, values.major, values.middle, values.small, values.same],
            nodes: if demand.nodes.is_empty() { Vec::new() } else { dictionary.nodes.iter().map(near).collect() },
            has_nodes: !demand.nodes.is_empty(),
        }
    }

    /// The score, 0 to 100, untold: no allocation, and bit for bit what [`Self::explain`] gives.
    #[must_use]
    pub fn score(&self, facts: &Facts, dictionary: &Dictionary) -> f64 {
        let mut score = 0.0;
        for aspect in Aspect::ALL {
            let judged = self.judge(aspect, facts, dictionary, &mut Deaf);
            score += points(aspect, judged.unwrap_or(NEUTRAL));
        }
        score
    }

    /// Whether the most that is offered is known to cover the least that the person asks.
    #[must_use]
    pub fn affords(&self, facts: &Facts) -> bool {
        self.terms.covers(facts)
    }

    /// The same score, with its parts and their evidence.
    #[must_use]
    pub fn explain(&self, facts: &Facts, dictionary: &Dictionary) -> Reach {
        self.told::<Vec<Evidence>>(facts, dictionary)
    }

    /// The same score with its parts, without the evidence.
    #[must_use]
    pub fn parts(&self, facts: &Facts, dictionary: &Dictionary) -> Reach {
        self.told::<Deaf>(facts, dictionary)
    }

    fn told<L: Listener + Default + Into<Vec<Evidence>>>(&self, facts: &Facts, dictionary: &Dictionary) -> Reach {
        let (mut score, mut confidence) = (0.0, 0.0);
        let mut parts = Vec::with_capacity(Aspect::ALL.len());
        for aspect in Aspect::ALL {
            let mut listener = L::default();
            let judged = self.judge(aspect, facts, dictionary, &mut listener);
            let evidence = listener.into();
            let (weight, value) = (aspect.weight(), judged.unwrap_or(NEUTRAL));
            let points = points(aspect, value);
            score += points;
            confidence += if judged.is_some() { weight } else { 0.0 };
            parts.push(ReachPart { aspect, weight, value, known: judged.is_some(), points, evidence });
        }
        Reach { score, confidence: f64::min(confidence, 1.0), parts }
    }

    fn judge(
        &self,
        aspect: Aspect,
        facts: &Facts,
        dictionary: &Dictionary,
        listener: &mut impl Listener,
    ) -> Option<f64> {
        match aspect {
            Aspect::Place => self.place(facts, dictionary, listener),
            Aspect::Pay => self.terms.pay(facts, listener),
            Aspect::Mode => self.mode(facts, listener),
            Aspect::Occupation => self.occupation(facts, listener),
            Aspect::Chain => self.chain(facts, listener),
        }
    }

    fn place(&self, facts: &Facts, dictionary: &Dictionary, listener: &mut impl Listener) -> Option<f64> {
        if !self.place.is_asked() {
            listener.hear(|| Evidence::NotAsked);
            return Some(1.0);
        }
        if self.place.is_wished(facts, dictionary, listener) {
            return Some(1.0);
        }
        let near = self.place.near(facts, dictionary, listener);
        if facts.wished_regions.is_empty() { near.map(|value| value.min(AT_HOME)) } else { Some(0.0) }
    }

    fn mode(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        if facts.person.modes.is_empty() {
            return None;
        }
        let meets = facts.person.modes.meets(self.place.modes());
        if !meets {
            listener.hear(|| Evidence::ModesApart);
        }
        Some(if meets { 1.0 } else { 0.0 })
    }

    fn occupation(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        let classes = facts.wished_occupations.iter().filter(|&&wish| wish != UNKNOWN);
        let best = classes.filter_map(|&wish| self.classes.get(usize::from(wish)).copied().flatten()).max()?;
        listener.hear(|| Evidence::OccupationWished { class: best });
        Some(self.class_values[best as usize])
    }

    fn chain(&self, facts: &Facts, listener: &mut impl Listener) -> Option<f64> {
        if !self.has_nodes || facts.wished_nodes.is_empty() {
            return None;
        }
        let near = facts.wished_nodes.iter().filter_map(|&wish| self.nodes.get(usize::from(wish)));
        // Of two roads of one value the plainer is told, whichever was wished for first.
        let nearer = |best: Proximity, next: &Proximity| match next.value.total_cmp(&best.value) {
            Ordering::Greater => *next,
            Ordering::Equal if next.kinship < best.kinship => *next,
            Ordering::Equal | Ordering::Less => best,
        };
        let Proximity { value, kinship, .. } = near.fold(Proximity::NONE, nearer);
        listener.hear(|| Evidence::NodeWished { kinship });
        Some(value)
    }
}

const fn points(aspect: Aspect, value: f64) -> f64 {
    aspect.weight() * value * 100.0
}
