//! What is not told of a chain, so that no enterprise's orders can be worked out of what is.
//!
//! A cell with fewer than [`MIN_ORGANISATIONS`] enterprises is withheld. Where the chain's total stands beside the shown
//! cells, their difference is the sum of the withheld ones; so
//! - one cell is never withheld alone: the smallest of the others goes with it;
//! - the total is told only when the withheld cells together have [`MIN_ORGANISATIONS`] enterprises or more.
//!
//! Withheld cells are not named: a cell without orders looks the same. All this is decided over the whole chain before
//! anybody's filters, so that asking twice with other filters adds nothing.

use std::collections::BTreeSet;

use super::MIN_ORGANISATIONS;
use super::tally::{Cells, Place};
use crate::model::OrganisationId;

/// What is not told of a chain.
#[derive(Debug, Default)]
pub(super) struct Withheld<'o> {
    /// These cells.
    pub(super) cells: BTreeSet<Place<'o>>,
    /// Whether the sum of the chain is one of them.
    pub(super) total: bool,
}

pub(super) fn of<'o>(cells: &Cells<'o>) -> Withheld<'o> {
    let few = cells.iter().filter(|(_, cell)| cell.organisations.len() < MIN_ORGANISATIONS);
    let mut withheld: BTreeSet<Place<'o>> = few.map(|(place, _)| *place).collect();
    if withheld.len() == 1 {
        let others = cells.iter().filter(|(place, _)| !withheld.contains(*place));
        let smallest = others.min_by_key(|(place, cell)| (cell.organisations.len(), cell.seats, cell.orders, **place));
        let smallest = smallest.map(|(place, _)| *place);
        withheld.extend(smallest);
    }
    let hidden = cells.iter().filter(|(place, _)| withheld.contains(*place));
    let together: BTreeSet<&OrganisationId> = hidden.flat_map(|(_, cell)| cell.organisations.iter().copied()).collect();
    let total = !withheld.is_empty() && together.len() < MIN_ORGANISATIONS;
    Withheld { cells: withheld, total }
}
