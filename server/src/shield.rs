//! Headers that tell browsers to be careful: nothing is guessed, framed, kept or sent on.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;

/// Data loads nothing, even where a browser is made to show it.
const DATA: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// The pages of the documentation load what this service has; their styles stand in them.
const DOCS: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; \
     frame-ancestors 'none'",
);
/// The page runs and shows only files of this server; what stands in it are styles of single elements, which its charts
/// and drawers set.
const PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);
/// What every other path begins with, for data.
const DATA_PATHS: [&str; 4] = ["/v1/", "/health/", "/metrics", "/openapi.json"];

/// What a browser may do with an answer, and whether it is data, which nobody keeps.
fn policy(path: &str) -> (HeaderValue, bool) {
    if DATA_PATHS.iter().any(|head| path.starts_with(head)) {
        (DATA, true)
    } else if path.starts_with("/docs/") {
        (DOCS, false)
    } else {
        (PAGE, false)
    }
}

/// A year, once the caller came by TLS.
const TLS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers to every answer.
///
/// # Errors
/// Those of the inner service.
pub async fn shield<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let (policy, data) = policy(request.path());
    let secure = request.app_config().secure();
    let mut answer = next.call(request).await?;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if data || !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, TLS_ONLY);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_runs_what_stands_in_it() {
        for path in ["/", "/bureau", "/assets/index-1.js", "/v1/chains", "/docs/", "/health/live"] {
            let (policy, _) = policy(path);
            let scripts = policy.to_str().unwrap().split(';').find(|part| part.contains("script-src"));
            assert!(scripts.is_none_or(|part| part.trim() == "script-src 'self'"), "{path}");
        }
        assert!(policy("/v1/session").1 && !policy("/bureau").1);
    }
}
