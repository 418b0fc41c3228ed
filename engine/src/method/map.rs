//! The numbers of the talent map: when a node's talent is weak, and how short an entry is.

use super::MethodError;
use super::raw::{above_zero, within};
use crate::model::ShortageStars;

/// Values of the talent map; shares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapValues {
    /// Share of a node's seats left over from which its talent is weak.
    pub weak: f64,
    /// Share of a node's seats left over from which its talent is missing; at least `weak`.
    pub missing: f64,
    /// Least proximity of a node from which people could move.
    pub transfer: f64,
}

/// Weights of the parts of the shortage index; each in [0, 1], together above 0.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortageWeights {
    /// Of demand against supply.
    pub ratio: f64,
    /// Of the share of seats left over.
    pub gap: f64,
    /// Of the time to fill.
    pub time_to_fill: f64,
    /// Of the pay premium.
    pub pay_premium: f64,
    /// Of the rarity of what is required.
    pub rarity: f64,
}

/// Values of the shortage index.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortageValues {
    /// Weights of the parts.
    pub weights: ShortageWeights,
    /// Share of the weight that must rest on data before an index is told.
    pub least_confidence: f64,
    /// Seats taken that a time to fill rests on at least.
    pub least_starts: u16,
    /// Days to fill that count one half.
    pub half_days: f64,
    /// Pay above the median, as a share of it, that counts one half.
    pub half_premium: f64,
    /// Where 2, 3, 4 and 5 stars begin: an index in `[bins[i], bins[i + 1])` has `i + 2` stars. Rising, above 0, below 1.
    pub bins: [f64; 4],
}

impl MapValues {
    pub(super) fn check(self) -> Result<Self, MethodError> {
        within("map.weak", self.weak, 0.0, 1.0)?;
        within("map.missing", self.missing, self.weak, 1.0)?;
        within("map.transfer", self.transfer, 0.0, 1.0)?;
        Ok(self)
    }
}

impl ShortageWeights {
    /// In the order of `ShortageKind::ALL`.
    #[must_use]
    pub const fn row(&self) -> [f64; 5] {
        [self.ratio, self.gap, self.time_to_fill, self.pay_premium, self.rarity]
    }
}

impl ShortageValues {
    /// The stars of an index by half-open bins: a value on a border belongs to the bin above it.
    #[must_use]
    pub fn stars(&self, index: f64) -> Option<ShortageStars> {
        let below = self.bins.iter().filter(|&&least| index >= least).count();
        u8::try_from(below + 1).ok().and_then(|stars| ShortageStars::try_from(stars).ok())
    }

    pub(super) fn check(self) -> Result<Self, MethodError> {
        let names = ["ratio", "gap", "time_to_fill", "pay_premium", "rarity"];
        for (name, weight) in names.into_iter().zip(self.weights.row()) {
            within(&format!("shortage.weights.{name}"), weight, 0.0, 1.0)?;
        }
        let sum: f64 = self.weights.row().iter().sum();
        if sum <= 0.0 {
            return Err(MethodError::range("shortage.weights", sum, "a sum above 0"));
        }
        within("shortage.least_confidence", self.least_confidence, 0.0, 1.0)?;
        if self.least_starts == 0 {
            return Err(MethodError::range("shortage.least_starts", self.least_starts, "at least 1"));
        }
        above_zero("shortage.half_days", self.half_days)?;
        above_zero("shortage.half_premium", self.half_premium)?;
        let mut least = 0.0;
        for (number, &bin) in self.bins.iter().enumerate() {
            if !(bin > least && bin < 1.0) {
                let allowed = format!("above {least}, below 1: bins rise");
                return Err(MethodError::range(format!("shortage.bins.{number}"), bin, allowed));
            }
            least = bin;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Method;

    const SHIPPED: &str = include_str!("../../../catalogs/methods/method-2026.toml");

    #[test]
    fn stars_begin_on_their_border() {
        let values = ShortageValues { bins: [0.2, 0.4, 0.6, 0.8], ..Method::parse(SHIPPED).unwrap().shortage };
        let stars = |index| values.stars(index).unwrap().get();
        let found: Vec<u8> = [0.0, 0.199, 0.2, 0.4, 0.599, 0.6, 0.8, 1.0].map(stars).to_vec();
        assert_eq!(found, [1, 1, 2, 3, 3, 4, 5, 5]);
    }

    #[test]
    fn wrong_values_are_refused_by_their_key() {
        for (from, to, names) in [
            ("weak = 0.2", "weak = 1.2", "map.weak"),
            ("missing = 0.7", "missing = 0.1", "map.missing: 0.1 is not allowed; allowed: 0.2 to 1"),
            ("least_starts = 3", "least_starts = 0", "shortage.least_starts"),
            ("half_days = 90.0", "half_days = 0.0", "shortage.half_days"),
            ("gap = 0.3 ", "gap = 1.3 ", "shortage.weights.gap"),
            ("bins = [0.", "bins = [1.", "shortage.bins.0"),
        ] {
            assert!(SHIPPED.contains(from), "{from}");
            let message = Method::parse(&SHIPPED.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(message.contains(names), "{to}: {message}");
        }
    }
}
