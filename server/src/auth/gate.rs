//! The gate in front of every address. It stands at each address by itself (`routes::at`), so that no way of writing a
//! path leads around it: what the router finds has passed here with its own pattern.

use actix_web::body::BoxBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, ResponseError};
use bole_engine::model::{Key, Moment, OrganisationId, Role};

use super::policy::{self, Access, Rule};
use super::session::{Session, Who};
use super::token::Token;
use super::{Caller, Doors, Keyring, Sessions, origin};
use crate::error::ApiError;

/// Who was let in.
#[derive(Default)]
struct Admitted {
    /// Who asks; `None` at an address that is open to all.
    caller: Option<Caller>,
    /// The cookie that lets a session go on.
    renewal: Option<Cookie<'static>>,
}

/// Lets a request through to its handler, or answers why not.
pub(crate) async fn pass(
    path: &'static str,
    allowed: &'static str,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match admitted(path, allowed, &request) {
        Ok(Admitted { caller, renewal }) => {
            caller.map(|caller| request.extensions_mut().insert(caller));
            let mut answer = next.call(request).await?;
            if let Some(cookie) = renewal {
                // A cookie that the answer sets itself stands; the name and value are sound, so that no other is refused.
                answer.response_mut().add_cookie(&cookie).unwrap_or_default();
            }
            Ok(answer)
        }
        Err(refusal) => Ok(request.into_response(refusal.error_response())),
    }
}

fn admitted(path: &str, allowed: &'static str, request: &ServiceRequest) -> Result<Admitted, ApiError> {
    let method = request.method().as_str();
    if !allowed.split(", ").any(|known| known == method) {
        return Err(ApiError::Method(allowed));
    }
    // An address that nobody wrote a row for is shut for everybody.
    let access = match policy::rule(method, path).ok_or(ApiError::Role)? {
        Rule::Open => return Ok(Admitted::default()),
        Rule::Roles(access) => access,
    };
    let now = crate::clock::moment().map_err(|_| ApiError::KeyExpired)?;
    let doors = request.app_data::<Data<Doors>>().ok_or(ApiError::KeyMissing)?;
    let sessions = request.app_data::<Data<Sessions>>().ok_or(ApiError::KeyMissing)?;
    let session = session(sessions, request, now)?;
    let caller = match doors.get_ref() {
        Doors::Open => {
            let (role, organisation) = face(session.as_ref())?;
            Caller::face(role, organisation, for_role(access, role)?).map_err(|_| ApiError::KeyMissing)?
        }
        Doors::Keys(keyring, rates) => {
            let key = known(keyring, session.as_ref(), request, now).or_else(|refusal| {
                request.peer_addr().map_or(Ok(()), |peer| rates.stranger(peer.ip())).and(Err(refusal))
            })?;
            rates.key(&key.id)?;
            caller(&key, access)?
        }
    };
    let renewed = session.and_then(|session| session.renewed(now));
    Ok(Admitted { caller: Some(caller), renewal: renewed.map(|session| sessions.cookie(&session, now)) })
}

/// The session of a request. A token counts before it; and what changes something must come from the page.
fn session(sessions: &Sessions, request: &ServiceRequest, now: Moment) -> Result<Option<Session>, ApiError> {
    let found = if request.headers().contains_key(AUTHORIZATION) { None } else { sessions.of(request.request(), now) };
    if found.is_some() {
        origin::own(request.method(), request.headers())?;
    }
    Ok(found)
}

/// Whose face the demonstration is looked at with: the bureau's, unless somebody chose another.
fn face(session: Option<&Session>) -> Result<(Role, OrganisationId), ApiError> {
    match session.map(|session| &session.who) {
        Some(Who::Face(role, organisation)) => Ok((*role, organisation.clone())),
        Some(Who::Key(_)) | None => Ok((Role::Bureau, Caller::demo_organisation().map_err(|_| ApiError::KeyMissing)?)),
    }
}

fn known(keyring: &Keyring, session: Option<&Session>, request: &ServiceRequest, now: Moment) -> Result<Key, ApiError> {
    match session.map(|session| &session.who) {
        Some(Who::Key(id)) => keyring.still(id, now),
        Some(Who::Face(..)) | None => keyring.open_with(&token(request)?, now),
    }
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
