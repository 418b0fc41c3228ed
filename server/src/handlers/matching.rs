//! Candidates for a demand.

use actix_web::web::Data;
use bole_engine::index::Audience;
use bole_engine::matching::{Places, Question, Sort};
use bole_engine::model::{Date, Demand, EntryId, Order, OrderId, Role, TalentId};
use bole_engine::wording::Language;
use utoipa::ToSchema;

use super::asked::{day, one_of};
use super::{Answer, Recorded, quick, record};
use crate::answer::{CandidatesAnswer, Explain, RankingAnswer};
use crate::auth::Caller;
use crate::decisions::{Asked, Seen, Seer};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::Body;
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
    pub(super) as_of: Option<Date>,
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
pub(super) struct Wanted {
    order: Option<OrderId>,
    entry: Option<EntryId>,
    pub(super) demand: Demand,
}

impl CandidatesRequest {
    /// The demand.
    pub(super) fn wanted(&mut self, service: &Service, caller: &Caller) -> Result<Wanted, ApiError> {
        let order = self.order.take().map(|order| order.demand);
        let nowhere = |demand| Wanted { order: None, entry: None, demand };
        match (order, self.demand.take(), self.order_id.take(), self.entry_id.take()) {
            (Some(demand), None, None, None) | (None, Some(demand), None, None) => Ok(nowhere(demand)),
            (None, None, Some(id), None) => {
                let demand = of_order(service, caller, &id)?;
                Ok(Wanted { order: Some(id), ..nowhere(demand) })
            }
            (None, None, None, Some(id)) => {
                let entry = service.entry(id.as_str()).ok_or_else(|| ApiError::unknown(Kind::Entry, &id))?;
                Ok(Wanted { entry: Some(id), ..nowhere(entry.demand.clone()) })
            }
            _ => Err(one_of("order, demand, order_id, entry_id")),
        }
    }

    pub(super) fn asked(&self, demand: Demand, caller: &Caller) -> Asked {
        Asked {
            demand: Some(demand),
            top: self.top,
            sort: self.sort,
            audience: if caller.role == Role::Enterprise { Audience::Enterprises } else { Audience::Insiders },
            explain: self.explain,
            language: self.language,
            excluded: self.excluded,
            seats: None,
        }
    }
}

/// What an order asks for. Somebody else's order is told like one that is not there.
pub(super) fn of_order(service: &Service, caller: &Caller, id: &OrderId) -> Result<Demand, ApiError> {
    let order = service.live.order(id).filter(|order| caller.may_see(&order.enterprise.id));
    order.map(|order| order.demand).ok_or_else(|| ApiError::unknown(Kind::Order, id))
}

/// The question of a request for candidates.
pub(super) fn question(asked: &Asked, as_of: Date) -> Question {
    let excluded = if asked.excluded { EXCLUDED } else { 0 };
    Question { count: asked.excluded, excluded, ..asked.question(as_of) }
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
    let judge = move |service: &Service| ranked(service, &caller, &wanted, &asked, as_of);
    record(&service, light && quick(&service), judge).await
}

/// Ranks, records, and tells what was asked for.
fn ranked(
    service: &Service,
    caller: &Caller,
    wanted: &Wanted,
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
    let run = seen.run(order.clone(), entry.clone(), demand, asked, as_of);
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
