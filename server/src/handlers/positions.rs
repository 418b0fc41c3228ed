//! Positions for a person.

use actix_web::web::Data;
use bole_engine::index::Audience;
use bole_engine::matching::{Places, PositionId, Sort};
use bole_engine::model::{Date, DecisionKind, DecisionSubject, Profile, TalentId};
use bole_engine::wording::Language;
use utoipa::ToSchema;

use super::asked::{day, person};
use super::{Answer, Recorded, record};
use crate::answer::{Explain, PositionsAnswer, RankingAnswer};
use crate::auth::Caller;
use crate::decisions::{Asked, Run, Seer};
use crate::error::{ApiError, Problem};
use crate::extract::Body;
use crate::service::Service;

/// The person: exactly one of the two.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PositionsRequest {
    /// A profile, in full; it is not kept.
    profile: Option<Profile>,
    /// A person of the store.
    talent_id: Option<TalentId>,
    /// Places of the ranking.
    #[serde(default)]
    top: Places,
    /// By what the ranking is ordered.
    #[serde(default)]
    sort: Sort,
    /// The day for which the person is judged; today when absent.
    as_of: Option<Date>,
    /// How much is told of each place.
    #[serde(default)]
    explain: Explain,
    /// Language of titles and sentences.
    #[serde(default)]
    language: Language,
}

impl PositionsRequest {
    fn asked(&self) -> Asked {
        Asked {
            demand: None,
            top: self.top,
            sort: self.sort,
            audience: Audience::Insiders,
            explain: self.explain,
            language: self.language,
            excluded: false,
            seats: None,
        }
    }
}

/// Ranks entries and orders for a person.
#[utoipa::path(post, path = "/v1/match/positions", tag = "match", request_body = PositionsRequest, responses(
    (status = 200, body = RankingAnswer<PositionId>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn positions(
    service: Data<Service>,
    caller: Caller,
    Body(mut request): Body<PositionsRequest>,
) -> Answer {
    let person = person(request.profile.take(), request.talent_id.take(), &service).await?;
    let (asked, as_of) = (request.asked(), day(request.as_of)?);
    let judge = move |service: &Service| placed(service, &Seer::of(&caller), &person, &asked, as_of);
    record(&service, false, judge).await
}

/// Ranks positions, records, and tells what was asked for.
fn placed(
    service: &Service,
    seer: &Seer,
    (profile, version): &(Profile, u64),
    asked: &Asked,
    as_of: Date,
) -> Result<Recorded<PositionsAnswer>, ApiError> {
    let question = asked.question(as_of);
    let matcher = service.matcher();
    let (found, sequence) = (matcher.positions(profile, &question), service.live.reached());
    drop(matcher);
    let full = RankingAnswer::new(&found, &question, service, asked.language);
    let subjects = vec![DecisionSubject { talent: profile.id.clone(), version: *version }];
    let (kind, input) = (DecisionKind::Positions, serde_json::to_vec(profile).unwrap_or_default());
    let run = Run { kind, order: None, entry: None, as_of, sequence, subjects, asked, input };
    let kept = run.kept(seer, service, &full)?;
    let mut answer = full.told(asked.explain);
    answer.decision = Some(kept.id.clone());
    Ok(Recorded { kept, answer })
}
