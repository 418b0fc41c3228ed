//! Demand: what a position asks for and offers, whether a named enterprise orders it or the catalog lists it.

use super::{
    Bilingual, Category, Date, EngagementMode, Invalid, NodeId, OccupationCode, OrganisationId, Pay, RegionCode,
    Requirement, check, uscc_check,
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
    #[serde(default)]
    pub nodes: Vec<NodeId>,
    /// The occupation, when it has a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<OccupationCode>,
    /// What is asked for.
    #[serde(default)]
    pub requirements: Vec<Requirement>,
    /// What is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<Pay>,
    /// How people may be engaged; never empty.
    #[serde(default)]
    pub modes: Vec<EngagementMode>,
    /// Places of use; empty when the place does not matter.
    #[serde(default)]
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
            check::list(field, length, most)?;
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
#[serde(try_from = "RawEnterprise")]
pub struct Enterprise {
    /// Its id in this system.
    pub id: OrganisationId,
    /// Its name.
    pub name: Bilingual,
    /// Its unified social credit code; the form is checked here, the check digit is looked at on intake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uscc: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnterprise {
    id: OrganisationId,
    name: Bilingual,
    #[serde(default)]
    uscc: Option<String>,
}

impl TryFrom<RawEnterprise> for Enterprise {
    type Error = Invalid;
    fn try_from(RawEnterprise { id, name, uscc }: RawEnterprise) -> Result<Self, Invalid> {
        uscc.as_deref().map(uscc_check).transpose()?;
        Ok(Self { id, name, uscc })
    }
}
