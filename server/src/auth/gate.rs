//! The gate in front of every address. It stands at each address by itself (`routes::at`), so that no way of writing a
//! path leads around it: what the router finds has passed here with its own pattern.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, ResponseError};
use bole_engine::model::{Key, Role};

use super::policy::{self, Access, Rule};
use super::token::Token;
use super::{Caller, Doors, Keyring};
use crate::error::ApiError;

/// Lets a request through to its handler, or answers why not.
pub(crate) async fn pass(
    path: &'static str,
    allowed: &'static str,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match admitted(path, allowed, &request) {
        Ok(caller) => {
            caller.map(|caller| request.extensions_mut().insert(caller));
            next.call(request).await
        }
        Err(refusal) => Ok(request.into_response(refusal.error_response())),
    }
}

/// Who asks; `None` at an address that is open to all.
fn admitted(path: &str, allowed: &'static str, request: &ServiceRequest) -> Result<Option<Caller>, ApiError> {
    let method = request.method().as_str();
    if !allowed.split(", ").any(|known| known == method) {
        return Err(ApiError::Method(allowed));
    }
    // An address that nobody wrote a row for is shut for everybody.
    let access = match policy::rule(method, path).ok_or(ApiError::Role)? {
        Rule::Open => return Ok(None),
        Rule::Roles(access) => access,
    };
    let doors = request.app_data::<Data<Doors>>().ok_or(ApiError::KeyMissing)?;
    match doors.get_ref() {
        Doors::Open => Caller::demo(for_role(access, Role::Bureau)?).map(Some).map_err(|_| ApiError::KeyMissing),
        Doors::Keys(keyring, rates) => {
            let key = known(keyring, request).or_else(|refusal| {
                request.peer_addr().map_or(Ok(()), |peer| rates.stranger(peer.ip())).and(Err(refusal))
            })?;
            rates.key(&key.id)?;
            caller(&key, access).map(Some)
        }
    }
}

fn known(keyring: &Keyring, request: &ServiceRequest) -> Result<Key, ApiError> {
    let now = crate::clock::moment().map_err(|_| ApiError::KeyExpired)?;
    keyring.open_with(&token(request)?, now)
}

fn caller(key: &Key, access: &policy::Row) -> Result<Caller, ApiError> {
    Ok(Caller::of(key, for_role(access, key.role)?))
}

fn for_role(access: &policy::Row, role: Role) -> Result<Access, ApiError> {
    match policy::access(access, role) {
        Access::Denied => Err(ApiError::Role),
        access @ (Access::Own | Access::All) => Ok(access),
    }
}

/// The token of `Authorization: Bearer …`; the scheme's name is read in any case (RFC 9110, 11.1).
fn token(request: &ServiceRequest) -> Result<Token, ApiError> {
    let header = request.headers().get(AUTHORIZATION).ok_or(ApiError::KeyMissing)?;
    let (scheme, token) = header.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(ApiError::KeyRefused)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::KeyMissing);
    }
    Token::parse(token.trim()).map_err(|_| ApiError::KeyRefused)
}
