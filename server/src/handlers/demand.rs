//! What is wanted, in sums, for everybody.

use actix_web::web::Data;
use bole_engine::demand::{DemandCell, DemandTable, DemandTotal, DemandView, MIN_ORGANISATIONS};
use bole_engine::model::{Category, ChainId, NodeId, Role};
use utoipa::{IntoParams, ToSchema};

use super::{Answer, work};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::Query;
use crate::service::Service;

/// Which demand.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DemandParams {
    /// Only this chain.
    chain: Option<ChainId>,
    /// Only this node.
    node: Option<NodeId>,
    /// Only this category.
    category: Option<Category>,
}

/// Demand in sums, without the names of enterprises.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct DemandAnswer {
    /// By chain, node and category. A cell that is not here has no order in force, or fewer enterprises than
    /// `min_organisations`, or would tell of such a one: these look alike.
    cells: Vec<DemandCell>,
    /// By chain, over all its nodes and categories, whatever was asked for. A chain that is not here has no order, or its
    /// sum would tell of a cell that is withheld.
    totals: Vec<DemandTotal>,
    /// Fewest enterprises in a sum.
    min_organisations: usize,
    /// Whether sums of fewer enterprises are withheld from this key.
    guarded: bool,
}

fn view(role: Role) -> DemandView {
    match role {
        Role::Bureau | Role::Auditor | Role::Service => DemandView::Whole,
        Role::Enterprise | Role::College => DemandView::Guarded,
    }
}

/// Sums the orders in force by node and category. Each order counts once, at its main node.
#[utoipa::path(get, path = "/v1/demand", tag = "catalog", params(DemandParams), responses(
    (status = 200, body = DemandAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn sums(service: Data<Service>, caller: Caller, Query(asked): Query<DemandParams>) -> Answer {
    let view = view(caller.role);
    work(service, move |service| {
        let edition = &service.reference.edition;
        let DemandTable { mut cells, mut totals } =
            service.live.with_orders(|orders| DemandTable::of(orders, edition, view));
        cells.retain(|cell| asked.fits(cell));
        totals.retain(|total| asked.chain.is_none() || total.chain == asked.chain);
        Ok(DemandAnswer { cells, totals, min_organisations: MIN_ORGANISATIONS, guarded: view == DemandView::Guarded })
    })
    .await
}

impl DemandParams {
    fn fits(&self, cell: &DemandCell) -> bool {
        let chain = self.chain.is_none() || cell.chain == self.chain;
        let node = self.node.is_none() || cell.node == self.node;
        chain && node && self.category.is_none_or(|category| cell.category == category)
    }
}
