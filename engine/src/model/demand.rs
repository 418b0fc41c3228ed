//! Demand: what a position asks for and offers, whether a named enterprise orders it or the catalog lists it.

use super::{
    Bilingual, Category, Date, EngagementMode, EntryId, Invalid, NodeId, OccupationCode, OrderId, OrganisationId, Pay,
    RegionCode, Requirement,
};

/// The judged part of an order and of an entry.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawDemand")]
pub struct Demand {
    /// The name of the position.
    pub title: Bilingual,
    /// By whose criteria candidates are judged.
    pub category: Category,
    /// Nodes of the chain it serves; the first is the main one; may be empty for demand from outside the chains.
    pub nodes: Vec<NodeId>,
    /// The occupation, when it has a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<OccupationCode>,
    /// What is asked for.
    pub requirements: Vec<Requirement>,
    /// What is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<Pay>,
    /// How people may be engaged; never empty.
    pub modes: Vec<EngagementMode>,
    /// Places of use; empty when the place does not matter.
    pub regions: Vec<RegionCode>,
    /// When the seat must be filled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDemand {
    title: Bilingual,
    category: Category,
    #[serde(default)]
    nodes: Vec<NodeId>,
    #[serde(default)]
    occupation: Option<OccupationCode>,
    #[serde(default)]
    requirements: Vec<Requirement>,
    #[serde(default)]
    pay: Option<Pay>,
    #[serde(default)]
    modes: Vec<EngagementMode>,
    #[serde(default)]
    regions: Vec<RegionCode>,
    #[serde(default)]
    due: Option<Date>,
}

impl Demand {
    /// Most requirements of one demand.
    pub const MAX_REQUIREMENTS: usize = 64;
    /// Most nodes or regions of one demand.
    pub const MAX_PLACES: usize = 32;

    /// Checks the lists' lengths; an empty `modes` becomes full time, the common case.
    ///
    /// # Errors
    /// `Invalid` naming the list that is too long.
    pub fn checked(mut self) -> Result<Self, Invalid> {
        let limits = [
            ("requirements", self.requirements.len(), Self::MAX_REQUIREMENTS),
            ("nodes", self.nodes.len(), Self::MAX_PLACES),
            ("regions", self.regions.len(), Self::MAX_PLACES),
        ];
        for (field, length, most) in limits {
            if length > most {
                return Err(Invalid::new(field, format!("{length} items"), format!("at most {most}")));
            }
        }
        if self.modes.is_empty() {
            self.modes.push(EngagementMode::FullTime);
        }
        Ok(self)
    }
}

impl TryFrom<RawDemand> for Demand {
    type Error = Invalid;
    fn try_from(raw: RawDemand) -> Result<Self, Invalid> {
        let RawDemand { title, category, nodes, occupation, requirements, pay, modes, regions, due } = raw;
        Self { title, category, nodes, occupation, requirements, pay, modes, regions, due }.checked()
    }
}

/// Who orders.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Enterprise {
    /// Its id in this system.
    pub id: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// Its unified social credit code; form and check digit are looked at on intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
}

/// A named enterprise's demand.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawOrder")]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Who orders.
    pub enterprise: Enterprise,
    /// The catalog's entry it belongs to, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// Seats, 1 to [`Order::MAX_SEATS`].
    pub seats: u16,
    /// What is asked for and offered.
    pub demand: Demand,
    /// Last day of validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Whether the order was made up for demonstration.
    pub synthetic: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    id: OrderId,
    enterprise: Enterprise,
    #[serde(default)]
    entry: Option<EntryId>,
    seats: u16,
    demand: Demand,
    #[serde(default)]
    valid_until: Option<Date>,
    #[serde(default)]
    synthetic: bool,
}

impl Order {
    /// Most seats of one order.
    pub const MAX_SEATS: u16 = 5000;
}

impl TryFrom<RawOrder> for Order {
    type Error = Invalid;
    fn try_from(raw: RawOrder) -> Result<Self, Invalid> {
        let RawOrder { id, enterprise, entry, seats, demand, valid_until, synthetic } = raw;
        if seats == 0 || seats > Self::MAX_SEATS {
            return Err(Invalid::new("seats", seats, format!("1 to {}", Self::MAX_SEATS)));
        }
        Ok(Self { id, enterprise, entry, seats, demand, valid_until, synthetic })
    }
}
