//! Programmes: a college's majors as they are taught. A college keeps its own.

use actix_web::web::Data;
use bole_engine::model::{MajorId, OrganisationId, OrganisationKind, Programme, ProgrammeId};
use utoipa::IntoParams;

use super::page::{self, PastParams};
use super::records::{self, Item, WriteParams, Writing, named};
use super::version::IfMatch;
use super::{Answer, List};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::{Body, Id, Query};
use crate::past::Past;
use crate::service::Service;

/// Which programmes.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgrammesParams {
    /// Only of this major.
    major: Option<MajorId>,
    /// Only of this college.
    organisation: Option<OrganisationId>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
}

/// Lists programmes by id.
#[utoipa::path(get, path = "/v1/programmes", tag = "colleges", params(ProgrammesParams), responses(
    (status = 200, body = List<Item<Programme>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<ProgrammesParams>) -> Answer {
    let filters = page::filters([
        ("major", asked.major.map(|id| id.to_string())),
        ("organisation", asked.organisation.map(|id| id.to_string())),
    ]);
    records::list::<Programme>(&service, &caller, filters, asked.cursor, asked.limit).await
}

/// Shows a programme.
#[utoipa::path(get, path = "/v1/programmes/{id}", tag = "colleges", params(("id" = ProgrammeId, Path)), responses(
    (status = 200, body = Programme, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<ProgrammeId>) -> Answer {
    records::read::<Programme>(&service, &caller, id.as_str()).await
}

/// Takes a programme in, or replaces it.
#[utoipa::path(put, path = "/v1/programmes/{id}", tag = "colleges",
    params(("id" = ProgrammeId, Path), WriteParams, IfMatch), request_body = Programme, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(writing: Writing, Id(id): Id<ProgrammeId>, Body(programme): Body<Programme>) -> Answer {
    let Writing { service, caller, .. } = &writing;
    let (programme, old) = writing.take(id.as_str(), &programme).await?;
    named::organisation(service, caller, "college", &programme.college, OrganisationKind::College).await?;
    for (i, partner) in programme.partners.iter().enumerate() {
        let field = format!("partners[{i}]");
        named::organisation(service, caller, &field, partner, OrganisationKind::Enterprise).await?;
    }
    writing.put(&programme, old.as_ref()).await
}

/// Takes a programme away; one that cohorts belong to stays.
#[utoipa::path(delete, path = "/v1/programmes/{id}", tag = "colleges",
    params(("id" = ProgrammeId, Path), WriteParams, IfMatch), responses(
    (status = 204, description = "Gone; its history stays"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn delete(writing: Writing, Id(id): Id<ProgrammeId>) -> Answer {
    writing.delete::<Programme>(id.as_str()).await
}

/// Tells the versions of a programme.
#[utoipa::path(get, path = "/v1/programmes/{id}/history", tag = "colleges", params(("id" = ProgrammeId, Path), PastParams),
    responses(
    (status = 200, body = List<Past<Programme>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn history(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<ProgrammeId>,
    Query(asked): Query<PastParams>,
) -> Answer {
    records::history::<Programme>(&service, &caller, id.as_str(), &asked).await
}
