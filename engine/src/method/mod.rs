//! The method: the versioned file of weights, neutral values, thresholds and credits by which fits are judged, checked as
//! a whole. A [`Method`] that exists can judge; judging itself is left to `fit` and `classify`.

mod alignment;
mod classification;
mod edition;
mod error;
mod indicators;
mod map;
mod parameters;
mod plan;
mod pool;
mod raw;
mod seats;
mod weights;

pub use alignment::{AlignmentValues, WarningValues};
pub use classification::{Classification, ClassificationRule, Evidence};
pub use edition::EditionValues;
pub use error::MethodError;
pub use indicators::IndicatorValues;
pub use map::{MapValues, ShortageValues, ShortageWeights};
pub use parameters::{
    AchievementValues, ChainValues, ExperienceValues, OccupationValues, PlaceValues, QualificationValues, SkillValues,
    TermsValues, Thresholds,
};
pub use plan::{PlanCosts, PlanValues};
pub use pool::{FormValues, PoolValues};
pub use seats::SeatValues;
pub use weights::{MAX_QUALIFICATION, WEIGHT_TOLERANCE, Weights};

use crate::model::{AchievementKind, AchievementReach, Bilingual, Category, Criterion};
use raw::Raw;

/// A checked method.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    id: String,
    title: Bilingual,
    text: String,
    hash: String,
    weights: [Weights; 4],
    neutral: [f64; 8],
    achievements: [AchievementValues; 4],
    /// Fits from which something follows.
    pub thresholds: Thresholds,
    /// Values of the skills criterion.
    pub skills: SkillValues,
    /// Values of the occupation criterion.
    pub occupation: OccupationValues,
    /// Values of the chain criterion.
    pub chain: ChainValues,
    /// Values of the qualification criterion.
    pub qualification: QualificationValues,
    /// Values of the experience criterion.
    pub experience: ExperienceValues,
    /// Values of the place criterion.
    pub place: PlaceValues,
    /// Values of the terms criterion.
    pub terms: TermsValues,
    /// How seats are filled.
    pub plan: PlanValues,
    /// How orders are pooled into classes.
    pub pool: PoolValues,
    /// How seats of classes are given.
    pub seats: SeatValues,
    /// Rules that sort people into categories.
    pub classification: Classification,
    /// Values of the talent map.
    pub map: MapValues,
    /// Values of the shortage index.
    pub shortage: ShortageValues,
    /// Values of the indicators.
    pub indicators: IndicatorValues,
    /// When entries of an edition come, go and change.
    pub edition: EditionValues,
    /// How programmes are held against demand.
    pub alignment: AlignmentValues,
}

impl Method {
    /// Reads and checks a method file (TOML).
    ///
    /// # Errors
    /// [`MethodError`] naming what is wrong and what is allowed: a key that is not known, a weight row that does not sum to
    /// 1, a `qualification` above [`MAX_QUALIFICATION`], a share outside [0, 1], a rule that cannot be.
    pub fn parse(text: &str) -> Result<Self, MethodError> {
        let raw: Raw = toml::from_str(text).map_err(|error| MethodError::syntax(text, &error))?;
        raw.check(text)
    }

    /// The method's id, e.g. `method-2026`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method's title.
    #[must_use]
    pub const fn title(&self) -> &Bilingual {
        &self.title
    }

    /// The file's text: what is published with an edition, so that it can be mapped again.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the file's text in hexadecimal: a decision records it, so that it can be replayed.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The weights of a category.
    #[must_use]
    pub const fn weights(&self, category: Category) -> &Weights {
        &self.weights[category as usize]
    }

    /// The weight of one criterion in a category.
    #[must_use]
    pub const fn weight(&self, category: Category, criterion: Criterion) -> f64 {
        self.weights[category as usize].of(criterion)
    }

    /// What a criterion counts while nothing is known.
    #[must_use]
    pub const fn neutral(&self, criterion: Criterion) -> f64 {
        self.neutral[criterion as usize]
    }

    /// How achievements count in a category.
    #[must_use]
    pub const fn achievements(&self, category: Category) -> &AchievementValues {
        &self.achievements[category as usize]
    }

    /// The credit of one achievement of a kind and reach in a category, before counting and saturating.
    #[must_use]
    pub const fn credit(&self, category: Category, kind: AchievementKind, reach: AchievementReach) -> f64 {
        let values = &self.achievements[category as usize];
        values.credit[kind as usize] * values.reach[reach as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../catalogs/methods/method-2026.toml");

    fn refused(from: &str, to: &str) -> String {
        assert!(SHIPPED.contains(from), "{from}");
        Method::parse(&SHIPPED.replacen(from, to, 1)).unwrap_err().to_string()
    }

    #[test]
    fn the_shipped_method_judges() {
        let method = Method::parse(SHIPPED).unwrap();
        assert_eq!(method.id(), "method-2026");
        assert_eq!(method.weight(Category::Engineer, Criterion::Skills), 0.34);
        assert_eq!(method.neutral(Criterion::Skills), 0.05);
        assert_eq!(method.hash().len(), 64);
        for category in Category::ALL {
            let sum: f64 = Criterion::ALL.iter().map(|&k| method.weight(category, k)).sum();
            assert!((sum - 1.0).abs() <= WEIGHT_TOLERANCE);
            assert!(method.weight(category, Criterion::Qualification) <= MAX_QUALIFICATION);
        }
        let granted = method.credit(Category::Engineer, AchievementKind::PatentGranted, AchievementReach::City);
        let converted = method.credit(Category::Engineer, AchievementKind::PatentConverted, AchievementReach::City);
        assert!(converted > 4.0 * granted);
    }

    #[test]
    fn weights_that_do_not_sum_to_one_are_refused_with_category_and_sum() {
        let message = refused("skills = 0.34", "skills = 0.44");
        assert!(message.contains("engineer") && message.contains("1.1"), "{message}");
        assert!(message.contains("sum to 1"), "{message}");
    }

    #[test]
    fn more_than_the_allowed_qualification_is_refused() {
        let text = SHIPPED.replacen("skills = 0.34", "skills = 0.24", 1);
        let text = text.replacen("qualification = 0.06", "qualification = 0.16", 1);
        let message = Method::parse(&text).unwrap_err().to_string();
        assert!(message.contains("engineer") && message.contains("0.16") && message.contains("0.15"), "{message}");
    }

    #[test]
    fn broken_files_are_refused() {
        for (from, to, names) in [
            ("skills = 0.05\n", "skills = 1.5\n", "neutral.skills"),
            ("skills = 0.34\n", "skill = 0.34\n", "skill"),
            ("related_cap = 0.6", "related_cap = 0.7", "skills.related_cap"),
            ("scientist = 4.0", "scientist = 0.0", "achievement.half.scientist"),
            ("linked = 0.7", "linked = -0.1", "chain.linked"),
            ("ready = 60.0", "ready = 160.0", "thresholds.ready"),
            ("horizon_days = 548", "horizon_days = 0", "plan.horizon_days"),
            ("retention = 0.05", "retention = 1.5", "plan.cost.retention"),
            ("seats = [15, 40]", "seats = [50, 40]", "pool.order_class.seats"),
            ("starts = [3, 9]", "starts = [3, 13]", "pool.starts"),
            ("wish = 5", "wish = 101", "seats.wish"),
            ("points = 1.5", "points = nan", "scientist_doctorate"),
            ("id = \"scientist_long_project\"", "id = \"scientist_doctorate\"", "scientist_doctorate"),
            ("prefixes = [\"2-01\"]", "prefixes = []", "scientist_research_occupation"),
            ("kind = \"enrolled\"", "kind = \"age\"", "age"),
            ("quiet_days = 365", "quiet_days = 0", "edition.quiet_days"),
            ("common_share = 0.5", "common_share = 1.5", "edition.common_share"),
            ("serves = 0.4", "serves = 1.4", "alignment.serves"),
            ("aligned = 0.6", "aligned = 0.3", "alignment.aligned"),
            ("orange = 0.5", "orange = 1.5", "alignment.warning.orange"),
            ("international = 2.5", "galactic = 2.5", "galactic"),
            ("patent_granted = 5\n", "patent = 5\n", "patent"),
            ("\nthreshold = 5 ", "\nthreshold = 1 ", "indicators.threshold"),
            ("pay_threshold = 10", "pay_threshold = 4", "indicators.pay_threshold"),
            ("windows = [12, 24, 36]", "windows = [12, 12, 36]", "indicators.windows"),
            ("windows = [12, 24, 36]", "windows = []", "indicators.windows"),
            ("retention = 0.25, u", "retention = 0.35, u", "indicators.coupling"),
        ] {
            let message = refused(from, to);
            assert!(message.contains(names), "{to}: {message}");
        }
    }

    #[test]
    fn the_hash_follows_the_text() {
        let other = SHIPPED.replacen("id = \"method-2026\"", "id = \"method-2027\"", 1);
        assert_ne!(Method::parse(SHIPPED).unwrap().hash(), Method::parse(&other).unwrap().hash());
    }
}
