//! Keys on a running service: listed, made, taken back. An auditor's keys are the operator's to make and take back, on
//! the command line: who is audited does not choose the auditor.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Invalid, Key, KeyId, Moment, OrganisationId, Role};
use utoipa::{IntoParams, ToSchema};

use super::page::{filters, page};
use super::{Answer, List};
use crate::auth::issue::{self, IssueError, Issuer, KeyAnswer, Wish};
use crate::auth::{Caller, Doors};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Query};
use crate::service::Service;

/// A key that is wanted.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyRequest {
    /// What its holder is: anything but `auditor`.
    role: Role,
    /// Whose it is; an organisation that is not known yet is made.
    organisation: OrganisationId,
    /// The name of an organisation that is not known yet.
    name: Option<String>,
    /// What it is for.
    #[schema(min_length = 1, max_length = 80)]
    label: Option<String>,
    /// From when it no longer opens.
    expires: Option<Moment>,
}

/// A key just made.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct NewKey {
    /// The key.
    key: KeyAnswer,
    /// What its holder shows, as `Authorization: Bearer <token>`. It is told only here.
    token: String,
}

/// Which keys.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct KeysParams {
    /// Only keys of this organisation.
    organisation: Option<OrganisationId>,
    /// The cursor of the page, from `next` of the one before.
    cursor: Option<KeyId>,
    /// Items of a page.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

fn issuer(caller: &Caller) -> Issuer {
    Issuer { by: caller.by(), organisation: Some(caller.organisation.clone()) }
}

fn not_an_auditor(role: Role) -> Result<(), ApiError> {
    let allowed = "bureau, enterprise, college, service; an auditor's key is made with `bole key create`";
    if role == Role::Auditor { Err(ApiError::Field(Invalid::new("role", role, allowed))) } else { Ok(()) }
}

impl From<IssueError> for ApiError {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::Invalid(invalid) => Self::Field(invalid),
            IssueError::Store(error) => error.into(),
            IssueError::Random(_) => Self::GivenUp,
        }
    }
}

/// Lists keys, without their secrets.
#[utoipa::path(get, path = "/v1/keys", tag = "keys", params(KeysParams), responses(
    (status = 200, body = List<KeyAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, Query(asked): Query<KeysParams>) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let filters = filters([("organisation", asked.organisation.map(|id| id.to_string()))]);
    let cursor = asked.cursor.map(|id| id.to_string());
    let List { items, next } = page::<Key>(&*service.store, filters, cursor, asked.limit).await?;
    let items = items.into_iter().map(|key| KeyAnswer::new(key, now)).collect();
    Ok(HttpResponse::Ok().json(List { items, next }))
}

/// Makes a key and shows its token, once.
#[utoipa::path(post, path = "/v1/keys", tag = "keys", request_body = KeyRequest, responses(
    (status = 201, body = NewKey),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn create(
    service: Data<Service>,
    doors: Data<Doors>,
    caller: Caller,
    Body(asked): Body<KeyRequest>,
) -> Answer {
    let KeyRequest { role, organisation, name, label, expires } = asked;
    not_an_auditor(role)?;
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let wish = Wish { role, organisation, name, label, expires };
    let (key, token) = issue::issue(&*service.store, wish, &issuer(&caller), now).await?;
    doors.refresh(&*service.store).await?;
    Ok(HttpResponse::Created().json(NewKey { key: KeyAnswer::new(key, now), token: token.show() }))
}

/// Shows a key, without its secret.
#[utoipa::path(get, path = "/v1/keys/{id}", tag = "keys", params(("id" = KeyId, Path)), responses(
    (status = 200, body = KeyAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Id(id): Id<KeyId>) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let found = service.store.find::<Key>(id.as_str()).await?;
    let key = found.ok_or_else(|| ApiError::unknown(Kind::Key, &id))?.record;
    Ok(HttpResponse::Ok().json(KeyAnswer::new(key, now)))
}

/// Takes a key back, at once and for good; its record stays.
#[utoipa::path(delete, path = "/v1/keys/{id}", tag = "keys", params(("id" = KeyId, Path)), responses(
    (status = 204, description = "Taken back"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn revoke(service: Data<Service>, doors: Data<Doors>, caller: Caller, Id(id): Id<KeyId>) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let unknown = || ApiError::unknown(Kind::Key, &id);
    let found = service.store.find::<Key>(id.as_str()).await?.ok_or_else(unknown)?;
    if found.record.role == Role::Auditor {
        return Err(ApiError::Role);
    }
    issue::revoke(&*service.store, &id, &issuer(&caller), now).await?.ok_or_else(unknown)?;
    doors.refresh(&*service.store).await?;
    Ok(HttpResponse::NoContent().finish())
}
