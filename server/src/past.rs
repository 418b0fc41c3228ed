//! What became of a record: every version, who wrote it, when and why.

use bole_engine::model::Moment;
use bole_engine::store::{Change, ChangeKind, Record, Store, StoreError};
use utoipa::ToSchema;

/// One version of a record.
#[derive(Debug, serde::Serialize, ToSchema)]
pub(crate) struct Past<T> {
    /// The version; a deletion counts too.
    pub(crate) version: u64,
    /// What was done.
    pub(crate) operation: ChangeKind,
    /// When.
    pub(crate) at: Moment,
    /// By which key, or `operator` for the command line.
    pub(crate) by: String,
    /// Why, where a reason was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// What it said; nothing for a deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) record: Option<T>,
}

impl<T: Record> TryFrom<Change> for Past<T> {
    type Error = StoreError;

    fn try_from(change: Change) -> Result<Self, StoreError> {
        let Change { kind, id, version, operation, changed_at, changed_by: by, reason, document, .. } = change;
        let damaged = |reason: String| StoreError::Damaged { kind, id: id.clone(), reason };
        let record = document.as_deref().map(serde_json::from_str).transpose();
        let record = record.map_err(|e| damaged(e.to_string()))?;
        let at = Moment::from_millis(changed_at).map_err(|e| damaged(e.to_string()))?;
        Ok(Self { version, operation, at, by, reason, record })
    }
}

/// All versions of a record, oldest first; nothing where there never was one.
pub(crate) async fn history<T: Record>(store: &dyn Store, id: &str) -> Result<Vec<Past<T>>, StoreError> {
    store.history(T::KIND, id).await?.into_iter().map(Past::try_from).collect()
}
