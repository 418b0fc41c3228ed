//! Mapping a published edition again, from the records as they stood and the method that it was published with.

use bole_engine::model::{EditionId, EditionStatus, MappedAgain};
use bole_engine::reference::Reference;

use super::kept::{Kept, MAP, PLAN, is_frozen, json, needed};
use super::watch::Watch;
use super::{By, Desk};
use crate::bundle::File;
use crate::decisions::hash;
use crate::error::ApiError;

impl Desk {
    /// Maps an edition: again, where it was published with its map, else from the records as they are.
    ///
    /// # Errors
    /// As [`Self::map_again`] and [`Self::map_now`].
    pub(crate) fn map(
        &self,
        id: &EditionId,
        by: &By,
        watch: &dyn Watch,
    ) -> Result<(Vec<File>, Option<MappedAgain>), ApiError> {
        if self.wait(is_frozen(&*self.store, id))? {
            return self.map_again(id, watch).map(|(files, again)| (files, Some(again)));
        }
        self.map_now(id, by, watch).map(|files| (files, None))
    }

    /// Maps it again. Where map or plan come out otherwise, since people were erased, those that were kept are given.
    ///
    /// # Errors
    /// [`ApiError::NotAtHand`] where the method cannot be read by this program, or another vocabulary is loaded;
    /// [`ApiError::Unknown`] where the edition was not published with a map.
    fn map_again(&self, id: &EditionId, watch: &dyn Watch) -> Result<(Vec<File>, MappedAgain), ApiError> {
        let kept = self.wait(needed(&*self.store, id))?;
        let record = &kept.record;
        let mut edition = self.edition_at(id, record.sequence)?;
        edition.status = EditionStatus::Published;
        let absent = |what, recorded: &str| ApiError::NotAtHand { what, recorded: recorded.to_owned() };
        let method = kept.method()?.ok_or_else(|| absent("method", &record.method))?;
        // A method that is read otherwise than it was written would judge otherwise.
        if method.hash() != record.method_hash {
            return Err(absent("method", &record.method_hash));
        }
        let reference = Reference::new(self.reference.vocabulary.clone(), edition.clone(), method.clone());
        if reference.hash() != record.reference_hash {
            return Err(absent("vocabulary", &record.reference_hash));
        }
        let drawing = self.draw(edition, method, record.as_of, record.sequence, watch)?;
        let drawn = [json(id, &drawing.map)?, json(id, &drawing.plan)?];
        let identical = [hash(&drawn[0]), hash(&drawn[1])] == [record.map_hash.clone(), record.plan_hash.clone()];
        let told = MappedAgain {
            identical,
            erased: drawing.lost,
            inputs_published: record.inputs_hash.clone(),
            inputs_read: drawing.map.head.inputs_hash.clone(),
        };
        let [map, plan] = drawn;
        let files = if identical { vec![File::new(MAP, map), File::new(PLAN, plan)] } else { kept_files(&kept)? };
        Ok((files, told))
    }
}

fn kept_files(kept: &Kept) -> Result<Vec<File>, ApiError> {
    Ok(vec![File::new(MAP, kept.bytes(MAP)?), File::new(PLAN, kept.bytes(PLAN)?)])
}
