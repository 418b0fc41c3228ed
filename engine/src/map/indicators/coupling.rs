//! Coupling coordination of the four stages, of the city and of each chain.
//!
//! `U = filled ÷ (filled + gap)` of a stage: of the seats that it could work on, the share that it fills by the plan, on one
//! and the same scale for all four. With weights α of the method:
//!
//! `C = 4·(ΠU)^¼ ÷ ΣU`, `T = Σ αU`, `D = √(C·T)`; C = 0 where a U is 0. The value is D; the four U, C, T and the weakest U
//! stand beside it, since C alone is near 1 for nearly everything. Not available where a stage has no seat to work on.

use super::Facts;
use crate::map::{Indicator, IndicatorKind, IndicatorScope, IndicatorUnit, Source};
use crate::model::{ByStage, Stage};
use crate::plan::SeatCount;

/// Coupling of the city and of each chain.
pub(super) fn coupling(facts: &Facts<'_>) -> Vec<Indicator> {
    let weights = &facts.values().coupling;
    let mut told = vec![of(IndicatorScope::City, &facts.map.city, weights)];
    told.extend(
        facts.map.chains.iter().map(|chain| of(IndicatorScope::Chain(chain.id.clone()), &chain.count, weights)),
    );
    told
}

fn of(scope: IndicatorScope, count: &SeatCount, weights: &ByStage<f64>) -> Indicator {
    let indicator = Indicator::of(IndicatorKind::Coupling, scope, IndicatorUnit::Index, &[Source::Plan]);
    let levels = Stage::ALL.map(|stage| level(count, stage));
    let beside = Stage::ALL
        .into_iter()
        .zip(levels)
        .fold(indicator, |indicator, (stage, level)| indicator.beside(stage.as_str(), level));
    let [Some(a), Some(c), Some(r), Some(u)] = levels else { return beside };
    let levels = ByStage { attraction: a, cultivation: c, retention: r, utilization: u };
    let coordination = Coordination::of(&levels, weights);
    let seats = count.filled.total() + count.gap.total();
    beside
        .index(coordination.value(), f64::from(seats))
        .beside("coupling", Some(coordination.coupling))
        .beside("development", Some(coordination.development))
        .beside("weakest", Some(a.min(c).min(r).min(u)))
}

/// The share that a stage fills of what it could work on; none of nothing.
fn level(count: &SeatCount, stage: Stage) -> Option<f64> {
    let filled = *count.filled.of(stage);
    let seats = filled + *count.gap.of(stage);
    (seats > 0).then(|| f64::from(filled) / f64::from(seats))
}

/// C and T.
struct Coordination {
    coupling: f64,
    development: f64,
}

impl Coordination {
    fn of(levels: &ByStage<f64>, weights: &ByStage<f64>) -> Self {
        let sum: f64 = levels.iter().map(|(_, level)| level).sum();
        let product: f64 = levels.iter().map(|(_, level)| level).product();
        let coupling = if product > 0.0 { 4.0 * libm::sqrt(libm::sqrt(product)) / sum } else { 0.0 };
        let development = levels.iter().map(|(stage, level)| level * weights.of(stage)).sum();
        Self { coupling, development }
    }

    /// D.
    fn value(&self) -> f64 {
        libm::sqrt(self.coupling * self.development)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EQUAL: ByStage<f64> = ByStage { attraction: 0.25, cultivation: 0.25, retention: 0.25, utilization: 0.25 };

    const fn levels(attraction: f64, cultivation: f64, retention: f64, utilization: f64) -> ByStage<f64> {
        ByStage { attraction, cultivation, retention, utilization }
    }

    #[test]
    fn the_worked_example() {
        let found = Coordination::of(&levels(0.8, 0.5, 0.4, 0.3), &EQUAL);
        for (found, expected) in [(found.coupling, 0.9361), (found.development, 0.5), (found.value(), 0.6842)] {
            assert!((found - expected).abs() < 5e-5, "{found}, expected {expected}");
        }
    }

    #[test]
    fn a_stage_that_fills_nothing_couples_with_nothing() {
        let found = Coordination::of(&levels(0.8, 0.0, 0.4, 0.3), &EQUAL);
        assert_eq!((found.coupling, found.value()), (0.0, 0.0));
        assert_eq!(Coordination::of(&levels(0.0, 0.0, 0.0, 0.0), &EQUAL).coupling, 0.0);
    }

    #[test]
    fn a_stage_without_seats_has_no_level() {
        let count = SeatCount { filled: ByStage { attraction: 3, ..ByStage::default() }, ..SeatCount::default() };
        let told = of(IndicatorScope::City, &count, &EQUAL);
        assert_eq!((told.value, told.parts.len(), told.parts[0].value), (None, 1, 1.0));
    }
}
