//! Around every request: an id in and out, one line of log without bodies or ids of people, and compression of big answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_ENCODING, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use bole_engine::model::without_personal_numbers;

use crate::auth::Caller;
use crate::limits::MIN_COMPRESSED_BYTES;
use crate::metrics;

/// The header that carries a request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id taken from a caller; a longer one is replaced.
const MAX_REQUEST_ID: usize = 64;

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// The caller's id when it is short and printable, else a new one.
fn request_id(request: &ServiceRequest) -> HeaderValue {
    let clean = |id: &&HeaderValue| {
        let bytes = id.as_bytes();
        (1..=MAX_REQUEST_ID).contains(&bytes.len())
            && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
            && id.to_str().is_ok_and(|text| without_personal_numbers(text).is_none())
    };
    request.headers().get(REQUEST_ID).filter(clean).cloned().unwrap_or_else(fresh_id)
}

fn fresh_id() -> HeaderValue {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_micros() as u64);
    HeaderValue::from_str(&format!("{now:x}-{count:x}")).unwrap_or(HeaderValue::from_static("unknown"))
}

/// Gives each request an id and one line of log. The log names the route, not the path: paths hold ids of people.
///
/// # Errors
/// Those of the inner service.
pub async fn observe<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let started = Instant::now();
    let id = request_id(&request);
    let mut answer = next.call(request).await?;
    let took = started.elapsed();
    let micros = took.as_micros() as u64;
    let route = answer.request().match_pattern();
    metrics::answered(answer.request().method().as_str(), route.as_deref(), answer.status().as_u16(), took);
    let route = route.unwrap_or_default();
    let id_text = id.to_str().unwrap_or_default();
    let (method, status) = (answer.request().method().as_str(), answer.status().as_u16());
    let key = answer.request().extensions().get::<Caller>().map(Caller::by).unwrap_or_default();
    tracing::info!(request_id = id_text, key, method, route, status, micros, "request");
    let headers = answer.headers_mut();
    headers.insert(REQUEST_ID, id);
    if headers.get(CONTENT_ENCODING).is_some_and(|value| value == "identity") {
        headers.remove(CONTENT_ENCODING);
    }
    Ok(answer)
}

/// Keeps small answers from being compressed: the work would cost more than the bytes.
///
/// # Errors
/// Those of the inner service.
pub async fn spare_small<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let mut answer = next.call(request).await?;
    let small = matches!(answer.response().body().size(), BodySize::Sized(bytes) if bytes < MIN_COMPRESSED_BYTES);
    // What comes compressed, as the files of the page do, says so itself.
    if small && !answer.headers().contains_key(CONTENT_ENCODING) {
        answer.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
    Ok(answer)
}
