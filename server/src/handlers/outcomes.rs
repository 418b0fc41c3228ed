//! Outcomes: what became of people, as enterprises and colleges report it.

use actix_web::web::Data;
use bole_engine::model::{EntryId, OrderId, OrganisationId, Outcome, OutcomeId, TalentId};
use utoipa::IntoParams;

use super::records::{self, Item, WriteParams, Writing, named};
use super::version::IfMatch;
use super::{Answer, List, page};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::{Body, Id, Query};
use crate::service::Service;

/// What happened, without more.
#[derive(Debug, Clone, Copy, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EventKind {
    /// Considered for an order, or no longer.
    Shortlisted,
    /// A post was offered.
    Offered,
    /// Began to work.
    Started,
    /// Left.
    Left,
    /// How it stands a while after the start.
    State,
}

impl EventKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Shortlisted => "shortlisted",
            Self::Offered => "offered",
            Self::Started => "started",
            Self::Left => "left",
            Self::State => "state",
        }
    }
}

/// Which outcomes.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OutcomesParams {
    /// Only of this person.
    talent: Option<TalentId>,
    /// Only of this order.
    order: Option<OrderId>,
    /// Only of this entry.
    entry: Option<EntryId>,
    /// Only of this kind.
    #[param(inline)]
    event: Option<EventKind>,
    /// Only reported by this organisation.
    organisation: Option<OrganisationId>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
}

/// Lists outcomes by id.
#[utoipa::path(get, path = "/v1/outcomes", tag = "outcomes", params(OutcomesParams), responses(
    (status = 200, body = List<Item<Outcome>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<OutcomesParams>) -> Answer {
    let filters = page::filters([
        ("talent", asked.talent.map(|id| id.to_string())),
        ("order_id", asked.order.map(|id| id.to_string())),
        ("entry", asked.entry.map(|id| id.to_string())),
        ("event", asked.event.map(|event| event.as_str().to_owned())),
        ("organisation", asked.organisation.map(|id| id.to_string())),
    ]);
    records::list::<Outcome>(&service, &caller, filters, asked.cursor, asked.limit).await
}

/// Shows an outcome.
#[utoipa::path(get, path = "/v1/outcomes/{id}", tag = "outcomes", params(("id" = OutcomeId, Path)), responses(
    (status = 200, body = Outcome, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<OutcomeId>) -> Answer {
    records::read::<Outcome>(&service, &caller, id.as_str()).await
}

/// Takes an outcome in, or corrects it.
#[utoipa::path(put, path = "/v1/outcomes/{id}", tag = "outcomes",
    params(("id" = OutcomeId, Path), WriteParams, IfMatch), request_body = Outcome, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(writing: Writing, Id(id): Id<OutcomeId>, Body(outcome): Body<Outcome>) -> Answer {
    let Writing { service, caller, .. } = &writing;
    let (outcome, old) = writing.take(id.as_str(), &outcome).await?;
    named::talent(service, caller, &outcome.talent).await?;
    named::order(service, caller, "order", outcome.order.as_ref(), None).await?;
    writing.put(&outcome, old.as_ref()).await
}
