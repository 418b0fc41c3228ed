//! What a changed demand would bring, in counts: nobody is ranked or named by it, so nothing is recorded.

use actix_web::web::Data;
use bole_engine::index::Audience;
use bole_engine::matching::{Question, SupplyChange};
use bole_engine::model::{Date, Demand, OrderId, Role};
use utoipa::ToSchema;

use super::asked::{day, one_of};
use super::matching::of_order;
use super::{Answer, work};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::Body;
use crate::service::Service;

/// A demand, exactly one of the first two, and what would be asked for instead.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeRequest {
    /// An order of the store.
    order_id: Option<OrderId>,
    /// A demand, in full.
    demand: Option<Demand>,
    /// What would be asked for instead.
    instead: Demand,
    /// The day for which people are judged; today when absent.
    as_of: Option<Date>,
}

/// Says of how many people one could choose with a changed demand, beside how many as it stands.
#[utoipa::path(post, path = "/v1/match/change", tag = "match", request_body = ChangeRequest, responses(
    (status = 200, body = SupplyChange),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn change(service: Data<Service>, caller: Caller, Body(asked): Body<ChangeRequest>) -> Answer {
    let demand = match (asked.order_id, asked.demand) {
        (Some(id), None) => of_order(&service, &caller, &id)?,
        (None, Some(demand)) => demand,
        _ => return Err(one_of("order_id, demand")),
    };
    let audience = if caller.role == Role::Enterprise { Audience::Enterprises } else { Audience::Insiders };
    let question = Question { audience, ..Question::new(day(asked.as_of)?) };
    work(service, move |service| Ok(service.matcher().change(&demand, &asked.instead, &question))).await
}
