//! One table from error to status and stable code, and the problem that is answered (RFC 9457). An error without a row
//! here does not compile.

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use bole_engine::model::{Bilingual, DecisionId, EditionId, Invalid, ObjectionId};
use bole_engine::store::StoreError;
use bole_report::ReportError;

use crate::answer::refusal;
use crate::limits::{MAX_BODY_BYTES, MAX_IMPORT_BYTES, MAX_QUERY_CHARS};
use crate::mask::told;

/// How long a caller should wait before trying again, in seconds.
const RETRY_SECONDS: &str = "1";

/// How a caller shows a key (RFC 6750).
const CHALLENGE: &str = "Bearer realm=\"bole\"";

/// What can go wrong with a request. All but the last two are the caller's to repair.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// No key was shown.
    #[error("no key; send `Authorization: Bearer bole_…`")]
    KeyMissing,
    /// What was shown opens nothing. Whether there is such a key is not told.
    #[error("this key does not open; it is wrong, or was taken back")]
    KeyRefused,
    /// The key's time is over.
    #[error("this key has expired; ask for a new one")]
    KeyExpired,
    /// A browser's cookie came with something that the page did not ask for.
    #[error("a change by cookie needs the header `x-bole-page: 1` and the origin of the page itself")]
    NotThePage,
    /// The key's role may not do this at all.
    #[error("the role of this key may not do this")]
    Role,
    /// The key, or the address of a stranger, asks too often; how many seconds to wait.
    #[error("too many requests; try again in {0} s")]
    TooMany(u64),
    /// More requests are being answered than there is room for.
    #[error("the service is busy; try again in a moment")]
    Overloaded,
    /// The body does not come.
    #[error("the body did not arrive in time")]
    BodyTooSlow,
    /// The body is not JSON.
    #[error("the body is not JSON: {0}")]
    Malformed(String),
    /// A field of the body cannot be taken.
    #[error("{0}")]
    Field(Invalid),
    /// A parameter of the query string cannot be taken.
    #[error("{0}")]
    Query(Invalid),
    /// A part of the path is no id.
    #[error("{0}")]
    Path(Invalid),
    /// The body is too long.
    #[error("the body has more than {MAX_BODY_BYTES} bytes")]
    BodyTooLarge,
    /// The query string is too long.
    #[error("the query string has more than {MAX_QUERY_CHARS} characters")]
    QueryTooLong,
    /// The body is something else than JSON.
    #[error("the body is {0}; only application/json is taken")]
    MediaType(String),
    /// An import is too long.
    #[error("the import has more than {MAX_IMPORT_BYTES} bytes; part it")]
    ImportTooLarge,
    /// An import is in no known format.
    #[error(
        "the format of {0:?} is not known; say format=csv, xlsx, json, ndjson or yaml, or file=NAME with such an ending"
    )]
    ImportFormat(String),
    /// A body ended before its end.
    #[error("the body broke off: {0}")]
    BrokenOff(String),
    /// So many tasks wait already.
    #[error("{0} tasks wait already; try again when some are done")]
    TasksFull(u64),
    /// There is no folder for what is sent.
    #[error("this server keeps no uploads: it was started without --data")]
    NoUploads,
    /// Another server on the same database has the file.
    #[error("the rejected rows are with the server that took the import")]
    Elsewhere,
    /// A decision cannot be judged again: something else is loaded than what it was judged by.
    #[error("the {what} that judged ({recorded}) is not loaded; open the records with it to judge again")]
    NotAtHand {
        /// Edition, method or vocabulary.
        what: &'static str,
        /// Its id or hash.
        recorded: String,
    },
    /// Somebody objected to a decision, and nobody has reviewed that yet.
    #[error("an objection to {0} waits for its review")]
    UnderObjection(DecisionId),
    /// An objection has its answer.
    #[error("objection {0} was reviewed already")]
    Reviewed(ObjectionId),
    /// An edition that is published never changes.
    #[error("edition {0} is published: it never changes; compile a new draft")]
    Published(EditionId),
    /// A draft with proposals that nobody has looked at.
    #[error("{waiting} proposed changes of {edition} wait for review; accept or drop them first")]
    Unreviewed {
        /// Which draft.
        edition: EditionId,
        /// How many.
        waiting: usize,
    },
    /// There is such an edition already.
    #[error("there is an edition {0} already")]
    EditionExists(EditionId),
    /// Somebody stopped the work.
    #[error("the work was stopped")]
    Stopped,
    /// A report cannot be written: a font is missing, most of the time.
    #[error("the report cannot be written: {0}")]
    Report(String),
    /// No such address.
    #[error("no such address; /docs/ lists what there is")]
    Route,
    /// The address does not take this method.
    #[error("this address takes {0} only")]
    Method(&'static str),
    /// No such thing in the catalog or the store.
    #[error("no {kind} has the id {id:?}")]
    Unknown {
        /// What was looked for.
        kind: Kind,
        /// By which id.
        id: String,
    },
    /// Somebody else wrote first.
    #[error("{0}; read it again")]
    Conflict(StoreError),
    /// A record refers to one that is not there, or others refer to it.
    #[error("{0}")]
    Reference(StoreError),
    /// A person was erased: nothing is written about them again.
    #[error("{0}; who comes back gets a new id")]
    Erased(StoreError),
    /// The store is busy or does not answer; trying again can help. What it said stays in the log.
    #[error("the store does not answer; try again in a moment")]
    Unavailable(StoreError),
    /// The disk is full. What was acknowledged is safe.
    #[error("the store has no room left; reading goes on")]
    Full(StoreError),
    /// The store failed. What it said stays in the log.
    #[error("the store failed; the log knows more")]
    Store(StoreError),
    /// The text index is being made from the store.
    #[error("the text index is being made; try again in a moment")]
    Building,
    /// Work was given up, e.g. at shutdown.
    #[error("the work was given up; try again")]
    GivenUp,
}

/// What can be looked for by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A chain of the catalog.
    Chain,
    /// A person's consent to an organisation.
    Consent,
    /// A recorded ranking or classification.
    Decision,
    /// A person's objection.
    Objection,
    /// An entry of the edition.
    Entry,
    /// A key to the service.
    Key,
    /// An order of the store.
    Order,
    /// An organisation of the store.
    Organisation,
    /// A college's programme.
    Programme,
    /// A class that enterprises ordered.
    Cohort,
    /// What became of a person.
    Outcome,
    /// A profile of the store.
    Profile,
    /// Long work.
    Task,
    /// What a task made.
    Result,
    /// An edition of the store.
    Edition,
    /// The map of an edition.
    Map,
    /// A node of a map.
    Node,
    /// A proposed change of a draft.
    Proposal,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Chain => "chain",
            Self::Consent => "consent",
            Self::Decision => "decision",
            Self::Objection => "objection",
            Self::Entry => "entry",
            Self::Key => "key",
            Self::Order => "order",
            Self::Organisation => "organisation",
            Self::Programme => "programme",
            Self::Cohort => "cohort",
            Self::Outcome => "outcome",
            Self::Profile => "profile",
            Self::Task => "task",
            Self::Result => "result",
            Self::Edition => "edition",
            Self::Map => "map",
            Self::Node => "node",
            Self::Proposal => "proposal",
        })
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Conflict(error),
            StoreError::Reference { .. } => Self::Reference(error),
            StoreError::Erased { .. } => Self::Erased(error),
            StoreError::Nul { kind, id } => {
                Self::Field(Invalid::new(kind.as_str(), id, "texts without the character NUL (U+0000)"))
            }
            StoreError::Locked | StoreError::Unreachable(_) | StoreError::Busy(_) => Self::Unavailable(error),
            StoreError::Full => Self::Full(error),
            StoreError::Missing(_)
            | StoreError::Files(_)
            | StoreError::Column { .. }
            | StoreError::Damaged { .. }
            | StoreError::Newer(_)
            | StoreError::Older(_)
            | StoreError::Dump(_)
            | StoreError::Database(_)
            | StoreError::Disk { .. } => Self::Store(error),
        }
    }
}

impl From<ReportError> for ApiError {
    fn from(error: ReportError) -> Self {
        Self::Report(error.to_string())
    }
}

impl ApiError {
    /// Nothing has this id.
    pub fn unknown(kind: Kind, id: impl ToString) -> Self {
        Self::Unknown { kind, id: id.to_string() }
    }

    /// The table.
    #[must_use]
    pub const fn row(&self) -> (StatusCode, &'static str) {
        match self {
            Self::KeyMissing => (StatusCode::UNAUTHORIZED, "key_missing"),
            Self::KeyRefused => (StatusCode::UNAUTHORIZED, "key_refused"),
            Self::KeyExpired => (StatusCode::UNAUTHORIZED, "key_expired"),
            Self::NotThePage => (StatusCode::FORBIDDEN, "not_the_page"),
            Self::Role => (StatusCode::FORBIDDEN, "role_not_allowed"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            Self::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "overloaded"),
            Self::BodyTooSlow => (StatusCode::REQUEST_TIMEOUT, "body_too_slow"),
            Self::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed_json"),
            Self::Field(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_field"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "invalid_query"),
            Self::Path(_) => (StatusCode::BAD_REQUEST, "invalid_path"),
            Self::BodyTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            Self::QueryTooLong => (StatusCode::URI_TOO_LONG, "query_too_long"),
            Self::MediaType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"),
            Self::Route => (StatusCode::NOT_FOUND, "route_not_found"),
            Self::Method(_) => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::NotAtHand { .. } => (StatusCode::CONFLICT, "method_not_at_hand"),
            Self::UnderObjection(_) => (StatusCode::CONFLICT, "under_objection"),
            Self::Reviewed(_) => (StatusCode::CONFLICT, "already_reviewed"),
            Self::Published(_) => (StatusCode::CONFLICT, "edition_published"),
            Self::Unreviewed { .. } => (StatusCode::CONFLICT, "changes_not_reviewed"),
            Self::EditionExists(_) => (StatusCode::CONFLICT, "edition_exists"),
            Self::Stopped => (StatusCode::CONFLICT, "work_stopped"),
            Self::Report(_) => (StatusCode::CONFLICT, "report_not_written"),
            Self::Unknown { kind: Kind::Chain, .. } => (StatusCode::NOT_FOUND, "chain_not_found"),
            Self::Unknown { kind: Kind::Consent, .. } => (StatusCode::NOT_FOUND, "consent_not_found"),
            Self::Unknown { kind: Kind::Decision, .. } => (StatusCode::NOT_FOUND, "decision_not_found"),
            Self::Unknown { kind: Kind::Objection, .. } => (StatusCode::NOT_FOUND, "objection_not_found"),
            Self::Unknown { kind: Kind::Entry, .. } => (StatusCode::NOT_FOUND, "entry_not_found"),
            Self::Unknown { kind: Kind::Key, .. } => (StatusCode::NOT_FOUND, "key_not_found"),
            Self::Unknown { kind: Kind::Order, .. } => (StatusCode::NOT_FOUND, "order_not_found"),
            Self::Unknown { kind: Kind::Organisation, .. } => (StatusCode::NOT_FOUND, "organisation_not_found"),
            Self::Unknown { kind: Kind::Programme, .. } => (StatusCode::NOT_FOUND, "programme_not_found"),
            Self::Unknown { kind: Kind::Cohort, .. } => (StatusCode::NOT_FOUND, "cohort_not_found"),
            Self::Unknown { kind: Kind::Outcome, .. } => (StatusCode::NOT_FOUND, "outcome_not_found"),
            Self::Unknown { kind: Kind::Profile, .. } => (StatusCode::NOT_FOUND, "profile_not_found"),
            Self::Unknown { kind: Kind::Task, .. } => (StatusCode::NOT_FOUND, "task_not_found"),
            Self::Unknown { kind: Kind::Result, .. } => (StatusCode::NOT_FOUND, "result_not_found"),
            Self::Unknown { kind: Kind::Edition, .. } => (StatusCode::NOT_FOUND, "edition_not_found"),
            Self::Unknown { kind: Kind::Map, .. } => (StatusCode::NOT_FOUND, "map_not_found"),
            Self::Unknown { kind: Kind::Node, .. } => (StatusCode::NOT_FOUND, "node_not_found"),
            Self::Unknown { kind: Kind::Proposal, .. } => (StatusCode::NOT_FOUND, "proposal_not_found"),
            Self::ImportTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "import_too_large"),
            Self::ImportFormat(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unknown_format"),
            Self::BrokenOff(_) => (StatusCode::BAD_REQUEST, "body_broken_off"),
            Self::TasksFull(_) => (StatusCode::SERVICE_UNAVAILABLE, "too_many_tasks"),
            Self::NoUploads => (StatusCode::SERVICE_UNAVAILABLE, "no_uploads"),
            Self::Elsewhere => (StatusCode::MISDIRECTED_REQUEST, "task_elsewhere"),
            Self::Conflict(_) => (StatusCode::PRECONDITION_FAILED, "version_conflict"),
            Self::Reference(_) => (StatusCode::CONFLICT, "reference_broken"),
            Self::Erased(_) => (StatusCode::CONFLICT, "erased"),
            Self::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "store_unavailable"),
            Self::Full(_) => (StatusCode::INSUFFICIENT_STORAGE, "store_full"),
            Self::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, "store_failed"),
            Self::Building => (StatusCode::SERVICE_UNAVAILABLE, "index_building"),
            Self::GivenUp => (StatusCode::SERVICE_UNAVAILABLE, "given_up"),
        }
    }

    fn invalid(&self) -> Option<&Invalid> {
        match self {
            Self::Field(invalid) | Self::Query(invalid) | Self::Path(invalid) => Some(invalid),
            Self::KeyMissing
            | Self::KeyRefused
            | Self::KeyExpired
            | Self::NotThePage
            | Self::Role
            | Self::TooMany(_)
            | Self::Overloaded
            | Self::BodyTooSlow
            | Self::Malformed(_)
            | Self::BodyTooLarge
            | Self::QueryTooLong
            | Self::MediaType(_)
            | Self::ImportTooLarge
            | Self::ImportFormat(_)
            | Self::BrokenOff(_)
            | Self::TasksFull(_)
            | Self::NoUploads
            | Self::Elsewhere
            | Self::NotAtHand { .. }
            | Self::UnderObjection(_)
            | Self::Reviewed(_)
            | Self::Published(_)
            | Self::Unreviewed { .. }
            | Self::EditionExists(_)
            | Self::Stopped
            | Self::Report(_)
            | Self::Route
            | Self::Method(_)
            | Self::Unknown { .. }
            | Self::Conflict(_)
            | Self::Reference(_)
            | Self::Erased(_)
            | Self::Unavailable(_)
            | Self::Full(_)
            | Self::Store(_)
            | Self::Building
            | Self::GivenUp => None,
        }
    }

    /// The problem as it is answered.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let (status, code) = self.row();
        let title = status.canonical_reason().unwrap_or_default();
        let errors = self.invalid().map(FieldError::from).into_iter().collect();
        let detail = told(&self.to_string()).into_owned();
        Problem {
            kind: "about:blank".into(),
            title: title.into(),
            status: status.as_u16(),
            words: refusal(&detail),
            detail,
            code: code.into(),
            errors,
        }
    }
}

/// A problem, RFC 9457.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Problem {
    /// Always `about:blank`: `code` tells problems apart.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// A sentence about this case, in English.
    pub detail: String,
    /// The same for people, in their language.
    pub words: Bilingual,
    /// The stable code, e.g. `entry_not_found`.
    pub code: String,
    /// The values that were refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A refused value.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct FieldError {
    /// Where: `order.demand.requirements[2].hardness`.
    pub field: String,
    /// What stood there.
    pub value: String,
    /// What may stand there, in English.
    pub allowed: String,
    /// The same for people, in their language.
    pub words: Bilingual,
}

impl From<&Invalid> for FieldError {
    fn from(invalid: &Invalid) -> Self {
        // What was sent is told again here and in `detail` only; a personal number in it is not.
        let tell = |text: &str| told(text).into_owned();
        let allowed = tell(&invalid.allowed);
        Self { field: tell(&invalid.field), value: tell(&invalid.value), words: refusal(&allowed), allowed }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.row().0
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Store(cause) | Self::Unavailable(cause) | Self::Full(cause) = self {
            tracing::error!(%cause, "the store failed");
        }
        let mut answer = HttpResponse::build(self.status_code());
        if matches!(self, Self::Unavailable(_) | Self::Building | Self::GivenUp | Self::TasksFull(_) | Self::Overloaded)
        {
            answer.insert_header((RETRY_AFTER, RETRY_SECONDS));
        }
        if let Self::TooMany(seconds) = self {
            answer.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            answer.insert_header((WWW_AUTHENTICATE, CHALLENGE));
        }
        answer.insert_header((CONTENT_TYPE, "application/problem+json"));
        if let Self::Method(allowed) = self {
            answer.insert_header((ALLOW, *allowed));
        }
        answer.body(serde_json::to_vec(&self.problem()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_stable_and_told_apart() {
        let kinds = [Kind::Chain, Kind::Entry, Kind::Key, Kind::Order, Kind::Profile, Kind::Task];
        let codes: std::collections::BTreeSet<_> = kinds.map(|kind| ApiError::unknown(kind, "x").row().1).into();
        assert_eq!(codes.len(), kinds.len());
        assert_eq!(ApiError::unknown(Kind::Entry, "x").problem().code, "entry_not_found");
    }

    #[test]
    fn a_refused_value_is_named_in_the_problem() {
        let problem = ApiError::Field(Invalid::new("top", 0, "1 to 100")).problem();
        assert_eq!((problem.status, problem.errors[0].field.as_str()), (422, "top"));
        assert!(problem.detail.contains("1 to 100"));
        assert_eq!(
            (problem.errors[0].words.zh.as_str(), problem.errors[0].words.en.as_str()),
            ("1 至 100", "1 to 100")
        );
        assert_eq!(
            (problem.words.zh.as_str(), &problem.words.en),
            ("top：\"0\" 不可用；可用：1 至 100", &problem.detail)
        );
    }

    #[test]
    fn a_personal_number_is_not_told_again() {
        let number = "11010519491231002X";
        let told = [
            ApiError::Field(Invalid::new(number, number, format!("not {number}"))),
            ApiError::unknown(Kind::Profile, number),
            ApiError::Malformed(format!("unknown field {number}")),
            ApiError::MediaType(number.into()),
        ];
        for error in told {
            let told = serde_json::to_string(&error.problem()).unwrap();
            assert!(!told.contains(number) && told.contains("****"), "{told}");
        }
    }

    #[test]
    fn what_the_disk_said_stays_inside() {
        let cause = StoreError::Missing("/secret/place".into());
        assert!(!ApiError::from(cause).problem().detail.contains("secret"));
    }
}
