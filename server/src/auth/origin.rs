//! Whether the page itself asks. A browser sends the cookie of a session by itself, so that another site could have it
//! change something; what changes something must therefore show what only a script of this server's own page can send.

use actix_web::http::Method;
use actix_web::http::header::{HOST, HeaderMap, ORIGIN};

use crate::error::ApiError;

/// The header that the page sends; a foreign script may send it only after asking, and is refused.
pub(crate) const HEADER: &str = "x-bole-page";
/// Its value.
const VALUE: &str = "1";
/// Where browsers tell by whom a request was caused (Fetch Metadata).
const SITE: &str = "sec-fetch-site";

/// Refuses a change that the page did not ask for; reading is not looked at.
pub(crate) fn own(method: &Method, headers: &HeaderMap) -> Result<(), ApiError> {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let marked = told(HEADER) == Some(VALUE);
    let near = match told(SITE) {
        Some(site) => site == "same-origin",
        // An older browser: it tells the origin at least, which must be the host that was asked.
        None => told(ORIGIN.as_str()).is_none_or(|origin| host(origin) == told(HOST.as_str())),
    };
    if method.is_safe() || (marked && near) { Ok(()) } else { Err(ApiError::NotThePage) }
}

fn host(origin: &str) -> Option<&str> {
    origin.split_once("://").map(|(_, host)| host)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn taken(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let request = headers.iter().fold(TestRequest::default(), |request, header| request.insert_header(*header));
        own(method, request.to_http_request().headers()).is_ok()
    }

    #[test]
    fn only_the_page_changes_something() {
        let mark = (HEADER, VALUE);
        assert!(taken(&Method::POST, &[mark]));
        assert!(taken(&Method::POST, &[mark, (SITE, "same-origin")]));
        assert!(taken(&Method::DELETE, &[mark, ("host", "bole.test"), ("origin", "https://bole.test")]));
        assert!(!taken(&Method::POST, &[]));
        assert!(!taken(&Method::POST, &[(SITE, "same-origin")]));
        assert!(!taken(&Method::POST, &[(HEADER, "0")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!taken(&Method::PUT, &[mark, (SITE, site)]), "{site}");
        }
        for origin in ["https://other.test", "null", "https://bole.test.other"] {
            assert!(!taken(&Method::POST, &[mark, ("host", "bole.test"), ("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn reading_needs_no_proof() {
        assert!(taken(&Method::GET, &[]) && taken(&Method::HEAD, &[(SITE, "cross-site")]));
    }
}
