//! An order as its enterprise reads it: what it asks for in words, and which steps the caller may take next.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::model::{Bilingual, Hardness, Order, OrderId, OrderStatus, Requirement, TransitionReason};
use bole_engine::reference::Reference;
use bole_engine::wording::{self, Language};
use utoipa::ToSchema;

use super::Answer;
use super::concepts::{ConceptItem, ConceptKind, named};
use super::order_steps::may_take;
use super::records::find;
use super::version::etag;
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::Id;
use crate::service::Service;

/// A requirement in words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct RequirementLine {
    /// What is asked.
    asked: Bilingual,
    /// How hard.
    hardness: Hardness,
    /// The law behind a legal one.
    basis: Option<String>,
}

/// A step that the caller may take.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct NextStep {
    /// Where it leads.
    to: OrderStatus,
    /// The reasons for which it may be taken.
    reasons: &'static [TransitionReason],
    /// Fewest seats filled in all that it may name; absent where it names none.
    filled_least: Option<u16>,
    /// Most of them.
    filled_most: Option<u16>,
}

/// An order in words.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct OrderSheet {
    /// The version of the record.
    version: u64,
    /// The record.
    order: Order,
    /// Seats that are left to fill.
    seats_open: u16,
    /// Its requirements, in its order.
    requirements: Vec<RequirementLine>,
    /// The nodes it serves; those that the edition in force knows.
    nodes: Vec<ConceptItem>,
    /// The places of use.
    regions: Vec<ConceptItem>,
    /// The occupation.
    occupation: Option<ConceptItem>,
    /// The steps that the caller may take, in the order of the road.
    steps: Vec<NextStep>,
    /// Whether the caller may write it anew.
    writable: bool,
}

/// Tells an order in words, with the steps that the caller may take.
#[utoipa::path(get, path = "/v1/orders/{id}/sheet", tag = "orders", params(("id" = OrderId, Path)), responses(
    (status = 200, body = OrderSheet, headers(("etag" = String, description = "The version of the record"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Id(id): Id<OrderId>) -> Answer {
    let found = find::<Order>(&service, &caller, id.as_str()).await?;
    let sheet = OrderSheet::new(found.record, found.version, &service.reference, &caller);
    Ok(HttpResponse::Ok().insert_header(etag(found.version)).json(sheet))
}

impl OrderSheet {
    fn new(order: Order, version: u64, reference: &Reference, caller: &Caller) -> Self {
        let demand = &order.demand;
        let concept = |kind, id: &str| named(reference, kind, id);
        let steps = order.steps().into_iter().filter(|to| may_take(caller, *to)).map(|to| NextStep::new(&order, to));
        Self {
            version,
            seats_open: order.seats.saturating_sub(order.filled),
            requirements: demand.requirements.iter().map(|asked| line(asked, reference)).collect(),
            nodes: demand.nodes.iter().filter_map(|id| concept(ConceptKind::Node, id.as_str())).collect(),
            regions: demand.regions.iter().filter_map(|id| concept(ConceptKind::Region, id.as_str())).collect(),
            occupation: demand.occupation.as_ref().and_then(|code| concept(ConceptKind::Occupation, code.as_str())),
            steps: steps.collect(),
            writable: caller.sees_all() || order.status == OrderStatus::Draft,
            order,
        }
    }
}

fn line(asked: &Requirement, reference: &Reference) -> RequirementLine {
    let [zh, en] = [Language::Zh, Language::En].map(|language| wording::requirement(asked, language, reference));
    RequirementLine { asked: Bilingual { zh, en }, hardness: asked.hardness, basis: asked.basis.clone() }
}

impl NextStep {
    fn new(order: &Order, to: OrderStatus) -> Self {
        let range = (to == OrderStatus::PartFilled).then(|| order.part_filled());
        let (filled_least, filled_most) = (range.as_ref().map(|r| *r.start()), range.as_ref().map(|r| *r.end()));
        Self { to, reasons: TransitionReason::allowed_for(to), filled_least, filled_most }
    }
}
