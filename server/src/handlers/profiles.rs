//! Records of people: shown masked, taken in, erased.

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use bole_engine::intake::{TableFormat, import_profiles};
use bole_engine::model::{Invalid, Profile, TalentId};
use bole_engine::store::{self, Batch, Done, Operation, Put};
use utoipa::IntoParams;

use super::Answer;
use super::version::{self, IfMatch};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Query};
use crate::mask::mask;
use crate::opened::OPERATOR;
use crate::service::{Service, Wait};

/// The record as others see it: no full name, no employers, no free text, which may hold both.
fn masked(mut profile: Profile) -> Profile {
    profile.name = profile.name.as_deref().map(mask);
    profile.text = None;
    profile.posts.iter_mut().for_each(|post| post.employer = None);
    profile
}

/// The record as intake takes it, like a row of a file: ids are known ones, words are linked, personal numbers removed.
fn taken_in(profile: &Profile, service: &Service) -> Result<Profile, ApiError> {
    let json = serde_json::to_vec(profile).map_err(|e| ApiError::Malformed(e.to_string()))?;
    let mut read = import_profiles(&json[..], TableFormat::Ndjson, &*service.reference);
    match (read.records.pop(), read.rejected.pop()) {
        (Some(profile), None) => Ok(profile),
        (_, Some(row)) => Err(ApiError::Field(Invalid::new(row.field, row.value, row.allowed))),
        (None, None) => Err(ApiError::Field(Invalid::new("body", "", "a profile"))),
    }
}

/// How a write is answered.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct WriteParams {
    /// When it is answered: once it is stored, or once rankings see it too.
    #[serde(default)]
    wait: Wait,
}

/// Shows a person, masked.
#[utoipa::path(get, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)), responses(
    (status = 200, body = Profile, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Id(id): Id<TalentId>) -> Answer {
    let found = service.store.find::<Profile>(id.as_str()).await?;
    let found = found.ok_or_else(|| ApiError::unknown(Kind::Profile, &id))?;
    Ok(HttpResponse::Ok().insert_header(version::etag(found.version)).json(masked(found.record)))
}

/// Takes a person in, or replaces the record.
#[utoipa::path(put, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path), WriteParams, IfMatch),
    request_body = Profile, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(
    service: Data<Service>,
    Id(id): Id<TalentId>,
    Query(asked): Query<WriteParams>,
    expected: IfMatch,
    Body(profile): Body<Profile>,
) -> Answer {
    if profile.id != id {
        return Err(ApiError::Field(Invalid::new("id", &profile.id, format!("{id}, the id of the address"))));
    }
    let read = Data::clone(&service);
    let profile = web::block(move || taken_in(&profile, &read)).await.map_err(|_| ApiError::GivenUp)??;
    let put = Put::new(&profile)?.expecting(expected.into());
    let written = service.write(Batch::new(OPERATOR, crate::clock::now()).with(put), asked.wait).await?;
    Ok(version::written(&written))
}

/// Erases a person from store and index.
#[utoipa::path(delete, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path), WriteParams),
    responses(
    (status = 204, description = "Erased"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn erase(service: Data<Service>, Id(id): Id<TalentId>, Query(asked): Query<WriteParams>) -> Answer {
    let erase = Operation::Erase { kind: store::Kind::Profile, id: id.to_string() };
    let written = service.write(Batch::new(OPERATOR, crate::clock::now()).with(erase), asked.wait).await?;
    match written.done.first() {
        Some(Done::Gone) => Ok(HttpResponse::NoContent().finish()),
        _ => Err(ApiError::unknown(Kind::Profile, id)),
    }
}
