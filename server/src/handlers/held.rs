//! Decisions on a person, told to that person: what was asked and by whom, the place, and the reasons in sentences.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::fit::Evidence;
use bole_engine::model::{Bilingual, Cohort, CohortId, DecisionKind, Demand, Order, Organisation, TalentId};
use bole_engine::plan::seating::WishFate;
use bole_engine::reference::Reference;
use bole_engine::wording;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::page::{after, limit};
use super::{Answer, List};
use crate::answer::both;
use crate::error::{ApiError, Problem};
use crate::extract::{Id, Query};
use crate::rights::{HeldDecision, decisions_on};
use crate::service::Service;

/// Which page.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HeldParams {
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A decision on a person with its words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct ToldDecision {
    #[serde(flatten)]
    held: HeldDecision,
    /// What the organisation is called, where it is known.
    asked_by: Option<Bilingual>,
    /// What the order or position is called, where there is one and it still stands.
    position: Option<Bilingual>,
    /// The class in which the person was placed.
    class: Option<Bilingual>,
    /// What barred the person, in the order of `barred_by`, as the demand says it today.
    bars: Vec<Bilingual>,
    /// Why it came out so: what was found and what was not, as kept with the decision.
    reasons: Vec<Bilingual>,
}

impl ToldDecision {
    async fn of(held: HeldDecision, service: &Service) -> Result<Self, ApiError> {
        let store = &*service.store;
        let asked_by = store.find::<Organisation>(held.organisation.as_str()).await?.map(|found| found.record.name);
        let demand = match &held.order {
            Some(order) => store.find::<Order>(order.as_str()).await?.map(|found| found.record.demand),
            None => held.entry.as_ref().and_then(|id| service.entry(id.as_str())).map(|entry| entry.demand.clone()),
        };
        let class = match of::<CohortId>(held.result.get("cohort")) {
            Some(class) => store.find::<Cohort>(class.as_str()).await?.map(|found| found.record.name),
            None => None,
        };
        let reference = &*service.reference;
        let bars = demand.as_ref().map_or_else(Vec::new, |demand| bars(demand, &held.barred_by, reference));
        let reasons = reasons(held.kind, &held.result, reference);
        Ok(Self { held, asked_by, position: demand.map(|demand| demand.title), class, bars, reasons })
    }
}

/// A value as it was kept; none where it says something else.
fn of<T: DeserializeOwned>(value: Option<&Value>) -> Option<T> {
    T::deserialize(value?).ok()
}

fn list<'v>(of: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    of.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn bars(demand: &Demand, barred_by: &[u64], reference: &Reference) -> Vec<Bilingual> {
    let asked = barred_by.iter().filter_map(|at| demand.requirements.get(usize::try_from(*at).ok()?));
    asked.map(|asked| both(|language| wording::requirement(asked, language, reference))).collect()
}

fn reasons(kind: DecisionKind, result: &Value, reference: &Reference) -> Vec<Bilingual> {
    match kind {
        DecisionKind::Candidates => {
            let parts = list(result, "gates").chain(list(result, "parts"));
            let said = parts.flat_map(|part| list(part, "evidence")).filter_map(|said| of(said.get("evidence")));
            said.map(|found: Evidence| both(|language| wording::sentence(&found, language, reference))).collect()
        }
        DecisionKind::Seats => {
            let fates = list(result, "wishes").filter_map(|wish| of::<WishFate>(Some(wish)));
            fates.map(|wish| both(|language| wording::wish_outcome(&wish.fate, language, reference))).collect()
        }
        DecisionKind::Positions | DecisionKind::Classification | DecisionKind::Reach => Vec::new(),
    }
}

/// Lists the decisions on a person, each with this person's place alone, and the reasons in both languages.
#[utoipa::path(get, path = "/v1/profiles/{id}/decisions", tag = "rights", params(("id" = TalentId, Path), HeldParams),
    responses(
    (status = 200, body = List<ToldDecision>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn of_person(
    service: Data<Service>,
    Id(talent): Id<TalentId>,
    Query(asked): Query<HeldParams>,
) -> Answer {
    let limit = limit(asked.limit)?;
    let mut held = decisions_on(&*service.store, &talent, after(asked.cursor)?, limit + 1).await?;
    let more = held.len() > limit;
    held.truncate(limit);
    let next = held.last().filter(|_| more).map(HeldDecision::key);
    let mut items = Vec::with_capacity(held.len());
    for decision in held {
        items.push(ToldDecision::of(decision, &service).await?);
    }
    Ok(HttpResponse::Ok().json(List { items, next }))
}
