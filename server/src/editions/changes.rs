//! What changed between two editions of the store.

use bole_engine::map::{EditionDiff, TalentMap};
use bole_engine::model::EditionId;
use bole_engine::store::Store;

use super::kept::{BETWEEN, Kept, MAP, kept};
use super::records::read;
use crate::error::{ApiError, Kind};

/// Compares two editions. The effects on the gap are told where both were mapped, and by one method, or the second was
/// mapped while the first was in force.
///
/// # Errors
/// [`ApiError::Unknown`] where there is no such edition.
pub(crate) async fn changes(store: &dyn Store, from: &EditionId, to: &EditionId) -> Result<EditionDiff, ApiError> {
    let edition = async |id: &EditionId| {
        let found = read(store, id).await?;
        found.map(|standing| standing.edition).ok_or_else(|| ApiError::unknown(Kind::Edition, id))
    };
    let diff = EditionDiff::between(&edition(from).await?, &edition(to).await?);
    let (Some(old), Some(new)) = (kept(store, from).await?, kept(store, to).await?) else { return Ok(diff) };
    Ok(match between(&old, &new)? {
        Some(between) => diff.with_effects(&old.read(MAP)?, &between, &new.read(MAP)?),
        None => diff,
    })
}

/// The data of the second by the method of the first.
fn between(old: &Kept, new: &Kept) -> Result<Option<TalentMap>, ApiError> {
    if old.record.method_hash == new.record.method_hash {
        return Ok(Some(new.read(MAP)?));
    }
    let compared = new.record.previous.as_ref() == Some(&old.record.edition);
    Ok(if compared { new.maybe(BETWEEN)? } else { None })
}
