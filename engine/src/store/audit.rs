//! The audit log: who did or saw what, each entry holding the hash of the one before it, so that none can be changed,
//! taken out or put in between without the rest giving it away.
//!
//! `hash = SHA-256(previous ‖ "\n" ‖ JSON of the entry without its hash)`, in lower hex digits.

use super::Kind;
use crate::digest::sha256;

/// What the first entry holds in place of a hash before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is to be noted. It must hold no personal data: an audit log cannot forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The organisation of the key, where there is one.
    pub organisation: Option<String>,
    /// What was done, e.g. `profile.read`.
    pub action: &'static str,
    /// To what kind of record.
    pub kind: Option<Kind>,
    /// To which.
    pub id: Option<String>,
    /// More, as JSON; `null` for nothing.
    pub detail: serde_json::Value,
}

impl Audit {
    /// An action on a record.
    #[must_use]
    pub fn on(action: &'static str, kind: Kind, id: impl ToString) -> Self {
        let (kind, id) = (Some(kind), Some(id.to_string()));
        Self { organisation: None, action, kind, id, detail: serde_json::Value::Null }
    }

    /// An action on the whole store.
    #[must_use]
    pub const fn of_all(action: &'static str) -> Self {
        Self { organisation: None, action, kind: None, id: None, detail: serde_json::Value::Null }
    }

    /// Names the organisation of whoever acted.
    #[must_use]
    pub fn of(mut self, organisation: Option<&str>) -> Self {
        self.organisation = organisation.map(str::to_owned);
        self
    }

    /// Says more.
    #[must_use]
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }
}

/// An entry as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// Its place, from 1, without gaps.
    pub number: u64,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Who: a key's id, or `operator`.
    pub actor: String,
    /// The organisation of the key.
    pub organisation: Option<String>,
    /// What was done.
    pub action: String,
    /// To what kind of record.
    pub kind: Option<String>,
    /// To which.
    pub id: Option<String>,
    /// More, as JSON text.
    pub detail: String,
    /// The hash of the entry before.
    pub previous: String,
    /// The hash of this entry.
    pub hash: String,
}

impl AuditEntry {
    /// The hash that the entry should have.
    #[must_use]
    pub fn sum(&self) -> String {
        let Self { number, at, actor, organisation, action, kind, id, detail, previous, hash: _ } = self;
        let told = serde_json::json!([number, at, actor, organisation, action, kind, id, detail]);
        sha256(format!("{previous}\n{told}").as_bytes())
    }
}

/// Where an audit log does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditFault {
    /// An entry's hash is not that of what it says.
    #[error("entry {0} was changed: its hash is not that of what it says")]
    Changed(u64),
    /// An entry does not follow the one before it.
    #[error("entry {0} does not follow the one before it: one was taken out, put in or moved")]
    Broken(u64),
    /// Entries from this one on were written and are not there.
    #[error("entry {0} is missing: the end of the log was cut off")]
    Short(u64),
}

/// Where an audit log begins, and how far it should reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSpan {
    /// Number and hash of the entry before the first that is kept: the last that was purged, or 0 and [`GENESIS`].
    pub before: (u64, String),
    /// The number of the last entry that was written.
    pub last: u64,
}

/// An audit log that holds. Whoever notes number and hash elsewhere can tell later that nothing before was changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AuditHead {
    /// The number of the first entry that is kept.
    pub first: u64,
    /// The number of the last entry.
    pub number: u64,
    /// Its hash.
    pub hash: String,
}

/// Holds entries, in order, against the entry before them, given by number and hash. Returns the last.
///
/// # Errors
/// [`AuditFault`] at the first entry that does not hold.
pub fn verify(before: (u64, String), entries: &[AuditEntry]) -> Result<(u64, String), AuditFault> {
    let mut last = before;
    for entry in entries {
        if entry.sum() != entry.hash {
            return Err(AuditFault::Changed(entry.number));
        }
        if entry.number != last.0 + 1 || entry.previous != last.1 {
            return Err(AuditFault::Broken(entry.number));
        }
        last = (entry.number, entry.hash.clone());
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u64) -> Vec<AuditEntry> {
        let mut previous = GENESIS.to_owned();
        let mut entries = Vec::new();
        for number in 1..=length {
            let mut entry = AuditEntry {
                number,
                at: 1000 + number as i64,
                actor: "K-1".into(),
                organisation: None,
                action: "profile.read".into(),
                kind: Some("profile".into()),
                id: Some(format!("T-{number}")),
                detail: "null".into(),
                previous,
                hash: String::new(),
            };
            entry.hash = entry.sum();
            previous = entry.hash.clone();
            entries.push(entry);
        }
        entries
    }

    fn genesis() -> (u64, String) {
        (0, GENESIS.to_owned())
    }

    #[test]
    fn an_untouched_log_holds() {
        let entries = chain(5);
        assert_eq!(verify(genesis(), &entries).unwrap().0, 5);
        let first = verify(genesis(), &entries[..2]).unwrap();
        assert!(verify(first, &entries[2..]).is_ok());
    }

    #[test]
    fn a_changed_a_missing_and_a_forged_entry_are_named() {
        let mut changed = chain(5);
        changed[2].id = Some("T-9".into());
        assert_eq!(verify(genesis(), &changed), Err(AuditFault::Changed(3)));
        assert_eq!(verify(genesis(), &chain(5)[1..]), Err(AuditFault::Broken(2)));
        let mut missing = chain(5);
        missing.remove(2);
        assert_eq!(verify(genesis(), &missing), Err(AuditFault::Broken(4)));
        let mut forged = chain(5);
        forged[2].id = Some("T-9".into());
        forged[2].hash = forged[2].sum();
        assert_eq!(verify(genesis(), &forged), Err(AuditFault::Broken(4)));
    }
}
