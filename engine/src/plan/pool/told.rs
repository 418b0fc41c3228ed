//! The answer of pooling: classes that are proposed, and the orders that fit none, with the reason.

use std::collections::BTreeSet;

use crate::model::{
    Category, Cohort, Date, EntryId, NodeId, OrderId, OrganisationId, PoolReader, ProgrammeId, SkillId,
};
use crate::plan::classes::counted;

/// An order that a proposed class serves.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServedOrder {
    /// Which.
    pub order: OrderId,
    /// Whose.
    pub enterprise: OrganisationId,
    /// Seats that it takes of the class, 1 or more.
    pub seats: u16,
    /// The day by which they must be filled; not before the class is ready.
    pub due: Date,
    /// The fit of a graduate with what the class adds, 0 to 100.
    pub fit: f64,
    /// The fit of a graduate of the programme as it is; none where a gate fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_modules: Option<f64>,
}

/// A position of the catalog that a proposed class serves beyond orders.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServedEntry {
    /// Which.
    pub entry: EntryId,
    /// Seats of the class that are for it, 1 or more.
    pub seats: u16,
    /// The fit of a graduate with what the class adds, 0 to 100.
    pub fit: f64,
}

/// How far beyond one firm a class leads.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Transferability {
    /// Positions of the catalog that its graduates suit, whoever asks.
    pub positions: u32,
    /// Enterprises with an order that its graduates suit.
    pub enterprises: u32,
    /// Share of the added hours that the catalog or more than one enterprise asks for, 0 to 1; 1 where nothing is added.
    pub share: f64,
    /// Added skills that one enterprise alone asks for, by id.
    pub tied: Vec<SkillId>,
    /// The enterprise to which the added hours are tied, where those that it alone asks for are more than the method's
    /// `pool.tied_share` of them: the class must not be agreed on without knowing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tied_to: Option<OrganisationId>,
}

/// A class that is proposed.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CohortProposal {
    /// The class as it would be on record: status `proposed`, `modules` what is added to the programme, with hours, a share
    /// with its order for each that it serves. Seats beyond the shares are for the catalog's demand.
    pub cohort: Cohort,
    /// Orders that it serves, by id; at least one.
    pub serves: Vec<ServedOrder>,
    /// The catalog's positions that it serves beyond orders, by id.
    pub catalog: Vec<ServedEntry>,
    /// Nodes at which its seats count on the map, most seats first, then by id.
    pub nodes: Vec<NodeId>,
    /// Hours added to the programme.
    pub hours: u16,
    /// How far beyond one firm it leads.
    pub transfer: Transferability,
    /// What it adds to the objective, above 0.
    pub value: f64,
}

impl CohortProposal {
    /// Seats that it fills, with those for the catalog.
    #[must_use]
    pub fn seats(&self) -> u32 {
        let orders = self.serves.iter().map(|served| u32::from(served.seats));
        orders.chain(self.catalog.iter().map(|served| u32::from(served.seats))).sum()
    }

    /// Enterprises whose orders it serves.
    #[must_use]
    pub fn enterprises(&self) -> usize {
        self.serves.iter().map(|served| &served.enterprise).collect::<BTreeSet<_>>().len()
    }
}

/// Why an order fits no class: the last thing that stands in the way of the programme that comes nearest.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Unsuited {
    /// Its place of use lies outside the city.
    Elsewhere {},
    /// No form of class is held for its category.
    Category {
        /// Which.
        category: Category,
    },
    /// Due before any class could be ready.
    TooSoon {
        /// The day on which the first could be.
        earliest: Date,
    },
    /// A requirement that is no skill fails for the graduates of every programme: a licence, degree, grade or years.
    Barred {
        /// Which requirement of the order, from 0: of the programme that comes nearest.
        requirement: usize,
    },
    /// Graduates would be near enough with skills that no programme teaches far enough.
    Untaught {
        /// The programme that comes nearest.
        programme: ProgrammeId,
        /// Which skills, by id.
        skills: Vec<SkillId>,
    },
    /// Even with everything that is taught somewhere, graduates stay below the least fit.
    TooFar {
        /// The programme that comes nearest.
        programme: ProgrammeId,
        /// The fit of its graduates then, 0 to 100.
        fit: f64,
        /// The least fit.
        least: f64,
    },
    /// What would have to be added takes more hours than any form of class has room for.
    TooLong {
        /// The programme that needs fewest.
        programme: ProgrammeId,
        /// Hours that it needs.
        hours: u16,
        /// Hours that there is room for.
        most: u16,
    },
    /// With everything similar that is left, too few seats or enterprises for a class.
    TooFew {
        /// The programme that would gather most.
        programme: ProgrammeId,
        /// Seats that it would gather; none for a reader who may not know those of others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seats: Option<u32>,
        /// Fewest seats of such a class.
        least: u16,
        /// Enterprises whose orders it would gather; none for a reader who may not know of others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        enterprises: Option<u32>,
        /// Fewest enterprises of such a class.
        least_enterprises: u16,
    },
    /// Every programme that could teach for it has its year's seats taken.
    Full {
        /// The programme that comes nearest.
        programme: ProgrammeId,
    },
    /// A class could be held, and would cost more than it brings.
    Unworthy {
        /// The programme that comes nearest.
        programme: ProgrammeId,
    },
}

impl Unsuited {
    /// The programme of which it is told.
    #[must_use]
    pub const fn programme(&self) -> Option<&ProgrammeId> {
        match self {
            Self::Untaught { programme, .. }
            | Self::TooFar { programme, .. }
            | Self::TooLong { programme, .. }
            | Self::TooFew { programme, .. }
            | Self::Full { programme }
            | Self::Unworthy { programme } => Some(programme),
            Self::Elsewhere {} | Self::Category { .. } | Self::TooSoon { .. } | Self::Barred { .. } => None,
        }
    }
}

/// Seats of an order that no proposed class serves.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unpooled {
    /// Which order.
    pub order: OrderId,
    /// Whose.
    pub enterprise: OrganisationId,
    /// The node at which it counts on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// Seats of it, 1 or more.
    pub seats: u16,
    /// Why.
    pub why: Unsuited,
}

/// Orders pooled into classes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Pooling {
    /// The day for which it is made.
    pub as_of: Date,
    /// Classes, those of most value first, then by id.
    pub proposals: Vec<CohortProposal>,
    /// Orders with seats that fit no class, by id.
    pub unpooled: Vec<Unpooled>,
    /// What the proposals are worth together.
    pub value: f64,
    /// No pooling is worth more.
    pub bound: f64,
}

/// Of which proposals one wants to read; what is not said is all of them.
#[derive(Debug, Clone, Default)]
pub struct PoolFilter {
    /// Those that serve one of these nodes.
    pub nodes: Option<BTreeSet<NodeId>>,
    /// Those that serve orders of this enterprise.
    pub enterprise: Option<OrganisationId>,
    /// Those of this college.
    pub college: Option<OrganisationId>,
}

impl From<&PoolReader> for PoolFilter {
    fn from(reader: &PoolReader) -> Self {
        match reader {
            PoolReader::College(own) => Self { college: Some(own.clone()), ..Self::default() },
            PoolReader::Enterprise(own) => Self { enterprise: Some(own.clone()), ..Self::default() },
        }
    }
}

impl Pooling {
    /// The proposals, and the orders that fit none, that a filter lets through. Of a college there are proposals alone: an
    /// order that fits no class is nobody's. Value and bound stay those of the whole pooling.
    #[must_use]
    pub fn filtered(mut self, filter: &PoolFilter) -> Self {
        let here = |nodes: &[NodeId]| {
            filter.nodes.as_ref().is_none_or(|wanted| nodes.iter().any(|node| wanted.contains(node)))
        };
        let whose = |enterprise: &OrganisationId| filter.enterprise.as_ref().is_none_or(|wanted| wanted == enterprise);
        self.proposals.retain(|proposal| {
            let taught = filter.college.as_ref().is_none_or(|college| proposal.cohort.college == *college);
            let served = filter.enterprise.is_none() || proposal.serves.iter().any(|served| whose(&served.enterprise));
            taught && served && here(&proposal.nodes)
        });
        self.unpooled
            .retain(|order| filter.college.is_none() && whose(&order.enterprise) && here(order.node.as_slice()));
        self
    }

    /// Classes on record as they would be with the proposals agreed on: what a plan and a map with them are made of.
    #[must_use]
    pub fn agreed(&self, cohorts: &[Cohort]) -> Vec<Cohort> {
        let proposed: Vec<Cohort> = self.proposals.iter().map(|proposal| proposal.cohort.clone()).collect();
        counted(cohorts, &proposed)
    }
}
