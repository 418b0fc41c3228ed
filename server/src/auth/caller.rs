//! Who asks: a key, what its holder is, whose it is, and which rows the address shows them.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use bole_engine::model::{Invalid, Key, KeyId, OrganisationId, Role};

use super::policy::Access;
use crate::error::ApiError;

/// The key and the organisation that the demonstration writes as.
const DEMO: &str = "demo";

/// Who asks. Put into the request by the gate; a handler that takes it can trust it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// By which key.
    pub key: KeyId,
    /// What the key's holder is.
    pub role: Role,
    /// Whose key it is.
    pub organisation: OrganisationId,
    /// Which rows of this address.
    access: Access,
}

impl Caller {
    /// The holder of a key, at an address that gives the role so much access.
    #[must_use]
    pub fn of(key: &Key, access: Access) -> Self {
        Self { key: key.id.clone(), role: key.role, organisation: key.organisation.clone(), access }
    }

    /// Everybody, where the doors stand open.
    ///
    /// # Errors
    /// Never: the names are sound.
    pub fn demo(access: Access) -> Result<Self, Invalid> {
        Self::face(Role::Bureau, Self::demo_organisation()?, access)
    }

    /// The organisation that the demonstration writes as.
    ///
    /// # Errors
    /// Never: the name is sound.
    pub fn demo_organisation() -> Result<OrganisationId, Invalid> {
        OrganisationId::new(DEMO)
    }

    /// Where the doors stand open: somebody whose face the demonstration is looked at with.
    ///
    /// # Errors
    /// Never: the name is sound.
    pub fn face(role: Role, organisation: OrganisationId, access: Access) -> Result<Self, Invalid> {
        Ok(Self { key: KeyId::new(DEMO)?, role, organisation, access })
    }

    /// Who writes, for a batch.
    #[must_use]
    pub fn by(&self) -> String {
        self.key.to_string()
    }

    /// The only organisation whose rows this address shows the caller; `None`: those of all.
    #[must_use]
    pub fn scope(&self) -> Option<&OrganisationId> {
        (self.access != Access::All).then_some(&self.organisation)
    }

    /// Whether this address shows the caller everybody's rows.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.scope().is_none()
    }

    /// Whether the organisation is the caller's own.
    #[must_use]
    pub fn owns(&self, organisation: &OrganisationId) -> bool {
        self.organisation == *organisation
    }

    /// Whether this address shows the caller rows of the organisation.
    #[must_use]
    pub fn may_see(&self, organisation: &OrganisationId) -> bool {
        self.scope().is_none_or(|own| own == organisation)
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or(ApiError::KeyMissing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_access_is_scoped_and_all_is_not() {
        let own = Caller::demo(Access::Own).unwrap();
        let (mine, other) = (OrganisationId::new(DEMO).unwrap(), OrganisationId::new("E-2").unwrap());
        assert_eq!(own.scope(), Some(&mine));
        assert!(own.may_see(&mine) && !own.may_see(&other) && !own.sees_all());
        let all = Caller::demo(Access::All).unwrap();
        assert!(all.scope().is_none() && all.sees_all() && all.may_see(&other) && !all.owns(&other));
    }
}
