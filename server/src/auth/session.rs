//! Sessions of the page. A key is shown once; what the browser keeps is a sealed cookie that names the key, never its
//! secret. Every request looks the key up again, so that one taken back opens nothing from then on. Sealing is the `cookie`
//! crate's (AES-256-GCM); servers that share a secret read each other's cookies.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, CookieJar, Key as Seal, SameSite};
use bole_engine::model::{KeyId, Moment, OrganisationId, Role};

use super::token::random;
use crate::config::Secret;

/// Minutes without a request after which a session ends.
pub const IDLE_MINUTES: u32 = 30;
/// Hours after which it ends in any case: a working day.
pub const WHOLE_HOURS: u32 = 10;
/// Seconds after which a request renews the cookie; not each one, since screens ask several things at once.
const RENEW_SECONDS: i64 = 60;
/// What the cookie is called. The prefix makes browsers refuse one that was set for a wider domain or without TLS.
const NAMES: [&str; 2] = ["bole_session", "__Host-bole_session"];

const fn millis(seconds: i64) -> i64 {
    seconds * 1000
}

/// Who a session is of.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The holder of a key.
    Key(KeyId),
    /// Where the doors stand open: somebody of this role and organisation.
    Face(Role, OrganisationId),
}

/// A session as it is sealed into the cookie. Times in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    id: String,
    /// Whose.
    pub who: Who,
    begun: i64,
    seen: i64,
}

impl Session {
    /// When it ends if nothing is asked meanwhile.
    fn idle_end(&self) -> i64 {
        (self.seen + millis(i64::from(IDLE_MINUTES) * 60)).min(self.end())
    }

    /// When it ends in any case.
    const fn end(&self) -> i64 {
        self.begun + millis(WHOLE_HOURS as i64 * 3600)
    }

    /// When it ends if nothing is asked from `now` on.
    #[must_use]
    pub fn expires(&self, now: Moment) -> Option<Moment> {
        Moment::from_millis(Self { seen: now.millis(), ..self.clone() }.idle_end()).ok()
    }

    /// When it ends in any case.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        Moment::from_millis(self.end()).ok()
    }

    /// The same, as seen now, where it was long enough not to be.
    #[must_use]
    pub fn renewed(&self, now: Moment) -> Option<Self> {
        (now.millis() - self.seen >= millis(RENEW_SECONDS)).then(|| Self { seen: now.millis(), ..self.clone() })
    }
}

/// Seals sessions and reads them back.
pub struct Sessions {
    seal: Seal,
    /// Whether callers come by TLS: browsers then send the cookie by nothing else.
    secure: bool,
    /// Sessions that were ended before their time, until when they would have lasted.
    ended: Mutex<BTreeMap<String, i64>>,
}

impl Sessions {
    /// With the secret of the settings, or one of its own that a restart forgets.
    ///
    /// # Errors
    /// What the system says when it has no randomness.
    pub fn new(secret: Option<&Secret>, secure: bool) -> Result<Self, getrandom::Error> {
        let seal = match secret {
            Some(secret) => Seal::derive_from(secret.bytes()),
            None => Seal::try_generate().ok_or(getrandom::Error::UNEXPECTED)?,
        };
        Ok(Self { seal, secure, ended: Mutex::default() })
    }

    /// A new one.
    ///
    /// # Errors
    /// What the system says when it has no randomness.
    pub fn begin(&self, who: Who, now: Moment) -> Result<Session, getrandom::Error> {
        Ok(Session { id: random::<16>()?, who, begun: now.millis(), seen: now.millis() })
    }

    /// The session of a request's cookie: none without one, or where it is no session that goes on.
    pub fn of(&self, request: &HttpRequest, now: Moment) -> Option<Session> {
        let shown = request.cookie(self.name())?;
        let mut jar = CookieJar::new();
        jar.add_original(shown);
        let opened = jar.private(&self.seal).get(self.name())?;
        let session: Session = serde_json::from_str(opened.value()).ok()?;
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&session.id);
        (!ended && now.millis() < session.idle_end()).then_some(session)
    }

    /// The cookie of a session.
    #[must_use]
    pub fn cookie(&self, session: &Session, now: Moment) -> Cookie<'static> {
        let text = serde_json::to_string(session).unwrap_or_default();
        let mut jar = CookieJar::new();
        jar.private_mut(&self.seal).add(self.built(text));
        let left = (session.idle_end() - now.millis()) / 1000;
        let sealed = jar.get(self.name()).map_or("", Cookie::value).to_owned();
        let mut cookie = self.built(sealed);
        cookie.set_max_age(Duration::seconds(left));
        cookie
    }

    /// Ends a session; on this server at once, on others that share its secret when it has been idle long enough.
    pub fn end(&self, session: &Session, now: Moment) {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        ended.retain(|_, end| *end > now.millis());
        ended.insert(session.id.clone(), session.end());
    }

    /// What takes the cookie away again.
    #[must_use]
    pub fn removal(&self) -> Cookie<'static> {
        let mut cookie = self.built(String::new());
        cookie.make_removal();
        cookie
    }

    const fn name(&self) -> &'static str {
        NAMES[self.secure as usize]
    }

    fn built(&self, value: String) -> Cookie<'static> {
        let cookie = Cookie::build(self.name(), value).path("/").http_only(true).same_site(SameSite::Strict);
        cookie.secure(self.secure).finish()
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(minutes: i64) -> Moment {
        Moment::from_millis(1_800_000_000_000 + minutes * MINUTE).unwrap()
    }

    fn sessions() -> Sessions {
        Sessions::new(None, false).unwrap()
    }

    fn begun(sessions: &Sessions) -> Session {
        sessions.begin(Who::Key(KeyId::new("K-1").unwrap()), at(0)).unwrap()
    }

    fn asking(cookie: Cookie<'static>) -> HttpRequest {
        TestRequest::default().cookie(cookie).to_http_request()
    }

    #[test]
    fn a_session_is_read_back_by_who_sealed_it_and_by_nobody_else() {
        let sessions = sessions();
        let session = begun(&sessions);
        let request = asking(sessions.cookie(&session, at(0)));
        assert_eq!(sessions.of(&request, at(1)), Some(session));
        assert_eq!(self::sessions().of(&request, at(1)), None);
        let secret = Secret::new("0123456789abcdef0123456789abcdef").unwrap();
        let servers = [(); 2].map(|()| Sessions::new(Some(&secret), false).unwrap());
        let shared = begun(&servers[0]);
        assert_eq!(servers[1].of(&asking(servers[0].cookie(&shared, at(0))), at(1)), Some(shared));
    }

    #[test]
    fn a_cookie_that_was_changed_opens_nothing() {
        let sessions = sessions();
        let mut cookie = sessions.cookie(&begun(&sessions), at(0));
        let value = cookie.value().to_owned();
        let other = if value.ends_with("A=") { "B=" } else { "A=" };
        cookie.set_value(format!("{}{other}", &value[..value.len() - 2]));
        assert_eq!(sessions.of(&asking(cookie), at(0)), None);
        let plain = serde_json::to_string(&begun(&sessions)).unwrap();
        assert_eq!(sessions.of(&asking(Cookie::new(NAMES[0], plain)), at(0)), None);
    }

    #[test]
    fn a_session_ends_when_it_was_idle_and_after_a_working_day() {
        let sessions = sessions();
        let (idle, whole) = (i64::from(IDLE_MINUTES), i64::from(WHOLE_HOURS) * 60);
        let mut session = begun(&sessions);
        let goes_on = |session: &Session, minute| sessions.of(&asking(sessions.cookie(session, at(0))), at(minute));
        assert!(goes_on(&session, idle - 1).is_some() && goes_on(&session, idle).is_none());
        assert_eq!(session.renewed(at(0)), None);
        let mut minute = 0;
        while minute + idle - 1 < whole {
            minute += idle - 1;
            session = goes_on(&session, minute).and_then(|session| session.renewed(at(minute))).unwrap();
        }
        assert!(goes_on(&session, whole - 1).is_some() && goes_on(&session, whole).is_none());
        assert_eq!(session.expires(at(whole - 1)), session.ends());
    }

    #[test]
    fn who_signs_out_is_out() {
        let sessions = sessions();
        let (one, other) = (begun(&sessions), begun(&sessions));
        sessions.end(&one, at(1));
        assert_eq!(sessions.of(&asking(sessions.cookie(&one, at(1))), at(1)), None);
        assert_eq!(sessions.of(&asking(sessions.cookie(&other, at(1))), at(1)), Some(other));
    }

    #[test]
    fn scripts_and_other_sites_do_not_get_the_cookie() {
        for secure in [false, true] {
            let sessions = Sessions::new(None, secure).unwrap();
            let cookie = sessions.cookie(&begun(&sessions), at(0));
            assert_eq!((cookie.http_only(), cookie.same_site()), (Some(true), Some(SameSite::Strict)));
            assert_eq!((cookie.secure(), cookie.path(), cookie.domain()), (Some(secure), Some("/"), None));
            assert_eq!(cookie.name().starts_with("__Host-"), secure);
            assert_eq!(cookie.max_age(), Some(Duration::minutes(i64::from(IDLE_MINUTES))));
            assert!(!cookie.value().contains("K-1"));
        }
    }
}
