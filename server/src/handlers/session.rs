//! Sessions of the page: begun with a key, told, ended. Where the doors stand open nobody has a key; there a session tells
//! whose face the demonstration is looked at with.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use bole_engine::model::{Bilingual, Invalid, Moment, Organisation, OrganisationId, Role};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use crate::auth::session::{IDLE_MINUTES, Session, WHOLE_HOURS, Who};
use crate::auth::token::Token;
use crate::auth::{Caller, Doors, Sessions, origin};
use crate::error::{ApiError, Problem};
use crate::extract::Body;
use crate::service::Service;

/// That the page itself asks; another site is refused.
#[derive(Debug, Clone, Copy, IntoParams)]
#[into_params(parameter_in = Header)]
pub(crate) struct FromThePage {
    /// Always `1`: what a script of another site may not send.
    #[param(rename = "x-bole-page", value_type = String, pattern = "^1$")]
    #[expect(dead_code, reason = "that it is there is all it says")]
    marked: (),
}

impl FromRequest for FromThePage {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(origin::own(request.method(), request.headers()).map(|()| Self { marked: () }))
    }
}

/// Who signs in: by `key`; in the demonstration, which has no keys, as `role` of an `organisation`.
#[derive(serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// A token, as `bole key create` shows it.
    key: Option<String>,
    /// In the demonstration: whose face to show.
    role: Option<Role>,
    /// In the demonstration: of which organisation.
    organisation: Option<OrganisationId>,
}

/// Who is signed in.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Holder {
    /// The role.
    role: Role,
    /// The organisation.
    organisation: OrganisationId,
    /// Its name, where it is known.
    name: Option<Bilingual>,
    /// When the session ends if nothing is asked meanwhile; none where it does not.
    expires: Option<Moment>,
    /// When it ends in any case.
    ends: Option<Moment>,
}

/// The session.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct SessionAnswer {
    /// Whether the doors stand open: the demonstration, which needs no key.
    open: bool,
    /// Who is signed in; none where nobody is.
    holder: Option<Holder>,
    /// Minutes without a request after which a session ends.
    idle_minutes: u32,
    /// Hours after which it ends in any case.
    whole_hours: u32,
}

/// Tells who is signed in.
#[utoipa::path(get, path = "/v1/session", tag = "keys", responses((status = 200, body = SessionAnswer)))]
pub(crate) async fn read(
    service: Data<Service>,
    doors: Data<Doors>,
    sessions: Data<Sessions>,
    request: HttpRequest,
) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    told(&service, &doors, sessions.of(&request, now), now).await
}

/// Signs in and sets the cookie of the session. What changes something by this cookie needs the header `x-bole-page: 1`.
#[utoipa::path(post, path = "/v1/session", tag = "keys", params(FromThePage), request_body = SignIn, responses(
    (status = 200, body = SessionAnswer, headers(("set-cookie" = String, description = "The session"))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn begin(
    service: Data<Service>,
    doors: Data<Doors>,
    sessions: Data<Sessions>,
    request: HttpRequest,
    _: FromThePage,
    Body(asked): Body<SignIn>,
) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    let session = sessions.begin(who(&doors, asked, &request, now)?, now).map_err(|_| ApiError::GivenUp)?;
    let cookie = sessions.cookie(&session, now);
    let mut answer = told(&service, &doors, Some(session), now).await?;
    answer.add_cookie(&cookie).map_err(|_| ApiError::GivenUp)?;
    Ok(answer)
}

/// Signs out: the session is over, and the cookie goes.
#[utoipa::path(delete, path = "/v1/session", tag = "keys", params(FromThePage), responses(
    (status = 204, description = "Signed out"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn end(sessions: Data<Sessions>, request: HttpRequest, _: FromThePage) -> Answer {
    let now = crate::clock::moment().map_err(ApiError::Field)?;
    if let Some(session) = sessions.of(&request, now) {
        sessions.end(&session, now);
    }
    Ok(HttpResponse::NoContent().cookie(sessions.removal()).finish())
}

/// Who it is that signs in. A wrong key counts against the address that it came from.
fn who(doors: &Doors, asked: SignIn, request: &HttpRequest, now: Moment) -> Result<Who, ApiError> {
    let SignIn { key, role, organisation } = asked;
    match (doors, key) {
        (Doors::Open, Some(_)) => Err(refused("key", "nothing: the demonstration has no keys")),
        (Doors::Open, None) => {
            let own = organisation.map_or_else(Caller::demo_organisation, Ok);
            Ok(Who::Face(role.unwrap_or(Role::Bureau), own.map_err(ApiError::Field)?))
        }
        (Doors::Keys(..), None) => Err(refused("key", "a token, as `bole key create` shows it")),
        (Doors::Keys(..), Some(_)) if role.is_some() || organisation.is_some() => {
            Err(refused("role", "nothing: the key tells role and organisation"))
        }
        (Doors::Keys(keyring, rates), Some(key)) => {
            let token = Token::parse(key.trim()).map_err(|_| ApiError::KeyRefused);
            let opened = token.and_then(|token| keyring.open_with(&token, now)).or_else(|refusal| {
                request.peer_addr().map_or(Ok(()), |peer| rates.stranger(peer.ip())).and(Err(refusal))
            })?;
            rates.key(&opened.id)?;
            Ok(Who::Key(opened.id))
        }
    }
}

fn refused(field: &'static str, allowed: &'static str) -> ApiError {
    // What was sent may be a secret: it is not repeated.
    ApiError::Field(Invalid::new(field, "", allowed))
}

async fn told(service: &Service, doors: &Doors, session: Option<Session>, now: Moment) -> Answer {
    let open = matches!(doors, Doors::Open);
    let holder = match shown(doors, session.as_ref(), now)? {
        None => None,
        Some((role, organisation)) => {
            let known = service.store.find::<Organisation>(organisation.as_str()).await?;
            let name = known.map(|stored| stored.record.name);
            let session = session.as_ref();
            let expires = session.and_then(|session| session.expires(now));
            Some(Holder { role, organisation, name, expires, ends: session.and_then(Session::ends) })
        }
    };
    let answer = SessionAnswer { open, holder, idle_minutes: IDLE_MINUTES, whole_hours: WHOLE_HOURS };
    Ok(HttpResponse::Ok().json(answer))
}

/// Role and organisation of a session, as they are now; in the demonstration everybody has some.
fn shown(doors: &Doors, session: Option<&Session>, now: Moment) -> Result<Option<(Role, OrganisationId)>, ApiError> {
    match (doors, session.map(|session| &session.who)) {
        (Doors::Open, Some(Who::Face(role, organisation))) => Ok(Some((*role, organisation.clone()))),
        (Doors::Open, Some(Who::Key(_)) | None) => {
            Ok(Some((Role::Bureau, Caller::demo_organisation().map_err(ApiError::Field)?)))
        }
        (Doors::Keys(keyring, _), Some(Who::Key(id))) => {
            Ok(keyring.still(id, now).ok().map(|key| (key.role, key.organisation)))
        }
        (Doors::Keys(..), Some(Who::Face(..)) | None) => Ok(None),
    }
}
