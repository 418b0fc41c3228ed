//! Versions over HTTP: a record's version is its `ETag`; `If-Match` names the version that a writer knows, and
//! `If-None-Match: *` says that there must be none.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, HeaderName, IF_MATCH, IF_NONE_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use bole_engine::model::Invalid;
use bole_engine::store::{Done, Expected, Written};
use utoipa::IntoParams;

use crate::error::ApiError;

/// The header that tells a version.
pub(super) fn etag(version: u64) -> (HeaderName, String) {
    (ETAG, format!("\"{version}\""))
}

/// The answer to a batch of one write: created, replaced, or nothing new.
pub(super) fn written(written: &Written) -> HttpResponse {
    told(written.done.last())
}

/// The answer to a batch whose first write was asked for.
pub(super) fn first_written(written: &Written) -> HttpResponse {
    told(written.done.first())
}

fn told(done: Option<&Done>) -> HttpResponse {
    let created = matches!(done, Some(Done::Created(_)));
    let mut answer = if created { HttpResponse::Created() } else { HttpResponse::NoContent() };
    answer.insert_header(etag(done.map_or(0, Done::version))).finish()
}

/// What a writer knows of the record that is written over.
#[derive(Debug, Clone, Copy, IntoParams)]
#[into_params(parameter_in = Header)]
pub(crate) struct IfMatch {
    /// The `ETag` of the version that the writer knows, e.g. `"3"`.
    #[param(rename = "if-match", value_type = Option<String>, max_length = 32)]
    expected: Expected,
}

impl From<IfMatch> for Expected {
    fn from(known: IfMatch) -> Self {
        known.expected
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request).map(|expected| Self { expected }))
    }
}

fn read(request: &HttpRequest) -> Result<Expected, ApiError> {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    match (header(IF_MATCH), header(IF_NONE_MATCH)) {
        (None, Some("*")) => Ok(Expected::Absent),
        (None, _) => Ok(Expected::Any),
        (Some(tag), _) => {
            let version = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).and_then(|n| n.parse().ok());
            let refused = || Invalid::new("if-match", tag, "the ETag of the record, e.g. \"3\"");
            version.map(Expected::Version).ok_or_else(|| ApiError::Query(refused()))
        }
    }
}
