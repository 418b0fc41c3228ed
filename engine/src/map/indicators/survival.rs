//! Kaplan–Meier: the share that stays, where some have not been watched to the end.
//!
//! `S(t) = Π (1 − dᵢ/nᵢ)` over the days `tᵢ < t` on which somebody left: dᵢ leave on it, nᵢ are watched at least so long
//! (E. L. Kaplan, P. Meier: Nonparametric Estimation from Incomplete Observations, JASA 53, 1958). Who is censored on a day
//! is still watched on it.

/// How long somebody was watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spell {
    /// Days from the start.
    pub(super) days: i32,
    /// Whether it ended then; else nobody knows how it went on.
    pub(super) ended: bool,
}

/// What became of spells within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Window {
    /// Watched through all of it.
    pub(super) kept: u32,
    /// Ended in it.
    pub(super) ended: u32,
    /// Lost sight of in it.
    pub(super) censored: u32,
}

impl Window {
    /// Counts spells in a window of days: what ends on its last day has lasted through it.
    pub(super) fn of(spells: &[Spell], days: i32) -> Self {
        spells.iter().fold(Self::default(), |mut window, spell| {
            match (spell.days >= days, spell.ended) {
                (true, _) => window.kept += 1,
                (false, true) => window.ended += 1,
                (false, false) => window.censored += 1,
            }
            window
        })
    }

    /// All of them.
    pub(super) const fn all(self) -> u32 {
        self.kept + self.ended + self.censored
    }
}

/// The share of spells that last through a window of days; none where nobody was watched so long and not all had ended.
pub(super) fn survival(spells: &[Spell], days: i32) -> Option<f64> {
    let mut sorted = spells.to_vec();
    sorted.sort_unstable();
    let mut share = 1.0;
    let mut watched = sorted.len();
    for same in sorted.chunk_by(|a, b| a.days == b.days) {
        if same[0].days >= days {
            return Some(share);
        }
        let ended = same.iter().filter(|spell| spell.ended).count();
        share *= 1.0 - ended as f64 / watched as f64;
        watched -= same.len();
    }
    (!spells.is_empty() && share == 0.0).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn spell(days: i32, ended: bool) -> Spell {
        Spell { days, ended }
    }

    /// By hand: 10 people. 1 leaves at 6 (of 10): 9/10. One is lost at 10. 2 leave at 13 (of 8): 9/10·6/8 = 0.675. One is
    /// lost at 20, then 1 leaves at 23 (of 5): 0.54. 4 are watched to 40.
    #[test]
    fn censored_people_count_while_they_are_watched() {
        let mut spells = vec![spell(6, true), spell(10, false), spell(13, true), spell(13, true), spell(20, false)];
        spells.push(spell(23, true));
        spells.extend([spell(40, false); 4]);
        for (days, share) in [(6, 1.0), (7, 0.9), (13, 0.9), (14, 0.675), (23, 0.675), (24, 0.54), (40, 0.54)] {
            let found = survival(&spells, days).unwrap();
            assert!((found - share).abs() < 1e-12, "{days}: {found}");
        }
        assert_eq!(survival(&spells, 41), None);
        assert_eq!(Window::of(&spells, 24), Window { kept: 4, ended: 4, censored: 2 });
    }

    #[test]
    fn without_censoring_it_is_the_share_that_stayed() {
        let spells = [spell(5, true), spell(9, true), spell(30, true), spell(30, false)];
        assert_eq!(survival(&spells, 10), Some(0.5));
        assert_eq!(survival(&[spell(5, true)], 10), Some(0.0));
        assert_eq!(survival(&[], 10), None);
    }

    #[test]
    fn who_is_lost_on_the_day_of_a_leaving_is_still_watched_on_it() {
        assert_eq!(survival(&[spell(5, false), spell(5, true), spell(9, false)], 6), Some(1.0 - 1.0 / 3.0));
    }
}
