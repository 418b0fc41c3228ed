//! The eight criteria of a fit, in the fixed order in which their points are summed.

/// A criterion of the fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Skills held against skills asked for.
    Skills,
    /// Posts held against the occupation.
    Occupation,
    /// Nodes worked in against the demand's nodes.
    Chain,
    /// What the person has brought about, by category.
    Achievement,
    /// Education, major, title and grade.
    Qualification,
    /// Years of work.
    Experience,
    /// Place of use against residence and wishes.
    Place,
    /// Pay and start.
    Terms,
}

impl Criterion {
    /// All eight, in summing order.
    pub const ALL: [Self; 8] = [
        Self::Skills,
        Self::Occupation,
        Self::Chain,
        Self::Achievement,
        Self::Qualification,
        Self::Experience,
        Self::Place,
        Self::Terms,
    ];

    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skills => "skills",
            Self::Occupation => "occupation",
            Self::Chain => "chain",
            Self::Achievement => "achievement",
            Self::Qualification => "qualification",
            Self::Experience => "experience",
            Self::Place => "place",
            Self::Terms => "terms",
        }
    }
}
