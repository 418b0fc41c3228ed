//! A demand made ready to judge many people: what the method, the vocabulary and the chain graph say of it is tabled by
//! the dictionary's numbers, so that judging one person allocates, hashes and compares no text.

use super::{
    Deaf, Dictionary, Evidence, Facts, Fit, GateVerdict, Gates, Listener, Part, achievement, chain, experience, gate,
    occupation, place, qualification, skills, terms,
};
use crate::model::{Criterion, Date, Demand};
use crate::reference::Reference;

/// A demand compiled at a date. It holds for the dictionary it was made with, also after that has grown: names added later
/// mean nothing to it.
#[derive(Debug, Clone)]
pub struct Brief {
    weights: [f64; Criterion::ALL.len()],
    neutral: [f64; Criterion::ALL.len()],
    skills: skills::Asked,
    occupation: occupation::Asked,
    chain: chain::Asked,
    achievement: achievement::Asked,
    qualification: qualification::Asked,
    experience: experience::Asked,
    place: place::Asked,
    terms: terms::Asked,
    gates: gate::Asked,
}

/// A skill that earns something for a demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// Number in [`Dictionary::skills`].
    pub skill: u32,
    /// Which skill asked for, as a place in [`Brief::rows`].
    pub row: u8,
    /// Which requirement, as an index in the demand's list.
    pub requirement: u8,
    /// 1 for the skill itself, at most 0.6 for a related one.
    pub rel: f64,
    /// Whether it is the skill itself.
    pub exact: bool,
    /// Whether the requirement gates.
    pub gates: bool,
    /// `c_i` by the level held: at an unknown one, then 1 to 5.
    pub values: [f64; 6],
}

/// A skill asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WantedRow {
    /// Index in the demand's list.
    pub requirement: u8,
    /// `a_i`.
    pub weight: f64,
    /// Level asked, 1 to 5.
    pub level: u8,
    /// Whether the requirement gates.
    pub gates: bool,
}

impl Brief {
    /// Compiles a demand. It never fails: a name that nothing knows matches nobody.
    #[must_use]
    pub fn new(demand: &Demand, reference: &Reference, dictionary: &Dictionary, as_of: Date) -> Self {
        let Reference { vocabulary, graph, method, .. } = reference;
        let qualification = qualification::Asked::new(demand, &method.qualification, vocabulary, dictionary, as_of);
        Self {
            weights: *method.weights(demand.category).all(),
            neutral: Criterion::ALL.map(|criterion| method.neutral(criterion)),
            skills: skills::Asked::new(demand, &method.skills, vocabulary, dictionary),
            occupation: occupation::Asked::new(demand, &method.occupation, dictionary, as_of),
            chain: chain::Asked::new(demand, &method.chain, graph, dictionary, as_of),
            achievement: achievement::Asked::new(demand.category, method.achievements(demand.category)),
            gates: gate::Asked::new(demand, &qualification),
            qualification,
            experience: experience::Asked::new(demand, &method.experience, as_of),
            place: place::Asked::new(demand, &method.place, vocabulary, dictionary),
            terms: terms::Asked::new(demand, &method.terms),
        }
    }

    /// The score of a person, 0 to 100, untold: no allocation, and bit for bit what [`Self::explain`] gives.
    #[must_use]
    pub fn score(&self, facts: &Facts, dictionary: &Dictionary) -> f64 {
        let mut score = 0.0;
        for criterion in Criterion::ALL {
            let judged = self.judge(criterion, facts, dictionary, &mut Deaf);
            score += self.points(criterion, self.value(criterion, judged));
        }
        score
    }

    /// The same score, with its parts and their evidence.
    #[must_use]
    pub fn explain(&self, facts: &Facts, dictionary: &Dictionary) -> Fit {
        self.told::<Vec<Evidence>>(facts, dictionary)
    }

    /// The same score with its parts, without the evidence: cheaper, where nobody reads it.
    #[must_use]
    pub fn parts(&self, facts: &Facts, dictionary: &Dictionary) -> Fit {
        self.told::<Deaf>(facts, dictionary)
    }

    fn told<L: Listener + Default + Into<Vec<Evidence>>>(&self, facts: &Facts, dictionary: &Dictionary) -> Fit {
        let (mut score, mut confidence) = (0.0, 0.0);
        let mut parts = Vec::with_capacity(Criterion::ALL.len());
        for criterion in Criterion::ALL {
            let mut listener = L::default();
            let judged = self.judge(criterion, facts, dictionary, &mut listener);
            let part = self.part(criterion, judged, listener.into());
            score += part.points;
            confidence += if part.known { part.weight } else { 0.0 };
            parts.push(part);
        }
        Fit { score, confidence: f64::min(confidence, 1.0), parts }
    }

    /// How a person stands to the gating requirements; quick, no allocation.
    #[must_use]
    pub fn gate(&self, facts: &Facts) -> Gates {
        self.gates.judge(facts, self.bench())
    }

    /// The same, requirement by requirement, with the evidence.
    #[must_use]
    pub fn gates(&self, facts: &Facts, dictionary: &Dictionary) -> Vec<GateVerdict> {
        self.gates.tell(facts, self.bench(), dictionary)
    }

    /// Every skill that earns something, by number and row; a skill may serve several rows.
    pub fn wanted(&self) -> impl Iterator<Item = Wanted> + '_ {
        self.skills.wanted()
    }

    /// The skills asked for, in the order of the demand. The value of the skills is `Σ weight·c / Σ weight` over them.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = WantedRow> + '_ {
        self.skills.rows().iter().map(|row| WantedRow {
            requirement: row.requirement,
            weight: row.weight,
            level: row.level,
            gates: row.gates,
        })
    }

    /// What each skill asked for counts for a person, 0 to 1, by place in [`Self::rows`]; 1 only where the skill itself is
    /// held at the level asked.
    #[must_use]
    pub fn skill_values(&self, facts: &Facts) -> [f64; Demand::MAX_REQUIREMENTS] {
        self.skills.values(facts)
    }

    /// The weight of a criterion, 0 to 1.
    #[must_use]
    pub const fn weight(&self, criterion: Criterion) -> f64 {
        self.weights[criterion as usize]
    }

    /// What a criterion counts while nothing is known, and at least: see [`Self::value`].
    #[must_use]
    pub const fn neutral(&self, criterion: Criterion) -> f64 {
        self.neutral[criterion as usize]
    }

    /// The value that counts. Facts that earn less than silence count as silence: telling never costs, so nobody gains by
    /// leaving out a post or a place, and a person who tells anything never falls behind one who tells nothing.
    #[must_use]
    pub const fn value(&self, criterion: Criterion, judged: Option<f64>) -> f64 {
        let neutral = self.neutral[criterion as usize];
        match judged {
            Some(value) => value.max(neutral),
            None => neutral,
        }
    }

    /// What one criterion counts for a person, 0 to 1: for bounds while a ranking is being found.
    #[inline]
    #[must_use]
    pub fn counted(&self, criterion: Criterion, facts: &Facts, dictionary: &Dictionary) -> f64 {
        self.value(criterion, self.judge(criterion, facts, dictionary, &mut Deaf))
    }

    /// The most that a post at a node can count for the chain, 0 to 1.
    #[must_use]
    pub fn chain_at_most(&self, node: u16) -> f64 {
        self.value(Criterion::Chain, Some(self.chain.at_most(node)))
    }

    /// The most that a post of an occupation can count for the occupation, 0 to 1.
    #[must_use]
    pub fn occupation_at_most(&self, occupation: u16) -> f64 {
        self.value(Criterion::Occupation, Some(self.occupation.at_most(occupation)))
    }

    /// `weight · value · 100`.
    #[must_use]
    pub const fn points(&self, criterion: Criterion, value: f64) -> f64 {
        self.weights[criterion as usize] * value * 100.0
    }

    fn part(&self, criterion: Criterion, judged: Option<f64>, mut evidence: Vec<Evidence>) -> Part {
        let value = self.value(criterion, judged);
        if let Some(judged) = judged.filter(|&judged| judged < value) {
            evidence.push(Evidence::Floor { judged });
        }
        let (weight, points) = (self.weight(criterion), self.points(criterion, value));
        Part { criterion, weight, value, known: judged.is_some(), points, evidence }
    }

    #[inline]
    fn judge(
        &self,
        criterion: Criterion,
        facts: &Facts,
        dictionary: &Dictionary,
        listener: &mut impl Listener,
    ) -> Option<f64> {
        match criterion {
            Criterion::Skills => self.skills.judge(facts, dictionary, listener),
            Criterion::Occupation => self.occupation.judge(facts, dictionary, listener),
            Criterion::Chain => self.chain.judge(facts, dictionary, listener),
            Criterion::Achievement => self.achievement.judge(facts, &self.qualification.majors, listener),
            Criterion::Qualification => self.qualification.judge(facts, &self.occupation, dictionary, listener),
            Criterion::Experience => self.experience.judge(facts, &self.occupation, listener),
            Criterion::Place => self.place.judge(facts, dictionary, listener),
            Criterion::Terms => self.terms.judge(facts, listener),
        }
    }

    const fn bench(&self) -> gate::Bench<'_> {
        gate::Bench {
            skills: &self.skills,
            occupation: &self.occupation,
            qualification: &self.qualification,
            experience: &self.experience,
        }
    }
}
