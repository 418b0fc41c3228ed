//! The files of the page. Each is carried compressed; a caller who takes no gzip gets it whole. Names that hold a hash of
//! their content are kept for good, the others are asked about each time.

use std::io::Read;

use actix_web::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use flate2::read::GzDecoder;
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `build.rs` left: every file under its name with `.gz` behind it.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/page"]
struct Files;

/// What every screen begins with.
const INDEX: &str = "index.html";
/// Where names hold a hash.
const HASHED: &str = "assets/";
/// The first part of the path of every screen.
const SCREENS: [&str; 5] = ["sign-in", "bureau", "enterprise", "college", "person"];
/// Where no screen is.
const DATA: [&str; 3] = ["v1", "docs", "health"];

/// A screen: always the same document, whose script reads the address.
pub(super) fn screen(request: &HttpRequest, known: bool) -> HttpResponse {
    let status = if known { StatusCode::OK } else { StatusCode::NOT_FOUND };
    match Files::get(&packed(INDEX)) {
        Some(file) => send(request, INDEX, file, status),
        None => HttpResponse::NotFound().finish(),
    }
}

/// A file, or a screen; an unknown address is answered as one to people, and as none to programs.
pub(super) fn other(request: &HttpRequest) -> Option<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    if let Some(file) = Files::get(&packed(path)) {
        return Some(send(request, path, file, StatusCode::OK));
    }
    let head = path.split('/').next().unwrap_or_default();
    let person = told(request, ACCEPT).contains("text/html");
    let known = SCREENS.contains(&head);
    (known || (person && !DATA.contains(&head) && !path.starts_with(HASHED))).then(|| screen(request, known))
}

fn packed(name: &str) -> String {
    format!("{name}.gz")
}

fn told(request: &HttpRequest, name: HeaderName) -> &str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn send(request: &HttpRequest, name: &str, file: EmbeddedFile, status: StatusCode) -> HttpResponse {
    let hash: String = file.metadata.sha256_hash().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hash}\"");
    let kept = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut answer = HttpResponse::build(status);
    answer.insert_header((CACHE_CONTROL, kept)).insert_header((VARY, "accept-encoding"));
    answer.insert_header((ETAG, tag.clone()));
    if status == StatusCode::OK && told(request, IF_NONE_MATCH).split(',').any(|known| known.trim() == tag) {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer.insert_header((CONTENT_TYPE, kind(name)));
    if told(request, ACCEPT_ENCODING).split(',').any(|coding| coding.trim().starts_with("gzip")) {
        return answer.insert_header((CONTENT_ENCODING, "gzip")).body(file.data.into_owned());
    }
    match whole(&file.data) {
        Ok(bytes) => answer.insert_header((CONTENT_ENCODING, "identity")).body(bytes),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

fn whole(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::test::TestRequest;

    use super::*;

    fn asked(path: &str, headers: &[(HeaderName, &str)]) -> Option<HttpResponse> {
        let request = TestRequest::with_uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.insert_header((name, *value)));
        other(&request.to_http_request())
    }

    fn header(answer: &HttpResponse, name: HeaderName) -> &str {
        answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn script() -> String {
        let name = Files::iter().find(|name| name.starts_with("assets/index-") && name.ends_with(".js.gz")).unwrap();
        format!("/{}", name.trim_end_matches(".gz"))
    }

    #[test]
    fn screens_are_the_document_and_data_is_none() {
        for path in ["/bureau", "/enterprise/orders/O-1", "/sign-in"] {
            let answer = asked(path, &[]).unwrap();
            assert_eq!((answer.status(), header(&answer, CACHE_CONTROL)), (StatusCode::OK, "no-cache"), "{path}");
        }
        let html = [(ACCEPT, "text/html")];
        assert_eq!(asked("/nothing", &html).unwrap().status(), StatusCode::NOT_FOUND);
        for path in ["/nothing", "/v1/nothing", "/assets/none.js", "/.env"] {
            assert!(asked(path, &[]).is_none(), "{path}");
        }
        assert!(asked("/v1/nothing", &html).is_none() && asked("/assets/none.js", &html).is_none());
    }

    #[test]
    fn what_has_a_hash_in_its_name_is_kept_for_good() {
        let answer = asked(&script(), &[]).unwrap();
        assert!(header(&answer, CACHE_CONTROL).contains("immutable"));
        assert!(header(&answer, CONTENT_TYPE).starts_with("text/javascript"));
    }

    #[test]
    fn who_has_a_file_is_not_sent_it_again() {
        let tag = header(&asked("/bole.svg", &[]).unwrap(), ETAG).to_owned();
        let again = asked("/bole.svg", &[(IF_NONE_MATCH, tag.as_str())]).unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(asked("/bole.svg", &[(IF_NONE_MATCH, "\"other\"")]).unwrap().status(), StatusCode::OK);
    }

    #[actix_web::test]
    async fn who_takes_no_gzip_gets_the_same_file_whole() {
        let path = script();
        let packed = asked(&path, &[(ACCEPT_ENCODING, "br, gzip;q=0.5")]).unwrap();
        assert_eq!(header(&packed, CONTENT_ENCODING), "gzip");
        let packed = to_bytes(packed.into_body()).await.unwrap();
        let plain = to_bytes(asked(&path, &[]).unwrap().into_body()).await.unwrap();
        assert_eq!(whole(&packed).unwrap(), plain);
        assert!(packed.len() < plain.len() / 2);
    }
}
