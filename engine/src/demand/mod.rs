//! What is wanted, in sums: the orders in force by node and category, without the names of enterprises. Who may not see
//! other enterprises' orders gets only sums in which none of them can be made out; `withhold` decides which those are.
//! Gaps, routes and shortage are left to others.
//!
//! Each order counts once: at the first node that it names, so that the cells of a chain sum to the chain.

mod tally;
#[cfg(test)]
mod tests;
mod told;
mod withhold;

use crate::model::{Category, ChainId, Date, Edition, EntryId, NodeId, Order};
pub use told::told_entries;

/// Fewest enterprises in a sum that everybody may see. With two, each of them would know the other's part.
pub const MIN_ORGANISATIONS: usize = 3;

/// For whom demand is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemandView {
    /// For those who may see every order.
    Whole,
    /// For everybody else: what would tell of fewer than [`MIN_ORGANISATIONS`] enterprises is withheld.
    Guarded,
}

/// What is wanted at one node, in one category.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DemandCell {
    /// The chain; none for demand from outside the edition's chains.
    pub chain: Option<ChainId>,
    /// The node; none for orders that name none.
    pub node: Option<NodeId>,
    /// The category.
    pub category: Category,
    /// Orders in force.
    pub orders: usize,
    /// Their seats.
    pub seats: u64,
    /// Seats filled of those.
    pub filled: u64,
    /// The day by which the first of them is to be filled, where any names one.
    pub earliest_due: Option<Date>,
    /// The catalog's positions that they belong to, by id.
    pub entries: Vec<EntryId>,
    /// How many enterprises order; told to those who see every order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<usize>,
}

/// What is wanted in a whole chain, all nodes and categories together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DemandTotal {
    /// The chain; none for demand from outside the edition's chains.
    pub chain: Option<ChainId>,
    /// Orders in force.
    pub orders: usize,
    /// Their seats.
    pub seats: u64,
    /// Seats filled of those.
    pub filled: u64,
}

/// Demand in sums.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DemandTable {
    /// By chain, node and category. A cell that is not here has no order, or too few enterprises: the two look alike.
    pub cells: Vec<DemandCell>,
    /// By chain. A chain that is not here has no order, or its sum would tell what is withheld.
    pub totals: Vec<DemandTotal>,
}

impl DemandTable {
    /// Sums the orders that are in force; others may be among them and do not count.
    #[must_use]
    pub fn of<'o>(orders: impl IntoIterator<Item = &'o Order>, edition: &'o Edition, view: DemandView) -> Self {
        let chains = tally::chains(orders, edition);
        let mut table = Self { cells: Vec::new(), totals: Vec::new() };
        for (chain, cells) in &chains {
            table.add(*chain, cells, view);
        }
        table
    }

    fn add(&mut self, chain: Option<&ChainId>, cells: &tally::Cells<'_>, view: DemandView) {
        let withheld = match view {
            DemandView::Whole => withhold::Withheld::default(),
            DemandView::Guarded => withhold::of(cells),
        };
        let shown = cells.iter().filter(|(place, _)| !withheld.cells.contains(*place));
        self.cells.extend(shown.map(|((node, category), tally)| tally.cell(chain, *node, *category, view)));
        if !withheld.total {
            self.totals.push(tally::total(chain, cells.values()));
        }
    }
}

/// Where an order counts: once, at the first node that it names.
fn place(order: &Order) -> tally::Place<'_> {
    (order.demand.nodes.first(), order.demand.category)
}
