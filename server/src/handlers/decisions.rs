//! Decisions: found, told as they were, judged again.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Decision, DecisionId, DecisionKind, EntryId, Invalid, Objection, OrderId};
use bole_engine::store::{self, Audit, Batch, Listing, MAX_ROWS, Stored};
use bole_engine::wording::Language;
use bole_report::Names;
use utoipa::{IntoParams, ToSchema};

use super::form::{FormParams, Sent};
use super::page::{filters, page};
use super::{Answer, List, json, seat_plans, work};
use crate::auth::Caller;
use crate::decisions::{Replayed, replay, unpack};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::{Id, Query};
use crate::service::{Service, Wait};
use crate::workbooks::Book;

/// Which decisions.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DecisionParams {
    /// Only on this order.
    order: Option<OrderId>,
    /// Only on this position of the catalog.
    entry: Option<EntryId>,
    /// Only of this kind.
    kind: Option<DecisionKind>,
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// A decision as it is told.
#[derive(serde::Serialize, ToSchema)]
pub(crate) struct DecisionAnswer {
    /// What was asked and what it rested on.
    #[serde(flatten)]
    decision: Decision,
    /// Whether somebody objected and waits for an answer.
    under_objection: bool,
    /// Objections to it.
    objections: Vec<Objection>,
    /// The result, byte for byte as it was kept.
    #[serde(skip)]
    #[schema(value_type = Object)]
    result: Vec<u8>,
}

impl DecisionAnswer {
    /// As JSON. The result's bytes are put in as they are: read and written again they might be others.
    fn written(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut told = serde_json::to_vec(self)?;
        told.pop();
        told.extend_from_slice(b",\"result\":");
        told.extend_from_slice(&self.result);
        told.push(b'}');
        Ok(told)
    }
}

/// A decision that the caller may see.
pub(super) async fn seen(service: &Service, caller: &Caller, id: &DecisionId) -> Result<Decision, ApiError> {
    let found = service.store.find::<Decision>(id.as_str()).await?.map(|stored| stored.record);
    let own = found.filter(|decision| caller.may_see(&decision.organisation));
    own.ok_or_else(|| ApiError::unknown(Kind::Decision, id))
}

pub(super) async fn result(service: &Service, id: &DecisionId) -> Result<Vec<u8>, ApiError> {
    let packed = service.store.attachment(store::Kind::Decision, id.as_str()).await?.unwrap_or_default();
    Ok(unpack(id.as_str(), &packed)?)
}

async fn objections(service: &Service, id: &DecisionId) -> Result<Vec<Objection>, ApiError> {
    let filters = vec![("decision", id.to_string())];
    let found = service.store.list::<Objection>(&Listing { filters, limit: MAX_ROWS, ..Listing::default() }).await?;
    Ok(found.into_iter().map(|Stored { record, .. }| record).collect())
}

/// Refuses a decision to which somebody objected, until that is reviewed.
pub(super) async fn undisputed(service: &Service, id: &DecisionId) -> Result<(), ApiError> {
    let waits = waits(&objections(service, id).await?);
    if waits { Err(ApiError::UnderObjection(id.clone())) } else { Ok(()) }
}

fn waits(objections: &[Objection]) -> bool {
    objections.iter().any(|objection| objection.review.is_none())
}

/// Lists decisions, oldest first; an enterprise sees its own.
#[utoipa::path(get, path = "/v1/decisions", tag = "decisions", params(DecisionParams), responses(
    (status = 200, body = List<Decision>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, caller: Caller, Query(asked): Query<DecisionParams>) -> Answer {
    let filters = filters([
        ("organisation", caller.scope().map(ToString::to_string)),
        ("order_id", asked.order.map(|id| id.to_string())),
        ("entry", asked.entry.map(|id| id.to_string())),
        ("kind", asked.kind.map(|kind| kind.as_str().to_owned())),
    ]);
    let list: List<Decision> = page(&*service.store, filters, asked.cursor, asked.limit).await?;
    Ok(HttpResponse::Ok().json(list))
}

/// Tells a decision with its result, byte for byte as it was kept; a seat plan as a workbook too.
#[utoipa::path(get, path = "/v1/decisions/{id}", tag = "decisions", params(("id" = DecisionId, Path), FormParams),
    responses(
    (status = 200, content((DecisionAnswer = "application/json"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(
    service: Data<Service>,
    caller: Caller,
    Id(id): Id<DecisionId>,
    Query(form): Query<FormParams>,
) -> Answer {
    let (decision, known) = (seen(&service, &caller, &id).await?, form.format.known(&service, &caller).await?);
    let (result, objections) = (result(&service, &id).await?, objections(&service, &id).await?);
    let note = Audit::on("decision.read", store::Kind::Decision, &id).of(Some(caller.organisation.as_str()));
    service.write(Batch::new(caller.by(), crate::clock::now()).noting(note), Wait::Stored).await?;
    if let Some(known) = known {
        let job = move |service: &Service| book(&decision, &result, &known.names(&service.reference), form.language);
        return work(service, job).await;
    }
    let answer = DecisionAnswer { decision, under_objection: waits(&objections), objections, result };
    Ok(json(answer.written().map_err(|e| damaged(&id, &e))?))
}

/// A seat plan as a workbook.
fn book(decision: &Decision, result: &[u8], names: &Names<'_>, language: Language) -> Result<Sent, ApiError> {
    if decision.kind != DecisionKind::Seats {
        return Err(ApiError::Query(Invalid::new(
            "format",
            "xlsx",
            "json; a decision of the kind seats has a workbook",
        )));
    }
    let plan = seat_plans::decided(&decision.id, result)?;
    Sent::book(seat_plans::FILE, &Book::seats(&plan, names).decided(decision), language)
}

fn damaged(id: &DecisionId, error: &serde_json::Error) -> store::StoreError {
    store::StoreError::Damaged { kind: store::Kind::Decision, id: id.to_string(), reason: error.to_string() }
}

/// Judges a decision again, from the records as they were, and tells where it comes out otherwise.
#[utoipa::path(get, path = "/v1/decisions/{id}/replay", tag = "decisions", params(("id" = DecisionId, Path)), responses(
    (status = 200, body = Replayed),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn again(service: Data<Service>, caller: Caller, Id(id): Id<DecisionId>) -> Answer {
    let decision = seen(&service, &caller, &id).await?;
    let bytes = result(&service, &id).await?;
    Ok(HttpResponse::Ok().json(replay(&service, &decision, &bytes).await?))
}
