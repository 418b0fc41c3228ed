//! Health and the front page.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::service::Service;

/// The front page, until there is a real one.
const INDEX: &str = include_str!("index.html");

/// How the service is.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Health {
    /// Always `ok`; a service that is not ready does not listen.
    status: &'static str,
    /// People that can be ranked.
    people: usize,
}

/// Whether the process lives.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 200, body = Health)))]
pub(crate) async fn live(service: Data<Service>) -> HttpResponse {
    ready(service).await
}

/// Whether the service answers.
#[utoipa::path(get, path = "/health/ready", tag = "health", responses((status = 200, body = Health)))]
pub(crate) async fn ready(service: Data<Service>) -> HttpResponse {
    HttpResponse::Ok().json(Health { status: "ok", people: service.matcher().people().len() })
}

pub(crate) async fn index() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(INDEX)
}
