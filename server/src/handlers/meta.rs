//! Health and metrics.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::rt::time::timeout;
use actix_web::web::Data;
use bole_engine::model::TaskState;
use bole_engine::store::{Kind, StoreError};

use crate::crowd::Crowd;
use crate::error::Problem;
use crate::limits::{MAX_HEALTH_TIME, MAX_LAG};
use crate::metrics::{self, Now, Stored};
use crate::service::Service;

/// That the process lives.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Life {
    /// Always `ok`.
    status: &'static str,
}

/// Whether the service can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Readiness {
    /// It can.
    Ok,
    /// The index is far behind the store; rankings would be of yesterday.
    IndexBehind,
    /// The store does not answer.
    StoreUnavailable,
}

impl Readiness {
    const fn of(head: Option<u64>, reached: u64) -> Self {
        match head {
            None => Self::StoreUnavailable,
            Some(head) if head > reached + MAX_LAG => Self::IndexBehind,
            Some(_) => Self::Ok,
        }
    }

    const fn code(self) -> StatusCode {
        match self {
            Self::Ok => StatusCode::OK,
            Self::IndexBehind | Self::StoreUnavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// How the service is.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Health {
    /// Whether it can answer.
    status: Readiness,
    /// People that can be ranked.
    people: usize,
    /// The last change that the store knows; absent when it does not answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<u64>,
    /// The last change that the index has taken over.
    reached: u64,
}

impl Health {
    async fn of(service: &Service) -> Self {
        let (people, reached) = (service.matcher().people().len(), service.live.reached());
        let head = in_time(service.store.head()).await;
        Self { status: Readiness::of(head, reached), people, head, reached }
    }
}

/// Whether the process lives; it asks nothing of the store.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 200, body = Life)))]
pub(crate) async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Life { status: "ok" })
}

/// Whether the service answers: the store does, and the index is not far behind it.
#[utoipa::path(get, path = "/health/ready", tag = "health", responses(
    (status = 200, body = Health),
    (status = 503, body = Health, description = "Not now"),
))]
pub(crate) async fn ready(service: Data<Service>) -> HttpResponse {
    let health = Health::of(&service).await;
    HttpResponse::build(health.status.code()).json(health)
}

/// What the service counts of itself, for Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "health", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn counted(service: Data<Service>, crowd: Data<Crowd>) -> HttpResponse {
    let (reached, people) = (service.live.reached(), service.matcher().people().len());
    let now = Now { store: in_time(stored(&service)).await, reached, people, present: crowd.present() };
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(metrics::render(now))
}

/// What the store says, unless it fails or takes too long: health is told all the same.
async fn in_time<T>(asked: impl Future<Output = Result<T, StoreError>>) -> Option<T> {
    timeout(MAX_HEALTH_TIME, asked).await.ok()?.ok()
}

async fn stored(service: &Service) -> Result<Stored, StoreError> {
    Ok(Stored { head: service.store.head().await?, tasks: tasks(service).await? })
}

async fn tasks(service: &Service) -> Result<u64, StoreError> {
    let mut open = 0;
    for state in [TaskState::Queued, TaskState::Running] {
        open += service.store.count(Kind::Task, &[("state", state.as_str().to_owned())]).await?;
    }
    Ok(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_far_behind_and_a_store_that_is_silent_are_not_ready() {
        let told = |head, reached| (Readiness::of(head, reached), Readiness::of(head, reached).code().as_u16());
        assert_eq!(told(Some(7), 7), (Readiness::Ok, 200));
        // What this process has just written may be known to the index before the store was asked.
        assert_eq!(told(Some(7), 8), (Readiness::Ok, 200));
        assert_eq!(told(Some(7 + MAX_LAG), 7), (Readiness::Ok, 200));
        assert_eq!(told(Some(8 + MAX_LAG), 7), (Readiness::IndexBehind, 503));
        assert_eq!(told(None, 7), (Readiness::StoreUnavailable, 503));
    }
}
