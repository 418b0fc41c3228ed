//! The page: files that npm made, carried in the binary, and the addresses that a browser may begin at. It holds no data;
//! what it shows it asks of the service, as whoever is signed in.

#[cfg(feature = "page")]
mod files;

use actix_web::{HttpRequest, HttpResponse};

use crate::error::ApiError;

/// The first screen.
pub(crate) async fn first(request: HttpRequest) -> HttpResponse {
    #[cfg(feature = "page")]
    return files::screen(&request, true);
    #[cfg(not(feature = "page"))]
    return to_the_docs(&request);
}

/// Whatever has no address of its own: a file of the page, one of its screens, or nothing.
///
/// # Errors
/// [`ApiError::Route`].
pub(crate) async fn other(request: HttpRequest) -> Result<HttpResponse, ApiError> {
    #[cfg(feature = "page")]
    if let Some(answer) = files::other(&request) {
        return Ok(answer);
    }
    let _ = request;
    Err(ApiError::Route)
}

/// A service that was built without the page shows what it has.
#[cfg(not(feature = "page"))]
fn to_the_docs(_: &HttpRequest) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((actix_web::http::header::LOCATION, "/docs/")).finish()
}
