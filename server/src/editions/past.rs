//! A past for a store that has none: for demonstrations, so that there is something to compare with.

use bole_engine::model::{Edition, EditionStatus};
use bole_engine::sample::edition_before;
use bole_engine::store::Expected;

use super::records::{head, rows};
use super::watch::Watch;
use super::{By, Desk};
use crate::error::ApiError;

impl Desk {
    /// Publishes a made-up edition of the year before over the records there are, puts the one that is worked with in force
    /// as its successor, and draws its map. A store that has such a past already is left as it is.
    ///
    /// # Errors
    /// [`ApiError`] of the store.
    pub(crate) fn make_past(&self, by: &By, watch: &dyn Watch) -> Result<(), ApiError> {
        let edition = &self.reference.edition;
        let before = Edition { status: EditionStatus::Draft, ..edition_before(edition).map_err(ApiError::Field)? };
        if self.wait(self.store.find::<Edition>(before.id.as_str()))?.is_some() {
            return Ok(());
        }
        let mut batch = by.batch();
        batch.operations = rows(&before, Expected::Absent)?;
        self.write(batch)?;
        self.publish(&before.id, by, watch)?;
        let mut batch = by.batch();
        batch.operations = rows(edition, Expected::Any)?;
        batch.operations.push(head(&Edition { status: EditionStatus::Superseded, ..before })?.into());
        self.write(batch)?;
        self.map_now(&edition.id, by, watch).map(drop)
    }
}
