//! Consents of people to organisations: given, withdrawn, listed. A withdrawn one stays on record with its moment.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::without_personal_numbers;
use bole_engine::model::{Date, EnterpriseConsent, OrganisationId, Profile, TalentId};
use bole_engine::store::{self, Audit, Batch, Expected, Put, Stored};
use utoipa::{IntoParams, ToSchema};

use super::page::{filters, page};
use super::{Answer, List, version};
use crate::auth::Caller;
use crate::consents::consent_id;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Ids, Query};
use crate::service::{Service, Wait};

/// A consent as it is given.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentRequest {
    /// What for.
    #[schema(min_length = 1, max_length = 200)]
    purpose: String,
    /// The last day (UTC) on which it holds; absent: until withdrawn.
    until: Option<Date>,
}

/// Which page.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ConsentParams {
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

fn by(action: &'static str, consent: &EnterpriseConsent, caller: &Caller) -> Audit {
    let detail = serde_json::json!({"talent": consent.talent, "organisation": consent.organisation});
    Audit::on(action, store::Kind::Consent, &consent.id).of(Some(caller.organisation.as_str())).detail(detail)
}

async fn found(
    service: &Service,
    talent: &TalentId,
    organisation: &OrganisationId,
) -> Result<Option<Stored<EnterpriseConsent>>, ApiError> {
    let id = consent_id(talent, organisation).map_err(ApiError::Path)?;
    Ok(service.store.find::<EnterpriseConsent>(id.as_str()).await?)
}

/// Notes that a person consents to an organisation. Rankings and records show the full name to it from then on.
#[utoipa::path(put, path = "/v1/profiles/{id}/consents/{organisation}", tag = "rights", request_body = ConsentRequest,
    params(("id" = TalentId, Path), ("organisation" = OrganisationId, Path)), responses(
    (status = 201, description = "Given"), (status = 204, description = "Given anew"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn give(
    service: Data<Service>,
    caller: Caller,
    Ids(talent, organisation): Ids<TalentId, OrganisationId>,
    Body(asked): Body<ConsentRequest>,
) -> Answer {
    let found = service.store.find::<Profile>(talent.as_str()).await?;
    found.ok_or_else(|| ApiError::unknown(Kind::Profile, &talent))?;
    let consent = given(talent, organisation, asked)?;
    let batch = Batch::new(caller.by(), crate::clock::now()).with(Put::new(&consent)?);
    let written = service.write(batch.noting(by("consent.given", &consent, &caller)), Wait::Indexed).await?;
    Ok(version::written(&written))
}

fn given(talent: TalentId, organisation: OrganisationId, asked: ConsentRequest) -> Result<EnterpriseConsent, ApiError> {
    let id = consent_id(&talent, &organisation).map_err(ApiError::Path)?;
    let purpose = without_personal_numbers(&asked.purpose).unwrap_or(asked.purpose);
    let (given, until) = (crate::clock::moment().map_err(ApiError::Field)?, asked.until);
    let consent = EnterpriseConsent { id, talent, organisation, purpose, given, until, withdrawn: None };
    consent.checked().map_err(ApiError::Field)
}

/// Withdraws a consent; it holds no longer as soon as this is answered.
#[utoipa::path(delete, path = "/v1/profiles/{id}/consents/{organisation}", tag = "rights",
    params(("id" = TalentId, Path), ("organisation" = OrganisationId, Path)), responses(
    (status = 204, description = "Withdrawn, or withdrawn before"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn withdraw(
    service: Data<Service>,
    caller: Caller,
    Ids(talent, organisation): Ids<TalentId, OrganisationId>,
) -> Answer {
    let found = found(&service, &talent, &organisation).await?;
    let Stored { record: mut consent, version, .. } =
        found.ok_or_else(|| ApiError::unknown(Kind::Consent, format!("{talent}/{organisation}")))?;
    if consent.withdrawn.is_none() {
        consent.withdrawn = Some(crate::clock::moment().map_err(ApiError::Field)?);
        let put = Put::new(&consent)?.expecting(Expected::Version(version));
        let batch = Batch::new(caller.by(), crate::clock::now()).with(put);
        service.write(batch.noting(by("consent.withdrawn", &consent, &caller)), Wait::Indexed).await?;
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Shows the consent of a person to an organisation.
#[utoipa::path(get, path = "/v1/profiles/{id}/consents/{organisation}", tag = "rights",
    params(("id" = TalentId, Path), ("organisation" = OrganisationId, Path)), responses(
    (status = 200, body = EnterpriseConsent),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Ids(talent, organisation): Ids<TalentId, OrganisationId>) -> Answer {
    let found = found(&service, &talent, &organisation).await?;
    let found = found.ok_or_else(|| ApiError::unknown(Kind::Consent, format!("{talent}/{organisation}")))?;
    Ok(HttpResponse::Ok().insert_header(version::etag(found.version)).json(found.record))
}

/// Lists the consents of a person, in force or not.
#[utoipa::path(get, path = "/v1/profiles/{id}/consents", tag = "rights", params(("id" = TalentId, Path), ConsentParams),
    responses(
    (status = 200, body = List<EnterpriseConsent>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn of_person(
    service: Data<Service>,
    Id(talent): Id<TalentId>,
    Query(asked): Query<ConsentParams>,
) -> Answer {
    let of = vec![("talent", talent.to_string())];
    let list: List<EnterpriseConsent> = page(&*service.store, of, asked.cursor, asked.limit).await?;
    Ok(HttpResponse::Ok().json(list))
}

/// Lists the consents to the caller's enterprise; all of them for those who see all.
#[utoipa::path(get, path = "/v1/consents", tag = "rights", params(ConsentParams), responses(
    (status = 200, body = List<EnterpriseConsent>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<ConsentParams>) -> Answer {
    let own = filters([("organisation", caller.scope().map(ToString::to_string))]);
    let list: List<EnterpriseConsent> = page(&*service.store, own, asked.cursor, asked.limit).await?;
    Ok(HttpResponse::Ok().json(list))
}
