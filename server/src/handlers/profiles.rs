//! Records of people: shown, taken in, corrected, exported, erased.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Profile, TalentId};
use bole_engine::store::{self, Audit, Batch, Put};

use super::asked::of_address;
use super::page::{self, PastParams};
use super::records::{WriteParams, named, taken_in};
use super::version::{self, IfMatch};
use super::{Answer, List};
use crate::auth::Caller;
use crate::decisions::Seer;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Query};
use crate::mask::masked;
use crate::past::Past;
use crate::rights::{self, Sight, sight};
use crate::service::{Service, Wait};

fn unknown(id: &TalentId) -> ApiError {
    ApiError::unknown(Kind::Profile, id)
}

/// Notes that somebody looked at personal data; it is not shown before that is on disk.
async fn noted(service: &Service, caller: &Caller, action: &'static str, id: &TalentId) -> Result<(), ApiError> {
    let note = Audit::on(action, store::Kind::Profile, id).of(Some(caller.organisation.as_str()));
    service.write(Batch::new(caller.by(), crate::clock::now()).noting(note), Wait::Stored).await?;
    Ok(())
}

/// Shows a person: whole to bureau and service, and to an enterprise with the person's consent; masked otherwise.
#[utoipa::path(get, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)), responses(
    (status = 200, body = Profile, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<TalentId>) -> Answer {
    let found = service.store.find::<Profile>(id.as_str()).await?.ok_or_else(|| unknown(&id))?;
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let shown = match sight(&caller, &found.record, &*service.store, now).await? {
        Sight::Nothing => return Err(unknown(&id)),
        Sight::Masked => masked(found.record),
        Sight::Whole => {
            noted(&service, &caller, "profile.read", &id).await?;
            found.record
        }
    };
    Ok(HttpResponse::Ok().insert_header(version::etag(found.version)).json(shown))
}

/// Takes a person in, or replaces the record. What it said before stays in its history, with the reason. An id that was
/// erased is not taken again (409 `erased`).
#[utoipa::path(put, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path), WriteParams, IfMatch),
    request_body = Profile, responses(
    (status = 201, description = "Taken in", headers(("etag" = String, description = "The version of the record"))),
    (status = 204, description = "Replaced", headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn write(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<TalentId>,
    Query(asked): Query<WriteParams>,
    expected: IfMatch,
    Body(profile): Body<Profile>,
) -> Answer {
    of_address(&profile.id, &id)?;
    let (profile, reason) = (taken_in(&service, &profile).await?, asked.reason()?);
    named::cohort(&service, "cohort", profile.cohort.as_ref()).await?;
    for (i, former) in profile.former_cohorts.iter().enumerate() {
        named::cohort(&service, &format!("former_cohorts[{i}]"), Some(former)).await?;
    }
    let put = Put::new(&profile)?.expecting(expected.into());
    let batch = Batch::new(caller.by(), crate::clock::now()).because(reason).with(put);
    Ok(version::written(&service.write(batch, asked.wait).await?))
}

/// Erases a person: record, history, index and consents; a pseudonym stands for them in decisions, objections and
/// outcomes. It is answered when rankings no longer know them.
#[utoipa::path(delete, path = "/v1/profiles/{id}", tag = "people", params(("id" = TalentId, Path)), responses(
    (status = 204, description = "Erased"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn erase(service: Data<Service>, caller: Caller, Id(id): Id<TalentId>) -> Answer {
    if rights::erase(&service, &Seer::of(&caller), &id).await? {
        return Ok(HttpResponse::NoContent().finish());
    }
    Err(unknown(&id))
}

/// Tells the versions of a person's record: what each said, who wrote it, when and why.
#[utoipa::path(get, path = "/v1/profiles/{id}/history", tag = "rights", params(("id" = TalentId, Path), PastParams),
    responses(
    (status = 200, body = List<Past<Profile>>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn history(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<TalentId>,
    Query(asked): Query<PastParams>,
) -> Answer {
    let past: List<Past<Profile>> = page::past(&*service.store, id.as_str(), &asked).await?;
    if past.items.is_empty() && asked.cursor.is_none() {
        return Err(unknown(&id));
    }
    noted(&service, &caller, "profile.history", &id).await?;
    Ok(HttpResponse::Ok().json(past))
}

/// Everything that is held about a person, for that person, as one document.
#[utoipa::path(get, path = "/v1/profiles/{id}/export", tag = "rights", params(("id" = TalentId, Path)), responses(
    (status = 200, body = serde_json::Value),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn export(service: Data<Service>, caller: Caller, Id(id): Id<TalentId>) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    noted(&service, &caller, "profile.export", &id).await?;
    let held = rights::export(&*service.store, &id, now).await?.ok_or_else(|| unknown(&id))?;
    Ok(HttpResponse::Ok().json(held))
}
