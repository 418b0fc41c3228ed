//! The values of each criterion. All are decisions of the method's authors; the file says why.

/// Fits from which something follows, 0 to 100; `confident` is a share.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Fit from which a person can fill the seat now.
    pub ready: f64,
    /// Fit from which teaching what is missing is worth planning.
    pub trainable: f64,
    /// Share of the weight on known facts from which a fit is called confident.
    pub confident: f64,
}

/// Values of the skills criterion; shares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillValues {
    /// `a_i` of a legal or must skill.
    pub required: f64,
    /// `a_i` of a preferred skill.
    pub preferred: f64,
    /// Most that a related skill can stand in for the one asked.
    pub related_cap: f64,
    /// A skill held at an unknown level, as a share of the level asked.
    pub unknown_level: f64,
}

/// Values of the occupation criterion; shares, and a half-life in years.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OccupationValues {
    /// The same code.
    pub same: f64,
    /// The same small class.
    pub small: f64,
    /// The same middle class.
    pub middle: f64,
    /// The same major class.
    pub major: f64,
    /// Most that a likeness of titles alone can earn.
    pub text_cap: f64,
    /// Years after which a post counts half.
    pub recency_half_life_years: f64,
}

/// Values of the chain criterion; shares, and a half-life in years.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainValues {
    /// The same node.
    pub same_node: f64,
    /// A node one link away, up or down.
    pub linked: f64,
    /// A node two links away.
    pub two_links: f64,
    /// The same segment of the same chain.
    pub same_segment: f64,
    /// The same chain.
    pub same_chain: f64,
    /// A two-digit industry division in common.
    pub industry_division: f64,
    /// Years after which a post counts half.
    pub recency_half_life_years: f64,
}

/// Values of the qualification criterion; shares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualificationValues {
    /// Share of education among the parts that are asked for.
    pub education: f64,
    /// Share of the major.
    pub major: f64,
    /// Share of the title.
    pub title: f64,
    /// Share of the skill grade.
    pub grade: f64,
    /// The same major, 6 digits.
    pub major_same: f64,
    /// The same class, 4 digits.
    pub major_class: f64,
    /// The same field, 2 digits.
    pub major_field: f64,
    /// One rank under what is asked.
    pub one_step_below: f64,
    /// Two ranks under what is asked.
    pub two_steps_below: f64,
}

/// Values of the experience criterion.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExperienceValues {
    /// Years that earn one half where no years are asked for.
    pub half_years: f64,
    /// What a year in another occupation counts.
    pub related_years: f64,
}

/// Values of the place criterion; shares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceValues {
    /// Lives in the district of use.
    pub same_district: f64,
    /// Lives in the city.
    pub same_city: f64,
    /// Lives in a neighbouring city.
    pub neighbour_city: f64,
    /// Lives in the province.
    pub same_province: f64,
    /// Lives elsewhere.
    pub elsewhere: f64,
    /// Wishes to work there, wherever the residence.
    pub wished: f64,
    /// Engaged flexibly or in an enclave, so that residence matters little.
    pub flexible: f64,
}

/// Values of the terms criterion; shares, and a half-life in days.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsValues {
    /// Share of pay.
    pub pay: f64,
    /// Share of the start date.
    pub start: f64,
    /// Days late that halve the start's value.
    pub start_half_days: f64,
}

/// How achievements count in one category: `x = Σ credit · reach · min(count, most)`, value `x / (x + half)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AchievementValues {
    /// The sum that earns one half.
    pub half: f64,
    /// Credit by [`AchievementKind`](crate::model::AchievementKind), in its order.
    pub credit: [f64; 13],
    /// Factor by [`AchievementReach`](crate::model::AchievementReach), in its order.
    pub reach: [f64; 5],
    /// How many of one kind count at most, by kind.
    pub most: [u16; 13],
}
