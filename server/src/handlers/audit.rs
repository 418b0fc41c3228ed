//! The audit log: read and verified.

use actix_web::HttpResponse;
use actix_web::web::Data;
use bole_engine::store::{AuditEntry, AuditHead};
use utoipa::{IntoParams, ToSchema};

use super::page::limit;
use super::{Answer, List};
use crate::error::Problem;
use crate::extract::Query;
use crate::service::Service;

/// Which entries.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditParams {
    /// Items of a page, 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// The `next` of the page before: the number of its last entry.
    cursor: Option<u64>,
}

/// Lists what was done and seen, oldest first.
#[utoipa::path(get, path = "/v1/audit", tag = "audit", params(AuditParams), responses(
    (status = 200, body = List<AuditEntry>),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn list(service: Data<Service>, Query(asked): Query<AuditParams>) -> Answer {
    let limit = limit(asked.limit)?;
    let after = asked.cursor.unwrap_or_default();
    let mut items = service.store.audit(after, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|entry| entry.number.to_string());
    Ok(HttpResponse::Ok().json(List { items, next }))
}

/// Whether the log holds.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct VerificationAnswer {
    /// Whether each entry follows the one before it.
    holds: bool,
    /// Where the log begins and ends, when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<AuditHead>,
    /// The first entry that does not hold, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

/// Walks the whole log and holds each entry against the one before it.
#[utoipa::path(get, path = "/v1/audit/verification", tag = "audit", responses(
    (status = 200, body = VerificationAnswer),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn verify(service: Data<Service>) -> Answer {
    let found = service.store.verify_audit().await?;
    let holds = found.is_ok();
    let (head, fault) = found.map_or_else(|fault| (None, Some(fault.to_string())), |head| (Some(head), None));
    Ok(HttpResponse::Ok().json(VerificationAnswer { holds, head, fault }))
}
