//! Steps in the lives of records: who takes one, what is written with it, and how the history tells why. Whether a step may
//! be taken is the record's to say.

use bole_engine::model::Date;
use bole_engine::store::{Audit, Batch, Expected, Put, Record, StoreError, Stored};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::auth::Caller;
use crate::opened::OPERATOR;

/// Who moves records, and when.
#[derive(Debug, Clone)]
pub(crate) struct Mover {
    /// A key's id, or `operator`.
    pub(crate) by: String,
    /// Whose key.
    pub(crate) organisation: Option<String>,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
}

impl Mover {
    /// The holder of a key, now.
    pub(crate) fn caller(caller: &Caller) -> Self {
        let organisation = Some(caller.organisation.to_string());
        Self { by: caller.by(), organisation, at: crate::clock::now() }
    }

    /// The command line, now.
    pub(crate) fn operator() -> Self {
        Self { by: OPERATOR.into(), organisation: None, at: crate::clock::now() }
    }

    /// Nothing written yet, for a reason.
    pub(crate) fn batch<R: Serialize>(&self, why: &Why<R>) -> Batch {
        Batch::new(self.by.clone(), self.at).because(serde_json::to_string(why).ok())
    }
}

/// Why a record took a step, as the history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Why<R> {
    /// The code.
    pub(crate) code: R,
    /// On which day, where another is told than that on which it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<Date>,
    /// Words about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl<R: DeserializeOwned> Why<R> {
    /// The reason that a version tells: by code, or, of a version that no step made, as words alone.
    pub(crate) fn of(reason: Option<String>) -> (Option<Self>, Option<String>) {
        let why = reason.as_deref().and_then(|reason| serde_json::from_str::<Self>(reason).ok());
        let words = if why.is_some() { None } else { reason };
        (why, words)
    }
}

/// A batch with one more record that moves from what stood, and the note of the audit log.
pub(crate) fn moved<T: Record>(
    batch: Batch,
    old: &Stored<T>,
    new: &T,
    action: &'static str,
    mover: &Mover,
    detail: serde_json::Value,
) -> Result<Batch, StoreError> {
    let note = Audit::on(action, T::KIND, new.key()).of(mover.organisation.as_deref()).detail(detail);
    Ok(batch.with(Put::new(new)?.expecting(Expected::Version(old.version))).noting(note))
}

#[cfg(test)]
mod tests {
    use bole_engine::model::{CohortReason, TransitionReason};

    use super::*;

    #[test]
    fn a_reason_goes_round_and_words_alone_stay_words() {
        let why = Why { code: TransitionReason::Other, on: None, note: Some("搬迁".into()) };
        let kept = serde_json::to_string(&why).ok();
        assert_eq!(Why::of(kept.clone()), (Some(why), None));
        assert_eq!(Why::<CohortReason>::of(Some("更正".into())), (None, Some("更正".into())));
    }
}
