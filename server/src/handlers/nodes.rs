//! One node of a map, and from its figures to the people behind them.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use bole_engine::map::{EntryMap, Figures, NodeMap, PainPoint, TalentMap, Transfer};
use bole_engine::model::{Bilingual, Cohort, EditionId, NodeId, Order, Organisation, Programme};
use bole_engine::plan::{FillPlan, FilledOpening, Supplier};
use bole_engine::store::StoreError;
use utoipa::ToSchema;

use super::Answer;
use super::maps::kept;
use super::overview::said;
use crate::auth::Caller;
use crate::editions::{self, Kept, MAP, PLAN};
use crate::error::{ApiError, Kind, Problem};
use crate::extract::Ids;
use crate::service::Service;

/// A node with what is behind its figures.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct NodeAnswer {
    /// The node.
    node: NodeMap,
    /// Its entries.
    entries: Vec<EntryMap>,
    /// What keeps its seats empty, with the people behind each count.
    pain_points: Vec<PainPoint>,
    /// What each pain point says, in their order.
    causes: Vec<Bilingual>,
    /// Where people could come from.
    transfers: Vec<Transfer>,
    /// Its openings, with those who fill them and those whom one limit keeps out.
    openings: Vec<FilledOpening>,
    /// Totals and shades of the node, its entries and its openings, by id.
    figures: BTreeMap<String, Figures>,
    /// Masked names of the people above, where they are known.
    names: BTreeMap<String, String>,
    /// What orders, entries, organisations, classes and nodes above are called, by id, where it is known.
    named: BTreeMap<String, Bilingual>,
}

/// Follows the map to a node, and from its figures to the people behind them, masked.
#[utoipa::path(get, path = "/v1/editions/{id}/map/nodes/{node}", tag = "editions",
    params(("id" = EditionId, Path), ("node" = NodeId, Path)), responses(
    (status = 200, body = NodeAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn read(service: Data<Service>, caller: Caller, Ids(id, node): Ids<EditionId, NodeId>) -> Answer {
    let kept = kept(&service, &caller, &id).await?;
    let asked = Data::clone(&service);
    let found = web::block(move || answer(&asked, &kept, &node)).await.map_err(|_| ApiError::GivenUp)?;
    let mut answer = found?;
    name(&mut answer, &service).await?;
    Ok(HttpResponse::Ok().json(answer))
}

fn answer(service: &Service, kept: &Kept, node: &NodeId) -> Result<NodeAnswer, ApiError> {
    let (map, mut plan) = (kept.read::<TalentMap>(MAP)?, kept.read::<FillPlan>(PLAN)?);
    plan.openings.retain(|opening| map.node_of(opening) == Some(node));
    let here = |of: Option<&NodeId>| of == Some(node);
    let transfers = map.transfers.into_iter().filter(|transfer| transfer.to == *node).collect::<Vec<_>>();
    let from = |id: &NodeId| map.nodes.iter().find(|known| known.id == *id).map(|known| known.name.clone());
    let named = transfers.iter().filter_map(|transfer| Some((transfer.from.to_string(), from(&transfer.from)?)));
    let named = named.collect();
    let found = map.nodes.into_iter().find(|mapped| mapped.id == *node);
    let points: Vec<_> = map.pain_points.into_iter().filter(|point| here(point.node.as_ref())).collect();
    let people = editions::named(&plan.openings, &points);
    let masked = |talent: &_| service.masked(talent);
    let names = people.into_iter().filter_map(|talent| Some((talent.to_string(), masked(talent)?))).collect();
    let mut answer = NodeAnswer {
        node: found.ok_or_else(|| ApiError::unknown(Kind::Node, node))?,
        entries: map.entries.into_iter().filter(|entry| here(entry.node.as_ref())).collect(),
        causes: points.iter().map(|point| said(point, service)).collect(),
        pain_points: points,
        transfers,
        openings: plan.openings,
        figures: BTreeMap::new(),
        names,
        named,
    };
    answer.figures = figures(&answer);
    Ok(answer)
}

fn figures(answer: &NodeAnswer) -> BTreeMap<String, Figures> {
    let node = [(answer.node.id.to_string(), answer.node.count)];
    let entries = answer.entries.iter().map(|entry| (entry.id.to_string(), entry.count));
    // An entry's own opening has its id; the entry's sum over all openings stands in its place.
    let openings = answer.openings.iter().map(|opening| (opening.id.as_str().to_owned(), opening.count));
    openings.chain(entries).chain(node).map(|(id, count)| (id, count.into())).collect()
}

/// Finds what things are called, in the records as they are.
async fn name(answer: &mut NodeAnswer, service: &Service) -> Result<(), StoreError> {
    let NodeAnswer { named, openings, entries, .. } = answer;
    named.extend(entries.iter().map(|entry| (entry.id.to_string(), entry.title.clone())));
    let store = &*service.store;
    for opening in openings.iter() {
        if let Some(found) = store.find::<Order>(opening.id.as_str()).await? {
            named.insert(opening.id.as_str().to_owned(), found.record.demand.title);
        }
        if let Some(firm) = opening.organisation.as_ref().filter(|firm| !named.contains_key(firm.as_str())) {
            let found = store.find::<Organisation>(firm.as_str()).await?;
            named.extend(found.map(|found| (firm.to_string(), found.record.name)));
        }
        for seat in &opening.filled {
            let (id, found) = match &seat.by {
                Supplier::Talent(_) => continue,
                Supplier::Cohort(id) if !named.contains_key(id.as_str()) => {
                    (id.to_string(), store.find::<Cohort>(id.as_str()).await?.map(|found| found.record.programme))
                }
                Supplier::Cohort(_) | Supplier::Programme(_) => continue,
            };
            let Some(programme) = found else { continue };
            let found = store.find::<Programme>(programme.as_str()).await?;
            named.extend(found.map(|found| (id, found.record.name)));
        }
    }
    Ok(())
}
