//! Candidates for a demand, positions for a person, and what relaxing a requirement would bring.

use actix_web::web::Data;
use bole_engine::matching::{Places, Question, Relaxation, Sort};
use bole_engine::model::{Date, Demand, EntryId, Hardness, Invalid, Order, OrderId, Profile, TalentId};
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::{Answer, List, rank, work};
use crate::answer::{CandidatesAnswer, Explain, PositionsAnswer, RankingAnswer};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::Body;
use crate::round::round4;
use crate::service::Service;

/// Excluded people named for each requirement, when they are asked for.
const EXCLUDED: usize = 10;

/// The demand: exactly one of the four.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CandidatesRequest {
    /// An order, in full.
    order: Option<Order>,
    /// A demand, in full.
    demand: Option<Demand>,
    /// An order of the store.
    order_id: Option<OrderId>,
    /// An entry of the edition.
    entry_id: Option<EntryId>,
    /// Places of the ranking.
    #[serde(default)]
    top: Places,
    /// By what the ranking is ordered.
    #[serde(default)]
    sort: Sort,
    /// The day for which people are judged; today when absent.
    as_of: Option<Date>,
    /// How much is told of each place.
    #[serde(default)]
    explain: Explain,
    /// Language of sentences.
    #[serde(default)]
    language: Language,
    /// Whether those who fail a gate are counted and the first of them named.
    #[serde(default)]
    excluded: bool,
}

impl CandidatesRequest {
    fn demand(&mut self, service: &Service) -> Result<Demand, ApiError> {
        let order = self.order.take().map(|order| order.demand);
        match (order, self.demand.take(), self.order_id.take(), self.entry_id.take()) {
            (Some(demand), None, None, None) | (None, Some(demand), None, None) => Ok(demand),
            (None, None, Some(id), None) => {
                let order = service.live.order(&id).ok_or_else(|| ApiError::unknown(Kind::Order, id))?;
                Ok(order.demand)
            }
            (None, None, None, Some(id)) => {
                let entry = service.entry(id.as_str()).ok_or_else(|| ApiError::unknown(Kind::Entry, id))?;
                Ok(entry.demand.clone())
            }
            _ => Err(one_of("order, demand, order_id, entry_id")),
        }
    }

    fn question(&self) -> Result<Question, ApiError> {
        Ok(Question {
            top: self.top,
            sort: self.sort,
            explain: self.explain == Explain::Full,
            count: self.excluded,
            excluded: if self.excluded { EXCLUDED } else { 0 },
            ..Question::new(day(self.as_of)?)
        })
    }
}

fn one_of(fields: &str) -> ApiError {
    ApiError::Field(Invalid::new("body", "", format!("exactly one of {fields}")))
}

pub(super) fn day(asked: Option<Date>) -> Result<Date, ApiError> {
    asked.map_or_else(|| crate::clock::today().map_err(ApiError::Field), Ok)
}

/// Ranks people for a demand.
#[utoipa::path(post, path = "/v1/match/candidates", tag = "match", request_body = CandidatesRequest, responses(
    (status = 200, body = CandidatesAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn candidates(service: Data<Service>, Body(mut asked): Body<CandidatesRequest>) -> Answer {
    let counted = asked.excluded;
    let answer = move |service: &Service| -> Result<CandidatesAnswer, ApiError> {
        let (demand, question) = (asked.demand(service)?, asked.question()?);
        let found = service.matcher().candidates(&demand, &question);
        Ok(RankingAnswer::new(&found, &question, service, asked.explain, asked.language))
    };
    if counted { work(service, answer).await } else { rank(service, answer).await }
}

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
    fn question(&self) -> Result<Question, ApiError> {
        let explain = self.explain == Explain::Full;
        Ok(Question { top: self.top, sort: self.sort, explain, ..Question::new(day(self.as_of)?) })
    }
}

/// The person of a request: exactly one of the two ways to name one.
pub(super) async fn person(
    profile: Option<Profile>,
    id: Option<TalentId>,
    service: &Service,
) -> Result<Profile, ApiError> {
    match (profile, id) {
        (Some(profile), None) => profile.checked().map_err(|e| ApiError::Field(e.within("profile"))),
        (None, Some(id)) => {
            let found = service.store.find::<Profile>(id.as_str()).await?;
            Ok(found.ok_or_else(|| ApiError::unknown(Kind::Profile, id))?.record)
        }
        _ => Err(one_of("profile, talent_id")),
    }
}

/// Ranks entries and orders for a person.
#[utoipa::path(post, path = "/v1/match/positions", tag = "match", request_body = PositionsRequest, responses(
    (status = 200, body = PositionsAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn positions(service: Data<Service>, Body(mut asked): Body<PositionsRequest>) -> Answer {
    let profile = person(asked.profile.take(), asked.talent_id.take(), &service).await?;
    let rank = move |service: &Service| -> Result<PositionsAnswer, ApiError> {
        let question = asked.question()?;
        let found = service.matcher().positions(&profile, &question);
        Ok(RankingAnswer::new(&found, &question, service, asked.explain, asked.language))
    };
    work(service, rank).await
}

/// What relaxing one requirement would bring.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct RelaxationAnswer {
    /// Index in the demand's requirements.
    requirement: usize,
    /// The requirement in words.
    asked: String,
    /// How hard it is now.
    hardness: Hardness,
    /// How many more pass all gates.
    candidates_gained: usize,
    /// The score at the last place, before.
    kth_score_before: Option<f64>,
    /// The same, after.
    kth_score_after: Option<f64>,
}

fn relaxation(found: &Relaxation, demand: &Demand, language: Language, service: &Service) -> Option<RelaxationAnswer> {
    let asked = demand.requirements.get(found.requirement)?;
    Some(RelaxationAnswer {
        requirement: found.requirement,
        asked: wording::requirement(asked, language, &*service.reference),
        hardness: asked.hardness,
        candidates_gained: found.candidates_gained,
        kth_score_before: found.kth_score_before.map(round4),
        kth_score_after: found.kth_score_after.map(round4),
    })
}

/// Says what relaxing each requirement would bring: most people gained first.
#[utoipa::path(post, path = "/v1/match/what-if", tag = "match", request_body = CandidatesRequest, responses(
    (status = 200, body = List<RelaxationAnswer>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn what_if(service: Data<Service>, Body(mut asked): Body<CandidatesRequest>) -> Answer {
    let relax = move |service: &Service| {
        let (demand, question) = (asked.demand(service)?, asked.question()?);
        let found = service.matcher().what_if(&demand, &question);
        let items = found.iter().filter_map(|found| relaxation(found, &demand, asked.language, service)).collect();
        Ok(List { items, next: None })
    };
    work(service, relax).await
}
