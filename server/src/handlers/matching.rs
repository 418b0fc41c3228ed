//! Candidates for a demand, positions for a person, and what relaxing a requirement would bring.

use actix_web::web::Data;
use bole_engine::index::Audience;
use bole_engine::matching::{Places, PositionId, Question, Relaxation, Sort};
use bole_engine::model::{
    Date, DecisionKind, DecisionSubject, Demand, EntryId, Hardness, Invalid, Order, OrderId, Profile, Role, TalentId,
};
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::{Answer, List, Recorded, quick, record, work};
use crate::answer::{CandidatesAnswer, Explain, PositionsAnswer, RankingAnswer};
use crate::auth::Caller;
use crate::decisions::{Asked, Run, Seen, Seer};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::Body;
use crate::round::round4;
use crate::service::Service;

/// Excluded people named for each requirement, when they are asked for.
const EXCLUDED: usize = 10;
/// Up to so many places are told where the request was taken; more would keep others waiting.
const QUICK_PLACES: usize = 50;

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

/// A demand, and where it stands.
struct Wanted {
    order: Option<OrderId>,
    entry: Option<EntryId>,
    demand: Demand,
}

impl CandidatesRequest {
    /// The demand. Somebody else's order is told like one that is not there.
    fn wanted(&mut self, service: &Service, caller: &Caller) -> Result<Wanted, ApiError> {
        let order = self.order.take().map(|order| order.demand);
        let nowhere = |demand| Wanted { order: None, entry: None, demand };
        match (order, self.demand.take(), self.order_id.take(), self.entry_id.take()) {
            (Some(demand), None, None, None) | (None, Some(demand), None, None) => Ok(nowhere(demand)),
            (None, None, Some(id), None) => {
                let order = service.live.order(&id).filter(|order| caller.may_see(&order.enterprise.id));
                let order = order.ok_or_else(|| ApiError::unknown(Kind::Order, &id))?;
                Ok(Wanted { order: Some(id), ..nowhere(order.demand) })
            }
            (None, None, None, Some(id)) => {
                let entry = service.entry(id.as_str()).ok_or_else(|| ApiError::unknown(Kind::Entry, &id))?;
                Ok(Wanted { entry: Some(id), ..nowhere(entry.demand.clone()) })
            }
            _ => Err(one_of("order, demand, order_id, entry_id")),
        }
    }

    fn asked(&self, demand: Demand, caller: &Caller) -> Asked {
        Asked {
            demand: Some(demand),
            top: self.top,
            sort: self.sort,
            audience: if caller.role == Role::Enterprise { Audience::Enterprises } else { Audience::Insiders },
            explain: self.explain,
            language: self.language,
            excluded: self.excluded,
        }
    }
}

/// The question of a request for candidates.
fn question(asked: &Asked, as_of: Date) -> Question {
    let excluded = if asked.excluded { EXCLUDED } else { 0 };
    Question { count: asked.excluded, excluded, ..asked.question(as_of) }
}

fn one_of(fields: &str) -> ApiError {
    ApiError::Field(Invalid::new("body", "", format!("exactly one of {fields}")))
}

pub(super) fn day(asked: Option<Date>) -> Result<Date, ApiError> {
    asked.map_or_else(|| crate::clock::today().map_err(ApiError::Field), Ok)
}

/// Ranks people for a demand.
#[utoipa::path(post, path = "/v1/match/candidates", tag = "match", request_body = CandidatesRequest, responses(
    (status = 200, body = RankingAnswer<TalentId>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn candidates(
    service: Data<Service>,
    caller: Caller,
    Body(mut request): Body<CandidatesRequest>,
) -> Answer {
    let wanted = request.wanted(&service, &caller)?;
    let (as_of, light) = (day(request.as_of)?, !request.excluded && request.top.get() <= QUICK_PLACES);
    let asked = request.asked(wanted.demand.clone(), &caller);
    let judge = move |service: &Service| ranked(service, &caller, wanted, &asked, as_of);
    record(&service, light && quick(&service), judge).await
}

/// Ranks, records, and tells what was asked for.
fn ranked(
    service: &Service,
    caller: &Caller,
    wanted: Wanted,
    asked: &Asked,
    as_of: Date,
) -> Result<Recorded<CandidatesAnswer>, ApiError> {
    let question = question(asked, as_of);
    let matcher = service.matcher();
    let found = matcher.candidates(&wanted.demand, &question);
    let seen = Seen::of(service, &found);
    drop(matcher);
    let full = RankingAnswer::new(&found, &question, service, asked.language);
    let Wanted { order, entry, demand } = wanted;
    let run = seen.run(order, entry, &demand, asked, as_of);
    let kept = run.kept(&Seer::of(caller), service, &full)?;
    let mut answer = full.told(asked.explain);
    answer.decision = Some(kept.id.clone());
    if caller.role == Role::Enterprise {
        name_who_consented(&mut answer, service, caller)?;
    }
    Ok(Recorded { kept, answer })
}

/// Shows an enterprise the full name of those who consented to it. The record keeps masked names: a consent ends.
fn name_who_consented(answer: &mut CandidatesAnswer, service: &Service, caller: &Caller) -> Result<(), ApiError> {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    for place in &mut answer.items {
        let name = service.live.name_for(&caller.organisation, &place.id, now);
        place.name = name.or_else(|| place.name.take());
    }
    Ok(())
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
    fn asked(&self) -> Asked {
        Asked {
            demand: None,
            top: self.top,
            sort: self.sort,
            audience: Audience::Insiders,
            explain: self.explain,
            language: self.language,
            excluded: false,
        }
    }
}

/// The person of a request, exactly one of the two ways to name one, with the version of the record; 0 for a person told
/// in the request.
pub(super) async fn person(
    profile: Option<Profile>,
    id: Option<TalentId>,
    service: &Service,
) -> Result<(Profile, u64), ApiError> {
    match (profile, id) {
        (Some(profile), None) => {
            let profile = profile.checked().map_err(|e| ApiError::Field(e.within("profile")))?;
            Ok((profile, 0))
        }
        (None, Some(id)) => {
            let found = service.store.find::<Profile>(id.as_str()).await?;
            let found = found.ok_or_else(|| ApiError::unknown(Kind::Profile, id))?;
            Ok((found.record, found.version))
        }
        _ => Err(one_of("profile, talent_id")),
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
pub(crate) async fn what_if(
    service: Data<Service>,
    caller: Caller,
    Body(mut request): Body<CandidatesRequest>,
) -> Answer {
    let (demand, as_of) = (request.wanted(&service, &caller)?.demand, day(request.as_of)?);
    let asked = request.asked(demand.clone(), &caller);
    let relax = move |service: &Service| {
        let found = service.matcher().what_if(&demand, &question(&asked, as_of));
        let items = found.iter().filter_map(|found| relaxation(found, &demand, asked.language, service)).collect();
        Ok(List { items, next: None })
    };
    work(service, relax).await
}
