//! The category of a person, with its reasons.

use actix_web::web::Data;
use bole_engine::classify::{Classified, classify};
use bole_engine::model::{Category, CategoryOverride, Date, Profile, TalentId};
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::matching::{day, person};
use super::{Answer, work};
use crate::answer::MethodRef;
use crate::error::{ApiError, Problem};
use crate::extract::Body;
use crate::round::four;
use crate::service::Service;

/// The person: exactly one of `profile` and `talent_id`.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassifyRequest {
    /// A profile, in full; it is not kept.
    profile: Option<Profile>,
    /// A person of the store.
    talent_id: Option<TalentId>,
    /// The day for which the person is judged; today when absent.
    as_of: Option<Date>,
    /// Language of sentences.
    #[serde(default)]
    language: Language,
}

/// The category, and how it came about.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ClassifyAnswer {
    /// The category that holds; absent when too little is known.
    primary: Option<Category>,
    /// The category by the rules alone.
    by_rules: Option<Category>,
    /// How sure the rules are, 0 to 1.
    #[serde(serialize_with = "four")]
    confidence: f64,
    /// The four scores.
    scores: Vec<ScoreAnswer>,
    /// The category set by a person, with who and why.
    overridden: Option<CategoryOverride>,
    /// The method.
    method: MethodRef,
}

/// The score of one category.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ScoreAnswer {
    /// Which.
    category: Category,
    /// The sum of its reasons' points.
    #[serde(serialize_with = "four")]
    points: f64,
    /// The rules that spoke.
    reasons: Vec<ReasonAnswer>,
}

/// A rule that spoke.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ReasonAnswer {
    /// The rule's id in the method.
    rule: String,
    /// Its points.
    #[serde(serialize_with = "four")]
    points: f64,
    /// What in the record made it speak.
    sentence: String,
}

fn answer(found: Classified, language: Language, service: &Service) -> ClassifyAnswer {
    let reference = &*service.reference;
    let reason = |reason: bole_engine::classify::Reason| ReasonAnswer {
        sentence: wording::proof(&reason.proof, language, reference),
        rule: reason.rule,
        points: reason.points,
    };
    let score = |score: bole_engine::classify::CategoryScore| ScoreAnswer {
        category: score.category,
        points: score.points,
        reasons: score.reasons.into_iter().map(reason).collect(),
    };
    ClassifyAnswer {
        primary: found.primary,
        by_rules: found.by_rules,
        confidence: found.confidence,
        scores: found.scores.into_iter().map(score).collect(),
        overridden: found.overridden,
        method: MethodRef::of(reference),
    }
}

/// Sorts a person into a category.
#[utoipa::path(post, path = "/v1/classify", tag = "people", request_body = ClassifyRequest, responses(
    (status = 200, body = ClassifyAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn sort(service: Data<Service>, Body(asked): Body<ClassifyRequest>) -> Answer {
    let profile = person(asked.profile, asked.talent_id, &service).await?;
    let judge = move |service: &Service| -> Result<ClassifyAnswer, ApiError> {
        let found = classify(&profile, &service.reference, day(asked.as_of)?);
        Ok(answer(found, asked.language, service))
    };
    work(service, judge).await
}
