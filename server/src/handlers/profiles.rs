//! Records of people: shown masked, taken in, erased.

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use bole_engine::intake::{TableFormat, import_profiles};
use bole_engine::model::{Invalid, Profile, TalentId};

use super::{Answer, work};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id};
use crate::mask::mask;
use crate::service::Service;

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

/// Shows a person, masked.
#[utoipa::path(get, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)), responses(
    (status = 200, body = Profile),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Id(id): Id<TalentId>) -> Answer {
    let find = move |service: &Service| {
        let found = service.profile(&id)?.ok_or_else(|| ApiError::unknown(Kind::Profile, &id))?;
        Ok(masked(found))
    };
    work(service, find).await
}

/// Takes a person in, or replaces the record; the next ranking sees it.
#[utoipa::path(put, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)),
    request_body = Profile, responses(
    (status = 201, description = "Taken in"),
    (status = 204, description = "Replaced"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(service: Data<Service>, Id(id): Id<TalentId>, Body(profile): Body<Profile>) -> Answer {
    if profile.id != id {
        return Err(ApiError::Field(Invalid::new("id", &profile.id, format!("{id}, the id of the address"))));
    }
    let put = move || service.put_profile(&taken_in(&profile, &service)?).map_err(ApiError::from);
    let put = web::block(put).await.map_err(|_| ApiError::GivenUp)?;
    Ok(if put? { HttpResponse::Created().finish() } else { HttpResponse::NoContent().finish() })
}

/// Erases a person from store and index.
#[utoipa::path(delete, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)), responses(
    (status = 204, description = "Erased"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn erase(service: Data<Service>, Id(id): Id<TalentId>) -> Answer {
    let gone = id.clone();
    let erased = web::block(move || service.delete_profile(&gone)).await.map_err(|_| ApiError::GivenUp)?;
    if erased? { Ok(HttpResponse::NoContent().finish()) } else { Err(ApiError::unknown(Kind::Profile, id)) }
}
