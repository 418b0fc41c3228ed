//! Seats counted: the one figure that sums from an opening to the city.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use crate::model::{ByStage, Stage};

/// Seats counted. `demanded = filled.total() + gap.total() + unreached`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SeatCount {
    /// Seats to be filled.
    pub demanded: u32,
    /// Seats with somebody for them, by the route that fills them.
    pub filled: ByStage<u32>,
    /// Seats left over, by the stage at which lifting one limit would fill them.
    pub gap: ByStage<u32>,
    /// Seats left over that no single limit keeps empty: nobody is near enough.
    pub unreached: u32,
}

impl SeatCount {
    /// All seats left over.
    #[must_use]
    pub const fn open(&self) -> u32 {
        self.gap.total() + self.unreached
    }

    /// Share of the seats left over, 0 to 1; none where nothing is demanded.
    #[must_use]
    pub fn gap_share(&self) -> Option<f64> {
        (self.demanded > 0).then(|| f64::from(self.open()) / f64::from(self.demanded))
    }

    /// The stage at which most of the gap lies; the first of equals, none where no stage has any.
    #[must_use]
    pub fn weakest(&self) -> Option<Stage> {
        let most = self.gap.iter().map(|(_, gap)| *gap).max().filter(|&most| most > 0)?;
        self.gap.iter().find(|(_, gap)| **gap == most).map(|(stage, _)| stage)
    }
}

impl AddAssign for SeatCount {
    fn add_assign(&mut self, other: Self) {
        self.demanded += other.demanded;
        self.filled += other.filled;
        self.gap += other.gap;
        self.unreached += other.unreached;
    }
}

impl Add for SeatCount {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sum for SeatCount {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weakest_stage_is_the_one_with_most_of_the_gap() {
        let gap = |attraction, cultivation| ByStage { attraction, cultivation, retention: 0, utilization: 1 };
        let count = |gap: ByStage<u32>| SeatCount { demanded: 10, gap, unreached: 2, ..SeatCount::default() };
        assert_eq!(count(gap(1, 3)).weakest(), Some(Stage::Cultivation));
        assert_eq!(count(gap(3, 3)).weakest(), Some(Stage::Attraction));
        assert_eq!(count(gap(1, 2)).gap_share(), Some(0.6));
        assert_eq!((SeatCount::default().weakest(), SeatCount::default().gap_share()), (None, None));
    }
}
