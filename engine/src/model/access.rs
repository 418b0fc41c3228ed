//! Roles and keys: who may come in. What a role may see is the server's to say; a secret never stands here.

use super::{Invalid, KeyId, Moment, OrganisationId, check};

/// What a key's holder is to the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The city's industry bureau.
    Bureau,
    /// An enterprise: its own orders, masked people.
    Enterprise,
    /// A college: its own programmes and cohorts, demand in sums.
    College,
    /// Reads decisions and the audit log.
    Auditor,
    /// Another program of the bureau's.
    Service,
}

impl Role {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Bureau, Self::Enterprise, Self::College, Self::Auditor, Self::Service];

    /// The word used in data and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bureau => "bureau",
            Self::Enterprise => "enterprise",
            Self::College => "college",
            Self::Auditor => "auditor",
            Self::Service => "service",
        }
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It opens.
    Active,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

/// A key to the service, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(try_from = "RawKey")]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// What its holder is.
    pub role: Role,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is for, in words, 1 to [`Key::MAX_LABEL_CHARS`] characters.
    #[cfg_attr(feature = "schema", schema(min_length = 1, max_length = 80))]
    pub label: String,
    /// The hash of its secret, [`Key::HASH_CHARS`] lower-case hex digits.
    #[cfg_attr(feature = "schema", schema(pattern = "^[0-9a-f]{64}$"))]
    pub hash: String,
    /// When it was made.
    pub created: Moment,
    /// From when it no longer opens; absent: never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Moment>,
    /// When it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Moment>,
    /// When it last opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used: Option<Moment>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    id: KeyId,
    role: Role,
    organisation: OrganisationId,
    label: String,
    hash: String,
    created: Moment,
    #[serde(default)]
    expires: Option<Moment>,
    #[serde(default)]
    revoked: Option<Moment>,
    #[serde(default)]
    last_used: Option<Moment>,
}

impl Key {
    /// Longest label in characters.
    pub const MAX_LABEL_CHARS: usize = 80;
    /// Length of a hash in hex digits: 256 bits.
    pub const HASH_CHARS: usize = 64;

    /// Checks label, hash and expiry.
    ///
    /// # Errors
    /// `Invalid` naming `label`, `hash` or `expires`.
    pub fn checked(self) -> Result<Self, Invalid> {
        check::text("label", &self.label, 1..=Self::MAX_LABEL_CHARS)?;
        let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if self.hash.len() != Self::HASH_CHARS || !self.hash.bytes().all(digit) {
            // The value is not repeated: it may be the secret itself, put in the wrong place.
            return Err(Invalid::new("hash", "", format!("{} of 0-9 a-f", Self::HASH_CHARS)));
        }
        match self.expires {
            Some(expires) if expires <= self.created => {
                Err(Invalid::new("expires", expires, format!("after {} (when it is made)", self.created)))
            }
            _ => Ok(self),
        }
    }

    /// Whether the key opens at `now`. Who was shut out stays out: a revocation counts as soon as it is recorded, even
    /// where another machine's clock is ahead.
    #[must_use]
    pub fn state_at(&self, now: Moment) -> KeyState {
        if self.revoked.is_some() {
            return KeyState::Revoked;
        }
        if self.expires.is_some_and(|expires| expires <= now) { KeyState::Expired } else { KeyState::Active }
    }
}

impl TryFrom<RawKey> for Key {
    type Error = Invalid;
    fn try_from(raw: RawKey) -> Result<Self, Invalid> {
        let RawKey { id, role, organisation, label, hash, created, expires, revoked, last_used } = raw;
        Self { id, role, organisation, label, hash, created, expires, revoked, last_used }.checked()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn key(more: &serde_json::Value) -> Result<Key, serde_json::Error> {
        let mut key = json!({
            "id": "K-1", "role": "college", "organisation": "QYPT", "label": "教务处", "hash": "0a".repeat(32),
            "created": "2026-11-21T00:00:00.000Z"
        });
        key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(key)
    }

    #[test]
    fn the_words_are_those_of_the_data() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
    }

    #[test]
    fn a_key_opens_until_it_expires_or_is_revoked() {
        let key = key(&json!({"expires": "2026-12-01T00:00:00.000Z"})).unwrap();
        let expiry = key.expires.unwrap();
        let before = Moment::from_millis(expiry.millis() - 1).unwrap();
        assert_eq!(key.state_at(before), KeyState::Active);
        assert_eq!(key.state_at(expiry), KeyState::Expired);
        let revoked = Key { revoked: Some(expiry), ..key };
        assert_eq!(revoked.state_at(before), KeyState::Revoked);
        assert_eq!(serde_json::from_value::<Key>(serde_json::to_value(&revoked).unwrap()).unwrap(), revoked);
    }

    #[test]
    fn a_wrong_key_is_told_by_its_field_and_never_repeats_a_hash() {
        let wrong = [
            ("label", json!({"label": " "})),
            ("label", json!({"label": "x".repeat(Key::MAX_LABEL_CHARS + 1)})),
            ("hash", json!({"hash": "0A".repeat(32)})),
            ("hash", json!({"hash": "0A"})),
            ("expires", json!({"expires": "2026-11-21T00:00:00.000Z"})),
        ];
        for (field, change) in wrong {
            let refused = key(&change).unwrap_err().to_string();
            assert!(refused.starts_with(&format!("{field}: ")) && !refused.contains("0A"), "{refused}");
        }
        assert!(key(&json!({"secret": "x"})).is_err());
    }
}
