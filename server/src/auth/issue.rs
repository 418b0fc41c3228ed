//! Keys are made and taken back here, for the command line and for HTTP alike.

use bole_engine::model::{
    Bilingual, Invalid, Key, KeyId, KeyState, Moment, Organisation, OrganisationId, OrganisationKind, Role,
};
use bole_engine::store::{Audit, Batch, Expected, Kind, Put, Store, StoreError};

use super::token::Token;

/// A key that is wanted.
#[derive(Debug, Clone)]
pub struct Wish {
    /// What its holder is.
    pub role: Role,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The organisation's name, where it is not known yet; its id when absent.
    pub name: Option<String>,
    /// What it is for; the role's word when absent.
    pub label: Option<String>,
    /// From when it no longer opens.
    pub expires: Option<Moment>,
}

/// Who makes or takes back a key.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// A key's id, or `operator`.
    pub by: String,
    /// The organisation of that key.
    pub organisation: Option<OrganisationId>,
}

/// Why a key was not made.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// Something about the key cannot be.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gave no randomness.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
}

/// A key as it is shown: without the hash of its secret, which is nobody's business.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct KeyAnswer {
    /// Its id.
    pub id: KeyId,
    /// What its holder is.
    pub role: Role,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is for.
    pub label: String,
    /// Whether it opens now.
    pub state: KeyState,
    /// When it was made.
    pub created: Moment,
    /// From when it no longer opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Moment>,
    /// When it last opened, to ten minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<Moment>,
}

impl KeyAnswer {
    /// A key as it stands now.
    #[must_use]
    pub fn new(key: Key, now: Moment) -> Self {
        let state = key.state_at(now);
        let Key { id, role, organisation, label, hash: _, created, expires, revoked, last_used } = key;
        Self { id, role, organisation, label, state, created, expires, revoked, last_used }
    }
}

/// What kind of organisation may hold a role.
const fn holder(role: Role) -> OrganisationKind {
    match role {
        Role::Enterprise => OrganisationKind::Enterprise,
        Role::College => OrganisationKind::College,
        Role::Bureau | Role::Auditor | Role::Service => OrganisationKind::PublicBody,
    }
}

/// Makes a key. Only the hash of its secret is written; the token that is returned is the only one there will be.
///
/// # Errors
/// [`IssueError`].
pub async fn issue(store: &dyn Store, wish: Wish, issuer: &Issuer, now: Moment) -> Result<(Key, Token), IssueError> {
    let Wish { role, organisation, name, label, expires } = wish;
    let token = Token::fresh().map_err(IssueError::Random)?;
    let home = home(store, role, &organisation, name).await?;
    let key = Key {
        id: token.key.clone(),
        role,
        organisation,
        label: label.unwrap_or_else(|| role.to_string()),
        hash: token.hash().to_hex().to_string(),
        created: now,
        expires,
        revoked: None,
        last_used: None,
    };
    let key = key.checked()?;
    let told = serde_json::json!({ "role": role, "organisation": &key.organisation });
    let batch = Batch::new(&*issuer.by, now.millis())
        .with(Put::new(&home)?.expecting(Expected::KeepOld))
        .with(Put::new(&key)?.expecting(Expected::Absent))
        .noting(audit("key.create", &key.id, issuer).detail(told));
    store.write(batch).await?;
    Ok((key, token))
}

/// The organisation of a key: as it is known, or a new one of the role's kind.
async fn home(
    store: &dyn Store,
    role: Role,
    id: &OrganisationId,
    name: Option<String>,
) -> Result<Organisation, IssueError> {
    if let Some(known) = store.find::<Organisation>(id.as_str()).await? {
        if known.record.kind == holder(role) {
            return Ok(known.record);
        }
        return Err(Invalid::new("role", role, format!("a role that suits {id}, which is of another kind")).into());
    }
    let name = name.unwrap_or_else(|| id.to_string());
    let name = Bilingual::new(&name, &name).map_err(|e| e.within("name"))?;
    let (id, kind) = (id.clone(), holder(role));
    Ok(Organisation { id, kind, name, uscc: None, college: None, region: None, synthetic: false })
}

/// Takes a key back. One that was taken back before stays as it is; `None` when there is no such key.
///
/// # Errors
/// [`StoreError`].
pub async fn revoke(store: &dyn Store, id: &KeyId, issuer: &Issuer, now: Moment) -> Result<Option<Key>, StoreError> {
    let Some(found) = store.find::<Key>(id.as_str()).await? else { return Ok(None) };
    if found.record.revoked.is_some() {
        return Ok(Some(found.record));
    }
    let key = Key { revoked: Some(now), ..found.record };
    let put = Put::new(&key)?.expecting(Expected::Version(found.version));
    let batch = Batch::new(&*issuer.by, now.millis()).with(put).noting(audit("key.revoke", id, issuer));
    match store.write(batch).await {
        // The only other writer of keys notes when they were used; after it there is nobody in the way.
        Err(StoreError::Conflict { .. }) => Box::pin(revoke(store, id, issuer, now)).await,
        written => written.map(|_| Some(key)),
    }
}

fn audit(action: &'static str, id: &KeyId, issuer: &Issuer) -> Audit {
    Audit::on(action, Kind::Key, id).of(issuer.organisation.as_ref().map(OrganisationId::as_str))
}
