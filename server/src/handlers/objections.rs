//! Objections to decisions, and their review by a named person.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use bole_engine::model::without_personal_numbers;
use bole_engine::model::{Decision, DecisionId, Invalid, Objection, ObjectionId, Review, ReviewOutcome, TalentId};
use bole_engine::store::{self, Audit, Batch, Expected, Put, Stored};
use utoipa::{IntoParams, ToSchema};

use super::page::{Walk, filters, sifted};
use super::{Answer, List};
use crate::auth::Caller;
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Body, Id, Query};
use crate::fresh;
use crate::service::{Service, Wait};

/// An objection as it is raised.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObjectionRequest {
    /// Who objects: one of those whom the decision is about.
    talent: TalentId,
    /// In the person's words.
    #[schema(min_length = 1, max_length = 2000)]
    statement: String,
}

/// A review as it is given.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewRequest {
    /// What it came to.
    outcome: ReviewOutcome,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// Who reviewed, by name.
    #[schema(min_length = 1, max_length = 80)]
    reviewer: String,
}

/// Which objections.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ObjectionParams {
    /// Only to this decision.
    decision: Option<DecisionId>,
    /// Only by this person.
    talent: Option<TalentId>,
    /// Only those that wait for an answer, or only those that have one.
    waiting: Option<bool>,
    /// Whether the newest come first; the oldest do when absent.
    #[serde(default)]
    newest: bool,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

fn clean(text: String) -> String {
    without_personal_numbers(&text).unwrap_or(text)
}

fn note(action: &'static str, objection: &Objection, caller: &Caller) -> Audit {
    let detail = serde_json::json!({"decision": objection.decision, "talent": objection.talent,
        "outcome": objection.review.as_ref().map(|review| review.outcome)});
    Audit::on(action, store::Kind::Objection, &objection.id).of(Some(caller.organisation.as_str())).detail(detail)
}

/// Raises an objection to a decision, for somebody whom it is about.
#[utoipa::path(post, path = "/v1/decisions/{id}/objections", tag = "decisions", params(("id" = DecisionId, Path)),
    request_body = ObjectionRequest, responses(
    (status = 201, body = Objection, headers(("location" = String, description = "Where the objection is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn raise(
    service: Data<Service>,
    caller: Caller,
    Id(decision): Id<DecisionId>,
    Body(asked): Body<ObjectionRequest>,
) -> Answer {
    let found = service.store.find::<Decision>(decision.as_str()).await?;
    let found = found.ok_or_else(|| ApiError::unknown(Kind::Decision, &decision))?.record;
    let objection = raised(&found, asked)?;
    let put = Put::new(&objection)?.expecting(Expected::Absent);
    let batch = Batch::new(caller.by(), crate::clock::now()).with(put);
    service.write(batch.noting(note("decision.objected", &objection, &caller)), Wait::Stored).await?;
    let at = format!("/v1/objections/{}", objection.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, at)).json(objection))
}

fn raised(decision: &Decision, asked: ObjectionRequest) -> Result<Objection, ApiError> {
    let ObjectionRequest { talent, statement } = asked;
    if !decision.subjects.iter().any(|subject| subject.talent == talent) {
        let refused = Invalid::new("talent", talent, "one of those whom the decision is about");
        return Err(ApiError::Field(refused));
    }
    let (id, raised) = (fresh::objection()?, crate::clock::moment().map_err(ApiError::Field)?);
    let decision = decision.id.clone();
    let objection = Objection { id, decision, talent, statement: clean(statement), raised, review: None };
    objection.checked().map_err(ApiError::Field)
}

/// Answers an objection, once.
#[utoipa::path(post, path = "/v1/objections/{id}/review", tag = "decisions", params(("id" = ObjectionId, Path)),
    request_body = ReviewRequest, responses(
    (status = 200, body = Objection),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn review(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<ObjectionId>,
    Body(asked): Body<ReviewRequest>,
) -> Answer {
    let found = service.store.find::<Objection>(id.as_str()).await?;
    let Stored { record: mut objection, version, .. } = found.ok_or_else(|| ApiError::unknown(Kind::Objection, &id))?;
    objection.review = Some(reviewed(&objection, asked)?);
    let put = Put::new(&objection)?.expecting(Expected::Version(version));
    let batch = Batch::new(caller.by(), crate::clock::now()).with(put);
    service.write(batch.noting(note("objection.reviewed", &objection, &caller)), Wait::Stored).await?;
    Ok(HttpResponse::Ok().json(objection))
}

fn reviewed(objection: &Objection, asked: ReviewRequest) -> Result<Review, ApiError> {
    if objection.review.is_some() {
        return Err(ApiError::Reviewed(objection.id.clone()));
    }
    let ReviewRequest { outcome, reason, reviewer } = asked;
    let at = crate::clock::moment().map_err(ApiError::Field)?;
    Review { outcome, reason: clean(reason), reviewer: clean(reviewer), at }.checked().map_err(ApiError::Field)
}

/// Lists objections.
#[utoipa::path(get, path = "/v1/objections", tag = "decisions", params(ObjectionParams), responses(
    (status = 200, body = List<Objection>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, Query(asked): Query<ObjectionParams>) -> Answer {
    let filters = filters([
        ("decision", asked.decision.map(|id| id.to_string())),
        ("talent", asked.talent.map(|id| id.to_string())),
    ]);
    let walk = Walk { much: asked.waiting.is_some(), back: asked.newest };
    let wanted = |objection: &Objection| asked.waiting.is_none_or(|waiting| waiting == objection.review.is_none());
    let see = |Stored { record, .. }| Some(record).filter(wanted);
    let list: List<Objection> = sifted(&*service.store, filters, asked.cursor, asked.limit, walk, see).await?;
    Ok(HttpResponse::Ok().json(list))
}

/// Shows an objection.
#[utoipa::path(get, path = "/v1/objections/{id}", tag = "decisions", params(("id" = ObjectionId, Path)), responses(
    (status = 200, body = Objection),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, Id(id): Id<ObjectionId>) -> Answer {
    let found = service.store.find::<Objection>(id.as_str()).await?;
    let found = found.ok_or_else(|| ApiError::unknown(Kind::Objection, &id))?;
    Ok(HttpResponse::Ok().json(found.record))
}
