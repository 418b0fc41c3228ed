//! The category of a person, with its reasons.

use actix_web::web::Data;
use bole_engine::classify::{Classified, classify};
use bole_engine::index::Audience;
use bole_engine::matching::{Places, Sort};
use bole_engine::model::{
    Category, CategoryOverride, Date, DecisionId, DecisionKind, DecisionSubject, Profile, TalentId,
};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::asked::{day, person};
use super::{Answer, Recorded, record};
use crate::answer::{Explain, MethodRef};
use crate::auth::Caller;
use crate::decisions::{Asked, Run, Seer};
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
    /// The id under which it is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionId>,
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

/// Tells a classification.
pub(crate) fn answer(found: Classified, language: Language, reference: &Reference) -> ClassifyAnswer {
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
        decision: None,
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
pub(crate) async fn sort(service: Data<Service>, caller: Caller, Body(request): Body<ClassifyRequest>) -> Answer {
    let person = person(request.profile, request.talent_id, &service).await?;
    let (as_of, language) = (day(request.as_of)?, request.language);
    let judge = move |service: &Service| sorted(service, &Seer::of(&caller), &person, language, as_of);
    record(&service, false, judge).await
}

fn sorted(
    service: &Service,
    seer: &Seer,
    (profile, version): &(Profile, u64),
    language: Language,
    as_of: Date,
) -> Result<Recorded<ClassifyAnswer>, ApiError> {
    let mut answer = answer(classify(profile, &service.reference, as_of), language, &service.reference);
    let (top, sort, audience, explain) = (Places::default(), Sort::Fit, Audience::Insiders, Explain::Full);
    let asked = Asked { demand: None, top, sort, audience, explain, language, excluded: false, seats: None };
    let run = Run {
        kind: DecisionKind::Classification,
        order: None,
        entry: None,
        as_of,
        sequence: service.live.reached(),
        subjects: vec![DecisionSubject { talent: profile.id.clone(), version: *version }],
        asked: &asked,
        input: serde_json::to_vec(profile).unwrap_or_default(),
    };
    let kept = run.kept(seer, service, &answer)?;
    answer.decision = Some(kept.id.clone());
    Ok(Recorded { kept, answer })
}
