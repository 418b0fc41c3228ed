//! What is to be filled.

use crate::matching::PositionId;
use crate::model::{Demand, EntryId, OrganisationId};

/// Seats of one demand: an order in force, or what an entry demands beyond the orders that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The order or the entry.
    pub id: PositionId,
    /// The entry that it counts for, where it is known.
    pub entry: Option<EntryId>,
    /// Who orders; none for an entry.
    pub organisation: Option<OrganisationId>,
    /// Seats to be filled.
    pub seats: u32,
    /// What is asked for and offered.
    pub demand: Demand,
}
