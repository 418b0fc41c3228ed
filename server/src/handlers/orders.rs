//! Orders: listed, shown, taken in. An enterprise writes drafts; what is in force changes by steps (`order_steps`).

use actix_web::web::Data;
use bole_engine::model::{
    Category, EntryId, Invalid, NodeId, OccupationCode, Order, OrderId, OrderStatus, Organisation, OrganisationId,
};
use bole_engine::store::{Expected, Put, Stored};
use utoipa::IntoParams;

use super::records::{self, Item, WriteParams, Writing};
use super::version::{self, IfMatch};
use super::{Answer, List, page};
use crate::auth::Caller;
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id, Query};
use crate::service::Service;

/// Which orders.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrdersParams {
    /// Only those that stand so.
    status: Option<OrderStatus>,
    /// Only of this category.
    category: Option<Category>,
    /// Only those whose main node this is.
    node: Option<NodeId>,
    /// Only those that belong to this entry.
    entry: Option<EntryId>,
    /// Only of this occupation.
    occupation: Option<OccupationCode>,
    /// Only of this enterprise.
    organisation: Option<OrganisationId>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
}

/// Lists orders by id.
#[utoipa::path(get, path = "/v1/orders", tag = "orders", params(OrdersParams), responses(
    (status = 200, body = List<Item<Order>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<OrdersParams>) -> Answer {
    let filters = page::filters([
        ("status", asked.status.map(|status| status.to_string())),
        ("category", asked.category.map(|category| category.as_str().to_owned())),
        ("node", asked.node.map(|id| id.to_string())),
        ("entry", asked.entry.map(|id| id.to_string())),
        ("occupation", asked.occupation.map(|code| code.to_string())),
        ("organisation", asked.organisation.map(|id| id.to_string())),
    ]);
    records::list::<Order>(&service, &caller, filters, asked.cursor, asked.limit).await
}

/// Shows an order.
#[utoipa::path(get, path = "/v1/orders/{id}", tag = "orders", params(("id" = OrderId, Path)), responses(
    (status = 200, body = Order, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<OrderId>) -> Answer {
    records::read::<Order>(&service, &caller, id.as_str()).await
}

/// Takes an order in, or replaces it. An enterprise writes its own, while they are drafts.
#[utoipa::path(put, path = "/v1/orders/{id}", tag = "orders", params(("id" = OrderId, Path), WriteParams, IfMatch),
    request_body = Order, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(writing: Writing, Id(id): Id<OrderId>, Body(order): Body<Order>) -> Answer {
    let Writing { service, caller, asked, .. } = &writing;
    let (order, old) = writing.take(id.as_str(), &order).await?;
    if !caller.sees_all() {
        draft(&order, old.as_ref())?;
    }
    let enterprise = Organisation::of_enterprise(&order.enterprise, order.synthetic);
    let enterprise = Put::new(&enterprise)?.expecting(Expected::KeepOld);
    let order = Put::new(&order)?.expecting(writing.expected(old.as_ref()));
    let written = service.write(writing.batch()?.with(enterprise).with(order), asked.wait).await?;
    Ok(version::written(&written))
}

/// What an enterprise writes is a draft, and was one.
fn draft(order: &Order, old: Option<&Stored<Order>>) -> Result<(), ApiError> {
    let refused = |status, allowed| Err(ApiError::Field(Invalid::new("status", status, allowed)));
    let standing = old.map_or(OrderStatus::Draft, |old| old.record.status);
    if standing != OrderStatus::Draft {
        return refused(standing, "draft; an order beyond changes by POST …/transitions");
    }
    if order.status == OrderStatus::Draft {
        return Ok(());
    }
    refused(order.status, "draft; the bureau verifies and publishes")
}
