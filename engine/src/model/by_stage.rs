//! One figure for each stage.

use std::ops::AddAssign;

use super::Stage;

/// One figure for each of the four stages, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ByStage<T> {
    /// 引: people from elsewhere.
    pub attraction: T,
    /// 育: people who are taught.
    pub cultivation: T,
    /// 留: people who stay.
    pub retention: T,
    /// 用: people who are put to use.
    pub utilization: T,
}

impl<T> ByStage<T> {
    /// The figure of a stage.
    #[must_use]
    pub const fn of(&self, stage: Stage) -> &T {
        match stage {
            Stage::Attraction => &self.attraction,
            Stage::Cultivation => &self.cultivation,
            Stage::Retention => &self.retention,
            Stage::Utilization => &self.utilization,
        }
    }

    /// The figure of a stage, to be changed.
    pub const fn of_mut(&mut self, stage: Stage) -> &mut T {
        match stage {
            Stage::Attraction => &mut self.attraction,
            Stage::Cultivation => &mut self.cultivation,
            Stage::Retention => &mut self.retention,
            Stage::Utilization => &mut self.utilization,
        }
    }

    /// Stages with their figures, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Stage, &T)> {
        Stage::ALL.into_iter().map(|stage| (stage, self.of(stage)))
    }
}

impl ByStage<u32> {
    /// All four together.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.attraction + self.cultivation + self.retention + self.utilization
    }
}

impl<T: AddAssign> AddAssign for ByStage<T> {
    fn add_assign(&mut self, other: Self) {
        self.attraction += other.attraction;
        self.cultivation += other.cultivation;
        self.retention += other.retention;
        self.utilization += other.utilization;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_to_their_stage() {
        let figures = ByStage { attraction: 1, cultivation: 2, retention: 3, utilization: 4 };
        assert_eq!(figures.iter().map(|(_, figure)| *figure).collect::<Vec<u32>>(), [1, 2, 3, 4]);
        let mut twice = figures;
        twice += figures;
        *twice.of_mut(Stage::Retention) += 1;
        assert_eq!((twice.total(), twice.retention), (21, 7));
    }
}
