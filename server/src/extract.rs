//! What a request carries, read so that every refusal names its place: a body as JSON, a query string, an id in the path.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::Duration;

use actix_web::body::{BodyStream, MessageBody};
use actix_web::dev::Payload;
use actix_web::rt::time::timeout;
use actix_web::web;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use bole_engine::model::Invalid;
use serde::de::DeserializeOwned;

use crate::error::ApiError;
use crate::limits::{MAX_BODY_BYTES, MAX_PIECE_TIME, MAX_QUERY_CHARS};

/// Bytes of a body too long that are read before the connection closes.
const MAX_THROWN_BYTES: usize = 16 * MAX_BODY_BYTES;

/// In what time a JSON body must have arrived.
#[derive(Debug, Clone, Copy)]
pub struct Patience(pub Duration);

impl Patience {
    /// Where nothing is set.
    pub const DEFAULT: Self = Self(MAX_PIECE_TIME);
}

type Local<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Local<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.content_type().to_owned();
        let patience =
            request.app_data::<web::Data<Patience>>().map_or(Patience::DEFAULT, |patience| *patience.get_ref()).0;
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            if !kind.is_empty() && kind != "application/json" {
                return Err(ApiError::MediaType(kind));
            }
            let payload = payload.await.map_err(|e| ApiError::Malformed(e.to_string()))?;
            let bytes = timeout(patience, collect(payload)).await.map_err(|_| ApiError::BodyTooSlow)??;
            Ok(Self(parse(&bytes)?))
        })
    }
}

/// Reads the body. One that is too long is read on for a while and thrown away: a caller who is still sending when the
/// connection closes would never see the answer.
async fn collect(payload: web::Payload) -> Result<Vec<u8>, ApiError> {
    let mut stream = Box::pin(BodyStream::new(payload));
    let (mut bytes, mut seen) = (Vec::new(), 0);
    while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        let chunk = chunk.map_err(|e| ApiError::Malformed(e.to_string()))?;
        seen += chunk.len();
        if seen <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&chunk);
        } else if seen > MAX_THROWN_BYTES {
            break;
        }
    }
    if seen > MAX_BODY_BYTES { Err(ApiError::BodyTooLarge) } else { Ok(bytes) }
}

/// Reads JSON; a value of the wrong form is told from bytes that are no JSON, and its field is named.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|e| {
        let path = e.path().to_string();
        let cause = e.into_inner();
        if cause.is_data() { ApiError::Field(refused(&path, &cause)) } else { ApiError::Malformed(cause.to_string()) }
    })?;
    json.end().map_err(|e| ApiError::Malformed(e.to_string()))?;
    Ok(value)
}

/// The complaint of a newtype, whose text serde carries, with the path put before it.
fn refused(path: &str, cause: &serde_json::Error) -> Invalid {
    let text = cause.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(head, _)| head);
    let path = if path == "." { "body" } else { path };
    let told = text.split_once(" is not allowed; allowed: ").and_then(|(head, allowed)| {
        let (field, value) = head.split_once(": ")?;
        Some((field, value.trim_matches('"'), allowed))
    });
    match told {
        // A newtype knows its own name, a checked struct the name of the field inside it.
        Some((field, value, allowed)) if path.ends_with(field) => Invalid::new(path, value, allowed),
        Some((field, value, allowed)) => Invalid::new(format!("{path}.{field}"), value, allowed),
        None => Invalid::new(path, "", text.to_owned()),
    }
}

/// The query string.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.query_string();
        if text.chars().count() > MAX_QUERY_CHARS {
            return std::future::ready(Err(ApiError::QueryTooLong));
        }
        let read = web::Query::<T>::from_query(text).map(|query| Self(query.into_inner()));
        std::future::ready(read.map_err(|e| ApiError::Query(Invalid::new("query", text, e.to_string()))))
    }
}

/// An id in the path, checked by its type.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: TryFrom<String, Error = Invalid>> FromRequest for Id<T> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = web::Path::<String>::extract(request).into_inner().map(web::Path::into_inner);
        let text = text.map_err(|e| ApiError::Path(Invalid::new("id", request.path(), e.to_string())));
        std::future::ready(text.and_then(|id| T::try_from(id).map(Self).map_err(ApiError::Path)))
    }
}

/// Two ids in the path, checked by their types.
#[derive(Debug)]
pub struct Ids<A, B>(pub A, pub B);

impl<A, B> FromRequest for Ids<A, B>
where
    A: TryFrom<String, Error = Invalid>,
    B: TryFrom<String, Error = Invalid>,
{
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let texts = web::Path::<(String, String)>::extract(request).into_inner().map(web::Path::into_inner);
        let texts = texts.map_err(|e| ApiError::Path(Invalid::new("id", request.path(), e.to_string())));
        let read = |(first, second)| Ok(Self(A::try_from(first)?, B::try_from(second)?));
        std::future::ready(texts.and_then(|texts| read(texts).map_err(ApiError::Path)))
    }
}

#[cfg(test)]
mod tests {
    use bole_engine::model::Order;

    use super::*;

    fn field(json: &str) -> Invalid {
        match parse::<Order>(json.as_bytes()) {
            Err(ApiError::Field(invalid)) => invalid,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_names_the_field_and_what_is_allowed() {
        let json = r#"{"id":"O-1","enterprise":{"id":"E-1","name":{"zh":"甲","en":"A"}},"seats":0,
            "demand":{"title":{"zh":"甲","en":"A"},"category":"engineer"}}"#;
        let invalid = field(json);
        assert!(invalid.field.ends_with("seats") && invalid.allowed.starts_with("1 to"), "{invalid:?}");
        let invalid = field(&json.replace("\"engineer\"", "\"boss\""));
        assert!(invalid.field.ends_with("category") && invalid.allowed.contains("scientist"), "{invalid:?}");
    }

    #[test]
    fn bytes_that_are_no_json_are_malformed() {
        for bytes in ["", "{", "[1]x", "\u{0}"] {
            let read = parse::<serde_json::Value>(bytes.as_bytes());
            assert!(matches!(read, Err(ApiError::Malformed(_))), "{bytes:?}");
        }
    }
}
