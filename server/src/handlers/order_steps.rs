//! The life of orders over HTTP: steps, history, expiry, reminders.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Date, Order, OrderId, OrderStatus, OrderTransition, Role, TransitionReason};
use utoipa::ToSchema;

use super::asked::day;
use super::page::PastParams;
use super::records::{find, shown, stands};
use super::steps::{LifeStep, RemindersParams, StepParams, lived};
use super::version::IfMatch;
use super::{Answer, List, page, work};
use crate::auth::Caller;
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id, Query};
use crate::life::Mover;
use crate::limits::MAX_PAGE;
use crate::order_life::{self, Reminder};
use crate::service::{Service, Wait};

/// Moves an order a step on. The bureau takes any; an enterprise says what became of its own.
#[utoipa::path(post, path = "/v1/orders/{id}/transitions", tag = "orders",
    params(("id" = OrderId, Path), StepParams, IfMatch), request_body = OrderTransition, responses(
    (status = 200, body = Order, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn step(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<OrderId>,
    Query(asked): Query<StepParams>,
    known: IfMatch,
    Body(step): Body<OrderTransition>,
) -> Answer {
    let old = find::<Order>(&service, &caller, id.as_str()).await?;
    allowed(&caller, step.to)?;
    stands(&old, known)?;
    let new = old.record.clone().transition(&step).map_err(ApiError::Field)?.in_force_since(day(None)?);
    let written = service.write(order_life::moved(&old, &new, &step, &Mover::caller(&caller))?, asked.wait).await?;
    Ok(shown(&new, written.done.first().map_or(old.version, |done| done.version())))
}

fn allowed(caller: &Caller, to: OrderStatus) -> Result<(), ApiError> {
    if may_take(caller, to) { Ok(()) } else { Err(ApiError::Role) }
}

/// An enterprise neither verifies nor publishes, nor lets expire: that is the bureau's.
pub(super) fn may_take(caller: &Caller, to: OrderStatus) -> bool {
    let own = matches!(to, OrderStatus::PartFilled | OrderStatus::Filled | OrderStatus::Withdrawn);
    caller.role == Role::Bureau || (caller.role == Role::Enterprise && own)
}

/// A step of an order's life.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct OrderStep {
    #[serde(flatten)]
    step: LifeStep<OrderStatus, TransitionReason, Order>,
    /// Seats filled in all, after the step.
    filled: Option<u16>,
}

/// Tells the life of an order: each version, from where to where, by whom, when and why.
#[utoipa::path(get, path = "/v1/orders/{id}/history", tag = "orders", params(("id" = OrderId, Path), PastParams), responses(
    (status = 200, body = List<OrderStep>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn history(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<OrderId>,
    Query(asked): Query<PastParams>,
) -> Answer {
    let List { items, next } = lived(&service, &caller, id.as_str(), &asked, |order: &Order| order.status).await?;
    let step = |step: LifeStep<_, _, Order>| OrderStep { filled: step.record.as_ref().map(|order| order.filled), step };
    Ok(HttpResponse::Ok().json(List { items: items.into_iter().map(step).collect(), next }))
}

/// For which day.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpiryRequest {
    /// Orders whose last day lies before this one expire.
    as_of: Date,
}

/// What expired.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ExpiryAnswer {
    /// For which day.
    as_of: Date,
    /// How many orders.
    expired: usize,
    /// The first of them by id, at most a page; `GET /v1/orders?status=expired` lists all that ever did.
    orders: Vec<OrderId>,
}

/// Moves the orders whose last day is past to `expired`.
#[utoipa::path(post, path = "/v1/orders/expiry", tag = "orders", params(StepParams), request_body = ExpiryRequest,
    responses(
    (status = 200, body = ExpiryAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn expiry(
    service: Data<Service>,
    caller: Caller,
    Query(asked): Query<StepParams>,
    Body(ExpiryRequest { as_of }): Body<ExpiryRequest>,
) -> Answer {
    let mut orders = order_life::expire(&*service.store, as_of, &Mover::caller(&caller)).await?;
    service.live.nudge();
    if asked.wait == Wait::Indexed {
        service.live.has_reached(service.store.head().await?).await;
    }
    let expired = orders.len();
    orders.truncate(MAX_PAGE);
    Ok(HttpResponse::Ok().json(ExpiryAnswer { as_of, expired, orders }))
}

/// Lists orders that expire soon, or should have: the most urgent first.
#[utoipa::path(get, path = "/v1/orders/reminders", tag = "orders", params(RemindersParams), responses(
    (status = 200, body = List<Reminder>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn reminders(service: Data<Service>, caller: Caller, Query(asked): Query<RemindersParams>) -> Answer {
    let (as_of, days, limit) = (day(asked.as_of)?, asked.days()?, page::limit(asked.limit)?);
    work(service, move |service| {
        let seen = |order: &&Order| caller.may_see(&order.enterprise.id);
        let all = service.live.with_orders(|orders| order_life::reminders(orders.filter(seen), as_of, days));
        let key = |item: &Reminder| (item.valid_until, item.id.clone());
        page::dated(all, key, asked.cursor.as_deref(), limit)
    })
    .await
}
