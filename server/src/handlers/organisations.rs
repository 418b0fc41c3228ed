//! Organisations: enterprises, colleges, public bodies. The bureau keeps them; others see their own.

use actix_web::web::Data;
use bole_engine::model::{Organisation, OrganisationId, OrganisationKind, RegionCode};
use utoipa::IntoParams;

use super::records::{self, Item, WriteParams, Writing};
use super::version::IfMatch;
use super::{Answer, List, page};
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::{Body, Id, Query};
use crate::service::Service;

/// Which organisations.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OrganisationsParams {
    /// Only of this kind.
    kind: Option<OrganisationKind>,
    /// Only with their seat here.
    region: Option<RegionCode>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    #[param(max_length = 64)]
    cursor: Option<String>,
}

/// Lists organisations by id.
#[utoipa::path(get, path = "/v1/organisations", tag = "organisations", params(OrganisationsParams), responses(
    (status = 200, body = List<Item<Organisation>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<OrganisationsParams>) -> Answer {
    let filters = page::filters([
        ("kind", asked.kind.map(|kind| kind.as_str().to_owned())),
        ("region", asked.region.map(|code| code.to_string())),
    ]);
    records::list::<Organisation>(&service, &caller, filters, asked.cursor, asked.limit).await
}

/// Shows an organisation.
#[utoipa::path(get, path = "/v1/organisations/{id}", tag = "organisations", params(("id" = OrganisationId, Path)),
    responses(
    (status = 200, body = Organisation, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<OrganisationId>) -> Answer {
    records::read::<Organisation>(&service, &caller, id.as_str()).await
}

/// Takes an organisation in, or replaces its record.
#[utoipa::path(put, path = "/v1/organisations/{id}", tag = "organisations",
    params(("id" = OrganisationId, Path), WriteParams, IfMatch), request_body = Organisation, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(
    writing: Writing,
    Id(id): Id<OrganisationId>,
    Body(organisation): Body<Organisation>,
) -> Answer {
    let (organisation, old) = writing.take(id.as_str(), &organisation).await?;
    writing.put(&organisation, old.as_ref()).await
}
