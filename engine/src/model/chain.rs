//! The industrial chain: chains, their nodes, what feeds what, and where it stands.

use super::{Bilingual, ChainId, CollegeId, IndustryCode, NodeId, ParkId, RegionCode, Segment};

/// A chain of industry.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// Its id, e.g. `NFM`.
    pub id: ChainId,
    /// Its name.
    pub name: Bilingual,
    /// Regions where it stands.
    pub regions: Vec<RegionCode>,
    /// Parks where it stands.
    pub parks: Vec<ParkId>,
    /// What the catalog rests on for this chain.
    #[serde(default)]
    pub evidence: Option<String>,
}

/// How strong a node is in the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum NodeStatus {
    /// 强链.
    Strong,
    /// 弱链.
    Weak,
    /// 缺链.
    Missing,
}

/// A node of a chain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Its id, e.g. `NFM-U1`.
    pub id: NodeId,
    /// The chain it belongs to.
    pub chain: ChainId,
    /// Its place along the flow.
    pub segment: Segment,
    /// Its name.
    pub name: Bilingual,
    /// Industry codes, GB/T 4754-2017.
    pub industries: Vec<IndustryCode>,
    /// How strong it is here.
    pub status: NodeStatus,
    /// Regions where it stands.
    pub regions: Vec<RegionCode>,
    /// Parks where it stands.
    pub parks: Vec<ParkId>,
}

/// One node feeds another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The node that feeds.
    pub from: NodeId,
    /// The node that is fed.
    pub to: NodeId,
    /// What flows.
    pub what: Bilingual,
}

/// An industrial park.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Park {
    /// Its id.
    pub id: ParkId,
    /// Its name.
    pub name: Bilingual,
    /// Where it lies.
    pub region: RegionCode,
}

/// A college.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct College {
    /// Its id.
    pub id: CollegeId,
    /// Its name.
    pub name: Bilingual,
    /// Whether it stands in the vocational education city.
    pub in_city: bool,
}
