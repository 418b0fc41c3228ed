//! Keeping the edition of the catalog that was loaded beside those of the store.

use bole_engine::model::{Edition, EditionStatus};
use bole_engine::store::{Audit, Expected, Kind, Store, StoreError};

use super::By;
use super::kept::is_frozen;
use super::records::{head, heads, rows, unlisted};

/// Keeps the edition that is worked with: its chains and entries become rows, and those that it lists no longer go. One
/// that was superseded, or published with its map, stays as it is. A published edition supersedes earlier ones.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn keep(store: &dyn Store, edition: &Edition, by: &By) -> Result<(), StoreError> {
    let heads = heads(store).await?;
    let own = heads.iter().find(|head| head.record.id == edition.id);
    if is_frozen(store, &edition.id).await? || own.is_some_and(|own| own.record.status == EditionStatus::Superseded) {
        return Ok(());
    }
    let mut batch = by.batch();
    batch.operations = rows(edition, Expected::Any)?;
    batch.operations.extend(unlisted(store, edition).await?);
    let replaced = heads.iter().filter(|head| {
        let (old, published) = (&head.record, EditionStatus::Published);
        old.id != edition.id
            && [edition.status, old.status] == [published, published]
            && (&old.region, old.as_of < edition.as_of) == (&edition.region, true)
    });
    for old in replaced {
        let superseded = Edition { status: EditionStatus::Superseded, ..old.record.clone() };
        batch.operations.push(head(&superseded)?.expecting(Expected::Version(old.version)).into());
        batch.audit.push(Audit::on("edition.superseded", Kind::Edition, &old.record.id));
    }
    store.write(batch).await.map(drop)
}
