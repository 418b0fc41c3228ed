//! The life of orders over HTTP: steps, history, expiry, reminders.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Date, Invalid, Moment, Order, OrderId, OrderStatus, OrderTransition, Role, TransitionReason};
use bole_engine::store::ChangeKind;
use utoipa::{IntoParams, ToSchema};

use super::asked::day;
use super::page::PastParams;
use super::records::{before, find, past_of, shown, stands};
use super::version::IfMatch;
use super::{Answer, List, page, work};
use crate::auth::Caller;
use crate::error::{ApiError, Problem};
use crate::extract::{Body, Id, Query};
use crate::life::{Mover, Why};
use crate::limits::MAX_PAGE;
use crate::order_life::{self, DEFAULT_DAYS, MAX_DAYS, Reminder};
use crate::past::Past;
use crate::service::{Service, Wait};

/// How a step is answered; why it is taken stands in the step.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StepParams {
    /// When it is answered: once it is stored, or once rankings see it too.
    #[serde(default)]
    #[param(inline)]
    pub(super) wait: Wait,
}

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

/// An enterprise neither verifies nor publishes, nor lets expire: that is the bureau's.
fn allowed(caller: &Caller, to: OrderStatus) -> Result<(), ApiError> {
    let own = matches!(to, OrderStatus::PartFilled | OrderStatus::Filled | OrderStatus::Withdrawn);
    if caller.role == Role::Bureau || own { Ok(()) } else { Err(ApiError::Role) }
}

/// A step of an order's life, or a correction where the status stays.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct OrderStep {
    /// The version that it made.
    version: u64,
    /// What was done.
    operation: ChangeKind,
    /// When.
    at: Moment,
    /// By which key, or `operator` for the command line.
    by: String,
    /// Where the order stood; absent for the first version.
    from: Option<OrderStatus>,
    /// Where it stands from then on; absent for a deletion.
    to: Option<OrderStatus>,
    /// Seats filled in all, after the step.
    filled: Option<u16>,
    /// Why, by code.
    reason: Option<TransitionReason>,
    /// Why, in words.
    note: Option<String>,
    /// What the order said.
    record: Option<Order>,
}

/// The steps that versions made, from where the order stood before the first of them.
fn steps(mut from: Option<OrderStatus>, past: Vec<Past<Order>>) -> Vec<OrderStep> {
    let step = |Past { version, operation, at, by, reason, record }: Past<Order>| {
        let (why, words) = Why::of(reason);
        let (reason, note) = why.map_or((None, words), |why| (Some(why.code), why.note));
        let (to, filled) = (record.as_ref().map(|order| order.status), record.as_ref().map(|order| order.filled));
        OrderStep {
            version,
            operation,
            at,
            by,
            from: std::mem::replace(&mut from, to),
            to,
            filled,
            reason,
            note,
            record,
        }
    };
    past.into_iter().map(step).collect()
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
    let List { items, next } = past_of::<Order>(&service, &caller, id.as_str(), &asked).await?;
    let before = before::<Order>(&*service.store, id.as_str(), asked.cursor).await?;
    let items = steps(before.map(|order| order.status), items);
    Ok(HttpResponse::Ok().json(List { items, next }))
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

/// Which reminders.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct RemindersParams {
    /// The day from which days are counted; today when absent.
    as_of: Option<Date>,
    /// How many days ahead, 30 when absent.
    #[param(minimum = 0, maximum = 366)]
    days: Option<u16>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 80)]
    cursor: Option<String>,
}

/// Lists orders that expire soon, or should have: the most urgent first.
#[utoipa::path(get, path = "/v1/orders/reminders", tag = "orders", params(RemindersParams), responses(
    (status = 200, body = List<Reminder>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn reminders(service: Data<Service>, caller: Caller, Query(asked): Query<RemindersParams>) -> Answer {
    let (as_of, days, limit) = (day(asked.as_of)?, days(asked.days)?, page::limit(asked.limit)?);
    work(service, move |service| {
        let seen = |order: &&Order| caller.may_see(&order.enterprise.id);
        let all = service.live.with_orders(|orders| order_life::reminders(orders.filter(seen), as_of, days));
        let key = |item: &Reminder| (item.valid_until, item.id.clone());
        page::dated(all, key, asked.cursor.as_deref(), limit)
    })
    .await
}

pub(super) fn days(asked: Option<u16>) -> Result<u16, ApiError> {
    let days = asked.unwrap_or(DEFAULT_DAYS);
    let refused = || ApiError::Query(Invalid::new("days", days, format!("0 to {MAX_DAYS}")));
    (days <= MAX_DAYS).then_some(days).ok_or_else(refused)
}
