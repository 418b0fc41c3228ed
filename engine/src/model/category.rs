//! The closed lists of the field: categories of talent, stages of the policy chain, segments of an industrial chain.

/// A kind of talent, evaluated by its own criteria (classified evaluation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Judged by representative works, peers and long projects.
    Scientist,
    /// Judged by project results, process innovations and what reached the market.
    Engineer,
    /// Judged by skill grade, contests, workshops and apprentices.
    MasterTechnician,
    /// Judged by training, practice and early results; rests on enrolment and graduation, never on age.
    Youth,
}

impl Category {
    /// All four, in the order of the papers.
    pub const ALL: [Self; 4] = [Self::Scientist, Self::Engineer, Self::MasterTechnician, Self::Youth];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scientist => "scientist",
            Self::Engineer => "engineer",
            Self::MasterTechnician => "master_technician",
            Self::Youth => "youth",
        }
    }
}

/// A stage of talent work (引育留用), in the fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 引: people from elsewhere.
    Attraction,
    /// 育: people who are taught.
    Cultivation,
    /// 留: people who stay.
    Retention,
    /// 用: people who are put to use.
    Utilization,
}

impl Stage {
    /// All four, 引育留用.
    pub const ALL: [Self; 4] = [Self::Attraction, Self::Cultivation, Self::Retention, Self::Utilization];

    /// The word used in data and URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attraction => "attraction",
            Self::Cultivation => "cultivation",
            Self::Retention => "retention",
            Self::Utilization => "utilization",
        }
    }
}

/// A segment of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// 上游.
    Upstream,
    /// 中游.
    Midstream,
    /// 下游.
    Downstream,
}

impl Segment {
    /// All three, along the flow.
    pub const ALL: [Self; 3] = [Self::Upstream, Self::Midstream, Self::Downstream];
}
