//! Majors near those that a demand asks for, for the qualification and for a young person's record.

use super::{Dictionary, Facts, UNKNOWN};
use crate::method::QualificationValues;
use crate::model::{Demand, MajorId, Need};
use crate::vocabulary::{MajorMatch, Vocabulary, major_match};

/// Majors near those a demand asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Majors {
    /// By major number: 1 for the same, less for the same class or field; empty when none are asked for.
    values: Vec<f64>,
}

impl Majors {
    pub(super) fn new(
        demand: &Demand,
        values: &QualificationValues,
        vocabulary: &Vocabulary,
        dictionary: &Dictionary,
    ) -> Self {
        let asked: Vec<_> = demand.requirements.iter().filter_map(|asked| majors_of(&asked.need)).flatten().collect();
        if asked.is_empty() {
            return Self::default();
        }
        let shares = [0.0, values.major_field, values.major_class, values.major_same];
        let mut table = vec![0.0; dictionary.majors.len()];
        let mut raise = |held: &str, value: f64| {
            if let Some(slot) = dictionary.majors.get(held).and_then(|number| table.get_mut(number as usize)) {
                *slot = f64::max(*slot, value);
            }
        };
        for id in &asked {
            raise(id.as_str(), values.major_same);
            let Some(wanted) = vocabulary.major(id.as_str()) else { continue };
            // Few majors lie near one, so names are looked up only for those.
            for held in vocabulary.majors() {
                let nearness = major_match(wanted, held);
                if nearness > MajorMatch::Apart {
                    raise(held.id.as_str(), shares[nearness as usize]);
                }
            }
        }
        Self { values: table }
    }

    /// The value of the nearest major studied; `None` when no major is known or none is asked for.
    pub(super) fn best(&self, facts: &Facts) -> Option<f64> {
        self.studied(facts).map(|(value, _)| value).reduce(f64::max)
    }

    /// The nearest major studied; of several, the first by name.
    pub(super) fn nearest<'a>(&self, facts: &Facts, dictionary: &'a Dictionary) -> Option<&'a str> {
        let best = self.best(facts)?;
        let nearest = self.studied(facts).filter(|(value, _)| *value >= best);
        nearest.map(|(_, number)| dictionary.majors.name(number)).min()
    }

    /// Values and numbers of all majors studied; nothing when no major is asked for.
    fn studied(&self, facts: &Facts) -> impl Iterator<Item = (f64, u16)> {
        let asked = !self.values.is_empty();
        let known = facts.schooling.iter().filter(move |course| asked && course.major != UNKNOWN);
        known.map(|course| (self.values.get(usize::from(course.major)).copied().unwrap_or(0.0), course.major))
    }
}

const fn majors_of(need: &Need) -> Option<&Vec<MajorId>> {
    if let Need::Major { any_of } = need { Some(any_of) } else { None }
}
