//! The catalog: one version of it, and the positions it lists.

use super::{
    Bilingual, Chain, College, Date, Demand, EditionId, EntryId, Invalid, Link, Node, NodeId, Park, RegionCode, Stage,
};

/// Where an edition stands on its one-way road.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditionStatus {
    /// Being compiled.
    Draft,
    /// In force.
    Published,
    /// Replaced by a later edition.
    Superseded,
}

/// Why a position is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShortageType {
    /// 数量紧缺: too few people exist.
    Quantity,
    /// 能力紧缺: people lack the ability.
    Capability,
    /// 供给紧缺: too few are trained.
    Supply,
    /// 动态紧缺: caused by fast growth.
    Dynamic,
}

/// Shortage in stars, 1 (slight) to 5 (extreme).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = u8, minimum = 1, maximum = 5))]
pub struct ShortageStars(u8);

impl ShortageStars {
    /// The number of stars.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for ShortageStars {
    type Error = Invalid;
    fn try_from(value: u8) -> Result<Self, Invalid> {
        if (1..=5).contains(&value) {
            return Ok(Self(value));
        }
        Err(Invalid::new("shortage_stars", value, "1 to 5"))
    }
}

impl From<ShortageStars> for u8 {
    fn from(stars: ShortageStars) -> Self {
        stars.0
    }
}

/// One position demanded in an edition.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// What is asked for and offered.
    pub demand: Demand,
    /// What the position does.
    #[serde(default)]
    pub duties: Option<Bilingual>,
    /// Seats demanded in the edition; 0 where the source has no figure.
    pub headcount: u32,
    /// Shortage as the edition states it.
    #[serde(default)]
    pub shortage_stars: Option<ShortageStars>,
    /// Why it is short.
    pub shortage_types: Vec<ShortageType>,
    /// The stage that the edition calls weakest.
    #[serde(default)]
    pub weakest_stage: Option<Stage>,
    /// The supply mechanism that the edition names, e.g. `order_class`.
    #[serde(default)]
    pub supply_mechanism: Option<String>,
    /// Whether figures are invented for illustration.
    pub illustrative: bool,
}

/// One version of the catalog, with the chains it speaks of.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its id.
    pub id: EditionId,
    /// Its title.
    pub title: Bilingual,
    /// The city.
    pub region: RegionCode,
    /// The day its facts are given for.
    pub as_of: Date,
    /// Where it stands.
    pub status: EditionStatus,
    /// Whether its figures are invented for illustration.
    pub illustrative: bool,
    /// A note to the reader.
    #[serde(default)]
    pub note: Option<Bilingual>,
    /// Chains, by id.
    pub chains: Vec<Chain>,
    /// Nodes, by id.
    pub nodes: Vec<Node>,
    /// What feeds what.
    pub links: Vec<Link>,
    /// Parks, by id.
    pub parks: Vec<Park>,
    /// Colleges, by id.
    pub colleges: Vec<College>,
    /// Positions, by id.
    pub entries: Vec<Entry>,
}

impl Edition {
    /// The node at which a demand counts: that of its entry, where the edition lists it, or else the first that it names.
    #[must_use]
    pub fn node_of<'d>(&'d self, entry: Option<&EntryId>, demand: &'d Demand) -> Option<&'d NodeId> {
        let entry = entry.and_then(|id| self.entries.iter().find(|held| held.id == *id));
        entry.map_or(demand, |entry| &entry.demand).nodes.first()
    }
}
