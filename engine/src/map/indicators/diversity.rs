//! Diversity of the people here over the four categories, and concentration over employers, with p the share of each:
//!
//! - Shannon `H = −Σ p ln p`; beside it evenness `J = H ÷ ln S` over the S categories that occur, and `effective = exp(H)`.
//! - Simpson `1 − Σp²`; beside it `effective = 1 ÷ Σp²`.
//! - Concentration (Herfindahl–Hirschman) `Σp²` over employers; beside it `effective = 1 ÷ Σp²`.
//!
//! (C. E. Shannon 1948; E. H. Simpson 1949; effective numbers: M. O. Hill 1973.) Four shares can be worked out of two
//! indices and a number of people, so the indices of categories are withheld where a category is too small to be told;
//! concentration where few people or fewer than three employers stand behind it.

use super::Facts;
use crate::map::withhold::is_small;
use crate::map::{Heads, Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source};

/// Fewest employers whose concentration is told: of two, each would know the other's size.
const MIN_EMPLOYERS: usize = 3;

/// Diversity and concentration of the city and of each chain of the edition.
pub(super) fn diversity(facts: &Facts<'_>) -> Vec<Indicator> {
    let census = facts.census;
    let threshold = facts.values().threshold;
    let mut told = of_heads(&IndicatorScope::City, &census.heads, threshold);
    let everybody = census.employers.values().map(|by_chain| by_chain.values().sum());
    told.push(concentration(IndicatorScope::City, &everybody.collect::<Vec<u32>>(), threshold));
    for chain in &census.reference.edition.chains {
        let scope = IndicatorScope::Chain(chain.id.clone());
        let heads = census.heads_of_chain.get(&chain.id).copied().unwrap_or_default();
        told.extend(of_heads(&scope, &heads, threshold));
        let own = Some(chain.id.clone());
        let employed = census.employers.values().filter_map(|by_chain| by_chain.get(&own).copied());
        told.push(concentration(scope, &employed.collect::<Vec<u32>>(), threshold));
    }
    told
}

fn of_heads(scope: &IndicatorScope, heads: &Heads, threshold: u32) -> Vec<Indicator> {
    let people = heads.iter().sum::<u32>();
    let small = heads.iter().any(|people| is_small(*people, threshold));
    let of = |kind| Indicator::of(kind, scope.clone(), IndicatorUnit::Index, &[Source::Profiles]);
    let (entropy, squares) = (shannon(heads), squares(heads));
    let shannon = of(IndicatorKind::Shannon)
        .index(entropy, f64::from(people))
        .beside("evenness", evenness(heads))
        .beside("effective", (people > 0).then(|| libm::exp(entropy)));
    let simpson = of(IndicatorKind::Simpson)
        .index(1.0 - squares, f64::from(people))
        .beside("effective", (people > 0).then(|| 1.0 / squares));
    [shannon, simpson].map(|indicator| indicator.withheld_if(small)).into()
}

fn concentration(scope: IndicatorScope, employed: &[u32], threshold: u32) -> Indicator {
    let people = employed.iter().sum::<u32>();
    let squares = squares(employed);
    Indicator::of(IndicatorKind::Concentration, scope, IndicatorUnit::Index, &[Source::Profiles])
        .index(squares, f64::from(people))
        .beside("effective", (people > 0).then(|| 1.0 / squares))
        .withheld_if(is_small(people, threshold) || people > 0 && employed.len() < MIN_EMPLOYERS)
}

fn shares(counts: &[u32]) -> impl Iterator<Item = f64> + '_ {
    let sum = f64::from(counts.iter().sum::<u32>());
    counts.iter().filter(|count| **count > 0).map(move |count| f64::from(*count) / sum)
}

/// `−Σ p ln p`; 0 of nobody.
fn shannon(counts: &[u32]) -> f64 {
    shares(counts).map(|p| -p * libm::log(p)).sum()
}

/// `Σp²`; 0 of nobody.
fn squares(counts: &[u32]) -> f64 {
    shares(counts).map(|p| p * p).sum()
}

/// `H ÷ ln S`; none where fewer than two occur.
fn evenness(counts: &[u32]) -> Option<f64> {
    let kinds = counts.iter().filter(|count| **count > 0).count();
    (kinds > 1).then(|| shannon(counts) / libm::log(kinds as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-4, "{found}, expected {expected}");
    }

    #[test]
    fn the_worked_example() {
        let counts = [8, 32, 23, 12];
        near(shannon(&counts), 1.2578);
        near(evenness(&counts).unwrap(), 0.9073);
        near(1.0 - squares(&counts), 0.6869);
        near(libm::exp(shannon(&counts)), 3.518);
        near(1.0 / squares(&counts), 3.194);
    }

    #[test]
    fn who_is_alone_is_not_diverse_and_nobody_is_nothing() {
        assert_eq!((shannon(&[7, 0]), squares(&[7, 0]), evenness(&[7, 0])), (0.0, 1.0, None));
        assert_eq!((shannon(&[]), squares(&[0, 0])), (0.0, 0.0));
    }
}
