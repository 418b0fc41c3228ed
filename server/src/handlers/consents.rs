//! Consents of people to organisations: asked for, given, withdrawn, listed. A withdrawn one stays on record with its
//! moment.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::without_personal_numbers;
use bole_engine::model::{ConsentState, Date, EnterpriseConsent, Invalid, Moment, OrganisationId, Profile, TalentId};
use bole_engine::store::{self, Audit, Batch, Expected, Put, Stored};
use utoipa::{IntoParams, ToSchema};

use super::page::{filters, page};
use super::records::named;
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

/// A question for a consent.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentQuestion {
    /// Whom.
    talent: TalentId,
    /// What for, as the person is told.
    #[schema(min_length = 1, max_length = 200)]
    purpose: String,
}

/// A consent, and where it stands.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ConsentAnswer {
    /// The record.
    #[serde(flatten)]
    consent: EnterpriseConsent,
    /// Where it stands today.
    state: ConsentState,
}

impl ConsentAnswer {
    fn at(now: Moment) -> impl Fn(EnterpriseConsent) -> Self {
        move |consent| Self { state: consent.state(now), consent }
    }

    fn list(found: List<EnterpriseConsent>) -> Result<HttpResponse, ApiError> {
        let now = crate::clock::moment().map_err(ApiError::Field)?;
        let items: Vec<Self> = found.items.into_iter().map(Self::at(now)).collect();
        Ok(HttpResponse::Ok().json(List { items, next: found.next }))
    }
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
    let before = self::found(&service, &talent, &organisation).await?;
    let consent = given(talent, organisation, asked, before.and_then(|before| before.record.asked))?;
    let batch = Batch::new(caller.by(), crate::clock::now()).with(Put::new(&consent)?);
    let written = service.write(batch.noting(by("consent.given", &consent, &caller)), Wait::Indexed).await?;
    Ok(version::written(&written))
}

fn given(
    talent: TalentId,
    organisation: OrganisationId,
    said: ConsentRequest,
    asked: Option<Moment>,
) -> Result<EnterpriseConsent, ApiError> {
    let id = consent_id(&talent, &organisation).map_err(ApiError::Path)?;
    let purpose = without_personal_numbers(&said.purpose).unwrap_or(said.purpose);
    let (given, until) = (Some(crate::clock::moment().map_err(ApiError::Field)?), said.until);
    let consent = EnterpriseConsent { id, talent, organisation, purpose, asked, given, until, withdrawn: None };
    consent.checked().map_err(ApiError::Field)
}

/// Asks a person for consent. Who was asked and has not answered is not asked twice; who refused, not again.
#[utoipa::path(post, path = "/v1/consents", tag = "rights", request_body = ConsentQuestion, responses(
    (status = 200, description = "Asked, or given before", body = ConsentAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn ask(service: Data<Service>, caller: Caller, Body(asked): Body<ConsentQuestion>) -> Answer {
    let nobody = |error| {
        let refused = matches!(error, ApiError::Field(_));
        if refused { ApiError::unknown(Kind::Profile, &asked.talent) } else { error }
    };
    named::talent(&service, &caller, &asked.talent).await.map_err(nobody)?;
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let old = found(&service, &asked.talent, &caller.organisation).await?;
    let consent = match old.as_ref().map(|old| (old.record.state(now), &old.record)) {
        Some((ConsentState::Asked | ConsentState::Given, standing)) => standing.clone(),
        Some((ConsentState::Withdrawn, _)) => return Err(refused(&asked.talent)),
        Some((ConsentState::Over, _)) | None => {
            let consent = question(asked, &caller, now)?;
            let expected = old.map_or(Expected::Absent, |old| Expected::Version(old.version));
            let batch = Batch::new(caller.by(), crate::clock::now()).with(Put::new(&consent)?.expecting(expected));
            service.write(batch.noting(by("consent.asked", &consent, &caller)), Wait::Stored).await?;
            consent
        }
    };
    Ok(HttpResponse::Ok().json(ConsentAnswer::at(now)(consent)))
}

fn refused(talent: &TalentId) -> ApiError {
    ApiError::Field(Invalid::new("talent", talent, "somebody who has not refused; only the person can consent anew"))
}

fn question(asked: ConsentQuestion, caller: &Caller, now: Moment) -> Result<EnterpriseConsent, ApiError> {
    let ConsentQuestion { talent, purpose } = asked;
    let organisation = caller.organisation.clone();
    let id = consent_id(&talent, &organisation).map_err(ApiError::Path)?;
    let purpose = without_personal_numbers(&purpose).unwrap_or(purpose);
    let (asked, given, until, withdrawn) = (Some(now), None, None, None);
    let consent = EnterpriseConsent { id, talent, organisation, purpose, asked, given, until, withdrawn };
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
    (status = 200, body = ConsentAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Ids(talent, organisation): Ids<TalentId, OrganisationId>) -> Answer {
    let found = found(&service, &talent, &organisation).await?;
    let found = found.ok_or_else(|| ApiError::unknown(Kind::Consent, format!("{talent}/{organisation}")))?;
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let told = ConsentAnswer::at(now)(found.record);
    Ok(HttpResponse::Ok().insert_header(version::etag(found.version)).json(told))
}

/// Lists the consents of a person, in force or not.
#[utoipa::path(get, path = "/v1/profiles/{id}/consents", tag = "rights", params(("id" = TalentId, Path), ConsentParams),
    responses(
    (status = 200, body = List<ConsentAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn of_person(
    service: Data<Service>,
    Id(talent): Id<TalentId>,
    Query(asked): Query<ConsentParams>,
) -> Answer {
    let of = vec![("talent", talent.to_string())];
    ConsentAnswer::list(page(&*service.store, of, asked.cursor, asked.limit).await?)
}

/// Lists the consents to the caller's enterprise; all of them for those who see all.
#[utoipa::path(get, path = "/v1/consents", tag = "rights", params(ConsentParams), responses(
    (status = 200, body = List<ConsentAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<ConsentParams>) -> Answer {
    let own = filters([("organisation", caller.scope().map(ToString::to_string))]);
    ConsentAnswer::list(page(&*service.store, own, asked.cursor, asked.limit).await?)
}
