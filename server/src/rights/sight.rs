//! Who sees how much of a person.

use bole_engine::model::{EnterpriseConsent, Moment, Profile, Role};
use bole_engine::store::{Store, StoreError};

use crate::auth::Caller;
use crate::consents::consent_id;

/// How much of a record is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// All of it; each look is noted in the audit log.
    Whole,
    /// As outsiders see it.
    Masked,
    /// Nothing: it is told like a record that is not there.
    Nothing,
}

/// What a caller sees of a person. The consent is read from the store: a withdrawal holds at once.
pub(crate) async fn sight(
    caller: &Caller,
    profile: &Profile,
    store: &dyn Store,
    now: Moment,
) -> Result<Sight, StoreError> {
    match caller.role {
        Role::Bureau | Role::Service => Ok(Sight::Whole),
        Role::Auditor => Ok(Sight::Masked),
        Role::College => Ok(Sight::Nothing),
        Role::Enterprise if !profile.consent.visible => Ok(Sight::Nothing),
        Role::Enterprise => {
            let Ok(id) = consent_id(&profile.id, &caller.organisation) else { return Ok(Sight::Masked) };
            let consent = store.find::<EnterpriseConsent>(id.as_str()).await?;
            let holds = consent.is_some_and(|consent| consent.record.holds_at(now));
            Ok(if holds { Sight::Whole } else { Sight::Masked })
        }
    }
}
