//! Measures of one ranking.
//!
//! With rel(i) = 1 if the i-th is relevant, R relevant in all, and P(i) = the share of relevant among the first i:
//! average precision = `Σ rel(i)·P(i) / R`; reciprocal rank = 1 / place of the first relevant;
//! hit@k = 1 if one of the first k is relevant. What is not ranked counts as never found.

/// The measures of one query, each in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    pub(super) average_precision: f64,
    pub(super) reciprocal_rank: f64,
    pub(super) hit_at_1: f64,
    pub(super) hit_at_5: f64,
}

/// Measures a ranking given as relevance from the first place on; `relevant` of all are, at least 1.
pub(super) fn measure(ranking: impl IntoIterator<Item = bool>, relevant: usize) -> Measured {
    let (mut found, mut precision, mut first) = (0_u32, 0.0, None);
    for (place, _) in (1_u32..).zip(ranking).filter(|(_, hit)| *hit) {
        found += 1;
        precision += f64::from(found) / f64::from(place);
        first.get_or_insert(place);
    }
    let within = |k: u32| f64::from(u8::from(first.is_some_and(|place| place <= k)));
    Measured {
        average_precision: precision / relevant.max(1) as f64,
        reciprocal_rank: first.map_or(0.0, |place| 1.0 / f64::from(place)),
        hit_at_1: within(1),
        hit_at_5: within(5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example() {
        // Relevant at places 2 and 4, one more never found: AP = (1/2 + 2/4) / 3 = 1/3.
        let found = measure([false, true, false, true, false], 3);
        assert!((found.average_precision - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!((found.reciprocal_rank, found.hit_at_1, found.hit_at_5), (0.5, 0.0, 1.0));
    }

    #[test]
    fn the_sixth_place_is_no_hit_at_5() {
        let found = measure([false, false, false, false, false, true], 1);
        assert_eq!((found.hit_at_5, found.reciprocal_rank), (0.0, 1.0 / 6.0));
    }

    #[test]
    fn bounds() {
        let best = measure([true, true, false], 2);
        assert_eq!((best.average_precision, best.reciprocal_rank, best.hit_at_1), (1.0, 1.0, 1.0));
        let worst = measure([false, false], 2);
        assert_eq!((worst.average_precision, worst.reciprocal_rank, worst.hit_at_5), (0.0, 0.0, 0.0));
    }
}
