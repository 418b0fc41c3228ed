//! Orders pooled into classes: long work, so a task. A college or an enterprise gets what concerns it.

use actix_web::web::Data;
use bole_engine::model::{EditionId, EditionWork, PoolReader, Role};
use utoipa::ToSchema;

use super::Answer;
use super::editions::{queued, seen};
use super::tasks::TaskAnswer;
use crate::auth::Caller;
use crate::error::Problem;
use crate::extract::Body;
use crate::service::Service;

/// Of which edition.
#[derive(Debug, Default, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProposalsRequest {
    /// The edition whose plan is made; the one in force when absent.
    edition: Option<EditionId>,
}

/// Pools the seats that the plan of an edition leaves over into classes of the city's programmes. The task gives
/// `cohort-proposals.json`: `pooling`, the proposals with orders that fit none and why, and `map`, the seats of city, chains
/// and nodes without and with them, `words`, what each proposal says, `unpooled`, what each order that fits none is called
/// and why it fits none, and `city`, `chains` and `nodes`, names and totals of what moves. Nothing is written: who wants a
/// proposal writes it as a cohort.
///
/// A college gets the classes of its programmes; an enterprise those in which orders of its own sit, and its orders that fit
/// none. Of others there is the sum of their seats in a class, where three enterprises or more stand behind it (`others`),
/// and what else would tell of fewer is withheld: how many a class fills, its worth, and parts of `map`.
#[utoipa::path(post, path = "/v1/cohorts/proposals", tag = "colleges", request_body = ProposalsRequest, responses(
    (status = 202, body = TaskAnswer, headers(("location" = String, description = "Where the task is"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn propose(service: Data<Service>, caller: Caller, Body(asked): Body<ProposalsRequest>) -> Answer {
    let edition = asked.edition.unwrap_or_else(|| service.reference.edition.id.clone());
    seen(&service, &caller, &edition).await?;
    queued(&service, &caller, EditionWork::Pool { edition, reader: reader(&caller) }).await
}

/// For whom alone it is pooled.
fn reader(caller: &Caller) -> Option<PoolReader> {
    let own = caller.organisation.clone();
    match caller.role {
        Role::College => Some(PoolReader::College(own)),
        Role::Enterprise => Some(PoolReader::Enterprise(own)),
        Role::Bureau | Role::Auditor | Role::Service => None,
    }
}
